/// Finds what a file says of a person, by an import description.
#ifndef ADVISE_IMPORT_FIND_H
#define ADVISE_IMPORT_FIND_H

#include "import/description.h"

/// One thing that the file says: the value of a fact, or an item of a list.
typedef struct import_finding {
    size_t fact; ///< index in the pack
    bool is_guess;
    feel_value value; ///< one that the pack allows; of a list an item
    slice origin, why;
} import_finding;

typedef struct import_findings {
    import_finding *items;
    size_t count, capacity;
    size_t people; ///< other people who were not asked for, and left out
} import_findings;

/// True if the document is of the description's kind.
bool import_fits(const import_description *d, const document *file);

/// Finds all that the document says, in the order of the description, and of the file within a part.
/// @param today   a FEEL_DATE
/// @param people  other people's data is wanted
void import_find(arena *a, const pack *p, const import_description *d, const document *file, feel_value today,
                 bool people, import_findings *out);

#endif
