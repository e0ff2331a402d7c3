# Everything that is done with this project. `make help` says what there is.

PREFIX ?= $(if $(filter 0,$(shell id -u)),/usr/local,$(HOME)/.local)
# What few machines have is linked in: C++'s library, on which Swift's stands, and PostgreSQL's parser. It starts sooner, too.
INSIDE = libstdc++ libpg_query libprotobuf-c
COMPILER = $(shell command -v clang || command -v cc)
RELEASE = -c release --static-swift-stdlib \
	$(foreach name,$(INSIDE),-Xlinker '--remap-inputs=*/$(name).so=$(shell $(COMPILER) -print-file-name=$(name).a)')

.PHONY: help setup build test check lint format docs docs-check demo evidence fresh mutants bench release programs install uninstall clean

help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "  make %-11s %s\n", $$1, $$2 }'

setup: ## Install the packages that building and testing need
	@.ci/setup
	@.ci/python

build: setup ## Build everything, warnings being errors
	swift build

test: setup ## Run every test
	@.ci/test $(ARGS)

check: lint build test docs-check ## All that continuous integration checks

lint: ## Check the format of the sources
	swift format lint --strict --recursive --parallel Sources Tests Package.swift

format: ## Put the sources into format
	swift format --in-place --recursive --parallel Sources Tests Package.swift

docs: setup ## Write the pages that are made from the program
	swift run --quiet Generate --write

docs-check: setup ## See whether those pages are fresh
	swift run --quiet Generate --check

demo: setup ## Play the story on a throwaway repository and PostgreSQL
	swift build --product treeguard
	swift build --product treeguard-hook
	@"$$(swift build --show-bin-path)/treeguard" demo $(ARGS)

evidence: setup ## Measure against real migrations: FOLDER="DIR ..." [JSON=FILE] [SERVER=MAJOR]
	swift build --product treeguard
	swift build --product Evidence
	@"$$(swift build --show-bin-path)/Evidence" measure $(if $(JSON),--json "$(JSON)") \
		$(if $(SERVER),--server "$(SERVER)") $(FOLDER)

fresh: ## Try `make demo` and `make test` on a bare Debian 12, as root
	@.ci/fresh $(ARGS)

mutants: setup ## Plant small faults in a copy, and say which no test notices
	@swift run --quiet Mutants $(ARGS)

bench: setup release ## Measure against peers in one run, and fail over the bars
	@bench/run.sh

release: setup programs ## Build the programs that are installed

programs:
	swift build $(RELEASE) --product treeguard
	swift build $(RELEASE) --product treeguard-hook

install: ## Install under PREFIX
	@./install.sh --prefix "$(PREFIX)"

uninstall: ## Undo that
	@./install.sh --prefix "$(PREFIX)" --uninstall

clean: ## Remove what was built
	swift package clean
	rm -rf bench/build
