#include "list_workload.h"

#include <stdlib.h>

const char *const list_field_names[FIELDS] = {"kind", "status", "size", "done", "tags"};
const workload_kind list_field_kinds[FIELDS] = {WORKLOAD_WORD, WORKLOAD_WORD, WORKLOAD_NUMBER, WORKLOAD_FLAG,
                                                WORKLOAD_WORD};

size_t list_priority_of(size_t target)
{
    return 10 + target * 37 % 90;
}

bool list_target_is_about_record(size_t target)
{
    return target % TARGETS_A_ROUND < LISTS;
}

static bool chance(list_workload *w, unsigned percent)
{
    return random_below(&w->random, 100) < percent;
}

static list_test constant_test(list_workload *w, workload_kind kind, size_t of)
{
    static const unsigned below[] = {1, WORKLOAD_WORDS, 2};
    list_test t = {.of = of,
                   .kind = kind,
                   .at_least = chance(w, 50),
                   .constant = (unsigned)random_below(&w->random, below[kind])};
    const unsigned share = 25 + (unsigned)random_below(&w->random, 35); // of the numbers that are stated
    if (kind == WORKLOAD_NUMBER)
        t.constant = t.at_least ? WORKLOAD_LARGEST - share : share;
    return t;
}

static list_test field_test(list_workload *w, field f)
{
    return constant_test(w, list_field_kinds[f], f);
}

static list_test fact_test(list_workload *w, field f)
{
    const workload_kind kind = list_field_kinds[f];
    return (list_test){.of = f,
                       .kind = kind,
                       .contains = f == TAGS,
                       .at_least = chance(w, 50),
                       .with_fact = true,
                       .fact = workload_pick_fact(&w->random, w->fact_count, kind)};
}

static void set_gate(list_workload *w, list_rule *r, workload_kind kind)
{
    r->has_gate = true;
    r->gate = constant_test(w, kind, workload_pick_fact(&w->random, w->fact_count, kind));
}

static field word_field(list_workload *w)
{
    return chance(w, 50) ? KIND : STATUS;
}

/// Three questions, of which a fact may answer one for all records.
static void ask_each(list_workload *w, list_rule *r, unsigned class)
{
    const field first = class < 45 ? word_field(w) : class < 55 ? word_field(w) : class < 65 ? SIZE : TAGS;
    r->quantifier = EACH;
    r->tests[r->test_count++] = class < 45 ? field_test(w, first) : fact_test(w, first);
    r->tests[r->test_count++] = field_test(w, first == SIZE ? word_field(w) : SIZE);
    if (chance(w, 50))
        set_gate(w, r, WORKLOAD_FLAG);
    else
        r->tests[r->test_count++] = field_test(w, DONE);
}

static void ask_all(list_workload *w, list_rule *r, unsigned class)
{
    r->quantifier = class < 85 ? SOME : class < 90 ? EVERY : COUNT;
    r->least = 1 + (unsigned)random_below(&w->random, 3);
    set_gate(w, r, r->quantifier == EVERY ? WORKLOAD_FLAG : WORKLOAD_WORD);
    r->tests[r->test_count++] = field_test(w, SIZE);
    if (r->quantifier != EVERY)
        r->tests[r->test_count++] = field_test(w, r->quantifier == COUNT ? DONE : word_field(w));
}

void list_make_rules(list_workload *w)
{
    w->rules = calloc(w->rule_count, sizeof *w->rules);
    for (size_t i = 0; w->rules != NULL && i < w->rule_count; i++) {
        list_rule *r = &w->rules[i];
        const unsigned class = (unsigned)random_below(&w->random, 100);
        r->list = (size_t)random_below(&w->random, LISTS);
        if (class < 75)
            ask_each(w, r, class);
        else
            ask_all(w, r, class);
        // The last of a round is about nothing; the others are each about the records of one list.
        const bool is_about_record = r->quantifier == EACH && chance(w, 80);
        r->target = (is_about_record ? r->list : LISTS) +
                    TARGETS_A_ROUND * (size_t)random_below(&w->random, w->target_count / TARGETS_A_ROUND);
        r->certainty = 21 + (unsigned)random_below(&w->random, 70);
    }
}
