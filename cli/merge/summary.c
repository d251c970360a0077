// Joins summaries in JSON: counts and sums are added up, and small groups are withheld from the whole as in one run.
#include "merge/merge.h"
#include "summary/format.h"
#include "summary/part.h"

#include <stdlib.h>

static bool fits(const merge_part *p)
{
    return summary_begins(p->line, p->length);
}

static int add(merge *m, merge_part *p)
{
    if (m->own == NULL)
        m->own = calloc(1, sizeof(summary));
    if (m->own == NULL)
        return out_of_memory();
    summary *s = m->own;
    const char *why = summary_read_json(s, p->line, p->length);
    m->records = s->profiles;
    if (why == NULL && merge_next_line(p))
        why = "something follows the summary";
    return why != NULL ? merge_complain(p, why) : EXIT_DONE;
}

static int end(merge *m, int status)
{
    summary *s = m->own;
    const screen page = {.out = m->out.stream};
    const summary_options asked = {.min_group = m->min_group};
    if (status == EXIT_DONE && !summary_write(&page, s, &asked, &summary_as_json))
        status = out_of_memory();
    if (s != NULL)
        summary_free(s);
    free(s);
    return status;
}

const merge_kind merge_summary = {.fits = fits, .add = add, .end = end};
