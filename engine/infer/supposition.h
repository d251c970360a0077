/// What the ranking would be if something unknown were known: the rules that read it are evaluated again, all others are not.
#ifndef ADVISE_INFER_SUPPOSITION_H
#define ADVISE_INFER_SUPPOSITION_H

#include "infer/run.h"

/// The head of an entry.
typedef struct supposed_entry {
    size_t recommendation; ///< index in the pack
    slice item_name;
    uint32_t position; ///< of the item in the profile
    double score;
} supposed_entry;

typedef struct supposer supposer;

/// Prepares suppositions about one inference. Lives in the run's arena; call below `arena_run` of it.
/// @param r   the run that the inference came from
supposer *supposer_new(run *r, const inference *of);

/// The first entries of the list if a fact had a value.
/// @param value  of the whole fact: to suppose a field of one item, give the list with this item replaced
/// @param out    receives at most `top` entries
/// @return       how many there are
size_t suppose(supposer *s, size_t fact_index, feel_value value, supposed_entry *out, size_t top);

/// The first entries as they are.
size_t supposer_present(const supposer *s, supposed_entry *out, size_t top);

#endif
