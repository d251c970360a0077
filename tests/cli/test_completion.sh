#!/bin/sh
# Completion, in the shells themselves, and what the program answers them.
# What stands in single quotes is for the shells that are tried.
# shellcheck disable=SC1091,SC2015,SC2016,SC2154
set -u
build=${ADVISE_BUILD:-$PWD/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh
mkdir "$work/home"
: >"$work/home/my profile.yaml"
: >"$work/home/my-results.json"

# lists WANTED WORDS...: WANTED is offered for the last of WORDS.
answer() { "$build/advise" help --complete "$@" 2>"$work/errors" | cut -f1; }
lists() {
    wanted=$1
    shift
    answer "$@" | grep -qxF -e "$wanted" || { echo "lacks $wanted"; return 1; }
    [ ! -s "$work/errors" ]
}
lists_not() { ! lists "$@" >/dev/null; }

every_option_is_offered() {
    for command in $(answer '' | grep -v '^:\|^help$'); do
        for option in $("$build/advise" help "$command" | grep -o '^  \(-[a-z], \)\?--[a-z-]*' | grep -o -e '--.*'); do
            lists "$option" "$command" -- || { echo "$command $option"; return 1; }
        done
    done
}

# What is wrong is nobody's business while a line is typed.
is_silent() {
    for pack in no-such-pack /dev/null tests/golden/mistakes; do
        said=$("$build/advise" help --complete why --pack "$pack" me.yaml '' 2>&1) && [ -z "$said" ] || { echo "$pack: $said"; return 1; }
    done
    said=$("$build/advise" help --complete 2>&1) && [ -z "$said" ]
}

# Words as bash splits them, and what the last of them must become.
in_bash() {
    "$build/advise" completion bash >"$work/bash" || return 1
    while IFS='|' read -r words wanted; do
        (cd "$work/home" && PATH=$build:$PATH timeout 120 bash --norc -c 'source "$1"; read -ra COMP_WORDS <<<"$2"; [[ $2 != *" " ]] || COMP_WORDS+=("")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=${2// = /=}; COMP_WORDBREAKS=" =:"; _advise; printf "%s\n" "${COMPREPLY[@]}"' - "$work/bash" "$words" </dev/null) |
            grep -qxF -e "$wanted" || { echo "$words lacks $wanted"; return 1; }
    done <<LINES
advise why-n|why-not
advise batch --fac|--facts
advise batch --format csv-|csv-long
advise batch --format = work|worklist
advise batch --facts job_title,years_exp|job_title,years_experience
advise me.yaml --set looking_for_ch|looking_for_change=
advise me.yaml --set looking_for_change = t|true
advise why me.yaml set-g|set-goals
advise check harlow|harlow-pike
advise completion f|fish
LINES
}

# The same by the function for zsh; what shows the choices is stood in for.
in_zsh() {
    "$build/advise" completion zsh >"$work/zsh" || return 1
    while IFS='|' read -r line wanted; do
        (cd "$work/home" && PATH=$build:$PATH timeout 120 zsh -f -c 'compdef() { :; }; compset() { :; }; _files() { print -rl -- *; }
            _describe() { (( $# % 2 )) || print -rl -- ${found%%:*}; }
            source $1; words=(${(s: :)2}); [[ $2 != *" " ]] || words+=(""); CURRENT=$#words; PREFIX=$words[-1]; _advise' - "$work/zsh" "$line" </dev/null) |
            grep -qxF -e "$wanted" || { echo "$line lacks $wanted"; return 1; }
    done <"$work/lines"
}

in_fish() {
    "$build/advise" completion fish >"$work/fish" || return 1
    while IFS='|' read -r line wanted; do
        (cd "$work/home" && HOME=$work/home PATH=$build:$PATH timeout 120 fish --no-config -c "source '$work/fish'; complete -C '$line'" </dev/null) |
            cut -f1 | grep -qxF -e "$wanted" || { echo "$line lacks $wanted"; return 1; }
    done <"$work/lines"
}

# Nothing is stood in for: keys go to the shell on a terminal of its own.
typed_into() {
    rm -rf "$work/person"
    mkdir "$work/person"
    for file in 'my profile.yaml' my-results.json me.yaml; do : >"$work/person/$file"; done
    PYTHONDONTWRITEBYTECODE=1 python3 -W ignore tests/cli/typed_completion.py "$1" "$build/advise" "$work/person"
}

cat >"$work/lines" <<LINES
advise why-n|why-not
advise batch --fac|--facts
advise batch --format csv-|csv-long
advise batch --format=work|--format=worklist
advise batch --facts job_title,years_exp|job_title,years_experience
advise me.yaml --set looking_for_ch|looking_for_change=
advise why me.yaml set-g|set-goals
advise check harlow|harlow-pike
advise why my|my profile.yaml
advise completion f|fish
LINES

check 'every option of every command is offered' every_option_is_offered
check 'a value of a choice' lists --format=json me.yaml --format=j
check 'a fact to set, and its values' lists looking_for_change= me.yaml --set loo
check 'a text that a fact may be is written as FEEL' lists 'satisfaction="restless"' me.yaml --set 'satisfaction='
check 'the facts of the pack that the line names' lists name batch --pack paralegal --id na
check 'files after an option that takes one' lists :files batch -o ''
check 'no option after --' lists_not --pack why -- --p
check 'no third operand' lists_not :files why me.yaml end-routine-work ''
check 'recommendations after the profile only' lists_not end-routine-work why ''
check 'nothing is said of a pack that is missing or bad' is_silent
for shell in bash zsh fish; do
    if ! command -v $shell >/dev/null; then
        skip "$shell is not installed"
    else
        check "in $shell" "in_$shell"
        check "typed into $shell on a terminal" typed_into "$shell"
    fi
done
echo "1..$number"
