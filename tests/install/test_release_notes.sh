#!/bin/sh
# The notes of a release are the section of the changelog, whole and alone. Prints TAP.
# shellcheck disable=SC1091,SC2154
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh

mkdir "$work/.packaging"
cp .packaging/release-notes "$work/.packaging/"
cat >"$work/CHANGELOG.md" <<'END'
# Changelog

What stands here is no release.

## [Unreleased]

### Fixed

## [1.1.0] - 2026-02-01

### Added

- Two things
  in two lines.

### Fixed

## [1.1] - 2026-01-01

- One thing, see [1.1.0].

[1.1.0]: https://example.org/1.1.0
END
notes() { sh "$work/.packaging/release-notes" "$@"; }

a_section_is_whole_and_alone() {
    printf '### Added\n\n- Two things\n  in two lines.\n' >"$work/expected"
    notes 1.1.0 >"$work/notes" && diff "$work/expected" "$work/notes"
}
versions_are_compared_whole() { [ "$(notes 1.1)" = '- One thing, see [1.1.0].' ] && ! notes 1 && ! notes 1.1.0.1 && ! notes '.*'; }
nothing_to_say_is_an_error() { ! notes Unreleased && notes Unreleased 2>&1 | grep -q 'sections for: Unreleased 1.1.0 1.1$'; }
the_changelog_has_notes() {
    version=$(sed -n 's/^.define ADVISE_VERSION "\(.*\)"$/\1/p' engine/advise.h)
    sh .packaging/release-notes Unreleased >/dev/null || sh .packaging/release-notes "$version" >/dev/null
}

check 'a section is whole and alone' a_section_is_whole_and_alone
check 'versions are compared whole' versions_are_compared_whole
check 'nothing to say is an error' nothing_to_say_is_an_error
check 'the changelog has notes' the_changelog_has_notes
echo "1..$number"
