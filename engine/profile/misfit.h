/// The inside of the hints at what somebody meant: a value that does not fit, and the recognisers of lists and records (misfit_list.c),
/// which meant.c has in its table. Private to meant*.c and misfit*.c.
#ifndef ADVISE_PROFILE_MISFIT_H
#define ADVISE_PROFILE_MISFIT_H

#include "base/text.h"
#include "input/yaml.h"
#include "pack/pack.h"

typedef struct misfit {
    arena *arena;
    const fact *fact;
    const feel_type *type;
    const yaml_node *written;
    slice text; ///< of a scalar, as `said_plainly` gives it; else empty
    diag_list *diags;
} misfit;

// Each adds a hint to the newest diagnostic and gives true if it recognises what was meant.
bool misfit_is_text_for_list(misfit *m);
bool misfit_is_no_record(misfit *m);
bool misfit_is_record_for_list(misfit *m);

/// The names of facts or fields, with commas between.
slice misfit_keys_of(arena *a, const fact *facts, size_t count);

/// Adds to the newest diagnostic how a profile says that nobody knows the fact or field.
void misfit_hint_not_known(const fact *f, diag_list *diags);

/// True if the text begins and ends with quotation marks of a word processor.
bool misfit_is_in_curly_quotes(slice text);

/// True if the text is "the NAME", which forms gave as an example.
bool misfit_is_example(const fact *f, slice text);

#endif
