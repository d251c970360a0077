// Keys of profiles and records, if they are not the ones that were expected.
#include "rows/row_vocabulary.h"

/// The fact whose key is at `at`, by looking at each; NULL if there is none. A function of its own, so that the one below saves no registers.
__attribute__((noinline)) static reader_fact *searched_fact(const reader_record *type, const char *at)
{
    for (size_t i = 0; i < type->count; i++) {
        if (scan_begins(at, &type->facts[i].key))
            return &type->facts[i];
    }
    return NULL;
}

reader_fact *row_other_fact(const reader_record *type, const char *at, reader_fact *last)
{
    size_t length;
    reader_fact *f = NULL;
    if (type->index.slots != NULL && scan_short_string(at, &length)) {
        const size_t number = type->index.slots[scan_slot(&type->index, at, length)];
        f = &type->facts[number - (number > 0)]; // if it is none, the first one is compared in vain
        f = scan_begins_short(at, &f->key) ? f : NULL;
    } else {
        f = searched_fact(type, at);
    }
    if (f != NULL) {
        last->expected = last->missed ? f : last->expected;
        last->missed = !last->missed;
    }
    return f;
}
