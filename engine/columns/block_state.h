/// The state of a block, shared by block.c (what happens in which order), column.c (facts to atoms) and select.c (ranking). Private to
/// engine/batch/.
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
typedef struct row {
    const profile *person; ///< never NULL: of a row that was read into columns, a profile that states nothing
    feel_value *values;    ///< of its facts, where the plan needs them
    row_run *by_row;       ///< NULL: nothing goes by the row
    pile_list piles;
    advice_pile
        candidates; ///< whose certainty exceeds the threshold; where `top` bounds them, the best so far, in order
} row;

struct block {
    const plan *plan;
    allocator from;
    arena *arena; ///< of one run
    arena *room;  ///< of all runs
    feel_clock clock;
    size_t top;
    bool best_only; ///< nobody asks how many are given in all
    bool notes_fired;
    size_t count;
    uint64_t live;  ///< the rows in use
    profile nobody; ///< states nothing
    row rows[BLOCK_ROWS];
    block_result results[BLOCK_ROWS];
    column_state *columns;
    uint32_t *codes; ///< for each column of numbers BLOCK_ROWS codes: how many cuts the number passes
    uint64_t *words; ///< of all columns
    /// For each literal, where it is true. An atom's is at twice its index, its negation's behind it; behind all: what is always true.
    uint64_t *truth;
    uint64_t *fired;        ///< for each rule of each group: where it fires
    uint64_t *once, *again; ///< for each group: where one of its rules fires, and where several do
    bool *is_answered;      ///< for each group: it has all of these
    uint64_t *with_items;   ///< for each fact, where it is known as a list that is not empty, or as one value
    bool *with_items_known; ///< for each fact: that was looked at
    uint64_t *noted;        ///< for each rule of the pack: where it fired; NULL: that is not noted
    size_t given[BLOCK_ROWS]; ///< of each row: how many candidates there were
    double least[BLOCK_ROWS]; ///< of each row: a lower score is not among the best; -HUGE_VAL while any is
    block_advice *best;       ///< where only the best are kept: room for those of all rows
    /// Bit i of all of them: how many more were given to row i.
    uint64_t counters[COUNTER_BITS];
    size_t counter_count; ///< of them in use: as many as count all groups
};

/// A new row, about a profile.
void block_new_row(block *b, const profile *person);

/// How many cuts of the column a number passes.
static inline uint32_t column_code(const plan_column *c, double number)
{
    if (c->codes == NULL) {
        size_t passed = 0;
        for (size_t left = c->cut_count; left > 0;) {
            const size_t half = (left + 1) / 2;
            const plan_cut *cut = &c->cuts[passed + half - 1];
            const bool passes = cut->above ? number > cut->constant : number >= cut->constant;
            passed += passes ? half : 0;
            left = passes ? left - half : half - 1;
        }
        return (uint32_t)passed;
    }
    const double first = (double)c->first;
    const double last = (double)c->last;
    const double near = number < first ? first : number > last ? last : number;
    int64_t whole = (int64_t)near;
    whole -= (double)whole > near;
    return c->codes[2 * (size_t)(whole - c->first) + ((double)whole != near)];
}

/// The same of an integer.
static inline uint32_t column_code_of_integer(const plan_column *c, int64_t number)
{
    if (c->codes == NULL)
        return column_code(c, (double)number);
    const int64_t first = c->first;
    const int64_t last = c->last;
    int64_t near = number < first ? first : number;
    near = near > last ? last : near;
    return c->codes[2 * (size_t)(near - first)];
}

/// The codes of a column of numbers.
static inline uint32_t *column_codes(const block *b, const plan_column *c)
{
    return b->codes + c->number * BLOCK_ROWS;
}

/// What a formula says of 64 profiles.
answer block_answer(const block *b, const formula *f);
/// What is known of a rule that goes by the row: it does not fire where a list that it runs over has no items, or is unknown.
answer block_answer_rule(block *b, const plan_rule *r);

/// Gathers the evidence of all rules, and adds what it comes to.
void gather(block *b);
/// Finds where the rules of a group fire.
void answer_group(block *b, size_t index);
/// The certainties of a group in a row, combined as certainty_combine_all does: those against, those for, then both.
double combine_group(const block *b, const plan_group *g, size_t row_index);

/// Adds what groups that are surely given come to, where it may be among the best.
void gather_best(block *b);

/// Puts a value into a row of the columns of its fact.
void column_put(block *b, size_t column, size_t row_index, feel_value v);
/// Answers the atoms of a column from what stands in it.
void column_answer(block *b, size_t column);

/// Adds what the evidence of a row comes to for a recommendation, or for an item of it.
void select_add(block *b, size_t row_index, size_t target, double certainty, feel_value item,
                slice item_name);
/// Adds a recommendation that is given, and counted, and about nothing, to a row.
void select_add_given(block *b, size_t row_index, size_t target, double certainty);
/// Adds rules that are the only ones of their groups to fire in a row, where the groups are counted.
/// @param singles  which ones of the plan's, as they are ranked
void select_add_singles(block *b, size_t row_index, const uint32_t *singles, size_t count);
/// True where only the best so far of each row have to be kept.
bool select_is_bounded(const block *b);
/// Counts a recommendation as given to rows.
void select_count(block *b, uint64_t rows);
/// Adds up what was counted so.
void select_add_counted(block *b);
/// Ranks the candidates of a row: its result.
void select_advice(block *b, size_t row_index);

#endif
