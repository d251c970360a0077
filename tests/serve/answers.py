"""What the local page and programs are answered: every answer is as docs/openapi.yaml describes it, and holds what the commands write."""
import copy, glob, json, os, subprocess, tempfile

import yaml
from jsonschema import Draft202012Validator, RefResolver

from client import Server, Tests, advise

DATE = '2026-01-31'
server = Server('--as-of', DATE, '--quiet')
test = Tests()
with open('docs/openapi.yaml', encoding='utf-8') as file:
    API = yaml.safe_load(file)


def close(schema):
    """Members that are not described are errors here; for others, who are to ignore them, they are not."""
    if isinstance(schema, dict):
        if 'properties' in schema and schema.get('type') == 'object':
            schema.setdefault('additionalProperties', False)
        for part in schema.values():
            close(part)
    elif isinstance(schema, list):
        for part in schema:
            close(part)


close(API['components']['schemas'])


def check(name, document):
    schema = {'$ref': f'#/components/schemas/{name}'}
    errors = list(Draft202012Validator(schema, resolver=RefResolver('', API)).iter_errors(document))
    assert not errors, [(list(e.absolute_path), e.message[:200]) for e in errors[:3]]


def resolve(schema):
    while '$ref' in schema:
        at = API
        for step in schema['$ref'].removeprefix('#/').split('/'):
            at = at[step]
        schema = at
    return schema


def name_of(schema):
    return schema['$ref'].split('/')[-1]


ROUTES = {path: (name_of(route['post']['requestBody']['content']['application/json']['schema']),
                 name_of(route['post']['responses']['200']['content']['application/json']['schema']))
          for path, route in API['paths'].items() if 'post' in route}


def ask(path, **members):
    """Asks what ought to be answered; request and answer are as they are described."""
    wanted, given = ROUTES[path]
    check(wanted, members)
    status, document = server.ask(path, **members)
    assert status == 200, (status, document)
    check(given, document)
    return document


def refuse(path, word, **members):
    status, document = server.ask(path, **members)
    check('Error', document)
    assert (document['status'], document['error']) == (status, word) and status >= 400, (status, document)
    return document


def say(*arguments, statuses=(0,)):
    run = subprocess.run([advise, *arguments], capture_output=True)
    assert run.returncode in statuses, run
    return run.stdout.decode()


def profiles():
    """The shipped profiles, with the texts that they have in files written into them: a request has no files."""
    for path in sorted(glob.glob('profiles/*.yaml')):
        with open(path, encoding='utf-8') as file:
            profile = yaml.load(file, yaml.BaseLoader)
        for memo in profile.get('memos', []):
            if 'text_file' in memo:
                with open('profiles/' + memo.pop('text_file'), encoding='utf-8') as text:
                    memo['text'] = text.read()
        yield os.path.basename(path), json.dumps(profile)


class Typed(yaml.SafeLoader):
    """Dates are texts."""


Typed.yaml_implicit_resolvers = {k: [r for r in v if r[0] != 'tag:yaml.org,2002:timestamp'] for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def typed_profiles():
    for path in sorted(glob.glob('profiles/*.yaml')):
        with open(path, encoding='utf-8') as file:
            profile = yaml.load(file, Typed)
        for memo in profile.get('memos', []):
            if 'text_file' in memo:
                with open('profiles/' + memo.pop('text_file'), encoding='utf-8') as text:
                    memo['text'] = text.read()
        yield os.path.basename(path), json.dumps(profile, ensure_ascii=False)


PROFILES = dict(typed_profiles())
folder = tempfile.TemporaryDirectory()


def on_disk(text):
    """The profile as a file that is called as the server calls it, so that places are the same."""
    path = os.path.join(folder.name, 'profile')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return path


def as_served(text, path):
    return text.replace(json.dumps(path), '"profile"')


def reports_are_those_of_the_command():
    for text in PROFILES.values():
        path = on_disk(text)
        for options, members in ((['--all'], {'all': True}), (['--top', '2'], {'top': 2}), (['--set', 'hours_per_week=60'], {'set': [{'name': 'hours_per_week', 'value': '60'}]})):
            expected = json.loads(as_served(say(path, '--as-of', DATE, '--format', 'json', *options), path))
            assert ask('/v1/advise', profile=text, **members)['report'] == expected


def sheets_are_those_of_the_command():
    for text in list(PROFILES.values())[:3]:
        path = on_disk(text)
        for form, kind in (('html', 'text/html; charset=utf-8'), ('markdown', 'text/markdown; charset=utf-8')):
            for members, options in (({}, []), ({'sheet': 'person'}, []), ({'sheet': 'counselor'}, ['--sheet', 'counselor'])):
                body = json.dumps({'profile': text, 'format': form, **members}).encode()
                status, headers, sheet = server.request('POST', '/v1/advise', body=body)
                assert status == 200 and headers['content-type'] == kind
                assert sheet.decode() == say(path, '--as-of', DATE, '--format', form, *options).replace(path, 'profile')


def proofs_are_those_of_the_command():
    for text in PROFILES.values():
        path = on_disk(text)
        report = ask('/v1/advise', profile=text)['report']
        wanted = [None, *[r['id'] + (':' + r['item'] if 'item' in r else '') for r in report['recommendations'][:3]]]
        for one in wanted:
            expected = json.loads(as_served(say('why', path, *([one] if one else []), '--as-of', DATE, '--format', 'json'), path))
            assert ask('/v1/why', profile=text, **({'recommendation': one} if one else {}))['proof'] == expected


def why_not_is_that_of_the_command():
    for text in list(PROFILES.values())[:4]:
        path = on_disk(text)
        for one in ('set-goals', 'volunteer-for-complex-task'):
            expected = json.loads(as_served(say('why-not', path, one, '--as-of', DATE, '--format', 'json', '--seconds', '10'), path))
            got = ask('/v1/why-not', profile=text, recommendation=one, seconds=10)['why_not']
            if not any(a['cut_off'] for a in got['answers'] + expected['answers']):
                assert got == expected


def contrasts_are_those_of_the_command():
    for text in PROFILES.values():
        path = on_disk(text)
        expected = json.loads(as_served(say('what-if', path, '--as-of', DATE, '--format', 'json', '--case', 'long', '--set', 'hours_per_week=65',
                                            '--case', 'new', '--set', 'years_experience=0'), path))
        got = ask('/v1/what-if', profile=text, cases=[{'name': 'long', 'set': [{'name': 'hours_per_week', 'value': '65'}]},
                                                      {'name': 'new', 'set': [{'name': 'years_experience', 'value': '0'}]}])['contrast']
        assert got == expected
        # Another profile says the same as what is set.
        other = json.dumps({**json.loads(text), 'hours_per_week': 65})
        other = ask('/v1/what-if', profile=text, other=other)['contrast']['cases'][0]
        assert other['ranking'] == expected['cases'][0]['ranking'] and other['differences'] == expected['cases'][0]['differences']


def batches_are_those_of_the_command():
    people = ''.join(text.replace('\n', ' ') + '\n' for text in PROFILES.values()) + '{"name": "x", "years_experience": "many"}\n{"memos": [{"title": "a", "text_file": "a.txt"}]}\n'
    path = os.path.join(folder.name, 'people.ndjson')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(people)
    fields = 'number,line,file,given,recommendations,certainty,score,priority,title,summary,effort,horizon,questions,diagnostics'
    summary = os.path.join(folder.name, 'summary.json')
    lines = say('batch', path, '--as-of', DATE, '--id', 'name', '--top', '2', '--fields', fields, '--summary', summary, '--by', 'wanted_specialty', '--min-group', '1', statuses=(4,))
    got = ask('/v1/batch', people=people, input='ndjson', name=path, id='name', top=2, fields=fields, by='wanted_specialty', min_group=1)
    assert got['outcomes'] == [json.loads(line) for line in lines.splitlines()]
    with open(summary, encoding='utf-8') as file:
        assert got['summary'] == json.load(file)
    # As pages.
    for options, form in ((['--summary', summary.replace('json', 'html')], 'html'), (['--format', 'worklist', '-o', summary.replace('json', 'worklist.html')], 'worklist')):
        say('batch', path, '--as-of', DATE, '--id', 'name', '--fields', 'questions', *options, '--top', '3', statuses=(4,)) if form == 'html' else \
            say('batch', path, '--as-of', DATE, '--id', 'name', *options, '--top', '3', statuses=(4,))
        body = json.dumps({'people': people, 'input': 'ndjson', 'name': path, 'id': 'name', 'format': form}).encode()
        status, headers, page = server.request('POST', '/v1/batch', body=body)
        assert (status, headers['content-type']) == (200, 'text/html; charset=utf-8')
        with open(options[-1], encoding='utf-8') as file:
            assert page.decode() == file.read(), form


def tables():
    csv = 'name,years_experience,wanted_specialty\nAda,3,family\n"B, ""b""",many,family\nCy,2,tax law\n'
    got = ask('/v1/batch', people=csv, input='csv', name='c.csv', id='name')
    assert [o['status'] for o in got['outcomes']] == ['ok', 'refused', 'refused']
    first = got['outcomes'][1]['diagnostics'][0]
    assert (first['file'], first['line']) == ('c.csv', 3)
    yaml_text = 'name: A\nyears_experience: 2\n---\nname: B\nmemos: [{title: x, text_file: y}]\n'
    got = ask('/v1/batch', people=yaml_text, input='yaml', id='name')
    assert [o['status'] for o in got['outcomes']] == ['ok', 'refused']
    one = 'memos: [{title: x, text_file: "9"}]\n'  # one document alone may name no file either
    assert ask('/v1/batch', people=one, input='yaml')['outcomes'][0]['status'] == 'refused'
    refuse('/v1/batch', 'bad-file', people='nmae,x\nA,1\n', input='csv')
    refuse('/v1/batch', 'bad-request', people=csv, input='csv', id='nobody')
    refuse('/v1/batch', 'bad-request', people=csv, input='csv', by='nobody')
    refuse('/v1/batch', 'bad-request', people=csv, input='csv', fields='number,nothing')
    refuse('/v1/batch', 'bad-request', people=csv, input='xlsx')
    assert ask('/v1/batch', people='', input='ndjson')['outcomes'] == []


def the_interview_is_that_of_the_command():
    """The same answers, typed and sent, come to the same profile, whatever was undone or skipped on the way."""
    one_interview(['yes', '60', 'dk', 'skip', 'dk', 'none', 'tax', 'no', '5', 'dk', 'skip', 'yes'])
    # What was skipped in another topic does not lead away from the one that is talked of.
    one_interview(['yes', '60', 'dk', 'skip', 'dk', 'none', 'skip', 'no', '5', 'dk'])


def one_interview(typed):
    path = os.path.join(folder.name, 'asked.yaml')
    answers = os.path.join(folder.name, 'typed')
    kinds = {'dk': 'dont_know', 'skip': 'skip'}
    start = 'name: Sam\n'
    with open(path, 'w', encoding='utf-8') as file:
        file.write(start)
    with open(answers, 'w', encoding='utf-8') as file:
        file.writelines(line + '\n' for line in typed)
    asked = say('ask', path, '--answers', answers, '--as-of', DATE, '--quiet', '--width', '200')
    now = {'profile': start, 'skipped': []}
    questions = []
    for line in typed:
        answer = ask('/v1/ask', **now)
        questions.append(answer['question']['ask'])
        said = {'kind': kinds[line]} if line in kinds else {'kind': 'answer', 'text': line}
        after = ask('/v1/ask', **{**now, 'said': now.get('said', []) + [said]})
        if after['reply']['kind'] == 'accepted':
            now = after['next']
    with open(path, encoding='utf-8') as file:
        assert ask('/v1/ask', **now)['profile'] == file.read()
    for question in questions:
        assert question in asked, question


def interviews():
    first = ask('/v1/ask', profile='')
    assert first['answers'] == [] and first['reply'] is None and first['question']['kind'] == 'value'
    # A record that is not complete is not in the profile, and is gone on with.
    text = 'employed: true\n'
    now = {'profile': text, 'skipped': []}
    for _ in range(60):
        answer = ask('/v1/ask', **now)
        if answer['question']['kind'] == 'item':
            break
        now = ask('/v1/ask', **{**now, 'said': now.get('said', []) + [{'kind': 'skip'}]})['next']
    assert answer['question']['kind'] == 'item'
    begun = ask('/v1/ask', **{**now, 'said': [{'kind': 'answer', 'text': 'A "first", one'}]})
    assert begun['next']['said'] == [{'kind': 'answer', 'text': 'A "first", one'}] and begun['question']['item'] == 'A "first", one'
    # An answer that was refused is not repeated.
    wrong = ask('/v1/ask', profile=text, said=[{'kind': 'edit', 'number': 1}, {'kind': 'answer', 'text': 'sometimes'}])
    assert wrong['reply']['kind'] == 'rejected' and wrong['next']['said'] == [{'kind': 'edit', 'number': 1}] and wrong['profile'] == text
    kept = ask('/v1/ask', profile=text, said=[{'kind': 'edit', 'number': 1}, {'kind': 'answer', 'text': ''}])
    assert kept['profile'] == text and kept['next'].get('said', []) == []
    # No file is read.
    memos = ask('/v1/ask', profile='memos: [{title: A}]\n')
    number = [a['number'] for a in memos['answers'] if a['fact'] == 'memos' and not a['field']]
    assert number
    refuse('/v1/ask', 'bad-request', profile=text, said=[{'kind': 'edit', 'number': 2}])
    refuse('/v1/ask', 'bad-request', profile=text, said=[{'kind': 'answer'}])
    refuse('/v1/ask', 'bad-request', profile=text, said=[{'kind': 'shout'}])
    refuse('/v1/ask', 'bad-request', profile=text, said=['yes'])
    refuse('/v1/ask', 'bad-request', profile=text, said=[{'kind': 'skip'}] * 1001)
    refuse('/v1/ask', 'bad-request', profile=text, skipped=[{'fact': 'x'}])
    refuse('/v1/ask', 'bad-profile', profile='employed: [')


def no_files():
    """Whatever names a file is refused, wherever it stands."""
    for profile in ('memos: [{title: A, text_file: /etc/passwd}]', 'memos: [{title: A, text_file: profiles/README.md}]', '{"memos": [{"title": "A", "text_file": "x"}]}'):
        found = refuse('/v1/advise', 'bad-profile', profile=profile)['diagnostics']
        assert any(d['code'] == 'text-file' for d in found), found
        refuse('/v1/ask', 'bad-profile', profile=profile)
        refuse('/v1/why', 'bad-profile', profile=profile)
        refuse('/v1/what-if', 'bad-profile', profile='employed: true', other=profile)
        refuse('/v1/what-if', 'bad-profile', profile=profile, cases=[{'set': [{'name': 'employed', 'value': 'true'}]}])
    answer = ask('/v1/ask', profile='memos: [{title: A, text: x}]', said=[{'kind': 'edit', 'number': 3}])
    assert answer['question']['kind'] == 'text', answer['question']
    answer = ask('/v1/ask', profile='memos: [{title: A, text: x}]', said=[{'kind': 'edit', 'number': 3}, {'kind': 'answer', 'text': '@/etc/passwd'}])
    assert answer['reply']['kind'] == 'rejected', answer['reply']


def what_is_wrong_is_said():
    cases = [
        (b'', 'bad-json'), (b'{', 'bad-json'), (b'[]', 'bad-json'), (b'"x"', 'bad-json'), (b'{"profile":"a"} x', 'bad-json'), (b'{"profile":"\\ud800"}', 'bad-json'),
        (b'{"profile":"a\\u0000b"}', 'bad-json'), (b'{"profile":"\xff"}', 'bad-json'), (b'{"profile":"a","profile":"b"}', 'bad-json'), (b'[' * 100000, 'bad-json'),
        (b'{}', 'bad-request'), (b'{"profile":1}', 'bad-request'), (b'{"profile":"{}","profil":1}', 'bad-request'), (b'{"profile":"{}","top":0}', 'bad-request'),
        (b'{"profile":"{}","top":-1}', 'bad-request'), (b'{"profile":"{}","top":1.5}', 'bad-request'), (b'{"profile":"{}","top":1e999}', 'bad-json'),
        (b'{"profile":"{}","top":99999999999999999999}', 'bad-json'), (b'{"profile":"{}","all":1}', 'bad-request'), (b'{"profile":"{}","format":"pdf"}', 'bad-request'),
        (b'{"profile":"{}","format":"html","sheet":"boss"}', 'bad-request'), (b'{"profile":"{}","sheet":"counselor"}', 'bad-request'),
        (b'{"profile":"{}","as_of":"soon"}', 'bad-request'), (b'{"profile":"{}","as_of":""}', 'bad-request'), (b'{"profile":"{}","set":{}}', 'bad-request'),
        (b'{"profile":"{}","set":[{"name":"x"}]}', 'bad-request'), (b'{"profile":"{}","set":[{"name":"nobody","value":"1"}]}', 'bad-profile'),
        (b'{"profile":"{}","set":[{"name":"employed","value":"1 +"}]}', 'bad-profile'), (b'{"profile":""}', 'bad-profile'), (b'{"profile":"a: &x [*x]"}', 'bad-profile'),
    ]
    for body, word in cases:
        status, _, answer = server.request('POST', '/v1/advise', body=body)
        document = json.loads(answer)
        check('Error', document)
        assert (status, document['error']) == (400, word), (body[:60], document)
    refuse('/v1/why', 'unknown-recommendation', profile='employed: true', recommendation='set-gaols')
    refuse('/v1/why-not', 'bad-request', profile='employed: true')
    refuse('/v1/what-if', 'bad-request', profile='employed: true')
    refuse('/v1/what-if', 'bad-request', profile='employed: true', cases=[])
    refuse('/v1/what-if', 'bad-request', profile='employed: true', cases=[{'set': []}] * 21)
    refuse('/v1/what-if', 'bad-request', profile='employed: true', cases=[{'set': []}], other='employed: false')


def nothing_is_kept():
    """Two requests with the same text are answered alike, whatever came between them."""
    text = next(iter(PROFILES.values()))
    before = ask('/v1/advise', profile=text)
    ask('/v1/advise', profile='employed: false', set=[{'name': 'hours_per_week', 'value': '70'}])
    ask('/v1/ask', profile='', said=[{'kind': 'dont_know'}])
    assert ask('/v1/advise', profile=text) == before
    with open(f'/proc/{server.process.pid}/cmdline', 'rb') as line:
        assert server.token.encode() not in line.read()


def about():
    status, headers, body = server.request('GET', '/v1/pack')
    assert status == 200 and headers['content-type'] == 'application/json'
    check('About', json.loads(body))
    status, headers, body = server.request('GET', '/openapi.yaml')
    with open('docs/openapi.yaml', 'rb') as file:
        assert (status, body) == (200, file.read())


def all_routes_are_described():
    assert set(ROUTES) == {'/v1/advise', '/v1/ask', '/v1/why', '/v1/why-not', '/v1/what-if', '/v1/batch'}
    for path in ROUTES:
        refuse(path, 'bad-request')


def the_schemas_are_schemas():
    for schema in API['components']['schemas'].values():
        Draft202012Validator.check_schema(schema)
    # The check itself notices what is wrong.
    for broken in ({}, {'format': 'advise-error/1', 'status': 400, 'error': 'odd', 'message': '', 'diagnostics': []},
                   {'format': 'advise-error/1', 'status': 400, 'error': 'busy', 'message': '', 'diagnostics': [], 'more': 1}):
        try:
            check('Error', broken)
        except AssertionError:
            continue
        raise AssertionError(broken)


for name, one in (('the description is one, and notices what is wrong', the_schemas_are_schemas), ('every route is described', all_routes_are_described),
                  ('what the guidance is about', about), ('reports are those of advise', reports_are_those_of_the_command),
                  ('sheets are those of advise', sheets_are_those_of_the_command), ('proofs are those of why', proofs_are_those_of_the_command),
                  ('what is missing is that of why-not', why_not_is_that_of_the_command), ('contrasts are those of what-if', contrasts_are_those_of_the_command),
                  ('outcomes, summaries and worklists are those of batch', batches_are_those_of_the_command), ('tables, documents, and what cannot be read', tables),
                  ('the interview is that of ask', the_interview_is_that_of_the_command), ('interviews go on from what is sent', interviews),
                  ('no file is read', no_files), ('what is wrong with a request is said', what_is_wrong_is_said), ('nothing is kept', nothing_is_kept)):
    test(name, one)
test('it ends in peace', lambda: server.end() == (0, b'') or (_ for _ in ()).throw(AssertionError()))
test.end()
