// Makes the plan: which rules and facts columns decide, and which are evaluated by row.
#include "columns/plan.h"

#include "columns/plan_column.h"
#include "columns/plan_derive.h"
#include "columns/plan_kin.h"
#include "columns/plan_lanes.h"
#include "columns/plan_live.h"
#include "columns/plan_rule.h"
#include "infer/certainty.h"

#include <stdlib.h>

// --- recommending rules ---

static bool constant_certainty(plan_builder *b, const rule *r, double *out)
{
    feel_value v;
    *out = 1;
    if (r->certainty == NULL)
        return true;
    if (!plan_constant_value(b, r->certainty, &v) || v.kind != FEEL_NUMBER)
        return false;
    *out = decimal_to_double(feel_decimal(v));
    return *out >= -1 && *out <= 1 && *out != 0;
}

static int by_certainty(const void *a, const void *b)
{
    const plan_rule *x = a;
    const plan_rule *y = b;
    if (x->certainty != y->certainty)
        return x->certainty < y->certainty ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

/// Writes a rule's condition as literals; false if there are too many, or it is no conjunction.
static bool fill_literals(const plan_rule *r, uint32_t always, plan_literals *out)
{
    enum { MOST = sizeof out->all / sizeof *out->all };
    for (size_t i = 0; i < MOST; i++)
        out->all[i] = i < r->literal_count ? r->literals[i] : always;
    return r->conjoins && r->literal_count <= MOST;
}

static plan_group make_group(arena *a, size_t target, plan_rule *rules, size_t count, uint32_t always)
{
    double *certainties = ARENA_ARRAY(a, count, double);
    plan_literals *literals = ARENA_ARRAY(a, count, plan_literals);
    uint32_t *indexes = ARENA_ARRAY(a, count, uint32_t);
    const formula **whens = NULL;
    qsort(rules, count, sizeof *rules, by_certainty);
    size_t against = 0;
    for (size_t i = 0; i < count; i++) {
        certainties[i] = rules[i].certainty;
        indexes[i] = (uint32_t)rules[i].rule;
        against += rules[i].certainty < 0;
        if (fill_literals(&rules[i], always, &literals[i]))
            continue;
        if (whens == NULL)
            whens = ARENA_ARRAY(a, count, const formula *);
        whens[i] = rules[i].when;
    }
    return (plan_group){.recommendation = target,
                        .count = count,
                        .against = against,
                        .certainties = certainties,
                        .literals = literals,
                        .whens = whens,
                        .rules = indexes};
}

/// Bounds a group's scores, whichever of its rules fire. The margin is wider than any rounding error.
static void bound_scores(const pack *p, plan_group *g)
{
    const double margin = 1e-9;
    double rest = 1;
    for (size_t i = g->against; i < g->count; i++)
        rest = certainty_rest(rest, g->certainties[i]);
    g->most = (1 - rest) * p->recommendations[g->recommendation].priority * (1 + margin);
    g->surely_given = !g->shared && g->against == 0 && g->certainties[0] > p->threshold + margin;
}

static int by_most(const void *a, const void *b)
{
    const plan_group *x = a;
    const plan_group *y = b;
    if (x->most != y->most)
        return x->most > y->most ? -1 : 1;
    return (x->recommendation > y->recommendation) - (x->recommendation < y->recommendation);
}

/// Puts the rules of all groups one after the other.
static void lay_out_groups(plan_builder *b, plan_group *groups)
{
    plan *out = b->plan;
    for (size_t i = 0; i < out->group_count; i++) {
        groups[i].first = out->grouped_count;
        out->grouped_count += groups[i].count;
    }
    plan_literals *literals = ARENA_ARRAY(b->arena, out->grouped_count, plan_literals);
    uint32_t *group_of = ARENA_ARRAY(b->arena, out->grouped_count, uint32_t);
    for (size_t i = 0; i < out->group_count; i++) {
        plan_group *g = &groups[i];
        memcpy(literals + g->first, g->literals, g->count * sizeof *literals);
        g->literals = literals + g->first;
        for (size_t r = 0; r < g->count; r++)
            group_of[g->first + r] = (uint32_t)i;
    }
    out->literals = literals;
    out->group_of = group_of;
}

static void make_singles(plan_builder *b, const plan_group *groups)
{
    plan *out = b->plan;
    plan_single *singles = ARENA_ARRAY(b->arena, out->grouped_count, plan_single);
    for (size_t i = 0; i < out->group_count; i++) {
        const plan_group *g = &groups[i];
        for (size_t r = 0; r < g->count && g->surely_given; r++)
            singles[out->single_count++] = (plan_single){
                .ranking = ranking_of(b->pack, g->recommendation, g->certainties[r],
                                      b->pack->recommendations[g->recommendation].priority, 0, g->first + r),
                .certainty = g->certainties[r],
                .group = (uint32_t)i,
                .rule = (uint32_t)(g->first + r)};
    }
    if (out->single_count > 1)
        qsort(singles, out->single_count, sizeof *singles, ranking_compare);
    out->singles = singles;
}

/// Counts the rules of each group, then distributes them.
static void make_groups(plan_builder *b, const plan_rule *rules, size_t count, const bool *by_row)
{
    const pack *p = b->pack;
    size_t *counts = ARENA_ARRAY(b->arena, p->recommendation_count, size_t);
    plan_group *groups = ARENA_ARRAY(b->arena, p->recommendation_count, plan_group);
    for (size_t i = 0; i < count; i++)
        counts[p->rules[rules[i].rule].target]++;
    plan_rule **lists = ARENA_ARRAY(b->arena, p->recommendation_count, plan_rule *);
    for (size_t r = 0; r < p->recommendation_count; r++)
        lists[r] = ARENA_ARRAY(b->arena, counts[r], plan_rule);
    memset(counts, 0, p->recommendation_count * sizeof *counts);
    for (size_t i = 0; i < count; i++) {
        size_t target = p->rules[rules[i].rule].target;
        lists[target][counts[target]++] = rules[i];
    }
    for (size_t r = 0; r < p->recommendation_count; r++) {
        if (counts[r] == 0)
            continue;
        plan_group *g = &groups[b->plan->group_count++];
        *g = make_group(b->arena, r, lists[r], counts[r], (uint32_t)(2 * b->atoms.count));
        g->shared = by_row[r];
        bound_scores(p, g);
    }
    if (b->plan->group_count > 1)
        qsort(groups, b->plan->group_count, sizeof *groups, by_most);
    b->plan->groups = groups;
    lay_out_groups(b, groups);
    make_singles(b, groups);
}

/// Gives rules about nothing to the lanes if these have rules for the same recommendation; gives how many are left.
static size_t give_closed(plan_builder *b, plan_rule *rules, size_t count)
{
    size_t left = 0;
    const bool *in_lanes = plan_lanes_targets(b);
    for (size_t i = 0; i < count; i++) {
        const rule *r = &b->pack->rules[rules[i].rule];
        if (!in_lanes[r->target]) {
            rules[left++] = rules[i];
            continue;
        }
        plan_note_rule(b, r);
        plan_lanes_take_closed(b, &rules[i]);
    }
    return left;
}

/// Gives a rule to the lanes; false, and noted, if it must be evaluated by row. Its condition was taken apart last.
static bool takes_rule(plan_builder *b, const plan_rule *planned)
{
    const rule *r = &b->pack->rules[planned->rule];
    if (r->table != NULL)
        return false; // it was noted
    if (r->priority != NULL) {
        plan_note_open(b, planned->rule, r->priority, &(term_problem){.why = "computes its priority"});
        return false;
    }
    if (r->iterations != NULL)
        return plan_lanes_take_rule(b, planned->rule, planned->is_certain ? planned->certainty : 0);
    if (!planned->is_certain) {
        plan_note_open(b, planned->rule, r->certainty, &(term_problem){.why = "computes its certainty"});
        return false;
    }
    if (r->when != NULL)
        plan_note_open(b, planned->rule, r->when, &b->problem);
    return false;
}

static void plan_recommending(plan_builder *b)
{
    const pack *p = b->pack;
    plan_rule *by_columns = ARENA_ARRAY(b->arena, p->rule_count, plan_rule);
    plan_rule *by_rows = ARENA_ARRAY(b->arena, p->rule_count, plan_rule);
    bool *shared = ARENA_ARRAY(b->arena, p->recommendation_count, bool);
    size_t column_count = 0;
    for (size_t i = 0; i < p->rule_count; i++) {
        const rule *r = &p->rules[i];
        if (r->kind != RULE_RECOMMENDS)
            continue;
        plan_rule planned = plan_rule_of(b, i);
        planned.is_certain = r->table == NULL && constant_certainty(b, r, &planned.certainty);
        if (planned.closed && planned.is_certain && r->priority == NULL) {
            by_columns[column_count++] = planned;
            continue;
        }
        plan_note_rule(b, r);
        if (takes_rule(b, &planned))
            continue;
        shared[r->target] = true;
        if (r->table == NULL || r->table->first_rule == i)
            by_rows[b->plan->row_rule_count++] = planned;
    }
    b->plan->row_rules = by_rows;
    column_count = give_closed(b, by_columns, column_count);
    make_groups(b, by_columns, column_count, shared);
    b->plan->lanes = plan_lanes_finish(b, shared);
}

// --- checks of profiles ---

static void plan_checks(plan_builder *b)
{
    const pack *p = b->pack;
    plan_check *checks = ARENA_ARRAY(b->arena, p->profile_check_count, plan_check);
    for (size_t i = 0; i < p->profile_check_count; i++) {
        const feel_expression *e = p->profile_checks[i].when;
        checks[i] = (plan_check){e, plan_formula_of(b, e), NULL};
        if (formula_is_closed(checks[i].when))
            continue;
        linear *sums = ARENA_NEW(b->arena, linear);
        if (linear_of(e, sums))
            checks[i].sums = sums;
        plan_note_reads(b, e);
        b->plan->needs_rows = true;
    }
    b->plan->checks = checks;
}

const plan *plan_new(arena *a, const pack *p, const size_t *kept, size_t kept_count)
{
    plan_builder *b = ARENA_NEW(a, plan_builder);
    feel_value *values = ARENA_ARRAY(a, p->scope.count, feel_value);
    *b = (plan_builder){.arena = a,
                        .pack = p,
                        .plan = ARENA_NEW(a, plan),
                        .value_column = ARENA_ARRAY(a, p->fact_count, size_t),
                        .count_column = ARENA_ARRAY(a, p->fact_count, size_t),
                        .needs_value = ARENA_ARRAY(a, p->fact_count, bool)};
    feel_machine_init(&b->machine, a);
    b->machine.open_unknowns = true;
    b->machine.steps_left = INT64_MAX; // a plan is made once, of a pack that was checked
    for (size_t i = 0; i < p->constant_count; i++)
        values[p->fact_count + i] = p->constants[i].value;
    b->scope = (condition_scope){&p->scope, values, &b->machine};
    b->lanes = plan_lanes_new(b);
    memset(b->value_column, 0xFF, p->fact_count * sizeof *b->value_column);
    memset(b->count_column, 0xFF, p->fact_count * sizeof *b->count_column);
    b->plan->pack = p;
    plan_derivation *derivations = ARENA_ARRAY(a, p->step_count, plan_derivation);
    for (size_t i = 0; i < p->step_count; i++)
        derivations[i] = plan_derivation_of(b, &p->steps[i]);
    b->plan->derivations = derivations;
    b->plan->derivation_count = p->step_count;
    plan_checks(b);
    plan_recommending(b); // last: its groups end with the literal behind those of all atoms
    b->plan->kin = plan_kin_of(a, p);
    b->plan->is_selective = p->has_entries;
    for (size_t i = 0; i < p->recommendation_count; i++)
        b->plan->is_selective = b->plan->is_selective || p->recommendations[i].exclude_count > 0;
    for (size_t i = 0; i < kept_count; i++)
        b->needs_value[kept[i]] = true;
    b->plan->needs_rows = b->plan->needs_rows || p->step_count > 0 || b->plan->row_rule_count > 0 ||
                          kept_count > 0 || b->plan->lanes != NULL;
    b->plan->needs_value = b->needs_value;
    const bool *live = plan_live_facts(a, p, kept, kept_count);
    for (size_t i = 0; i < p->step_count; i++)
        derivations[i].is_read = plan_is_derived_for(b, &derivations[i], live);
    b->plan->opens = b->opens.items;
    b->plan->open_count = b->opens.count;
    plan_finish_columns(b);
    return b->plan;
}
