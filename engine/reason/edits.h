/// Small changes of an expression. A good test of the expression fails after each of them: this is what mutation testing counts.
#ifndef ADVISE_REASON_EDITS_H
#define ADVISE_REASON_EDITS_H

#include "feel/feel.h"

/// One change: some bytes of the expression's text are replaced.
typedef struct expression_edit {
    size_t offset, length; ///< what is replaced, in the text
    slice replacement;
    size_t shown_offset, shown_length; ///< the smallest part around it that can be read by itself
} expression_edit;

/// The changes of an expression, in the order of writing: comparison operators shifted, `and` and `or` swapped, an operand of them
/// dropped, `not` taken away, true and false swapped, numbers moved by one in their last place, strings that are compared with an
/// enumeration replaced by another of its values.
/// @param wanted  the type that the whole expression must have, or of unary tests what they test; NULL: any. A string that is the
///                whole expression, or one of the tests, is replaced by other values of this type
const expression_edit *edits_of(arena *a, const feel_expression *x, const feel_type *wanted, size_t *count);

/// The text of the expression after the change.
slice edit_apply(arena *a, const feel_expression *x, const expression_edit *edit);

/// The part around the change, before and after it, on one line each.
slice edit_before(arena *a, const feel_expression *x, const expression_edit *edit);
slice edit_after(arena *a, const feel_expression *x, const expression_edit *edit);

/// The numbers that are one more and one less in the last place that the number is written to.
/// @return how many of them there are: none if the text is not a number or has more than 30 places
size_t edit_neighbours(arena *a, slice number, decimal out[2]);

/// Where the change is made.
place edit_place(const feel_expression *x, const expression_edit *edit);

#endif
