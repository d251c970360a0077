#!/bin/sh
# The largest packs: just below each limit and at it they load, above it they are refused. Prints TAP.
# shellcheck disable=SC1091,SC2154
set -u

build=${ADVISE_BUILD:-$PWD/build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh

pack() { # a pack in $work/pack that is sound
    rm -rf "$work/pack"
    cp -r tests/packs/diff-old "$work/pack"
}

loads() {
    "$build/advise" --pack "$work/pack" "$work/profile.yaml"
}

# refused WORDS: the pack is refused with these words.
refused() {
    loads >"$work/said" 2>&1
    status=$?
    cat "$work/said"
    [ $status = 3 ] && grep -qF -- "$1" "$work/said"
}

echo 'n: 1' >"$work/profile.yaml"

# The pack has a file of rules already.
pack
for i in $(seq 998); do echo 'rules: []' >"$work/pack/empty-$i.yaml"; done
check 'a pack of 999 files loads' loads
echo 'rules: []' >"$work/pack/empty-999.yaml"
check 'a pack of 1,000 files loads' loads
echo 'rules: []' >"$work/pack/empty-1000.yaml"
check 'a pack of 1,001 files is refused' refused 'more than 1000 files [pack-too-large]'

# What extends it names facts that were not read, since it was refused: nothing is said of these.
mkdir "$work/top"
printf 'advise: 1\npack: top\nversion: 1.0.0\ntitle: Top\nextends: diff-old\n' >"$work/top/pack.yaml"
printf 'rules:\n  - {id: another, when: n > 5, recommend: by-priority, because: More.}\n' >"$work/top/rules.yaml"
only_that_is_said() {
    mv "$work/pack" "$work/diff-old"
    "$build/advise" check "$work/top" --pack-path "$work" >"$work/said" 2>&1
    mv "$work/diff-old" "$work/pack"
    cat "$work/said"
    [ "$(grep -c ' error: ' "$work/said")" -eq 1 ] && grep -q 'pack-too-large' "$work/said"
}
check 'of a pack that extends it, only that is reported' only_that_is_said

# large BYTES: a file of rules that is so long, most of it a comment.
large() {
    { echo 'rules: []'; head -c $(($1 - 10)) /dev/zero | tr '\0' '#'; } >"$work/pack/large.yaml"
}
pack
large 8388607
check 'a file of 8 MiB less a byte loads' loads
large 8388608
check 'a file of 8 MiB loads' loads
large 8388609
check 'a file of a byte more is refused' refused 'the file is too large [file-unreadable]'

pack
for i in 1 2 3 4 5 6 7; do
    large 8388608
    mv "$work/pack/large.yaml" "$work/pack/large-$i.yaml"
done
rest=$((67108864 - $(cat "$work"/pack/*.yaml | wc -c)))
large $((rest - 1))
check 'a pack of 64 MiB less a byte loads' loads
large $rest
check 'a pack of 64 MiB loads' loads
large $((rest + 1))
check 'a pack of a byte more is refused' refused 'larger than 64 MiB [pack-too-large]'

# 100,000 rules load (bench_check), which takes too long here.
pack
awk 'BEGIN {
    print "rules:"
    for (i = 1; i <= 100000; i++)
        print "  - {id: more-" i ", recommend: mend, because: So., source: a}"
}' >"$work/pack/more.yaml"
case $build in
*asan) skip 'libcyaml grows lists by one, and AddressSanitizer copies all of them each time' ;;
*) check 'more than 100,000 rules are refused' refused 'more than 100000 rules [pack-too-large]' ;;
esac

echo "1..$number"
