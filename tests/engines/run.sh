#!/bin/sh
# Runs the recipes of docs/engines.md in the engines: Spark, DuckDB and ClickHouse, as PyPI has them. Needs Python 3 with venv, Java 17 for Spark and,
# once, the network.
#
# usage: tests/engines/run.sh BUILD      fails if a test fails; if something is missing, says what, and that nothing was tested
#
# ENGINE_TESTS=required: what is missing is a failure, too.
set -eu
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)

skip() {
    echo "skipped: the recipes were not tried in data engines: $*"
    [ "${ENGINE_TESTS-}" != required ]
    exit
}

python3 -c 'import ensurepip, venv' 2>/dev/null || skip 'Python with venv is missing (Debian: python3-venv)'
java -version 2>&1 | awk -F'[".]' '/version/ { exit !($2 >= 17) }' || skip 'Java 17 or later is missing (Debian: openjdk-17-jre-headless)'

# The engines lie in the build folder: nothing of theirs is a part of this project.
environment=$build/engines
if ! cmp -s "$here/requirements.txt" "$environment/requirements.txt"; then
    rm -rf "$environment"
    python3 -m venv "$environment"
    "$environment/bin/pip" install -q -r "$here/requirements.txt" >"$environment/pip.log" 2>&1 ||
        skip "pip could not install them: $(grep -v '^$' "$environment/pip.log" | tail -n 1)"
    cp "$here/requirements.txt" "$environment/requirements.txt"
fi
ADVISE_BUILD=$build ENGINES=$environment TEST_TIMEOUT=900 sh tests/run.sh "$build" tests/engines/recipes.sh
