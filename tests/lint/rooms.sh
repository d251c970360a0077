#!/bin/sh
# Checks that includes point down the table of rooms only, and that what lies in a room follows it:
# base <- feel, input <- pack <- profile <- infer <- suite; the command line knows the engine by advise.h alone.
# Also refuses marks that would take lines out of the coverage figure.
#
# usage: tests/lint/rooms.sh [ROOT]
set -eu
cd "${1:-$(dirname "$0")/../..}"

find engine cli -name '*.[ch]' | sort | xargs awk '
    BEGIN {
        may["base"]    = " base "
        may["feel"]    = " base feel "
        may["input"]   = " base input "
        may["pack"]    = " base feel input pack "
        may["profile"] = " base feel input pack profile "
        may["infer"]   = " base feel input pack profile infer "
        may["suite"]   = " base feel input pack profile infer suite "
        may["batch"]   = " base feel input pack profile infer batch "
        may["api"]     = " base feel input pack profile infer suite batch api "
    }
    FNR == 1 {
        split(FILENAME, part, "/")
        room = part[1] == "cli" ? "cli" : (part[3] != "" ? part[2] : "api")
        if (room != "cli" && !(room in may))
            complain(FILENAME ": the room \"" room "\" is not in the table of " "tests/lint/rooms.sh")
    }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
        name = $0
        sub(/^[^"]*"/, "", name)
        sub(/".*/, "", name)
        where = FILENAME ":" FNR ": "
        if (name ~ /^\.\.?\// || name ~ /\/\.\.?\//) {
            complain(where "include \"" name "\" by its path from engine/, without dots")
        } else if (room == "cli") {
            if (name ~ /\// )
                complain(where "cli/ may include advise.h and its own headers, not \"" name "\"")
        } else {
            target = name ~ /\// ? substr(name, 1, index(name, "/") - 1) : "api"
            if (name == "advise.h" && room ~ /^(base|feel|input)$/ || name != "advise.h" && index(may[room], " " target " ") == 0)
                complain(where "engine/" room "/ may not include \"" name "\"")
        }
    }
    /(GCOVR?|LCOV)_EXCL/ { complain(FILENAME ":" FNR ": coverage is not to be excluded") }
    function complain(text) { print text > "/dev/stderr"; bad = 1 }
    END { exit bad }
'
