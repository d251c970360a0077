/// The state of a block: what the files of this room work on, and the readers of rows (engine/rows/), which write into its columns.
#ifndef ADVISE_COLUMNS_BLOCK_STATE_H
#define ADVISE_COLUMNS_BLOCK_STATE_H

#include "columns/block.h"
#include "infer/evidence.h"

enum {
    COUNTER_BITS = 32,
    FEW = 32,             ///< the most candidates of a row that are put in order by insertion
    FIRST_CANDIDATES = 16 ///< there is room for so many in a row before it grows, if any number is kept
};

/// What is known of a column, a bit for each row.
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
    uint64_t may; ///< it is true, or must be evaluated
} answer;

/// The same of one row, as a hint for evaluating it.
static inline rule_hint hint_of(const answer *known, size_t row_index)
{
    return (rule_hint){.holds = (known->yes >> row_index & 1) != 0,
                       .silent = (known->may >> row_index & 1) == 0};
}

/// What rules are evaluated with by row.
typedef struct row_run {
    run run;
    feel_machine machine;
} row_run;

/// One profile of the block.
typedef struct block_row {
    const profile *person; ///< never NULL: of a row that was read into columns, a profile that states nothing
    feel_value *values;    ///< of its facts, if the plan needs them
    row_run *by_row;       ///< NULL: no rule is evaluated by row
    pile_list piles;
    advice_pile
        candidates; ///< whose certainty exceeds the threshold; if `top` bounds them, the best so far, in order
} block_row;

struct block {
    const plan *plan;
    allocator from;
    arena *arena; ///< of what is in the block; reset with it
    arena *room;  ///< of what stays when it is reset
    struct {
        char *at;
        size_t left;
    } ahead; ///< of the arena: room for small things, see `block_take`
    feel_clock clock;
    const struct ending_index *ending_index; ///< NULL: no term that is evaluated may ask for it
    size_t top;
    bool best_only; ///< how many are given in all is not counted
    bool notes_fired, notes_checks;
    size_t count;
    uint64_t live;   ///< the rows in use
    profile nobody;  ///< states nothing
    row_run blank;   ///< what rules of nobody are evaluated with
    uint64_t others; ///< the rows that are about another profile
    block_row rows[BLOCK_ROWS];
    block_result results[BLOCK_ROWS];
    column_state *columns;
    uint32_t *codes; ///< for each column of numbers BLOCK_ROWS codes: how many cuts the row's number passes
    uint64_t *words; ///< of all columns
    struct lane_list *list_room; ///< empty lists with room for as many records as a block has mostly
    struct lane_list *lists; ///< of records, in the order of the plan's sources; NULL: the plan has no lanes
    struct lane_values **fact_lanes; ///< of each fact that terms read and profiles state; NULL: it is none
    uint8_t *fact_types;             ///< the term_type of each of these
    size_t *lane_facts;              ///< which they are
    size_t lane_fact_count;
    struct lane_texts *text_room;   ///< the texts of the plan with their numbers
    struct lane_values *value_room; ///< what each operation of the plan gives; of constants for good
    struct lane_state *lanes;       ///< NULL: the plan has none
    uint64_t odd;                   ///< rows of which lanes say nothing: see columns/lanes.h
    /// For each literal, the rows in which it is true: an atom at twice its index, then its negation; last, what is always true.
    uint64_t *truth;
    uint64_t *fired; ///< for each rule of each group: the rows in which it fires
    uint64_t *once,
        *again;        ///< for each group: the rows in which one of its rules fires, and in which several do
    bool *is_answered; ///< for each group: it has all of these
    uint64_t *with_items;   ///< for each fact: the rows in which it is a list that is not empty, or one value
    bool *with_items_known; ///< for each fact: its word in `with_items` is valid
    uint64_t *noted;        ///< for each rule of the pack: the rows in which it fired; NULL: not noted
    uint64_t *checked;      ///< for each check of the pack: the rows of which it is true; NULL: not noted
    size_t given[BLOCK_ROWS]; ///< of each row, if they are bounded: how many candidates there were
    double
        least[BLOCK_ROWS]; ///< of each row: a lower score is not among the best; -HUGE_VAL: any score may be
    bool is_bounded;       ///< only the best so far of each row are kept
    block_advice *candidates; ///< room for `candidate_room` of each row
    size_t candidate_room;    ///< if it is bounded, for all that are kept
    ranking few[FEW];         ///< of one row after the other, while they are put in order
    arranger *arranger;
    size_t *excluders; ///< for each recommendation 0: for `ranking_admits`, of one row after the other
    /// Numbers written across words: bit i of word k is bit k of how many more were given to row i.
    uint64_t counters[COUNTER_BITS];
    size_t counter_count; ///< words in use: enough to count all groups
};

/// Where `block_take` takes its next memory, at least so much: whoever does not know yet how much a thing needs makes it there first.
static inline void *block_ahead(block *b, size_t size)
{
    enum { AT_ONCE = 2048 };
    if (size > b->ahead.left) {
        const size_t more = size > AT_ONCE ? size : AT_ONCE;
        b->ahead.at = arena_uncleared(b->arena, more);
        b->ahead.left = more;
    }
    return b->ahead.at;
}

/// Memory of the block that is not cleared. Many small things are made of a row, and calling for each takes longer than making it.
static inline void *block_take(block *b, size_t size)
{
    const size_t rounded = (size + 15) & ~(size_t)15;
    char *taken = block_ahead(b, rounded);
    b->ahead.at += rounded;
    b->ahead.left -= rounded;
    return taken;
}

/// A new row, about a profile.
void block_new_row(block *b, const profile *person);
/// Takes back the row that was added last, and what it put into columns.
void block_drop_row(block *b);

/// Puts a fact's value of some rows into its columns; false if a column does not hold it, so that its atoms are asked of the value.
bool block_put_fact(block *b, uint64_t rows, size_t fact_index, feel_value v);
/// Answers the atoms that ask about a fact, once its columns are filled.
void block_answer_fact(block *b, size_t fact_index);

/// What a formula says of the block's rows.
answer block_answer(const block *b, const formula *f);
/// What is known of a rule that is evaluated by row: it does not fire if a list that it runs over has no items, or is unknown.
answer block_answer_rule(block *b, const plan_rule *r);

#endif
