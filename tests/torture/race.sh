#!/bin/sh
# Batches of several threads, in every format, by a program that ThreadSanitizer watches. `make race` runs it after the tests of batches.
# usage: race.sh BUILD
set -u
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TSAN_OPTIONS="halt_on_error=1 exitcode=66 ${TSAN_OPTIONS:-}"
"$build/tests/bench/generate_profiles" 500 7 >"$work/people.ndjson" || exit 1
echo '{"no_such_key": 1}' >>"$work/people.ndjson"
failed=0
run() {
    "$build/advise" batch "$work/people.ndjson" --as-of 2026-01-31 --jobs 4 --id name "$@" >/dev/null 2>"$work/err"
    status=$?
    [ $status -eq 4 ] && echo "race: batch $*: no race" && return
    echo "race: batch $*: status $status"
    head -n 40 "$work/err"
    failed=1
}
run
run --explain
run --top 3 --fields title,score
run --format csv
run --format csv-long
run --format html --explain
run --format sqlite -o "$work/out.db"
run --append -o "$work/out.ndjson"
run --summary "$work/summary.html" --by wanted_specialty
exit $failed
