#!/bin/sh
# Each command where memory runs out, earlier or later: it ends with status 71 and says so in one sentence, or memory did suffice and it
# does what it always does. Never does it end as if by a bug, or with half a result as if it were whole.
# shellcheck disable=SC1091,SC2010,SC2154  # the helpers are sourced from the working folder
set -u
build=${ADVISE_BUILD:-$PWD/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh
export TZ=UTC XDG_STATE_HOME="$work" HOME="$work"

case $build in
*asan*)
    echo '1..1'
    echo 'ok 1 # SKIP the sanitizers have an allocator of their own, which no other can stand before'
    exit 0
    ;;
esac
${CC:-cc} -shared -fPIC -O1 -o "$work/short_memory.so" tests/cli/short_memory.c || exit 1

# run COUNT ARGUMENT... with so many blocks of memory
run() {
    count=$1
    shift
    rm -rf "$work/made" # what init and new-pack make
    SHORT_MEMORY=$count LD_PRELOAD="$work/short_memory.so" "$build/advise" "$@" >"$work/stdout" 2>"$work/stderr" </dev/null
    status=$?
}

ends_well() {
    run 1000000 "$@"
    usual=$status
    cp "$work/stdout" "$work/usual"
    grep -c 'out of memory\|Cannot allocate memory' "$work/stderr" && return 1
    times=0
    count=0
    while [ $count -lt 200000 ]; do
        run $count "$@"
        said=$(grep -c 'out of memory\|Cannot allocate memory' "$work/stderr")
        if [ $status -eq 71 ] && [ "$said" -eq 1 ]; then
            times=$((times + 1))
        elif [ $status -ne $usual ] || [ "$said" -ne 0 ] || ! cmp -s "$work/stdout" "$work/usual"; then
            echo "with $count blocks: status $status, not 71 or $usual as usual"
            head -5 "$work/stderr"
            return 1
        fi
        count=$((count * 7 / 5 + 1))
    done
    [ $times -gt 2 ] || { echo "memory ran out $times times only"; return 1; }
    rm -rf "$work/made"
    ls "$work" | grep advise-part && { echo 'a part of a result was left'; return 1; }
    return 0
}

printf '%s\n' '{"name": "A", "years_experience": 2}' '{"name": "B"}' >"$work/two.ndjson"
"$build/advise" batch "$work/two.ndjson" --as-of 2026-01-31 -o "$work/results.ndjson"
"$build/advise" batch "$work/two.ndjson" --as-of 2026-01-31 --format csv -o "$work/results.csv"

check 'advise' ends_well profiles/nearly-empty.yaml --as-of 2026-01-31 --set years_experience=2
"$build/advise" batch "$work/two.ndjson" --as-of 2026-01-31 --id name -o "$work/named.ndjson"
check 'batch in another order' ends_well batch "$work/two.ndjson" --as-of 2026-01-31 --jobs 1 --sort -score,name --where 'name != "C"'
check 'a worklist' ends_well batch "$work/two.ndjson" --as-of 2026-01-31 --id name --jobs 1 --format worklist --by name
check 'a second meeting' ends_well batch "$work/two.ndjson" --as-of 2026-02-28 --jobs 1 --id name --since "$work/named.ndjson"
check 'advise in JSON' ends_well profiles/nearly-empty.yaml --as-of 2026-01-31 --format json
printf '%s\n' dk skip back advice show >"$work/typed"
cp profiles/nearly-empty.yaml "$work/asked.yaml"
check 'ask' ends_well ask "$work/asked.yaml" -o "$work/made" --answers "$work/typed" --as-of 2026-01-31
check 'batch' ends_well batch "$work/two.ndjson" --as-of 2026-01-31 --jobs 1
check 'batch into a file' ends_well batch "$work/two.ndjson" --as-of 2026-01-31 --jobs 1 -o "$work/out.ndjson"
check 'batch with a summary' ends_well batch "$work/two.ndjson" --as-of 2026-01-31 --jobs 1 --summary "$work/summary.html"
check 'check' ends_well check rules/harlow-pike
check 'diff' ends_well diff paralegal harlow-pike "$work/two.ndjson" --as-of 2026-01-31
check 'feel' ends_well feel --let 'x=3' 'x * 2'
check 'fmt' ends_well fmt --diff rules/harlow-pike tests/packs/warned
check 'init' ends_well init
check 'merge' ends_well merge "$work/results.ndjson"
check 'merge of CSV' ends_well merge "$work/results.csv"
check 'new-pack' ends_well new-pack "$work/made"
check 'completion' ends_well completion bash
check 'words to complete' ends_well help --complete why me.yaml ''
check 'schema' ends_well schema
check 'compile' ends_well compile tests/packs/tables -o -
"$build/advise" compile tests/packs/tables -o "$work/tables"
check 'a compiled pack' ends_well tests/profiles/nothing-stated.yaml --pack "$work/tables" --as-of 2026-01-31
check 'schema of a file' ends_well schema --for rules
check 'show' ends_well show paralegal trusted
check 'summary' ends_well summary "$work/results.ndjson"
check 'test' ends_well test rules/harlow-pike
check 'what-if' ends_well what-if profiles/nearly-empty.yaml --as-of 2026-01-31 --set years_experience=2 --case a --set hours_per_week=60
check 'what-if in JSON' ends_well what-if profiles/nearly-empty.yaml --profile profiles/first-months.yaml --as-of 2026-01-31 --format json
check 'why' ends_well why profiles/nearly-empty.yaml --as-of 2026-01-31
check 'why as a graph' ends_well why profiles/nearly-empty.yaml --as-of 2026-01-31 --format dot
check 'why-not' ends_well why-not profiles/content-and-advancing.yaml update-resume --as-of 2026-01-31
echo "1..$number"
