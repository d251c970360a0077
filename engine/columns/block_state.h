/// The state of a block: what the files of this room work on, and the readers of rows (engine/rows/), which write into its columns.
#ifndef ADVISE_COLUMNS_BLOCK_STATE_H
#define ADVISE_COLUMNS_BLOCK_STATE_H

#include "columns/block.h"
#include "infer/evidence.h"

enum {
    COUNTER_BITS = 32,
    FEW = 32 ///< so many at most are kept in order by insertion
};

/// Of one column, one word for 64 profiles.
typedef struct column_state {
    uint64_t known; ///< the fact has a value
    uint64_t wide;  ///< the value does not fit the column: its atoms are asked of the value
} column_state;

typedef struct advice_pile {
    block_advice *items;
    size_t count, capacity;
} advice_pile;

/// What is known of a condition in 64 rows, a bit for each, before it is evaluated.
typedef struct answer {
    uint64_t yes; ///< it is true
    uint64_t may; ///< it is true, or only evaluating tells
} answer;

/// The same of one row, as a hint for evaluating it.
static inline rule_hint hint_of(const answer *known, size_t row_index)
{
    return (rule_hint){.holds = (known->yes >> row_index & 1) != 0,
                       .silent = (known->may >> row_index & 1) == 0};
}

/// What goes by the row evaluates with.
typedef struct row_run {
    run run;
    feel_machine machine;
} row_run;

/// One profile of the block.
typedef struct block_row {
    const profile *person; ///< never NULL: of a row that was read into columns, a profile that states nothing
    feel_value *values;    ///< of its facts, if the plan needs them
    row_run *by_row;       ///< NULL: nothing goes by the row
    pile_list piles;
    advice_pile
        candidates; ///< whose certainty exceeds the threshold; if `top` bounds them, the best so far, in order
} block_row;

struct block {
    const plan *plan;
    allocator from;
    arena *arena; ///< of what is in the block; reset with it
    arena *room;  ///< of what stays when it is reset
    feel_clock clock;
    size_t top;
    bool best_only; ///< nobody asks how many are given in all
    bool notes_fired;
    size_t count;
    uint64_t live;  ///< the rows in use
    profile nobody; ///< states nothing
    block_row rows[BLOCK_ROWS];
    block_result results[BLOCK_ROWS];
    column_state *columns;
    uint32_t *codes; ///< for each column of numbers BLOCK_ROWS codes: how many cuts the number passes
    uint64_t *words; ///< of all columns
    /// For each literal, the rows in which it is true: an atom at twice its index, its negation after it; after all of them, what is always true.
    uint64_t *truth;
    uint64_t *fired; ///< for each rule of each group: the rows in which it fires
    uint64_t *once,
        *again;        ///< for each group: the rows in which one of its rules fires, and in which several do
    bool *is_answered; ///< for each group: it has all of these
    uint64_t *with_items;   ///< for each fact: the rows in which it is a list that is not empty, or one value
    bool *with_items_known; ///< for each fact: that was looked at
    uint64_t *noted;        ///< for each rule of the pack: the rows in which it fired; NULL: not noted
    size_t given[BLOCK_ROWS]; ///< of each row: how many candidates there were
    double least[BLOCK_ROWS]; ///< of each row: a lower score is not among the best; -HUGE_VAL while any is
    block_advice *best;       ///< if only the best are kept: room for those of all rows
    /// Bit i of all of them: how many more were given to row i.
    uint64_t counters[COUNTER_BITS];
    size_t counter_count; ///< of them in use: as many as count all groups
};

/// A new row, about a profile.
void block_new_row(block *b, const profile *person);
/// Takes back the row that was added last, and what stands in its columns.
void block_drop_row(block *b);

/// What a formula says of the block's rows.
answer block_answer(const block *b, const formula *f);
/// What is known of a rule that goes by the row: it does not fire if a list that it runs over has no items, or is unknown.
answer block_answer_rule(block *b, const plan_rule *r);

#endif
