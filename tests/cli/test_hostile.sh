#!/bin/sh
# Hostile bytes at any place of a line, in each kind of input: the message has its place and fits on the screen, and the status is that of
# shellcheck disable=SC1091,SC2154
# the input. Also lines that are as long as a whole file.
set -u
build=${ADVISE_BUILD:-$PWD/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh
export XDG_STATE_HOME="$work"

# repeat COUNT TEXT, with the escapes of awk
repeat() {
    LC_ALL=C awk -v count="$1" -v text="$2" 'BEGIN { for (i = 0; i < count; i++) printf "%s", text }'
}

# refused STATUS ARGUMENT...: with a place, and no line of the message wider than the screen
refused() {
    expected=$1
    shift
    "$build/advise" "$@" >"$work/stdout" 2>"$work/stderr" </dev/null
    status=$?
    cat "$work/stdout" "$work/stderr" >"$work/said"
    [ $status -eq "$expected" ] || { echo "status $status, not $expected:"; cut -c1-200 "$work/said"; return 1; }
    grep -q '^[^ ]*:[0-9]*:[0-9]*: error: .* is not valid UTF-8' "$work/said" || { cut -c1-200 "$work/said"; return 1; }
    longest=$(LC_ALL=C awk 'length > most { most = length } END { print most }' "$work/said")
    [ "$longest" -le 250 ] || { echo "a line of $longest bytes"; return 1; }
}

# in_each_input: the bytes of $work/bytes after a key
in_each_input() {
    mkdir -p "$work/pack"
    { printf 'name: '; cat "$work/bytes"; } >"$work/bad.yaml"
    { printf 'name'; cat "$work/bytes"; printf '\nA\n'; } >"$work/bad.csv"
    { printf '{"name": "'; cat "$work/bytes"; printf '"}\n'; } >"$work/bad.json"
    cp "$work/bad.yaml" "$work/pack/pack.yaml"
    refused 4 "$work/bad.yaml" && refused 4 "$work/bad.json" && refused 3 "$work/bad.yaml" --pack "$work/pack" &&
        refused 1 check "$work/pack" && refused 3 fmt "$work/bad.yaml" && refused 4 feel --context "$work/bad.yaml" 1 &&
        refused 5 batch "$work/bad.csv" --pack tests/packs/diff-old
}

for count in 1 255 503 504 505 510 511 512 4095 4096 70000; do
    repeat $count '\200' >"$work/bytes"
    check "$count continuation bytes" in_each_input
done
for count in 300 504 2000; do
    repeat $count '\303\251' >"$work/bytes"
    printf '\377' >>"$work/bytes"
    check "a bad byte behind $count letters of two bytes" in_each_input
    repeat $count '\364\220' >"$work/bytes"
    check "$count beginnings of characters" in_each_input
    repeat $count '\t' >"$work/bytes"
    printf '\355\240\200' >>"$work/bytes"
    check "half a surrogate pair behind $count tabs" in_each_input
done

is_soon_refused() {
    timeout 120 "$build/advise" "$work/long.yaml" 2>"$work/stderr"
    [ $? -eq 4 ] && [ "$(wc -c <"$work/stderr")" -lt 1000 ]
}
{ printf 'name: '; repeat 1000000 a; printf '\200'; } >"$work/long.yaml"
check 'a bad byte at the end of a line of a million' is_soon_refused
{ printf 'name: \200'; repeat 500000 '\303\251'; } >"$work/long.yaml"
check 'a bad byte at the beginning of such a line' is_soon_refused
echo "1..$number"
