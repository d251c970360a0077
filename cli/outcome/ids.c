// Makes the ids one behind the other in one piece of memory, each at the beginning of a block.
#include "outcome/ids.h"
#include "write/memory.h"

#include <stdlib.h>

/// Bytes that a text can become at most: a byte becomes \ufffd, or an apostrophe and \u{7F}; quotes and a colon or comma besides.
static size_t most_bytes(const char *text)
{
    return 8 * strlen(text) + 8;
}

void outcome_ids_make(outcome_ids *ids, const advise_pack *pack,
                      void (*write)(text_room *to, const char *text))
{
    const size_t count = advise_pack_recommendation_count(pack);
    size_t size = READY_BLOCK;
    for (size_t i = 0; i < count; i++)
        size += most_bytes(advise_pack_recommendation_id(pack, i)) + READY_BLOCK;
    ids->bytes = must_have(calloc(size, 1));
    ids->texts = must_have(calloc(count + 1, sizeof *ids->texts));
    ids->texts[0].bytes = ids->bytes;
    ids->most = READY_BLOCK;
    char *at = ids->bytes;
    for (size_t i = 0; i < count; i++) {
        const char *id = advise_pack_recommendation_id(pack, i);
        text_room to = {.at = at, .begin = at, .end = at + most_bytes(id)};
        write(&to, id);
        const size_t length = (size_t)(to.at - at);
        ids->texts[i] = (ready_text){at, length};
        at += ready_blocks(length);
        ids->most = ready_blocks(length) > ids->most ? ready_blocks(length) : ids->most;
    }
}

void outcome_ids_free(outcome_ids *ids)
{
    free(ids->texts);
    free(ids->bytes);
    *ids = (outcome_ids){0};
}
