/// Which fact a column most likely is. Private to engine/mapping/.
#ifndef ADVISE_MAPPING_DRAFT_MATCH_H
#define ADVISE_MAPPING_DRAFT_MATCH_H

#include "mapping/draft.h"

enum { DRAFT_CANDIDATES = 4 };

/// What a column may be, the most likely first.
typedef struct draft_match {
    const fact *facts[DRAFT_CANDIDATES];
    slice names[DRAFT_CANDIDATES]; ///< dotted: of a field, with the fact before it
    int scores[DRAFT_CANDIDATES];
    size_t count;
    slice hints[DRAFT_CANDIDATES]; ///< the names of all, also of those that other columns are
    size_t hint_count;
    bool is_sure;  ///< its name has the words of the first
    bool is_exact; ///< its name is that of the first
    bool is_guess; ///< it is most likely the first
} draft_match;

draft_match draft_match_of(arena *a, const pack *p, const draft_column *c);

/// Decides how certain the first of the candidates is.
void draft_match_judge(draft_match *m, const draft_column *column);

/// Takes a candidate away, which another column is.
void draft_match_drop(draft_match *m, slice name);

/// How many in a hundred of the column's values a type allows; 0 if it allows any.
int draft_share_of_allowed(const feel_type *type, const draft_column *c);

/// True if the values of a column may be those of a fact, as far as they can be read.
/// @param type  the fact's, or that of the items of its list
bool draft_fits(arena *a, const feel_type *type, const draft_column *c);

/// A text that is digits and the signs of numbers.
bool draft_is_number(slice text);

#endif
