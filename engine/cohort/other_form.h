/// Text that other programs read and write as tables, and that is none of the forms that are read here. Private to engine/cohort/.
#ifndef ADVISE_COHORT_OTHER_FORM_H
#define ADVISE_COHORT_OTHER_FORM_H

#include "cohort/cohort.h"

typedef struct other_form {
    const char *name;   ///< what the file is, with its article; NULL: nothing that is known
    const char *remedy; ///< what to do
    slice key;          ///< the key of JSON that it is about; empty if there is none
} other_form;

/// What a file is by its first lines.
/// @param text  of which `form_shows` is true, or all of it
other_form other_form_of(const cohort_options *options, slice text);

#endif
