// A supposition costs as much as the rules that read what is supposed: which facts a rule reads is known from its text.
#include "infer/supposition.h"

#include "base/limits.h"
#include "infer/certainty.h"
#include "infer/chain.h"
#include "infer/evidence.h"
#include "infer/rank.h"

#include <stdlib.h>

struct supposer {
    const run *base;
    const inference *of;
    arena *scratch;    ///< of one supposition
    size_t words;      ///< in a set of facts
    uint64_t *reads;   ///< for each rule, the set of facts that its expressions read
    uint64_t *changed; ///< the facts that are not as they were
};

// --- what rules read ---

static void add_reads(const supposer *s, uint64_t *set, const feel_expression *e)
{
    size_t count = 0;
    const size_t *reads = e != NULL ? feel_expression_reads(e, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < s->of->pack->fact_count)
            set[reads[i] / 64] |= (uint64_t)1 << reads[i] % 64;
    }
}

static void add_reads_of_table(const supposer *s, uint64_t *set, const pack_table *t)
{
    for (size_t i = 0; i < t->form.input_count; i++) {
        add_reads(s, set, t->form.inputs[i].expression);
        add_reads(s, set, t->form.inputs[i].values);
    }
    for (size_t i = 0; i < t->form.row_count * t->form.input_count; i++)
        add_reads(s, set, t->form.cells[i]);
    for (size_t i = 0; i < t->form.row_count; i++) {
        add_reads(s, set, s->of->pack->rules[t->first_rule + i].value);
        add_reads(s, set, s->of->pack->rules[t->first_rule + i].certainty);
    }
    add_reads(s, set, t->default_value);
}

static void find_reads(supposer *s)
{
    const pack *p = s->of->pack;
    for (size_t i = 0; i < p->rule_count; i++) {
        const rule *r = &p->rules[i];
        uint64_t *set = s->reads + i * s->words;
        add_reads(s, set, r->iterations);
        add_reads(s, set, r->when);
        add_reads(s, set, r->value);
        add_reads(s, set, r->certainty);
        if (r->table != NULL)
            add_reads_of_table(s, set, r->table);
    }
}

static bool reads_changed(const supposer *s, size_t rule_index)
{
    bool found = false;
    for (size_t i = 0; i < s->words && !found; i++)
        found = (s->reads[rule_index * s->words + i] & s->changed[i]) != 0;
    return found;
}

supposer *supposer_new(run *r, const inference *of)
{
    supposer *s = ARENA_NEW(r->arena, supposer);
    const size_t words = of->pack->fact_count / 64 + 1;
    *s = (supposer){.base = r,
                    .of = of,
                    .scratch = arena_new_child(r->arena),
                    .words = words,
                    .reads = ARENA_ARRAY(r->arena, of->pack->rule_count * words, uint64_t),
                    .changed = ARENA_ARRAY(r->arena, words, uint64_t)};
    find_reads(s);
    return s;
}

// --- one supposition ---

static bool is_same(feel_value a, feel_value b)
{
    return feel_is_null(a) && feel_is_null(b) ? true : feel_equal(a, b) == FEEL_TRUE;
}

static void change(supposer *s, size_t fact_index)
{
    s->changed[fact_index / 64] |= (uint64_t)1 << fact_index % 64;
}

/// Derives again what depends on what is changed.
static void chain_again(supposer *s, run *r)
{
    const pack *p = r->pack;
    for (size_t i = 0; i < p->derivation_count; i++) {
        const size_t index = p->derivation_order[i];
        bool again = false;
        for (size_t k = 0; k < p->concluding_counts[index] && !again; k++)
            again = reads_changed(s, p->concluding_rules[index][k]);
        if (!again || r->person->stated[index])
            continue;
        derive_fact(r, index, NULL);
        if (!is_same(r->values[index], s->of->values[index]))
            change(s, index);
    }
}

/// The evidence of the rules that are as they were, and that of the others anew.
static void gather_again(const supposer *s, run *r, pile_list *piles)
{
    for (size_t i = 0; i < s->of->advice_count; i++) {
        const advice *a = &s->of->advices[i];
        for (size_t k = 0; k < a->evidence_count; k++) {
            if (!reads_changed(s, a->evidence[k].rule))
                gather_again_evidence(r, piles, a, &a->evidence[k]);
        }
    }
    for (size_t i = 0; i < r->pack->rule_count; i++) {
        if (r->pack->rules[i].kind == RULE_RECOMMENDS && reads_changed(s, i))
            gather_rule(r, piles, i, (rule_hint){0});
    }
}

static supposed_advice supposed_of(const pile *p, const ranking *order, double certainty)
{
    return (supposed_advice){.recommendation = p->recommendation,
                             .item_name = p->item_name,
                             .position = p->position,
                             .certainty = certainty,
                             .score = order->score};
}

/// Ranks what was gathered as `rank_advice` does.
static supposition rank_piles(run *r, const pile_list *piles)
{
    arena *a = r->arena;
    ranking *order = ARENA_ARRAY(a, piles->count, ranking);
    double *certainties = ARENA_ARRAY(a, piles->count, double);
    size_t *targets = ARENA_ARRAY(a, piles->count, size_t);
    const ranking **given = ARENA_ARRAY(a, piles->count, const ranking *);
    const ranking **others = ARENA_ARRAY(a, piles->count, const ranking *);
    size_t *excluders = ARENA_ARRAY(a, r->pack->recommendation_count, size_t);
    supposed_advice *out = ARENA_ARRAY(a, piles->count, supposed_advice);
    supposition result = {.advices = out, .count = piles->count};
    size_t other_count = 0;
    for (size_t i = 0; i < piles->count; i++) {
        const pile *p = &piles->items[i];
        certainties[i] = pile_certainty(r, p);
        order[i] = ranking_of(r->pack, p->recommendation, certainties[i], p->position, i);
    }
    if (piles->count > 1)
        qsort(order, piles->count, sizeof *order, ranking_compare);
    for (size_t i = 0; i < piles->count; i++) {
        if (certainty_exceeds(certainties[order[i].arrival], r->pack->threshold) &&
            ranking_admits(r->pack, order[i].recommendation, result.given_count + 1, excluders)) {
            targets[result.given_count] = order[i].recommendation;
            given[result.given_count++] = &order[i];
        } else {
            others[other_count++] = &order[i];
        }
    }
    entry_place *places = ARENA_ARRAY(a, result.given_count, entry_place);
    result.entry_count = ranking_arrange(a, r->pack, targets, result.given_count, places);
    for (size_t i = 0; i < piles->count; i++) {
        const bool is_given = i < result.given_count;
        const ranking *one = is_given ? given[places[i].at] : others[i - result.given_count];
        out[i] = supposed_of(&piles->items[one->arrival], one, certainties[one->arrival]);
        out[i].rank = is_given ? places[i].entry : 0;
        out[i].is_head = is_given && places[i].above < 0;
    }
    return result;
}

supposition suppose(supposer *s, const profile_change *changes, size_t count)
{
    arena_reset(s->scratch);
    const profile person = profile_variant(s->scratch, s->of->pack, s->base->person, changes, count);
    feel_machine m;
    feel_machine_init(&m, s->scratch);
    m.clock = s->base->machine->clock;
    m.steps_left = LIMIT_STEPS_SUPPOSED;
    run r = run_start(&m, s->of->pack, &person, true);
    memcpy(r.values, s->of->values, s->of->pack->fact_count * sizeof *r.values);
    memset(s->changed, 0, s->words * sizeof *s->changed);
    for (size_t i = 0; i < count; i++) {
        r.values[changes[i].at.fact] = person.values[changes[i].at.fact];
        change(s, changes[i].at.fact);
    }
    chain_again(s, &r);
    pile_list piles = {0};
    gather_again(s, &r, &piles);
    return m.exhausted ? (supposition){.is_exhausted = true} : rank_piles(&r, &piles);
}

supposition supposer_present(supposer *s)
{
    supposed_advice *out = ARENA_ARRAY(s->base->arena, s->of->advice_count, supposed_advice);
    for (size_t i = 0; i < s->of->advice_count; i++) {
        const advice *a = &s->of->advices[i];
        out[i] = (supposed_advice){a->recommendation,
                                   a->item_name,
                                   a->position,
                                   a->certainty,
                                   a->score,
                                   a->rank,
                                   a->status == ADVICE_GIVEN && a->above < 0};
    }
    return (supposition){.advices = out,
                         .count = s->of->advice_count,
                         .given_count = s->of->given_count,
                         .entry_count = s->of->entry_count};
}

bool supposed_same(const supposed_advice *a, const supposed_advice *b)
{
    return a->recommendation == b->recommendation && a->position == b->position &&
           slice_equal(a->item_name, b->item_name);
}

const supposed_advice *supposed_head(const supposition *s, size_t rank)
{
    const supposed_advice *found = NULL;
    for (size_t i = 0; i < s->given_count && found == NULL; i++)
        found = s->advices[i].rank == rank && s->advices[i].is_head ? &s->advices[i] : NULL;
    return found;
}
