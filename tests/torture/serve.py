"""The local page's server while calls of the system fail and memory ends: a request is answered as ever or refused, nothing is left of it, and
the next one is answered. TORTURE=all tries every call, TORTURE=PATH those of one path; else some, by TEST_SEED."""
import errno, json, mmap, os, random, struct, sys, tempfile, time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'serve'))
from client import Server, Tests, parse

build = os.environ.get('ADVISE_BUILD', os.path.join(os.getcwd(), 'build'))
shim = os.path.join(build, 'failing_server.so')
MEMORY, RECEIVE, SEND, ACCEPT, WAIT = range(5)
NAMES = ['allocation', 'receive', 'send', 'accept', 'wait']
FIELDS = 10  # of the shim's control: group, at, from_there_on, error, live, calls
MOST_SHOWN = 10
NO_MEMORY = 71

PROFILE = 'name: A\nn: 7\ntools: [{name: lamp, worn: true}]\n'
REQUESTS = [
    ('/v1/pack', None),
    ('/v1/advise', {'profile': PROFILE}),
    ('/v1/advise', {'profile': PROFILE, 'format': 'html', 'sheet': 'counselor'}),
    ('/v1/ask', {'profile': 'name: A\n', 'said': [{'kind': 'answer', 'text': '7'}]}),
    ('/v1/why', {'profile': PROFILE}),
    ('/v1/why-not', {'profile': PROFILE, 'recommendation': 'by-priority', 'seconds': 10}),
    ('/v1/what-if', {'profile': PROFILE, 'cases': [{'name': 'six', 'set': [{'name': 'n', 'value': '6'}]}]}),
    ('/v1/batch', {'people': 'name,n\r\nA,1\r\nB,many\r\n', 'input': 'csv', 'id': 'name'}),
]


class Tortured:
    """A server that runs with the shim; started again when it has ended."""

    def __init__(self):
        self.file = tempfile.NamedTemporaryFile()
        self.file.write(bytes(8 * FIELDS))
        self.file.flush()
        self.map = mmap.mmap(self.file.fileno(), 8 * FIELDS)
        self.start()

    def start(self):
        self.set(0, 0, 0, 0)
        os.environ.update(LD_PRELOAD=shim, SERVE_TORTURE=self.file.name)
        self.server = Server('--pack', 'tests/packs/diff-old', '--as-of', '2026-01-31')
        del os.environ['LD_PRELOAD'], os.environ['SERVE_TORTURE']
        self.process = self.server.process
        for path, members in REQUESTS:  # what is made once is made
            self.ask(path, members)
        self.rest()
        self.live, self.descriptors = self.get(4), self.open_descriptors()

    def set(self, group, at, from_there_on, error):
        """From now on that call fails, counted from here."""
        self.map[0:32] = struct.pack('4q', group, 0, from_there_on, error)
        self.map[40:80] = bytes(40)
        self.map[8:16] = struct.pack('q', at)

    def get(self, field):
        return struct.unpack_from('q', self.map, 8 * field)[0]

    def open_descriptors(self):
        return len(os.listdir(f'/proc/{self.process.pid}/fd'))

    def ask(self, path, members):
        """Status and body; None if there was no whole answer."""
        try:
            body = None if members is None else json.dumps(members).encode()
            status, headers, got = self.server.request('GET' if body is None else 'POST', path, body=body)
        except (AssertionError, OSError):
            return None
        return (status, got) if len(got) == int(headers.get('content-length', -1)) else None

    def rest(self, most=60.0, live=None):
        """Waits until the connections are closed, and the blocks no more than they were."""
        end, before = time.monotonic() + most, None
        while time.monotonic() < end:
            now = (self.get(4), self.open_descriptors())
            if (live is None and now == before) or (live is not None and now[0] <= live and now[1] <= self.descriptors):
                return
            before = now
            time.sleep(0.02 if live is None else 0.001)

    def has_ended(self, wait):
        try:
            return self.process.wait(timeout=wait) is not None
        except Exception:
            return False


def is_refusal(answer):
    """As docs/serve.md says it, or as the library for HTTP does."""
    status, body = answer
    if not body.startswith(b'{'):
        return status in (500, 503) and b'<html>' in body
    document = json.loads(body)
    return status in (500, 503) and document['format'] == 'advise-error/1' and document['message'] != ''


class Run:
    def __init__(self):
        seed = int(os.environ.get('TEST_SEED', time.time_ns()))
        print(f'# TEST_SEED={seed}', flush=True)
        self.random = random.Random(seed)
        self.only = os.environ.get('TORTURE')
        self.t = Tortured()
        self.counts = {'answered': 0, 'refused': 0, 'cut off': 0, 'ended': 0}
        self.tried = self.wrong = 0

    def is_tried(self, share):
        return self.only is not None or self.random.randrange(share) == 0

    def complain(self, what, why):
        self.wrong += 1
        if self.wrong <= MOST_SHOWN:
            print(f'# {what}: {why}', flush=True)

    def one(self, path, members, usual, group, at, from_there_on, error, again=True):
        t = self.t
        what = f'{path} {NAMES[group]} {at}{" and all that follow" if from_there_on else ""}{" " + errno.errorcode[error] if error else ""}'
        t.set(group, at, from_there_on, error)
        answer = t.ask(path, members)
        t.set(0, 0, 0, 0)
        self.tried += 1
        if answer == usual:
            self.counts['answered'] += 1
        elif answer is not None and is_refusal(answer):
            self.counts['refused'] += 1
        elif answer is None and group != WAIT and error != errno.EINTR:
            self.counts['cut off'] += 1
        else:
            self.complain(what, f'is answered by {answer}')
        if t.ask(path, members) != usual:
            ended = t.has_ended(20)
            said = t.process.stderr.read().decode().splitlines()[-1] if ended else ''
            if group == MEMORY and ended and t.process.returncode == NO_MEMORY and said == 'advise: out of memory':
                self.counts['ended'] += 1
            else:
                self.complain(what, f'the server has ended with {t.process.returncode}: {said}' if ended
                              else 'the next request is not answered as ever')
            t.server.kill()
            t.start()
            return
        t.rest(2.0, live=t.live)
        left = (t.get(4) - t.live, t.open_descriptors() - t.descriptors)
        if max(left) > 0 and again:  # unless a slow machine has not closed all yet, or a thread keeps something from now on
            t.rest()
            t.live, t.descriptors = t.get(4), t.open_descriptors()
            self.one(path, members, usual, group, at, from_there_on, error, False)
        elif max(left) > 0:
            self.complain(what, f'{left[0]} blocks and {left[1]} descriptors are left')
            t.live, t.descriptors = t.get(4), t.open_descriptors()

    def path(self, path, members):
        t = self.t
        t.set(0, 0, 0, 0)
        usual = t.ask(path, members)
        assert usual is not None and usual[0] == 200, (path, usual)
        t.rest()
        counts = [t.get(5 + g) for g in range(5)]
        faults = [(MEMORY, 0, f) for f in (0, 1)]
        faults += [(RECEIVE, e, 0) for e in (errno.ECONNRESET, errno.EINTR)]
        faults += [(SEND, e, 0) for e in (errno.ECONNRESET, errno.EPIPE, errno.EINTR)]
        faults += [(ACCEPT, e, 0) for e in (errno.ECONNABORTED, errno.EMFILE, errno.EINTR)]
        faults += [(WAIT, errno.EINTR, 0)]
        for group, error, from_there_on in faults:
            most = counts[group] if group != WAIT else min(counts[group], 8)
            for at in range(1, most + 1):
                if self.is_tried(100 if group == MEMORY else 4):
                    self.one(path, members, usual, group, at, from_there_on, error)

    def all(self):
        for path, members in REQUESTS:
            if self.only in (None, 'all', path):
                tried, wrong = self.tried, self.wrong
                self.path(path, members)
                if self.only is not None:
                    print(f'info: torture: serve {path}: {self.tried - tried} calls failed, {self.wrong - wrong} times not as promised', flush=True)
        said = ', '.join(f'{n} {w}' for w, n in self.counts.items())
        print(f'info: torture: serve: {self.tried} calls failed ({said}), {self.wrong} times not as promised', flush=True)
        assert self.wrong == 0


if not os.path.exists(shim):
    print('1..1\nok 1 # SKIP a sanitizer has an allocator of its own')
    sys.exit(0)
test = Tests()
run = Run()
test('a request is answered or refused, and the next one is answered', run.all)
test.end()
