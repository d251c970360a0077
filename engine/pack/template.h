/// Texts with {{expressions}} in them.
#ifndef ADVISE_PACK_TEMPLATE_H
#define ADVISE_PACK_TEMPLATE_H

#include "pack/pack.h"

/// Parses the template in `source` (kept by its expressions). False, with diagnostics, if an expression is wrong or braces
/// do not match; `*out` then has no pieces.
bool template_parse(arena *a, const source_text *source, const feel_scope *scope, diag_list *diags,
                    template_text *out);

/// The text with its expressions evaluated; empty if one of them is null. Allocated from the machine's arena.
slice template_fill(feel_machine *m, const template_text *text, const feel_value *values, size_t count);

#endif
