#!/bin/sh
# Inputs in which a record never ends: it is refused, and the file ends with an error, in every format. What is compressed too. Named pipes that
# nobody writes to.
# shellcheck disable=SC1091,SC2154
set -u
build=${ADVISE_BUILD:-$PWD/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh
pack=tests/packs/all-types

# ends LINES MESSAGE ARGUMENT...: a batch of these ends with status 5, so many outcomes, all of them refused, and the message
ends() {
    lines=$1
    message=$2
    shift 2
    timeout 120 "$build/advise" batch --pack "$pack" --jobs 1 "$@" >"$work/results" 2>"$work/err"
    status=$?
    [ $status -eq 5 ] || { echo "the status is $status"; return 1; }
    [ "$(wc -l <"$work/results")" -eq "$lines" ] || { echo "$(wc -l <"$work/results") outcomes, not $lines"; return 1; }
    [ "$(grep -c '"too-large"' "$work/results")" -eq "$lines" ] || { head -c 300 "$work/results"; return 1; }
    grep -qF "$message" "$work/err" || { cat "$work/err"; return 1; }
}

endless='no profile ends within 1 GiB'
letters() { tr '\0' x </dev/zero 2>/dev/null; }
json_key() { { printf '{"a": "' && letters; } 2>/dev/null; }
line() { json_key | ends 1 "$endless" -; }
quote() { { printf 'grade\n"' && letters; } 2>/dev/null | ends 1 "$endless" --input-format csv -; }
cell() { { printf 'grade\n' && letters; } 2>/dev/null | ends 1 "$endless" --input-format csv -; }
lines_of_document() { yes "$(printf '%4000s' 'a: b')" 2>/dev/null | ends 1 "$endless" --input-format yaml -; }
blank_rows() { yes '' 2>/dev/null | ends 0 'no header within the first 2 MiB' --input-format csv -; }
compressed() { json_key | gzip -1 2>/dev/null | ends 1 "$endless" -; }
# An empty frame, and then one that is to be skipped, of 4 GiB.
nothing() { { printf '\050\265\057\375\044\000\001\000\000\231\351\330\121' && printf '\120\052\115\030\377\377\377\377' && cat /dev/zero; } 2>/dev/null | ends 0 'holds no text' -; }
# Two records that are too long in a row are refused, each alone, and the third is read.
alone() {
    {
        printf 'grade,keen,places,letter\n'
        for _ in 1 2; do
            printf '"'
            head -c 3000000 /dev/zero | tr '\0' x
            printf '\n'
        done
        printf '1,true,[],x\n'
    } | "$build/advise" batch --pack "$pack" --input-format csv - >"$work/results" 2>"$work/err"
    [ "$(cut -d, -f2 "$work/results" | sort | uniq -c | tr -s ' \n' ' ')" = ' 1 "status":"ok" 2 "status":"refused" ' ] || { cut -c1-200 "$work/results"; return 1; }
}
diff_too() {
    timeout 120 "$build/advise" diff "$pack" tests/packs/all-types/../all-types /dev/zero >"$work/results" 2>"$work/err"
    [ $? -eq 5 ] && [ ! -s "$work/results" ] && grep -qF "$endless" "$work/err"
}
kept() {
    ends 0 "$endless" /dev/zero -o "$work/result.ndjson"
    [ ! -e "$work/result.ndjson" ] && [ ! -e "$work/result.ndjson.advise-part" ]
}

# A named pipe. Those who wait for it do so side by side.
mkfifo "$work/pipe"
printf '{"grade": 1, "keen": true, "places": [], "letter": "x"}\n' >"$work/one.ndjson"
for reader in 'batch --pack tests/packs/all-types' "diff $pack $pack" summary 'merge -o /dev/null' 'ask --pack tests/packs/all-types --answers'; do
    # shellcheck disable=SC2086
    { timeout 120 "$build/advise" $reader "$work/pipe" >"$work/told.${reader%% *}" 2>&1 </dev/null; echo $? >"$work/status.${reader%% *}"; } &
done
wait
gives_up() { cat "$work/told.$1"; [ "$(cat "$work/status.$1")" -eq 5 ] && grep -q 'this is a pipe that nobody writes to' "$work/told.$1"; }

# Somebody who opens a pipe and takes longer than a pipe without a writer is waited for.
slow_writer_is_waited_for() {
    mkfifo "$work/slow"
    { exec 3>"$work/slow"; sleep 7; cat "$work/one.ndjson" >&3; } &
    timeout 120 "$build/advise" batch --pack "$pack" "$work/slow"
    status=$?
    wait
    [ $status -eq 0 ] && grep -q '"status":"ok"' "$work/out"
}

for reader in batch diff summary merge ask; do
    check "$reader does not wait for ever for a pipe that nobody writes to" gives_up "$reader"
done
check 'a pipe whose writer is slow is read' slow_writer_is_waited_for
check 'a device' ends 1 "$endless" /dev/zero
check 'a line' line
check 'a cell with an open quotation mark' quote
check 'a cell' cell
check 'a document of many lines' lines_of_document
check 'empty lines before a header' blank_rows
check 'a compressed line' compressed
check 'compressed data without text' nothing
check 'rows that are merely too long are refused alone' alone
check 'a comparison' diff_too
check 'no result is kept' kept
echo "1..$number"
