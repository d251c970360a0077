#!/bin/sh
# docs/architecture.md: the files that it names are there, its structs are in the headers beside them, and no room is missing. Prints TAP.
# shellcheck disable=SC1091,SC2015,SC2016,SC2154
set -u
page=docs/architecture.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh

files_are_there() {
    grep -oE '`[a-z_]+/[a-z_/]+\.([a-z]+|1)`' "$page" | tr -d '`' | sort -u >"$work/files"
    missing=$(while read -r file; do [ -e "$file" ] || [ -e "engine/$file" ] || echo "$file"; done <"$work/files")
    [ -s "$work/files" ] && [ -z "$missing" ] || { echo "not there: $missing"; return 1; }
}

structs_are_in_their_headers() {
    sed -nE 's/^\| `([a-z_]+)` \| `([a-z_/]+\.h)` \|.*/\1 engine\/\2/p' "$page" >"$work/structs"
    missing=$(while read -r name header; do grep -qE "(struct $name\b|\} $name;)" "$header" || echo "$name"; done <"$work/structs")
    [ -s "$work/structs" ] && [ -z "$missing" ] || { echo "not in their headers: $missing"; return 1; }
}

no_room_is_missing() {
    missing=$(for room in engine/*/ cli/*/; do grep -q "^| \`$(basename "$room")\` |" "$page" || echo "$room"; done)
    [ -z "$missing" ] || { echo "not in the tables: $missing"; return 1; }
}

no_folder_of_tests_is_missing() {
    missing=$(for folder in tests/*/; do
        name=$(basename "$folder")
        [ -d "engine/$name" ] || [ -d "cli/$name" ] || grep -q "\`$name\`" "$page" || echo "$folder"
    done)
    [ -z "$missing" ] || { echo "not named: $missing"; return 1; }
}

# The order of the rooms in the tables, and who includes whom by tests/lint/rooms.sh.
rooms_come_after_those_they_include() {
    {
        sed -n '/^| room of .engine/,/^| room of .cli/s/^| `\([a-z]*\)` |.*/order \1/p' "$page"
        sed -n '/^| room of .cli/,/^## /s/^| `\([a-z]*\)` |.*/order cli\/\1/p' "$page"
        sed -nE 's/^ *room\("([a-z\/]+)", *"(.*)"\).*/includes \1 \2/p' tests/lint/rooms.sh
    } >"$work/rooms"
    wrong=$(awk '$1 == "order" { place[$2] = NR }
        $1 == "includes" { for (i = 3; i <= NF; i++) if (place[$i] > place[$2] && place[$2] > 0) print $2 " before " $i }' "$work/rooms")
    [ "$(grep -c '^order' "$work/rooms")" -gt 30 ] && [ "$(grep -c '^includes' "$work/rooms")" -gt 30 ] && [ -z "$wrong" ] || { echo "$wrong"; return 1; }
}

check 'its files are there' files_are_there
check 'its structs are in their headers' structs_are_in_their_headers
check 'no room is missing' no_room_is_missing
check 'no folder of tests is missing' no_folder_of_tests_is_missing
check 'rooms come after those that they include' rooms_come_after_those_they_include
echo "1..$number"
