#!/bin/sh
# Checks the house: which room may include which. Includes point down the table below only; the command line knows the engine by advise.h
# alone. Also refuses marks that would take lines out of the coverage figure.
#
# usage: tests/lint/rooms.sh [ROOT]
set -eu
cd "${1:-$(dirname "$0")/../..}"

# The variables in there are awk's.
# shellcheck disable=SC2016
find engine cli -name '*.[ch]' | sort | xargs awk '
    # A room, and the rooms beside itself that it may include.
    function room(name, others) { may[name] = " " name " " others " " }
    BEGIN {
        room("base",    "")
        room("ending",  "base")
        room("feel",    "base ending")
        room("input",   "base")
        room("workbook", "base")
        room("reason",  "base feel")
        room("pack",    "base feel input reason")
        room("compiled", "base feel input pack")
        room("check",   "base feel input reason pack")
        room("profile", "base feel input pack")
        room("infer",   "base feel input reason pack check profile")
        room("conversation", "base feel input reason pack check profile infer")
        room("suite",   "base feel input reason pack profile infer")
        room("import",  "base feel input workbook pack profile")
        room("mapping", "base feel input pack profile")
        room("cohort",  "base feel input workbook pack profile")
        room("columns", "base feel reason pack profile infer")
        room("rows",    "base feel input pack profile cohort columns")
        room("batch",   "base feel input pack profile infer cohort columns rows")
        room("compare", "base feel input pack profile infer cohort columns rows batch")
        room("api",     "base feel input reason pack compiled check profile infer conversation suite import mapping cohort columns rows batch compare")

        room("cli/write",    "")
        room("cli/file",     "cli/write")
        room("cli/report",   "cli/write cli/file")
        room("cli/outcome",  "cli/write cli/file cli/report")
        room("cli/sheet",    "cli/write cli/file cli/report cli/outcome")
        room("cli/since",    "cli/write cli/file cli/report cli/outcome")
        room("cli/summary",  "cli/write cli/file cli/report")
        room("cli/merge",    "cli/write cli/file cli/outcome cli/summary")
        room("cli/scaffold", "cli/write cli/file")
        room("cli/prompt",   "cli/write cli/file cli/report")
        room("cli/interview", "cli/write cli/file cli/report")
        room("cli/command",  "cli cli/write cli/file cli/report cli/outcome cli/since cli/summary cli/merge cli/scaffold cli/prompt cli/sheet cli/interview")
        room("cli",          "cli/write cli/file cli/command")
        room("cli/respond",  "cli/write cli/file cli/report cli/outcome cli/summary cli/sheet")
        room("cli/serve",    "cli cli/write cli/respond cli/command")
    }
    FNR == 1 {
        n = split(FILENAME, part, "/")
        if (part[1] == "cli")
            here = n > 2 ? "cli/" part[2] : "cli"
        else
            here = n > 2 ? part[2] : "api"
        if (!(here in may))
            complain(FILENAME ": the room \"" here "\" is not in the table of tests/lint/rooms.sh")
    }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
        name = $0
        sub(/^[^"]*"/, "", name)
        sub(/".*/, "", name)
        folder = name ~ /\// ? substr(name, 1, index(name, "/") - 1) : ""
        where = FILENAME ":" FNR ": "
        if (name ~ /^\.\.?\// || name ~ /\/\.\.?\//)
            complain(where "include \"" name "\" by its path from engine/ or cli/, without dots")
        else if (name == "advise.h") {
            if (here !~ /^cli/ && here != "api")
                complain(where "engine/" here "/ may not include the public API")
        } else if (!(here ~ /^cli/ && name == "exit_status.h")) {
            target = here ~ /^cli/ ? (folder != "" ? "cli/" folder : "cli") : (folder != "" ? folder : "api")
            if (index(may[here], " " target " ") == 0)
                complain(where here "/ may not include \"" name "\"")
        }
    }
    /(GCOVR?|LCOV)_EXCL/ { complain(FILENAME ":" FNR ": do not exclude lines from coverage") }
    function complain(text) { print text > "/dev/stderr"; bad = 1 }
    END { exit bad }
'
