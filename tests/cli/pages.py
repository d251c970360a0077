"""Reads the HTML pages by python's parser: elements are closed in order, nothing is fetched or run, hostile words stay words, and all pages
have one style sheet.

usage: pages.py ADVISE FOLDER"""
import base64, hashlib, html.parser, json, re, shutil, subprocess, sys

program, folder = sys.argv[1:]
HOSTILE = '</td></table><script>alert("1")</script><img src=x onerror=y>&amp;\'\u202e'
EMPTY = {'meta', 'br', 'rect', 'line', 'input', 'img'}
ELEMENTS = EMPTY | set('html head title style body main h1 h2 h3 h4 p b i span code div table thead tbody tr th td ol ul li details summary svg article section label cite script a b'.split())
OLD, NEW = 'tests/packs/diff-old', 'tests/packs/diff-new'


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.open, self.style, self.script, self.words = [], '', '', ''
        self.feed(text)
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        assert tag in ELEMENTS, tag
        assert not any(name.startswith('on') or (name == 'src' and not (tag == 'img' and value.startswith(('data:image/png;base64,', 'data:image/svg+xml;base64,')))) or name == 'style' or (name == 'href' and value[0] != '#' and not re.fullmatch(r'[0-9]{6}(-[a-z0-9]+)*\.html', value)) for name, value in attributes), attributes
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        assert tag in ('rect', 'line'), tag

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data):
        if self.open and self.open[-1] == 'style':
            self.style += data
        elif self.open and self.open[-1] == 'script':
            self.script += data
        else:
            self.words += data


def page(*arguments):
    run = subprocess.run([program, *arguments, '-q', '--as-of', '2026-01-31'], capture_output=True)
    assert run.returncode in (0, 4), (arguments, run.returncode, run.stderr)
    return run.stdout.decode()


cohort = f'{folder}/cohort.ndjson'
with open(cohort, 'w') as file:
    for n in range(1, 12):
        print(json.dumps({'name': HOSTILE, 'n': n, 'tools': [{'name': HOSTILE, 'worn': True}]}), file=file)
    print(json.dumps({HOSTILE: 1}), file=file)

page('batch', '--pack', OLD, cohort, '-o', f'{folder}/out.ndjson', '--by', 'name', '--min-group', '1', '--summary', f'{folder}/summary.html')
with open(f'{folder}/one.json', 'w') as file:
    json.dump({'name': HOSTILE, 'n': 3, 'tools': [{'name': HOSTILE, 'worn': True}]}, file)
page('batch', '--pack', OLD, cohort, '--id', 'name', '--format', 'worklist', '-o', f'{folder}/work.html')
worklist = open(f'{folder}/work.html').read()
with open(f'{folder}/noted.yaml', 'w') as file:
    json.dump({'name': HOSTILE, 'years': 1, 'tired': True, 'notes': [HOSTILE]}, file)
page('batch', '--pack', OLD, cohort, '--id', 'name', '--sheets', f'{folder}/sheets', '--sheet', 'counselor')
page('batch', '--pack', OLD, cohort, '--id', 'name', '--sheets', f'{folder}/sheets.html')
pages = {
    'sheets': open(f'{folder}/sheets/index.html').read(),
    'sheets in one': open(f'{folder}/sheets.html').read(),
    'counselor': page(f'{folder}/noted.yaml', '--pack', 'tests/packs/office', '--format', 'html', '--sheet', 'counselor'),
    'sheet': page(f'{folder}/one.json', '--pack', OLD, '--format', 'html'),
    'proofs': page('why', f'{folder}/one.json', '--pack', OLD, '--format', 'html'),
    'outcomes': page('batch', '--pack', OLD, cohort, '--id', 'name', '--format', 'html', '--explain'),
    'worklist': worklist,
    'summary': open(f'{folder}/summary.html').read(),
    'diff': page('diff', OLD, NEW, cohort, '--by', 'name', '--id', 'name', '--format', 'html'),
}
print(f'1..{len(pages) + 2}')
styles = set()
SIGNED = "style-src 'sha256-%s'"
for number, (name, text) in enumerate(pages.items(), 1):
    read = Page(text)
    assert '<script>alert("1")</script>' in read.words, read.words
    styles.add(read.style)
    signed = SIGNED % base64.b64encode(hashlib.sha256(read.style.encode()).digest()).decode()
    assert signed in text, f'the policy of pages must say {signed}'
    runs = "script-src 'sha256-%s'" % base64.b64encode(hashlib.sha256(read.script.encode()).digest()).decode()
    assert runs in text if read.script else 'script-src' not in text, f'the policy of pages must say {runs}'
    print(f'ok {number} - the page of {name} is well formed, and words of others stay words')
assert len(styles) == 1
print(f'ok {len(pages) + 1} - all pages have one style sheet')

# An office's logo comes back from its page byte for byte, whatever its length.
pack = f'{folder}/office'
shutil.copytree('tests/packs/office', pack)
with open(f'{pack}/pack.yaml') as file:
    head = file.read().replace('logos/sign.svg', 'logo.png')
with open(f'{pack}/pack.yaml', 'w') as file:
    file.write(head)
for length in (8, 9, 10, 300, 301, 302, 600, 128 * 1024):
    logo = b'\x89PNG\r\n\x1a\n' + bytes(n * 7 % 256 for n in range(length - 8))
    with open(f'{pack}/logo.png', 'wb') as file:
        file.write(logo)
    text = page(f'{folder}/noted.yaml', '--pack', pack, '--format', 'html')
    Page(text)
    assert 'img-src data:' in text
    assert base64.b64decode(text.split('data:image/png;base64,')[1].split('"')[0], validate=True) == logo, length
print(f'ok {len(pages) + 2} - a logo comes back from its page byte for byte')
