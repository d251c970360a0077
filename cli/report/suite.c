// What the formats have in common.
#include "report/suite.h"
#include "write/counts.h"

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
