# Checks of shell tests as TAP; to be sourced. What a check prints goes to $work/out, and is shown where it fails.

number=0

# check NAME COMMAND...
check() {
    number=$((number + 1))
    name=$1
    shift
    if "$@" >"$work/out" 2>&1; then
        echo "ok $number - $name"
    else
        sed 's/^/# /' "$work/out"
        echo "not ok $number - $name"
    fi
}

# skip WHY
skip() {
    number=$((number + 1))
    echo "ok $number # SKIP $1"
}
