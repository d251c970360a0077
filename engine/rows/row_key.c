// Keys of profiles and records that are not found at once.
#include "rows/row_vocabulary.h"

reader_fact *row_searched_fact(const reader_record *type, const char *at)
{
    for (size_t i = 0; i < type->count; i++) {
        if (scan_begins(at, &type->facts[i].key))
            return &type->facts[i];
    }
    return NULL;
}

const char *row_pass_key(row_reader *r, const reader_fact *f, const char *quote)
{
    const char *colon = quote + 1 + f->key.text.len;
    if (!scan_begins(quote + 1, &f->key))
        return NULL;
    r->style = colon[0] == ':' && colon[1] == ' ' ? SCAN_SPACED : SCAN_CLOSE;
    return scan_past_colon(colon);
}
