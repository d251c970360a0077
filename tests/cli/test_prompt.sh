#!/bin/sh
# Talks to the prompt of `advise feel` over a pseudo-terminal. Prints TAP.
set -u

build=${ADVISE_BUILD:-$PWD/build}
if ! python3 -c 'import pty, select' 2>/dev/null; then
    echo '1..1'
    echo 'ok 1 # SKIP python3 has the pseudo-terminal, and is not here'
    exit 0
fi
# libedit does not free the names of functions that are added to it.
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/talk.py" <<'PYTHON'
import os, pty, re, select, signal, stat, sys, termios, time

PATIENCE = 60  # seconds for one answer: ample, for the machine may be busy or stand still for a while
program, work = sys.argv[1], sys.argv[2]
number = 0


def check(name, good, shown=''):
    global number
    number += 1
    print(('ok' if good else 'not ok'), number, '-', name, flush=True)
    if not good:
        print('# ' + repr(shown[-2000:]), flush=True)


class Session:
    def __init__(self, *arguments):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM='xterm', XDG_STATE_HOME=work + '/state', NO_COLOR='1', LC_ALL='C.UTF-8')
            os.execv(program, [program, 'feel', *arguments])
        self.until('feel> ')

    def give_up(self, waited_for, shown):
        """Stops here: later answers would be out of step with what was typed."""
        os.kill(self.pid, signal.SIGKILL)
        check('waited for %r' % waited_for, False, shown)
        sys.exit(1)

    def until(self, text=None):
        """What is printed up to and with `text`, or what a pattern finds, or the end: as a terminal without cursor movement would show
        it."""
        given, out, deadline = b'', '', time.monotonic() + PATIENCE
        while not (text.search(out) if isinstance(text, re.Pattern) else text and text in out):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.terminal], [], [], left)[0]:
                self.give_up(text, out)
            try:
                part = os.read(self.terminal, 65536)
            except OSError:  # all have closed the other end
                part = b''
            if not part and text:
                self.give_up(text, out)
            if not part:
                break
            given += part
            out = re.sub('\x1b\\[[0-9;?]*[A-Za-z]', '', given.decode(errors='replace'))
        return out

    def press(self, keys):
        """Types once the program has taken over the terminal, which would make something else of them before."""
        deadline = time.monotonic() + PATIENCE
        while termios.tcgetattr(self.terminal)[3] & termios.ICANON:
            if time.monotonic() > deadline:
                self.give_up('editing', '')
            time.sleep(0.001)
        os.write(self.terminal, keys.encode())

    def say(self, keys, until='feel> '):
        self.press(keys)
        return self.until(until)

    def end(self, keys='\x04'):
        self.press(keys)
        self.until()
        return os.waitpid(self.pid, 0)[1]


with open(work + '/context.yaml', 'w') as file:
    file.write('firm: {size: small, seats left: 4}\n')

s = Session()
out = s.say('1 + 2\r')
check('an expression gives its value', '\n3\r\n' in out, out)
out = s.say('zz\r')
check('an unknown name is null with a warning', "unknown name 'zz'" in out and 'null\r\n' in out, out)
out = s.say(':let my name = 4\r')
out = s.say('my name * 10\r')
check(':let gives a name of several words a value', '\n40\r\n' in out, out)
out = s.say('my na\t + 1\r')
check('tab completes a name of several words', '\n5\r\n' in out, out)
out = s.say('string jo\t["a", "b"], "-")\r')
check('tab completes a built-in function', '\n"a-b"\r\n' in out, out)
out = s.say('string l\t\t', re.compile(r'string l\r?ength\('))
check('tab completes as far as all agree', 'string length(' in out.replace('\r', ''), out)
given_up = re.compile(r'\^C\s+feel> ')
s.say('\x03', given_up)
out = s.say('day of \t\t', 'feel> day of ')  # the line stands again below the list
check('and lists what may follow', 'day of week(' in out and 'day of year(' in out, out)
out = s.say('\x03', given_up)
check('Ctrl-C gives the line up', '^C' in out, out)
out = s.say('[1,\r', '  ... ')
check('input continues while a bracket is open', '  ... ' in out, out)
out = s.say('2]\r')
check('and ends where it is closed', '[1, 2]' in out, out)
out = s.say('"a\r', '  ... ')
out = s.say('b"\r')
check('a string may go over lines', '"a\\nb"' in out, out)
out = s.say(']1..3]\r')
check('a range with a bracket turned round is whole', '(1..3]' in out, out)
out = s.say('(1\r', '  ... ')
out = s.say('\r')
check('an empty line ends the input in any case', 'error: expected' in out, out)
out = s.say(':load ' + work + '/context.yaml\r')
out = s.say('firm.\t\t', 'feel> firm.s')
check('after a point tab lists the entries', 'seats left' in out and 'size' in out, out)
out = s.say('e\t\r')
check('and completes them', '\n4\r\n' in out, out)
out = s.say(':load /none\r')
check(':load says what it cannot read', '/none: there is no such file' in out, out)
out = s.say(':type 1 + 1\r')
check(':type says the static type', '\nnumber\r\n' in out, out)
out = s.say(':explain 1 + my name\r')
check(':explain shows the parts', '  my name    4' in out, out)
out = s.say(':functions modulo\r')
check(':functions searches', 'modulo(dividend, divisor)' in out and 'substring' not in out, out)
out = s.say(':functions nothing at all\r')
check(':functions says that there is none', 'no built-in function mentions' in out, out)
out = s.say(':let if = 3\r')
check(':let refuses a keyword', "'if' is no name" in out, out)
out = s.say(':let 3\r')
check(':let says how it is written', 'write :let NAME = EXPRESSION' in out, out)
out = s.say(':nonsense\r')
check('an unknown command is named', 'there is no command :nonsense' in out, out)
out = s.say(':help\r')
check(':help lists the commands', ':explain EXPRESSION' in out, out)
check('Ctrl-D ends with success', s.end() == 0)
history = work + '/state/advise/feel_history'
check('the history is kept for its owner alone', stat.S_IMODE(os.stat(history).st_mode) == 0o600)

s = Session('--let', 'x=7', '--explain', '-q')
out = s.say('x + 1\r')
check('options hold at the prompt', 'x + 1  8' in out and '  x    7' in out, out)
out = s.say('\x1b[A\x1b[A\r')
check('the arrow recalls what an earlier session was told', ':explain EXPRESSION' in out, out)
check(':quit ends with success', s.end(':quit\r') == 0)
print('1..%d' % number)
PYTHON
python3 "$work/talk.py" "$build/advise" "$work"
