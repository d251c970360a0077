#!/bin/sh
# The programs that take the command's place, and where they may lie. What they need, the command itself does not load.
# shellcheck disable=SC1091,SC2154
set -u
build=${ADVISE_BUILD:-$PWD/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh
if [ ! -x "$build/advise-workbook" ]; then
    echo '1..1'
    echo 'ok 1 # SKIP it was built without libxlsxwriter'
    exit 0
fi
mkdir -p "$work/alone" "$work/near/bin" "$work/near/libexec/advise"
cp "$build/advise" "$work/alone"
cp "$build/advise" "$work/near/bin"
cp "$build/advise-workbook" "$work/near/libexec/advise"
printf '%s\n' '{"n": 1}' '{"n": 2}' >"$work/two words.ndjson"

# write PROGRAM OUT
write() { "$1" batch --format xlsx -o "$2" --pack tests/packs/diff-old --as-of 2026-01-31 -- "$work/two words.ndjson"; }

is_archive() { [ "$(head -c 2 "$1")" = PK ]; }

helper_beside_is_found() { write "$build/advise" "$work/beside.xlsx" && is_archive "$work/beside.xlsx"; }
check 'the program beside the command writes the workbook' helper_beside_is_found

helper_in_libexec_is_found() { write "$work/near/bin/advise" "$work/installed.xlsx" && cmp "$work/installed.xlsx" "$work/beside.xlsx"; }
check 'so does the one in the folder of helpers, and the bytes are the same' helper_in_libexec_is_found

helper_asked_itself() { write "$build/advise-workbook" "$work/itself.xlsx" && cmp "$work/itself.xlsx" "$work/beside.xlsx"; }
check 'so does that program itself' helper_asked_itself

nothing_is_written_without() {
    write "$work/alone/advise" "$work/none.xlsx"
    [ $? -eq 2 ] && grep -q 'without libxlsxwriter, which --format xlsx needs: use csv' "$work/out" && [ ! -e "$work/none.xlsx" ]
}
if [ -x /usr/local/libexec/advise/advise-workbook ]; then
    skip 'a program of advise is installed'
else
    check 'without it the message says what to do, and nothing is written' nothing_is_written_without
fi

usage_is_looked_at_there() {
    "$build/advise" batch --format xlsx --pack tests/packs/diff-old "$work/two words.ndjson"
    [ $? -eq 2 ] && grep -q -- '--format xlsx needs a file' "$work/out"
}
check 'what is wrong with the other options is told all the same' usage_is_looked_at_there

standard_input_is_left_to_it() {
    "$build/advise" batch - --format xlsx -o "$work/piped.xlsx" --pack tests/packs/diff-old --as-of 2026-01-31 <"$work/two words.ndjson" &&
        is_archive "$work/piped.xlsx"
}
check 'standard input is read by it' standard_input_is_left_to_it

command_loads_none_of_it() {
    ldd "$build/advise" || return 0 # a static program
    ! grep -E 'xlsxwriter|crypto' "$work/out"
}
check 'the command itself loads neither that library nor what it needs' command_loads_none_of_it

echo "1..$number"
