"""Advises on random profiles in every format. CSV, read by python's csv, and SQLite tables say what NDJSON says, and so do joined results of
shards. TEST_SEED repeats a run.

usage: outputs.py ADVISE FOLDER"""
import csv, io, json, os, random, re, shutil, sqlite3, subprocess, sys, time

program, folder = sys.argv[1:]
seed = int(os.environ.get('TEST_SEED') or time.time_ns() % 2**32)
print(f'# TEST_SEED={seed}')
random.seed(seed)

ROUNDS = 8
LETTERS = ['=', '+', '-', '@', '\t', '\r', '\n', '\r\n', '"', '""', ',', ';', "'", ' ', '\\', '{', '[', '0', '7', '12', '1.5', 'e3', 'a',
           'Zoë', '\u2028', '\U0001f600', '\x7f', '\x01', '</td>', '\ufeff', '$1', '%s',
           '\x1b[2J', '\x85', '\u202e', '\uff0b', '=1', ';-2+3', '|@x']
SEPARATORS = ';\t\n\r,|'
OF_ADVICE = ['certainty', 'score', 'priority', 'priority_open', 'title', 'summary', 'effort', 'horizon']
OF_PROFILE = ['number', 'file', 'line', 'given', 'recommendations', 'diagnostics']
LISTS = ['questions', 'derived', 'undetermined', 'warnings']


def text():
    if random.random() < 0.2:
        return str(random.randrange(200))
    return ''.join(random.choice(LETTERS) for _ in range(random.randrange(1, 6)))


def profile():
    p = {}
    if random.random() < 0.8:
        p['name'] = text()
    if random.random() < 0.9:
        p['n'] = random.choice([1, 3, 5, 6, 7, 11, 21, 99, 100.5, -1])
    if random.random() < 0.5:
        p['tools'] = [{'name': text(), 'worn': random.random() < 0.8} for _ in range(random.randrange(5))]
    if random.random() < 0.05:
        p[text()] = 'x'
    return p


def advise(*arguments):
    run = subprocess.run([program, *arguments], capture_output=True)
    assert run.returncode in (0, 4), (arguments, run.returncode, run.stderr)
    return run.stdout


def make_pack():
    """A pack, whose recommendations are parts and alternatives in half of all rounds."""
    shutil.rmtree(f'{folder}/pack', ignore_errors=True)
    shutil.copytree('tests/packs/diff-old', f'{folder}/pack')
    if random.random() < 0.5:
        return
    belonging = {'by-constant': 'part_of: by-derived', 'by-default': 'group: g', 'mend': 'group: g', 'by-derived': 'group: g'}
    with open(f'{folder}/pack/recommendations.yaml', encoding='utf-8') as written:
        changed = [re.sub(r'\{id: ([\w-]+),', lambda m: f'{m[0]} {belonging[m[1]]},' if m[1] in belonging else m[0], line) for line in written]
    with open(f'{folder}/pack/recommendations.yaml', 'w', encoding='utf-8') as out:
        out.writelines(changed)


def batch(path, *arguments):
    # Damaged bytes refuse their records only: a file that is not UTF-8 would have no results.
    return advise('batch', '-q', '--pack', f'{folder}/pack', '--as-of', '2026-01-31', '--encoding', 'UTF-8', *arguments, path)


def number(value):
    """The digits of a number; the type tells them from a text."""
    return Digits(value)


class Digits(str):
    pass


def results_of(ndjson):
    return [json.loads(line, parse_int=number, parse_float=number) for line in ndjson.decode().split('\n')[:-1]]


def defused(value):
    """As a cell shows a text: no part that a program may take for a cell of its own is a formula, and nothing acts on a terminal."""
    written = "'" if value[:1] in tuple('\t\r\n') else ''
    for i, letter in enumerate(value):
        if letter in '=+-@\uff1d\uff0b\uff0d\uff20' and (i == 0 or value[i - 1] in SEPARATORS):
            part = re.split(f'[{SEPARATORS}]', value[i:])[0]
            written += '' if re.fullmatch(r'[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?', part) and len(part) < 64 else "'"
        unsafe = re.match('[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]', letter)
        written += f'\\u{{{ord(letter):X}}}' if unsafe else letter
    return written


def problem(result):
    first = result['diagnostics'][0]
    more = len(result['diagnostics']) - 1
    return f"{first['file']}:{first['line']}:{first['column']}: {first['message']} [{first['code']}]" + (f' and {more} more' if more else '')


def cells(result, names, advice):
    """What the cells under these names must hold for the recommendation `advice`, if there is one."""
    for name in names:
        name = re.sub(r'_\d+$', '', name)
        one = advice if advice is not None else {}
        if name == 'recommendation':
            value = one.get('id', '')
        elif name in ['rank', 'item', 'part_of', 'alternative_to'] or name in OF_ADVICE:
            value = one.get(name, '')
        elif name == 'diagnostics':
            value = problem(result) if result['status'] == 'refused' else ''
        else:
            value = result.get(name, '')
        value = str(value).lower() if isinstance(value, bool) else value
        yield value if isinstance(value, Digits) else defused(value)


def check_csv(written, results, wide):
    rows = list(csv.reader(io.StringIO(written.decode(), newline=''), strict=True))
    assert written.endswith(b'\r\n')
    header, rows = rows[0], rows[1:]
    at = 0
    for result in results:
        advices = result.get('recommendations', [])
        if wide:
            expected = []
            for column, name in enumerate(header):
                found = re.fullmatch(r'(\w+)_(\d+)', name)
                advice = next((a for a in advices if found and a['rank'] == found[2]), None)  # the head of the entry
                expected += cells(result, [name], advice)
            assert rows[at] == expected, (rows[at], expected)
            at += 1
            continue
        for advice in advices or [None]:
            expected = list(cells(result, header, advice))
            assert rows[at] == expected, (rows[at], expected)
            at += 1
    assert at == len(rows)


def same(cell, value):
    if isinstance(value, bool):
        return type(cell) is int and cell == value
    if isinstance(value, Digits):
        return type(cell) in (int, float) and cell == float(value)
    return type(cell) is type(value) and cell == value


def rows_of(path, table):
    with sqlite3.connect(path) as database:
        database.row_factory = sqlite3.Row
        return [dict(row) for row in database.execute(f'SELECT * FROM {table}')]


def check_sqlite(path, results):
    outcomes = rows_of(path, 'outcomes')
    assert len(outcomes) == len(results)
    expected = []
    for place, (row, result) in enumerate(zip(outcomes, results)):
        assert row.pop('number') == place + 1
        for name, cell in row.items():
            if name in LISTS + ['diagnostics']:
                whole = json.loads(cell, parse_int=number, parse_float=number) if cell is not None else None
                assert whole == result.get(name), (cell, result)
            else:
                assert same(cell, result.get(name)), (name, cell, result)
        for index, advice in enumerate(result.get('recommendations', [])):
            expected.append({**advice, 'outcome': place + 1, 'place': index + 1, 'recommendation': advice['id']})
    with sqlite3.connect(path) as database:
        assert database.execute('PRAGMA integrity_check').fetchall() == [('ok',)]
        assert database.execute('PRAGMA foreign_key_check').fetchall() == []
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'index')")}
        run = database.execute('SELECT pack, version, as_of, profiles, refused FROM run').fetchall()
    refused = sum(result['status'] == 'refused' for result in results)
    assert run == [('diff', '1.0.0', '2026-01-31', len(results), refused)], run
    if 'recommendations' not in tables:
        assert not expected
        return
    assert 'recommendations_by_recommendation' in tables
    recommendations = rows_of(path, 'recommendations')
    assert len(recommendations) == len(expected)
    for row, advice in zip(recommendations, expected):
        assert row['outcome'] == advice['outcome'] and row['place'] == advice['place']
        for name in set(row) - {'outcome', 'place'}:
            assert same(row[name], advice.get(name)), (row, advice)


def dump(path):
    """All that a database holds, without line numbers, which start again in each shard (also in diagnostics)."""
    with sqlite3.connect(path) as database:
        return [re.sub(r'"line":\d+', '"line":', line) for line in database.iterdump()]


def without_lines(ndjson):
    return re.sub(rb'"line":\d+', b'', ndjson)


def check_round():
    make_pack()
    path, shards = f'{folder}/in.ndjson', random.randrange(1, 6)
    profiles = [profile() for _ in range(random.choice([1, 7, 60, 700]))]
    with open(path, 'w', encoding='utf-8', newline='') as out:
        for p in profiles:
            out.write(json.dumps(p, ensure_ascii=random.random() < 0.5) + '\n')
    options = ['--id', 'name'] if random.random() < 0.6 else []
    fields = random.sample(OF_PROFILE + OF_ADVICE, random.randrange(1, 9)) if random.random() < 0.7 else []
    top = random.randrange(1, 5)
    jobs = ['--jobs', str(random.randrange(1, 4))]
    shared = [*options, '--top', str(top)]
    if fields:
        shared += ['--fields', ','.join(fields)]
    results = results_of(batch(path, *shared))
    assert len(results) == len(profiles)
    for form in ('csv', 'csv-long'):
        whole = batch(path, *shared, *jobs, '--format', form)
        check_csv(whole, results, form == 'csv')
    # A database has more fields by default, and lists.
    chosen = fields + random.sample(LISTS, random.randrange(3)) if fields else \
        ['file', 'line', 'given', 'recommendations', 'certainty', 'score', 'priority', 'priority_open', 'diagnostics']
    tables = [*options, '--top', str(top), '--fields', ','.join(chosen)]
    usual = [*options, '--top', str(top)] if not fields else tables
    batch(path, *usual, *jobs, '--format', 'sqlite', '-o', f'{folder}/whole.db')
    check_sqlite(f'{folder}/whole.db', results_of(batch(path, *tables)))
    for form in ('ndjson', 'csv', 'csv-long', 'sqlite'):
        parts = [f'{folder}/{shard + 1}' for shard in range(shards)]
        # Line numbers start again in each shard. So they are not compared, nor are diagnostics in CSV, which begin with them.
        left_out = ['line'] + (['diagnostics'] if form.startswith('csv') else [])
        asked = [name for name in fields or ['given', 'score', 'certainty', 'diagnostics'] if name not in left_out]
        asked = [*options, '--top', str(top), '--fields', ','.join(asked or ['given']), '--format', form]
        for shard, part in enumerate(parts):
            batch(path, *asked, '--shard', f'{shard + 1}/{shards}', '-o', part)
        advise('merge', '--shards', str(shards), *parts, '-o', f'{folder}/joined')
        batch(path, *asked, '-o', f'{folder}/whole')
        if form == 'sqlite':
            assert dump(f'{folder}/joined') == dump(f'{folder}/whole')
        else:
            joined, whole = (open(f'{folder}/{name}', 'rb').read() for name in ('joined', 'whole'))
            assert without_lines(joined) == without_lines(whole), form


def check_foreign():
    """Merge refuses databases that only look like ours."""
    columns = ', '.join(f'c{i}' for i in range(1000))
    run = 'CREATE TABLE run(advise, pack, version, as_of, profiles, refused); INSERT INTO run VALUES(0, 0, 0, 0, 1, 0)'
    for tables, why in (('CREATE TABLE run(x)', 'not a database'),
                        (f'{run}; CREATE TABLE outcomes(number, id, {columns}); INSERT INTO outcomes(number) VALUES(1)', 'not a database'),
                        (f'{run}; CREATE TABLE outcomes(number, id AS (abs(1)), status)', 'not complete'),
                        (f'{run}; CREATE TABLE outcomes(number, id AS (abs(1))); INSERT INTO outcomes VALUES(1)', 'not a database'),
                        (f'{run}; CREATE TABLE outcomes(number, id); INSERT INTO outcomes VALUES(3, 3)', 'not complete'),
                        (f'{run}; CREATE VIEW outcomes AS SELECT 1 AS number', 'not a database')):
        path = f'{folder}/foreign.db'
        if os.path.exists(path):
            os.remove(path)
        with sqlite3.connect(path) as database:
            database.executescript(f'PRAGMA application_id = 1633973865; {tables}')
        merged = subprocess.run([program, 'merge', path, '-o', f'{folder}/none.db'], capture_output=True)
        assert merged.returncode == 5 and why in merged.stderr.decode(), (tables[:300], merged.returncode, merged.stderr)
        assert not [name for name in os.listdir(folder) if name.startswith('none')]


print('1..2')
check_foreign()
print('ok 1 - a database that only looks like results is not joined')
for _ in range(ROUNDS):
    check_round()
print(f'ok 2 - {ROUNDS} random batches say the same in every format, whole and joined')
