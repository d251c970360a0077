#!/bin/sh
# The local page as strangers and programs meet it: who is let in, and what is answered. Prints TAP.
set -u
build=${ADVISE_BUILD:-$PWD/build}
if [ ! -x "$build/advise-serve" ]; then
    echo '1..1'
    echo 'ok 1 # SKIP the local page is not built without libmicrohttpd'
    exit 0
fi
PYTHONDONTWRITEBYTECODE=1 python3 tests/serve/hardening.py
