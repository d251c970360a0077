// Advice that is never given: whatever is true of a person, the evidence for it does not exceed the threshold.
#include "check/find.h"

#include "base/text.h"

/// Most rules of one recommendation for which it is found out which of them can speak together.
enum { MOST_TOGETHER = 10 };

/// The evidence for one recommendation.
typedef struct evidence_for {
    analysis *an;
    const analysed_rule **rules;
    double *certainties;
    size_t count;
    bool open;         ///< some certainty is computed, or a rule speaks any number of times
    bool together;     ///< its rules have no loops: what they need together can be asked
    double least_rest; ///< of all that can speak together: what it leaves open
    choice_list best;  ///< the profile for which it does
} evidence_for;

/// The certainty of a rule if it is a constant; false if it has to be computed.
static bool constant_certainty(analysis *an, const rule *r, double *out)
{
    *out = 1;
    if (r->certainty == NULL)
        return true;
    size_t count = 0;
    const size_t *reads = feel_expression_reads(r->certainty, &count);
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < an->pack->fact_count || reads[i] >= an->pack->scope.count)
            return false;
    }
    const feel_value v = witness_evaluate(an, r->certainty);
    if (v.kind != FEEL_NUMBER)
        return false;
    *out = decimal_to_double(feel_decimal(v));
    return true;
}

/// A rule whose loop goes over other things than what the advice is about may speak any number of times.
static bool speaks_once(const rule *r)
{
    return r->iterations == NULL || (r->variable_count == 1 && r->about_variable == 0);
}

static void add_rule(evidence_for *e, const analysed_rule *r)
{
    double certainty;
    if (r->never)
        return;
    if (!constant_certainty(e->an, r->rule, &certainty)) {
        e->open = true;
    } else if (certainty > 0) {
        e->open = e->open || !speaks_once(r->rule);
        e->together = e->together && r->rule->iterations == NULL && r->rule->table == NULL;
        e->rules[e->count] = r;
        e->certainties[e->count++] = certainty;
    }
}

static evidence_for evidence_of(analysis *an, size_t recommendation_index, size_t rule_count)
{
    evidence_for e = {.an = an,
                      .rules = ARENA_ARRAY(an->arena, rule_count, const analysed_rule *),
                      .certainties = ARENA_ARRAY(an->arena, rule_count, double),
                      .together = true,
                      .least_rest = 1};
    for (size_t i = 0; i < an->pack->rule_count && !e.open; i++) {
        const rule *r = &an->pack->rules[i];
        if (r->kind == RULE_RECOMMENDS && r->target == recommendation_index)
            add_rule(&e, &an->rules[i]);
    }
    return e;
}

/// Tries which of the rules from `next` on can speak beside those that are demanded. As deep as MOST_TOGETHER.
static void speak_together(evidence_for *e, size_t next, demand *demands, size_t count, double rest)
{
    choice_list found = {0};
    if (count > 0 && solve(&e->an->solver, demands, count, true, &found) == SOLVE_NO)
        return;
    if (rest < e->least_rest) {
        e->least_rest = rest;
        e->best = found;
    }
    for (size_t i = next; i < e->count; i++) {
        demands[count] = (demand){formula_or_true(e->an->scratch, e->rules[i]->fires), MAY_BE_TRUE};
        speak_together(e, i + 1, demands, count + 1, rest * (1 - e->certainties[i]));
    }
}

/// What the evidence leaves open at least: of all rules at once, or of those that can speak together.
static void find_least_rest(evidence_for *e)
{
    double all = 1;
    double single = 1;
    for (size_t i = 0; i < e->count; i++) {
        all *= 1 - e->certainties[i];
        single = 1 - e->certainties[i] < single ? 1 - e->certainties[i] : single;
    }
    const double enough = 1 - e->an->pack->threshold - 1e-12;
    e->least_rest = all;
    if (all >= enough || single < enough || !e->together || e->count > MOST_TOGETHER)
        return;
    demand demands[MOST_TOGETHER];
    e->least_rest = 1;
    speak_together(e, 0, demands, 0, 1);
}

static void report(evidence_for *e, const recommendation *r)
{
    analysis *an = e->an;
    const double most = 1 - e->least_rest;
    if (e->count == 0)
        find_report(an, r->where, "never-given", "recommendation", r->id,
                    "'%.*s' is never given: no rule speaks for it", SLICE_ARG(r->id));
    else
        find_report(an, r->where, "never-given", "recommendation", r->id,
                    "'%.*s' is never given: all that can speak for it comes to %.4g", SLICE_ARG(r->id), most);
    diag_hint(an->diags, "the certainty must exceed the threshold of the pack, %g", an->pack->threshold);
    if (e->best.count == 0)
        return;
    witness *w = witness_make(an, &e->best, e->rules[0]);
    witness_clear(an, w);
    diag_witness(an->diags, w->text);
}

void find_evidence(analysis *an)
{
    const pack *p = an->pack;
    size_t *rules = ARENA_ARRAY(an->arena, p->recommendation_count, size_t);
    for (size_t i = 0; i < p->rule_count; i++) {
        if (p->rules[i].kind == RULE_RECOMMENDS)
            rules[p->rules[i].target]++;
    }
    for (size_t i = 0; i < p->recommendation_count; i++) {
        if (rules[i] == 0 ||
            !pack_is_own(p, p->recommendations[i].level)) // without rules: reported when the pack is loaded
            continue;
        evidence_for e = evidence_of(an, i, rules[i]);
        if (!e.open)
            find_least_rest(&e);
        if (!e.open && e.least_rest >= 1 - p->threshold - 1e-12)
            report(&e, &p->recommendations[i]);
        analysis_reset(an);
    }
}
