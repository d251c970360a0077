/// The ids of a pack's recommendations as a format writes them, made once for a run.
#ifndef ADVISE_CLI_OUTCOME_IDS_H
#define ADVISE_CLI_OUTCOME_IDS_H

#include "advise.h"
#include "write/ready.h"
#include "write/room.h"

/// Begins as zeros.
typedef struct outcome_ids {
    ready_text *texts; ///< by the position in the pack; at least one, so that position 0 can be read
    char *bytes;       ///< what they point into
    size_t most;       ///< the room that each of them takes at most
} outcome_ids;

/// Makes them for a format that writes texts by `write`, into room that is large enough.
void outcome_ids_make(outcome_ids *ids, const advise_pack *pack,
                      void (*write)(text_room *to, const char *text));
void outcome_ids_free(outcome_ids *ids);

#endif
