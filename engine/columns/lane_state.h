/// The lanes of a block while it runs. Private to engine/columns/: lane_state.c (the order of operations), lane_set.c (the lanes of
/// each domain), lane_fill.c (facts and fields), lane_evaluate.c (what the interpreter gives), lane_texts.c (texts as numbers), lane_operate.c
/// (what is done in each lane), lane_calculate.c (arithmetic), lane_contains.c (texts in lists), lane_reduce.c (what runs over records),
/// lane_value.c (results as values of a row).
#ifndef ADVISE_COLUMNS_LANE_STATE_H
#define ADVISE_COLUMNS_LANE_STATE_H

#include "columns/lane_runs.h"
#include "columns/record_lanes.h"

/// The lanes of a domain. Of profiles and records a lane is its own number; of pairs it is looked up.
typedef struct lane_set {
    uint32_t count, word_count;
    uint32_t *side[2];    ///< of pairs: the record of each variable. Of records: `side[0]` is NULL
    uint32_t *row;        ///< the profile of each lane; NULL: a lane is a profile
    lane_runs by_row;     ///< unless a lane is a profile
    lane_runs by_side[2]; ///< of pairs
} lane_set;

/// A text of the block, with the number that it has in it.
typedef struct lane_text {
    uint64_t hash;
    slice text;
    uint32_t number; ///< 0: the slot is free
} lane_text;

/// Texts by their hashes: an open table, never more than half full.
typedef struct lane_texts {
    lane_text *slots;
    size_t slot_count, count;
} lane_texts;

typedef struct lane_state {
    lane_list *lists; ///< for each variable: several have the same list if they run over it within themselves
    lane_set *sets;   ///< for each domain
    lane_values *values; ///< for each operation
    uint64_t *words;     ///< two for each word of lanes of each operation: those that are not taken yet
    lane_texts texts;
    struct {
        uint32_t *items;
        size_t count, capacity;
    } pool; ///< of lists of texts: their items; the first belongs to none, and is no text
    size_t next_op, next_atom;
} lane_state;

/// Makes what lanes keep when a block is reset, in its `room`.
void lanes_make_room(block *b);
/// Begins a block, before the first row.
void lanes_prepare(block *b);
/// Fills the lanes of a block whose facts are in place, and does what needs no derived fact.
void lanes_begin(block *b);
/// Does what needs the facts of the first `stage` derivations and no later ones, and answers its atoms.
void lanes_run(block *b, size_t stage);

/// What lanes give as the value of a row: null if it is unknown. False if they do not say it.
bool lanes_value(const block *b, const plan_value *v, size_t row_index, feel_value *out);

// --- of its files among themselves ---

/// The texts of the plan, for the room of a block, and the same for a block that begins.
void lane_texts_make_room(block *b);
void lane_texts_begin(block *b);

/// Makes the lanes of each domain, and room for the words of all operations.
void lane_sets_make(block *b);
/// How the lanes of a domain belong to those of a smaller one.
const lane_runs *lane_runs_between(const block *b, uint32_t small, uint32_t large);

/// What a constant gives that is no truth.
lane_values lane_constant(arena *a, const lane_op *op);

/// Values of a fact, or of a field of records. Marks what does not fit as odd.
lane_step lane_fill_fact, lane_fill_field;
/// What the interpreter gives for each lane: a truth or a text.
lane_step lane_fill_evaluated;
/// A truth that is the same in all lanes.
lane_step lane_fill_truth;
/// Gives each lane the value of what it belongs to.
lane_step lane_spread;
lane_step lane_known, lane_not, lane_and, lane_or, lane_measure;
lane_step lane_compare_numbers, lane_compare_texts, lane_compare_truths;
/// Arithmetic.
lane_step lane_calculate;
/// In which lanes a list of texts holds a text.
lane_step lane_find_in_lists;
/// What runs over records.
lane_step lane_some, lane_every, lane_count, lane_tally, lane_sum;

/// The values of an input of an operation.
static inline lane_values *lane_input(const block *b, const lane_op *op, size_t i)
{
    return &b->lanes->values[op->inputs[i]];
}

/// The lanes of a domain.
static inline const lane_set *lane_set_of(const block *b, uint32_t domain)
{
    return &b->lanes->sets[domain];
}

/// Words for the lanes of a set, all zero.
static inline uint64_t *lane_words(const block *b, const lane_set *s)
{
    return ARENA_ARRAY(b->arena, s->word_count, uint64_t);
}

/// Words that are not cleared, for what an operation gives: two of them at most.
static inline uint64_t *lane_fresh(block *b, const lane_set *s)
{
    uint64_t *out = b->lanes->words;
    b->lanes->words += s->word_count;
    return out;
}

/// The same for what is needed in between.
static inline uint64_t *lane_temporary(const block *b, const lane_set *s)
{
    return arena_uncleared(b->arena, s->word_count * sizeof(uint64_t));
}

/// Numbers for the lanes of a set, in whole words and what `lane_runs_spread_numbers` writes behind them, not cleared.
static inline double *lane_numbers(const block *b, const lane_set *s)
{
    return arena_uncleared(b->arena, ((size_t)s->word_count * 64 + LANES_BEHIND) * sizeof(double));
}

/// Numbers of texts, likewise.
static inline uint32_t *lane_numbers_of_texts(const block *b, const lane_set *s)
{
    return arena_uncleared(b->arena, ((size_t)s->word_count * 64 + LANES_BEHIND) * sizeof(uint32_t));
}

/// How many lanes of a set a word of it holds.
static inline size_t lanes_of_word(const lane_set *s, size_t word)
{
    const size_t left = s->count - word * 64;
    return left < 64 ? left : 64;
}

/// A bit for each of them.
static inline uint64_t lanes_in_word(const lane_set *s, size_t word)
{
    return UINT64_MAX >> (64 - lanes_of_word(s, word));
}

/// A number as thousandths; false if it is none that adds up exactly. A double that is nearest to a number of at most 15 digits is nearest
/// to so many thousandths only if the number is these.
static inline bool lane_thousandths(double number, double *out)
{
    const double most = 1e12;
    const double scaled = number * 1000;
    if (!(scaled >= -most && scaled <= most))
        return false;
    *out = (double)(int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
    return *out / 1000 == number;
}

/// Lanes in which both sides are known.
static inline uint64_t lanes_both_known(const lane_values *x, const lane_values *y, size_t word)
{
    return (x->is_constant ? UINT64_MAX : x->yes[word]) & (y->is_constant ? UINT64_MAX : y->yes[word]);
}

#endif
