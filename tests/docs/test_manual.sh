#!/bin/sh
# The manual page: its options are those of the tables that the program reads arguments with, word for word, and it names every command.
# With GOLDEN_UPDATE the options are written into the page.
set -u
build=${ADVISE_BUILD:-$PWD/build}
page=docs/man/advise.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh

options_are_those_of_the_tables() {
    "$build/advise" help --manual >"$work/options" || return 1
    awk -v options="$work/options" '
        /^\.\\" options begin/ { print; while ((getline line < options) > 0) print line; within = 1 }
        /^\.\\" options end/ { within = 0 }
        !within' "$page" >"$work/page"
    [ -z "${GOLDEN_UPDATE:-}" ] || cp "$work/page" "$page"
    diff "$page" "$work/page" || { echo "run 'make golden-update'"; return 1; }
}

every_command_has_a_synopsis_and_an_example() {
    for name in $("$build/advise" --help | awk '/^Commands:/ { on = 1; next } /^$/ { on = 0 } on && $1 != "help" { print $1 }'); do
        escaped=$(printf %s "$name" | sed 's/-/\\\\-/')
        [ "$(grep -cx "\.B advise $escaped" "$page")" -ge 2 ] || { echo "not in the synopsis and the description: $name"; return 1; }
        "$build/advise" help "$name" | tail -1 | grep -q "^  advise $name" || { echo "no example: $name"; return 1; }
    done
}

check 'its options are those of the tables' options_are_those_of_the_tables
check 'every command has a synopsis and an example' every_command_has_a_synopsis_and_an_example
echo "1..$number"
