/// One text that was to be several values: "small; large".
#ifndef ADVISE_BASE_PIECES_H
#define ADVISE_BASE_PIECES_H

#include "base/slice.h"

/// What may stand between values.
typedef enum piece_marks {
    PIECES_BY_SIGNS, ///< a comma, a semicolon, a bar: what hardly stands in one value
    PIECES_BY_WORDS, ///< also a slash, "or", "and", "&"
} piece_marks;

/// Takes the next of several values from `*rest`, without blanks around it; it may be empty. False at the end.
bool piece_next(slice *rest, piece_marks marks, slice *piece);

#endif
