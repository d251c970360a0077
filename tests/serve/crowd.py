"""Slow and hostile clients, who must not keep anybody else waiting, and take no memory.

usage: crowd.py [CLIENTS SECONDS]     so many slow and as many hostile ones, as important to the machine as the server is; if it is not said, 40 for
                                      4 seconds, behind everything else"""
import json, multiprocessing, os, random, socket, sys, threading, time

from client import Server, Tests, parse, read_all

clients = int(sys.argv[1]) if len(sys.argv) > 1 else 40
seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 4
# What a normal request may take: where it is measured, a second; beside other tests, which take the processors too, more.
is_measured = len(sys.argv) > 2
longest = 1 if is_measured else 60
# AddressSanitizer keeps what is freed for a while, so its memory says nothing.
memory_tells = 'asan' not in os.environ.get('ADVISE_BUILD', '')
server = Server('--as-of', '2026-01-31', '--quiet')
test = Tests()
PROFILE = json.dumps({'profile': '{years_experience: 2, employed: true}'}).encode()
HEAD = f'POST /v1/advise HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {server.token}\r\nContent-Type: application/json\r\n'


def slow(stop):
    """A byte at a time: of the request line, of the headers, of the body; or nothing at all."""
    texts = [b'', b'GET /' + b'a' * 10000, f'GET / HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nX-'.encode() + b'a' * 5000,
             (HEAD + 'Content-Length: 100000\r\n\r\n').encode() + b'{' * 100000]
    while not stop.is_set():
        text = random.choice(texts)
        try:
            with server.connect(60) as s:
                for i in range(len(text)):
                    s.sendall(text[i:i + 1])
                    if stop.wait(0.2):
                        return
                stop.wait(5)
        except OSError:
            time.sleep(0.02)


def hostile(stop):
    """Garbage, wrong hosts, wrong tokens, lengths that are none, bodies that never come, answers that nobody reads."""
    noise = random.Random(id(stop))
    while not stop.is_set():
        kind = noise.randrange(6)
        try:
            with server.connect(60) as s:
                if kind == 0:
                    s.sendall(noise.randbytes(noise.randrange(1, 4000)))
                elif kind == 1:
                    s.sendall(f'GET /v1/pack HTTP/1.1\r\nHost: evil.example\r\nCookie: advise-{server.port}={"0" * 32}\r\n\r\n'.encode())
                elif kind == 2:
                    s.sendall(f'POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: 16000000\r\nContent-Type: application/json\r\n\r\n'.encode() + b'x' * 60000)
                elif kind == 3:
                    s.sendall((HEAD + f'Content-Length: {noise.choice([-1, 10**18, 5, 4000000])}\r\n\r\n{{').encode())
                elif kind == 4:
                    s.sendall(b'GET / HTTP/1.1\r\n' + b'X: y\r\n' * 2000)
                else:
                    s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
                    s.sendall((HEAD + f'Content-Length: {len(PROFILE)}\r\n\r\n').encode() + PROFILE)
                stop.wait(noise.random() / 5)
        except OSError:
            time.sleep(0.02)


def crowd_of(who, stop):
    """So many of a kind, in a process of their own."""
    def begin(stop):
        os.nice(0 if is_measured else 10)  # it is to press on the server, not on the tests beside it
        threads = [threading.Thread(target=who, args=(stop,)) for _ in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        os._exit(0)  # the server is not this process's to end
    process = multiprocessing.get_context('fork').Process(target=begin, args=(stop,))
    process.start()
    return process


def crowd():
    for _ in range(5):
        assert server.request('POST', '/v1/advise', body=PROFILE)[0] == 200
    before = server.memory()
    stop = multiprocessing.get_context('fork').Event()
    processes = [crowd_of(who, stop) for who in (slow, hostile)]
    end = time.monotonic() + seconds
    times, most, failures = [], before, 0
    while time.monotonic() < end:
        began = time.monotonic()
        try:
            answer = server.request('POST', '/v1/advise', body=PROFILE)[0]
        except (OSError, AssertionError):
            answer = 0
        failures += answer != 200
        times.append(time.monotonic() - began)
        most = max(most, server.memory())
        time.sleep(0.1)
    stop.set()
    for process in processes:
        process.join()
    grown = (most - before) / 2**20
    times.sort()
    print(f'info: beside {clients} slow and {clients} hostile clients for {seconds:.0f} s: {len(times)} requests, {failures} failed, '
          f'median {times[len(times) // 2] * 1000:.0f} ms, slowest {times[-1] * 1000:.0f} ms' + (f', memory +{grown:.1f} MiB' if memory_tells else ''), flush=True)
    assert failures == 0 and times[-1] < longest and (grown <= 32 or not memory_tells)


def goes_on():
    """Afterwards everything is as it was: nobody is left, and descriptors are closed."""
    deadline = time.monotonic() + 60
    while len(os.listdir(f'/proc/{server.process.pid}/fd')) > 25 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert len(os.listdir(f'/proc/{server.process.pid}/fd')) <= 25
    assert server.request('POST', '/v1/advise', body=PROFILE)[0] == 200


def at_most_32():
    """The 33rd connection is let in, and the one that waited longest goes."""
    first = server.connect(60)
    others = [server.connect(60) for _ in range(31)]
    time.sleep(0.2)
    assert server.request('POST', '/v1/advise', body=PROFILE)[0] == 200
    first.settimeout(30)
    assert first.recv(100).startswith(b'HTTP/1.1 408')
    for s in others:
        s.close()


def known_ones_stay():
    """A connection that has shown the token outlives those that have not."""
    ask = f'GET /v1/pack HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {server.token}\r\n'
    with server.connect(60) as known:
        known.sendall((ask + '\r\n').encode())
        time.sleep(0.3)
        known.recv(100000)
        crowd_of_strangers = [server.connect(60) for _ in range(100)]
        time.sleep(0.3)
        known.sendall((ask + 'Connection: close\r\n\r\n').encode())
        assert b'HTTP/1.1 200' in read_all(known)
        for s in crowd_of_strangers:
            s.close()


def slow_ones_are_told():
    """A request that does not end in time is answered with 408, however steadily it comes; one that is not begun, too."""
    texts = {'body': (HEAD + 'Content-Length: 100\r\n\r\n{').encode(), 'headers': b'GET / HTTP/1.1\r\nHost: x', 'line': b'GET / HT', 'nothing': b''}
    open_ones = {name: server.connect(60) for name in texts}
    for name, s in open_ones.items():
        s.sendall(texts[name])
    began = time.monotonic()
    ended = {}
    while len(ended) < len(texts) and time.monotonic() - began < 120:
        for name, s in open_ones.items():
            if name in ended:
                continue
            s.settimeout(0.1)
            try:
                data = s.recv(4096)
                ended[name] = (time.monotonic() - began, data)
            except TimeoutError:
                if name != 'nothing':
                    s.sendall(b'a')
            except OSError as error:
                ended[name] = (time.monotonic() - began, str(error).encode())
    assert set(ended) == set(texts), ended
    for name, (after, data) in ended.items():
        assert 10 < after < 120 and data.startswith(b'HTTP/1.1 408'), (name, after, data)


def slow_request_blocks_nobody():
    """While a long batch runs, a short request is answered."""
    people = json.dumps({'people': 'name,years_experience\n' + 'Ada,3\n' * 30000, 'input': 'csv'}).encode()
    long_ones = [server.connect(120) for _ in range(4)]
    head = f'POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {server.token}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {len(people)}\r\n\r\n'
    for s in long_ones:
        s.sendall(head.encode() + people)
    time.sleep(0.3)
    for _ in range(5):
        began = time.monotonic()
        assert server.request('POST', '/v1/advise', body=PROFILE)[0] == 200
        assert time.monotonic() - began < longest
    if any(poll(s) for s in long_ones):
        print('info: a batch ended before the short requests: nothing was tried', flush=True)
    for s in long_ones:
        s.close()  # answers that nobody waits for


def poll(s):
    s.setblocking(False)
    try:
        return len(s.recv(1)) >= 0
    except BlockingIOError:
        return False


def soon(holds):
    """Whether something holds by and by: the server learns of what others do when it comes to it."""
    deadline = time.monotonic() + 60
    while not (good := holds()) and time.monotonic() < deadline:
        time.sleep(0.3)
    return good


def too_much_at_a_time():
    """Bodies that are held at a time are bounded: what is beyond is refused before it is read."""
    head = f'POST /v1/batch HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {server.token}\r\nContent-Type: application/json\r\nContent-Length: {15 << 20}\r\n\r\n'
    held = [server.connect(30) for _ in range(2)]
    for s in held:
        s.sendall(head.encode())
    answers = []

    def is_refused():
        answers.append(parse(server.send(head.encode())))
        return answers[-1][0] == 503

    assert soon(is_refused), answers
    status, headers, body = answers[-1]
    assert (headers['retry-after'], json.loads(body)['error']) == ('1', 'busy')
    for s in held:
        s.close()
    assert soon(lambda: server.request('POST', '/v1/advise', body=PROFILE)[0] == 200)


test('a normal request among slow and hostile clients', crowd)
test('afterwards it is as before', goes_on)
test('the connection that is one too many sends the longest waiting away', at_most_32)
test('who has shown the token stays', known_ones_stay)
test('a slow request blocks nobody', slow_request_blocks_nobody)
test('what is held at a time is bounded', too_much_at_a_time)
test('who is too slow is told so', slow_ones_are_told)
test('it ends in peace', lambda: server.end() == (0, b'') or (_ for _ in ()).throw(AssertionError()))
test.end()
