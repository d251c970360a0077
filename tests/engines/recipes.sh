#!/bin/sh
# shellcheck disable=SC1091,SC2154
# Runs the recipes of docs/engines.md as they are written, in the engines themselves: undisturbed, with bad records and empty parts, with workers
# that are killed, and with a program that fails. Prints TAP.
#
# ENGINES is a virtual environment of Python with requirements.txt.
set -u
export LC_ALL=C

build=${ADVISE_BUILD:-$PWD/build}
environment=$ENGINES
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" STATE="$work/state" REAL_ADVISE="$build/advise"
export PATH="$work/bin:$environment/bin:$PATH" PYSPARK_PYTHON="$environment/bin/python"
export PYTHONWARNINGS=ignore SPARK_LOCAL_IP=127.0.0.1
. tests/support/check.sh
. tests/support/block.sh

# Stands in front of the program. It kills the process that called it once if $STATE/kill exists, kills itself in the middle of its results if
# $STATE/die does, and fails each time if $STATE/fail does.
mkdir "$work/bin" "$STATE"
cat >"$work/bin/advise" <<END
#!/bin/sh
[ ! -e $STATE/fail ] || exit 3
! rmdir $STATE/kill 2>/dev/null || { kill -9 \$PPID; exit 1; }
! rmdir $STATE/die 2>/dev/null || { ulimit -c 0; ulimit -f 1; $REAL_ADVISE "\$@" >$STATE/results; cat $STATE/results; kill -9 \$\$; }
exec $REAL_ADVISE "\$@"
END
chmod +x "$work/bin/advise"

# Profiles: some are refused, some lines are blank, one is not UTF-8, one holds a bare carriage return between its members, and one is longer
# than some partitions, which are empty for it.
profiles() {
    awk 'BEGIN {
        for (i = 1; i <= 700; i++) {
            if (i % 67 == 0) print ""
            if (i == 50) printf "{\"name\": \"Client %d\", \"memos\": [{\"title\": \"B\377d\"}]}\n", i
            else if (i == 60) printf "{\"name\": \"Client %d\",\r\"years_experience\": 4}\n", i
            else if (i == 70) {
                printf "{\"name\": \"Client %d\", \"memos\": [{\"title\": \"Long\", \"text\": \"", i
                for (k = 0; k < 4000; k++) printf "We looked at it. "
                print "\"}]}"
            }
            else if (i % 43 == 0) printf "{\"name\": \"Client %d\", \"hours_per_week\": \"ma\303\261ana\"}\n", i
            else printf "{\"name\": \"Client %d\", \"years_experience\": %d, \"satisfaction\": \"content\", \"hours_per_week\": %d}\n", i, i % 30, 10 + i % 50
        }
    }'
}

# Line numbers start again in each part, and a pipe has no file name.
without_places() { sed 's/"line":[0-9]*//g; s/"file":"[^"]*"//g' "$@"; }

# begin FOLDER: an empty one, with profiles and what a single run says of them.
begin() {
    rm -rf "${work:?}/$1" "$STATE" && mkdir "$work/$1" "$STATE" && cd "$work/$1" && profiles >clients.ndjson || return 1
    "$REAL_ADVISE" batch -q --id name clients.ndjson -o whole.ndjson 2>/dev/null
    test $? = 4 && without_places whole.ndjson >whole
}

# whole FOLDER: the parts there are the single run's results.
whole() { cat "$work/$1"/results/part-* | without_places | cmp - "$work/$1/whole" && test -e "$work/$1/results/_SUCCESS"; }

# spark KIND MASTER RECIPE FOLDER...
spark() { timeout -k 5 200 python "$root/tests/engines/run_spark.py" "$@" >"$work/said" 2>"$work/log" || { tail -40 "$work/log"; return 1; }; }

ended() { grep -qx "$work/$1 ended" "$work/said" || { cat "$work/said"; tail -n 30 "$work/log"; return 1; }; }

# --- Spark ---

# check_spark KIND MASTER RECIPE
check_spark() {
    undisturbed() {
        begin killed && begin whole && block engines.md "$3" | sed "s|'advise |'$work/bin/advise |" >"$work/$3" && mkdir "$STATE/kill" &&
            spark "$1" "$2" "$work/$3" "$work/killed" "$work/whole" && ended whole && whole whole
    }
    check "$3, $1 $2: the results are those of one run" undisturbed "$@"
    grep '^info: ' "$work/said"
    # Spark writes no part for a partition without profiles.
    empty() {
        parts=$(find "$work/whole/results" -name 'part-*' | wc -l) && test "$parts" -ge 4 && test "$parts" -lt $(($(wc -c <"$work/whole/clients.ndjson") / 9000))
    }
    check "$3, $1 $2: some partitions were empty" empty
    again() { test ! -e "$STATE/kill" && ended killed && whole killed; }
    check "$3, $1 $2: a worker that is killed is replaced, and nothing is lost" again
}
failing() {
    begin failing && touch "$STATE/fail" && spark classic 'local[2,2]' "$work/spark.py" "$work/failing" &&
        grep -q "^$work/failing failed" "$work/said" && test ! -e "$work/failing/results/_SUCCESS"
}
check_spark classic 'local[2,3]' spark.py
check 'spark.py: a program that fails is an error, not an empty result' failing
check_spark connect 'local[2,3]' spark.py
check_spark classic 'local-cluster[2,1,1024]' spark.py

# The pipe sees two lines instead of the one with a bare carriage return, and a replacement character for bad bytes: that profile is not refused.
pipe() {
    begin pipe && mkdir "$STATE/kill" && block engines.md spark_pipe.py | sed "s|'advise |'$work/bin/advise |" >"$work/spark_pipe.py" &&
        spark classic 'local[2,3]' "$work/spark_pipe.py" "$work/pipe" && ended pipe && test ! -e "$STATE/kill" &&
        cat results/part-* | without_places | grep -v -e '"Client 50"' -e '"Client 60"' -e '"status":"refused"' >piped &&
        grep -v -e '"Client 50"' -e '"Client 60"' -e '"status":"refused"' whole | cmp - piped && test "$(cat results/part-* | wc -l)" = 701
}
check 'spark_pipe.py: the results are those of one run, but for the two lines that it changes' pipe

# A table, written by DuckDB, without what no table can hold.
table() {
    mkdir -p "$work/table" && cd "$work/table" && profiles | grep -av -e 'Client [567]0"' -e '^$' -e 'ana' >lines.ndjson &&
        duckdb -c "COPY (FROM read_ndjson('lines.ndjson')) TO 'clients.parquet'" &&
        "$REAL_ADVISE" batch -q --id name lines.ndjson -o whole.ndjson && without_places whole.ndjson >whole
}
check 'a table for the engines' table
spark_table() {
    cd "$work/table" && { block engines.md spark_table.py && block engines.md spark.py | sed '/^clients = /d'; } >"$work/spark_table.py" &&
        spark classic 'local[2,3]' "$work/spark_table.py" "$work/table" && ended table && whole table
}
check 'spark_table.py: a table becomes lines' spark_table

# --- DuckDB ---

duck() {
    cd "$work/table" && block engines.md duckdb.sh >"$work/duckdb.sh" && sh "$work/duckdb.sh" && without_places results.ndjson | cmp - whole &&
        block engines.md duckdb_first.sh >"$work/first.sh" && sh "$work/first.sh" | grep -q 'set-goals\|stay-and-grow' &&
        test "$(duckdb -noheader -list -c "SELECT count(*) FROM 'results.parquet'")" = "$(wc -l <whole)"
}
check 'duckdb.sh: from a table to a table' duck
duck_bad() {
    begin duck && grep -av 'Client [567]0"' clients.ndjson | grep . >good && duckdb -c "COPY (FROM read_ndjson('good')) TO 'clients.parquet'" &&
        sh "$work/duckdb.sh" && test "$(wc -l <results.ndjson)" = 697 && test "$(grep -c '"status":"refused"' results.ndjson)" = 16
}
check 'duckdb.sh: bad profiles are refused alone' duck_bad
duck_killed() {
    cd "$work/table" && rm -f results.* && mkdir "$STATE/die" && ! sh "$work/duckdb.sh" && test ! -e results.ndjson && test ! -e results.parquet &&
        sh "$work/duckdb.sh" && without_places results.ndjson | cmp - whole
}
check 'duckdb.sh: a program that is killed leaves no results' duck_killed

# --- ClickHouse ---

click() {
    cd "$work/table" && mkdir -p "$work/session/user_scripts" && block engines.md advise.sh >"$work/session/user_scripts/advise.sh" &&
        chmod +x "$work/session/user_scripts/advise.sh" && block engines.md clickhouse.sql >"$work/clickhouse.sql" &&
        python "$root/tests/engines/run_clickhouse.py" "$work/session" "$work/clickhouse.sql" >rows
}
click_whole() { click && sed 's/"given":[0-9]*,//' whole | cmp - rows; }
check 'clickhouse.sql: the results are those of one run' click_whole
click_killed() { mkdir "$STATE/die" && ! click && test ! -e "$STATE/die"; }
check 'clickhouse.sql: a program that is killed is an error' click_killed
click_empty() { cd "$work/table" && sed "s|file('clients.parquet')|file('clients.parquet') WHERE false|" "$work/clickhouse.sql" >"$work/none.sql" &&
    test -z "$(python "$root/tests/engines/run_clickhouse.py" "$work/session" "$work/none.sql")"; }
check 'clickhouse.sql: no rows, no results' click_empty
echo "1..$number"
