#!/bin/sh
# What advise test writes for other programs is what they read. Needs python3 and genhtml. Prints TAP.
set -u
advise=${ADVISE_BUILD:-build}/advise
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
number=0
failed=0

check() {
    number=$((number + 1))
    name=$1
    shift
    if ! command -v "$1" >/dev/null 2>&1; then
        echo "ok $number # SKIP $name: there is no $1"
    elif "$@" >"$work/out" 2>&1; then
        echo "ok $number - $name"
    else
        sed 's/^/# /' "$work/out"
        echo "not ok $number - $name"
        failed=1
    fi
}

run() {
    "$advise" test "$@" tests/packs/tested/more/failing.test.yaml --pack tests/packs/tested
}

run --format junit >"$work/junit.xml"
run --format json --coverage --mutate >"$work/tests.json"
run --format tap >"$work/tap"
run --lcov "$work/lcov.info" >/dev/null

check 'JUnit is XML with as many failures as it says' python3 - "$work/junit.xml" <<'END'
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
cases = root.findall('testsuite/testcase')
assert len(cases) == int(root.get('tests')) > 5
assert sum(1 for case in cases if case.find('failure') is not None) == int(root.get('failures')) > 5
END
check 'JSON holds tests, coverage and mutants' python3 - "$work/tests.json" <<'END'
import json, sys
result = json.load(open(sys.argv[1]))
pack = result['packs'][0]
assert len(pack['tests']) == result['passed'] + result['failed']
assert pack['rules'] and pack['covered'] and pack['mutants']
END
check 'TAP numbers its tests' python3 - "$work/tap" <<'END'
import re, sys
lines = open(sys.argv[1]).read().split('\n')
assert lines[0] == 'TAP version 14'
plan = int(lines[1][3:])
numbers = [int(m.group(1)) for m in (re.match(r'(?:not )?ok (\d+) - ', line) for line in lines) if m]
assert numbers == list(range(1, plan + 1))
END
check 'genhtml reads the coverage' genhtml --branch-coverage --quiet --output-directory "$work/html" "$work/lcov.info"
echo "1..$number"
exit $failed
