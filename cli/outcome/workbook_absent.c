// Stands in for workbook.c in `advise`: with libxlsxwriter come libraries that take longer to load than most commands run. Whoever asks for a
// workbook gets the program advise-workbook, if that was built.
#include "outcome/workbook.h"

const bool outcome_workbook_is_there = false;

outcome_workbook *outcome_workbook_open(const char *path, const outcome_options *written)
{
    (void)path;
    (void)written;
    return NULL;
}

void outcome_workbook_add(outcome_workbook *w, const char *rows, size_t length)
{
    (void)w;
    (void)rows;
    (void)length;
}

void outcome_workbook_end(outcome_workbook *w, const advise_batch_totals *totals)
{
    (void)w;
    (void)totals;
}

bool outcome_workbook_close(outcome_workbook *w)
{
    (void)w;
    return true;
}
