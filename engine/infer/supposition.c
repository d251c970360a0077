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

/// The heads of the first entries.
/// @param given  the rankings of those given, in order: each one's `arrival` is an index of a pile
static size_t list_heads(const run *r, const pile_list *piles, const ranking *given, size_t given_count,
                         supposed_entry *out, size_t top)
{
    size_t *targets = ARENA_ARRAY(r->arena, given_count, size_t);
    entry_place *places = ARENA_ARRAY(r->arena, given_count, entry_place);
    size_t count = 0;
    for (size_t i = 0; i < given_count; i++)
        targets[i] = given[i].recommendation;
    (void)ranking_arrange(r->arena, r->pack, targets, given_count, places);
    for (size_t i = 0; i < given_count && count < top; i++) {
        const ranking *one = &given[places[i].at];
        const pile *p = &piles->items[one->arrival];
        if (places[i].above < 0)
            out[count++] = (supposed_entry){p->recommendation, p->item_name, p->position, one->score};
    }
    return count;
}

static size_t rank_piles(run *r, const pile_list *piles, supposed_entry *out, size_t top)
{
    ranking *order = ARENA_ARRAY(r->arena, piles->count, ranking);
    size_t *excluders = ARENA_ARRAY(r->arena, r->pack->recommendation_count, size_t);
    size_t candidates = 0;
    size_t given = 0;
    for (size_t i = 0; i < piles->count; i++) {
        const pile *p = &piles->items[i];
        const double certainty = pile_certainty(r, p);
        if (certainty_exceeds(certainty, r->pack->threshold))
            order[candidates++] = ranking_of(r->pack, p->recommendation, certainty, p->position, i);
    }
    if (candidates > 1)
        qsort(order, candidates, sizeof *order, ranking_compare);
    for (size_t i = 0; i < candidates; i++) {
        if (ranking_admits(r->pack, order[i].recommendation, i + 1, excluders))
            order[given++] = order[i];
    }
    return list_heads(r, piles, order, given, out, top);
}

size_t suppose(supposer *s, size_t fact_index, feel_value value, supposed_entry *out, size_t top)
{
    const pack *p = s->of->pack;
    arena_reset(s->scratch);
    profile person = *s->base->person;
    feel_value *values = ARENA_ARRAY(s->scratch, p->fact_count, feel_value);
    bool *stated = ARENA_ARRAY(s->scratch, p->fact_count, bool);
    memcpy(values, s->of->values, p->fact_count * sizeof *values);
    memcpy(stated, person.stated, p->fact_count * sizeof *stated);
    values[fact_index] = value;
    stated[fact_index] = true;
    person.values = values;
    person.stated = stated;
    feel_machine m;
    feel_machine_init(&m, s->scratch);
    m.clock = s->base->machine->clock;
    m.steps_left = LIMIT_STEPS_SUPPOSED;
    run r = run_start(&m, p, &person, true);
    memset(s->changed, 0, s->words * sizeof *s->changed);
    change(s, fact_index);
    chain_again(s, &r);
    pile_list piles = {0};
    gather_again(s, &r, &piles);
    return m.exhausted ? supposer_present(s, out, top) : rank_piles(&r, &piles, out, top);
}

size_t supposer_present(const supposer *s, supposed_entry *out, size_t top)
{
    size_t count = 0;
    for (size_t i = 0; i < s->of->given_count && count < top; i++) {
        const advice *a = &s->of->advices[i];
        if (a->above < 0)
            out[count++] = (supposed_entry){a->recommendation, a->item_name, a->position, a->score};
    }
    return count;
}
