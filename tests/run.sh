#!/bin/sh
# Runs the test programs side by side and adds up what they report.
#
# usage: tests/run.sh BUILD TEST...
#
# A test prints TAP (cmocka does where asked). Shown are only the output of what failed, what was skipped and why, and the lines
# that begin with "info: ". The last lines name what failed, for a log of which only the end is kept, and give the count.
# Fails if a test fails or if nothing ran.
set -eu

build=$1
shift
logs=$build/test-logs
rm -rf "$logs"
mkdir -p "$logs"

export CMOCKA_MESSAGE_OUTPUT=TAP
export LC_ALL=C TZ=UTC
export TEST_LOGS="$logs" TEST_TIMEOUT="${TEST_TIMEOUT:-300}"
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_stack_use_after_return=1:strict_string_checks=1}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"

if [ $# -gt 0 ]; then
    # shellcheck disable=SC2016 # the inner shell is to see the variables
    printf '%s\n' "$@" | xargs -P "$(nproc 2>/dev/null || echo 2)" -I {} sh -c '
        log=$TEST_LOGS/$(printf %s "$1" | tr / _)
        case $1 in
        *.sh) set -- sh "$1" ;;
        esac
        status=0
        timeout -k 5 "$TEST_TIMEOUT" "$@" >"$log.log" 2>&1 </dev/null || status=$?
        echo "$status" >"$log.status"
    ' run {}
fi

passed=0 failed=0 skipped=0 names=
for test in "$@"; do
    log=$logs/$(printf %s "$test" | tr / _)
    status=$(cat "$log.status" 2>/dev/null || echo 127)
    # Counts: what passed, failed, was skipped, and how many were planned.
    counts=$(awk '
        /^(not )?ok [0-9]* *(- .*)?# SKIP/ { skip++; next }  # cmocka says "not ok 2 # SKIP name"
        /^ok /          { ok++ }
        /^not ok /      { bad++ }
        /^1\.\.[0-9]+/  { plan += substr($1, 4) }
        END             { print ok + 0, bad + 0, skip + 0, plan + 0 }' "$log.log" 2>/dev/null || echo 0 0 0 0)
    read -r ok bad skip plan <<COUNTS
$counts
COUNTS
    missing=$((plan - ok - bad - skip))
    if [ "$missing" -gt 0 ]; then
        bad=$((bad + missing))
    elif [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ "$plan" -eq 0 ]; }; then
        bad=1
    fi
    if [ "$bad" -gt 0 ]; then
        echo "--- $test: exit status $status$([ "$status" -ne 124 ] || echo " (timed out after ${TEST_TIMEOUT}s)")"
        grep -v '^ok ' "$log.log" || true
        bad_ones=$(sed -n 's/^not ok [0-9]* *-* *//p' "$log.log" | grep -v '# SKIP' | tr '\n' ' ')
        names="${names}failed: $test: ${bad_ones:-exit status $status}
"
    else
        grep '^info: ' "$log.log" || true
    fi
    [ "$skip" -eq 0 ] || sed -n "s|^[not ]*ok [0-9]* *\(- .*\)\{0,1\}# SKIP |skipped: $test: |p" "$log.log"
    passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + skip))
done

if [ $((passed + failed)) -eq 0 ]; then
    echo 'no test ran'
fi
printf '%s' "$names"
printf '%d passed, %d failed' "$passed" "$failed"
[ "$skipped" -eq 0 ] || printf ', %d skipped' "$skipped"
echo
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
