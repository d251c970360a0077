#!/bin/sh
# Looks at Debian's packages with lintian, and installs, uses and removes them in a bare Debian 12. Prints TAP but for what the bare machine says.
#
# usage: tests/packages/run.sh BUILD     as root, with the packages of `make deb` in BUILD/deb
set -eu
build=$1

# Errors and warnings end the test. The tag that is left out is for packages of Debian's own archive, where a bug of its tracker asks for each.
echo "lintian: $(lintian --version | sed 's/.* v//')"
lintian --allow-root --fail-on error,warning --suppress-tags initial-upload-closes-no-bugs "$build"/deb/*.changes
sh .ci/bare packages "$build/deb"
