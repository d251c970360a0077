/// What cells of values are in words, as a person would put it: "at most 9 hours", "any of: tax, family".
#ifndef ADVISE_CONVERSATION_VALUE_WORDS_H
#define ADVISE_CONVERSATION_VALUE_WORDS_H

#include "conversation/value_cell.h"

/// One value: a text in quotes, yes or no, a number with its unit.
slice value_words(arena *a, const fact *declared, feel_value v);

/// Some cells of a slot. Of values with an order, cells that lie beside one another are one stretch.
/// Of a list it says what it does: "includes one with …".
/// @param chosen  by cell
slice value_words_of_cells(arena *a, const fact *declared, const value_cells *cells, const bool *chosen);

/// A change as a person would put it: "if NAME is at most 9 hours" of what is not stated, "change NAME from no to yes" of what is.
/// @param name  of the slot, in words
slice value_words_of_change(arena *a, slice name, const fact *declared, feel_value now,
                            const value_cells *cells, const bool *chosen);

#endif
