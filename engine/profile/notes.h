/// The remarks of a profile, under its key `notes`: anything may stand there, and no rule reads it.
#ifndef ADVISE_PROFILE_NOTES_H
#define ADVISE_PROFILE_NOTES_H

#include "input/yaml.h"

typedef struct profile_notes {
    slice *items;
    size_t count, capacity;
} profile_notes;

/// Adds each text below `value`, in order; one that has a key as "key: text". What is left blank says nothing. Call below `arena_run(a)`.
void notes_read(arena *a, const yaml_node *value, profile_notes *out);

#endif
