/// What people write who know other languages, spreadsheets and databases, and what FEEL has instead: tables, and finding a row. Private to
/// engine/feel/.
#ifndef ADVISE_FEEL_FOREIGN_H
#define ADVISE_FEEL_FOREIGN_H

#include "base/arena.h"
#include "base/slice.h"

/// One row. In a remedy, {0} and {1} stand for what is before and after an operator, or for the first arguments of a function.
typedef struct foreign_row {
    const char *spelling;
    const char *remedy; ///< a hint
} foreign_row;

/// The longest sign of another language with which the text begins; NULL if there is none. Signs that FEEL has too are among them
/// ("==" begins with "="): the caller knows that an error is there.
const foreign_row *foreign_sign(slice text);

/// The longest phrase that the text spells at its beginning, whatever its case and blanks: "IS NOT NULL".
/// @param length  receives how many bytes of the text it takes
const foreign_row *foreign_phrase(slice text, size_t *length);

/// The row of that name, whatever its case, blanks and underscores; NULL if there is none.
const foreign_row *foreign_find(const foreign_row *rows, size_t count, slice name);

/// The function or constant of another language with that name, whatever its case, blanks and underscores.
const foreign_row *foreign_function(slice name);
const foreign_row *foreign_constant(slice name);

/// The name of a row of the functions that is nearest to a misspelt one; empty if none is near.
slice foreign_function_like(arena *a, slice name);

/// The remedy with its places filled in. An operand that is empty is written "…".
slice foreign_remedy(arena *a, const foreign_row *row, const slice *operands, size_t count);

/// True if two names are the same but for case, blanks and underscores: "stringLength", "string length".
bool foreign_same_name(slice a, slice b);

#endif
