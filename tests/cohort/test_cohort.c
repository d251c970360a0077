// How inputs are cut into records: numbers, places, what is passed over, what is refused, and that no input is lost.
#include "cohort/cohort.h"
#include "compare/evaluate.h"

#include "base/text.h"
#include "failing.h"
#include "files.h"
#include "random.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct walk {
    const char *const *inputs;
    size_t count, max_record;
    cohort_options options;
    const allocator *from;
    arena *arena;
    text_builder out; ///< a line a record: number, file, line, syntax, text in brackets
    bool texts_only;
    bool asks_for_lines; ///< lines are asked for before the next record is
    bool no_memory;
} walk;

typedef struct step_job {
    cohort *cohort;
    cohort_record record;
    diag_list *diags;
    arena *arena;
    cohort_step step;
    bool asks_for_lines;
} step_job;

static void step_inside(void *argument)
{
    step_job *j = argument;
    j->diags = diag_list_new(j->arena);
    const bool is_line = j->asks_for_lines && cohort_next_line(j->cohort, &j->record);
    j->step = is_line ? COHORT_RECORD : cohort_next(j->cohort, &j->record, j->diags);
}

static const char *base_name(slice path)
{
    const char *slash = strrchr(path.ptr, '/');
    return slash != NULL ? slash + 1 : path.ptr;
}

static void walk_inside(void *argument)
{
    walk *w = argument;
    cohort_options options = w->options;
    options.max_record = w->max_record;
    cohort *c = cohort_new(w->from, w->inputs, w->count, &options);
    step_job j = {.cohort = c, .arena = arena_new(w->from, 0), .asks_for_lines = w->asks_for_lines};
    w->no_memory = c == NULL || j.arena == NULL;
    while (!w->no_memory) {
        arena_reset(j.arena);
        w->no_memory = arena_run(j.arena, step_inside, &j) != ARENA_DONE || j.step == COHORT_NO_MEMORY;
        if (w->no_memory || j.step == COHORT_END)
            break;
        if (w->texts_only) {
            text_add(&w->out, j.record.source.text);
            continue;
        }
        if (j.step == COHORT_RECORD || j.step == COHORT_REFUSED)
            text_add_format(&w->out, "%zu %s:%zu", j.record.number, base_name(j.record.source.file),
                            j.record.source.lines_before + 1);
        if (j.step == COHORT_RECORD)
            text_add_format(&w->out, " %s [%.*s]\n",
                            j.record.header != NULL           ? "row"
                            : j.record.syntax == PROFILE_JSON ? "json"
                                                              : "yaml",
                            SLICE_ARG(j.record.source.text));
        else
            text_add_format(&w->out, " %s: %zu:%s\n", j.diags->items[0].code, j.diags->items[0].line,
                            strrchr(j.diags->items[0].message.ptr, ':') != NULL
                                ? strrchr(j.diags->items[0].message.ptr, ':') + 1
                                : "");
    }
    cohort_free(c);
    arena_free(j.arena);
}

/// All records of the inputs as text, in `a`.
static const char *records(arena *a, const char *const *inputs, size_t count, size_t max_record)
{
    walk w = {.inputs = inputs, .count = count, .max_record = max_record, .arena = a, .out = {.arena = a}};
    assert_int_equal(arena_run(a, walk_inside, &w), ARENA_DONE);
    assert_false(w.no_memory);
    walk same = {.inputs = inputs,
                 .count = count,
                 .max_record = max_record,
                 .arena = a,
                 .out = {.arena = a},
                 .asks_for_lines = true};
    assert_int_equal(arena_run(a, walk_inside, &same), ARENA_DONE);
    assert_string_equal(text_result(&same.out).ptr, text_result(&w.out).ptr);
    return text_result(&w.out).ptr;
}

typedef struct cut_case {
    const char *name, *text, *records;
    size_t max_record;
} cut_case;

static void test_files_are_cut_into_records(void **state)
{
    (void)state;
    static const cut_case cases[] = {
        {"a.ndjson", "{}\n{\"a\":1}\n", "1 a.ndjson:1 json [{}\n]\n2 a.ndjson:2 json [{\"a\":1}\n]\n", 0},
        {"a.jsonl", "{}\r\n\r\n \t\n{}", "1 a.jsonl:1 json [{}\r\n]\n2 a.jsonl:4 json [{}]\n", 0},
        {"a.ndjson", "\xEF\xBB\xBF{}\n", "1 a.ndjson:1 json [\xEF\xBB\xBF{}\n]\n", 0},
        {"a.ndjson", "", "", 0},
        {"a.ndjson", "\n\n", "", 0},
        {"a.ndjson", "garbage\n{}\n", "1 a.ndjson:1 json [garbage\n]\n2 a.ndjson:2 json [{}\n]\n", 0},
        {"a.ndjson", "{\"aaa\":1}\n{}\n{\"aa\":1}",
         "1 a.ndjson:1 too-large: 1:\n2 a.ndjson:2 json [{}\n]\n3 a.ndjson:3 json [{\"aa\":1}]\n", 8},
        {"a.ndjson", "{}\n{\"a\":1}\n{\"aa\":1}\n",
         "1 a.ndjson:1 json [{}\n]\n2 a.ndjson:2 json [{\"a\":1}\n]\n3 a.ndjson:3 too-large: 3:\n", 7},
        {"a.json", "{\n}\n", "1 a.json:1 json [{\n}\n]\n", 0},
        {"a.json", "", "1 a.json:1 json []\n", 0},
        {"a.json", "[1,2,3]", "1 a.json:1 json [1]\n2 a.json:1 json [2]\n3 a.json:1 json [3]\n", 6},
        {"a.json", "{\"a\": 12345}", "1 a.json:1 too-large: 1:\n", 6},
        {"a.json", "{\"a\": \"}\\\"]\"}\n x", "1 a.json:1 json [{\"a\": \"}\\\"]\"}\n x]\n", 0},
        {"a.json", "\xEF\xBB\xBF [\n{\"a\":[1,{}]}\n,\n {\"b\":2}\n]\n",
         "1 a.json:2 json [{\"a\":[1,{}]}]\n2 a.json:4 json [{\"b\":2}]\n", 0},
        {"a.json", "[]", "", 0},
        {"a.json", "[ ]\n[{}]", "1 a.json:2 json [{}]\n", 0},
        {"a.json", "[{},{}",
         "1 a.json:1 json [{}]\n2 a.json:1 json [{}]\n json-syntax: 1: its ] "
         "is missing\n",
         0},
        {"a.json", "[{}\n{}]", "1 a.json:1 json [{}]\n json-syntax: 2:\n", 0},
        {"a.json", "[{},]", "1 a.json:1 json [{}]\n json-syntax: 1:\n", 0},
        {"a.json", "[{\"aaaa\":1},{}]", "1 a.json:1 too-large: 1:\n2 a.json:1 json [{}]\n", 6},
        {"a.json", "{\n \"a\": 1\n}\n{\n}\n", "1 a.json:1 json [{\n \"a\": 1\n}]\n2 a.json:4 json [{\n}]\n",
         0},
        {"a.json", "{}\n{\"a\n{}\n",
         "1 a.json:1 json [{}\n]\n2 a.json:2 json [{\"a\n]\n3 a.json:3 json [{}\n]\n", 0},
        {"a.ndjson", "[{},\n{}]\n", "1 a.ndjson:1 json [{}]\n2 a.ndjson:2 json [{}]\n", 0},
        {"a.ndjson", "\x1E{}\n\x1E{\n}\n\x1E{\"a\x1E{}\n",
         "1 a.ndjson:1 json [{}]\n2 a.ndjson:2 json [{\n}]\n3 a.ndjson:4 json [{\"a]\n4 a.ndjson:4 json "
         "[{}]\n",
         0},
        {"A.CSV", "n,m\r1,2\r3,4", "1 A.CSV:2 row [1,2\n]\n2 A.CSV:3 row [3,4]\n", 0},
        {"a.psv", "n|m\n1|2\n", "1 a.psv:2 row [1|2\n]\n", 0},
        {"a.txt", "n\tm\n1\t2\n", "1 a.txt:2 row [1\t2\n]\n", 0},
        {"a.txt", "\"n\";\"m\"\n1;2\n", "1 a.txt:2 row [1;2\n]\n", 0},
        {"a.txt", "name: Ann, Bob\n", "1 a.txt:1 yaml [name: Ann, Bob\n]\n", 0},
        {"a.txt", "{\n\"a\": 1\n}\n", "1 a.txt:1 json [{\n\"a\": 1\n}\n]\n", 0},
        {"a.txt", "[{}]", "1 a.txt:1 json [{}]\n", 0},
        {"a.yaml", "a: 1\n", "1 a.yaml:1 yaml [a: 1\n]\n", 0},
        {"a.yaml", "", "1 a.yaml:1 yaml []\n", 0},
        {"a.yml", "a: 1\n---\na: 2\n--- # two\na: 3",
         "1 a.yml:1 yaml [a: 1\n]\n2 a.yml:2 yaml [---\na: 2\n]\n3 a.yml:4 yaml [--- # two\na: 3]\n", 0},
        {"a.yaml", "# head\n---\na: 1\n...\n# between\n---\na: 2\n...\n",
         "1 a.yaml:1 yaml [# head\n---\na: 1\n...\n]\n2 a.yaml:5 yaml [# between\n---\na: 2\n...\n]\n", 0},
        {"a.yaml", "---\n---\n# none\n---\na: 1\n---\n",
         "1 a.yaml:1 yaml [---\n]\n2 a.yaml:2 yaml [---\n# none\n]\n3 a.yaml:4 yaml [---\na: 1\n]\n", 0},
        {"a.yaml", "# head\n---\na: 1\n...\n---\n...\n---\na: 2\n",
         "1 a.yaml:1 yaml [# head\n---\na: 1\n...\n]\n2 a.yaml:5 yaml [---\n...\n]\n3 a.yaml:7 yaml [---\na: "
         "2\n]\n",
         0},
        {"a.yaml", "--- {a: 1}\n--- {a: 2}\n",
         "1 a.yaml:1 yaml [--- {a: 1}\n]\n2 a.yaml:2 yaml [--- {a: 2}\n]\n", 0},
        {"a.yaml", "%YAML 1.2\n---\na: |\n ---\n x\n", "1 a.yaml:1 yaml [%YAML 1.2\n---\na: |\n ---\n x\n]\n",
         0},
        {"a.yaml", "a: 1\nb: 22222\n---\na: 2\n", "1 a.yaml:1 too-large: 1:\n2 a.yaml:3 yaml [---\na: 2\n]\n",
         8},
        {"a.csv", "n,m\n1,2\n\r\n3,\"4\n5\"\r\n6,7",
         "1 a.csv:2 row [1,2\n]\n2 a.csv:4 row [3,\"4\n5\"\r\n]\n3 a.csv:6 row [6,7]\n", 0},
        {"a.csv", "\xEF\xBB\xBFsep=;\r\n\"n\n\";m\n1;2\n", "1 a.csv:4 row [1;2\n]\n", 0},
        {"a.csv", "n\n1\"\n2\n\"3", "1 a.csv:2 row [1\"\n]\n2 a.csv:3 row [2\n]\n3 a.csv:4 row [\"3]\n", 0},
        {"a.csv", "n\n\"1\n2\"\n3\n\"444\n5", // two rows that are too long, one of them open
         "1 a.csv:2 too-large: 2:\n2 a.csv:4 row [3\n]\n3 a.csv:5 too-large: 5:\n4 a.csv:6 row [5]\n", 2},
        {"a.csv", "n\n", "", 0},
        {"a.csv", "\n\n", " file-unreadable: 0: the file has no header\n", 0},
        {"a.tsv", "n,m\n1\n", "1 a.tsv:2 row [1\n]\n", 0},
        {"lines", "\n {}\n{}\n", "1 lines:2 json [ {}\n]\n2 lines:3 json [{}\n]\n", 0},
        {"documents", "a: 1\n---\na: 2\n", "1 documents:1 yaml [a: 1\n]\n2 documents:2 yaml [---\na: 2\n]\n",
         0},
    };
    char *folder = folder_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = file_make(folder, cases[i].name, cases[i].text);
        arena *a = arena_new(NULL, 0);
        assert_string_equal(records(a, (const char *const *)&path, 1, cases[i].max_record), cases[i].records);
        arena_free(a);
        free(path);
    }
    folder_remove(folder);
}

static void test_a_record_longer_than_a_read_is_whole(void **state)
{
    (void)state;
    enum { LENGTH = 300000 };
    char *folder = folder_new();
    char *text = malloc(3 * (size_t)LENGTH);
    assert_non_null(text);
    memset(text, ' ', 3 * (size_t)LENGTH);
    text[0] = text[LENGTH] = text[2 * LENGTH] = '1';
    text[LENGTH - 1] = text[2 * LENGTH - 1] = '\n';
    char *path = text_of("%s/long.ndjson", folder);
    file_write(path, text, 3 * (size_t)LENGTH);
    arena *a = arena_new(NULL, 0);
    const char *all = records(a, (const char *const *)&path, 1, 0);
    assert_int_equal(strlen(all), 3 * (size_t)LENGTH + strlen("1 long.ndjson:1 json []\n") * 3);
    const char *short_limit = records(a, (const char *const *)&path, 1, 100000);
    assert_string_equal(short_limit, "1 long.ndjson:1 too-large: 1:\n2 long.ndjson:2 too-large: 2:\n"
                                     "3 long.ndjson:3 too-large: 3:\n");
    arena_free(a);
    free(path);
    free(text);
    folder_remove(folder);
}

static void test_a_folder_gives_its_files_by_path(void **state)
{
    (void)state;
    char *folder = folder_new();
    static const char *const names[][2] = {
        {"b.yaml", "n: 2\n"},   {"a.json", "{}"},           {"C.YML", "n: 3\n"}, {"d.ndjson", "{}\n"},
        {"e/f.yaml", "n: 4\n"}, {"e/deep/g.CSV", "n\n5\n"}, {"e.json", "{}"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        free(file_make(folder, names[i][0], names[i][1]));
    char *pipe = text_of("%s/bb.yaml", folder);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    char *missing = text_of("%s/nowhere.yaml", folder);
    char *below = text_of("%s/e/", folder);
    const char *inputs[] = {missing, folder, below};
    arena *a = arena_new(NULL, 0);
    assert_string_equal(records(a, inputs, 3, 0),
                        " file-unreadable: 0: there is no such file\n"
                        "1 C.YML:1 yaml [n: 3\n]\n2 a.json:1 json [{}]\n3 b.yaml:1 yaml [n: 2\n]\n"
                        " file-unreadable: 0: this is not a regular file\n"
                        "4 d.ndjson:1 json [{}\n]\n5 e.json:1 json [{}]\n6 g.CSV:2 row [5\n]\n"
                        "7 f.yaml:1 yaml [n: 4\n]\n8 g.CSV:2 row [5\n]\n9 f.yaml:1 yaml [n: 4\n]\n");
    arena_free(a);
    free(below);
    free(missing);
    free(pipe);
    folder_remove(folder);
}

/// Where the text files of all records of an input lie, in brackets; "-" if they are refused.
static void folders_inside(void *argument)
{
    walk *w = argument;
    cohort *c = cohort_new(NULL, w->inputs, w->count, &w->options);
    step_job j = {.cohort = c, .arena = arena_new(NULL, 0)};
    assert_non_null(c);
    while (arena_run(j.arena, step_inside, &j) == ARENA_DONE && j.step == COHORT_RECORD) {
        const char *folder = j.record.folder != NULL ? j.record.folder : "-";
        text_add_format(&w->out, "[%s]", strchr(folder, '/') != NULL ? base_name(slice_of(folder)) : folder);
        arena_reset(j.arena);
    }
    assert_int_equal(j.step, COHORT_END);
    cohort_free(c);
    arena_free(j.arena);
}

typedef struct folder_case {
    const char *name, *text, *usual, *allowed;
} folder_case;

static void test_only_a_file_of_one_profile_has_text_files_beside_it(void **state)
{
    (void)state;
    static const folder_case cases[] = {
        {"in/a.json", "{}", "[in]", "[in]"},
        {"in/a.yaml", "n: 1\n", "[in]", "[in]"},
        {"in/a.yaml", "", "[in]", "[in]"},
        {"in/a.yaml", "# one\n---\nn: 1\n...\n", "[in]", "[in]"},
        {"in/a.yaml", "n: 1\n---\nn: 2\n", "[-][-]", "[texts][texts]"},
        {"in/a.yaml", "n: 1\n...\n---\nn: 2\n...\n", "[-][-]", "[texts][texts]"},
        {"in/a.ndjson", "{}\n", "[-]", "[texts]"},
        {"in/lines", "{}\n", "[-]", "[texts]"},
        {"in/a.csv", "n\n1\n", "[-]", "[texts]"},
        {"in/a.tsv", "n\n1\n2\n", "[-][-]", "[texts][texts]"},
    };
    char *folder = folder_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *path = file_make(folder, cases[i].name, cases[i].text);
        for (size_t allowed = 0; allowed < 2; allowed++) {
            arena *a = arena_new(NULL, 0);
            walk w = {.inputs = (const char *const *)&path,
                      .count = 1,
                      .options = {.text_files = allowed ? "some/texts" : NULL},
                      .arena = a,
                      .out = {.arena = a}};
            assert_int_equal(arena_run(a, folders_inside, &w), ARENA_DONE);
            assert_string_equal(text_result(&w.out).ptr, allowed ? cases[i].allowed : cases[i].usual);
            arena_free(a);
        }
        free(path);
    }
    folder_remove(folder);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    char *folder = folder_new();
    free(file_make(folder, "a.yaml", "n: 1\n---\nn: 2\n"));
    char *lines = file_make(folder, "b.ndjson", "{}\n{}\n");
    char *table = file_make(folder, "c.csv", "n,m.o\n\"a\"\"b\",2\n");
    const char *inputs[] = {folder, lines, "nowhere", table};
    for (size_t at = 1;; at++) {
        failing_allocator failing = {.fail_at = at};
        allocator from = failing_allocator_of(&failing);
        arena *a = arena_new(NULL, 0);
        walk w = {.inputs = inputs, .count = 4, .from = &from, .arena = a, .out = {.arena = a}};
        assert_int_equal(arena_run(a, walk_inside, &w), ARENA_DONE);
        assert_true(w.no_memory == failing.failed);
        arena_free(a);
        assert_int_equal(failing.live, 0);
        if (!failing.failed)
            break;
    }
    free(table);
    free(lines);
    folder_remove(folder);
}

/// The texts of the records of one file, one after the other.
static const char *texts_of_shard(arena *a, const char *path, size_t shard, size_t shards)
{
    walk w = {.inputs = &path,
              .count = 1,
              .options = {.shard = shard, .shards = shards},
              .arena = a,
              .out = {.arena = a},
              .texts_only = true};
    assert_int_equal(arena_run(a, walk_inside, &w), ARENA_DONE);
    assert_false(w.no_memory);
    return text_result(&w.out).ptr;
}

/// A file of records of all lengths, some of them longer than a read, blank lines and line ends of both kinds among them.
static char *random_lines(random_source *random, bool table, size_t *length)
{
    enum { MOST = 400000, LONG = 150000 };
    char *text = malloc(MOST);
    assert_non_null(text);
    size_t at = 0;
    if (table)
        at = (size_t)snprintf(text, MOST, "n\n");
    size_t lines = (size_t)random_below(random, 12);
    for (size_t i = 0; i < lines && at < MOST - LONG - 10; i++) {
        size_t width = (size_t)random_below(random, random_below(random, 20) == 0 ? LONG : 6);
        memset(text + at, (int)('a' + i), width);
        at += width;
        if (random_below(random, 3) == 0)
            text[at++] = '\r';
        text[at++] = '\n';
    }
    if (at > 2 && random_below(random, 3) == 0)
        at--; // no line end at the end
    *length = at;
    return text;
}

static void test_shards_hold_each_record_once_and_in_order(void **state)
{
    (void)state;
    random_source random = random_new();
    char *folder = folder_new();
    for (size_t round = 0; round < 200; round++) {
        bool table = round % 2 == 0;
        char *path = text_of("%s/a.%s", folder, table ? "csv" : "ndjson");
        size_t length;
        char *text = random_lines(&random, table, &length);
        file_write(path, text, length);
        arena *a = arena_new(NULL, 0);
        const char *whole = texts_of_shard(a, path, 0, 0);
        for (size_t shards = 1; shards <= 7; shards++) {
            size_t at = 0;
            for (size_t shard = 1; shard <= shards; shard++) {
                const char *part = texts_of_shard(a, path, shard, shards);
                assert_memory_equal(whole + at, part, strlen(part));
                at += strlen(part);
            }
            assert_int_equal(at, strlen(whole));
        }
        arena_free(a);
        free(text);
        free(path);
    }
    folder_remove(folder);
}

static void test_a_shard_reads_its_part_only(void **state)
{
    (void)state;
    enum { LINES = 1000000 };
    char *folder = folder_new();
    char *path = text_of("%s/a.ndjson", folder);
    char *text = malloc((size_t)LINES * 3);
    assert_non_null(text);
    for (size_t i = 0; i < (size_t)LINES * 3; i++)
        text[i] = "{}\n"[i % 3];
    file_write(path, text, (size_t)LINES * 3);
    cohort_options options = {.shard = 3, .shards = 10};
    arena *a = arena_new(NULL, 0);
    cohort *c = cohort_new(NULL, (const char *const *)&path, 1, &options);
    step_job j = {.cohort = c, .arena = a};
    size_t records = 0;
    while (arena_run(a, step_inside, &j) == ARENA_DONE && j.step == COHORT_RECORD) {
        records++;
        arena_reset(a);
    }
    uint64_t done;
    uint64_t total;
    cohort_progress(c, &done, &total);
    assert_int_equal(j.step, COHORT_END);
    assert_int_equal(records, LINES / 10);
    assert_true(done < (uint64_t)LINES * 3 / 10 + 3 * 65536);
    cohort_free(c);
    arena_free(a);
    free(text);
    free(path);
    folder_remove(folder);
}

typedef struct evaluate_test {
    evaluator evaluator;
    cohort_record record;
    arena *arena;
    diag_list *diags;
} evaluate_test;

static void make_list(void *argument)
{
    evaluate_test *t = argument;
    t->diags = diag_list_new(t->arena);
}

static void test_a_bad_record_has_its_place_in_the_file(void **state)
{
    (void)state;
    evaluate_test t = {.arena = arena_new(NULL, 0)};
    assert_int_equal(arena_run(t.arena, make_list, &t), ARENA_DONE);
    pack *p = pack_load(NULL, "tests/packs/warned", t.diags);
    assert_non_null(p);
    t.evaluator = (evaluator){.pack = p, .arena = arena_new(NULL, 0)};
    t.record = (cohort_record){
        .source = {.file = SLICE("x.ndjson"), .lines_before = 41, .text = SLICE("{\"m\":1}\n")},
        .syntax = PROFILE_JSON,
        .folder = "."};
    const inference *result = NULL;
    size_t before = t.diags->count;
    assert_int_equal(evaluate(&t.evaluator, &t.record, (known_before){0}, t.diags, &result), REFUSED);
    assert_null(result);
    assert_int_equal(t.diags->items[before].line, 42);
    assert_int_equal(t.diags->items[before].column, 2);
    assert_string_equal(t.diags->items[before].code, "unknown-key");
    t.record.source.text = SLICE("{\"n\":2}");
    assert_int_equal(evaluate(&t.evaluator, &t.record, (known_before){0}, t.diags, &result), EVALUATED);
    assert_int_equal(result->given_count, 1);
    arena_free(t.evaluator.arena);
    t.evaluator.arena = arena_new(NULL, 2000); // a share of memory that no evaluation can do with
    before = t.diags->count;
    assert_int_equal(evaluate(&t.evaluator, &t.record, (known_before){0}, t.diags, &result), REFUSED);
    assert_string_equal(t.diags->items[before].code, "memory");
    arena_free(t.evaluator.arena);
    arena_free(t.arena);
    pack_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files_are_cut_into_records),
        cmocka_unit_test(test_a_record_longer_than_a_read_is_whole),
        cmocka_unit_test(test_a_folder_gives_its_files_by_path),
        cmocka_unit_test(test_only_a_file_of_one_profile_has_text_files_beside_it),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_shards_hold_each_record_once_and_in_order),
        cmocka_unit_test(test_a_shard_reads_its_part_only),
        cmocka_unit_test(test_a_bad_record_has_its_place_in_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
