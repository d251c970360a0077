// Which changes of a pack the tests notice.
#include "report/suite.h"

typedef struct mutant_tally {
    size_t tried, noticed, equivalent;
} mutant_tally;

static mutant_tally count_mutants(const suites *r)
{
    mutant_tally total = {0};
    for (size_t i = 0; i < r->count; i++) {
        for (size_t n = 0; n < advise_tests_mutant_count(r->items[i].tests); n++) {
            advise_mutant m = advise_tests_mutant(r->items[i].tests, n);
            total.equivalent += m.equivalent;
            total.tried += !m.equivalent;
            total.noticed += m.noticed;
        }
    }
    return total;
}

double suites_mutation_score(const suites *r)
{
    mutant_tally total = count_mutants(r);
    return suites_percent(total.noticed, total.tried);
}

void mutants_text(const screen *s, const suites *r)
{
    const char *heading = "\nChanges that no test notices:\n";
    for (size_t i = 0; i < r->count; i++) {
        const advise_tests *t = r->items[i].tests;
        for (size_t n = 0; n < advise_tests_mutant_count(t); n++) {
            advise_mutant m = advise_tests_mutant(t, n);
            if (m.noticed || m.equivalent)
                continue;
            (void)fprintf(s->out, "%s  ", heading);
            heading = "";
            screen_place(s->out, m.file, m.line, 0);
            (void)fprintf(s->out, "%s: %s: ", m.subject, m.key);
            screen_safe(s->out, m.before);
            (void)fputs(" -> ", s->out);
            screen_safe(s->out, m.after);
            (void)fputc('\n', s->out);
        }
        for (size_t n = 0; advise_tests_unused_equivalent(t, n) != NULL; n++) {
            (void)fputs("  declared equivalent, but not tried: ", s->out);
            screen_safe(s->out, advise_tests_unused_equivalent(t, n));
            (void)fputc('\n', s->out);
        }
    }
    mutant_tally total = count_mutants(r);
    (void)fprintf(s->out, "\n%zu of %zu changes noticed (%.1f %%); %zu declared equivalent\n", total.noticed,
                  total.tried, suites_percent(total.noticed, total.tried), total.equivalent);
}
