#!/bin/sh
# The local page's server while calls fail and memory ends: see serve.py. Prints TAP.
set -u
build=${ADVISE_BUILD:-$PWD/build}
if [ ! -x "$build/advise-serve" ] || [ ! -e "$build/failing_server.so" ]; then
    echo '1..1'
    echo 'ok 1 # SKIP the local page is not built without libmicrohttpd, and sanitizers have an allocator of their own'
    exit 0
fi
PYTHONDONTWRITEBYTECODE=1 exec python3 -W ignore tests/torture/serve.py
