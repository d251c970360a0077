/// One person's situation as typed facts, read by the pack's vocabulary.
#ifndef ADVISE_PROFILE_PROFILE_H
#define ADVISE_PROFILE_PROFILE_H

#include "pack/pack.h"

/// A profile. Lives in the arena that it was read into.
typedef struct profile {
    slice file;            ///< as given
    feel_value *values;    ///< one for each fact of the pack; null: not stated
    bool *stated;          ///< for each fact: the profile gives a value (a written null is not one)
    place *places;         ///< for each fact: where the profile states it
    size_t count;          ///< == pack fact_count
    uint32_t record_count; ///< records numbered 1 to this, in the order of the profile
} profile;

/// Reads the YAML file at `path` ("-" is standard input, which the caller opens: see profile_read_text).
/// Everything wrong is added to `diags`. @return NULL where there was an error. Call below `arena_run(a)`.
profile *profile_read_file(arena *a, const pack *p, const char *path, diag_list *diags);

/// Reads YAML text. `folder` (may be NULL: text files are refused) is where text_file paths start.
/// @param file  the name for diagnostics
profile *profile_read_text(arena *a, const pack *p, slice file, slice text, const char *folder,
                           diag_list *diags);

/// Changes one fact to the value of a FEEL expression over the profile's facts, as `--set NAME=FEEL` does. Type and allowed
/// values are checked. False, with diagnostics, where it cannot be.
bool profile_set(arena *a, const pack *p, profile *person, slice name, slice expression,
                 feel_machine *machine, diag_list *diags);

#endif
