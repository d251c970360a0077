/// Numbered columns, which are the items of a list. Private to engine/mapping/.
#ifndef ADVISE_MAPPING_DRAFT_SERIES_H
#define ADVISE_MAPPING_DRAFT_SERIES_H

#include "mapping/draft_write.h"

/// Columns whose names differ only in a number, and what they most likely are.
typedef struct series {
    slice before, behind;
    const draft_column *first; ///< of the columns
    size_t count;
    const fact *list; ///< NULL: it is not known
    slice field;      ///< of its items; "item" if they are plain values
} series;

typedef struct series_list {
    series *items;
    size_t count, capacity;
} series_list;

/// All of them, each with the list that it most likely is.
series_list draft_find_all_series(const draft_writer *w);

/// The series of a column; NULL if it has none.
series *draft_find_series(const series_list *list, slice name);

/// Writes the lists that were told.
void draft_lists(const draft_writer *w, const series_list *all);

#endif
