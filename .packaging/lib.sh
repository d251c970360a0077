# shellcheck shell=sh
# What the scripts here share: the time and the version of what is packaged, and archives that are the same whoever makes them.
# They are sourced in the root of the sources.

LC_ALL=C.UTF-8
TZ=UTC
export LC_ALL TZ
umask 022

fail() {
    echo "advise: $*" >&2
    exit 1
}

in_git() { [ -e .git ] && command -v git >/dev/null 2>&1 && git rev-parse --git-dir >/dev/null 2>&1; }

# The time that everything in a package has: SOURCE_DATE_EPOCH, else that of the last commit, else that of the changelog's file, which has
# the same time in the archive of the sources.
find_epoch() {
    [ -n "${SOURCE_DATE_EPOCH-}" ] || ! in_git || SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
    [ -n "${SOURCE_DATE_EPOCH-}" ] || SOURCE_DATE_EPOCH=$(stat -c %Y CHANGELOG.md)
    export SOURCE_DATE_EPOCH
}

# The version of the header; with ~TIME after it, which sorts before, as long as the changelog does not list it; with +TIME if the changelog
# lists it and has changes since.
find_version() {
    base=$(sed -n 's/^.define ADVISE_VERSION "\(.*\)"$/\1/p' engine/advise.h)
    time=$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y%m%d.%H%M%S)
    if ! sh .packaging/release-notes "$base" >/dev/null 2>&1; then
        version=$base~$time
    elif sh .packaging/release-notes Unreleased >/dev/null 2>&1; then
        version=$base+$time
    else
        version=$base
    fi
}

# The names of all files of the sources, each ended by NUL: what git knows, else all but what was built.
source_files() {
    if in_git; then
        # shellcheck disable=SC2016
        git ls-files -z | xargs -0 sh -c 'for file; do [ ! -e "$file" ] || printf "%s\0" "$file"; done' sh
    else
        find . -path ./build -prune -o -path ./debian -prune -o -type f -printf '%P\0'
    fi
}

# archive FILE.tar.gz TAR-ARGUMENT...: the same bytes whoever packs the same files, wherever, whenever.
archive() {
    archive_file=$1
    shift
    tar --sort=name --format=gnu --mtime="@$SOURCE_DATE_EPOCH" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX "$@" -cf - | gzip -9n >"$archive_file"
}

# make_sources FOLDER: FOLDER/advise_VERSION.orig.tar.gz
make_sources() {
    source_files | LC_ALL=C sort -z | archive "$1/advise_$version.orig.tar.gz" --null --no-recursion --transform "s,^,advise-$version/," -T -
}
