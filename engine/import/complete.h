/// Completes a profile's text by what was found in a file: what it states stays, and each thing that is added has its origin as a comment.
#ifndef ADVISE_IMPORT_COMPLETE_H
#define ADVISE_IMPORT_COMPLETE_H

#include "import/find.h"

typedef struct import_counts {
    size_t stated;  ///< values of facts and items of lists that were added
    size_t guesses; ///< lines that were added as comments
    size_t kept;    ///< findings about what the profile says already, or says that nobody knows
    size_t people;  ///< of other people, left out
} import_counts;

/// @param source  the profile, in YAML; it may be empty, and may lack what must be given
/// @param folder  where its text files lie; NULL: it may have none
/// @param out     receives the new text: the same bytes if there is nothing to add
/// @return        false, with diagnostics, if the text is no profile, or cannot be changed safely
bool import_complete(arena *a, const pack *p, const source_text *source, const char *folder,
                     const import_findings *findings, slice *out, import_counts *counts, diag_list *diags);

#endif
