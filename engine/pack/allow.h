/// Findings that a pack allows, each with a reason: the `allow` lists of pack.yaml and of rule files.
#ifndef ADVISE_PACK_ALLOW_H
#define ADVISE_PACK_ALLOW_H

#include "pack/pack.h"

/// Marks the diagnostics that an entry allows with the reason of the entry.
/// @param complete  all checks were made: report the entries that allow nothing
void allow_findings(const pack *p, diag_list *diags, bool complete);

#endif
