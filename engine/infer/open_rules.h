/// Which rules may do something else once more is known. All others do what they do for every value of what is unknown: see bounds.h.
#ifndef ADVISE_INFER_OPEN_RULES_H
#define ADVISE_INFER_OPEN_RULES_H

#include "infer/infer.h"
#include "infer/readers.h"

/// The set of these rules, as in base/bit_set.h. Of a table all rows are in it, or none. Rules that conclude records are in it, since these
/// have what was not known when they were copied.
/// @param of  not of an unrecorded run
const uint64_t *open_rules(arena *a, const inference *of, const readers *by);

#endif
