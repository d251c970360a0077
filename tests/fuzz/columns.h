/// What the targets share that hold a reader of columns against the full reader: the shipped pack, a block, and the comparison of the
/// block's rows with plain inference. Each target includes it once.
#ifndef ADVISE_TESTS_FUZZ_COLUMNS_H
#define ADVISE_TESTS_FUZZ_COLUMNS_H

#include "infer/infer.h"
#include "rows/row_reader.h"

#include <stdint.h>
#include <stdlib.h>

static struct {
    arena *arena; ///< of the plan and the reader
    pack *pack;
    const plan *plan;
    row_reader *reader;
    block *block;
} columns;

static void columns_make_plan(void *argument)
{
    (void)argument;
    columns.pack = pack_load(NULL, "rules/paralegal", diag_list_new(columns.arena));
    if (columns.pack == NULL)
        abort();
    columns.plan = plan_new(columns.arena, columns.pack, NULL, 0);
    columns.reader = row_reader_new(columns.arena, columns.plan);
}

static void columns_end(void)
{
    block_free(columns.block);
    pack_free(columns.pack);
    arena_free(columns.arena);
}

/// Makes all of it, once.
static void columns_make(void)
{
    if (columns.block != NULL)
        return;
    columns.arena = arena_new(NULL, 0);
    if (columns.arena == NULL || arena_run(columns.arena, columns_make_plan, NULL) != ARENA_DONE)
        abort();
    columns.block = block_new(NULL, columns.plan);
    if (columns.block == NULL)
        abort();
    (void)atexit(columns_end);
}

/// Holds a row of the block that was run against the profile that the full reader reads of it, which must take it too.
/// @param person  NULL: it does not
static void columns_hold(size_t row, const profile *person)
{
    arena *a = block_arena(columns.block);
    const block_result fast = block_result_of(columns.block, row);
    if (person == NULL)
        abort();
    const inference *plain = infer(a, columns.pack, person, (feel_clock){0}, 0, NULL, (place){0});
    if (plain == NULL || fast.exhausted)
        return;
    if (fast.given_count != plain->entry_count || fast.count != plain->given_count)
        abort();
    for (size_t i = 0; i < fast.count; i++) {
        if (fast.advices[i].ranking.recommendation != plain->advices[i].recommendation ||
            fast.advices[i].ranking.score != plain->advices[i].score)
            abort();
    }
}

#endif
