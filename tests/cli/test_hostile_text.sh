#!/bin/sh
# Words on which a terminal, a browser or a spreadsheet would act, in everything that a pack and a profile can say, with every format of every
# command: none arrives as it is. The formats are those of the help, so that a new one is tried or fails here.
# shellcheck disable=SC1091,SC2016,SC2086,SC2154
set -u
build=${ADVISE_BUILD:-$PWD/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh
export TZ=UTC LC_ALL=C XDG_STATE_HOME="$work" HOME="$work"

# An escape, C0 and C1 controls, DEL, signs of direction (one of each kind), markup, and formulas: whole, after a separator, in full width.
words='\x07\e[31mA\x9b31m\x7f\u202EB\u2066C\u061CD\u200FE<script>|_x_<td>=1+2;-2+3,+4\uFF0B5'
mkdir "$work/pack" "$work/people"
cat >"$work/pack/pack.yaml" <<END
advise: 1
pack: hostile
version: 1.0.0
title: "$words"
sources:
  - {id: a, title: "=title $words"}
END
cat >"$work/pack/vocabulary.yaml" <<END
facts:
  - {name: name, type: string, description: "$words"}
  - {name: n, type: number, ask: "=asks $words"}
  - {name: m, type: number, ask: "=asks $words"}
  - {name: note, type: string}
END
cat >"$work/pack/rules.yaml" <<END
constants:
  - {name: text, expression: '"$words"'}
END
cat >"$work/pack/recommendations.yaml" <<END
recommendations:
  - {id: given, title: "=title $words", summary: "$words", priority: 50, next_steps: ["$words"]}
  - {id: other, title: "=other $words", summary: "$words", priority: 40, next_steps: ["$words"]}
END
cat >>"$work/pack/rules.yaml" <<END
rules:
  - {id: one, when: n = 1, recommend: given, certainty: 0.6, because: "$words {{name}}", source: a}
  - {id: two, when: n = 2 and m = 3, recommend: other, certainty: 0.6, because: "$words", source: a}
  - {id: in-vain, when: 'name = "$words" and name = "x"', recommend: other, certainty: 0.6, because: "$words", source: a}
END
cat >"$work/pack/a.test.yaml" <<END
tests:
  - name: "$words"
    profile: {name: "$words", n: 1}
    expect: [{recommend: given, title: "not $words"}, {recommend: other}]
END
cp -r "$work/pack" "$work/later"
sed -i 's/certainty: 0.6, because: "/certainty: 0.7, because: "later /; s/n = 1/n = 1 or n = 5/' "$work/later/rules.yaml"
typed=$(printf '\007\033[31mA\302\2331m\177\342\200\256B\342\201\246C\330\234D\342\200\217E<script>|_x_<td>=1+2;-2+3,+4\357\274\2135')
cat >"$work/people/$typed.yaml" <<END
name: "$words"
n: 1
END
cp "$work/people/$typed.yaml" "$work/me.yaml"
printf 'name: "%s"\nn: 5\n' "$words" >"$work/five.yaml"
cat "$work/me.yaml" >"$work/people.yaml"
printf -- '---\nname: "%s"\nn: "%s"\n"%s": 1\n---\nname: "%s"\nn: 5\n' "$words" "$words" "$words" "$words" >>"$work/people.yaml"
advise() { "$build/advise" "$@"; }
batch() { advise batch -q --pack "$work/pack" --as-of 2026-01-31 --id name "$work/people.yaml" "$work/people" "$@"; }
batch --facts name -o "$work/results.ndjson"

# What may never arrive: C0 but tab and line ends, DEL, C1, signs of direction.
acting='[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]'

# The words of --format in a command's help.
formats_of() {
    advise ${1:+help} ${1:---help} | sed -n 's/^ *--format \([a-z|-]*\).*/\1/p' | tr '|' ' '
}

# What a command prints in a format, on either stream.
print() {
    case $1 in
    '') advise "$work/people/$typed.yaml" --pack "$work/pack" --as-of 2026-01-31 --format "$2" ;;
    batch)
        case $2 in
        sqlite)
            batch --format sqlite -o "$work/results.db"
            return 0 ;; # a database holds the words as they are: data, that nobody prints
        xlsx)
            batch --format xlsx -o "$work/results.xlsx" || [ $? -eq 4 ] || return 0 # made without the library of workbooks
            command -v python3 >/dev/null || return 0
            python3 -c 'import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
for name in z.namelist(): sys.stdout.buffer.write(z.read(name))' "$work/results.xlsx"
            return 0 ;;
        esac
        batch --format "$2" ;;
    check) advise check "$work/pack" --format "$2" ;;
    diff) advise diff "$work/pack" "$work/later" "$work/people.yaml" --id name --by name --as-of 2026-01-31 --format "$2" ;;
    feel) advise feel --let "x=\"$(printf '\033')\"" --format "$2" "\"$words\" + \"$typed\"" ;;
    show) advise show "$work/pack" --format "$2" ;;
    summary) advise summary "$work/results.ndjson" --min-group 1 --by name --format "$2" ;;
    test) advise test "$work/pack" --format "$2" ;;
    what-if) advise what-if "$work/me.yaml" --pack "$work/pack" --as-of 2026-01-31 --set n=5 --case "$typed" --set m=3 --format "$2" ;;
    why) advise why "$work/me.yaml" --pack "$work/pack" --as-of 2026-01-31 --format "$2" ;;
    why-not) advise why-not "$work/me.yaml" other --pack "$work/pack" --as-of 2026-01-31 --seconds 9 --format "$2" ;;
    *) echo "this test does not know how to print by 'advise $1'" && return 1 ;;
    esac
}

harmless() {
    grep -q "^| .*\`$2\`.* |" docs/json.md || { echo "docs/json.md does not say what $2 makes of such words"; return 1; }
    print "$1" "$2" >"$work/printed" 2>"$work/said" || [ $? -lt 6 ] || { cat "$work/said"; return 1; }
    [ "$2" = sqlite ] || [ "$2" = xlsx ] || [ -s "$work/printed" ] || { echo 'nothing was printed'; cat "$work/said"; return 1; }
    for stream in printed said; do
        if grep -aqP "$acting" "$work/$stream"; then
            grep -anoP ".{0,60}($acting).{0,10}" "$work/$stream" | head -n 4 | cat -v
            return 1
        fi
    done
    case $2 in
    html | markdown | junit) ! grep -n 'E<script>\|<td>=1' "$work/printed" ;;
    esac
}

# Cells that a spreadsheet would take for a formula, in whatever language it runs.
no_formula() {
    batch --format "$1" >"$work/printed" 2>"$work/said"
    ! grep -anP '(^|[,;|\t"])[=+@-](?![0-9.]+([,;|\t"]|\r?$))|(^|[,;|\t"])\xef\xbc\x8b' "$work/printed"
}

for command in '' $(advise --help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p'); do
    for format in $(formats_of "$command"); do
        check "advise $command --format $format" harmless "$command" "$format"
    done
done
check 'no cell is a formula' no_formula csv
check 'no cell of a long table is a formula' no_formula csv-long
ask() { printf '%s\nadvice\n?\n' "$typed" >"$work/typed" && advise ask --pack "$work/pack" -o "$work/new.yaml" --answers "$work/typed" --as-of 2026-01-31 >"$work/printed" 2>&1; ! grep -aP "$acting" "$work/printed"; }
check 'an interview' ask
[ "$number" -gt 25 ] || echo "not ok - only $number formats were found"
echo "1..$number"
