#include "scenarios.h"

#define PACK " --pack packs/diff-old --as-of 2026-01-31"

/// What changed since last.ndjson: a client is new, two have changed, one is gone, and one is refused now.
#define SINCE " --id name --facts n --since last.ndjson"

const scenario scenarios[] = {
    {"advise", "people/1.yaml --as-of 2026-01-31", NULL, 0, NULL},
    {"advise in JSON", "people/1.yaml people/2.yaml --format json" PACK, NULL, 0, NULL},
    {"advise as a sheet", "people/1.yaml --format html -o made/sheet.html" PACK, NULL, 0, NULL},
    {"advise as a counselor's sheet", "people/1.yaml --sheet counselor --format html -o made/sheet.html" PACK,
     NULL, 0, NULL},
    {"advise by a compiled pack", "people/1.yaml --pack ./compiled --as-of 2026-01-31", NULL, 0, NULL},
    {"ask", "ask --answers typed.txt -o made/me.yaml" PACK, NULL, ADDED_TO | MENDED, NULL},
    {"ask at a terminal", "ask people/1.yaml -o made/me.yaml" PACK, NULL, ADDED_TO | MENDED, "typed.txt"},
    {"batch", "batch people.ndjson --jobs 2 -o made/out.ndjson" PACK, NULL, 0, NULL},
    {"batch over a file", "batch people.ndjson --jobs 1 -o made/out.ndjson" PACK, "old", 0, NULL},
    {"batch of a folder", "batch people --jobs 1 --format csv -o made/out.csv" PACK, NULL, 0, NULL},
    {"batch of CSV to a page", "batch people.csv --jobs 1 --format html -o made/out.html" PACK, NULL, 0,
     NULL},
    {"batch of gzip to SQLite", "batch people.ndjson.gz --jobs 1 --format sqlite -o made/out.db" PACK, NULL,
     0, NULL},
    {"batch --append to SQLite", "batch people.ndjson --jobs 1 --append --format sqlite -o made/out.db" PACK,
     NULL, ADDED_TO | RESUMED, NULL},
    {"batch of a database", "batch people.db --query select*from(people) --jobs 1 -o made/out.ndjson" PACK,
     NULL, 0, NULL},
    {"batch of standard input", "batch - --jobs 1 -o made/out.ndjson" PACK, NULL, 0, "people.ndjson"},
    {"batch to standard output", "batch people.ndjson people.yaml --jobs 1" PACK, NULL, 0, NULL},
    {"batch with a summary", "batch people.ndjson --jobs 1 --summary made/s.html -o made/out.ndjson" PACK,
     NULL, 0, NULL},
    {"batch to a workbook", "batch people.ndjson --jobs 1 --format xlsx -o made/out.xlsx" PACK, NULL,
     IS_HELPER, NULL},
    {"batch of a compiled pack beside its files",
     "batch people.ndjson --jobs 1 -o made/out.ndjson --pack beside/pack.compiled --as-of 2026-01-31", NULL,
     0, NULL},
    {"batch of a folder with a compiled pack",
     "batch people.ndjson --jobs 1 -o made/out.ndjson --pack beside --as-of 2026-01-31", NULL, 0, NULL},
    {"batch of a compiled pack",
     "batch people.ndjson --jobs 1 -o made/out.ndjson --pack ./compiled --as-of 2026-01-31", NULL, 0, NULL},
    {"batch --check", "batch --check people.ndjson --jobs 1 -o made/check.json" PACK, NULL, 0, NULL},
    {"batch --append", "batch people.ndjson --jobs 1 --append -o made/out.ndjson" PACK, NULL,
     ADDED_TO | RESUMED, NULL},
    {"batch --resume", "batch people.ndjson --jobs 1 --append --resume -o made/out.ndjson" PACK, "begun",
     ADDED_TO, NULL},
    {"batch of sheets", "batch people.ndjson --jobs 1 --sheets made/sheets" PACK, NULL, ADDED_TO | RESUMED,
     NULL},
    {"batch --append of sheets", "batch people.ndjson --jobs 1 --sheets made/all.html --append" PACK, NULL,
     ADDED_TO | RESUMED, NULL},
    {"batch of sheets to one page", "batch people.ndjson --jobs 1 --sheets made/all.html" PACK, NULL, 0,
     NULL},
    {"batch of a counselor's sheets",
     "batch people.ndjson --jobs 1 --id name --sheet counselor --sheets made/sheets" PACK, NULL,
     ADDED_TO | RESUMED, NULL},
    {"batch --since", "batch later.ndjson --jobs 1" SINCE " -o made/out.ndjson" PACK, NULL, 0, NULL},
    {"batch --since as a page", "batch later.ndjson --jobs 1" SINCE ".gz -o made/out.html" PACK, NULL, 0,
     NULL},
    {"batch --since to standard output", "batch - --jobs 2" SINCE PACK, NULL, 0, "later.ndjson"},
    {"check", "check ours --pack-path packs", NULL, 0, NULL},
    {"check of a compiled pack", "check beside/pack.compiled", NULL, 0, NULL},
    {"completion", "completion bash", NULL, 0, NULL},
    {"diff",
     "diff packs/diff-old packs/diff-new people.ndjson --format json --as-of 2026-01-31 -o made/out.json",
     NULL, 0, NULL},
    {"feel of lines", "feel", NULL, 0, "lines.txt"},
    {"feel", "feel --context people/1.yaml n+1", NULL, 0, NULL},
    {"fmt", "fmt made", "messy", 0, NULL},
    {"import", "import resume.json -o made/me.yaml --pack packs/diff-old", NULL, 0, NULL},
    {"import into a profile", "import resume.json -o made/me.yaml --pack packs/diff-old", "mine", 0, NULL},
    {"init", "init made/me.yaml --pack packs/diff-old", NULL, 0, NULL},
    {"init --force", "init --force made/me.yaml --pack packs/diff-old", "mine", 0, NULL},
    {"merge", "merge part-1.ndjson part-2.ndjson -o made/out.ndjson", NULL, 0, NULL},
    {"merge of CSV", "merge part-1.csv part-2.csv -o made/out.csv", NULL, 0, NULL},
    {"merge of databases", "merge part-1.db part-2.db -o made/out.db", NULL, 0, NULL},
    {"merge of summaries", "merge part-1.json part-2.json -o made/out.json", NULL, 0, NULL},
    {"compile", "compile packs/diff-old -o made/pack", NULL, 0, NULL},
    {"new-pack", "new-pack made/new --extends diff-old --pack-path packs", NULL, 0, NULL},
    {"schema", "schema packs/diff-old", NULL, 0, NULL},
    {"schema --into", "schema packs/diff-old --into made/schema", NULL, 0, NULL},
    {"show", "show packs/diff-old", NULL, 0, NULL},
    {"summary", "summary out.ndjson --format html -o made/out.html", NULL, 0, NULL},
    {"test", "test ours --pack-path packs --coverage", NULL, 0, NULL},
    {"what-if", "what-if people/1.yaml --set n=6 --case b --set n=7" PACK, NULL, 0, NULL},
    {"why", "why people/7.yaml" PACK, NULL, 0, NULL},
    {"why of one", "why people/7.yaml excluder --format json" PACK, NULL, 0, NULL},
    {"why as a page", "why people/7.yaml --format html -o made/why.html" PACK, NULL, 0, NULL},
    {"why-not", "why-not people/1.yaml by-priority --seconds 60" PACK, NULL, 0, NULL},
    {"test --update", "test made/wrong --update --yes", "given", 0, NULL},
};

const size_t scenario_count = sizeof scenarios / sizeof *scenarios;

const char scenario_setting[] =
    "set -e; mkdir people packs\n"
    "cp -r \"$ROOT/tests/packs/diff-old\" \"$ROOT/tests/packs/diff-new\" packs; mkdir given; cp -r "
    "\"$ROOT/tests/packs/tested\" given/wrong\n"
    "cp -r \"$ROOT/tests/packs/tested\" ours\n"
    "mkdir packs/diff-old/import; printf 'import: R\nform: json\nsigns: [a]\nparts:\n  - names: {a: a}\n    "
    "facts: {name: a}\n"
    "    guesses: {n: string length(a)}\n' > packs/diff-old/import/r.yaml; echo '{\"a\": \"Nora\"}' > "
    "resume.json\n"
    "for i in 1 2 3 4 5 6 7; do echo \"{\\\"name\\\": \\\"Person $i\\\", \\\"n\\\": $i}\" >> people.ndjson; "
    "echo \"name: Person $i\n"
    "n: $i\" > people/$i.yaml; done\n"
    "echo '{\"n\": \"many\"}' >> people.ndjson; echo 'm: 3' > people/9.yaml\n"
    "printf '3\\nback\\ndk\\nadvice\\n7\\n' > typed.txt; printf 'n = 3\\n1 + 2\\nsum(1, 2, 3)\\n[' > "
    "lines.txt\n"
    "sqlite3 people.db \"create table people(name text, n int); insert into people values ('A', 1), ('B', "
    "7)\"\n"
    "gzip -k people.ndjson; printf 'name,n\\r\\nA,1\\r\\n\"B\n b\",2\\r\\n' > people.csv\n"
    "printf 'name: A\\nn: 1\\n---\\nname: B\\nn: 2\\n' > people.yaml\n"
    "mkdir messy mine old; printf 'name:   A\\n\\n\\n\\nn:  1\\n' | tee messy/a.yaml > messy/b.yaml; echo "
    "'mine: 1' > mine/me.yaml\n"
    "b() { advise batch -q --pack packs/diff-old --as-of 2026-01-31 \"$@\" || [ $? -eq 4 ]; }\n"
    "advise compile packs/diff-old -o compiled; cp -r packs/diff-old beside\n"
    "advise compile beside -o beside/pack.compiled\n"
    "b people.ndjson -o out.ndjson; cp out.ndjson old\n"
    "b people.ndjson --id name --facts n --fields given,recommendations,score,pack,as_of -o last.ndjson\n"
    "gzip -k last.ndjson; sed -e '/Person 3/d' -e '/Person 2/s/2}/7}/' -e '/Person 5/s/5}/6}/' -e '/Person "
    "6/s/6}/\"x\"}/' "
    "people.ndjson > later.ndjson; echo '{\"name\": \"Person 8\", \"n\": 1}' >> later.ndjson\n"
    "for i in 1 2; do for e in ndjson csv; do b people.ndjson --shard $i/2 -o part-$i.$e --format $e; done\n"
    "b people.ndjson --shard $i/2 -o part-$i.db --format sqlite; advise summary part-$i.ndjson --format json "
    "-o part-$i.json; done\n"
    "mkdir begun; (ulimit -f 1; b people.ndjson --append --jobs 1 -o begun/out.ndjson) || :; test -f "
    "begun/out.ndjson.run\n";
