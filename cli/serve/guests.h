/// The connections that are open: at most so many, and none for longer than it is used. If there are more, those that have waited longest
/// without a complete request are cut off, so that slow clients cannot keep others out; but each new one is given a moment to send its
/// request, and until then some more than that are let in. All functions belong to the thread of the
/// server's loop.
#ifndef ADVISE_CLI_SERVE_GUESTS_H
#define ADVISE_CLI_SERVE_GUESTS_H

#include <stdbool.h>
#include <stddef.h>

enum {
    GUESTS_MOST = 32,
    /// Beyond these, connections that have just come, and those that were cut off and are not yet closed.
    GUESTS_PASSING = 32,
};

typedef enum guest_state {
    GUEST_SILENT,  ///< it has not begun a request
    GUEST_READING, ///< a part of one has come
    GUEST_WORKING, ///< it waits for its answer
    GUEST_SENDING, ///< the answer goes out
    GUEST_CUT_OFF, ///< it will be closed
} guest_state;

typedef struct guest {
    int fd;
    guest_state state;
    double since;      ///< of the state, in seconds; of GUEST_READING: of the request's beginning
    bool is_known;     ///< it has shown the secret
    bool has_answered; ///< a request was answered on it
    struct guest *next, **link;
} guest;

typedef struct guests {
    guest *first; ///< the newest first
    size_t count; ///< without those that are cut off
} guests;

/// A connection was opened. NULL if there is no memory for it: it is cut off.
guest *guests_enter(guests *all, int fd);
void guests_leave(guests *all, guest *g);
void guest_turn(guest *g, guest_state state);

/// Cuts off those that are too many, and those that take too long. Returns in how many milliseconds the next may be due.
int guests_sweep(guests *all);

#endif
