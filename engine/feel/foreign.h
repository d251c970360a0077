/// What people write who know other languages, spreadsheets and databases, and what FEEL has instead: tables, and finding a row. Private to
/// engine/feel/.
#ifndef ADVISE_FEEL_FOREIGN_H
#define ADVISE_FEEL_FOREIGN_H

#include "base/arena.h"
#include "base/slice.h"

/// So many operands can stand in a remedy.
enum { FOREIGN_OPERANDS = 4 };

/// One row. In a remedy, {0} and {1} stand for what is before and after an operator, {0} to {3} for the arguments of a function, and
/// {#1} for the second one if it is a whole number, else for 30.
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

/// What the first argument of a call is, as far as it tells which remedy fits.
typedef enum foreign_kind { FOREIGN_ANY, FOREIGN_TEXT, FOREIGN_LIST } foreign_kind;

/// The remedy for a function with so many arguments; NULL if it does not depend on these. See foreign_call_remedy.
const char *foreign_shape(slice name, size_t arguments, foreign_kind first);

/// The remedy for a call of a function of another language, with its places filled in; empty if there is none of that name.
/// @param operands  the arguments as they are written
slice foreign_call_remedy(arena *a, slice name, const slice *operands, size_t count, foreign_kind first);

/// The name of a row of the functions that is nearest to a misspelt one; empty if none is near.
slice foreign_function_like(arena *a, slice name);

/// The remedy with its places filled in. An operand that is empty is written "…".
slice foreign_remedy(arena *a, const foreign_row *row, const slice *operands, size_t count);

/// True if two names are the same but for case, blanks and underscores: "stringLength", "string length".
bool foreign_same_name(slice a, slice b);

#endif
