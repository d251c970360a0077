#!/bin/sh
# What files and streams may be: links that lead nowhere, standard streams that are closed, lines without an end.
# shellcheck disable=SC1091,SC2154,SC2086,SC2012,SC2015,SC2181,SC3045 # words of $pack are split, and the shells here know ulimit -v
set -u
build=${ADVISE_BUILD:-$PWD/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh
pack="--pack tests/packs/diff-old --as-of 2026-01-31"
printf '%s\n' '{"n": 1}' '{"n": 2}' >"$work/in.ndjson"

link_is_followed() {
    mkdir -p "$work/links/far" && cd "$work/links" && ln -s far/second first && ln -s ../third far/second
    cd "$OLDPWD" || return 1
    "$build/advise" batch $pack "$work/in.ndjson" -o "$work/links/first" || return 1
    ls -l "$work/links" "$work/links/far"
    [ "$(wc -l <"$work/links/third")" -eq 2 ] && [ -L "$work/links/first" ] && [ -L "$work/links/far/second" ] &&
        [ "$(stat -c %a "$work/links/third")" = 600 ] && [ "$(ls "$work/links" | wc -l)" -eq 3 ]
}
check 'a link that leads to nothing yet is followed, and the file is its owner'"'"'s alone' link_is_followed

circle_is_refused() {
    ln -s b "$work/a" && ln -s a "$work/b"
    "$build/advise" batch $pack "$work/in.ndjson" -o "$work/a"
    [ $? -eq 5 ] && [ -L "$work/a" ] && [ -L "$work/b" ]
}
check 'links in a circle are refused' circle_is_refused

message_stays_outside() {
    printf '%s\n' '{"n": "many"}' '{"n": 1}' >"$work/bad.ndjson"
    "$build/advise" diff tests/packs/diff-old tests/packs/diff-new "$work/bad.ndjson" -o "$work/with.txt" --as-of 2026-01-31 2>/dev/null
    for closed in '2>&-' '2>&- 1>&-' '2>&- 0<&-' '0<&- 1>&- 2>&-'; do
        rm -f "$work/closed.txt"
        eval '"$build/advise" diff tests/packs/diff-old tests/packs/diff-new "$work/bad.ndjson" -o "$work/closed.txt" --as-of 2026-01-31' "$closed"
        cmp "$work/with.txt" "$work/closed.txt" || return 1
    done
}
check 'no message gets into a result if standard streams are closed' message_stays_outside

result_is_missed() {
    "$build/advise" show paralegal trusted >&-
    [ $? -eq 5 ]
}
check 'a result for a closed standard output is a failure' result_is_missed

# long_line COMMAND...
long_line() {
    { head -c 70000000 /dev/zero | tr '\0' x; echo; } | "$build/advise" "$@" 2>"$work/stderr"
    status=$?
    cat "$work/stderr"
    [ $status -eq 5 ] && grep -q 'longer than 64 MiB' "$work/stderr"
}
check 'summary has a longest line' long_line summary -
check 'merge has a longest line' long_line merge /dev/stdin

# short_of_memory STATUS COMMAND...: with a line that does not fit into the memory that there is
short_of_memory() {
    { head -2 "$work/results.ndjson"; head -c 60000000 /dev/zero | tr '\0' x; echo; } >"$work/long.ndjson"
    (ulimit -v 60000; exec "$build/advise" "$@" "$work/long.ndjson") >"$work/stdout" 2>"$work/stderr"
    status=$?
    cat "$work/stderr"
    [ $status -eq 71 ] && [ "$(cat "$work/stderr")" = 'advise: out of memory' ]
}
"$build/advise" batch $pack "$work/in.ndjson" -o "$work/results.ndjson"
case $build in
*asan*) skip 'the sanitizers take more memory than this' ;;
*)
    check 'merge takes no lack of memory for the end of a file' short_of_memory merge
    check 'summary takes no lack of memory for the end of a file' short_of_memory summary
    ;;
esac

# said STATUS TEXT COMMAND...
said() {
    expected=$1 text=$2
    shift 2
    timeout 120 "$build/advise" "$@" >"$work/said" 2>&1
    status=$?
    cat "$work/said"
    [ $status -eq "$expected" ] && grep -qF "$text" "$work/said"
}
mkfifo "$work/pipe"
check 'a pipe without a writer is an error' said 5 'a pipe that nobody writes to' "$work/pipe"
late_writer() {
    { sleep 1; printf 'name: Late\n'; sleep 1; printf 'years_experience: 3\n'; } >"$work/pipe" &
    said 0 'Advice for Late' "$work/pipe"
}
check 'a writer that comes late, and pauses, is waited for' late_writer

cut_records() {
    printf '{"n": 1}\n{"n": 2,\n{"n": 3}\n{"n": ' >"$work/cut.ndjson"
    "$build/advise" batch $pack "$work/cut.ndjson" | grep -o '"line":[0-9]*,"column":[0-9]*' | tr '\n' ' ' >"$work/places"
    cat "$work/places"
    [ "$(cat "$work/places")" = '"line":2,"column":9 "line":4,"column":6 ' ]
}
check 'a record that is cut off is reported at its own line' cut_records

byte_order_mark() {
    mkdir -p "$work/marked"
    for file in tests/packs/diff-old/*.yaml; do { printf '\357\273\277'; cat "$file"; } >"$work/marked/${file##*/}"; done
    printf '\357\273\277name: A\nn: 1\n---\nname: B\nn: 2\n' >"$work/two.yaml"
    printf '\357\273\277name: A\nn: 1\n' >"$work/one.yaml"
    said 0 'Advice for A' "$work/one.yaml" --pack "$work/marked" &&
        [ "$("$build/advise" batch --pack "$work/marked" "$work/two.yaml" | grep -c '"status":"ok"')" -eq 2 ]
}
check 'a byte order mark before several keys is passed over' byte_order_mark

properties() {
    for value in '!!python/name:x' '!!null foo' '!local [a]' '&a text' '!!int x' '!!map [a]' '!mine x' '!!bool 1'; do
        printf 'name: %s\n' "$value" >"$work/tag.yaml"
        said 4 '= remove ' "$work/tag.yaml" || return 1
    done
    for value in '!!str text' '!!int 3' '"&a"' '!!str 3'; do
        printf 'name: %s\n' "$value" >"$work/tag.yaml"
        said 0 'Advice for' "$work/tag.yaml" || return 1
    done
}
check 'tags that do not agree, and anchors, are refused with a hint' properties

raw_bytes_in() {
    LC_ALL=C grep -c "$(printf '[\001-\010\013\014\016-\037\177]\|\302[\200-\237]\|\342\200[\252-\256]')" "$1"
}
formats_defuse() {
    evil='A\u001b[2J\u0085\u202e=1;-2+3;=x'
    printf '{"name": "%s", "n": 1, "tools": [{"name": "%s", "worn": true}]}\n{"name": "%s", "n": "x"}\n' "$evil" "$evil" "$evil" >"$work/hostile.ndjson"
    for format in ndjson csv csv-long html; do
        "$build/advise" batch -q $pack --id name --format $format "$work/hostile.ndjson" >"$work/evil.$format" 2>"$work/stderr"
        [ "$(raw_bytes_in "$work/evil.$format")" = 0 ] && [ "$(raw_bytes_in "$work/stderr")" = 0 ] || { echo $format; return 1; }
    done
    for format in text json; do
        head -1 "$work/hostile.ndjson" >"$work/evil.json"
        "$build/advise" "$work/evil.json" $pack --format $format >"$work/evil.out" 2>&1
        [ "$(raw_bytes_in "$work/evil.out")" = 0 ] || { echo $format; return 1; }
    done
    grep -F ";-2+3;" "$work/evil.csv" && return 1
    grep -qF ";'-2+3;'=x" "$work/evil.csv"
}
check 'no format gives what a terminal acts on, and no cell of CSV is a formula' formats_defuse

wrong_arguments() {
    escape=$(printf '\033[31m')
    for arguments in "--$escape" "batch --as-of $escape x" "merge --shards $escape x" "$escape" "new-pack $escape" "feel --let $escape" "init $work/in.ndjson/$escape"; do
        "$build/advise" $arguments >"$work/said" 2>&1
        [ $? -ne 0 ] && [ "$(raw_bytes_in "$work/said")" = 0 ] || { cat -v "$work/said"; return 1; }
    done
}
check 'a wrong argument reaches no terminal raw' wrong_arguments

long_texts() {
    long=$(awk 'BEGIN { for (i = 0; i < 3000; i++) printf "\303\251" }')
    printf '{"%s": 1}\n' "$long" >"$work/long.ndjson"
    "$build/advise" batch $pack --format csv "$work/long.ndjson" >"$work/long.csv" 2>/dev/null
    printf 'name: %s\n' "$long" >"$work/long.yaml"
    "$build/advise" "$work/long.yaml" >"$work/long.txt"
    iconv -f UTF-8 -t UTF-16 "$work/long.csv" >/dev/null && iconv -f UTF-8 -t UTF-16 "$work/long.txt" >/dev/null &&
        [ "$(tr -cd '\303' <"$work/long.txt" | wc -c)" -eq 3000 ]
}
check 'texts are not cut within a letter' long_texts

named_inputs() {
    : >"$work/empty.ndjson"
    said 4 "$work/empty.ndjson: there was no profile to advise on" batch $pack "$work/empty.ndjson"
}
check 'an input without a profile is named' named_inputs
echo "1..$number"
