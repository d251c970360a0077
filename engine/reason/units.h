/// Whether what an expression adds and compares is measured in the same unit. Numbers as they are written have none, and neither has what a
/// function, a product or a quotient gives: those convert.
#ifndef ADVISE_REASON_UNITS_H
#define ADVISE_REASON_UNITS_H

#include "feel/feel.h"

typedef enum unit_use {
    UNITS_COMPARED,
    UNITS_ADDED,     ///< or subtracted
    UNITS_GATHERED,  ///< into one total: a sum, a maximum
    UNITS_ALTERNATE, ///< one or the other is given, by an `if`
} unit_use;

/// Two parts with units that are not spelt alike.
typedef struct unit_clash {
    unit_use use;
    place where;
    slice left, right; ///< the parts as written
    slice left_unit, right_unit;
} unit_clash;

/// Who knows the units of names.
typedef struct unit_source {
    const void *state;
    /// Of a variable of the scope; empty if it has none.
    slice (*of_variable)(const void *state, size_t variable);
    /// Of a field of a record type.
    slice (*of_field)(const void *state, const feel_type *record, slice field);
} unit_source;

/// Finds the clashes of an expression or of unary tests, in the order of writing.
/// @param tested  of unary tests: the unit and the text of what they test
/// @param unit    receives the unit of what the expression gives; empty if it has none. May be NULL
/// Call below `arena_run(a)`, which the clashes are allocated from.
const unit_clash *units_clash(arena *a, const unit_source *from, const feel_expression *x, slice tested_unit,
                              slice tested, size_t *count, slice *unit);

/// True if two units are one, spelt in two ways: "month" and "Months", "hrs" and "hours".
bool units_are_one(slice a, slice b);

#endif
