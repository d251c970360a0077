/// The names of months, as people write them.
#ifndef ADVISE_FEEL_MONTH_H
#define ADVISE_FEEL_MONTH_H

#include "base/slice.h"

/// "January" for 1, to "December" for 12.
const char *month_name(unsigned month);

/// 1 to 12 for the name of a month or its beginning, of three letters at least, in any case, and for "sept"; else 0.
unsigned month_named(slice word);

#endif
