// Lines that are read into columns leave in a block what the same profiles leave that the full reader has read: values, columns and lanes.
#include "columns/column.h"
#include "columns/fact_lanes.h"
#include "columns/lane_state.h"
#include "files.h"
#include "random.h"
#include "rows/row_reader.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 30000, LONGEST = 4096 };

typedef struct reading {
    char *folder;
    arena *arena;
    pack *pack;
    const plan *plan;
    row_reader *reader;
    block *block;
    slice text;
    bool taken;
    size_t odd; ///< rows of which lanes said nothing
} reading;

// Keys that begin alike, that are longer than what is compared at once, or of one letter. Rules ask for each fact and field, by columns
// or by lanes or both.
static const char vocabulary[] =
    "types:\n"
    "  - name: rec\n"
    "    fields:\n"
    "      - {name: kind, type: string, allowed: '\"one\", \"two words\", \"a word of more than sixteen\"'}\n"
    "      - {name: kin, type: string}\n"
    "      - {name: n, type: number}\n"
    "      - {name: \"on\", type: boolean}\n"
    "      - {name: tags, type: list, of: string}\n"
    "      - {name: words, type: list, of: string, allowed: '\"one\", \"three\"'}\n"
    "facts:\n"
    "  - {name: a, type: number, allowed: '[0..1000]'}\n"
    "  - {name: years, type: number}\n"
    "  - {name: years_of_experience, type: integer}\n"
    "  - {name: years_of_experience_in_the_position_now, type: number}\n"
    "  - {name: years_of_experience_in_the_position_then, type: number}\n"
    "  - {name: sure, type: boolean}\n"
    "  - {name: surely, type: boolean}\n"
    "  - {name: kind, type: string, allowed: '\"one\", \"two words\", \"a word of more than sixteen\"'}\n"
    "  - {name: place, type: string}\n"
    "  - {name: alone, type: string}\n"
    "  - {name: day, type: date}\n"
    "  - {name: tags, type: list, of: string}\n"
    "  - {name: words, type: list, of: string, allowed: '\"one\", \"three\"'}\n"
    "  - {name: counts, type: list, of: number}\n"
    "  - {name: r, type: rec}\n"
    "  - {name: rs, type: list, of: rec}\n"
    "  - {name: others, type: list, of: rec}\n";

static const char rules[] =
    "rules:\n"
    "  - {id: a1, when: a > 1 and years >= 0.5 and years_of_experience < 3, recommend: say, because: x}\n"
    "  - {id: a2, when: 'years_of_experience_in_the_position_now > 4 or sure', recommend: say, because: x}\n"
    "  - {id: a3, when: 'place = \"here\" or list contains(words, \"one\")', recommend: say, because: x}\n"
    "  - {id: a4, when: 'count(tags) > 2 and kind = \"one\"', recommend: say, because: x}\n"
    "  - {id: b1, for: x in rs, when: x.kind = kind and x.n > years, recommend: say, because: x}\n"
    "  - {id: b2, for: x in rs, when: x.kin = place and (x.on or surely), recommend: say, because: x}\n"
    "  - {id: b3, for: x in rs, when: 'list contains(tags, x.kin)', recommend: say, because: x}\n"
    "  - {id: b4, for: x in rs, when: 'list contains(x.words, kind)', recommend: say, because: x}\n"
    "  - {id: b5, for: x in rs, when: 'list contains(x.tags, place) and a != null', recommend: say, because: "
    "x}\n"
    "  - {id: b6, when: 'others != null and count(others[n > 2]) > 1', recommend: say, because: x}\n";

static void prepare(void *argument)
{
    reading *r = argument;
    size_t *kept = ARENA_ARRAY(r->arena, r->pack->fact_count, size_t);
    for (size_t i = 0; i < r->pack->fact_count; i++)
        kept[i] = i;
    r->plan = plan_new(r->arena, r->pack, kept, r->pack->fact_count);
    r->reader = row_reader_new(r->arena, r->plan);
}

static void reading_begin(reading *r)
{
    *r = (reading){.folder = folder_new(), .arena = arena_new(NULL, 0)};
    free(file_make(r->folder, "pack.yaml", "advise: 1\npack: small\nversion: 1.0.0\ntitle: Small\n"));
    free(file_make(r->folder, "vocabulary.yaml", vocabulary));
    free(file_make(r->folder, "recommendations.yaml",
                   "recommendations:\n  - {id: say, title: Say, priority: 50}\n"));
    free(file_make(r->folder, "rules.yaml", rules));
    diag_list *diags = diag_list_new(r->arena);
    r->pack = pack_load(NULL, r->folder, diags);
    if (r->pack == NULL)
        fail_msg("%s", diags->items[0].message.ptr);
    assert_int_equal(arena_run(r->arena, prepare, r), ARENA_DONE);
    assert_non_null(r->plan->lanes);
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

static void hold(const reading *r, bool same, const char *what, size_t index)
{
    if (!same)
        fail_msg("%s %zu is another one than the full reader's: %.*s", what, index, SLICE_ARG(r->text));
}

static bool of_first(uint64_t word)
{
    return (word & 1) != 0;
}

static bool of_second(uint64_t word)
{
    return (word & 2) != 0;
}

static void hold_columns(const reading *r)
{
    const block *b = r->block;
    for (size_t i = 0; i < r->plan->column_count; i++) {
        const plan_column *c = &r->plan->columns[i];
        const uint32_t *codes = column_codes(b, c);
        hold(r, of_first(b->columns[i].known) == of_second(b->columns[i].known), "known", i);
        hold(r, of_first(b->columns[i].wide) == of_second(b->columns[i].wide), "wide", i);
        const bool is_number = c->kind == COLUMN_NUMBER || c->kind == COLUMN_COUNT;
        if (is_number && of_first(b->columns[i].known) && !of_first(b->columns[i].wide))
            hold(r, codes[0] == codes[1], "code", i);
        for (size_t k = 0; !is_number && k < c->word_count; k++)
            hold(r, of_first(b->words[c->first_word + k]) == of_second(b->words[c->first_word + k]), "word",
                 k);
    }
}

/// True if two lanes hold the same.
static bool is_same(const block *b, const lane_values *v, size_t one, size_t other)
{
    if (bit_set_has(v->yes, one) != bit_set_has(v->yes, other) ||
        bit_set_has(v->no, one) != bit_set_has(v->no, other))
        return false;
    if (!bit_set_has(v->yes, one))
        return true;
    if (v->low != NULL && v->low[one] != v->low[other])
        return false;
    if (v->texts != NULL && v->ends == NULL)
        return v->texts[one] == v->texts[other];
    if (v->texts == NULL)
        return true;
    const uint32_t *pool = b->lanes->pool.items;
    const size_t count = v->ends[one] - v->texts[one];
    return count == v->ends[other] - v->texts[other] &&
           (count == 0 || memcmp(pool + v->texts[one], pool + v->texts[other], count * sizeof *pool) == 0);
}

static void hold_lanes(const reading *r)
{
    const block *b = r->block;
    if (b->odd != 0)
        return; // of such a row lanes say nothing
    for (size_t i = 0; i < r->pack->fact_count; i++) {
        if (b->fact_lanes[i] != NULL)
            hold(r, is_same(b, b->fact_lanes[i], 0, 1), "lane of fact", i);
    }
    for (size_t i = 0; i < r->plan->lanes->source_count; i++) {
        const lane_list *l = &b->lists[i];
        uint32_t first = 0;
        while (first < l->count && l->row[first] == 0)
            first++;
        hold(r, of_first(l->known) == of_second(l->known) && l->count == 2 * first, "list", i);
        for (size_t lane = 0; lane < first; lane++) {
            for (size_t k = 0; k < l->source->column_count; k++)
                hold(r, is_same(b, &l->fields[k], lane, first + lane), "lane of field", k);
            hold(r, l->records[lane]->record == l->records[first + lane]->record, "record", lane);
        }
    }
}

static void read_line(void *argument)
{
    reading *r = argument;
    block *b = r->block;
    arena *a = block_arena(b);
    diag_list *diags = diag_list_new(a);
    block_begin(b);
    r->taken = row_read(r->reader, b, r->text);
    assert_int_equal(block_count(b), r->taken);
    const profile *person = profile_read_text(a, r->pack, SLICE("p"), r->text, PROFILE_JSON, NULL, diags);
    if (!r->taken)
        return;
    if (person == NULL || diags->count > 0)
        fail_msg("taken though '%s' is said of it: %.*s", diags->count > 0 ? diags->items[0].message.ptr : "",
                 SLICE_ARG(r->text));
    (void)block_add(b, person);
    for (size_t i = 0; i < r->pack->fact_count; i++) {
        const feel_value one = block_value(b, 0, i);
        const feel_value other = person->values[i];
        hold(r, one.kind == other.kind && slice_equal(feel_to_string(a, one), feel_to_string(a, other)),
             "fact", i);
    }
    hold(r, of_first(b->odd) == of_second(b->odd), "odd", 0);
    r->odd += of_first(b->odd);
    hold_columns(r);
    hold_lanes(r);
}

/// Reads a text, with room behind it, and holds it against the full reader.
static bool read_text(reading *r, slice text)
{
    static char room[LONGEST + 1 + ROW_READER_PADDING];
    assert_true(text.len <= LONGEST);
    memset(room, 0, sizeof room);
    memcpy(room, text.ptr, text.len);
    r->text = (slice){room, text.len};
    assert_int_equal(arena_run(block_arena(r->block), read_line, r), ARENA_DONE);
    block_reset(r->block);
    return r->taken;
}

static const char *const usual[] = {
    "{}",
    "{\"a\": 1, \"years\": 2.5, \"years_of_experience\": 3}",
    "{\"years_of_experience\": 3, \"years\": 2, \"a\": 1}",
    "{\"years_of_experience_in_the_position_then\": 1, \"years_of_experience_in_the_position_now\": -7}",
    "{\"surely\": true, \"sure\": false, \"years\": 17}",
    "{\"years\": -12, \"a\": 0, \"years_of_experience\": 1234567}",
    "{\"years\": 12345678, \"years_of_experience\": 123456789012345}",
    "{\"years\": 0.1, \"a\": 0.5}",
    "{\"kind\": \"one\", \"place\": \"here\", \"alone\": \"\"}",
    "{\"kind\": \"a word of more than sixteen\", \"place\": \"somewhere that is longer than thirty-two "
    "bytes\"}",
    "{\"kind\": \"two words\", \"place\": \"sixteen bytes ab\", \"alone\": \"thirty-two bytes are these "
    "here.\"}",
    "{\"place\": \"d\\u00e9j\\u00e0 \\\"vu\\\"\", \"kind\": \"on\\u0065\", \"alone\": \"\\ud83d\\ude00\"}",
    "{\"place\": \"\xc3\xa9\", \"alone\": \"a\xe2\x82\xac\xf0\x9f\x98\x80\"}",
    "{\"day\": \"2026-02-28\", \"tags\": [], \"words\": [], \"counts\": [1, 2.5, -3]}",
    "{\"tags\": [\"here\", \"\", \"one\"], \"words\": [\"one\", \"three\", \"one\"]}",
    "{\"tags\":[\"here\",\"an item that is much longer than thirty-two bytes\"],\"words\":[\"three\"]}",
    "{\"tags\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\",\"10\",\"11\",\"12\",\"13\",\"14\","
    "\"15\",\"16\",\"17\"]}",
    " {\t\"a\" :\t1 , \"tags\" : [ \"x\" , \"y\" ] , \"rs\" : [ { \"n\" : 1 } , { } ] } ",
    "{\"a\":1,\"kind\":\"one\",\"words\":[\"one\"],\"rs\":[{\"n\":1,\"on\":true}]}",
    "{\"a\":  1,  \"kind\" : \"one\",\"place\": \"here\" ,\t\"years\":\t2,\"sure\":true}",
    "{\"rs\":[{\"n\": 1,\"on\":true},{\"on\" :false , \"n\":2}],\"years\": 1,\"a\":  2}",
    "{\"a\": null, \"kind\": null, \"sure\": null, \"tags\": null, \"rs\": null, \"r\": null}",
    "{\"r\": {\"kind\": \"one\", \"n\": 2, \"tags\": [\"a\"]}, \"rs\": []}",
    "{\"rs\": [{\"kind\": \"one\", \"kin\": \"here\", \"n\": 1, \"on\": true, \"tags\": [\"x\"], \"words\": "
    "[\"one\"]}]}",
    "{\"rs\": [{\"words\": [], \"tags\": [], \"on\": false, \"n\": -1.5, \"kin\": \"k\", \"kind\": \"two "
    "words\"}, {\"kin\": \"k\"}]}",
    "{\"others\": [{\"n\": 3}, {\"n\": 4}], \"rs\": [{\"n\": null, \"on\": null, \"tags\": null}], \"a\": "
    "1000}",
    "{\"rs\": [{\"kin\": \"a text that is much longer than thirty-two bytes\"}, {\"kin\": "
    "\"es\\u0063aped\"}]}",
    "{\"rs\": [null, {\"n\": 1}], \"others\": [{\"n\": 1}, null]}",
    "{\"rs\": [{\"n\": 1234567890123456789}, {\"n\": 2}], \"place\": \"here\"}",
};

static void test_usual_lines_are_read_into_columns(void **state)
{
    reading r;
    (void)state;
    reading_begin(&r);
    for (size_t again = 0; again < 3; again++) { // which key comes next is guessed from what came before
        for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
            if (!read_text(&r, slice_of(usual[i])))
                fail_msg("not taken: %s", usual[i]);
        }
    }
    assert_true(r.odd > 0);
    reading_end(&r);
}

static void test_what_is_odd_or_wrong_is_left_to_the_full_reader(void **state)
{
    static const char *const odd[] = {
        "",
        "{",
        "[]",
        "{\"a\": 1, \"a\": 1}",
        "{\"years\": 1, \"a\": 2, \"years\": 1}",
        "{\"rs\": [{\"n\": 1, \"on\": true, \"n\": 1}]}",
        "{\"rs\": [{\"n\": 1}], \"rs\": [{\"n\": 1}]}",
        "{\"year\": 1}",
        "{\"years_\": 1}",
        "{\"years_of_experience_in_the_position_no\": 1}",
        "{\"years_of_experience_in_the_position_nowx\": 1}",
        "{\"rs\": [{\"ki\": 1}]}",
        "{\"\": 1}",
        "{\"ye\\u0061rs\": 1}", // no key of the vocabulary is written so
        "{\"a\\\": 1}",
        "{\"a\" 1}",
        "{\"a\": 1 \"years\": 1}",
        "{\"a\": 1,}",
        "{\"a\":1,",
        "{\"a\": 1, ",
        "{\"a\":}",
        "{\"a\": }",
        "{\"a\":",
        "{\"a\": 1001}",
        "{\"a\": 01}",
        "{\"years\": 1e1}",
        "{\"a\": 1.}",
        "{\"a\": -}",
        "{\"a\": --1}",
        "{\"a\": 1x}",
        "{\"years_of_experience\": 1.5}",
        "{\"sure\": tru}",
        "{\"sure\": truex}",
        "{\"sure\": \"true\"}",
        "{\"kind\": \"three\"}",
        "{\"kind\": \"one",
        "{\"place\": \"\\q\"}",
        "{\"place\": \"\\ud800\"}",
        "{\"place\": \"\xc3\"}",
        "{\"place\": \"a tab:\t\"}",
        "{\"tags\": [\"a\",]}",
        "{\"tags\": [\"a\" \"b\"]}",
        "{\"tags\": [\"a\"}",
        "{\"tags\": \"a\"}",
        "{\"words\": [\"two\"]}",
        "{\"rs\": [{\"words\": [\"two\"]}]}",
        "{\"rs\": [{\"n\": 1}",
        "{\"rs\": [{\"n\": 1},]}",
        "{\"rs\": [1]}",
        "{\"rs\": {\"n\": 1}}",
        "{\"a\": 1} x",
    };
    reading r;
    (void)state;
    reading_begin(&r);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        if (read_text(&r, slice_of(odd[i])))
            fail_msg("taken: %s", odd[i]);
    }
    reading_end(&r);
}

/// A row that was given up in its middle leaves nothing of what it had put.
static void read_two(void *argument)
{
    reading *r = argument;
    static const char bad[] =
        "{\"a\": 7, \"place\": \"there\", \"tags\": [\"z\"], \"surely\": true, \"kind\": \"one\", \"rs\": "
        "[{\"n\": 9, \"kin\": \"z\"}, {\"n\": 8, \"on\": tru}]}";
    static const char good[] = "{\"years\": 1, \"rs\": [{\"kin\": \"y\"}]}";
    static char room[2][sizeof bad + ROW_READER_PADDING];
    memcpy(room[0], bad, sizeof bad);
    memcpy(room[1], good, sizeof good);
    block_begin(r->block);
    assert_false(row_read(r->reader, r->block, (slice){room[0], sizeof bad - 1}));
    assert_true(row_read(r->reader, r->block, (slice){room[1], sizeof good - 1}));
    r->text = (slice){room[1], sizeof good - 1};
    diag_list *diags = diag_list_new(block_arena(r->block));
    (void)block_add(r->block, profile_read_text(block_arena(r->block), r->pack, SLICE("p"), r->text,
                                                PROFILE_JSON, NULL, diags));
    hold_columns(r);
    hold_lanes(r);
}

static void test_a_row_that_was_given_up_leaves_nothing(void **state)
{
    reading r;
    (void)state;
    reading_begin(&r);
    assert_int_equal(arena_run(block_arena(r.block), read_two, &r), ARENA_DONE);
    reading_end(&r);
}

enum { MOST_RECORDS = LANES_MOST_RECORDS + 1 };

/// A profile of a list with any number of records.
static slice many_records(random_source *random, char *out)
{
    int length = sprintf(out, "{\"rs\": [");
    const size_t count = (size_t)random_below(random, MOST_RECORDS + 1);
    for (size_t i = 0; i < count; i++)
        length += sprintf(out + length, "%s{\"n\": %u, \"kin\": \"kin %u\", \"tags\": [\"%u\"]}",
                          i > 0 ? ", " : "", (unsigned)random_below(random, 1000),
                          (unsigned)random_below(random, 200), (unsigned)random_below(random, 10));
    length += sprintf(out + length, "]}");
    return (slice){out, (size_t)length};
}

/// Each second row was read in full, from the text of the one before it.
static void hold_pairs(const reading *r, const lane_list *l)
{
    const block *b = r->block;
    arena *a = block_arena(r->block);
    uint32_t lane = 0;
    for (size_t row = 0; row < BLOCK_ROWS; row += 2) {
        const uint32_t start = lane;
        while (lane < l->count && l->row[lane] == row)
            lane++;
        const uint32_t count = lane - start;
        for (uint32_t i = 0; i < count; i++, lane++) {
            hold(r, lane < l->count && l->row[lane] == row + 1, "row of lane", lane);
            hold(r, l->records[start + i]->record == l->records[lane]->record, "record", lane);
            for (size_t k = 0; k < l->source->column_count; k++)
                hold(r, is_same(b, &l->fields[k], start + i, lane), "lane of field", k);
        }
        hold(r,
             slice_equal(feel_to_string(a, block_value(b, row, l->source->fact)),
                         feel_to_string(a, block_value(b, row + 1, l->source->fact))),
             "list of row", row);
        hold(r, (b->odd >> row & 1) == (b->odd >> (row + 1) & 1), "odd row", row);
    }
    hold(r, lane == l->count, "count of lanes", lane);
}

typedef struct filling {
    reading *reading;
    random_source random;
    uint32_t most; ///< lanes of a list
} filling;

static void fill_block(void *argument)
{
    static char rooms[BLOCK_ROWS / 2][LONGEST + ROW_READER_PADDING];
    filling *f = argument;
    reading *r = f->reading;
    arena *a = block_arena(r->block);
    block_begin(r->block);
    for (size_t i = 0; i < BLOCK_ROWS / 2; i++) {
        memset(rooms[i], 0, sizeof rooms[i]);
        r->text = many_records(&f->random, rooms[i]);
        assert_true(row_read(r->reader, r->block, r->text));
        (void)block_add(r->block, profile_read_text(a, r->pack, SLICE("p"), r->text, PROFILE_JSON, NULL,
                                                    diag_list_new(a)));
    }
    for (size_t i = 0; i < r->plan->lanes->source_count; i++) {
        hold_pairs(r, &r->block->lists[i]);
        f->most = r->block->lists[i].count > f->most ? r->block->lists[i].count : f->most;
    }
}

static void test_blocks_of_many_records_hold_all_of_them(void **state)
{
    reading r;
    filling f = {.reading = &r, .random = random_new()};
    (void)state;
    reading_begin(&r);
    for (size_t i = 0; i < 20; i++) { // room for them is made by the first blocks, and stays
        assert_int_equal(arena_run(block_arena(r.block), fill_block, &f), ARENA_DONE);
        block_reset(r.block);
    }
    assert_true(f.most > 512);
    reading_end(&r);
}

/// Members of the usual lines in any order and number, now and then with a byte changed, left out or put twice.
static size_t mix(random_source *random, char *out)
{
    static const char bytes[] = "\"\\{}[]:, \t\n0123456789.-eEtfnua\xc3\xa9\x01\x7f";
    size_t length = 0;
    out[length++] = '{';
    for (size_t members = random_below(random, 5); members > 0; members--) {
        const char *line = usual[1 + random_below(random, sizeof usual / sizeof *usual - 1)];
        const size_t size = strlen(line) - 2;
        if (length + size + 2 > LONGEST)
            break;
        memcpy(out + length, line + 1, size);
        length += size;
        out[length++] = members > 1 ? ',' : ' ';
    }
    out[length++] = '}';
    for (size_t changes = random_below(random, 4) == 0 ? 1 + random_below(random, 3) : 0; changes > 0;
         changes--) {
        const size_t at = random_below(random, length);
        if (random_below(random, 3) == 0) {
            memmove(out + at, out + at + 1, length - at - 1);
            length -= length > 1;
        } else {
            out[at] = bytes[random_below(random, sizeof bytes - 1)];
        }
    }
    return length;
}

/// The same with white space behind some marks, in strings too.
static size_t spread(random_source *random, const char *text, size_t length, char *out)
{
    static const char *const spaces[] = {" ", "  ", "\t", "\n    ", " \r\n"};
    size_t to = 0;
    for (size_t i = 0; i < length; i++) {
        const bool spreads = strchr(":,[{}]", text[i]) != NULL && random_below(random, 3) == 0;
        const char *space = spreads ? spaces[random_below(random, sizeof spaces / sizeof *spaces)] : "";
        out[to++] = text[i];
        memcpy(out + to, space, strlen(space));
        to += strlen(space);
    }
    return to;
}

static void test_mixed_lines_leave_what_the_full_reader_leaves(void **state)
{
    static char text[LONGEST + 16];
    static char wide[6 * LONGEST];
    size_t taken[2] = {0};
    reading r;
    random_source random = random_new();
    (void)state;
    reading_begin(&r);
    for (size_t i = 0; i < ROUNDS; i++) {
        const slice line = {text, mix(&random, text)};
        const slice spaced = {wide, spread(&random, text, line.len, wide)};
        taken[0] += read_text(&r, line);
        taken[1] += spaced.len <= LONGEST && read_text(&r, spaced);
    }
    assert_in_range(taken[0], ROUNDS / 8, ROUNDS - 1);
    assert_in_range(taken[1], ROUNDS / 8, ROUNDS - 1);
    reading_end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_usual_lines_are_read_into_columns),
                                       cmocka_unit_test(test_what_is_odd_or_wrong_is_left_to_the_full_reader),
                                       cmocka_unit_test(test_a_row_that_was_given_up_leaves_nothing),
                                       cmocka_unit_test(test_blocks_of_many_records_hold_all_of_them),
                                       cmocka_unit_test(test_mixed_lines_leave_what_the_full_reader_leaves)};
    return cmocka_run_group_tests_name("rows/row_reader", tests, NULL, NULL);
}
