#!/bin/sh
# Holds interviews over a pseudo-terminal, as a person at it would: with typing mistakes that are mended, in a window that is made narrower,
# cut off by Ctrl-C, by closing the window and by SIGKILL, and gone on with. Prints TAP.
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
import fcntl, os, pty, re, select, signal, stat, struct, sys, termios, time

PATIENCE = 60  # seconds for one answer: ample, for the machine may be busy or stand still for a while
program, work, root = sys.argv[1:4]
number = 0


def check(name, good, shown=''):
    global number
    number += 1
    print(('ok' if good else 'not ok'), number, '-', name, flush=True)
    if not good:
        print('# ' + repr(shown[-2000:]), flush=True)


class Session:
    def __init__(self, *arguments, columns=80):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(work)
            os.environ.update(TERM='xterm', NO_COLOR='1', LC_ALL='C.UTF-8')
            os.execv(program, [program, 'ask', '--as-of', '2026-01-31', *arguments])
        self.resize(columns)
        self.shown = self.until('\n> ')

    def resize(self, columns):
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))

    def give_up(self, waited_for, shown):
        """Stops here: later answers would be out of step with what was typed."""
        os.kill(self.pid, signal.SIGKILL)
        check('waited for %r' % waited_for, False, shown)
        print('1..%d' % number)
        sys.exit(1)

    def until(self, text=None):
        """What is printed up to and with `text`, or the end, as a terminal without cursor movement would show it."""
        given, out, deadline = b'', '', time.monotonic() + PATIENCE
        while not (text and text in out):
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
            out = re.sub('\x1b\\[[0-9;?]*[A-Za-z]', '', given.decode(errors='replace')).replace('\r', '')
        return out

    def press(self, keys):
        """Types once the program has taken over the terminal, which would make something else of them before."""
        deadline = time.monotonic() + PATIENCE
        while termios.tcgetattr(self.terminal)[3] & termios.ICANON:
            if time.monotonic() > deadline:
                self.give_up('editing', '')
            time.sleep(0.001)
        os.write(self.terminal, keys.encode())

    def say(self, keys, until='\n> '):
        self.press(keys)
        self.shown = self.until(until)
        return self.shown

    def reach(self, question):
        """Skips what is asked before the question: the order of questions is not what is tested here."""
        for turn in range(20):
            if question in self.shown:
                return self.shown
            self.say('skip\r')
        self.give_up(question, self.shown)

    def end(self, keys='\x04'):
        self.press(keys)
        self.shown = self.until()
        return os.waitpid(self.pid, 0)[1]

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)


def text(path):
    with open(os.path.join(work, path)) as file:
        return file.read()


PACK = ('--pack', root + '/tests/packs/interview')

# A person who types as people do.
s = Session('me.yaml', *PACK)
check('it begins with what it does, and a question', 'Nothing leaves this' in s.shown and '?' in s.shown, s.shown)
s.reach('How large is your office?')
out = s.say('smal\x7f\x7f\x7f\x7fmedum\x7f\x7fium\r')
check('a line is edited before it counts', 'size: medium\n' in text('me.yaml'), out)
mode = stat.S_IMODE(os.stat(work + '/me.yaml').st_mode)
check('the file is for its owner alone', mode == 0o600, oct(mode))
out = s.say('edit 1\r')
out = s.say('huge\r')
check('what is not understood is asked for again, with what would do', 'small, medium' in out and 'medium' in text('me.yaml'), out)
out = s.say('all\x01sm\r')
check('keys move within the line', 'size: small\n' in text('me.yaml'), out)
out = s.say('back\r')
check('back takes it back, in the file too', 'size: medium\n' in text('me.yaml'), out)

# A window that is made narrower while the question waits.
s = Session('hours.yaml', *PACK)
s.reach('How many hours')
s.resize(50)
out = s.say('?\r')
lines = [line for line in out.split('\n') if not line.startswith('> ')]
check('a narrow window is wrapped to', all(len(line) <= 50 for line in lines), out)
out = s.say('60\r')
check('and answers go on', 'hours: 60\n' in text('hours.yaml'), out)
s.resize(100)
out = s.say('help\r')
check('a wider one is used too', any(len(line) > 50 for line in out.split('\n')), out)

# Ctrl-C: first it discards what was begun, then it ends.
out = s.say('xyz\x03')
check('Ctrl-C discards the line', '^C' in out, out)
before = text('hours.yaml')
check('and on an empty line ends, with success', s.end('\x03') == 0, s.shown)
check('it says how to go on', "'advise ask hours.yaml'" in s.shown.replace('\n', ' '), s.shown)
check('the answers are in the file', text('hours.yaml') == before)

# Killed between answers, and gone on with.
s = Session('hours.yaml', *PACK)
check('a second run goes on', '1 answer already' in s.shown and 'How many hours do' not in s.shown, s.shown)
s.reach('Which skills')
s.say('drafting, filing\r')
before = text('hours.yaml')
s.kill()
check('SIGKILL loses nothing', text('hours.yaml') == before and 'drafting' in before, before)
s = Session('hours.yaml', *PACK)
check('and the next run goes on after the last answer', '2 answers already' in s.shown, s.shown)
s.reach('How large')
out = s.say("don't know\r")
check('what is not known is kept', 'not_known: [size]' in text('hours.yaml'), out)
os.close(s.terminal)  # the window is closed
os.waitpid(s.pid, 0)
check('a closed window loses nothing', 'not_known: [size]' in text('hours.yaml'))
s = Session('hours.yaml', *PACK)
asked = s.shown
for turn in range(20):
    if 'no more questions' in asked or 'Nothing that you could' in asked:
        break
    asked += s.say('skip\r')
check('and what is not known is not asked again', '3 answers already' in asked and 'How large' not in asked, asked)
check('Ctrl-D ends with success', s.end() == 0, s.shown)
left = [name for name in os.listdir(work) if 'advise-part' in name]
check('no part of a file is left', left == [], repr(left))

# A text of several lines, and a file that is chosen at the beginning.
os.makedirs(work + '/other')
s = Session(*PACK)
check('without a name the file is asked for', 'In which file' in s.shown, s.shown)
out = s.say('other/mine.yaml\r')
check('and used', 'other/mine.yaml' in out, out)
s.reach('Which memos')
s.say('Vega\r')
s.reach('What does it say')
s.say('We looked at it.\r', '\n. ')
s.say('Twice\x03', '\n> ')
check('Ctrl-C discards the whole text', 'looked' not in text('other/mine.yaml'), s.shown)
s.say('We looked at it.\r', '\n. ')
s.say('Twice.\r', '\n. ')
s.say('.\r')
check('a text goes over lines', 'We looked at it.' in text('other/mine.yaml') and 'Twice.' in text('other/mine.yaml'), text('other/mine.yaml'))
s.kill()
print('1..%d' % number)
PYTHON
python3 "$work/talk.py" "$build/advise" "$work" "$PWD"
