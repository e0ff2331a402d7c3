#!/bin/bash
# Measures what DESIGN promises, each beside a peer in the same run, and fails over a bar. RUNS=n for more or fewer rounds.
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${RUNS:-60}
built=$(swift build -c release --static-swift-stdlib --show-bin-path)
mkdir -p bench/build
work=$(mktemp -d "${TMPDIR:-/tmp}/bench-XXXXXX")
compiler=$(command -v cc || command -v clang)
postgres=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)

# PostgreSQL refuses to run as root.
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
tidy() {
    [ ! -f "$work/server/data/postmaster.pid" ] || as_server "$postgres/pg_ctl" stop -s -m immediate -D "$work/server/data"
    rm -rf "$work"
}
trap tidy EXIT

"$compiler" -O2 -Wall -Wextra -Werror -o bench/build/pairs bench/pairs.c
# shellcheck disable=SC2046  # a list of words
"$compiler" -O2 -Wall -Wextra -Werror -o bench/build/openanddiff bench/openanddiff.c $(pkg-config --cflags --libs libgit2)

# A repository of 3,000 files and 1,000 migrations. `work` changes three files of code; `feature` adds three migrations.
export HOME="$work/home" GIT_CONFIG_NOSYSTEM=1
mkdir -p "$HOME" "$work/repository"
git config --global user.name bench
git config --global user.email bench@example.com
git config --global init.defaultBranch main
pushd "$work/repository" >/dev/null
git init -q
mkdir -p db/migrations
for i in $(seq 1 30); do
    mkdir -p "src/module$i"
    for j in $(seq 1 100); do echo "value = $i * $j" >"src/module$i/file$j.py"; done
done
for i in $(seq 1 1000); do
    printf 'CREATE TABLE t%s (id bigint PRIMARY KEY, name text NOT NULL, created timestamptz DEFAULT now());\nCREATE INDEX i%s ON t%s (name);\n' \
        "$i" "$i" "$i" >"db/migrations/$(printf %04d "$i")_t$i.sql"
done
git add -A && git commit -qm base
old=$(git rev-parse HEAD)
git switch -qc work
for i in 1 2 3; do echo changed >>"src/module$i/file1.py"; done
git commit -qam code
new=$(git rev-parse HEAD)
git switch -qc feature main
for i in 1001 1002 1003; do
    printf 'CREATE TABLE t%s (id bigint PRIMARY KEY, name text NOT NULL);\n' "$i" >"db/migrations/${i}_t$i.sql"
done
git add -A && git commit -qm migrations
popd >/dev/null

mkdir "$work/server" && chmod 755 "$work"
[ "$(id -u)" != 0 ] || chown postgres "$work/server"
as_server "$postgres/initdb" -D "$work/server/data" -U postgres -A trust -E UTF8 --locale C --no-sync >/dev/null
as_server "$postgres/pg_ctl" start -s -w -D "$work/server/data" -l "$work/server/log" \
    -o "-c listen_addresses= -c unix_socket_directories=$work/server -c fsync=off"
url="postgresql://postgres@/production?host=$work/server"
psql=$postgres/psql
"$psql" -qX "postgresql://postgres@/postgres?host=$work/server" -c 'CREATE DATABASE production'
cat "$work/repository"/db/migrations/0*.sql "$work/repository"/db/migrations/1000_*.sql |
    "$psql" -qX -v ON_ERROR_STOP=1 "$url" >/dev/null

status=0
cd "$work/repository"
pairs=$OLDPWD/bench/build/pairs
# A push to main, as git tells the hook of it: on standard input, for which both have a shell that they take the place of.
echo "refs/heads/work $new refs/heads/main $old" >"$work/push"
"$pairs" "hook, no migration in it" $((runs * 3)) 1.5 16 0 0 \
    -- sh -c "exec '$built/treeguard-hook' pre-push origin ../origin.git <'$work/push'" \
    -- sh -c "exec '$OLDPWD/bench/build/openanddiff' . $old $new db/migrations <'$work/push'" || status=$?
export TREEGUARD_PRODUCTION_URL=$url
"$pairs" "check, 3 new among 1,000" "$runs" 3.0 64 1 0 \
    -- "$built/treeguard" check --target main -- "$psql" -X -c 'select 1' "$url" || status=$?

# The hooks, on copies: what fetching and committing cost with them, and a merge beside two managers of hooks.
# Git starts the hook of reference transactions twice for each reference that it fetches, and waits for a shell each
# time: that is the price of any such hook, whatever is in it. What ours may add to it is measured
# against scripts that only say `exit 0`; what it comes to beside no hooks at all is told, and has no bar.
project=$OLDPWD
cd "$work"
git init -q --bare many.git
git -C repository push -q ../many.git main
seq -f "create refs/heads/t/%04g $old" 300 | git -C many.git update-ref --stdin
for copy in hooks idle none lefthook pre-commit; do
    git clone -q many.git "$copy"
    git -C "$copy" fetch -q ../repository work:work
done
"$built/treeguard" -C hooks install >/dev/null
for hook in "$project"/hooks/*; do
    [ -f "hooks/.git/hooks/${hook##*/}" ] || continue
    printf '#!/bin/sh\nexit 0\n' >"idle/.git/hooks/${hook##*/}"
    chmod +x "idle/.git/hooks/${hook##*/}"
done
fetch() { echo "cd $work/$1 && rm -rf .git/refs/remotes/o && git fetch -q origin '+refs/heads/t/*:refs/remotes/o/*'"; }
"$pairs" "fetch of 300 refs / idle hooks" $((runs / 6 + 2)) 1.3 0 0 0 \
    -- sh -c "$(fetch hooks)" -- sh -c "$(fetch idle)" || status=$?
"$pairs" "fetch of 300 refs / no hooks" $((runs / 6 + 2)) 0 0 0 0 \
    -- sh -c "$(fetch hooks)" -- sh -c "$(fetch none)" || status=$?
for copy in hooks idle none; do git -C "$copy" switch -qc topic; done
commit() { echo "git -C $1 commit -q --allow-empty -m x"; }
# shellcheck disable=SC2046  # lists of words
"$pairs" "commit elsewhere / idle hooks" "$runs" 1.3 0 0 0 -- $(commit hooks) -- $(commit idle) || status=$?
# shellcheck disable=SC2046
"$pairs" "commit elsewhere / no hooks" "$runs" 0 0 0 0 -- $(commit hooks) -- $(commit none) || status=$?
for copy in hooks idle none; do git -C "$copy" switch -q main; done

# The same no-op where each manager would check a merge.
tools=$project/.build/venv/bin
printf 'pre-merge-commit:\n  commands:\n    nothing:\n      run: "true"\n' >lefthook/lefthook.yml
(cd lefthook && git add -A && git commit -qm hooks && PATH=$tools:$PATH lefthook install >/dev/null 2>&1)
cat >pre-commit/.pre-commit-config.yaml <<'END'
repos:
- repo: local
  hooks: [{id: nothing, name: nothing, entry: "true", language: system, always_run: true, stages: [pre-merge-commit]}]
END
(cd pre-commit && git add -A && git commit -qm hooks &&
    PATH=$tools:$PATH pre-commit install -t pre-merge-commit >/dev/null)
export PATH=$tools:$PATH
for copy in hooks lefthook pre-commit; do git -C "$copy" tag before; done
merge() { echo "cd $work/$1 && git reset -q --hard before && git merge -q --no-ff --no-edit work >/dev/null 2>&1"; }
for peer in lefthook pre-commit; do
    "$pairs" "merge, no migration / $peer" $((runs / 3 + 2)) 1.2 0 0 0 \
        -- sh -c "$(merge hooks)" -- sh -c "$(merge $peer)" || status=$?
done
cd repository
# A catalog of 50,000 objects and a ledger of 10,000 migrations: its peer only reads as much of the catalog.
large="postgresql://postgres@/large?host=$work/server"
"$psql" -qX "$url" -c 'CREATE DATABASE large'
git init -q "$work/large"
cd "$work/large"
mkdir -p db/migrations
printf '[migrations "db/migrations"]\n\tledger = public.applied\n\tledgerColumn = name\n' >.treeguard
for i in $(seq 1 10000); do echo "ALTER TABLE t$i ADD COLUMN extra text;" >"db/migrations/$(printf %05d "$i")_t$i.sql"; done
git add -A && git commit -qm base && git switch -qc feature
for i in 10001 10002 10003; do echo "CREATE TABLE t$i (id bigint PRIMARY KEY);" >"db/migrations/${i}_t$i.sql"; done
git add -A && git commit -qm migrations
{
    echo 'CREATE TABLE applied (name text);'
    echo "INSERT INTO applied SELECT format('%s_t%s', lpad(n::text, 5, '0'), n) FROM generate_series(1, 10000) n;"
    # Each table brings itself, an index, a sequence and, for its text, a table and an index of its own.
    for i in $(seq 1 10000); do echo "CREATE TABLE t$i (id bigserial PRIMARY KEY, name text);"; done
} | "$psql" -qX -v ON_ERROR_STOP=1 "$large" >/dev/null
export TREEGUARD_PRODUCTION_URL=$large
"$pairs" "check, 3 new among 10,000" $((runs / 4)) 4.0 64 1 0 \
    -- "$built/treeguard" check --target main -- "$psql" -X -c 'SELECT * FROM pg_class' "$large" || status=$?

cd "$work"
BUILT=$built PSQL=$psql PAIRS=$pairs SERVER=$work/server RUNS=$runs "$project/bench/deploy.sh" || status=$?

# Bytes against MiB: the hook is loaded at every commit.
size() { stat -Lc %s "$built/$1"; }
verdict=ok
[ "$(size treeguard-hook)" -lt 10485760 ] || verdict=OVER status=1
printf 'size: treeguard %d KiB, treeguard-hook %d KiB (under 10240)  %s\n' \
    $(($(size treeguard) / 1024)) $(($(size treeguard-hook) / 1024)) "$verdict"
exit "$status"
