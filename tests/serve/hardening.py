"""Who is let in by the local page, and what it says to everybody else. Expectations are those of docs/serve.md."""
import json, signal, socket, subprocess, time

from client import Server, Tests, advise, parse, read_all

server = Server('--as-of', '2026-01-31')
test = Tests()
PROFILE = json.dumps({'profile': '{years_experience: 2}'}).encode()


def error_of(answer, status, word):
    got, headers, body = answer
    assert got == status, (got, body[:300])
    document = json.loads(body)
    assert document['format'] == 'advise-error/1' and document['status'] == status and document['error'] == word, document
    assert document['message'] and document['diagnostics'] == []
    return headers


def cookie():
    _, headers, _ = server.request('GET', f'/?token={server.token}', token=False)
    return headers['set-cookie'].split(';')[0]


def post(**changes):
    return server.request('POST', '/v1/advise', body=PROFILE, **changes)


def only_this_computer():
    ports = set()
    for table in ('/proc/net/tcp', '/proc/net/tcp6'):
        with open(table, encoding='ascii') as lines:
            for line in list(lines)[1:]:
                fields = line.split()
                address, port = fields[1].split(':')
                if int(port, 16) == server.port and fields[3] == '0A':
                    ports.add(address)
    assert ports and ports <= {'0100007F', '00000000000000000000000001000000'}, ports


def token_opens_and_goes():
    status, headers, body = server.request('GET', f'/?token={server.token}', token=False)
    assert (status, body, headers['location']) == (303, b'', '/')
    name, *rest = headers['set-cookie'].split('; ')
    assert name.startswith(f'advise-{server.port}=') and server.token not in name
    assert set(rest) == {'Path=/', 'HttpOnly', 'SameSite=Strict'}, rest
    status, headers, body = server.request('GET', '/', {'Cookie': name}, token=False)
    assert status == 200 and b'<main>' in body
    assert post(headers={'Cookie': name}, token=False)[0] == 200


def wrong_tokens():
    for wrong in ('', 'x', server.token[:-1], server.token + '0', server.token[:-1] + 'g', server.token.upper() + 'X', '0' * 32, '0' * 5000):
        error_of(post(headers={'Authorization': f'Bearer {wrong}'}), 403, 'wrong-token')
        status, headers, _ = server.request('GET', f'/?token={wrong}', token=False)
        assert status == 403 and 'set-cookie' not in headers
    error_of(post(headers={'Authorization': server.token}), 403, 'wrong-token')
    error_of(post(headers={'Authorization': f'Basic {server.token}'}), 403, 'wrong-token')
    error_of(post(token=False, headers={'Cookie': f'advise-{server.port}={server.token}'}), 401, 'no-token')
    error_of(post(token=False, headers={'Cookie': f'advise-{server.port}='}), 401, 'no-token')


def no_token():
    for path in ('/v1/advise', '/v1/none', '/main.js', '/etc/passwd'):
        headers = error_of(server.request('GET', path, token=False), 401, 'no-token')
        assert headers['www-authenticate'].startswith('Bearer')
    status, _, body = server.request('GET', '/', token=False)
    assert status == 401 and b'locked' in body
    # The token opens the page, and nothing else.
    error_of(server.request('GET', f'/v1/pack?token={server.token}', token=False), 401, 'no-token')
    error_of(server.request('POST', f'/?token={server.token}', body=b'{}', token=False), 401, 'no-token')


def hosts():
    port = server.port
    for good in (f'127.0.0.1:{port}', f'localhost:{port}', f'LOCALHOST:{port}', f'[::1]:{port}'):
        assert post(host=good)[0] == 200, good
    for bad in ('127.0.0.1', 'localhost', f'evil.example:{port}', f'127.0.0.1:{port + 1}', f'127.0.0.1.evil.example:{port}', f'localhost.:{port}',
                f'127.0.0.2:{port}', f'0.0.0.0:{port}', f'evil@127.0.0.1:{port}', f'127.0.0.1:{port}@evil', f' 127.0.0.1:{port}x', '[::1]', 'null'):
        error_of(post(host=bad), 421, 'wrong-host')
        error_of(server.request('GET', f'/?token={server.token}', token=False, host=bad), 421, 'wrong-host')
    bearer = f'Authorization: Bearer {server.token}\r\nConnection: close\r\n'
    for head in ('', f'Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n', f'Host: 127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}\r\n'):
        status, _, _ = parse(server.send(f'GET /v1/pack HTTP/1.1\r\n{head}{bearer}\r\n'.encode()))
        assert status == 400, (head, status)


def origins():
    port = server.port
    good = cookie()
    for origin in (f'http://127.0.0.1:{port}', f'http://localhost:{port}', f'http://[::1]:{port}'):
        assert post(headers={'Origin': origin, 'Cookie': good}, token=False)[0] == 200, origin
    for origin in ('null', '', 'http://evil.example', f'https://127.0.0.1:{port}', 'http://127.0.0.1', f'http://127.0.0.1:{port + 1}',
                   f'http://127.0.0.1:{port}.evil.example', f'http://127.0.0.1:{port}/', f'file://127.0.0.1:{port}'):
        error_of(post(headers={'Origin': origin, 'Cookie': good}, token=False), 403, 'wrong-origin')
        error_of(post(headers={'Origin': origin}), 403, 'wrong-origin')
    for site, allowed in (('same-origin', True), ('none', True), ('same-site', False), ('cross-site', False), ('x', False)):
        status, _, _ = post(headers={'Sec-Fetch-Site': site, 'Cookie': good}, token=False)
        assert (status == 200) == allowed, (site, status)


def no_cors():
    good = cookie()
    for method in ('OPTIONS', 'GET'):
        headers = {'Origin': 'http://evil.example', 'Access-Control-Request-Method': 'POST', 'Cookie': good}
        status, got, _ = server.request(method, '/v1/advise', headers, token=False)
        assert status == 403 and not [h for h in got if h.startswith('access-control')]
    status, got, _ = server.request('OPTIONS', '/v1/advise', {'Cookie': good}, token=False)
    assert status == 405 and not [h for h in got if h.startswith('access-control')]


def headers_of_all():
    for answer in (server.request('GET', '/', {'Cookie': cookie()}, token=False), server.request('GET', '/', token=False), post(),
                   server.request('GET', '/none'), server.request('GET', f'/?token={server.token}', token=False), server.request('GET', '/main.js')):
        _, headers, _ = answer
        assert headers['cache-control'] == 'no-store' and headers['x-content-type-options'] == 'nosniff'
        assert headers['referrer-policy'] == 'no-referrer' and headers['x-frame-options'] == 'DENY'
        policy = headers['content-security-policy']
        for part in ("default-src 'none'", "script-src 'self'", "connect-src 'self'", "form-action 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
            assert part in policy, policy
        assert 'unsafe' not in policy and 'http' not in policy


def paths():
    for path in ('/none', '/main.js/', '//main.js', '/../main.js', '/%2e%2e/etc/passwd', '/page', '/v1', '/v1/', '/v1/advise/', '/index.html', '/locked.html'):
        error_of(server.request('GET', path), 404, 'not-found')
    error_of(server.request('POST', '/none', body=b'{}'), 404, 'not-found')


def methods():
    for path in ('/v1/advise', '/v1/ask'):
        assert error_of(server.request('GET', path), 405, 'wrong-method')['allow'] == 'POST'
    for method in ('POST', 'PUT', 'DELETE', 'PATCH', 'TRACE'):
        assert error_of(server.request(method, '/v1/pack', body=b'{}'), 405, 'wrong-method')['allow'] == 'GET, HEAD'
        assert error_of(server.request(method, '/', body=b'{}'), 405, 'wrong-method')['allow'] == 'GET, HEAD'
    error_of(server.request('PUT', '/v1/advise', body=PROFILE), 405, 'wrong-method')
    status, headers, body = server.request('HEAD', '/main.js')
    assert status == 200 and body == b'' and int(headers['content-length']) > 1000


def types():
    for good in ('application/json', 'Application/JSON', 'application/json; charset=utf-8'):
        assert post(headers={'Content-Type': good})[0] == 200, good
    for bad in ('text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp', '', None):
        error_of(post(headers={'Content-Type': bad}), 415, 'wrong-type')


def lengths():
    error_of(server.request('POST', '/v1/advise', {'Content-Type': 'application/json'}), 411, 'no-length')
    chunked = {'Content-Length': None, 'Transfer-Encoding': 'chunked'}
    error_of(server.request('POST', '/v1/advise', chunked, b'2\r\n{}\r\n0\r\n\r\n'), 411, 'no-length')
    # Refused before it is read: only the head is sent.
    for length in (4 * 2**20 + 1, 10**12, 10**17):
        error_of(server.request('POST', '/v1/advise', {'Content-Length': str(length), 'Content-Type': 'application/json'}), 413, 'too-large')
    for odd in ('-1', '1x', '0x10', '99999999999999999999', '', '1, 1'):
        status, _, _ = server.request('POST', '/v1/advise', {'Content-Length': odd, 'Content-Type': 'application/json'})
        assert status in (400, 411, 413), (odd, status)
    big = json.dumps({'profile': '{name: "' + 'x' * (2**20) + '"}'}).encode()
    assert server.request('POST', '/v1/advise', body=big)[0] == 400
    status, _, _ = parse(server.send(b'GET /' + b'a' * 100000 + b' HTTP/1.1\r\n\r\n'))
    assert status in (400, 414, 431), status


def garbage():
    for data in (b'\r\n\r\n', b'GET\r\n\r\n', b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', b'\0' * 1000, b'GET / HTTP/9.9\r\n\r\n', b'POST /v1/advise HTTP/1.1\r\n: x\r\n\r\n'):
        with server.connect() as s:
            s.sendall(data)
            s.shutdown(socket.SHUT_WR)
            read_all(s)
    assert post()[0] == 200


def kept_connection():
    """Requests one after another on a connection; what follows a refusal is not taken for a request of its own."""
    head = f'GET /v1/pack HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nAuthorization: Bearer {server.token}\r\n\r\n'.encode()
    with server.connect() as s:
        s.sendall(head + head)
        s.sendall(head.replace(b'\r\n\r\n', b'\r\nConnection: close\r\n\r\n'))
        assert read_all(s).count(b'HTTP/1.1 200 OK') == 3
    smuggled = f'POST /v1/advise HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: application/json\r\nContent-Length: {len(head)}\r\n\r\n'.encode()
    assert server.send(smuggled + head).count(b'HTTP/1.1') == 1


def both_addresses():
    try:
        socket.create_connection(('::1', server.port), 5).close()
    except OSError:
        return  # a computer without IPv6
    head = f'GET /v1/pack HTTP/1.1\r\nHost: [::1]:{server.port}\r\nAuthorization: Bearer {server.token}\r\nConnection: close\r\n\r\n'
    assert parse(server.send(head.encode(), host='::1'))[0] == 200


def port_in_use():
    second = subprocess.run([advise, 'serve', '--port', str(server.port)], capture_output=True, timeout=60)
    assert second.returncode == 5 and second.stdout == b'', second
    assert f'port {server.port} is in use'.encode() in second.stderr and b'--port 0' in second.stderr, second.stderr


def wrong_usage():
    """What is wrong is found before it says that it serves."""
    for options, status, words in ((['--as-of', 'yesterday'], 2, '--as-of takes a date'), (['--pack', 'nowhere'], 3, 'there is no such pack')):
        run = subprocess.run([advise, 'serve', '--port', '0', *options], capture_output=True, timeout=60)
        assert (run.returncode, run.stdout) == (status, b'') and words in run.stderr.decode(), run


def ends(number):
    one = Server('--quiet')
    idle = one.connect()
    begun = one.connect()
    begun.sendall(b'GET / HT')
    status, said = one.end(number)
    assert (status, said) == (0, b''), (status, said)
    idle.close()
    begun.close()


def ends_while_working():
    one = Server('--quiet')
    body = json.dumps({'profile': '{years_experience: 2}', 'said': [{'kind': 'dont_know'}] * 40}).encode()
    head = (f'POST /v1/ask HTTP/1.1\r\nHost: 127.0.0.1:{one.port}\r\nAuthorization: Bearer {one.token}\r\n'
            f'Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n').encode()
    clients = [one.connect() for _ in range(10)]
    for client in clients:
        client.sendall(head + body)
    time.sleep(0.1)
    before = time.monotonic()
    status, said = one.end()
    assert (status, said) == (0, b'') and time.monotonic() - before < 20, (status, said)
    answers = [parse(read_all(client))[0] for client in clients]
    assert set(answers) <= {200, 503} and 503 in answers, answers


test('it listens for this computer alone', only_this_computer)
test('127.0.0.1 and ::1 are one', both_addresses)
test('the address with the token gives a cookie, and goes', token_opens_and_goes)
test('a wrong token lets nobody in', wrong_tokens)
test('without a token there is nothing to see', no_token)
test('other names for this computer are refused', hosts)
test('other pages are refused', origins)
test('there is no CORS', no_cors)
test('every answer has the headers that hold a browser back', headers_of_all)
test('paths that are none', paths)
test('methods that are none', methods)
test('only JSON is taken', types)
test('lengths are known before anything is read', lengths)
test('garbage does no harm', garbage)
test('a connection can be kept', kept_connection)
test('a port in use is named', port_in_use)
test('a wrong date or pack is named at once', wrong_usage)
test('SIGTERM ends it', ends, signal.SIGTERM)
test('SIGINT ends it', ends, signal.SIGINT)
test('it ends while it works', ends_while_working)
status, said = server.end()
test('it said nothing on the way', lambda: (status, said.count(b'\n')) == (0, 2) or (_ for _ in ()).throw(AssertionError((status, said))))
test.end()
