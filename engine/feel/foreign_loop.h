/// Functions of other languages that go through a list, and the loop or filter that FEEL has instead. Private to engine/feel/.
#ifndef ADVISE_FEEL_FOREIGN_LOOP_H
#define ADVISE_FEEL_FOREIGN_LOOP_H

#include "base/arena.h"
#include "base/slice.h"

/// One row. In a remedy, {list} stands for the list, {v} for what an item is called, {test} for the condition on it, {bare} for the
/// condition as a filter has it, {argument} for it as it was written, and {field} for the field that is taken.
typedef struct foreign_loop {
    const char *spelling;
    const char *by_test;  ///< the remedy if the second argument is a condition; NULL: it never is
    const char *by_field; ///< the remedy if it is a field of the items; NULL: that is a condition too
} foreign_loop;

/// What somebody wrote, as the remedy needs it. An empty part is written "…".
typedef struct loop_parts {
    slice list, variable, test, bare, argument;
    slice field; ///< empty unless the second argument is a field and no more
} loop_parts;

/// The row of that name, whatever its case, blanks and underscores; NULL if there is none.
const foreign_loop *foreign_loop_find(slice name);

/// The remedy with its parts filled in; empty if the row has none for such parts.
slice foreign_loop_remedy(arena *a, const foreign_loop *row, const loop_parts *parts);

#endif
