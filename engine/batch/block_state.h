/// The state of a block, shared by block.c (what happens in which order), column.c (facts to atoms) and select.c (ranking). Private to
/// engine/batch/.
#ifndef ADVISE_BATCH_BLOCK_STATE_H
#define ADVISE_BATCH_BLOCK_STATE_H

#include "batch/block.h"
#include "infer/run.h"

enum { COUNTER_BITS = 32 };

/// Of one column, one word for 64 profiles.
typedef struct column_state {
    uint64_t known; ///< the fact has a value
    uint64_t wide;  ///< the value does not fit the column: its atoms are asked of the value
    uint64_t yes;   ///< of a boolean: true
} column_state;

/// A recommendation whose certainty exceeds the threshold.
typedef struct candidate {
    double certainty, score;
    uint32_t recommendation;
    uint32_t order;   ///< where scores are equal
    uint32_t record;  ///< of the item, 0 where it is none
    uint32_t arrival; ///< when rules came upon it, among those of the row
    slice item_name;
} candidate;

typedef struct candidate_list {
    candidate *items;
    size_t count, capacity;
} candidate_list;

/// One profile of the block.
typedef struct row {
    const profile
        *person; ///< never NULL: of a row that was read into the columns, a profile that states nothing
    run run;     ///< for what goes by the row; its values where the plan needs them
    feel_machine machine;
    pile_list piles;
    candidate_list candidates; ///< where `top` bounds them, the best so far, in order
    block_result result;
} row;

struct block {
    const plan *plan;
    arena *arena;
    feel_value now, today;
    size_t top;
    size_t count;
    uint64_t live;  ///< the rows in use
    profile nobody; ///< states nothing
    row rows[BLOCK_ROWS];
    column_state *columns;
    double *numbers; ///< for each column BLOCK_ROWS numbers
    uint64_t *has;   ///< for each word of each column: the rows whose string it is, or whose list contains it
    uint64_t *at_least, *equal; ///< of the column that is answered, for each constant
    uint64_t *fired;            ///< of the group that is gathered, for each rule
    bool notes_fired;
    uint64_t *noted;          ///< for each rule of the pack: where it fired; NULL: that is not noted
    size_t given[BLOCK_ROWS]; ///< of each row: how many candidates there were
    double least[BLOCK_ROWS]; ///< of each row: a lower score is not among the best; -HUGE_VAL while any is
    uint64_t competing;       ///< the rows whose best may still change
    /// Bit i of all of them: how many more were given to row i.
    uint64_t counters[COUNTER_BITS];
    size_t counter_count; ///< of them in use
    /// For each literal, where it is true. An atom's is at twice its index, its negation's behind it.
    uint64_t *truth;
};

/// A new row, about a profile.
row *block_new_row(block *b, const profile *person);

/// Puts a value into a row of the columns of its fact.
void column_put(block *b, size_t column, size_t row_index, feel_value v);
/// Answers the atoms of a column from what stands in it.
void column_answer(block *b, size_t column);

/// Adds what the evidence of a row comes to for a recommendation, or for an item of it.
void select_add(block *b, size_t row_index, size_t target, double certainty, feel_value item,
                slice item_name);
/// True where only the best so far of each row have to be kept.
bool select_is_bounded(const block *b);
/// Counts a recommendation as given to rows, among whose best it is not.
void select_count(block *b, uint64_t rows);
/// Adds up what was counted so.
void select_add_counted(block *b);
/// Ranks the candidates of a row: its result.
void select_advice(block *b, size_t row_index);

#endif
