// What documents of YAML are read into columns, and that their values are those of the full reader.
#include "files.h"
#include "random_document.h"
#include "rows/document_reader.h"

#include "test.h"

#include <stdlib.h>

typedef struct reading {
    char *folder;
    arena *arena;
    pack *pack;
    const plan *plan;
    row_reader *rows;
    document_reader *documents;
    block *block;
    cohort_record records[BLOCK_ROWS];
    size_t count;
    bool taken[BLOCK_ROWS];
    size_t taken_count, same;
} reading;

static void prepare(void *argument)
{
    reading *r = argument;
    size_t *kept = ARENA_ARRAY(r->arena, r->pack->fact_count, size_t);
    for (size_t i = 0; i < r->pack->fact_count; i++)
        kept[i] = i;
    r->plan = plan_new(r->arena, r->pack, kept, r->pack->fact_count);
    r->rows = row_reader_new(r->arena, r->plan);
    r->documents = document_reader_new(r->arena, r->rows);
}

/// Takes over the folder of the pack.
static void reading_begin(reading *r, char *folder)
{
    *r = (reading){.folder = folder, .arena = arena_new(NULL, 0)};
    r->pack = pack_load(NULL, folder, diag_list_new(r->arena));
    assert_non_null(r->pack);
    assert_int_equal(arena_run(r->arena, prepare, r), ARENA_DONE);
    r->block = block_new(NULL, r->plan);
    assert_non_null(r->block);
}

static void reading_end(reading *r)
{
    block_free(r->block);
    arena_free(r->arena);
    pack_free(r->pack);
    folder_remove(r->folder);
}

static void add_record(reading *r, slice text)
{
    r->records[r->count++] =
        (cohort_record){.source = {.file = SLICE("p"), .text = text}, .syntax = PROFILE_YAML};
}

static slice text_of_value(arena *a, feel_value v)
{
    return feel_is_null(v) ? SLICE("(null)") : feel_to_string(a, v);
}

static void hold_row(reading *r, size_t row, size_t index)
{
    arena *a = block_arena(r->block);
    const source_text *source = &r->records[index].source;
    const profile *person = profile_read(a, r->pack, source, PROFILE_YAML, NULL, diag_list_new(a));
    if (person == NULL) {
        fail_msg("taken though it is wrong: %.*s", SLICE_ARG(source->text));
        return;
    }
    for (size_t i = 0; i < r->pack->fact_count; i++) {
        const feel_value v = block_value(r->block, row, i);
        const slice got = text_of_value(a, v);
        const slice expected = text_of_value(a, person->values[i]);
        if (!slice_equal(got, expected))
            print_error("%.*s: '%.*s' and not '%.*s' in\n%.*s\n", SLICE_ARG(r->pack->facts[i].name),
                        SLICE_ARG(got), SLICE_ARG(expected), SLICE_ARG(source->text));
        assert_int_equal(v.kind, person->values[i].kind);
        assert_true(slice_equal(got, expected));
        r->same += !feel_is_null(v);
    }
}

static void read_records(void *argument)
{
    reading *r = argument;
    size_t of_row[BLOCK_ROWS] = {0};
    block_begin(r->block);
    document_reader_set(r->documents, r->records, r->count);
    for (size_t i = 0; i < r->count; i++) {
        const size_t row = block_count(r->block);
        r->taken[i] = document_read(r->documents, r->block, i);
        assert_int_equal(block_count(r->block), row + r->taken[i]);
        r->taken_count += r->taken[i];
        if (r->taken[i])
            of_row[row] = i;
    }
    for (size_t row = 0; row < block_count(r->block); row++)
        hold_row(r, row, of_row[row]);
}

/// Reads the records, holds those that are taken against the full reader, and forgets them.
static void read_all(reading *r)
{
    assert_int_equal(arena_run(block_arena(r->block), read_records, r), ARENA_DONE);
    block_reset(r->block);
    r->count = 0;
}

static char *small_pack(void)
{
    char *folder = folder_new();
    free(file_make(folder, "pack.yaml", "advise: 1\npack: small\nversion: 1.0.0\ntitle: Small\n"));
    free(file_make(
        folder, "vocabulary.yaml",
        "types:\n"
        "  - {name: rec, fields: [{name: a, type: string}, {name: n, type: number},"
        " {name: l, type: list, of: string}]}\n"
        "facts:\n"
        "  - {name: must, type: boolean, required: true}\n"
        "  - {name: n, type: number, allowed: '[0..100]'}\n"
        "  - {name: s, type: string}\n  - {name: x, type: text}\n"
        "  - {name: w, type: string, allowed: '\"one\", \"two words\"'}\n"
        "  - {name: day, type: date}\n  - {name: at, type: time}\n  - {name: then, type: date and time}\n"
        "  - {name: ls, type: list, of: string}\n  - {name: ln, type: list, of: number}\n"
        "  - {name: r, type: rec}\n  - {name: rs, type: list, of: rec}\n"
        "  - {name: made, type: boolean, derived: true}\n"));
    free(file_make(folder, "recommendations.yaml",
                   "recommendations:\n  - {id: say, title: Say, priority: 50}\n"));
    free(
        file_make(folder, "rules.yaml", "rules:\n  - {id: says, when: n > 1, recommend: say, because: x}\n"));
    return folder;
}

static void test_what_is_usual_is_read_into_columns(void **state)
{
    (void)state;
    static const char *const usual[] = {
        "must: true",
        "---\nmust: false\nn: 5\ns: some text\nw: two words\n",
        "{must: true, n: 5, ls: [a, 'b', \"c\"]}\n",
        "--- # a comment\n\n# another\n'must': true\n\"n\": 5 # years\n...\n# the end\n",
        "must:\nn: ~\ns: null\nls:\nr:\n",
        "must: 'true'\nn: \"5\"\ns: 'null'\nday: '2026-01-31'\n",
        "must: true\nday: 2026-01-31\nat: 09:30:00\nthen: 2026-01-31T09:30:00\n",
        "must: true\ns: 'it''s \"quoted\" \\'\nx: \"a\\tb\\n\\u00e9 \\\"\"\n",
        "must: true\ns: |\n  two\n  lines\nx: >-\n  folded\n  once\n",
        "must: true\nls:\n- a\n-\n- null\nln: [1, 2.5, ~]\n",
        "must: true\nrs:\n  - a: x\n    l: [y]\n  - {n: 1}\n  -\n  - a:\nr:\n  n: 2\n  l:\n  - z\n",
        "must: true\r\nls:\r\n  - a\r\n  - b\r\n",
        "\xEF\xBB\xBFmust: true\n",
        "? must\n: true\n",
        "must: true\ns: no\xC3\xABl\nx: \xF0\x9F\x98\x80\n",
        "made: null\nmust: true\n",
    };
    reading r;
    reading_begin(&r, small_pack());
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        add_record(&r, slice_of(usual[i]));
        read_all(&r);
        if (!r.taken[0])
            print_error("not taken: %s\n", usual[i]);
        assert_true(r.taken[0]);
    }
    assert_true(r.same > 30);
    reading_end(&r);
}

static void test_what_is_odd_or_wrong_is_left_to_the_full_reader(void **state)
{
    (void)state;
    static const char *const odd[] = {
        "",
        "---\n",
        "# nothing\n",
        "[]",
        "text",
        "n: 5\n",                        // a fact that has to be stated is not
        "must: true\nn: 500\n",          // not allowed
        "must: true\nw: three\n",        // likewise
        "must: true\nmust: true\n",      // twice
        "must: yes\n",                   // no boolean
        "must: true\nn: 010\n",          // no number
        "must: true\nn: 1, 2\n",         // likewise
        "must: true\nln: ['1, 2']\n",    // likewise
        "must: true\nn: 'null'\n",       // likewise
        "must: true\nls: a\n",           // no list
        "must: true\nls: [[a]]\n",       // no string
        "must: true\nr: [a]\n",          // no record
        "must: true\nr: {a: x, a: y}\n", // a field twice
        "must: true\nr: {b: x}\n",       // no such field
        "must: true\nr: {a}\n",          // a field without a colon
        "must: true\nzz: 1\n",           // no such fact
        "must: true\n's\"': x\n",        // likewise
        "must: true\nx_file: t.txt\n",   // a text in a file
        "must: true\nmade: true\n",      // a derived fact
        "must: true\nday: 2026-13-01\n", // no date
        "must: true\ns: \"\\0\"\n",      // a NUL
        "must: &a true\n",
        "must: true\ns: *a\n",
        "must: !!bool true\n",
        "%YAML 1.1\n---\nmust: true\n",
        "must: true\n---\n",             // another document in the same record
        "must: true\r---\rmust: true\r", // likewise
        "must: true\n... x\n",
        "must: true\n? n\n",
        "? [must]\n: true\n",
        "must: true\n s: x\n",
        "must: true\ns: 'x\n",
        "must: true\ns: \xFF\n",
        "must: true\ns: \x01\n",
        "must: true\ns: [\n",
        "must: true\nls: [a] ]\n",
        "must: true\nls: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "\xEF\xBB\xBF\xEF\xBB\xBFmust: true\n",
    };
    reading r;
    reading_begin(&r, small_pack());
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        add_record(&r, slice_of(odd[i]));
        read_all(&r);
        if (r.taken[0])
            print_error("taken: %s\n", odd[i]);
        assert_false(r.taken[0]);
    }
    reading_end(&r);
}

static void test_a_document_that_is_left_does_no_harm_to_those_beside_it(void **state)
{
    (void)state;
    static const char good[] = "---\nmust: true\ns: good\n";
    static const char *const bad[] = {"---\nmust: maybe\n",
                                      "---\nmust: true\ns: 'open\n",
                                      "---\nmust: true\nls: [a,\n",
                                      "---\n{\n",
                                      "---\nmust: true\r---\rmust: true\r\n",
                                      "---\nmust: true\ns: &a x\nx: *a\n",
                                      "--- >\n",
                                      "---\n? ",
                                      "must: true\n\t: {",
                                      ""};
    reading r;
    reading_begin(&r, small_pack());
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *texts[] = {good, good, bad[i], good, bad[i], bad[i], good, good, bad[i]};
        for (size_t k = 0; k < 9; k++)
            add_record(&r, slice_of(texts[k]));
        read_all(&r);
        for (size_t k = 0; k < 9; k++)
            assert_int_equal(r.taken[k], texts[k] == good);
    }
    reading_end(&r);
}

static void test_bytes_that_are_no_text_are_not_read_into_columns(void **state)
{
    (void)state;
    reading r;
    reading_begin(&r, small_pack());
    add_record(&r, SLICE("---\nmust: true\n"));
    add_record(&r, SLICE("---\nmust: true\n")); // the parser looks ahead, and cannot tell where this one ends
    add_record(&r, SLICE("---\nmust: true\ns: \xFF\n"));
    add_record(&r, SLICE("---\nmust: true\n"));
    read_all(&r);
    assert_true(r.taken[0]);
    assert_false(r.taken[2]);
    assert_true(r.taken[3]);
    reading_end(&r);
}

static void read_backwards(void *argument)
{
    reading *r = argument;
    block_begin(r->block);
    document_reader_set(r->documents, r->records, r->count);
    for (size_t i = r->count; i-- > 0;) {
        assert_true(document_read(r->documents, r->block, i));
        hold_row(r, block_count(r->block) - 1, i);
    }
}

static void test_records_may_be_read_in_any_order(void **state)
{
    (void)state;
    reading r;
    reading_begin(&r, small_pack());
    for (int i = 0; i < 3; i++) {
        add_record(&r, SLICE("---\nmust: true\nn: 1\n"));
        add_record(&r, SLICE("---\nmust: false\nn: 2\nrs: [{a: x}]\n"));
    }
    assert_int_equal(arena_run(block_arena(r.block), read_backwards, &r), ARENA_DONE);
    reading_end(&r);
}

static void test_values_are_those_of_the_full_reader(void **state)
{
    (void)state;
    enum { ROUNDS = 150 };
    static reading r;
    static buffer texts[BLOCK_ROWS];
    random_source random = random_new();
    reading_begin(&r, random_pack(&random));
    for (int round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < BLOCK_ROWS; i++) {
            random_document(&texts[i], &random,
                            random_below(&random, 6) == 0 ? DOCUMENT_ALONE : DOCUMENT_WITHIN, 5);
            add_record(&r, (slice){texts[i].text, texts[i].length});
        }
        read_all(&r);
    }
    assert_in_range(r.taken_count, ROUNDS * BLOCK_ROWS / 3, ROUNDS * BLOCK_ROWS * 9 / 10);
    assert_true(r.same > 3 * r.taken_count);
    print_message("info: batch: %zu values of %zu documents are those of the full reader\n", r.same,
                  r.taken_count);
    reading_end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_usual_is_read_into_columns),
        cmocka_unit_test(test_what_is_odd_or_wrong_is_left_to_the_full_reader),
        cmocka_unit_test(test_a_document_that_is_left_does_no_harm_to_those_beside_it),
        cmocka_unit_test(test_bytes_that_are_no_text_are_not_read_into_columns),
        cmocka_unit_test(test_records_may_be_read_in_any_order),
        cmocka_unit_test(test_values_are_those_of_the_full_reader)};
    return cmocka_run_group_tests_name("batch/document_reader", tests, NULL, NULL);
}
