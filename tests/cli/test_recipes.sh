#!/bin/sh
# shellcheck disable=SC1091,SC2030,SC2031,SC2086,SC2119,SC2120,SC2154
# Runs the recipes of docs/scale.md as they are written: undisturbed, with runs that are killed, and with files of another run.
# Prints TAP.
set -u
export LC_ALL=C

build=${ADVISE_BUILD:-$PWD/build}
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" REAL_ADVISE="$build/advise" DEATHS="$work/deaths"
. tests/support/check.sh
. tests/support/block.sh

# Stands in for a command. For each shard I it dies in the middle once if $DEATHS/I exists: it may then write 512 bytes only.
mkdir "$work/bin" "$work/dying" "$DEATHS"
ln -s "$build/advise" "$work/bin/advise"
cat >"$work/dying/advise" <<'END'
#!/bin/sh
for word; do
    case $word in
    [0-9]*/[0-9]*)
        if rmdir "$DEATHS/${word%/*}" 2>/dev/null; then
            ulimit -c 0
            ulimit -f 1
        fi
        ;;
    esac
done
exec "$REAL_ADVISE" "$@"
END
chmod +x "$work/dying/advise"
PATH=$work/bin:$PATH

# Profiles as NDJSON: some are refused, some are blank lines.
profiles() {
    awk -v count="$1" 'BEGIN {
        for (i = 1; i <= count; i++) {
            if (i % 67 == 0) print ""
            if (i % 41 == 0) print "no profile"
            else if (i % 43 == 0) printf "{\"name\": \"Client %d\", \"hours_per_week\": \"ma\303\261ana\"}\n", i
            else printf "{\"name\": \"Client %d\", \"years_experience\": %d, \"satisfaction\": \"content\", \"hours_per_week\": %d}\n", i, i % 30, 10 + i % 50
        }
    }'
}

# Results without line numbers, which start again in each shard.
without_lines() { sed 's/"line":[0-9]*//g' "$1"; }

# Starts again in an empty folder, with 700 profiles and what a single run says of them.
begin() {
    rm -rf "$work/run" "$DEATHS"
    mkdir "$work/run" "$DEATHS"
    cd "$work/run" || exit 1
    profiles 700 >clients.ndjson
    advise batch -q "$@" clients.ndjson -o whole.ndjson 2>/dev/null
    test $? = 4
}

are_whole() {
    without_lines whole.ndjson >"$work/whole"
    without_lines results.ndjson | cmp - "$work/whole" && test "$(wc -l <whole.ndjson)" = 700 && test ! -e part-1.ndjson.run
}

halves() {
    begin && {
        echo 'name,years_experience,satisfaction,hours_per_week'
        awk 'BEGIN { for (i = 1; i < 90; i++) printf "\"Client, %d\",%s,content,%d\r\n", i, i % 20 ? i % 30 : "many", i % 60 }'
    } >clients.csv && block scale.md halves.sh >"$work/halves.sh" && sh "$work/halves.sh" &&
        { advise batch -q clients.csv -o whole.ndjson || test $? = 4; } &&
        without_lines whole.ndjson >a && without_lines results.ndjson | cmp - a && test "$(wc -l <a)" = 89
}
check 'two halves of a table, joined, are the whole' halves

# In the folder of the halves.
summaries() {
    block scale.md summaries.sh >"$work/summaries.sh" && sh "$work/summaries.sh" &&
        { advise batch -q clients.csv -o whole.ndjson --summary whole.json --by satisfaction || test $? = 4; } &&
        cmp whole.json summary.json && grep -q '"value":"content"' summary.json && grep -q '<h3>content</h3>' summary.html
}
check 'the summaries of two halves, joined, are that of the whole' summaries

# recipe NAME: takes it from the document, with 6 shards instead of 64.
recipe() { block scale.md "$1" | sed 's/\([-/ ]\)64\b/\16/g' >"$work/$1" && ! grep -q 64 "$work/$1"; }

xargs_whole() { begin && recipe xargs.sh && sh "$work/xargs.sh" && are_whole; }
check 'xargs runs the shards of a file' xargs_whole

# Shards die while their parts of an earlier run are still there: nothing is joined. The second time all is well.
xargs_dying() {
    begin && mkdir "$DEATHS/3" "$DEATHS/8" && cp whole.ndjson part-3.ndjson && cp whole.ndjson part-8.ndjson &&
        ! PATH=$work/dying:$PATH sh "$work/xargs.sh" &&
        test -z "$(ls "$DEATHS")" && test ! -e results.ndjson && PATH=$work/dying:$PATH sh "$work/xargs.sh" && are_whole
}
check 'xargs joins nothing where a shard died, and all the next time' xargs_dying

fewer() {
    begin && profiles 3 >clients.ndjson && sh "$work/xargs.sh" && advise batch clients.ndjson | cmp - results.ndjson &&
        test "$(cat part-*.ndjson | wc -l)" = 3
}
check 'there may be more shards than profiles' fewer

if parallel --version 2>/dev/null | grep -q '^GNU parallel'; then
    # Here, and in this folder.
    local_parallel() {
        recipe parallel.sh &&
            sed "s|--sshlogin a,b,c|--sshlogin :|; s|/srv/cohort|$work/run|g" "$work/parallel.sh" >parallel.sh &&
            test "$(grep -c "sshlogin : --workdir $work/run" parallel.sh)" = 1
    }
    parallel_whole() { begin && local_parallel && sh parallel.sh && are_whole; }
    check 'GNU parallel runs the shards of a file' parallel_whole
    parallel_dying() {
        begin && mkdir "$DEATHS/1" "$DEATHS/4" "$DEATHS/6" && local_parallel && PATH=$work/dying:$PATH sh parallel.sh &&
            test -z "$(ls "$DEATHS")" && are_whole
    }
    check 'GNU parallel runs those again that died' parallel_dying
    parallel_broken() {
        begin && for i in $(seq 6); do cp whole.ndjson part-$i.ndjson; done && rm clients.ndjson && local_parallel && ! sh parallel.sh &&
            test ! -e results.ndjson
    }
    check 'GNU parallel joins nothing where shards cannot be had' parallel_broken
else
    skip 'GNU parallel is not installed: make deps'
fi

# --- Slurm: its variables, and one process a task ---

task() {
    env SLURM_ARRAY_TASK_ID="$1" SLURM_CPUS_PER_TASK=4 "$work/shards.sh"
}
slurm_scripts() { recipe shards.sh && recipe merge.sh && recipe submit.sh && chmod +x "$work/shards.sh" "$work/merge.sh"; }

# How many tasks Slurm is told of.
array() { sed -n 's/^#SBATCH --array=1-\([0-9]*\)$/\1/p' "$work/shards.sh"; }

slurm_whole() {
    begin && slurm_scripts && test "$(array)" = 6 &&
        for i in $(seq 6); do task "$i" || return 1; done && "$work/merge.sh" && are_whole && test -z "$(ls ./*.run 2>/dev/null)"
}
check 'the tasks of a Slurm array run the shards of a file' slurm_whole

slurm_again() {
    cp part-5.ndjson before && task 5 && cmp part-5.ndjson before && "$work/merge.sh" && are_whole
}
check 'a task that is run again after its end does nothing' slurm_again

# Some tasks die with a part of their results written, and some at any moment.
slurm_dying() {
    begin && mkdir "$DEATHS/2" "$DEATHS/4" "$DEATHS/6" || return 1
    for i in $(seq 6); do
        (PATH=$work/dying:$PATH && task "$i") || echo "$i" >>died
    done
    test "$(tr '\n' ' ' <died)" = '2 4 6 ' && test "$(wc -c <part-4.ndjson)" = 512 && test -e part-4.ndjson.run &&
        ! "$work/merge.sh" && test ! -e results.ndjson && rm part-5.ndjson || return 1
    for delay in 0.01 0.02 0.03 0.05; do
        timeout -s KILL $delay env SLURM_ARRAY_TASK_ID=5 SLURM_CPUS_PER_TASK=1 "$work/shards.sh"
    done
    for i in 5 $(cat died); do task "$i" || return 1; done
    "$work/merge.sh" && are_whole && test -z "$(ls ./*.run 2>/dev/null)"
}
check 'tasks that died go on behind their last complete line' slurm_dying

# Slurm reads the size of the array from the first script, and starts the second one after it.
submit() {
    mkdir slurm && cat >slurm/sbatch <<'END'
#!/bin/sh
echo "$*" >>submitted
case $1 in
--parsable) echo 4711 ;;
esac
END
    chmod +x slurm/sbatch && PATH=$PWD/slurm:$PATH sh "$work/submit.sh" &&
        printf '%s\n' '--parsable shards.sh' '--dependency=afterok:4711 merge.sh' | cmp - submitted
}
check 'the joining is submitted behind the array' submit

echo "1..$number"
