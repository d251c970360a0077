#include "report/reasons.h"

#include "write/memory.h"

#include <math.h>
#include <stdlib.h>

typedef struct weighed {
    size_t index;
    double strength;
    bool opposes; // the outcome: it comes last
} weighed;

static int compare(const void *a, const void *b)
{
    const weighed *one = a;
    const weighed *two = b;
    if (one->opposes != two->opposes)
        return one->opposes ? 1 : -1;
    if (one->strength != two->strength)
        return one->strength > two->strength ? -1 : 1;
    return one->index < two->index ? -1 : one->index > two->index;
}

reason_list reasons_of(const advise_report *r, size_t advice)
{
    const advise_advice a = advise_report_advice(r, advice);
    reason_list out = {0};
    if (a.evidence_count == 0)
        return out;
    weighed *all = must_have(calloc(a.evidence_count, sizeof *all));
    out.items = must_have(calloc(a.evidence_count, sizeof *out.items));
    for (size_t i = 0; i < a.evidence_count; i++) {
        const advise_evidence e = advise_report_evidence(r, advice, i);
        if (e.because[0] != '\0')
            all[out.count++] = (weighed){i, fabs(e.certainty), (e.certainty < 0) != (a.certainty < 0)};
    }
    qsort(all, out.count, sizeof *all, compare);
    for (size_t i = 0; i < out.count; i++)
        out.items[i] = all[i].index;
    free(all);
    return out;
}

static bool is_against(const advise_report *r, size_t advice, size_t evidence)
{
    return advise_report_evidence(r, advice, evidence).certainty < 0;
}

void reasons_cut(reason_list *l, const advise_report *r, size_t advice, size_t most)
{
    if (l->count <= most)
        return;
    size_t first = most; // that speaks against it, of those that would go
    while (first < l->count && !is_against(r, advice, l->items[first]))
        first++;
    bool shown = false;
    for (size_t i = 0; i < most && !shown; i++)
        shown = is_against(r, advice, l->items[i]);
    if (!shown && first < l->count && most > 1)
        l->items[most - 1] = l->items[first];
    l->count = most;
}

void reasons_free(reason_list *l)
{
    free(l->items);
    *l = (reason_list){0};
}
