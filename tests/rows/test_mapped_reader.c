// What profiles with an office's own keys are read into columns, and that their values are those of the full reader.
#include "cohort/read.h"
#include "files.h"
#include "mapping/mapping.h"
#include "random.h"
#include "rows/mapped_reader.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 20000, LONGEST = 4096 };

typedef struct reading {
    char *folder;
    arena *arena;
    pack *pack;
    mapping *map;
    cells_style style;
    const plan *plan;
    mapped_reader *mapped;
    block *block;
    slice text;
    bool taken;
    size_t same;
} reading;

static const char vocabulary[] =
    "types:\n"
    "  - {name: rec, fields: [{name: a, type: string}, {name: n, type: number},"
    " {name: w, type: string, allowed: '\"one\", \"two words\"'}]}\n"
    "facts:\n"
    "  - {name: n, type: number, allowed: '[0..100]'}\n"
    "  - {name: s, type: string}\n"
    "  - {name: w, type: string, allowed: '\"one\", \"two words\"'}\n"
    "  - {name: day, type: date}\n  - {name: then, type: date and time}\n"
    "  - {name: ls, type: list, of: string}\n  - {name: ln, type: list, of: number}\n"
    "  - {name: r, type: rec}\n  - {name: rs, type: list, of: rec}\n"
    "  - {name: plain, type: number}\n"
    "  - {name: must, type: boolean";

static char *small_pack(bool requires_must)
{
    char *folder = folder_new();
    char text[sizeof vocabulary + 32];
    (void)snprintf(text, sizeof text, "%s%s}\n", vocabulary, requires_must ? ", required: true" : "");
    free(file_make(folder, "pack.yaml", "advise: 1\npack: small\nversion: 1.0.0\ntitle: Small\n"));
    free(file_make(folder, "vocabulary.yaml", text));
    free(file_make(folder, "recommendations.yaml",
                   "recommendations:\n  - {id: say, title: Say, priority: 50}\n"));
    free(
        file_make(folder, "rules.yaml", "rules:\n  - {id: says, when: n > 1, recommend: say, because: x}\n"));
    return folder;
}

static const char map_text[] =
    "map: an office's\ndecimal: ','\ngroup: .\nunknown: ['?', n/a, '99']\nlist_separator: '|'\ncolumns:\n"
    "  No: {keep: client}\n  Team: keep\n  Notes: ignore\n"
    "  Must: {fact: must, yes: J, no: N}\n  Years: n\n  Halves: {fact: plain, multiply: 2, divide: 3, add: "
    "1}\n"
    "  Text: s\n  Word: {fact: w, values: {eins: one, zwei: two words, nix: null}}\n"
    "  Day: {fact: day, date: dmy}\n  Then: then\n  Tags: ls\n  Counts: ln\n  R a: r.a\n  R n: r.n\n"
    "lists:\n  rs:\n    columns: {'A {n}': a, 'N {n}': n, 'W {n}': w}\n";

static void prepare(void *argument)
{
    reading *r = argument;
    size_t *kept = ARENA_ARRAY(r->arena, r->pack->fact_count, size_t);
    for (size_t i = 0; i < r->pack->fact_count; i++)
        kept[i] = i;
    r->plan = plan_new(r->arena, r->pack, kept, r->pack->fact_count);
    r->mapped = mapped_reader_new(r->arena, row_reader_new(r->arena, r->plan));
}

static void reading_begin(reading *r, const char *map, bool requires_must)
{
    *r = (reading){.folder = small_pack(requires_must), .arena = arena_new(NULL, 0)};
    diag_list *diags = diag_list_new(r->arena);
    r->pack = pack_load(NULL, r->folder, diags);
    assert_non_null(r->pack);
    char *path = file_make(r->folder, "map.txt", map);
    const pack *packs[] = {r->pack};
    assert_int_equal(mapping_load(NULL, path, packs, 1, diags, &r->map), LOAD_DONE);
    free(path);
    r->style = (cells_style){.list_separator = '|',
                             .decimal = r->map->dialect.decimal,
                             .group = r->map->dialect.group,
                             .unknown = r->map->map.unknown,
                             .unknown_count = r->map->map.unknown_count,
                             .map = &r->map->map};
    assert_int_equal(arena_run(r->arena, prepare, r), ARENA_DONE);
    r->block = block_new(NULL, r->plan);
    assert_non_null(r->block);
}

static void reading_end(reading *r)
{
    block_free(r->block);
    arena_free(r->arena);
    mapping_free(r->map);
    pack_free(r->pack);
    folder_remove(r->folder);
}

static void hold_kept(const reading *r, const cohort_record *record, slice name)
{
    slice fast = {NULL, 0};
    slice full = {NULL, 0};
    cohort_read_kept(block_arena(r->block), record, &name, 1, &full);
    if (mapped_read_kept(r->mapped, r->text, name, &fast))
        assert_true(slice_equal(fast, full) && (fast.ptr == NULL) == (full.ptr == NULL));
}

static void read_record(void *argument)
{
    reading *r = argument;
    arena *a = block_arena(r->block);
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = SLICE("p"), .text = r->text};
    const cohort_record record = {.source = *source, .syntax = PROFILE_JSON, .style = &r->style};
    diag_list *diags = diag_list_new(a);
    block_begin(r->block);
    r->taken = mapped_read(r->mapped, &r->style, r->block, r->text);
    assert_int_equal(block_count(r->block), r->taken);
    if (!r->taken)
        return;
    const profile *person = cohort_read(a, r->pack, &record, source, diags);
    if (person == NULL || diags->errors > 0)
        fail_msg("taken though '%s' is said of it: %.*s", diags->count > 0 ? diags->items[0].message.ptr : "",
                 SLICE_ARG(r->text));
    for (size_t i = 0; person != NULL && i < r->pack->fact_count; i++) {
        const feel_value got = block_value(r->block, 0, i);
        const slice one = feel_to_string(a, got);
        const slice other = feel_to_string(a, person->values[i]);
        if (got.kind != person->values[i].kind || !slice_equal(one, other))
            fail_msg("%.*s: '%.*s' and not '%.*s' in %.*s", SLICE_ARG(r->pack->facts[i].name), SLICE_ARG(one),
                     SLICE_ARG(other), SLICE_ARG(r->text));
        r->same += !feel_is_null(got);
    }
    hold_kept(r, &record, SLICE("client"));
    hold_kept(r, &record, SLICE("Team"));
}

/// Reads a text, with room behind it, and holds it against the full reader.
static bool read_text(reading *r, slice text)
{
    static char room[LONGEST + 1 + ROW_READER_PADDING];
    assert_true(text.len <= LONGEST);
    memset(room, 0, sizeof room);
    memcpy(room, text.ptr, text.len);
    r->text = (slice){room, text.len};
    assert_int_equal(arena_run(block_arena(r->block), read_record, r), ARENA_DONE);
    block_reset(r->block);
    return r->taken;
}

static void test_an_offices_usual_profiles_are_read_into_columns(void **state)
{
    static const char *const usual[] = {
        "{\"Must\": \"J\"}",
        " { \"No\" : 17 , \"Team\" : \" Chen \" , \"Must\" : \"n\" , \"Years\" : 5 } ",
        "{\"Must\":\"J\",\"Years\":\"5,5\",\"Halves\":\"1.234,5\",\"Text\":\"a \\\"b\",\"Notes\":\"x\\ny\"}",
        "{\"Must\":\"J\",\"Years\":null,\"Text\":\"\",\"Word\":\"ZWEI\",\"Day\":\"31.12.2025\"}",
        "{\"Must\":\"J\",\"Word\":\"Two_Words\",\"Then\":\"2025-12-31 08:00:00\"}",
        "{\"Must\":\"J\",\"Tags\":\"a| b|\",\"Counts\":\"1|2,5\"}",
        "{\"Must\":true,\"Tags\":[\"a\",\"b\"],\"Counts\":[1,2.5],\"n\":7,\"s\":\"by its own name\"}",
        "{\"Must\":\"J\",\"R a\":\"x\",\"R n\":\"7,5\"}",
        "{\"A 2\":\"second\",\"Must\":\"J\",\"N 1\":\"1\",\"A 1\":\"first\",\"A 3\":\"\",\"W 2\":\"one\"}",
        "{\"Must\":\"J\",\"Years\":\"?\",\"Word\":\"N/A\",\"Text\":\"n/a\"}",
    };
    reading r;
    (void)state;
    reading_begin(&r, map_text, true);
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
        for (size_t again = 0; again < 2; again++) { // what was found out about a value is remembered
            if (!read_text(&r, slice_of(usual[i])) && strstr(usual[i], "\\\"") == NULL)
                fail_msg("not taken: %s", usual[i]);
        }
    }
    assert_true(r.same > 40);
    reading_end(&r);
}

static void test_what_is_odd_or_wrong_is_left_to_the_full_reader(void **state)
{
    static const char *const odd[] = {
        "",
        "[]",
        "{}",                                 // a fact that has to be stated is not
        "{\"Must\": null}",                   // likewise
        "{\"Must\": \"maybe\"}",              // no boolean
        "{\"Must\": 1}",                      // a code
        "{\"Must\": \"J\", \"Must\": \"J\"}", // twice
        "{\"Must\": \"J\", \"must\": true}",  // two keys for one fact
        "{\"Must\": \"J\", \"Notes\": 1, \"Notes\": 2}",
        "{\"Must\": \"J\", \"Years\": \"500\"}", // not allowed
        "{\"Must\": \"J\", \"Years\": 500}",     // likewise
        "{\"Must\": \"J\", \"Years\": \"5.5\"}", // other signs
        "{\"Must\": \"J\", \"Word\": \"drei\"}", // no such value
        "{\"Must\": \"J\", \"Day\": \"12/31/2025\"}",
        "{\"Must\": \"J\", \"Other\": 1}",       // neither in the map nor a fact
        "{\"Must\": \"J\", \" Years \": 1}",     // a key of the map, with blanks
        "{\"Must\": \"J\", \"Ye\\u0061rs\": 1}", // likewise, with an escape
        "{\"Must\": \"J\", \"\": 1}",
        "{\"Must\": \"J\", \"Notes\": [1]}",
        "{\"Must\": \"J\", \"Notes\": \"\xFF\"}", // no UTF-8
        "{\"Must\": \"J\", \"Tags\": \"[\\\"a\\\"]\"}",
        "{\"Must\": \"J\", \"R n\": \"x\"}",
        "{\"Must\": \"J\", \"r\": {}, \"R n\": 1}",
        "{\"Must\": \"J\", \"A 1\": \"x\", \"A 01\": \"y\"}",
        "{\"Must\": \"J\"} x",
        "{\"Must\": \"J\",}",
        "{\"Must\": \"J\",Years\": 1}",
        "{\"Must\": \"J\",,\"Years\": 1}",
        "{\"Must\": \"J\" \"Years\": 1}",
        "{\"Must\" \"J\"}",
        "{\"Must\": \"J\", \"Years\": tru}",
        "{\"Must\": \"J\"",
    };
    reading r;
    (void)state;
    reading_begin(&r, map_text, true);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        if (read_text(&r, slice_of(odd[i])))
            fail_msg("taken: %s", odd[i]);
    }
    reading_end(&r);
}

/// None of them lacks what has to be stated, for nothing has.
static void test_what_is_no_object_is_no_profile(void **state)
{
    static const char *const odd[] = {"",           "[]", "1",     "\"Must\"",
                                      "{\"Must\"}", "{",  "{} {}", "{\"Must\": \"maybe\"}"};
    reading r;
    (void)state;
    reading_begin(&r, map_text, false);
    assert_true(read_text(&r, SLICE("{}")));
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        if (read_text(&r, slice_of(odd[i])))
            fail_msg("taken: %s", odd[i]);
    }
    reading_end(&r);
}

static void test_columns_that_are_passed_over_may_be_anything_plain(void **state)
{
    reading r;
    (void)state;
    reading_begin(&r, "map: few\nothers: ignore\ncolumns: {Must: {fact: must, yes: J, no: N}}\n", true);
    assert_true(
        read_text(&r, SLICE("{\"a\":1,\"b.c\":\"x\\u00e9\",\"Must\":\"J\",\"d\":null,\"n\":3,\"e\":false}")));
    assert_false(read_text(&r, SLICE("{\"a\":{},\"Must\":\"J\"}"))); // for the full reader
    // what stands between members may not be taken for a part of the next one's name
    assert_false(read_text(&r, SLICE("{\"Must\":\"J\",a\":1}")));
    assert_false(read_text(&r, SLICE("{\"Must\":\"J\", a\":1}")));
    assert_false(read_text(&r, SLICE("{\"a\":1,b\":2,\"Must\":\"J\"}")));
    assert_false(read_text(&r, SLICE("{\"a\":1,,\"b\":2,\"Must\":\"J\"}")));
    assert_false(read_text(&r, SLICE("{\"a\":1\"b\":2,\"Must\":\"J\"}")));
    reading_end(&r);
}

static const char *const keys[] = {"No",   "Team", "Notes", "Must", "Years",  "Halves", "Text",
                                   "Word", "Day",  "Then",  "Tags", "Counts", "R a",    "R n",
                                   "A 1",  "A 2",  "N 1",   "N 2",  "W 10",   "n",      "s",
                                   "rs",   "r",    "plain", "A 0",  "other",  "A",      "Ye.ars"};
static const char *const values[] = {
    "\"J\"",
    "\"n\"",
    "true",
    "5",
    "\"5\"",
    "\"5,5\"",
    "\"1.234\"",
    "5.5",
    "-1e3",
    "1e400",
    "null",
    "\"\"",
    "\"  \"",
    "\"?\"",
    "99",
    "\"99\"",
    "\"N/A\"",
    "\"eins\"",
    "\" Zwei \"",
    "\"nix\"",
    "\"ONE\"",
    "\"31.12.2025\"",
    "\"2025-12-31\"",
    "\"2025-12-31 10:00:00\"",
    "\"2025-12-31T10:00:00\"",
    "\"a|b\"",
    "\"1|2|?\"",
    "\"1|x\"",
    "[\"a\"]",
    "[1]",
    "{\"a\": \"x\"}",
    "[{\"a\": \"x\"}]",
    "\"\\u00e9\\n\"",
    "\"\xC3\xA9\"",
    "\"\302\2405\"",
    "\"[1]\"",
    "false",
    "\"true\"",
    "0",
    "\"a long text that does not fit into what is remembered of values of a key\""};

static void test_random_profiles_are_read_as_the_full_reader_reads_them(void **state)
{
    random_source random = random_new();
    reading r;
    size_t taken = 0;
    (void)state;
    reading_begin(&r, map_text, true);
    for (size_t i = 0; i < ROUNDS; i++) {
        char text[LONGEST];
        size_t length = (size_t)snprintf(text, sizeof text, "{\"Must\": \"%s\"", i % 2 == 0 ? "J" : "N");
        const size_t count = random_below(&random, 6);
        for (size_t k = 0; k < count; k++)
            length += (size_t)snprintf(text + length, sizeof text - length, ", \"%s\": %s",
                                       keys[random_below(&random, sizeof keys / sizeof *keys)],
                                       values[random_below(&random, sizeof values / sizeof *values)]);
        length += (size_t)snprintf(text + length, sizeof text - length, "}");
        taken += read_text(&r, (slice){text, length});
    }
    print_message("info: %zu of %d random profiles were read into columns\n", taken, ROUNDS);
    assert_true(taken > ROUNDS / 5);
    reading_end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_offices_usual_profiles_are_read_into_columns),
        cmocka_unit_test(test_what_is_odd_or_wrong_is_left_to_the_full_reader),
        cmocka_unit_test(test_what_is_no_object_is_no_profile),
        cmocka_unit_test(test_columns_that_are_passed_over_may_be_anything_plain),
        cmocka_unit_test(test_random_profiles_are_read_as_the_full_reader_reads_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
