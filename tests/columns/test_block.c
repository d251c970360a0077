// Blocks of profiles give what inference gives one by one, to the bit, and the readers of rows and documents take nothing that the full
// reader refuses: on packs and profiles made at random.
#include "columns/block.h"
#include "columns/lanes.h"
#include "feel/temporal.h"
#include "files.h"
#include "infer/replay.h"
#include "infer/sanity.h"
#include "pack/dated.h"
#include "random_document.h"
#include "random_lists.h"
#include "rows/document_reader.h"
#include "rows/row_reader.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { PACKS = 120, LIST_PACKS = 240, PROFILES = 100 };

typedef enum reading { READ_IN_FULL, READ_ROWS, READ_DOCUMENTS, READ_LISTS } reading;

typedef struct comparison {
    arena *arena;
    const char *folder;
    reading how;
    random_source *random;
    pack *loaded;
    const pack *pack; ///< at the day of `clock`
    feel_clock clock;
    const plan *plan;
    block *block;
    diag_list *diags;
    row_reader *reader;
    document_reader *documents;
    cohort_record records[BLOCK_ROWS];
    size_t record_count;
    size_t rows[BLOCK_ROWS]; ///< which record each row is
    size_t row_count;
    size_t taken; ///< by the reader of rows or documents
    size_t top;
    bool best_only;
    size_t given, below;     ///< below others: parts and alternatives
    size_t unlikely;         ///< checks that were true
    size_t *fired, *counted; ///< for each rule: by inference, and by the block
} comparison;

/// A day before, among or after all dates of the pack, or none.
static void choose_day(void *argument)
{
    static const char *const days[] = {NULL,         "2024-12-31", "2025-01-01", "2025-12-31",
                                       "2026-01-15", "2026-01-16", "2026-06-01", "2026-07-01"};
    comparison *c = argument;
    const char *day = days[random_below(c->random, sizeof days / sizeof *days)];
    if (day != NULL)
        assert_true(temporal_clock(c->arena, slice_of(day), &c->clock));
    c->pack = pack_at(c->arena, c->loaded, c->clock.today);
}

static void make_plan(void *argument)
{
    comparison *c = argument;
    c->plan = plan_new(c->arena, c->pack, NULL, 0);
    c->reader = row_reader_new(c->arena, c->plan);
    c->documents = document_reader_new(c->arena, c->reader);
    c->fired = ARENA_ARRAY(c->arena, c->pack->rule_count, size_t);
    c->counted = ARENA_ARRAY(c->arena, c->pack->rule_count, size_t);
}

static profile *read_in_full(const comparison *c, arena *a, size_t index)
{
    const cohort_record *r = &c->records[index];
    return profile_read(a, c->pack, &r->source, r->syntax, NULL, c->diags);
}

static bool read_fast(comparison *c, size_t index)
{
    switch (c->how) {
    case READ_ROWS:
    case READ_LISTS: return row_read(c->reader, c->block, c->records[index].source.text);
    case READ_DOCUMENTS: return document_read(c->documents, c->block, index);
    default: return false;
    }
}

static void read_into_block(void *argument)
{
    comparison *c = argument;
    block_begin(c->block);
    document_reader_set(c->documents, c->records, c->record_count);
    for (size_t i = 0; i < c->record_count; i++) {
        const bool taken = read_fast(c, i);
        if (!taken) {
            const profile *person = read_in_full(c, block_arena(c->block), i);
            if (person == NULL)
                continue;
            (void)block_add(c->block, person);
        }
        c->taken += taken;
        c->rows[c->row_count++] = i;
    }
    block_run(c->block);
}

/// Holds what the block says of the rules' firing for some of its rows against what inference says.
static void compare_fired(const comparison *c, uint64_t rows)
{
    block_count_fired(c->block, rows, c->counted);
    for (size_t i = 0; i < c->pack->rule_count; i++) {
        if (c->pack->rules[i].kind == RULE_ANSWERS)
            continue; // how often a row of a called table decides is not counted in a batch
        if (c->fired[i] != c->counted[i])
            print_error("pack %s, rule %.*s: fired %zu times, counted %zu times\n", c->folder,
                        SLICE_ARG(c->pack->rules[i].id), c->fired[i], c->counted[i]);
        assert_int_equal(c->fired[i], c->counted[i]);
    }
}

/// Holds what the block says of a row's checks against what is found in the profile.
static size_t compare_checks(const comparison *c, const profile *person, size_t row_index)
{
    size_t count;
    feel_machine m;
    feel_machine_init(&m, c->arena);
    const sanity_finding *found = sanity_find(&m, c->pack, person, &count);
    for (size_t i = 0, next = 0; i < c->pack->profile_check_count; i++) {
        const bool is_true = next < count && found[next].check == &c->pack->profile_checks[i];
        assert_int_equal(block_checked(c->block, i) >> row_index & 1, is_true);
        next += is_true;
    }
    return count;
}

static void compare_one_by_one(void *argument)
{
    comparison *c = argument;
    uint64_t looked_at = random_below(c->random, UINT64_MAX);
    for (size_t i = 0; i < block_count(c->block); i++) {
        const slice text = c->records[c->rows[i]].source.text;
        const profile *person = read_in_full(c, c->arena, c->rows[i]);
        if (person == NULL)
            print_error("taken though it is wrong: %.*s\n", SLICE_ARG(text));
        assert_non_null(person);
        const inference *plain = infer(c->arena, c->pack, person, c->clock, 0, NULL, (place){0});
        if (plain == NULL) { // out of steps, which lanes do not spend
            looked_at &= ~((uint64_t)1 << i);
            continue;
        }
        c->unlikely += compare_checks(c, person, i);
        for (size_t k = 0; k < c->pack->rule_count; k++)
            c->fired[k] += (looked_at >> i & 1) != 0 && infer_times_fired(plain, k) > 0;
        block_result fast = block_result_of(c->block, i);
        if (!c->best_only && fast.given_count != plain->entry_count)
            print_error("pack %s, profile %.*s: %zu given, not %zu\n", c->folder, SLICE_ARG(text),
                        fast.given_count, plain->entry_count);
        if (c->best_only)
            assert_true(fast.given_count <= plain->entry_count);
        else
            assert_int_equal(fast.given_count, plain->entry_count);
        size_t expected = 0;
        while (expected < plain->given_count && (c->top == 0 || plain->advices[expected].rank <= c->top))
            expected++;
        assert_int_equal(fast.count, expected);
        c->given += expected;
        for (size_t k = 0; k < expected; k++) {
            const advice *a = &plain->advices[k];
            const block_advice *b = &fast.advices[k];
            if (a->recommendation != b->ranking.recommendation || !slice_equal(a->item_name, b->item_name) ||
                a->certainty != b->certainty || a->score != b->ranking.score)
                print_error("pack %s, profile %.*s, rank %zu: %zu %.17g and %u %.17g\n", c->folder,
                            SLICE_ARG(text), k + 1, a->recommendation, a->certainty,
                            b->ranking.recommendation, b->certainty);
            assert_int_equal(a->recommendation, b->ranking.recommendation);
            assert_true(slice_equal(a->item_name, b->item_name));
            assert_memory_equal(&a->certainty, &b->certainty, sizeof a->certainty);
            assert_memory_equal(&a->score, &b->ranking.score, sizeof a->score);
            if (fast.places == NULL) {
                assert_int_equal(a->rank, k + 1);
                continue;
            }
            assert_int_equal(a->rank, fast.places[k].entry);
            assert_int_equal(a->above, fast.places[k].above);
            assert_int_equal(a->is_alternative, fast.places[k].is_alternative);
            c->below += a->above >= 0;
        }
    }
    if (!c->best_only)
        compare_fired(c, looked_at);
}

typedef struct totals {
    size_t pairs, given, below, unlikely, taken, fired, silent;
    size_t in_lanes, by_row;         ///< recommending rules
    size_t values[VALUE_LISTED + 1]; ///< of concluding rules, by kind
    size_t constant;                 ///< derived facts that words conclude
} totals;

/// Makes the records of a block.
static void make_records(comparison *c, size_t count)
{
    static buffer text;
    random_source *r = c->random;
    c->record_count = count;
    for (size_t i = 0; i < count; i++) {
        if (c->how == READ_DOCUMENTS)
            random_document(&text, r, random_below(r, 5) == 0 ? DOCUMENT_ALONE : DOCUMENT_WITHIN, 6);
        else if (c->how == READ_LISTS)
            random_list_profile(&text, r);
        else
            random_profile(&text, r, c->how == READ_ROWS ? 10 : 0);
        char *copy = calloc(1, text.length + 1 + ROW_READER_PADDING);
        assert_non_null(copy);
        memcpy(copy, text.text, text.length);
        c->records[i] = (cohort_record){.source = {.file = SLICE("p"), .text = {copy, text.length}},
                                        .syntax = c->how == READ_DOCUMENTS ? PROFILE_YAML : PROFILE_JSON};
    }
}

static void free_records(comparison *c)
{
    for (size_t i = 0; i < c->record_count; i++)
        free((void *)(uintptr_t)c->records[i].source.text.ptr);
}

/// @param folder  a pack, which is removed then
static void compare_pack(random_source *r, char *folder, reading how, size_t top, totals *sum)
{
    static comparison c;
    c = (comparison){.arena = arena_new(NULL, 0), .how = how, .random = r};
    c.folder = folder;
    c.diags = diag_list_new(c.arena);
    c.loaded = pack_load(NULL, folder, c.diags);
    c.pack = c.loaded;
    for (size_t i = 0; c.pack == NULL && i < c.diags->count; i++)
        print_error("%.*s\n", SLICE_ARG(c.diags->items[i].message));
    assert_non_null(c.pack);
    assert_int_equal(arena_run(c.arena, choose_day, &c), ARENA_DONE);
    assert_int_equal(arena_run(c.arena, make_plan, &c), ARENA_DONE);
    c.block = block_new(NULL, c.plan);
    block_set_clock(c.block, c.clock);
    c.top = top;
    block_set_top(c.block, c.top);
    c.best_only = c.top > 0 && random_below(r, 2) == 0;
    block_set_best_only(c.block, c.best_only);
    if (!c.best_only)
        block_note_fired(c.block);
    block_note_checks(c.block);
    for (size_t left = PROFILES; left > 0;) {
        size_t count = left < BLOCK_ROWS ? left : BLOCK_ROWS;
        make_records(&c, count);
        left -= count;
        c.row_count = 0;
        block_reset(c.block);
        assert_int_equal(arena_run(block_arena(c.block), read_into_block, &c), ARENA_DONE);
        assert_int_equal(arena_run(c.arena, compare_one_by_one, &c), ARENA_DONE);
        sum->pairs += c.row_count;
        free_records(&c);
    }
    sum->given += c.given;
    sum->taken += c.taken;
    sum->below += c.below;
    sum->unlikely += c.unlikely;
    sum->by_row += c.plan->row_rule_count;
    for (size_t i = 0; c.plan->lanes != NULL && i < c.plan->lanes->group_count; i++)
        sum->in_lanes += c.plan->lanes->groups[i].count;
    for (size_t i = 0; i < c.plan->derivation_count; i++) {
        const plan_derivation *d = &c.plan->derivations[i];
        sum->constant += d->is_constant && d->count > 1;
        for (size_t k = 0; d->by_columns && k < d->count; k++)
            sum->values[d->values[k].kind]++;
    }
    for (size_t i = 0; i < c.pack->rule_count; i++) {
        sum->fired += c.fired[i];
        sum->silent += c.fired[i] == 0;
    }
    block_free(c.block);
    arena_free(c.arena);
    pack_free(c.loaded);
    folder_remove(folder);
}

static void test_blocks_agree_with_inference_to_the_bit(void **state)
{
    (void)state;
    random_source r = random_new();
    totals sum = {0};
    for (int i = 0; i < PACKS; i++)
        compare_pack(&r, random_pack(&r), READ_IN_FULL, (size_t)random_below(&r, 4), &sum);
    assert_true(sum.given > sum.pairs / 4); // else there was little to compare
    assert_true(sum.fired > sum.pairs / 2 && sum.silent > 0);
    assert_true(sum.below > sum.pairs / 50);
    assert_true(sum.unlikely > sum.pairs / 20);
    print_message("info: batch: blocks and inference agree on %zu pairs of pack and profile\n", sum.pairs);
}

static void test_many_rules_rank_as_inference_ranks_them(void **state)
{
    (void)state;
    random_source r = random_new();
    totals sum = {0};
    const size_t tops[] = {0, 1, 2, 3, 4, 7, 20, 32, 33};
    for (size_t i = 0; i < 3 * sizeof tops / sizeof *tops; i++)
        compare_pack(&r, random_wide_pack(&r), READ_ROWS, tops[i % (sizeof tops / sizeof *tops)], &sum);
    assert_true(sum.given > 5 * sum.pairs);
    print_message("info: batch: many rules rank alike for %zu profiles, %zu recommendations given\n",
                  sum.pairs, sum.given);
}

static void test_rows_read_into_columns_agree_with_the_full_reader(void **state)
{
    (void)state;
    random_source r = random_new();
    totals sum = {0};
    for (int i = 0; i < PACKS; i++)
        compare_pack(&r, random_pack(&r), READ_ROWS, (size_t)random_below(&r, 4), &sum);
    assert_true(sum.given > sum.pairs / 4);
    assert_true(sum.taken > sum.pairs / 8);
    print_message("info: batch: rows and the full reader agree on %zu profiles, %zu of them by rows\n",
                  sum.pairs, sum.taken);
}

static void test_documents_read_into_columns_agree_with_the_full_reader(void **state)
{
    (void)state;
    random_source r = random_new();
    totals sum = {0};
    for (int i = 0; i < PACKS; i++)
        compare_pack(&r, random_pack(&r), READ_DOCUMENTS, (size_t)random_below(&r, 4), &sum);
    assert_true(sum.given > sum.pairs / 4);
    assert_true(sum.taken > sum.pairs / 2);
    assert_true(sum.pairs < PACKS * PROFILES); // some were refused
    print_message(
        "info: batch: documents and the full reader agree on %zu profiles, %zu of them by columns\n",
        sum.pairs, sum.taken);
}

static void test_lists_joins_and_aggregates_agree_with_inference_to_the_bit(void **state)
{
    (void)state;
    random_source r = random_new();
    totals sum = {0};
    for (int i = 0; i < LIST_PACKS; i++)
        compare_pack(&r, random_list_pack(&r), READ_LISTS, (size_t)random_below(&r, 4), &sum);
    assert_true(sum.given > sum.pairs / 2);
    assert_true(sum.fired > sum.pairs && sum.silent > 0);
    assert_true(sum.in_lanes > sum.by_row); // else hardly anything of lanes was compared
    assert_true(sum.values[VALUE_NUMBER] > LIST_PACKS / 2 && sum.values[VALUE_LISTED] > LIST_PACKS / 2);
    assert_true(sum.values[VALUE_FACT] > LIST_PACKS / 4 && sum.constant > LIST_PACKS / 4);
    print_message("info: batch: lists and inference agree on %zu pairs; %zu rules by lanes, %zu by row\n",
                  sum.pairs, sum.in_lanes, sum.by_row);
}

/// An unknown item may be what is asked for, so such a list answers no question with no.
static void test_lists_with_unknown_items_are_left_to_the_full_reader(void **state)
{
    (void)state;
    const struct {
        const char *text;
        bool taken;
    } lists[] = {{"{\"l\": [null, \"z\"]}", false}, {"{\"l\": [\"x\", null]}", false},
                 {"{\"l\": [ null ]}", false},      {"{\"l\": []}", true},
                 {"{\"l\": [\"x\", \"z\"]}", true}, {"{\"l\": null}", true}};
    static comparison c;
    char *folder = folder_new();
    free(file_make(folder, "pack.yaml", "advise: 1\npack: p\nversion: 1.0.0\ntitle: T\n"));
    free(file_make(folder, "vocabulary.yaml", "facts: [{name: l, type: list, of: string}]"));
    free(file_make(folder, "recommendations.yaml", "recommendations: [{id: r, title: T, priority: 1}]"));
    free(file_make(folder, "rules.yaml",
                   "rules: [{id: e, when: 'not(list contains(l, \"x\"))', recommend: r, because: x}]"));
    c = (comparison){.arena = arena_new(NULL, 0), .folder = folder, .how = READ_ROWS};
    c.diags = diag_list_new(c.arena);
    c.loaded = pack_load(NULL, folder, c.diags);
    c.pack = c.loaded;
    assert_non_null(c.pack);
    assert_int_equal(arena_run(c.arena, make_plan, &c), ARENA_DONE);
    c.block = block_new(NULL, c.plan);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        char *padded = calloc(1, strlen(lists[i].text) + 1 + ROW_READER_PADDING);
        assert_non_null(padded);
        slice text = {strcpy(padded, lists[i].text), strlen(lists[i].text)};
        block_begin(c.block);
        assert_int_equal(row_read(c.reader, c.block, text), lists[i].taken);
        free(padded);
    }
    block_free(c.block);
    arena_free(c.arena);
    pack_free(c.loaded);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks_agree_with_inference_to_the_bit),
        cmocka_unit_test(test_lists_joins_and_aggregates_agree_with_inference_to_the_bit),
        cmocka_unit_test(test_many_rules_rank_as_inference_ranks_them),
        cmocka_unit_test(test_lists_with_unknown_items_are_left_to_the_full_reader),
        cmocka_unit_test(test_rows_read_into_columns_agree_with_the_full_reader),
        cmocka_unit_test(test_documents_read_into_columns_agree_with_the_full_reader)};
    return cmocka_run_group_tests_name("columns/block", tests, NULL, NULL);
}
