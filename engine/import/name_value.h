/// What the names of a part stand for in a file.
#ifndef ADVISE_IMPORT_NAME_VALUE_H
#define ADVISE_IMPORT_NAME_VALUE_H

#include "import/description.h"

/// The value of a name for a thing: a text or a date, or a list of all of them. Of a name for one thing, null if there are several, or none.
/// @param first  receives where it was found first; NULL: nowhere
feel_value import_name_value(arena *a, const import_description *d, const import_name *name,
                             const document_node *thing, const document_node **first);

#endif
