#!/bin/sh
# The graph of 'advise why' is one that Graphviz reads, whatever words are in it.
set -u
build=${ADVISE_BUILD:-$PWD/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh

cat >"$work/hostile.json" <<'END'
{"name": "x", "n": 3, "tools": [{"name": "a\"b\\c\nd\\\"; e -> f; // <b>\u202e\u0007", "worn": true}]}
END
"$build/advise" why "$work/hostile.json" --pack tests/packs/diff-old -q --as-of 2026-01-31 --format dot >"$work/hostile.dot"
"$build/advise" why profiles/ip-elsewhere.yaml --as-of 2026-01-31 --format dot >"$work/all.dot"

# Labels are strings in which quotes and backslashes are escaped; all else in a line is the program's own.
each_line_is_a_statement() {
    node='  p[0-9]+_[0-9]+ \[label="([^"\\]|\\["\\n])*"(, (color="#[0-9a-f]{6}"|style=dashed))?\];'
    arrow='  p[0-9]+_[0-9]+ -> p[0-9]+_[0-9]+;'
    ! grep -vnE "^(digraph why \{|  rankdir=LR;|  node \[shape=box, fontname=\"sans-serif\"\];|$node|$arrow|\})\$" "$1"
}

each_arrow_has_its_ends() {
    sed -n 's/^  \(p[0-9_]*\) \[label.*/\1/p' "$1" | sort >"$work/nodes"
    sed -n 's/^  \(p[0-9_]*\) -> \(p[0-9_]*\);/\1\n\2/p' "$1" | sort -u >"$work/ends"
    [ -s "$work/ends" ] && [ -z "$(uniq -d "$work/nodes")" ] && [ -z "$(comm -13 "$work/nodes" "$work/ends")" ]
}

graphviz_reads_it() {
    command -v dot >/dev/null || return 0
    dot -Tsvg "$1" >"$work/svg" 2>"$work/said" && ! [ -s "$work/said" ]
}

for graph in hostile all; do
    check "each line of $graph is a statement" each_line_is_a_statement "$work/$graph.dot"
    check "each arrow of $graph has its ends" each_arrow_has_its_ends "$work/$graph.dot"
    check "Graphviz reads $graph" graphviz_reads_it "$work/$graph.dot"
done
echo "1..$number"
