/// The private header of the files that find the next question: what is open, and what becomes of the first places if it is answered.
#ifndef ADVISE_CONVERSATION_ASKING_H
#define ADVISE_CONVERSATION_ASKING_H

#include "conversation/next_question.h"
#include "infer/answers.h"
#include "infer/reads.h"
#include "infer/supposition.h"

/// Something unknown that may still be answered.
typedef struct open_slot {
    profile_slot at;
    const fact *declared;
    const open_question *question; ///< NULL: no rule waits for it yet, so that it cannot be asked
    const feel_value *answers;     ///< that are tried
    size_t answer_count;           ///< 0: none was found, and it stays unknown in all that is tried
    bool is_covered;               ///< the answers stand for all
    double effort;
    double weight; ///< of its question: what depends on it; 0 if it has none
} open_slot;

/// One profile, while its next question is looked for.
typedef struct asking {
    run *run;
    inference *of;
    arena *arena;   ///< the run's
    arena *scratch; ///< of one region
    size_t top;
    rule_reads reads,
        bodies; ///< of each rule through derived facts: all, and beside the items that are bound
    const open_slot *slots;
    size_t slot_count;
    supposer *supposer;
    size_t tried; ///< suppositions so far
} asking;

/// Some answers at once: for each slot the number of its answer, or OPEN.
typedef int *choices;
enum { OPEN = -1 };

/// The first places: for each a number that says which recommendation it is, for which item; 0: it is empty. An item that was made up is
/// none in particular.
typedef const uint64_t *first_places;

/// What they are; lives in the arena.
first_places first_places_of(const asking *k, const supposition *s);

bool first_places_equal(const asking *k, first_places a, first_places b);

// --- what is open (open_slots.c) ---

/// Prepares to ask: finds the slots. False if inference takes too many steps.
bool asking_begin(asking *k, run *r, const next_question_options *options);

/// True if what a rule waits for may have to do with the slot.
bool asking_reaches(const asking *k, const undetermined *u, const open_slot *slot);

// --- what bounds say (region.c) ---

/// All completions that agree with some choices.
typedef struct region {
    const bool *
        is_live; ///< for each slot: it is open, and may change the first places as far as bounds tell; false is sure
    size_t live_count;   ///< 0: the first places are the same in all of it
    first_places places; ///< as they are if no more is known
    size_t final_count;  ///< of these, from the first: they are the same in all of it
    const size_t *waits; ///< for each slot how many rules wait for it that decide about the next place
} region;

/// False if inference takes too many steps.
bool region_look(asking *k, const int *chosen, region *out);

// --- what answers do (completions.c) ---

/// The first places with these answers; NULL if that takes too many steps.
first_places places_with(asking *k, const int *chosen);

/// The same answers as changes of the profile.
const profile_change *changes_of(const asking *k, const int *chosen, size_t *count);

/// A new set of choices: none, or a copy.
choices choices_new(const asking *k, const int *from);

/// The first places in some or all completions.
typedef struct completion_table {
    const size_t *slots; ///< which slots are answered
    size_t slot_count;
    int *answers;  ///< for each row the number of each slot's answer
    int *outcomes; ///< for each row the number of its first places
    size_t count;
    first_places *places; ///< of each outcome
    size_t outcome_count;
    bool is_exhaustive; ///< all combinations of answers, the last slot's fastest; else some at random
} completion_table;

/// Tries all combinations of the slots' answers, or at most `most` at random. Everything else stays as `chosen`.
completion_table completions_try(asking *k, const int *chosen, const size_t *slots, size_t count,
                                 size_t most);

/// True if all rows have one outcome.
static inline bool completions_agree(const completion_table *t)
{
    return t->outcome_count <= 1;
}

#endif
