#!/usr/bin/env python3
"""Usage: speed.py BUILD: advise and its peers on the same made-up rules and profiles; one table.

Whole runs are measured in CPU time, so that other work on the machine counts little, and evaluation by the clock, since a block takes less
than asking for CPU time does; what is compared takes turns, and medians are given. A peer for which other rules fire ends the run with an
error: how many do is compared for all profiles, and which ones for the first. A peer that is not installed is passed over, and named.
BENCH_WORKLOADS=30,100 runs these alone (lists-100, lists-1000, lists, paralegal, yaml, diff, explain and memory are names too), BENCH_ENGINES=CLIPS,cel-js
these rule engines alone, and BENCH_ENGINES= none.
"""
import itertools
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = os.path.abspath(sys.argv[1])
WORK = os.path.join(BUILD, 'bench')
MODULES = os.path.join(WORK, 'npm')
PARALEGAL = os.path.join(HERE, '../../rules/paralegal')
NPM = {'json-logic-engine': '5.0.7', 'json-rules-engine': '7.3.1', '@gorules/zen-engine': '0.54.0',
       'cel-js': '0.8.2', 'feelin': '8.2.0'}
# Rules, facts, profiles, and how many times the fastest rule engine the evaluation is to be.
WORKLOADS = [(30, 20, 100000, 10), (100, 50, 50000, 15), (1000, 50, 20000, 140), (10000, 50, 8192, 200),
             (100000, 50, 2048, None)]
# The same of rules on lists.
LIST_WORKLOADS = [(100, 20, 2000, 50), (1000, 20, 2000, 50)]
LIST_ENGINES = ['CLIPS', 'json-logic-engine', '@gorules/zen-engine']
TURNS = 5
ENOUGH = 64 << 20  # bytes that a whole run reads at least, so that start and load are the smaller part of it
LONGER = 4  # times as much is read for the comparison of threads
PATIENCE = 90  # seconds of the clock for one rule engine on one workload
skipped = []
slow = set()  # engines that are left out of larger workloads


def run(command, **more):
    """Runs a command to its end; gives seconds of CPU time, and its output."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if out.returncode != 0:
        raise RuntimeError(f'{" ".join(command)}: exit {out.returncode}\n{out.stderr[-2000:]}')
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, out.stdout


def batch(pack, profiles, jobs, *more, times=1):
    """Runs advise batch, which writes the best three with their scores, so many times at once; gives seconds of CPU time and of the clock."""
    start = time.monotonic()
    used = 0
    with open(os.devnull, 'w') as nothing:
        children = [subprocess.Popen([os.path.join(BUILD, 'advise'), 'batch', '--pack', pack, '--top', '3', '--jobs', str(jobs),
                                      *(more or ('--fields', 'score')), *profiles], stdout=nothing, stderr=nothing)
                    for _ in range(times)]
        for child in children:
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            used += usage.ru_utime + usage.ru_stime
    for child in children:
        if child.returncode != 0:
            raise RuntimeError(f'advise batch {profiles[0]}: exit {child.returncode}')
    return used, time.monotonic() - start


def built(name, command):
    """Compiles a helper; None, and a word about it, where that fails."""
    out = os.path.join(WORK, name)
    try:
        run(command + ['-o', out])
    except (OSError, RuntimeError):
        skipped.append(f'{name} (does not compile: make deps-bench)')
        return None
    return out


def has_engine(name):
    """Installs an npm engine where it is not there yet."""
    if not shutil.which('npm'):
        skipped.append(f'{name} (no npm)')
        return False
    if os.path.isdir(os.path.join(MODULES, 'node_modules', name)):
        return True
    os.makedirs(MODULES, exist_ok=True)
    try:
        run(['npm', 'install', '--no-audit', '--no-fund', f'{name}@{NPM[name]}'], cwd=MODULES, timeout=300)
    except (OSError, RuntimeError, subprocess.TimeoutExpired):
        skipped.append(f'{name} (npm could not install it)')
        return False
    return True


def rate(count):
    for unit, size in (('M', 1e6), ('k', 1e3)):
        if count >= size:
            return f'{count / size:.3g} {unit}'
    return f'{count:.3g}'


def line(of, what, value, note=''):
    print(f'{of:>10} | {what:<38} | {value:>16} | {note}', flush=True)


def expected(counts, profiles):
    """How many rules fire for the first profiles, taken in turn again and again."""
    used = counts[:20000]
    return profiles // len(used) * sum(used) + sum(used[:profiles % len(used)])


def commands_of(folder, clips, of_lists):
    """The rule engines that are wanted and there, each with its command."""
    chosen = os.environ.get('BENCH_ENGINES')
    able = LIST_ENGINES if of_lists else ['CLIPS', 'SWI-Prolog', *NPM]
    wanted = [engine for engine in able if chosen is None or engine in chosen.split(',')]
    script = os.path.join(HERE, 'peers', 'list_engines.mjs' if of_lists else 'engines.mjs')
    commands = {}
    for engine in wanted:
        if engine == 'CLIPS':
            if clips:
                commands[engine] = [clips, folder]
        elif engine == 'SWI-Prolog':
            if shutil.which('swipl'):
                commands[engine] = ['swipl', '-O', os.path.join(HERE, 'peers/prolog.pl'), folder]
            else:
                skipped.append('SWI-Prolog (make deps-bench)')
        elif has_engine(engine):
            commands[engine] = ['node', script, engine, folder, MODULES]
    return commands


def check_matches(name, folder, engine):
    """The rules that fire for the first profiles are ours, if the peer wrote which ones do."""
    ours, theirs = (os.path.join(folder, 'matches', os.path.basename(who)) for who in ('advise', engine))
    if not os.path.exists(theirs):
        return
    with open(ours) as first, open(theirs) as second:
        for number, (our, their) in enumerate(itertools.zip_longest(first, second)):
            if our != their:
                raise RuntimeError(f'for profile {number} of workload {name} other rules of {engine} fire:\n{their}ours:\n{our}')


def engines(name, folder, counts, commands):
    """The rule engines: prints a line each; gives the rates of evaluation and of whole runs."""
    rates, wholes = {}, {}
    for engine, command in commands.items():
        if engine in slow:
            continue
        try:
            _, out = run(command, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            line(name, engine, '-', f'gave no answer in {PATIENCE} seconds; left out from here on')
            slow.add(engine)
            continue
        load, profiles, took, matches, *whole = out.split()
        if int(matches) != (expected(counts, int(profiles)) if whole else sum(counts[:int(profiles)])):
            raise RuntimeError(f'{engine} finds {matches} matches over {profiles} profiles of workload {name}: not ours')
        check_matches(name, folder, engine)
        rates[engine] = int(profiles) / float(took)
        if whole:
            wholes[engine] = 1 / float(whole[0])
        note = f'compiling the rules {float(load) * 1e3:.0f} ms'
        line(name, engine, rate(rates[engine]) + '/s', note + (f'; whole {rate(wholes[engine])}/s' if whole else ''))
    for engine in rates:
        if len(rates) > 1 and rates[engine] < max(rates.values()) / 1000:
            line(name, engine, '-', 'a thousandth of the fastest: left out from here on')
            slow.add(engine)
    return rates, wholes


def whole_run(name, pack, profiles, count, size, peers, wholes):
    """Bytes in to bytes out, in turns with those that merely parse."""
    taken = {}
    again = -(-ENOUGH // size)
    first = os.path.join(WORK, 'first.ndjson')
    with open(profiles) as source, open(first, 'w') as out:
        out.write(source.readline())
    for _ in range(TURNS):
        taken.setdefault('one', []).append(batch(pack, [profiles] * again, 1)[0])
        taken.setdefault('usual', []).append(batch(pack, [profiles] * again, 1, '--fields', 'given,certainty,score')[0])
        taken.setdefault('start', []).append(batch(pack, [first], 1)[0])
        for jobs in (1, 2):
            cpu, clock = batch(pack, [profiles] * again * LONGER, jobs)
            taken.setdefault(f'{jobs} cpu', []).append(cpu)
            taken.setdefault(f'{jobs} clock', []).append(clock)
        taken.setdefault('both clock', []).append(batch(pack, [profiles] * again * LONGER, 1, times=2)[1])
        taken.setdefault('start clock', []).append(batch(pack, [first], 1)[1])
        for peer, command in peers.items():
            taken.setdefault(peer, []).append(float(run(command + [profiles])[1]))
    middle = {key: statistics.median(values) for key, values in taken.items()}
    alone = (middle['one'] - middle['start']) / again
    if alone * again < middle['start'] / 5:
        line(name, 'whole run, one thread', '-', f'too short beside start and load: {middle["start"] * 1e3:.0f} ms')
        return
    line(name, 'whole run, one thread', rate(count / alone) + '/s',
         f'{size / alone / 1e6:.0f} MB/s; start and load before it {middle["start"] * 1e3:.0f} ms')
    usual = (middle['usual'] - middle['start']) / again
    line(name, '  with certainties and how many are given', rate(count / usual) + '/s', f'{size / usual / 1e6:.0f} MB/s')
    for peer in peers:
        goal = {'jansson': ', goal 10', 'simdjson': ', goal 0.5'}.get(peer, '')
        line(name, f'  {peer} over the same lines', f'{size / middle[peer] / 1e6:.0f} MB/s',
             f'whole run is {middle[peer] / alone:.2f} times as fast{goal}')
    if wholes:
        best = max(wholes, key=wholes.get)
        line(name, f'  fastest peer, whole: {best}', rate(wholes[best]) + '/s',
             f'whole run is {count / alone / wholes[best]:.1f} times as fast, goal 4')
    start = middle['start clock']
    one = middle['1 clock'] - start
    line(name, '  two threads', f'{one / (middle["2 clock"] - start):.2f} times',
         f'by the clock, {LONGER} times as many profiles, without start and load, goal 1.7; CPU time '
         f'{middle["2 cpu"] / middle["1 cpu"]:.2f} times; load of the machine {os.getloadavg()[0]:.1f}')
    line(name, '  two runs side by side', f'{2 * one / (middle["both clock"] - start):.2f} times',
         'of one thread each: what these two processors do of the same work where nothing is shared')


def row_width(folder):
    """How many doubles a row of the workload has: see tests/support/list_workload.h."""
    with open(os.path.join(folder, 'layout')) as lines:
        facts, *lists = (text.split() for text in lines)
    return len(facts) + sum(1 + int(most) * len(fields) for _, most, *fields in lists)


def workload(name, rules, facts, profiles, goal, peers, clips):
    """One workload; gives the rate of evaluation."""
    folder = os.path.join(WORK, name)
    of_lists = name.startswith('lists-')
    shutil.rmtree(folder, ignore_errors=True)
    run([os.path.join(BUILD, 'tests/bench', 'generate_list_rules' if of_lists else 'generate_rules'), folder, str(rules), str(facts),
         str(profiles), '1'])
    ndjson = os.path.join(folder, 'profiles.ndjson')
    has_peers = rules <= 10000
    if has_peers:
        source = os.path.join(folder, 'rules.c')
        took, _ = run(['gcc', '-O2', '-shared', '-fPIC', '-o', os.path.join(folder, 'rules.so'), source])
        run(['gcc', '-DEACH', '-shared', '-fPIC', '-o', os.path.join(folder, 'each.so'), source])
    _, out = run([os.path.join(BUILD, 'tests/bench/measure_evaluation'), folder] + ([str(row_width(folder))] if has_peers else []))
    ours = {key: float(value) for key, value in (pair.split() for pair in out.splitlines())}
    with open(os.path.join(folder, 'counts')) as lines:
        counts = [int(text) for text in lines]
    evaluation = ours['profiles'] / ours['evaluate']
    line(name, 'advise: evaluation, ranking', rate(evaluation) + '/s',
         f'{ours["matches"] / ours["profiles"]:.1f} matches a profile; load {ours["load"] * 1e3:.1f} ms, '
         f'plan {ours["plan"] * 1e3:.1f} ms')
    line(name, '  the best three only', rate(ours['profiles'] / ours['best']) + '/s', 'not counting what is given in all')
    line(name, 'advise: lines to columns', f'{ours["bytes"] / ours["read"] / 1e6:.0f} MB/s',
         f'{rate(ours["profiles"] / ours["read"])}/s')
    rates, wholes = {}, {}
    if has_peers:
        if ours['compiled_matches'] != ours['matches']:
            raise RuntimeError(f'the rules compiled to C find {ours["compiled_matches"]} matches, not {ours["matches"]}')
        check_matches(name, folder, 'C')
        line(name, 'rules compiled to C, counting', rate(ours['profiles'] / ours['compiled']) + '/s',
             f'advise is {ours["compiled"] / ours["evaluate"]:.1f} times as fast{"" if of_lists else ", goal 1"}; '
             f'gcc -O2 takes {took:.1f} s')
        rates, wholes = engines(name, folder, counts, commands_of(folder, clips, of_lists))
    if rates:
        best = max(rates, key=rates.get)
        line(name, f'  fastest rule engine: {best}', rate(rates[best]) + '/s',
             f'advise is {evaluation / rates[best]:.1f} times as fast, goal {goal}')
    whole_run(name, os.path.join(folder, 'pack'), ndjson, profiles, os.path.getsize(ndjson), peers, wholes)
    return evaluation


def paralegals(peers):
    path = made_up_paralegals('paralegals.ndjson', 100000)
    whole_run('paralegal', PARALEGAL, path, 100000, os.path.getsize(path), peers, {})


def yaml(peers):
    """Documents of YAML, beside libyaml that merely gives its events."""
    pack = os.path.join(WORK, '30/pack')
    path, first = os.path.join(WORK, 'profiles.yaml'), os.path.join(WORK, 'first.yaml')
    with open(os.path.join(WORK, '30/profiles.ndjson')) as source, open(path, 'w') as out:
        for number, text in zip(range(30000), source):
            out.write('---\n' + ''.join(f'{key}: {json.dumps(value)}\n' for key, value in json.loads(text).items()))
    with open(path) as source, open(first, 'w') as out:
        out.write(source.read(4096).split('---\n')[1])
    taken = {'whole': [], 'start': [], 'libyaml': []}
    for _ in range(TURNS):
        taken['whole'].append(batch(pack, [path], 1)[0])
        taken['start'].append(batch(pack, [first], 1)[0])
        if peers:
            taken['libyaml'].append(float(run([peers['memchr'][0], 'libyaml', path])[1]))
    size = os.path.getsize(path)
    alone = statistics.median(taken['whole']) - statistics.median(taken['start'])
    line('30', 'YAML, one thread', rate(30000 / alone) + '/s', f'{size / alone / 1e6:.0f} MB/s')
    if peers:
        events = statistics.median(taken['libyaml'])
        line('30', '  libyaml, events alone', f'{size / events / 1e6:.0f} MB/s',
             f'whole run is {events / alone:.2f} times as fast, goal 0.8')


def peak(pack, profiles, *more):
    """The most MiB of advise batch. A child is charged with what its parent held, so that the parent has to be small."""
    small = ('import os, sys\npid = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, '
             'file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])\n'
             '_, status, usage = os.wait4(pid, 0)\nprint(usage.ru_maxrss / 1024)\nsys.exit(status != 0)')
    _, out = run([sys.executable, '-S', '-E', '-c', small, os.path.join(BUILD, 'advise'), 'batch', '--pack', pack, *more, profiles])
    return float(out)


def memory():
    few = os.path.join(WORK, '30/profiles.ndjson')
    pack = os.path.join(WORK, '30/pack')
    peaks = []
    for count in (10000, 100000, 1000000):
        path = os.path.join(WORK, 'memory.ndjson')
        with open(few) as source, open(path, 'w') as out:
            lines = source.readlines()
            for _ in range(max(1, count // len(lines))):
                out.writelines(lines[:count])
        peaks.append(f'{peak(pack, path, "--top", "3", "--jobs", "2"):.1f} MiB')
        os.remove(path)
    line('30', 'memory at 10^4, 10^5, 10^6 records', '', ', '.join(peaks) + ' at most (two threads)')


def made_up_paralegals(name, count):
    path = os.path.join(WORK, name)
    with open(path, 'w') as out:
        subprocess.run([os.path.join(BUILD, 'tests/bench/generate_profiles'), str(count), '1'], stdout=out, check=True)
    return path


def explain():
    """All that is said of each record: memory by the number of threads."""
    path = made_up_paralegals('explained.ndjson', 3000)
    peaks = [f'{jobs}: {peak(PARALEGAL, path, "--explain", "--jobs", str(jobs)):.0f} MiB' for jobs in (1, 2, 16)]
    line('paralegal', '--explain, memory by threads', '', ', '.join(peaks))


def diff():
    """Two packs over one cohort: the paralegal pack, and the same with another certainty, so that some are advised differently."""
    path = made_up_paralegals('compared.ndjson', 60000)
    changed = os.path.join(WORK, 'changed')
    shutil.rmtree(changed, ignore_errors=True)
    shutil.copytree(PARALEGAL, changed)
    with open(os.path.join(changed, 'growing.yaml')) as file:
        text = file.read()
    with open(os.path.join(changed, 'growing.yaml'), 'w') as file:
        file.write(text.replace('certainty: 0.6\n', 'certainty: 0.65\n', 1))
    taken = {}
    for _ in range(3):
        taken.setdefault('batch', []).append(batch(PARALEGAL, [path], 1)[0])
        for jobs in (1, 2):
            start = time.monotonic()
            used, out = run([os.path.join(BUILD, 'advise'), 'diff', '--jobs', str(jobs), '--format', 'json', PARALEGAL, changed, path])
            taken.setdefault(f'{jobs} cpu', []).append(used)
            taken.setdefault(f'{jobs} clock', []).append(time.monotonic() - start)
    best = {key: min(values) for key, values in taken.items()}
    line('paralegal', 'advise diff, one thread', rate(60000 / best['1 cpu']) + '/s',
         f'{best["batch"] / best["1 cpu"]:.2f} of the rate of advise batch --top 3 --fields score, goal 0.33')
    line('paralegal', '  two threads', f'{best["1 clock"] / best["2 clock"]:.2f} times', 'by the clock, goal 1.7')


def main():
    os.makedirs(WORK, exist_ok=True)
    peer = os.path.join(HERE, 'peers')
    lines = built('parse_lines', ['gcc', '-O2', os.path.join(peer, 'parse_lines.c'), '-ljansson', '-lyajl', '-lyaml'])
    simdjson = built('parse_simdjson', ['g++', '-O2', '-march=native', '-std=c++17',
                                        os.path.join(peer, 'parse_simdjson.cc'), '-lsimdjson'])
    clips = built('clips', ['gcc', '-O2', os.path.join(peer, 'clips.c'), '-lclips', '-lm'])
    peers = {how: [lines, how] for how in ('memchr', 'yajl', 'jansson')} if lines else {}
    if simdjson:
        peers['simdjson'] = [simdjson]
    wanted = os.environ.get('BENCH_WORKLOADS')
    cpu = next((text.split(':')[1].strip() for text in open('/proc/cpuinfo') if text.startswith('model name')), '?')
    print(f'{cpu}, {os.cpu_count()} processors, {platform.system()} {platform.release()}; CPU time, medians')
    line('rules', 'what', 'rate', 'remarks')
    rates = {}
    for rules, *more in WORKLOADS:
        if wanted is None or str(rules) in wanted.split(','):
            rates[rules] = workload(str(rules), rules, *more, peers, clips)
    if 100 in rates and 10000 in rates:
        line('10000', 'cost of a profile over that at 100', f'{rates[100] / rates[10000]:.1f} times', 'goal 20')
    for rules, *more in LIST_WORKLOADS:
        name = f'lists-{rules}'
        if wanted is None or name in wanted.split(',') or 'lists' in wanted.split(','):
            workload(name, rules, *more, peers, clips)
    if wanted is None or 'paralegal' in wanted:
        paralegals(peers)
    if wanted is None or 'yaml' in wanted:
        yaml(peers)
    if wanted is None or 'diff' in wanted:
        diff()
    if wanted is None or 'explain' in wanted:
        explain()
    if wanted is None or 'memory' in wanted:
        memory()
    for text in dict.fromkeys(skipped):
        print(f'passed over: {text}')


try:
    main()
except RuntimeError as error:
    sys.exit(f'speed.py: {error}')
