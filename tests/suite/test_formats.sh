#!/bin/sh
# What advise test writes for other programs is what they read. Needs python3, xmllint and genhtml. Prints TAP.
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
schema=${JUNIT_XSD:-tests/suite/junit.xsd}
check 'JUnit is what Jenkins takes' xmllint --noout --schema "$schema" "$work/junit.xml"
cp -r tests/packs/tested "$work/pack"
rm "$work/pack"/*.test.yaml
"$advise" test --format junit "$work/pack" >"$work/none.xml" 2>/dev/null
check 'JUnit of no tests is a document' xmllint --noout --schema "$schema" "$work/none.xml"
printf 'tests:\n  - {name: "<&>", profile: {}, expect: [{recommend: nothing}], absent: [nobody]}\n' >"$work/pack/x.test.yaml"
"$advise" test --format junit "$work/pack" tests/packs/tested >"$work/broken.xml" 2>/dev/null
check 'JUnit of a broken test file is valid' xmllint --noout --schema "$schema" "$work/broken.xml"
check 'JUnit names each error of a broken test file, beside the tests of other packs' python3 - "$work/broken.xml" <<'END'
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
errors = root.findall('testsuite/testcase/error')
assert len(errors) == int(root.get('errors')) == 2
assert all(':2:' in error.text and error.get('type') == 'unknown-recommendation' for error in errors)
assert len(root.findall('testsuite/testcase')) == int(root.get('tests')) > 5
END
check 'JUnit has times' grep -q '<testcase .* time="[0-9]*\.[0-9][0-9][0-9]"' "$work/junit.xml"
rm "$work/pack/vocabulary.yaml"
"$advise" test --format junit "$work/pack" >"$work/unsound.xml" 2>/dev/null
check 'JUnit of a broken pack is valid' xmllint --noout --schema "$schema" "$work/unsound.xml"
check 'JUnit of a broken pack names its errors' grep -q '<error type="file-missing"' "$work/unsound.xml"
"$advise" test --format tap "$work/pack" >"$work/unsound.tap" 2>/dev/null
check 'TAP of a broken pack bails out' grep -q '^Bail out! .*vocabulary.yaml' "$work/unsound.tap"
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
