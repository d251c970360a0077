/// A few threads that answer requests, so that a slow one keeps nobody waiting. What takes long may occupy all of them but one.
#ifndef ADVISE_CLI_SERVE_WORKERS_H
#define ADVISE_CLI_SERVE_WORKERS_H

#include "respond/respond.h"

/// A request to be answered. The caller owns it, and leaves it alone until it comes back.
typedef struct work {
    const respond_route *route;
    const char *body;
    size_t length;
    response answer;   ///< complete when the work comes back
    void *owner;       ///< whom to tell
    struct work *next; ///< of the list that it is in
} work;

typedef struct workers workers;

/// Starts them. NULL, with errno set, if that failed.
/// @param by  borrowed
workers *workers_start(const responder *by, size_t threads);
/// Waits until what is under way is done, and ends the threads. What was never begun comes back with an error.
void workers_stop(workers *w);
/// Frees them, after `workers_stop`.
void workers_free(workers *w);

void workers_add(workers *w, work *item);
/// A descriptor that can be read if work came back.
int workers_descriptor(const workers *w);
/// The next that came back; NULL: none.
work *workers_done(workers *w);

#endif
