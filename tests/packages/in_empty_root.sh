#!/bin/sh
# Runs the static programs where nothing else is: no libraries, no /proc, no /usr, no /tmp. What they write is compared with what the ordinary
# build writes of the same files. Prints TAP.
#
# usage: tests/packages/in_empty_root.sh BUILD     as root, for chroot; with the archive of `make dist` in BUILD/dist
# shellcheck disable=SC1091,SC2016,SC2154,SC2317
set -u
build=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. tests/support/check.sh
root=$work/root
chroot=$(command -v chroot)
mkdir -p "$root/opt" "$root/data"
tar -xzf "$build"/dist/advise-*-linux-*.tar.gz -C "$root/opt" && mv "$root"/opt/advise-* "$root/opt/advise"

# ---- the files ----

printf 'name,years_experience\nZoë Müller,3\n“Ann” – 5 €,4\n' >"$work/people.csv"
for encoding in windows-1252 UTF-16 UTF-16BE; do iconv -f UTF-8 -t "$encoding" "$work/people.csv" >"$root/data/$encoding.csv"; done
printf 'name,years_experience\nŁukasz,3\n' | iconv -f UTF-8 -t windows-1250 >"$root/data/windows-1250.csv"
printf 'name,years_experience\n山田,3\n' | iconv -f UTF-8 -t Shift_JIS >"$root/data/Shift_JIS.csv"
printf 'name,years_experience\n김,3\n\xa2\xe8,3\n' | iconv -c -f UTF-8 -t EUC-KR >"$root/data/EUC-KR.csv"
printf 'name,years_experience\nAnn\x81,3\n' >"$root/data/not-1252.csv"
cp -R tests/workbooks/openpyxl.xlsx tests/cohorts/people.db tests/cohorts/two.ndjson.zst tests/packs/all-types tests/packs/interview "$root/data/"
gzip -c tests/cohorts/clients.ndjson >"$root/data/clients.ndjson.gz"
xz -c tests/cohorts/clients.ndjson >"$root/data/clients.ndjson.xz"
printf 'name: Ann\n' >"$root/data/ann.yaml"

# ---- comparing ----

# both ARGUMENT...: the same output, messages and status of the ordinary program and of the static one, of what $typed is typed into.
typed=
both() {
    (cd "$root" && printf '%b' "$typed" | env -i HOME=/none TZ=UTC "$build/advise" "$@") >"$work/ordinary" 2>&1
    ordinary=$?
    printf '%b' "$typed" | env -i HOME=/none TZ=UTC "$chroot" "$root" /opt/advise/bin/advise "$@" >"$work/static" 2>&1
    static=$?
    echo "status $static; the ordinary program $ordinary"
    [ "$static" -eq "$ordinary" ] && diff "$work/ordinary" "$work/static"
}
# With what there is to compare.
both_say() { both "$@" && [ -s "$work/static" ]; }
says() { grep -q "$1" "$work/static"; }

advises() { both opt/advise/profiles/ip-elsewhere.yaml --as-of 2026-01-31 && says 'Apply to Lund IP'; }
writes_sheets() { both_say opt/advise/profiles/ip-elsewhere.yaml --as-of 2026-01-31 --format html; }
finds_packs_by_name() { both_say --pack harlow-pike opt/advise/profiles/routine-work.yaml --as-of 2026-01-31; }
reads_encoding() { both batch --id name --top 1 --as-of 2026-01-31 --encoding "$1" "data/$1.csv" && says "$2" && ! says '"error"'; }
tells_what_is_not_encoded_so() { both_say batch --id name --encoding windows-1252 data/not-1252.csv; }
tells_unknown_encodings() { both batch --encoding no-such-encoding data/windows-1252.csv && says 'no-such-encoding'; }
reads_workbooks() { both_say batch --pack data/all-types --id letter --facts grade,size,keen,born --format csv data/openpyxl.xlsx; }
writes_workbooks() {
    both batch --pack data/all-types --id letter --as-of 2026-01-31 --format xlsx -o data/out.xlsx data/openpyxl.xlsx || return 1
    python3 -c 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); sys.exit(z.testzip() is not None or "xl/workbook.xml" not in z.namelist())' "$root/data/out.xlsx"
}
reads_databases() { both_say batch --pack data/all-types --id grade --query 'SELECT grade, size, keen, born FROM people' data/people.db; }
writes_databases() {
    both batch --pack data/all-types --as-of 2026-01-31 --format sqlite -o data/out.db data/clients.ndjson.gz || return 1
    [ "$(sqlite3 "$root/data/out.db" 'PRAGMA integrity_check')" = ok ]
}
reads_compressed() { both_say batch --pack data/all-types "data/$1"; }
asks() {
    typed='3\n\n\n\n'
    both_say ask --as-of 2026-01-31
    asked=$?
    typed=
    return "$asked"
}
summarises() {
    both batch --as-of 2026-01-31 --encoding windows-1252 --summary data/summary.html -o data/out.ndjson data/windows-1252.csv && [ -s "$root/data/summary.html" ]
}
tells_lack_of_zones() {
    env -i "$chroot" "$root" /opt/advise/bin/advise feel 'date and time("2026-07-01T00:00:00@Europe/Paris")' >"$work/static" 2>&1
    [ $? -lt 128 ] && [ -s "$work/static" ]
}
checks_packs() { both_say test opt/advise/rules/paralegal; }
prints_completion() { both_say completion bash && both_say completion zsh; }
# In the locale of somewhere that is not there.
lacks_locales() { env -i LC_ALL=de_DE.ISO-8859-1 LANGUAGE=de "$chroot" "$root" /opt/advise/bin/advise feel '1 + 1' | grep -qx 2; }

serves() {
    env -i "$chroot" "$root" /opt/advise/bin/advise serve --port 0 >"$work/serve" 2>&1 &
    server=$!
    tries=0
    until grep -q 'token=' "$work/serve" || [ $((tries += 1)) -gt 200 ]; do sleep 0.1; done
    python3 - "$(grep -o 'http://127[^ ]*' "$work/serve")" >"$work/page" <<'END'
import http.cookiejar, json, re, sys, urllib.request
address = sys.argv[1]
opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
page = opener.open(address).read().decode()
assert '<html' in page, page
base, token = re.fullmatch(r'(http://[^/]*)/\?token=(.*)', address).groups()
request = urllib.request.Request(base + '/v1/advise', json.dumps({'profile': 'years_experience: 2'}).encode(),
                                 {'Content-Type': 'application/json', 'Authorization': 'Bearer ' + token})
print(opener.open(request).read().decode()[:200])
END
    served=$?
    kill "$server"
    wait "$server"
    cat "$work/serve" "$work/page"
    return "$served"
}

licences_are_there() (
    cd "$root/opt/advise/share/doc/advise/licences" && [ -s LGPL-2.1.txt ] && [ -s LGPL-3.txt ] && for file in $(grep -o '([a-z0-9.-]*\.txt)' README.md | tr -d '()'); do
        [ -s "$file" ] || return 1
    done && grep -q 'GNU libunistring' README.md && grep -q 'SQLite' README.md
)
documents_are_there() (
    cd "$root/opt/advise" && [ -s README.md ] && [ -s LICENSE ] && [ -s share/man/man1/advise.1 ] && [ -s share/bash-completion/completions/advise ] &&
        [ -s rules/paralegal/schema/profile.json ] && [ -s share/doc/advise/docs/packs.md ]
)
nothing_is_beside() { ! tar -tzf "$build"/dist/advise-*-linux-*.tar.gz | grep -v '^advise-[^/]*-linux-[^/]*/'; }
works_as_anybody() { chmod 755 "$work" "$root" && chroot --userspec=65534:65534 "$root" /opt/advise/bin/advise data/ann.yaml; }
converts_as_the_c_library() {
    lib=$build/dist/lib
    cc -O2 -Wall -Wextra -o "$work/make_charsets" .packaging/static/make_charsets.c && iconv -l | "$work/make_charsets" >"$work/charsets.h" &&
        cmp "$work/charsets.h" "$lib/charsets.h" &&
        cc -O2 -Wall -Wextra -I"$work" -Diconv_open=static_iconv_open -Diconv=static_iconv -Diconv_close=static_iconv_close -c -o "$work/iconv.o" .packaging/static/iconv.c &&
        cc -O2 -Wall -Wextra -o "$work/compare" tests/packages/compare_iconv.c "$work/iconv.o" && iconv -l | "$work/compare"
}

check 'it advises, with the packs beside it' advises
check 'it writes a sheet' writes_sheets
check 'it finds packs by name' finds_packs_by_name
check 'it reads windows-1252' reads_encoding windows-1252 'Zoë'
check 'it reads windows-1250' reads_encoding windows-1250 'Łukasz'
check 'it reads Shift_JIS' reads_encoding Shift_JIS '山田'
check 'it reads EUC-KR' reads_encoding EUC-KR '김'
check 'it reads UTF-16' reads_encoding UTF-16 'Zoë'
check 'it reads UTF-16BE' reads_encoding UTF-16BE 'Zoë'
check 'it tells what is not encoded so' tells_what_is_not_encoded_so
check 'it tells encodings that it does not know' tells_unknown_encodings
check 'it reads workbooks' reads_workbooks
check 'it writes workbooks' writes_workbooks
check 'it reads databases' reads_databases
check 'it writes databases' writes_databases
check 'it reads gzip' reads_compressed clients.ndjson.gz
check 'it reads xz' reads_compressed clients.ndjson.xz
check 'it reads Zstandard' reads_compressed two.ndjson.zst
check 'it asks, by a pipe' asks
check 'it sums up' summarises
check 'it tells that there are no time zones' tells_lack_of_zones
check 'it tests packs' checks_packs
check 'it prints completions' prints_completion
check 'it works in a locale that is not there' lacks_locales
check 'it serves the page, and answers' serves
check 'it works for anybody' works_as_anybody
check 'licences of all libraries are there' licences_are_there
check 'documents are there' documents_are_there
check 'all is in one folder' nothing_is_beside
check 'it converts as the C library does' converts_as_the_c_library
echo "1..$number"
