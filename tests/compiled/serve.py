"""Usage: serve.py TESTS PACK: what the local page with that pack answers to one request of each kind about overloaded.yaml."""
import json, sys

sys.path.insert(0, sys.argv[1] + '/serve')
from client import Server

server = Server('--pack', sys.argv[2], '--as-of', '2026-01-31')
with open('people/overloaded.yaml', encoding='utf-8') as file:
    profile = file.read()
print(server.request('GET', '/v1/pack')[2].decode())
for path, members in (
        ('advise', {}),
        ('why', {}),
        ('why-not', {'recommendation': 'end-memos-with-next-steps', 'seconds': 60}),
        ('what-if', {'cases': [{'name': 'long', 'set': [{'name': 'hours_per_week', 'value': '37.5'}]}]}),
        ('ask', {'said': [{'kind': 'dont_know'}]})):
    print(path, json.dumps(server.ask('/v1/' + path, profile=profile, **members), ensure_ascii=False))
print('batch', json.dumps(server.ask('/v1/batch', people='name,hours_per_week\nA,40.5\n', input='csv', name='c.csv', id='name')))
status, said = server.end()
print(status, said.decode(), file=sys.stderr)
