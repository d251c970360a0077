#!/bin/sh
# The manual pages: the options of advise(1) are those of the tables that the program reads arguments with, word for word, and it names every command.
# The others are made of tables and clean. With GOLDEN_UPDATE the options are written into the page.
# shellcheck disable=SC1091,SC2154
set -u
build=${ADVISE_BUILD:-$PWD/build}
page=docs/man/advise.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh

commands() { "$build/advise" --help | awk '/^Commands:/ { on = 1; next } /^$/ { on = 0 } on && $1 != "help" { print $1 }'; }

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
    for command in $(commands); do
        escaped=$(printf %s "$command" | sed 's/-/\\\\-/')
        [ "$(grep -cx "\.B advise $escaped" "$page")" -ge 2 ] || { echo "not in the synopsis and the description: $command"; return 1; }
        "$build/advise" help "$command" | tail -1 | grep -q "^  advise $command" || { echo "no example: $command"; return 1; }
    done
}

# Every page, made anew; a command cannot be without one.
pages_are_clean() {
    for page in advise-pack.5 advise-profile.5 libadvise.3 $(commands | sed 's/.*/advise-&.1/'); do
        sh docs/man/make-page.sh "$build/advise" "$page" >"$work/$page" || { echo "not made: $page"; return 1; }
    done
    (cd "$work" && mandoc -T lint ./*.[135]) && mandoc -T lint docs/man/advise.1
}

pages_have_what_the_program_has() {
    for command in $(commands); do
        page=$work/advise-$command.1
        for option in $("$build/advise" help "$command" | grep -o '^  \(-[a-z], \)\?--[a-z-]*' | grep -o -e '--.*'); do
            mandoc -T utf8 "$page" | col -b | grep -q -e "^     .*$option" || { echo "$command: $option"; return 1; }
        done
    done
    grep -o '^ADVISE_API .*' engine/advise.h | grep -o 'advise_[a-z_]*(' | tr -d '(' | sort -u | while read -r function; do
        grep -q "$function(" "$work/libadvise.3" || { echo "libadvise(3): $function"; return 1; }
    done
}

check 'its options are those of the tables' options_are_those_of_the_tables
check 'every command has a synopsis and an example' every_command_has_a_synopsis_and_an_example
if command -v mandoc >/dev/null; then
    check 'mandoc finds nothing in any page' pages_are_clean
    check 'pages have the options and functions that there are' pages_have_what_the_program_has
else
    skip 'mandoc is not installed'
fi
echo "1..$number"
