/// Changes a profile by a name and a FEEL expression, as `--set NAME=FEEL` does.
#ifndef ADVISE_PROFILE_SETTING_H
#define ADVISE_PROFILE_SETTING_H

#include "profile/variant.h"

/// Gives a fact, or a field of a record, the value of a FEEL expression over the profile's facts. The value is checked as one in a file is.
/// @param name  of a fact ("hours_per_week"), of the field of a record ("employer.size"), or of one of a list, by what names the record or
///              by its number ("prospective_firms[Lund IP].size", "memos[2].text")
/// @return false, with diagnostics, if it cannot be: the profile is then as it was
bool profile_set(arena *a, const pack *p, profile *person, slice name, slice expression,
                 feel_machine *machine, diag_list *diags);

#endif
