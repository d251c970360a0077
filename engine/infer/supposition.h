/// What the ranking would be if some things were said otherwise: the rules that read them are evaluated again, all others are not.
#ifndef ADVISE_INFER_SUPPOSITION_H
#define ADVISE_INFER_SUPPOSITION_H

#include "infer/run.h"
#include "profile/variant.h"

/// What would become of a recommendation, for one item if it is about something.
typedef struct supposed_advice {
    size_t recommendation; ///< index in the pack
    slice item_name;
    uint32_t position; ///< of the item in the profile
    double certainty, score;
    size_t rank;     ///< the number of its entry, from 1; 0 if it is not given
    bool is_head;    ///< of its entry
    ptrdiff_t above; ///< index in `advices` of what it stands below; -1 if it is a head, or not given
} supposed_advice;

/// What would be.
typedef struct supposition {
    const supposed_advice *advices; ///< all that have evidence: first those given, in the order of the list
    size_t count, given_count;
    size_t entry_count;
    int64_t steps;     ///< of evaluation that it took
    bool is_exhausted; ///< it took too many steps: nothing is known
} supposition;

typedef struct supposer supposer;

/// Prepares suppositions about one inference. Lives in the run's arena; call below `arena_run` of it.
/// @param r   the run that the inference came from
supposer *supposer_new(run *r, const inference *of);

/// What would be if the profile said otherwise.
/// @return  lives until the next supposition
supposition suppose(supposer *s, const profile_change *changes, size_t count);

/// What would be if a slot had a value that `answers_to` gives: faster, since what such a value does is kept.
/// @param value  lives as long as the run's `effects`; if it has none, as long as the run
supposition suppose_answer(supposer *s, profile_slot at, feel_value value);

/// What is.
supposition supposer_present(supposer *s);

/// What is, by an inference: one for each of its advices, in its order.
supposition supposed_present(arena *a, const inference *of);

/// True if both are the same recommendation for the same item.
bool supposed_same(const supposed_advice *a, const supposed_advice *b);

/// The head of an entry; NULL if there are not so many.
/// @param rank  from 1
const supposed_advice *supposed_head(const supposition *s, size_t rank);

#endif
