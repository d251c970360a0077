// What the formats have in common.
#include "report/suite.h"

size_t suites_total(const suites *r)
{
    size_t total = 0;
    for (size_t i = 0; i < r->count; i++)
        total += advise_tests_count(r->items[i].tests);
    return total;
}

size_t suites_failed(const suites *r)
{
    size_t failed = 0;
    for (size_t i = 0; i < r->count; i++)
        failed += advise_tests_failed(r->items[i].tests);
    return failed;
}

double suites_percent(size_t part, size_t whole)
{
    return whole > 0 ? 100.0 * (double)part / (double)whole : 100;
}

void suites_place(const screen *s, const char *file, size_t line, size_t column)
{
    screen_safe(s->out, file);
    (void)fprintf(s->out, ":%zu:", line);
    if (column > 0)
        (void)fprintf(s->out, "%zu:", column);
    (void)fputc(' ', s->out);
}
