/// The words that a line opens with, and what it then is. Private to engine/ending/.
#ifndef ADVISE_ENDING_OPENING_H
#define ADVISE_ENDING_OPENING_H

#include "base/slice.h"

#include <stdint.h>

/// What lines that open with some words are, or may be.
enum opening_kind {
    OPENS_VALEDICTION = 1,     ///< "Regards"
    OPENS_NOTATION = 2,        ///< "cc", "Prepared by"
    OPENS_POSTSCRIPT = 4,      ///< "P.S."
    OPENS_NOTICE = 8,          ///< "Confidential"
    OPENS_NOTICE_SUBJECT = 16, ///< "This", "If you": a notice if a phrase of notices follows
    OPENS_STEPS = 32,          ///< "Next steps": a heading under which steps stand
    OPENS_STEPS_IF_MARKED =
        64, ///< "Proposed": the same if the line is marked as a heading, whatever it goes on with
    OPENS_HEADING = 128,   ///< "Conclusion": any other heading
    OPENS_ENCLOSURES = 256 ///< "Enclosures", "cc": a list of them may follow
};

enum { OPENING_BYTES = 36 }; ///< of the longest words, with a NUL

typedef struct opening {
    char words[OPENING_BYTES];
    unsigned kinds;
} opening;

/// All rows of the table, in the order of their bytes.
const opening *opening_rows(size_t *count);

/// Finds the rows of some kinds that a line opens with, as whole words in any case.
typedef struct opening_search {
    slice line;
    unsigned kinds;
    uint64_t start; // the first bytes of the line, in small letters
    size_t at;      // the row to look at next
} opening_search;

/// @param kinds  the opening_kind bits that are looked for
opening_search openings_of(slice line, unsigned kinds);

/// The next row that the line opens with, and the bytes of its words; NULL: there are no more.
const opening *opening_next(opening_search *search, size_t *length);

/// The bytes of the longest words of these kinds; 0: the line opens with none.
size_t opening_length(slice line, unsigned kinds);

/// All kinds of words that the line opens with.
unsigned opening_kinds(slice line);

#endif
