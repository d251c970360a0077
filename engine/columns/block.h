/// A pack applied to up to 64 profiles at once. Facts are in columns, answers in words: bit i is profile i of the block. Each profile gets
/// what `infer` gives it, bit for bit, without the texts: both evaluators rank by infer/rank.h and combine by infer/certainty.h, and what
/// columns cannot decide is left to the plain one.
#ifndef ADVISE_COLUMNS_BLOCK_H
#define ADVISE_COLUMNS_BLOCK_H

#include "columns/plan.h"
#include "infer/arrange.h"
#include "profile/profile.h"

enum { BLOCK_ROWS = 64 };

/// A recommendation that is given.
typedef struct block_advice {
    ranking ranking; ///< the first member, for `ranking_compare`
    double certainty;
    double priority;
    bool priority_is_open; ///< it is computed from something unknown
    slice item_name;       ///< what it is about; empty if it is about nothing
} block_advice;

typedef struct block_result {
    const block_advice *advices; ///< in the order of the list
    const entry_place *places;   ///< of each; NULL: each is an entry of its own
    size_t count;                ///< of as many entries as were asked for
    size_t given_count; ///< of the entries of all that are given; of some, if only the best were asked for
    bool
        exhausted; ///< rules that were evaluated by row used up the budget of steps: the advice must not be used
} block_result;

typedef struct block block;

/// A block that is filled, run and reset again and again by one thread. It owns the arena in which its profiles are read and all of its
/// results live. NULL if there is no memory. The plan is borrowed.
block *block_new(const allocator *from, const plan *p);
void block_free(block *b); ///< NULL is allowed

/// What now() and today() answer. The values are borrowed.
void block_set_clock(block *b, feel_clock clock);

/// The most entries of a result; 0: all that are given.
void block_set_top(block *b, size_t top);

/// Notes which rules fire, from the next `block_begin` on.
void block_note_fired(block *b);
/// Applies the checks of profiles too, from the next `block_begin` on.
void block_note_checks(block *b);
/// Gives the best of a row without counting how many are given in all, which is faster. Not with a `top` of 0.
void block_set_best_only(block *b, bool best_only);

/// Forgets profiles and results.
void block_reset(block *b);

/// The arena for the profiles of the block. Everything below is called below `arena_run` of it.
arena *block_arena(block *b);

/// Makes room after `block_new` and after each `block_reset`.
void block_begin(block *b);

/// Adds a profile, which lives in the block's arena, and gives its row. The block holds fewer than BLOCK_ROWS.
size_t block_add(block *b, const profile *person);
size_t block_count(const block *b);

/// Applies the pack to the profiles.
void block_run(block *b);

/// The value of a fact of a row that the plan was asked to keep.
feel_value block_value(const block *b, size_t row, size_t fact_index);

/// Adds to each rule of the pack in how many of the rows it fired: gave evidence, or a value that counts. Only if that is noted.
/// @param rows  a bit for each row to count
void block_count_fired(const block *b, uint64_t rows, size_t *counts);

/// The rows, a bit for each, in which one of these rules fired. Only if that is noted.
/// @param rules  for each rule of the pack, whether it is asked for
uint64_t block_fired_any(const block *b, const bool *rules);

/// The rules that surely give no evidence in a row, for `run.silent`: for each rule of the pack. Only if it is noted which fire. Lives in `a`.
const bool *block_silent(const block *b, arena *a, size_t row);

/// The rows, a bit for each, of which a check of the pack is true. Only if that is noted.
uint64_t block_checked(const block *b, size_t check);

/// The result of a row; lives until the block is reset.
block_result block_result_of(const block *b, size_t row);

#endif
