#include "columns/plan_live.h"

#include "infer/reads.h"

static void add_set(bool *live, const pack *p, const uint64_t *set)
{
    for (size_t i = 0; i < p->fact_count; i++)
        live[i] = live[i] || bit_set_has(set, i);
}

static void add_check(bool *live, const pack *p, const profile_check *check)
{
    size_t count = 0;
    const size_t *reads = feel_expression_reads(check->when, &count);
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < p->fact_count)
            live[reads[i]] = true;
    }
}

const bool *plan_live_facts(arena *a, const pack *p, const size_t *kept, size_t kept_count)
{
    bool *live = ARENA_ARRAY(a, p->fact_count, bool);
    const rule_reads reads = reads_of_rules(a, p);
    for (size_t i = 0; i < p->rule_count; i++) {
        if (p->rules[i].kind != RULE_CONCLUDES)
            add_set(live, p, reads_of(&reads, i));
    }
    for (size_t i = 0; i < p->profile_check_count; i++)
        add_check(live, p, &p->profile_checks[i]);
    for (size_t i = 0; i < kept_count; i++)
        live[kept[i]] = true;
    for (size_t i = p->step_count; i-- > 0;) { // each comes after those that it depends on
        const derivation_step *step = &p->steps[i];
        for (size_t k = 0; !step->is_field && live[step->index] && k < p->concluding_counts[step->index]; k++)
            add_set(live, p, reads_of(&reads, p->concluding_rules[step->index][k]));
    }
    return live;
}
