"""Random profiles, written as NDJSON and as CSV with a random delimiter, quoting, line ends, byte-order mark, order of columns, and form
of lists and records; half of the files have other names, words and signs, and a map that says so. Rules copy every fact, so that the outcomes show what was read: they must be the same. TEST_SEED repeats a run.

usage: random_csv.py ADVISE FOLDER"""
import gzip, json, os, random, subprocess, sys, time

program, folder = sys.argv[1:]
seed = int(os.environ.get('TEST_SEED') or time.time_ns() % 2**32)
print(f'# TEST_SEED={seed}')
random.seed(seed)

ROUNDS = 40
FACTS = {'s': 'string', 'x': 'text', 'n': 'number', 'b': 'boolean', 'd': 'date', 'ls': 'list, of: string', 'ln': 'list, of: number',
         'lb': 'list, of: boolean', 'r': 'rec', 'rs': 'list, of: rec'}
FIELDS = {'a': 'string', 'n': 'number', 'b': 'boolean', 'l': 'list, of: string'}
LETTERS = ['"', '""', ',', ';', '\t', '|', '\n', '\r\n', ' ', "'", '\\', '[', ']', '{', ':', '=', '-', '#', '0', '7', 'a', 'b', 'true', 'null',
           'Zoë', '\ufeff', '\u2028', '\U0001f600', '\x7f']
NUMBERS = ['0', '1', '-1', '2.5', '-0.50', '1e3', '1.5E-2', '123456789012345678901234567890.5', '100']
WRONG = {'n': '"many"', 'b': '"maybe"', 'd': '"2026-13-01"', 'ln': '["x"]', 'r': '"{"', 'rs': '"A"'}


def write_pack():
    os.makedirs(f'{folder}/pack')
    copies = '\n'.join(f'  - {{name: copy_{name}, type: {kind}, derived: true}}' for name, kind in FACTS.items())
    facts = '\n'.join(f'  - {{name: {name}, type: {kind}}}' for name, kind in FACTS.items())
    fields = ', '.join(f'{{name: {name}, type: {kind}}}' for name, kind in FIELDS.items())
    rules = '\n'.join(f'  - {{id: copies-{name}, conclude: copy_{name}, value: {name}, because: x}}' for name in FACTS)
    files = {'pack.yaml': 'advise: 1\npack: copies\nversion: 1.0.0\ntitle: Copies\n',
             'vocabulary.yaml': f'types:\n  - {{name: rec, key: a, fields: [{fields}]}}\nfacts:\n{facts}\n{copies}\n',
             'recommendations.yaml': 'recommendations:\n  - {id: say, title: T, priority: 50}\n',
             'rules.yaml': f'rules:\n{rules}\n  - {{id: says, when: n > 1, recommend: say, because: x}}\n'}
    for name, text in files.items():
        with open(f'{folder}/pack/{name}', 'w', encoding='utf-8') as out:
            out.write(text)


def text():
    while True:
        made = ''.join(random.choice(LETTERS) for _ in range(random.randrange(1, 6)))
        if made.strip():
            return made


# A value is its text in JSON: numbers keep their digits.

def quote(value):
    return json.dumps(value, ensure_ascii=random.random() < 0.5)


def listed(item):
    return '[' + ', '.join(item() for _ in range(random.randrange(4))) + ']'


def boolean():
    return random.choice(['true', 'false'])


def digits():
    return random.choice(NUMBERS)


def record(least=0):
    makers = {'a': lambda: quote(text()), 'n': digits, 'b': boolean, 'l': lambda: listed(lambda: quote(text()))}
    names = random.sample(list(makers), random.randrange(least, len(makers) + 1))
    return {name: makers[name]() for name in names}


def json_of(members):
    return '{' + ', '.join(f'"{name}": {value}' for name, value in members.items()) + '}'


def value_of(name):
    if random.random() < 0.02 and name in WRONG:
        return WRONG[name]
    return {'s': lambda: quote(text()), 'x': lambda: quote(text()), 'n': digits, 'b': boolean,
            'd': lambda: random.choice(['"2026-01-31"', '"2024-02-29"', '"1999-12-01"']), 'ls': lambda: listed(lambda: quote(text())),
            'ln': lambda: listed(digits), 'lb': lambda: listed(boolean),
            'rs': lambda: listed(lambda: json_of(record(1)))}[name]()


class Style:
    """One way of writing a file."""

    def __init__(self):
        self.delimiter = random.choice(',;\t')
        self.separator = random.choice(';|/')
        self.end = random.choice(['\n', '\r\n'])
        self.quoting = random.choice([0, 0.5, 1])
        self.mark = random.random() < 0.3
        self.last_end = random.random() < 0.8
        self.dotted = random.random() < 0.5
        self.mapped = random.random() < 0.5
        self.comma = self.mapped and random.random() < 0.5
        self.unknown = self.mapped and random.random() < 0.5

    def own(self, value, kind):
        """A plain value in the office's words."""
        if kind == 'boolean' and value in ('true', 'false'):
            return {'true': random.choice(['J', 'ja', 'JA']), 'false': 'n'}[value]
        if kind == 'date' and value[4:5] == '-' and '13' not in value:
            return f'{value[8:]}.{value[5:7]}.{value[:4]}'
        if kind.endswith('number') and self.comma and not value.startswith('['):
            items = value.split(self.separator)
            return self.separator.join(i if set(i) - set('-0123456789.') else i.replace('.', ',') for i in items)
        return value

    def map_of(self, columns):
        """A map for columns that have other names."""
        words = {'boolean': 'yes: [J, ja], no: n', 'date': 'date: dmy'}
        text = 'map: Other words\n'
        text += 'decimal: ","\n' * self.comma + 'unknown: [N/A, "?"]\n' * self.unknown + 'columns:\n  Number: keep\n  Remarks: ignore\n'
        for column in columns:
            kind = FIELDS[column[2:]] if '.' in column else FACTS[column]
            more = words.get(kind)
            text += f'  {json.dumps(self.names[column])}: ' + (f'{{fact: {column}, {more}}}' if more else column) + '\n'
        with open(f'{folder}/map.yaml', 'w', encoding='utf-8') as out:
            out.write(text)

    def cell(self, value):
        if any(c in value for c in (self.delimiter, '"', '\n', '\r')) or random.random() < self.quoting:
            return '"' + value.replace('"', '""') + '"'
        return value

    def plain(self, value, kind):
        """A value as the text of a cell."""
        if value is None:
            return ''
        if kind in ('string', 'text', 'date') and value.startswith('"'):
            return json.loads(value)
        if kind == 'boolean':
            return random.choice([value, value.upper()]) if value in ('true', 'false') else json.loads(value)
        if kind == 'number':
            return value if not value.startswith('"') else json.loads(value)
        if kind.startswith('list, of: ') and kind != 'list, of: rec' and random.random() < 0.7:
            items = json.loads(value, parse_int=str, parse_float=str) if value.startswith('[') else []
            items = [str(item).lower() if isinstance(item, bool) else item for item in items]
            joined = self.separator.join(items)
            # What would be read otherwise is written as JSON.
            if items and all(i == i.strip() and i and self.separator not in i for i in items) and not joined.startswith('['):
                return joined
        return value

    def write(self, path, profiles):
        columns = [name for name in FACTS if name != 'r'] + ([f'r.{field}' for field in FIELDS] if self.dotted else ['r'])
        random.shuffle(columns)
        used = [c for c in columns if any(c.split('.')[0] in p for p in profiles) or random.random() < 0.5]
        columns = used if len(used) > 1 else columns
        self.names = {c: f'{random.choice(["Ref. ", "Col #", "Größe "])}{i}' if self.mapped else c for i, c in enumerate(columns)}
        if self.mapped:
            self.map_of(columns)
        lines = [self.delimiter.join([self.cell(self.names[c]) for c in columns] + ['Number', 'Remarks'] * self.mapped)]
        for number, p in enumerate(profiles, 1):
            row = []
            for column in columns:
                name, _, field = column.partition('.')
                if field:
                    row.append(self.plain(p[name].get(field) if name in p else None, FIELDS[field]))
                elif name == 'r':
                    row.append(json_of(p[name]) if name in p else '')
                else:
                    row.append(self.plain(p.get(name), FACTS[name]))
            if self.mapped:
                kinds = [FIELDS[c[2:]] if '.' in c else FACTS[c] for c in columns]
                row = [self.own(value, kind) for value, kind in zip(row, kinds)]
                row = [random.choice(['', 'n/a', '?']) if self.unknown and value == '' else value for value in row]
                row += [str(number), 'true']
            lines.append(self.delimiter.join(self.cell(c) for c in row))
        whole = ('\ufeff' if self.mark else '') + self.end.join(lines) + (self.end if self.last_end else '')
        with (gzip.open if path.endswith('.gz') else open)(path, 'wb') as out:
            out.write(whole.encode())


def batch(path, *options):
    run = subprocess.run([program, 'batch', '-q', '--pack', f'{folder}/pack', '--explain', '--jobs', str(random.randrange(1, 4)), *options, path],
                         capture_output=True)
    assert run.returncode in (0, 4), (run.returncode, run.stderr)
    results = [json.loads(line) for line in run.stdout.decode().split('\n')[:-1]]
    for result in results:  # places are others in another file
        if result['status'] == 'refused':
            result['diagnostics'] = sorted(d['code'] for d in result['diagnostics'])
    return results


def check_round():
    style = Style()
    profiles = []
    for _ in range(random.choice([1, 5, 50, 400])):
        p = {name: value_of(name) for name in FACTS if name != 'r' and random.random() < 0.7}
        if random.random() < 0.6:
            p['r'] = record(1)
        profiles.append(p or {'n': '1'})  # a row of empty cells is nobody
    lines, table = f'{folder}/p.ndjson', f'{folder}/p.csv' + random.choice(['', '.gz'])
    with open(lines, 'w', encoding='utf-8', newline='') as out:
        for p in profiles:
            members = {name: json_of(value) if name == 'r' else value for name, value in p.items()}
            members.update({name: 'null' for name in FACTS if name not in p and random.random() < 0.2})
            out.write(json_of(members) + '\n')
    style.write(table, profiles)
    options = ['--list-separator', style.separator] if style.separator != ';' or random.random() < 0.5 else []
    if random.random() < 0.3:
        options += ['--delimiter', 'tab' if style.delimiter == '\t' else style.delimiter]
    if style.mapped:
        options += ['--map', f'{folder}/map.yaml']
        kept = subprocess.run([program, 'batch', '-q', '--pack', f'{folder}/pack', *options, '--id', 'Number', table], capture_output=True)
        assert [json.loads(line)['id'] for line in kept.stdout.splitlines()] == [str(i + 1) for i in range(len(profiles))], kept
    expected, got = batch(lines), batch(table, *options)
    assert len(got) == len(expected) == len(profiles)
    for one, other, p in zip(expected, got, profiles):
        assert one == other, f'\n{p}\nJSON: {one}\nCSV:  {other}\n{vars(style)}'


print('1..1')
write_pack()
for _ in range(ROUNDS):
    check_round()
print(f'ok 1 - {ROUNDS} random cohorts say the same as CSV and as NDJSON')
