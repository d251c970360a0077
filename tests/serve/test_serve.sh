#!/bin/sh
# The local page as strangers and programs meet it: who is let in, and what is answered. Prints TAP.
set -u
build=${ADVISE_BUILD:-$PWD/build}
if [ ! -x "$build/advise-serve" ]; then
    echo '1..1'
    echo 'ok 1 # SKIP the local page is not built without libmicrohttpd'
    exit 0
fi
export PYTHONDONTWRITEBYTECODE=1
status=0
for part in hardening answers crowd; do
    python3 -W ignore "tests/serve/$part.py" || status=1
done
exit $status
