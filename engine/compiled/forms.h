/// What the files of descriptions share. Private to engine/compiled/.
#ifndef ADVISE_COMPILED_FORMS_H
#define ADVISE_COMPILED_FORMS_H

#include "compiled/form.h"

extern const form place_form;

/// Each by section; NULL for sections that the other describes.
extern const form *const forms_of_feel[SECTION_COUNT];
extern const form *const forms_of_pack[SECTION_COUNT];

#endif
