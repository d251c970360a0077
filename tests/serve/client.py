"""What the tests of the local page have in common: a server of their own, requests byte by byte, and TAP."""
import atexit, json, os, re, signal, socket, subprocess, sys, traceback

advise = os.path.join(os.environ.get('ADVISE_BUILD', os.path.join(os.getcwd(), 'build')), 'advise')


class Server:
    """A server that was started, on a port that was free."""

    def __init__(self, *options, port='0'):
        self.process = subprocess.Popen([advise, 'serve', '--port', port, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        atexit.register(self.kill)
        self.address = self.process.stdout.readline().decode().strip()
        found = re.fullmatch(r'http://127\.0\.0\.1:(\d+)/\?token=([0-9a-f]{32})', self.address)
        assert found, (self.address, self.process.stderr.read())
        self.port, self.token = int(found[1]), found[2]

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def end(self, number=signal.SIGTERM):
        """Ends it as a user would; returns the exit status and what it said."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out + err

    def memory(self):
        """Resident bytes."""
        with open(f'/proc/{self.process.pid}/statm', encoding='ascii') as statm:
            return int(statm.read().split()[1]) * os.sysconf('SC_PAGE_SIZE')

    def connect(self, timeout=30, host='127.0.0.1'):
        return socket.create_connection((host, self.port), timeout)

    def send(self, data, host='127.0.0.1'):
        """Sends bytes on a connection of their own; returns all that comes back."""
        with self.connect(host=host) as s:
            s.sendall(data)
            return read_all(s)

    def request(self, method, path, headers=None, body=None, *, token=True, host=None):
        """A request; returns status, headers and body."""
        lines = {'Host': host or f'127.0.0.1:{self.port}', 'Connection': 'close'}
        if token:
            lines['Authorization'] = f'Bearer {self.token}'
        if body is not None:
            lines['Content-Type'] = 'application/json'
            lines['Content-Length'] = str(len(body))
        lines.update(headers or {})
        head = f'{method} {path} HTTP/1.1\r\n' + ''.join(f'{k}: {v}\r\n' for k, v in lines.items() if v is not None)
        return parse(self.send(head.encode() + b'\r\n' + (body or b'')))

    def ask(self, path, **members):
        """A request of a program; returns status and document."""
        status, _, body = self.request('POST', path, body=json.dumps(members).encode())
        return status, json.loads(body)


def read_all(s):
    data = b''
    try:
        while True:
            piece = s.recv(65536)
            if not piece:
                return data
            data += piece
    except (ConnectionResetError, BrokenPipeError):
        return data


def parse(data):
    head, _, body = data.partition(b'\r\n\r\n')
    lines = head.decode('latin-1').split('\r\n')
    found = re.match(r'HTTP/1\.1 (\d{3})', lines[0])
    assert found, data[:200]
    headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(':')
        headers[name.lower()] = value.strip()
    return int(found[1]), headers, body


class Tests:
    """Prints a line of TAP for each test."""

    def __init__(self):
        self.count = self.failed = 0

    def __call__(self, name, test, *arguments):
        self.count += 1
        try:
            test(*arguments)
            print(f'ok {self.count} - {name}', flush=True)
        except Exception:  # a failed assertion, or anything else
            self.failed += 1
            print(f'not ok {self.count} - {name}', flush=True)
            print(''.join('# ' + line + '\n' for line in traceback.format_exc().splitlines()), flush=True)

    def end(self):
        print(f'1..{self.count}')
        sys.exit(self.failed > 0)
