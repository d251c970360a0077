/// A second meeting: results compared with those of an earlier run, client by client.
#ifndef ADVISE_CLI_SINCE_SINCE_H
#define ADVISE_CLI_SINCE_SINCE_H

#include "advise.h"
#include "since/change.h"
#include "write/formats.h"
#include "write/screen.h"

#include <stdio.h>

/// How many clients are in which state.
typedef struct since_totals {
    size_t clients[CLIENT_STATES];
    size_t kinds[CHANGE_KINDS]; ///< of changes, of clients that moved
} since_totals;

/// What is written of, and where.
typedef struct since_output {
    screen screen;
    const advise_pack *pack;
    const char *date, *last; ///< of this run; the name of the earlier results
    const char *last_date;   ///< NULL: it is not known
} since_output;

/// A format. `client` is called for all clients but those that are as they were.
typedef struct since_format {
    void (*begin)(const since_output *o);
    void (*client)(const since_output *o, const client_change *c);
    void (*end)(const since_output *o, const since_totals *t);
} since_format;

extern const since_format since_as_text, since_as_ndjson, since_as_html;
/// The format for a file of this name: NDJSON or HTML, otherwise text, which is for standard output (NULL) too.
const since_format *since_format_of_name(const char *name);

typedef struct since since;

/// Reads the earlier results. NULL, with a message and `*status` set, if that fails.
since *since_new(const since_output *o, const since_format *format, int *status);
void since_free(since *s); ///< NULL is allowed

/// Says on stderr what the earlier results as a whole cannot be asked, and that they are of another pack.
void since_say(const since *s);

/// What follows gives a text that lasts until the next call.
const char *since_begin(since *s, size_t *length);
/// Compares clients.
/// @param lines  as `outcomes_as_present` writes them
/// @return       NULL, with errno set, if the earlier results could not be read
const char *since_add(since *s, const char *lines, size_t lines_length, size_t *length);
/// Adds those who were there last time only, and the totals. NULL likewise.
const char *since_end(since *s, size_t *length);

#endif
