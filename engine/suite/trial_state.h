/// A trial under way, shared by trial.c (rules, facts, diagnostics) and advice.c (recommendations). Private to engine/suite/.
#ifndef ADVISE_SUITE_TRIAL_STATE_H
#define ADVISE_SUITE_TRIAL_STATE_H

#include "suite/trial.h"

/// The trial, its place in the arena, and the failures so far.
typedef struct trial {
    arena *arena;
    const pack *pack;
    const suite_test *test;
    feel_machine *machine;
    const inference *of;
    bool brief; ///< one failure is enough, and nobody reads it
    struct {
        suite_failure *items;
        size_t count, capacity;
    } failures;
} trial;

/// Adds a failure; the one returned may be filled in further until the next is added.
suite_failure *trial_fail(trial *r, place where, slice expected, slice got);

/// True if the text contains the part.
bool trial_contains(slice text, slice part);

/// The text as a YAML scalar, in single quotes.
slice trial_yaml_text(arena *a, slice text);

#endif
