#!/bin/sh
# Runs libFuzzer targets for a short while each, from their seeds.
#
# usage: FUZZ_SECONDS=20 tests/fuzz/run.sh BUILD TARGET...
#
# What is found stays in BUILD/corpus, so that the next run goes on from there; what crashes a target, in BUILD/crashes.
set -eu

build=$1
shift
mkdir -p "$build/crashes" "$build/logs"
export FUZZ_SECONDS="${FUZZ_SECONDS:-20}" BUILD="$build"

if [ $# -eq 0 ]; then
    echo 'fuzz: there is no target' >&2
    exit 1
fi

printf '%s\n' "$@" | xargs -P "$(nproc 2>/dev/null || echo 2)" -I {} sh -c '
    name=$(basename "$1" | sed s/^fuzz_//)
    log=$BUILD/logs/$name.log
    mkdir -p "$BUILD/corpus/$name"
    if "$1" -max_total_time="$FUZZ_SECONDS" -timeout=10 -rss_limit_mb=2048 -max_len=65536 -print_final_stats=1 \
        -artifact_prefix="$BUILD/crashes/$name-" "$BUILD/corpus/$name" "tests/fuzz/corpus/$name" >"$log" 2>&1; then
        runs=$(sed -n "s/^stat::number_of_executed_units: *//p" "$log")
        echo "fuzz $name: $runs runs, nothing found"
    else
        tail -n 60 "$log"
        echo "fuzz $name: FAILED; the input is in $BUILD/crashes"
        exit 1
    fi
' run {}
