#!/bin/sh
# docs/architecture.md: the files that it names are there, its structs are in the headers beside them, and no room is missing. Prints TAP.
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

check 'its files are there' files_are_there
check 'its structs are in their headers' structs_are_in_their_headers
check 'no room is missing' no_room_is_missing
echo "1..$number"
