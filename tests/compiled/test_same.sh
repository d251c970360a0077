#!/bin/sh
# What people see is the same from a compiled pack and from its files: each command, on packs of all kinds.
# shellcheck disable=SC1091,SC2154  # the helpers are sourced from the working folder
set -u
build=${ADVISE_BUILD:-$PWD/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh
export TZ=UTC HOME="$work" XDG_STATE_HOME="$work"

cp -R rules tests/packs "$work" && rm -rf "$work/rules/paralegal/schema"
printf '{}\n' >"$work/nothing.yaml"

# run FILES ARGUMENT...: what it prints goes to FILES, and what it says and ends with
run() {
    to=$1
    shift
    "$build/advise" "$@" --as-of 2026-01-31 >"$work/$to" 2>"$work/$to.said" </dev/null
    status=$?
    echo "status $status" >>"$work/$to.said"
    [ $status -ne 2 ] || { head -3 "$work/$to.said"; return 1; }
}

# same PACK ARGUMENT...: with the files of the pack, and with the compiled file beside them
same() {
    of=$1
    shift
    rm -f "$of/pack.compiled"
    run files "$@" --pack "$of" || return 1
    "$build/advise" compile -q "$of" || return 1
    run compiled "$@" --pack "$of/pack.compiled" || return 1
    cmp "$work/files" "$work/compiled" && cmp "$work/files.said" "$work/compiled.said"
}

# each PACK: what every pack can do
each() {
    for format in text json html; do
        same "$1" "$work/nothing.yaml" --format $format || return 1
    done
    same "$1" batch "$work/nothing.yaml" --format ndjson --explain || return 1
    same "$1" why "$work/nothing.yaml"
}

for pack in rules/harlow-pike rules/paralegal; do
    for profile in profiles/*.yaml; do
        check "$pack, $profile" same "$work/$pack" "$profile"
        check "$pack, $profile, why" same "$work/$pack" why "$profile"
        check "$pack, $profile, why-not" same "$work/$pack" why-not "$profile" end-memos-with-next-steps
    done
    check "$pack, batch" same "$work/$pack" batch profiles --format ndjson --explain
    check "$pack, batch in CSV" same "$work/$pack" batch profiles --format csv
    check "$pack, what-if" same "$work/$pack" what-if profiles/overloaded.yaml --set years_experience=2
done
for file in $(find "$work/packs" -name pack.yaml | sort); do
    pack=${file%/pack.yaml}
    if "$build/advise" compile -q "$pack" -o "$work/x" >/dev/null 2>&1; then
        check "${pack#"$work/"}" each "$pack"
    fi
done
echo "1..$number"
