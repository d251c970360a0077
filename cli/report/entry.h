/// What stands together in the list of advice: a head, its parts and its alternatives, all with one rank.
#ifndef ADVISE_CLI_REPORT_ENTRY_H
#define ADVISE_CLI_REPORT_ENTRY_H

#include "advise.h"

/// Whether a piece of advice stands below no other.
bool entry_is_head(const advise_advice *a);

/// The title of a recommendation in an entry: that of the first piece of advice with that id; the id itself if there is none.
/// @param rank  of the entry
const char *entry_title(const advise_report *r, size_t rank, const char *id);

#endif
