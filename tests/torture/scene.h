/// Runs a scenario in its folder, and sees what it printed and left.
#ifndef ADVISE_TESTS_SCENE_H
#define ADVISE_TESTS_SCENE_H

#include "inject.h"
#include "random.h"
#include "scenarios.h"

typedef struct scene {
    char *folder, *build, *shim, *out, *err;
    random_source random;
    size_t share; ///< one of so many faults is tried; 1: all
    size_t injected, wrong;
} scene;

/// What a run printed and left.
typedef struct result {
    int status;
    char *out, *err;
    char **paths; ///< of the files in made/, sorted
    char **texts;
    size_t *lengths;
    size_t count, out_length;
    char *contents; ///< of all of them, for scenarios that can be resumed; of the undisturbed run only
} result;

/// Runs a scenario's words, and some more, with what is injected. False if this system cannot do so. End with `result_free`.
bool scene_run_words(const scene *s, const scenario *one, const char *more, injection *i, result *out);

/// The same, without more words, in a scene that is set anew.
bool scene_run(const scene *s, const scenario *one, injection *i, result *out);

/// Sets the scene, and sees the files that are there before the run.
result scene_before(const scene *s, const scenario *one);

void result_free(result *r);

#endif
