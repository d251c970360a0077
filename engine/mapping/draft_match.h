/// Which fact a column most likely is. Private to engine/mapping/.
#ifndef ADVISE_MAPPING_DRAFT_MATCH_H
#define ADVISE_MAPPING_DRAFT_MATCH_H

#include "mapping/draft.h"

enum { DRAFT_CANDIDATES = 3 };

/// What a column may be, the most likely first.
typedef struct draft_match {
    const fact *facts[DRAFT_CANDIDATES];
    slice names[DRAFT_CANDIDATES]; ///< dotted: of a field, with the fact before it
    size_t count;
    bool is_sure;  ///< its name has the words of the first
    bool is_exact; ///< its name is that of the first
    bool is_guess; ///< it is most likely the first
} draft_match;

draft_match draft_match_of(arena *a, const pack *p, const draft_column *c);

/// How well two texts share words: 0 for none, 100 for the same words.
int draft_likeness(arena *a, slice name, slice other);

/// True if the values of a column may be those of a fact, as far as they can be read.
/// @param type  the fact's, or that of the items of its list
bool draft_fits(arena *a, const feel_type *type, const draft_column *c);

/// A text that is digits and the signs of numbers.
bool draft_is_number(slice text);

#endif
