#!/bin/sh
# The table of codes holds every code that loading and checking a pack can report, and no other; each can be explained. Prints TAP.
advise=${ADVISE_BUILD:-$PWD/build}/advise
known=$("$advise" check --explain all | cut -d' ' -f1)
status=0

# What stands between a call that reports and its end: the code is the first hyphenated string in it.
# Profiles are read from JSON too, packs are not.
reported=$(cat engine/feel/*.c engine/input/yaml*.c engine/input/file.c engine/pack/*.c engine/check/*.c engine/import/description*.c | tr '\n' ' ' |
    grep -oE '(diag_(error|warning|finding)|find_report)\([^;]*;' |
    grep -oE '"[a-z0-9]+(-[a-z0-9]+)+"' | tr -d '"' | sort -u)
for code in $reported; do
    printf '%s\n' "$known" | grep -qx -- "$code" || {
        echo "engine/pack/codes.c: no row for '$code'"
        status=1
    }
done

for code in $known; do
    grep -rlF "\"$code\"" engine --include=*.c | grep -qv engine/pack/codes.c || {
        echo "engine/pack/codes.c: nothing reports '$code'"
        status=1
    }
    "$advise" check --explain "$code" | grep -q "^$code (" || {
        echo "advise check --explain $code says nothing"
        status=1
    }
done
test $status = 0 && echo "ok 1 - every code can be explained" || echo "not ok 1 - every code can be explained"
echo 1..1
exit $status
