/// Which derived fields rules read.
#ifndef ADVISE_PACK_FIELD_USE_H
#define ADVISE_PACK_FIELD_USE_H

#include "pack/loader.h"

/// Fills in `fields` and `lists` of each of the pack's rules.
void field_use_of_rules(loader *l);

#endif
