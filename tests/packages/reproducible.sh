#!/bin/sh
# Makes all packages twice, and compares them byte by byte: in another folder, at another time, by another user, with another umask, locale, time
# zone and number of processors, once of what git knows and once of the archive of the sources. Prints TAP.
#
# usage: tests/packages/reproducible.sh     as root, to build as somebody else; it takes minutes
# shellcheck disable=SC1091,SC2154
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh
root=$PWD
chmod 755 "$work"
downloads=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/advise-sources
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH

# Here, as we are.
first() (
    git clone --quiet "file://$root" "$work/first" && cd "$work/first" && sh .packaging/dist && sh .packaging/deb -b
)

# Of the archive that the first made, by nobody. Files are of another time, and so is the clock, as far as it went on.
second() (
    sources=$(find "$work/first/build/dist" -maxdepth 1 -name 'advise-*.tar.gz' ! -name '*-linux-*')
    mkdir -p "$work/somewhere/else" && cp -R "$downloads" "$work/downloads" && tar -xzf "$sources" -C "$work/somewhere/else" || return 1
    mv "$work"/somewhere/else/advise-* "$work/somewhere/else/folder" || return 1
    find "$work/somewhere/else" -exec touch -h -d '2001-02-03 04:05:06' {} +
    chown -R 65534:65534 "$work/somewhere" "$work/downloads"
    cd "$work/somewhere/else/folder" || return 1
    setpriv --reuid=65534 --regid=65534 --clear-groups taskset -c 0 env HOME="$work/somewhere" DIST_DOWNLOADS="$work/downloads" CCACHE_DISABLE=1 LC_ALL= \
        LANG=C TZ=Pacific/Auckland sh -c 'umask 077; sh .packaging/dist && sh .packaging/deb -b'
)

# same PATTERN: there are files of that name, and they are equal.
same() {
    found=0
    for file in "$work"/first/build/$1; do
        [ -e "$file" ] || return 1
        cmp "$file" "$work/somewhere/else/folder/build/${file#"$work"/first/build/}" || return 1
        sha256sum "$file" >>"$work/hashes"
        found=1
    done
    [ "$found" -eq 1 ]
}

check 'packages are made' first
check 'they are made again, elsewhere and by others' second
check 'the archives are equal' same 'dist/*.tar.gz'
check 'the Debian packages are equal' same 'deb/*.deb'
sed "s,  $work/first/build/,  ,;s/^/info: /" "$work/hashes" 2>/dev/null
echo "1..$number"
