#include "report/entry.h"

#include <string.h>

bool entry_is_head(const advise_advice *a)
{
    return a->part_of[0] == '\0' && a->alternative_to[0] == '\0';
}

const char *entry_title(const advise_report *r, size_t rank, const char *id)
{
    const char *title = NULL;
    for (size_t i = 0; i < advise_report_given_count(r) && title == NULL; i++) {
        const advise_advice a = advise_report_advice(r, i);
        title = a.rank == rank && strcmp(a.recommendation, id) == 0 ? a.title : NULL;
    }
    return title != NULL ? title : id;
}
