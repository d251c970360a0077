/// What changed for a client between two results.
#ifndef ADVISE_CLI_SINCE_CHANGE_H
#define ADVISE_CLI_SINCE_CHANGE_H

#include "advise.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct json_t json_t; // of jansson, whose names are also those of write/json.h

typedef enum change_kind {
    CHANGE_DONE,     ///< no rule calls for it any more, and what the rules ask for is known
    CHANGE_NEW,      ///< it was not given last time
    CHANGE_MORE,     ///< it is given more strongly than last time
    CHANGE_LESS,     ///< it is given less strongly
    CHANGE_FADED,    ///< evidence for it is left, and does not suffice
    CHANGE_WITHHELD, ///< another recommendation excludes it
    CHANGE_OPEN,     ///< it is not known any more whether it is called for
    CHANGE_FOREIGN,  ///< this pack does not have it
    CHANGE_KINDS
} change_kind;

/// One recommendation, for one item. Texts live as long as the two results.
typedef struct change {
    change_kind kind;
    const char *recommendation, *item; ///< the item is "" if there is none
    const char *title;                 ///< "" if it is not known
    const char *by;                    ///< what excludes it; "" if nothing does
    bool has_was, has_now;             ///< which of the next are known
    double was, now;                   ///< scores
    size_t was_rank, now_rank;         ///< 0: not given
} change;

/// A fact that both results have, and that is not the same. NULL is unknown.
typedef struct fact_change {
    const char *fact, *was, *now;
} fact_change;

typedef enum client_state {
    CLIENT_SAME,
    CLIENT_MOVED,
    CLIENT_NEW,      ///< there was no result last time
    CLIENT_LEFT,     ///< there is none now
    CLIENT_REFUSED,  ///< the profile cannot be read now
    CLIENT_READABLE, ///< it could not be read last time
    CLIENT_REPEATED, ///< it has the name of an earlier client, and is compared with nothing
    CLIENT_NAMELESS, ///< it has no name
    CLIENT_STATES
} client_state;

/// What became of a client. Free by `client_change_free`.
typedef struct client_change {
    const char *name; ///< "" if it has none
    size_t number;    ///< of the profile; 0 if there is none now
    client_state state;
    const char *problem; ///< why it cannot be read; "" if it can
    change *changes;     ///< in the order of kinds, within them as they are or were ranked
    size_t count;
    fact_change *facts;
    size_t fact_count;
} client_change;

/// Words of the states and kinds in JSON.
extern const char *const client_state_words[CLIENT_STATES];
extern const char *const change_words[CHANGE_KINDS];

/// Compares two results.
/// @param last  of `advise batch`; NULL: there is none
/// @param now   of `outcomes_as_present`; NULL: there is none
void client_change_find(client_change *c, const advise_pack *pack, const json_t *last, const json_t *now);
void client_change_free(client_change *c);

#endif
