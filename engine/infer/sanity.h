/// What in a profile is unlikely or contradicts itself, by the `checks` of the pack.
#ifndef ADVISE_INFER_SANITY_H
#define ADVISE_INFER_SANITY_H

#include "pack/pack.h"
#include "profile/profile.h"

/// Warns of each check whose condition is true of the profile, with the places of what it looked at. What is unknown warns of nothing.
/// @param machine  for its arena, clock and steps
void sanity_check(feel_machine *machine, const pack *p, const profile *person, diag_list *diags);

#endif
