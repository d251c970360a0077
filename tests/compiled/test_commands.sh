#!/bin/sh
# Every command says the same of a compiled pack as of its files, in each locale: if the compiled file lies in the pack's folder, if it is
# named itself, and if the pack is found by its name. Prints TAP.
# shellcheck disable=SC1091,SC2086,SC2154  # the helpers are sourced from the working folder; a row is several words
set -u
build=${ADVISE_BUILD:-$PWD/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh
export TZ=UTC HOME="$work" XDG_STATE_HOME="$work" PYTHONDONTWRITEBYTECODE=1
root=$PWD

# A language with a decimal comma is made here: the machine need not have it.
foreign=C.UTF-8
if localedef -i de_DE -f UTF-8 "$work/de_DE.UTF-8" >/dev/null 2>&1; then
    export LOCPATH="$work"
    # The C library keeps what it made of that path.
    echo leak:__argz_add_sep > "$work/leaks"
    export LSAN_OPTIONS="${LSAN_OPTIONS:-}:suppressions=$work/leaks:print_suppressions=0"
    foreign=de_DE.UTF-8
fi

# What the commands read; each runs in a copy.
data=$work/data
mkdir "$data" && cp -R profiles "$data/people" && cp tests/compiled/serve.py "$data"
printf '%s\n' 8 yes '' none >"$data/answers"
printf '{"basics":{"name":"B"},"work":[{"position":"Clerk","startDate":"2024-03"}]}\n' >"$data/resume.json"
printf 'name;hours_per_week\nA;40,5\nB;30\n' >"$data/table.csv"
"$build/advise" batch "$data/people" --as-of 2026-01-31 --explain -q >"$data/results.ndjson"
for shard in 1 2; do
    "$build/advise" batch --pack tests/packs/diff-old tests/cohorts/clients.ndjson --as-of 2026-01-31 -q --shard $shard/2 >"$data/$shard.ndjson"
done

# The packs, and beside them the same ones, compiled.
mkdir "$work/files" "$work/compiled"
for to in files compiled; do
    cp -R rules "$work/$to/packs" && rm -rf "$work/$to/packs/paralegal/schema"
    find "$work/$to/packs" -name pack.compiled -exec rm {} +
done
for pack in paralegal harlow-pike; do
    "$build/advise" compile -q "$work/compiled/packs/$pack" || exit 1
done

# run TO PACKS LOCALE COMMAND: what it prints, says, ends with and writes goes to the folder TO. The packs are in ./packs.
run() {
    to=$work/$1
    rm -rf "$to" && mkdir "$to" && cp -R "$data" "$work/at" && mv "$work/$2/packs" "$work/at/packs"
    (cd "$work/at" && eval "LC_ALL=$3 $4" >"$to/printed" 2>"$to/said" </dev/null; echo $? >"$to/status")
    mv "$work/at/packs" "$work/$2/packs" && mv "$work/at" "$to/written"
    if [ "$(cat "$to/status")" -eq 2 ] || [ "$(cat "$to/status")" -ge 70 ]; then
        cat "$to/said"
        return 1
    fi
}

# with PACK NEW COMMAND: the command with these packs
with() {
    echo "$3" | sed "s|PACK|packs/$1|; s|NEW|packs/$2|"
}

# same COMMAND: with PACK for paralegal, and NEW for a pack that extends it
same() {
    case $1 in
    serve*) command="ADVISE_BUILD='$build' python3 -W ignore serve.py '$root/tests' ${1#serve }" ;;
    *) command=$(echo "$1" | sed "s|advise|'$build/advise'|") ;;
    esac
    folders=$(with paralegal harlow-pike "$command")
    files=$(with paralegal/pack.compiled harlow-pike/pack.compiled "$command")
    run expected files C "$folders" || return 1
    [ -s "$work/expected/printed" ] || [ -n "$(diff -rq "$data" "$work/expected/written")" ] || { echo 'it does nothing'; return 1; }
    run found compiled C "$folders" && agrees 'compiled, by the folder' &&
        run found files "$foreign" "$folders" && agrees "files, $foreign" &&
        run found compiled "$foreign" "$folders" && agrees "compiled, by the folder, $foreign" || return 1
    case $1 in
    *'fmt '*) ;; # it lays out files
    *) run found compiled "$foreign" "$files" && sed -i 's|/pack\.compiled||g' "$work/found/printed" "$work/found/said" && agrees "compiled, by the file, $foreign" ;;
    esac
}

agrees() {
    diff -r "$work/expected" "$work/found" || { echo "$1"; return 1; }
}

rows='
advise people/routine-work.yaml --pack PACK --as-of 2026-01-31
advise people/first-months.yaml --pack harlow-pike --pack-path packs --as-of 2026-01-31
advise people/routine-work.yaml --pack PACK --as-of 2026-01-31 --all --format json
advise people/overloaded.yaml --pack PACK --as-of 2026-01-31 --format html --sheet person
advise people/overloaded.yaml --pack NEW --as-of 2026-01-31 --format markdown --sheet counselor
advise people/sent-back.yaml --pack PACK --as-of 2026-01-31 --set hours_per_week=37.5 --top 3
advise ask me.yaml --pack PACK --as-of 2026-01-31 --answers answers
advise ask people/overloaded.yaml --pack NEW --as-of 2026-01-31 --answers answers --most 3
advise batch people --pack PACK --as-of 2026-01-31 --explain
advise batch table.csv --decimal , --pack PACK --as-of 2026-01-31 --format csv
advise batch people --pack NEW --as-of 2026-01-31 --summary s.html -o out.ndjson
advise batch people --pack PACK --as-of 2026-01-31 --append -o out.ndjson
advise check PACK
advise check PACK --plan --format json
advise check NEW
advise compile PACK -o compiled
advise completion bash
advise help --complete show PACK large
advise help --complete why me.yaml --pack PACK set-
advise diff PACK NEW people --as-of 2026-01-31
advise diff NEW PACK people --as-of 2026-01-31 --format json --jobs 2
advise feel --pack PACK --profile people/overloaded.yaml --explain "hours_per_week / 7"
advise fmt --check PACK && echo laid out
advise import resume.json --pack PACK --as-of 2026-06-20
advise init --pack NEW
advise init --map table.csv --pack PACK
advise merge 1.ndjson 2.ndjson
advise new-pack ours --extends PACK
advise schema PACK
advise schema NEW --into schemas
serve PACK
serve NEW
advise show PACK
advise show NEW large-routine-duty
advise show NEW --format json --as-of 2026-01-31
advise summary results.ndjson --pack PACK --min-group 1 --rules
advise test PACK --coverage
advise test NEW --list
advise what-if people/overloaded.yaml --pack PACK --as-of 2026-01-31 --set hours_per_week=37.5
advise why people/overloaded.yaml --pack PACK --as-of 2026-01-31
advise why people/overloaded.yaml --pack NEW --as-of 2026-01-31 --format json
advise why-not people/overloaded.yaml end-memos-with-next-steps --pack PACK --as-of 2026-01-31
'
printf '%s' "$rows" >"$work/rows"
while read -r row; do
    [ -n "$row" ] || continue
    if [ "${row#serve}" != "$row" ] && ! { [ -x "$build/advise-serve" ] && command -v python3 >/dev/null; }; then
        skip "$row: without libmicrohttpd, or without python3"
        continue
    fi
    check "$row" same "$row"
done <"$work/rows"

every_command_has_a_row() {
    "$build/advise" help | sed -n '/^Commands:/,/^Options:/s/^  \([a-z][a-z-]*\) .*/\1/p' >"$work/commands"
    [ -s "$work/commands" ] || return 1
    while read -r name; do
        grep -q "^\(advise \)\?$name" "$work/rows" || [ "$name" = help ] || { echo "no row runs: advise $name"; return 1; }
    done <"$work/commands"
}
check 'every command is tried' every_command_has_a_row
echo "1..$number"
