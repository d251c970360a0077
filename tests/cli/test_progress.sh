#!/bin/sh
# A long run shows its progress, with rate and remaining time, on standard error if that is a terminal, and nowhere else. The results are read
# slowly, so that the run takes long enough to show something.
set -u
build=${ADVISE_BUILD:-$PWD/build}
if ! python3 -c 'import pty, select' 2>/dev/null; then
    echo 'ok 1 - progress # SKIP python3 is not there'
    echo 1..1
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 - "$build/advise" "$folder" <<'END'
import os, pty, re, subprocess, sys, threading, time

program, folder = sys.argv[1:]
cohort = os.path.join(folder, 'cohort.ndjson')
with open(cohort, 'w') as file:
    file.write('{"n": 1}\n' * 20000)
failures = count = 0


def check(name, good, seen=''):
    global failures, count
    count += 1
    failures += not good
    print('ok' if good else 'not ok', count, '-', name)
    if not good:
        print('# ' + repr(seen[-500:]))


def read_all(fd, into, slowly):
    while True:
        try:
            part = os.read(fd, 1 << 16)
        except OSError:  # the terminal's other end is closed
            part = b''
        if not part:
            return
        into.append(part)
        if slowly and len(into) <= 4:
            time.sleep(0.1)


def run(*more, results='pipe', errors='terminal', given=cohort, stdin=None):
    """What arrives on both streams. Results are read slowly."""
    command = [program, 'batch', '--pack', 'tests/packs/diff-old', '--as-of', '2026-01-31', '--jobs', '2', *more, given]
    mine, its = pty.openpty()
    got, written = os.pipe()
    side, said = os.pipe()
    child = subprocess.Popen(command, stdin=stdin, stdout=written if results == 'pipe' else its,
                             stderr=its if errors == 'terminal' else said)
    for fd in (its, written, said):
        os.close(fd)
    texts = {mine: [], got: [], side: []}
    slow = got if results == 'pipe' else mine
    readers = [threading.Thread(target=read_all, args=(fd, texts[fd], fd == slow)) for fd in texts]
    for reader in readers:
        reader.start()
    assert child.wait() == 0, command
    for reader in readers:
        reader.join()
    return [b''.join(texts[fd]).decode() for fd in (mine, got, side)]


terminal, out, _ = run()
line = r'\r\x1b\[K\d+ profiles, \d+ a second, \d+ %, \d+ s left'
check('it says how many, how fast, and how long yet', re.match(line, terminal), terminal)
check('and takes that away in the end', re.fullmatch(f'({line})+' + r'\r\x1b\[K', terminal), terminal)
check('all results arrive', out.count('\n') == 20000, out)
with open(cohort) as stdin:
    cat = subprocess.Popen(['cat'], stdin=stdin, stdout=subprocess.PIPE)
    terminal, _, _ = run(given='-', stdin=cat.stdout)
    cat.wait()
check('of a pipe it is not known how much is left', re.match(r'\r\x1b\[K\d+ profiles, \d+ a second\r', terminal), terminal)
terminal, out, side = run(errors='pipe')
check('nothing is said where standard error is no terminal', terminal == side == '', side)
terminal, _, _ = run('--quiet')
check('nor where quiet is asked for', terminal == '', terminal)
terminal, _, _ = run(results='terminal')
check('nor between results on the same terminal', '\x1b' not in terminal and terminal.count('\n') == 20000, terminal)
print(f'1..{count}')
sys.exit(failures > 0)
END
