#!/bin/sh
# Builds treeguard and treeguard-hook and installs them. A second run changes nothing; --uninstall undoes exactly that.
set -eu
LC_ALL=C
export LC_ALL

usage() {
    cat <<'TEXT'
usage: ./install.sh [--prefix DIR] [--from DIR] [--uninstall]

  --prefix DIR   where to install: programs in DIR/bin, the rest in DIR/share
                 (default: /usr/local as root, ~/.local otherwise)
  --from DIR     install the programs that were built in DIR, instead of building
  --uninstall    remove what this script installed under the prefix, and nothing else
  --help         say this

example: ./install.sh --prefix ~/.local
TEXT
}

say() { printf '%s\n' "$*"; }
fail() {
    printf 'error: %s\n  why:  %s\n  next: %s\n' "$1" "$2" "$3" >&2
    exit "${4:-2}"
}

source=$(cd "$(dirname "$0")" && pwd)
prefix= from= action=install
while [ $# -gt 0 ]; do
    case $1 in
        --prefix | --from)
            [ $# -ge 2 ] && [ -n "$2" ] || fail "$1 needs a folder" "nothing stands after it" "./install.sh --help"
            [ "$1" = --prefix ] && prefix=$2 || from=$2
            shift
            ;;
        --prefix=?*) prefix=${1#*=} ;;
        --from=?*) from=${1#*=} ;;
        --uninstall) action=uninstall ;;
        --help | -h) usage; exit 0 ;;
        *) fail "install.sh has no option \"$1\"" "it knows --prefix, --from, --uninstall and --help" "./install.sh --help" ;;
    esac
    shift
done
if [ -z "$prefix" ]; then
    if [ "$(id -u)" = 0 ]; then prefix=/usr/local; else prefix=${HOME:?HOME is not set; say --prefix DIR}/.local; fi
fi
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
manifest=$prefix/share/treeguard/manifest

# The manifest has one line for each thing that we made: "file SUM PATH" or "folder /PATH", from the prefix.
sum() { cksum <"$1" | tr ' ' '-'; }

uninstall() {
    if [ ! -f "$manifest" ]; then
        say "nothing to do: treeguard is not installed under $prefix"
        return
    fi
    while read -r kind first path; do
        [ "$kind" = file ] || continue
        if [ ! -e "$prefix/$path" ]; then
            continue
        elif [ "$(sum "$prefix/$path")" = "$first" ]; then
            rm "$prefix/$path"
            say "removed $prefix/$path"
        else
            say "kept    $prefix/$path: it is not what was installed"
        fi
    done <"$manifest"
    folders=$(sed -n 's/^folder //p' "$manifest" | sort -r)
    rm "$manifest"
    printf '%s\n' "$folders" | while read -r path; do
        # Ours, but others may have put something there since.
        rmdir "$prefix$path" 2>/dev/null || true
    done
    say "treeguard is no longer installed under $prefix"
}

build() {
    if ! command -v swift >/dev/null; then
        fail "treeguard cannot be built" "there is no Swift compiler on PATH" \
            "install Swift 6.3 or later from https://www.swift.org/install/linux, or use --from DIR"
    fi
    missing=
    if command -v pkg-config >/dev/null; then
        for library in libgit2 libpq libprotobuf-c libcrypto; do
            pkg-config --exists "$library" || missing="$missing $library"
        done
    else
        missing=" pkg-config"
    fi
    command -v make >/dev/null || missing="$missing make"
    if [ -n "$missing" ] || [ ! -f /usr/include/pg_query.h ]; then
        if command -v apt-get >/dev/null; then
            "$source/.ci/setup" --build
        elif [ -n "$missing" ]; then
            fail "treeguard cannot be built" "these are missing:$missing" \
                "install the development packages of libgit2, libpq, libpg_query, protobuf-c and OpenSSL, pkg-config and make"
        fi
    fi
    say "building (a few minutes the first time)"
    make -s -C "$source" programs >&2
    from=$(cd "$source" && swift build -c release --show-bin-path)
}

# Lays down one file unless it is already there as it should be.
lay() {
    if [ ! -f "$prefix/$3" ] || ! cmp -s "$1" "$prefix/$3"; then
        make_folder "$(dirname "$3")"
        cp "$1" "$prefix/$3.new"
        chmod "$2" "$prefix/$3.new"
        # A rename, because a program that runs cannot be written over.
        mv "$prefix/$3.new" "$prefix/$3"
        say "installed $prefix/$3"
        changed=yes
    fi
    printf 'file %s %s\n' "$(sum "$prefix/$3")" "$3" >>"$work/manifest"
}

# Makes a folder and those above it, and remembers the ones that are ours.
make_folder() {
    [ -d "$prefix/$1" ] && return
    case $1 in */*) make_folder "${1%/*}" ;; esac
    mkdir -p "$prefix/$1"
    printf 'folder /%s\n' "$1" >>"$work/manifest"
}

install() {
    [ -n "$from" ] || build
    for program in treeguard treeguard-hook; do
        [ -x "$from/$program" ] || fail "there is nothing to install" "$from/$program is not there" "./install.sh --help"
    done
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    changed=
    if [ -f "$manifest" ]; then sed -n '/^folder/p' "$manifest" >"$work/manifest"; else : >"$work/manifest"; fi
    [ -d "$prefix" ] || echo "folder /" >>"$work/manifest"
    mkdir -p "$prefix" 2>/dev/null && [ -w "$prefix" ] ||
        fail "treeguard cannot be installed" "$prefix cannot be written to" "./install.sh --prefix ~/.local"
    lay "$from/treeguard" 755 bin/treeguard
    lay "$from/treeguard-hook" 755 bin/treeguard-hook
    for shell in bash zsh fish; do "$prefix/bin/treeguard" completions $shell >"$work/$shell"; done
    lay "$work/bash" 644 share/bash-completion/completions/treeguard
    lay "$work/zsh" 644 share/zsh/site-functions/_treeguard
    lay "$work/fish" 644 share/fish/vendor_completions.d/treeguard.fish
    make_folder share/treeguard
    sort -u -k1,1 -k3 -k2,2 "$work/manifest" >"$work/sorted"
    if ! cmp -s "$work/sorted" "$manifest"; then
        cp "$work/sorted" "$manifest"
        changed=yes
    fi
    version=$("$prefix/bin/treeguard" version)
    if [ -z "$changed" ]; then
        say "nothing to do: $version is already installed under $prefix"
        return
    fi
    say "$version is installed under $prefix"
    case :$PATH: in
        *":$prefix/bin:"*) ;;
        *) say "put it on your PATH:  export PATH=\"$prefix/bin:\$PATH\"" ;;
    esac
}

$action
