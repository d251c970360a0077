#!/bin/sh
# The schemas that advise writes, held against a public validator (python3-jsonschema): they are schemas, what ships is valid by
# them, and what is broken is not, at the place that is broken. The program must agree on every file. Prints TAP.
# shellcheck disable=SC1091,SC2015,SC2016
set -u

advise=${ADVISE_BUILD:-$PWD/build}/advise
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh

committed_schema_is_new() {
    "$advise" schema rules/paralegal | diff -u rules/paralegal/schema/profile.json - ||
        { echo "'make schemas' writes it again"; return 1; }
}
check 'the schema of paralegal profiles is up to date' committed_schema_is_new

modelines_lead_somewhere() {
    for file in profiles/*.yaml; do
        schema=$(sed -n '1s/^# yaml-language-server: $schema=//p' "$file")
        [ -n "$schema" ] && [ -f "profiles/$schema" ] || { echo "$file: no schema at '$schema'"; return 1; }
    done
}
check 'the modelines of profiles lead to a schema' modelines_lead_somewhere

if ! python3 -c 'import yaml; from jsonschema import Draft202012Validator' 2>/dev/null; then
    echo "1..$((number + 1))"
    echo "ok $((number + 1)) # SKIP python3-jsonschema and python3-yaml are not installed: make deps"
    exit 0
fi

jobs() {
    for pack in rules/*/pack.yaml tests/packs/all-types/pack.yaml \
        tests/packs/edits/leave/pack.yaml tests/packs/edits/firm/pack.yaml tests/packs/edits/city/pack.yaml \
        tests/packs/edits/north/pack.yaml tests/packs/edits/south/pack.yaml tests/packs/edits/both/pack.yaml; do
        pack=$(dirname "$pack")
        into=$work/$(basename "$pack")
        "$advise" schema "$pack" --into "$into" -q
        for file in "$pack"/*.yaml; do
            kind=$(basename "$file" .yaml)
            case $kind in
            pack | vocabulary | recommendations) ;;
            *.test) kind='test' ;;
            *) kind=rules ;;
            esac
            echo "valid $into/$kind.json $file"
        done
    done
    for file in rules/paralegal/import/*.yaml; do echo "valid $work/paralegal/import.json $file"; done
    for file in tests/maps/*.yaml; do echo "valid $work/paralegal/map.json $file"; done
    for file in profiles/*.yaml; do echo "valid $work/paralegal/profile.json $file"; done
    for file in tests/profiles/all-types/*.yaml; do echo "valid $work/all-types/profile.json $file"; done
    for file in tests/schema/refused/*.yaml; do
        what=$(sed -n '1s/^# \([a-z]*\) of .*/\1/p' "$file")
        pack=$(sed -n '1s/^# [a-z]* of \(.*\): .*/\1/p' "$file")
        echo "refused $work/$(basename "$pack")/$what.json $file"
    done
}
jobs >"$work/jobs"
first=$((number + 1))
if python3 tests/schema/validate.py "$first" <"$work/jobs"; then
    number=$((number + $(wc -l <"$work/jobs")))
else
    number=$first
    echo "not ok $number - the validator runs"
fi

program_takes() { "$advise" --pack tests/packs/all-types tests/profiles/all-types/*.yaml; }
check 'the program takes the profiles that are valid' program_takes

program_refuses() {
    for file in tests/schema/refused/*.yaml; do
        pack=$(sed -n '1s/^# profile of \(.*\): .*/\1/p' "$file")
        [ -z "$pack" ] || ! "$advise" --pack "$pack" "$file" >/dev/null 2>&1 || { echo "$file is taken"; return 1; }
    done
}
check 'the program refuses the profiles that are not' program_refuses

echo "1..$number"
