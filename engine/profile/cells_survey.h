/// A look at the first rows of a file, to decide for each column what no cell can say alone: whether 1 and 0, or words for yes and no,
/// are true and false, and whether its numbers are written with other signs than the style has. What all people's cells would be read
/// wrong for is one fault of the file.
#ifndef ADVISE_PROFILE_CELLS_SURVEY_H
#define ADVISE_PROFILE_CELLS_SURVEY_H

#include "profile/cells.h"

typedef struct cells_survey cells_survey;

/// Begins a survey of the columns of a header.
/// @param packs  the ones that the header was read for
/// @return       Call below `arena_run(a)`.
cells_survey *cells_survey_new(arena *a, cells_header *header, const pack *const *packs, size_t count);

/// Looks at a row; what is no row of the header is passed over. True if the survey wants more rows.
bool cells_survey_row(cells_survey *s, slice row);

/// Decides how the columns are read. Says once for each column, as a note, what is taken for what.
/// @param file  the name of the file, for messages
/// @return      false if the file must not be read: reported
bool cells_survey_end(cells_survey *s, slice file, diag_list *diags);

#endif
