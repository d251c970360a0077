#!/bin/sh
# What now() and today() answer on the command line: the moment of the run in `advise feel`, and midnight in packs and with --as-of DATE.
# shellcheck disable=SC1091,SC2154  # the helpers are sourced from the working folder
set -u
build=${ADVISE_BUILD:-$PWD/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh
in_pack() {
    is_midnight --profile profiles/first-months.yaml --pack rules/paralegal "$@"
}

# in_zone TZ: now() lies between two readings of the clock, and today() is the day of that zone.
in_zone() {
    before=$(date +%s)
    now=$(TZ=$1 "$build/advise" feel 'string(now())' | tr -d '"')
    after=$(date +%s)
    day=$(TZ=$1 date -d "@$before" +%Y-%m-%d)
    today=$(TZ=$1 "$build/advise" feel 'string(today())' | tr -d '"')
    seconds=$(date -d "$now" +%s)
    echo "$1: $before <= $now ($seconds) <= $after; $today"
    [ "$before" -le "$seconds" ] && [ "$seconds" -le "$after" ] && { [ "$today" = "$day" ] || [ "$before" != "$after" ]; }
}
in_zones() {
    in_zone UTC && in_zone Asia/Kathmandu && in_zone America/St_Johns && in_zone Pacific/Kiritimati
}
check 'advise feel knows the time of day' in_zones

is_midnight() {
    [ "$("$build/advise" feel "$@" '[now().hour, now().minute, now().second]')" = '[0, 0, 0]' ]
}
midnight_elsewhere() {
    is_midnight --as-of 2026-01-31 && in_pack && in_pack --as-of 2026-01-31
}
check 'with --as-of DATE, and in packs, it is midnight' midnight_elsewhere

stated() {
    [ "$("$build/advise" feel --as-of 2026-01-31T09:30:15+02:00 '[now().hour, now().time offset, today().day]')" = \
        '[9, @"PT2H", 31]' ]
}
check 'a time that --as-of states is kept' stated
echo "1..$number"
