// What the formats have in common.
#include "report/suite.h"
#include "write/counts.h"

size_t broken_errors(const broken_suite *b)
{
    size_t errors = 0;
    for (size_t i = 0; i < advise_diagnostics_count(b->problems); i++)
        errors += advise_diagnostics_get(b->problems, i).is_error;
    return errors;
}

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
    return whole > 0 ? percent(part, whole) : 100;
}
