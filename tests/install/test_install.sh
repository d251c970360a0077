#!/bin/sh
# Installs into an empty folder, and looks at it as a package's user would. Prints TAP.
# shellcheck disable=SC1091,SC2154
set -u

# Only the ordinary flavour is installed. The prefix is the one that it was built for, so that nothing is rebuilt.
build=${ADVISE_BUILD:-$PWD/build}
cc=${CC:-cc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
prefix=${PREFIX:-/usr/local}
. tests/support/check.sh

if [ "$build" != "$PWD/build" ] || [ ! -x "$build/advise" ] || [ ! -f engine/advise.h ]; then
    echo '1..1'
    echo 'ok 1 # SKIP only the ordinary build is installed'
    exit 0
fi

# An inner make that takes over neither the outer's flags nor its job server.
run_make() {
    env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL make --no-print-directory -j1 CC="$cc" DESTDIR="$root" PREFIX="$prefix" "$@"
}

files_are_there() {
    for file in bin/advise lib/libadvise.a lib/libadvise.so lib/libadvise.so.0 include/advise.h lib/pkgconfig/advise.pc \
        share/advise/rules/paralegal/pack.yaml share/advise/rules/paralegal/pack.compiled share/doc/advise/LICENSE share/man/man1/advise.1 share/man/man1/advise-why-not.1 share/man/man5/advise-pack.5 \
        share/man/man5/advise-profile.5 share/man/man3/libadvise.3 share/bash-completion/completions/advise \
        share/zsh/site-functions/_advise share/fish/vendor_completions.d/advise.fish; do
        [ -e "$root$prefix/$file" ] || { echo "missing: $file"; return 1; }
    done
}

packs_are_compiled() {
    for pack in paralegal harlow-pike; do
        "$root$prefix/bin/advise" profiles/nearly-empty.yaml --as-of 2026-01-31 \
            --pack "$root$prefix/share/advise/rules/$pack/pack.compiled" >"$work/compiled" || return 1
        "$root$prefix/bin/advise" profiles/nearly-empty.yaml --as-of 2026-01-31 --pack "rules/$pack" >"$work/loaded" || return 1
        cmp "$work/compiled" "$work/loaded" || return 1
    done
}

only_ours_is_exported() {
    exported=$(nm -D --defined-only "$root$prefix/lib/libadvise.so" | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }')
    [ -n "$exported" ] && ! printf '%s\n' "$exported" | grep -v '^advise_'
}

only_ours_is_in_the_archive() {
    exported=$(nm -g --defined-only "$root$prefix/lib/libadvise.a" | awk 'NF == 3 { print $3 }')
    [ -n "$exported" ] && ! printf '%s\n' "$exported" | grep -v '^advise_'
}

all_is_exported() {
    declared=$(awk '/^ADVISE_API/ { on = 1 } on { print } /;/ { on = 0 }' engine/advise.h | tr '\n' ' ' | grep -o 'advise_[a-z0-9_]* *(' | tr -d ' (' | sort -u)
    exported=$(nm -D --defined-only "$root$prefix/lib/libadvise.so" | sed 's/@.*//' | awk '{ print $3 }')
    for function in $declared; do
        printf '%s\n' "$exported" | grep -qx "$function" || { echo "declared, not exported: $function"; return 1; }
    done
}

versions_agree() {
    said=$(cd / && "$root$prefix/bin/advise" --version) || return 1
    version=$(pc --modversion advise)
    case $said in
    *"$version"*) ;;
    *) echo "advise --version says '$said', advise.pc says '$version'"; return 1 ;;
    esac
}

pc() { PKG_CONFIG_PATH=$root$prefix/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$root pkg-config "$@"; }

# shellcheck disable=SC2046
compiles_alone() {
    echo '#include <advise.h>
int main(void) { return 0; }' >"$work/alone.c"
    "$cc" -std=c17 -Wall -Wextra -Wpedantic -Werror -fsyntax-only $(pc --cflags advise) "$work/alone.c"
}

finds_its_pack() { (cd / && "$root$prefix/bin/advise" "$OLDPWD/profiles/routine-work.yaml" | grep -q .); }

# shellcheck disable=SC2046
example_runs() {
    "$cc" -std=c17 -Wall -Wextra -Wpedantic -Werror -o "$work/example" "$1" $(pc --cflags --libs advise) -pthread &&
        LD_LIBRARY_PATH=$root$prefix/lib "$work/example" rules/paralegal profiles/routine-work.yaml >"$work/said" &&
        [ -s "$work/said" ]
}

# shellcheck disable=SC2046
example_runs_static() {
    "$cc" -std=c17 -o "$work/static" "$1" $(pc --cflags advise) "$root$prefix/lib/libadvise.a" \
        $(pc --static --libs-only-l advise | sed 's/-ladvise//') -pthread &&
        "$work/static" rules/paralegal profiles/routine-work.yaml | cmp - "$work/said"
}

leaves_nothing() { run_make uninstall && ! find "$root" ! -type d | grep .; }

check 'make install' run_make install
check 'what was installed is there' files_are_there
check 'the shared library exports nothing but advise_*' only_ours_is_exported
check 'the static library has no names but advise_*' only_ours_is_in_the_archive
check 'the shared library exports all that advise.h declares' all_is_exported
check 'advise --version and advise.pc agree' versions_agree
check 'advise.h compiles alone' compiles_alone
check 'the installed advise finds its pack' finds_its_pack
check 'the installed packs are compiled' packs_are_compiled
for example in docs/examples/*.c; do
    [ -e "$example" ] || continue
    check "$example runs with the shared library" example_runs "$example"
    check "$example runs with the static library" example_runs_static "$example"
done
check 'make uninstall leaves no file' leaves_nothing
echo "1..$number"
