#!/bin/sh
# Drives the local page in a browser as a person would. Needs node 18 or later with npm, Chromium, and, once, the network.
#
# usage: tests/web/run.sh BUILD      fails if a test fails; if something is missing, says what, and that nothing was tested
#
# WEB_TEST=FILE: only the tests of this file.
# WEB_TESTS=required: what is missing is a failure, too.
set -eu
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)

skip() {
    echo "skipped: the local page was not tried in a browser: $*"
    [ "${WEB_TESTS-}" != required ]
    exit
}

[ -x "$build/advise-serve" ] || skip 'it is not built without libmicrohttpd'
command -v npm >/dev/null 2>&1 || skip 'npm is missing (Debian: nodejs npm)'
node -e 'process.exit(Number(process.versions.node.split(".")[0]) < 18 ? 1 : 0)' || skip 'node is older than 18'
CHROMIUM=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$CHROMIUM" ] || skip 'Chromium is missing (Debian: chromium)'

# npm's packages lie in the build folder: nothing of theirs is a part of this project.
folder=$build/web
mkdir -p "$folder"
cp "$here"/*.mjs "$folder/"
if ! cmp -s "$here/package.json" "$folder/package.json" || [ ! -d "$folder/node_modules" ]; then
    cp "$here/package.json" "$folder/package.json"
    npm install --prefix "$folder" --no-audit --no-fund --no-package-lock --silent >"$folder/npm.log" 2>&1 || {
        rm -f "$folder/package.json"
        skip "npm could not install playwright-core and axe-core: $(tail -n 1 "$folder/npm.log")"
    }
fi
SOURCES=$(cd "$here/../.." && pwd)
cd "$folder"
export CHROMIUM SOURCES ADVISE="$build/advise"
# shellcheck disable=SC2086
node --test --test-reporter=spec ${WEB_TEST:-page.test.mjs sheets.test.mjs}
