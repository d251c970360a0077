#!/bin/sh
# Results say the same in all formats, also if they were joined from shards. Needs python3, whose readers of CSV and SQLite are not ours.
# Prints TAP.
set -u

build=${ADVISE_BUILD:-$PWD/build}
if ! python3 -c 'import csv, json, sqlite3' 2>/dev/null; then
    echo '1..1'
    echo 'ok 1 # SKIP python3 has the readers of CSV and SQLite, and is not here'
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 tests/cli/outputs.py "$build/advise" "$work"
