/// YAML documents made at random, for the packs of random_pack.h: every style in which scalars, lists and records can be written, comments,
/// markers and line ends, and what is wrong in some way.
#ifndef ADVISE_TESTS_RANDOM_DOCUMENT_H
#define ADVISE_TESTS_RANDOM_DOCUMENT_H

#include "random_pack.h"

/// Where a document stands.
typedef enum document_place {
    DOCUMENT_ALONE, ///< in a file of its own: nothing need mark its beginning, and its last line may have no end
    DOCUMENT_WITHIN, ///< it may stand between others
} document_place;

/// A document. About `plain` in ten of them hold nothing but what is usual and right.
void random_document(buffer *b, random_source *r, document_place where, unsigned plain);

#endif
