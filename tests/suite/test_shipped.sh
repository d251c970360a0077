#!/bin/sh
# The shipped packs pass their own tests, and every rule of them fires in one.
set -eu
advise=${ADVISE_BUILD:-build}/advise
number=0
failed=0
for pack in rules/*/pack.yaml; do
    number=$((number + 1))
    if "$advise" test --quiet --coverage --min-coverage 100 "${pack%/pack.yaml}" >"${TMPDIR:-/tmp}/shipped.$$" 2>&1; then
        echo "ok $number - the tests of ${pack%/pack.yaml}"
    else
        echo "not ok $number - the tests of ${pack%/pack.yaml}"
        cat "${TMPDIR:-/tmp}/shipped.$$"
        failed=1
    fi
done
rm -f "${TMPDIR:-/tmp}/shipped.$$"
echo "1..$number"
exit $failed
