/// What each column of a header is. Private to cells*.c.
#ifndef ADVISE_PROFILE_CELLS_COLUMNS_H
#define ADVISE_PROFILE_CELLS_COLUMNS_H

#include "profile/cells_state.h"

/// A header that is being read.
typedef struct header_reading {
    arena *arena;
    cells_header *header;
    const source_text *source;
    const csv_record *record;
    const pack *const *packs;
    size_t pack_count;
    bool is_document; ///< columns are the keys of one profile: what is unknown is left to whoever reads that
    bool *found;      ///< of each column of the map: the file has it
    diag_list *diags;
} header_reading;

place cells_column_place(const header_reading *r, size_t column);

/// Finds what each column is. What is unknown is reported, unless it is passed over.
void cells_name_columns(const header_reading *r);

/// Finds the columns that hold the keys of second tables.
const ptrdiff_t *cells_find_join_keys(const header_reading *r);

#endif
