// The table of kinds, and how a part is read.
#include "merge/merge.h"
#include "write/screen.h"

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
    bool is_read = lines_next(&p->lines);
    p->line = is_read ? p->lines.line : "";
    p->length = p->lines.length;
    p->number = p->lines.number;
    return is_read;
}

int merge_complain(const merge_part *p, const char *why)
{
    screen_complain(p->path, p->number, p->lines.problem != NULL ? p->lines.problem : why);
    return EXIT_IO;
}
