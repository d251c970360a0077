# shellcheck shell=sh disable=SC2154
# Blocks of the manual that have a name; to be sourced. $root is the project's folder.

# block PAGE NAME: prints the block (```sh NAME) of docs/PAGE.
block() {
    awk -v name="$2" '
        /^```/ && within   { within = 0 }
        within             { print }
        /^```[a-z]+ / && $2 == name { within = 1; found = 1 }
        END { if (!found) { print "no block " name > "/dev/stderr"; exit 1 } }' "$root/docs/$1"
}
