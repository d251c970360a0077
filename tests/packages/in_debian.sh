#!/bin/sh
# Installs the packages beside this script in a bare Debian, uses them as people would, and removes them. Prints TAP.
#
# usage: sh in_debian.sh    as root, in a machine to throw away: `.ci/bare packages` makes it
# shellcheck disable=SC2016,SC2317
set -u
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
number=0 failed=0
work=$(mktemp -d)

# check WHAT COMMAND...: in a shell of its own, which may go elsewhere
check() {
    number=$((number + 1))
    what=$1
    shift
    if ("$@") >"$work/log" 2>&1; then
        echo "ok $number - $what"
    else
        echo "not ok $number - $what"
        sed 's/^/# /' "$work/log"
        failed=1
    fi
}

apt() { apt-get -o DPkg::Lock::Timeout=120 -qq -y --no-install-recommends "$@"; }
# Of one package; the names of the others begin likewise.
install_package() { apt install "./$(ls "$1"_*.deb)"; }
as_nobody() { cd / && setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent sh -c "$1"; }

# ---- advise ----

examples=/usr/share/doc/advise/examples/profiles
advises_on_a_shipped_profile() {
    as_nobody "advise $examples/ip-elsewhere.yaml --top 1" >"$work/advice" && grep -q 'Apply to Lund IP' "$work/advice"
}
tests_its_packs() { as_nobody 'advise test paralegal && advise test harlow-pike'; }
tells_that_the_page_is_missing() {
    as_nobody 'advise serve --port 0' 2>"$work/told"
    [ $? -eq 5 ] && grep -q 'install the package advise-serve' "$work/told"
}
schema_of_the_examples_is_there() {
    schema=$(sed -n '1s/.*\$schema=//p' "$examples/ip-elsewhere.yaml")
    [ -n "$schema" ] && [ -s "$examples/$schema" ]
}
manual_is_found() { for page in "$@"; do man -w "$page" | grep -q . && man "$page" | grep -q '^NAME' || return 1; done; }
bash_completes() {
    bash -c '. /usr/share/bash-completion/bash_completion && _completion_loader advise; complete -p advise'
}
other_shells_would_complete() { [ -s /usr/share/zsh/vendor-completions/_advise ] && [ -s /usr/share/fish/vendor_completions.d/advise.fish ]; }
documents_are_in_place() {
    cd /usr/share/doc/advise && [ -s README.md ] && [ -s docs/packs.md ] && [ -s copyright ] && zgrep -q 'Changelog' changelog.gz &&
        [ ! -e LICENSE ]
}
needs_no_tool_to_build_with() {
    ! dpkg-query -W -f '${Depends}\n' advise libadvise0 advise-serve 2>/dev/null | grep -E -- '-dev|debhelper|gcc'
}

# ---- advise-serve ----

page_is_served() {
    as_nobody 'exec advise serve --port 0' >"$work/serve" 2>&1 &
    server=$!
    tries=0
    until address=$(grep -o 'http://127.0.0.1:[0-9]*/?token=[0-9a-f]*' "$work/serve") || [ $((tries += 1)) -gt 100 ]; do sleep 0.1; done
    host=${address#http://}
    host=${host%%/*}
    bash -c 'exec 3<>"/dev/tcp/${1%:*}/${1#*:}"; printf "GET /%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" "$2" "$1" >&3; cat <&3' \
        - "$host" "${address#*://*/}" >"$work/page"
    kill "$server"
    wait "$server"
    cat "$work/serve" "$work/page"
    head -n 1 "$work/page" | grep -qE ' (200|303|302) '
}

# ---- libadvise-dev ----

# builds_and_runs OUT FLAG...: one of the examples, as its readers would build it.
builds_and_runs() {
    out=$work/$1
    shift
    # shellcheck disable=SC2046
    gcc -std=c17 -Wall -Wextra -Werror -o "$out" /usr/share/doc/libadvise-dev/examples/advise_one.c "$@" &&
        "$out" /usr/share/advise/rules/paralegal "$examples/routine-work.yaml" >"$out.said" && [ -s "$out.said" ]
}
# shellcheck disable=SC2046
builds_shared() { builds_and_runs shared $(pkg-config --cflags --libs advise) && ldd "$work/shared" | grep -q 'libadvise\.so\.0 => /'; }
# shellcheck disable=SC2046
builds_static() {
    builds_and_runs static -static $(pkg-config --static --cflags --libs advise) && ! ldd "$work/static" && cmp "$work/static.said" "$work/shared.said"
}
only_ours_is_exported() {
    exported=$(nm -D --defined-only /usr/lib/*/libadvise.so | awk '$2 != "A" { sub(/@.*/, "", $3); print $3 }')
    [ -n "$exported" ] && ! printf '%s\n' "$exported" | grep -v '^advise_'
}

# ---- removing ----

remove_all() { apt purge advise advise-serve libadvise0 libadvise-dev; }
nothing_is_left() {
    ! find / -xdev \( -path /proc -o -path /root -o -path /tmp -o -path /var/cache/apt -o -path /var/cache/man \) -prune -o \
        \( -name '*advise*' -o -name 'harlow-pike*' \) ! -path '*/linux/*' ! -path '/usr/include/*' -print | grep . &&
        [ ! -e /usr/include/advise.h ]
}

check 'apt has lists' apt update
check 'advise is installed' install_package advise
check 'it advises on a shipped profile' advises_on_a_shipped_profile
check 'its packs pass their tests' tests_its_packs
check 'without the page it says which package has it' tells_that_the_page_is_missing
check 'the schema that the examples name is there' schema_of_the_examples_is_there
check 'documents are where Debian has them' documents_are_in_place
check 'no package for building comes along' needs_no_tool_to_build_with
check 'man and bash-completion are installed' apt install man-db bash-completion
check 'manual pages are found' manual_is_found advise advise-batch advise-pack advise-profile
check 'bash completes' bash_completes
check 'completions of other shells are in place' other_shells_would_complete
check 'advise-serve is installed' install_package advise-serve
check 'the page is served' page_is_served
check 'its manual page is found' manual_is_found advise-serve
check 'libadvise0 is installed' install_package libadvise0
check 'libadvise-dev is installed' install_package libadvise-dev
check 'pkg-config is installed' apt install pkg-config
check 'a program is built with the shared library, and runs' builds_shared
check 'a program is built with the static library alone, and runs' builds_static
check 'the shared library exports nothing but advise_*' only_ours_is_exported
check 'its manual page is found' manual_is_found libadvise
check 'all are removed' remove_all
check 'nothing is left' nothing_is_left
echo "1..$number"
rm -rf "$work"
exit "$failed"
