#!/bin/sh
# The README: it begins with two commands, and the session that it shows is what the program prints. Prints TAP.
set -u
build=${ADVISE_BUILD:-$PWD/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh

two_commands_come_first() {
    awk '/^```sh$/ { within = 1; next } /^```/ { within = 0 } /^## / { exit } within' README.md >"$work/commands"
    [ "$(wc -l <"$work/commands")" -eq 2 ] && ! grep -qv '^make deps && make' "$work/commands"
}

the_session_is_what_the_program_prints() {
    awk '/^\$ build\/advise / { within = 1 } /^```$/ { within = 0 } within' README.md >"$work/shown"
    command=$(sed -n '1s/^\$ build\/advise //p' "$work/shown")
    { printf '$ build/advise %s\n' "$command" && "$build/advise" $command; } >"$work/printed" 2>&1
    diff "$work/shown" "$work/printed"
}

check 'two commands come first' two_commands_come_first
check 'the session is what the program prints' the_session_is_what_the_program_prints
echo "1..$number"
