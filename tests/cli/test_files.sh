#!/bin/sh
# What files and streams may be: links that lead nowhere, standard streams that are closed, lines without an end.
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
echo "1..$number"
