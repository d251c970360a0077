// The table of kinds, and how a part is read.
#include "merge/merge.h"
#include "write/screen.h"

#include <stdlib.h>

static const merge_kind *const kinds[] = FORMATS_TABLE(MERGE_KINDS);

enum { KINDS = sizeof kinds / sizeof *kinds };

const merge_kind *merge_kind_of(const merge_part *p)
{
    size_t i = 0;
    while (i < KINDS && !kinds[i]->fits(p))
        i++;
    return i < KINDS ? kinds[i] : NULL;
}

const char *merge_kind_name(const merge_kind *kind)
{
    static const char *const names[] = FORMATS_NAMES(MERGE_KINDS);
    size_t i = 0;
    while (kinds[i] != kind)
        i++;
    return names[i];
}

bool merge_next_line(merge_part *p)
{
    ssize_t length = getline(&p->line, &p->capacity, p->stream);
    if (length < 0 && !feof(p->stream) && !ferror(p->stream))
        exit(out_of_memory());
    p->length = length > 0 ? (size_t)length : 0;
    p->number += length > 0;
    return length > 0;
}

int merge_complain(const merge_part *p, const char *why)
{
    screen_complain(p->path, p->number, why);
    return EXIT_IO;
}
