// Keys of profiles and records, if no hash tells them apart.
#include "rows/row_vocabulary.h"

reader_fact *row_searched_fact(const reader_record *type, const char *at)
{
    for (size_t i = 0; i < type->count; i++) {
        if (scan_begins(at, &type->facts[i].key))
            return &type->facts[i];
    }
    return NULL;
}
