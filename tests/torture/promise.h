/// What every run promises: it gives what the undisturbed run gives, or it ends with a documented status and a message, and every file is whole or
/// as it was.
#ifndef ADVISE_TESTS_PROMISE_H
#define ADVISE_TESTS_PROMISE_H

#include "scene.h"

/// The undisturbed run. False if this system cannot inject.
bool run_usual(const scene *s, const scenario *one, injection *none, result *out);

/// What a run broke of the promise; NULL: nothing.
/// @param before   the files before the run
/// @param usual    what the undisturbed run gives
/// @param failure  the status with which it may end too; 0: it must give what is usual
const char *broken_promise(const scenario *one, const result *before, const result *usual, const result *r,
                           int failure);

/// What is broken once a run that failed was resumed, or was complete although a journal is left; NULL: nothing.
const char *broken_in_the_end(const scene *s, const scenario *one, const result *usual, const result *r);

#endif
