#!/bin/sh
# Makes a manual page on standard output. What the program knows it says itself; what only a person can write is in this folder.
#
# usage: docs/man/make-page.sh ADVISE advise-COMMAND.1|advise-pack.5|advise-profile.5|libadvise.3
set -eu
advise=$1 page=$2
here=$(dirname "$0")
name=${page%.*}

# The date and version are those of advise(1).
title() {
    escaped=$(printf %s "$name" | tr '[:lower:]' '[:upper:]' | sed 's/-/\\\\-/g')
    sed -n "1s/ADVISE 1/$escaped ${page##*.}/;1s/User Commands/$1/;1p" "$here/advise.1"
}

# What advise(1) says of a command: its part of the description, and the section that it refers to.
description() {
    awk -v command="$(printf %s "$1" | sed 's/-/\\\\-/g')" '
        /^\.SH/ { part = $0; on = 0 }
        part == ".SH DESCRIPTION" && /^\.B advise / { on = $0 == ".B advise " command }
        part == ".SH DESCRIPTION" && on {
            text = text $0 "\n"
            if (before ~ /see$/ && /^\.BR .*\.$/ || before ~ /see$/ && /^\.BR .* \.$/) {
                wanted = $0
                sub(/^\.BR /, "", wanted)
                gsub(/"| *\.$/, "", wanted)
            }
        }
        { before = $0 }
        wanted != "" && part == ".SH " wanted { section = section $0 "\n" }
        END {
            sub(/\.PP\n$/, "", text)
            if (text == "") exit 1
            printf ".SH DESCRIPTION\n%s%s", text, section
        }' "$here/advise.1"
}

# Puts what a command prints in the place of a comment of the page.
fill() {
    while IFS= read -r line; do
        if [ "$line" = ".\\\" $1" ]; then cat "$2"; else printf '%s\n' "$line"; fi
    done
}

work=$(mktemp)
trap 'rm -f "$work"' EXIT
case $page in
advise-pack.5)
    title 'File Formats'
    "$advise" help --manual --keys >"$work"
    fill keys "$work" <"$here/$page"
    ;;
advise-profile.5)
    title 'File Formats'
    cat "$here/$page"
    ;;
libadvise.3)
    title 'Library Functions'
    awk -f "$here/libadvise.awk" engine/advise.h
    ;;
*)
    title 'User Commands'
    description "${name#advise-}" >"$work"
    "$advise" help --manual "${name#advise-}" | fill description "$work"
    ;;
esac
