// A supposition costs as much as the rules that may do something else then, and the derived facts that these need: see infer/affected.h.
#include "infer/supposition.h"

#include "base/bit_set.h"
#include "base/limits.h"
#include "infer/affected.h"
#include "infer/arrange.h"
#include "infer/certainty.h"
#include "infer/chain.h"
#include "infer/evidence.h"
#include "infer/rank.h"
#include "infer/readers.h"
#include "infer/value_effects.h"

struct supposer {
    const run *base;
    const inference *of;
    supposition present;
    arena *scratch; ///< of one supposition
    value_effects *effects;
    affected *affected;
    uint64_t *fired;  ///< a set: the rules that gave evidence
    uint64_t *asked;  ///< the rules that are evaluated again
    uint64_t *needed; ///< the derived facts that these need
    size_t rule_words;
};

supposer *supposer_new(run *r, const inference *of)
{
    const pack *p = of->pack;
    const readers *by = r->readers != NULL ? r->readers : readers_new(r->arena, p);
    supposer *s = ARENA_NEW(r->arena, supposer);
    *s = (supposer){.base = r,
                    .of = of,
                    .present = supposed_present(r->arena, of),
                    .scratch = arena_new_child(r->arena),
                    .effects = r->effects,
                    .rule_words = bit_set_words(p->rule_count)};
    if (s->effects == NULL)
        s->effects = value_effects_new(r->arena, p, r->machine->clock);
    s->affected = affected_new(r, of, by, value_effects_conjunctions(s->effects));
    s->fired = ARENA_ARRAY(r->arena, s->rule_words, uint64_t);
    s->asked = ARENA_ARRAY(r->arena, s->rule_words, uint64_t);
    s->needed = ARENA_ARRAY(r->arena, bit_set_words(p->fact_count), uint64_t);
    for (size_t i = 0; i < of->advice_count; i++) {
        for (size_t k = 0; k < of->advices[i].evidence_count; k++)
            bit_set_add(s->fired, of->advices[i].evidence[k].rule);
    }
    return s;
}

// --- one supposition ---

/// Finds the rules whose evidence may be another.
/// @param effect  of the only value that is supposed; NULL: nobody knows
/// @return whether there are any
static bool find_asked(supposer *s, const profile_change *changes, size_t count, value_effect *effect)
{
    const touch *most = affected_by(s->affected, s->scratch, changes, count);
    const size_t rules = s->of->pack->rule_count;
    memcpy(s->asked, most->rules, s->rule_words * sizeof *s->asked);
    for (size_t i = bit_set_next(s->asked, 0, rules); effect != NULL && i < rules;
         i = bit_set_next(s->asked, i + 1, rules)) {
        if (!bit_set_has(s->fired, i) && !value_lets_fire(s->effects, effect, s->scratch, i))
            bit_set_remove(s->asked, i);
    }
    return bit_set_next(s->asked, 0, rules) < rules;
}

/// Derives again what depends on what is changed, and is needed.
static void chain_again(supposer *s, run *r, touch *changed)
{
    const pack *p = r->pack;
    affected_needs(s->affected, s->asked, s->needed);
    for (size_t i = 0; i < p->derivation_count; i++) {
        const size_t index = p->derivation_order[i];
        const bool was_stated = bit_set_has(changed->facts, index); // and may be so no longer
        if (!bit_set_has(s->needed, index) || (!was_stated && !bit_set_has(changed->stale, index)) ||
            r->person->stated[index])
            continue;
        derive_fact(r, index, NULL);
        if (!feel_same(r->values[index], s->of->values[index]))
            affected_add(s->affected, changed, index);
    }
}

/// The same in a pack with derived fields: all is derived again, since each record is this run's own. What holds records is compared with
/// what it was.
static void chain_all_again(supposer *s, run *r, touch *changed)
{
    chain_facts(r);
    for (size_t i = 0; i < r->pack->fact_count; i++) {
        if (!feel_same(r->values[i], s->of->values[i]))
            affected_add(s->affected, changed, i);
    }
}

// --- what becomes of the evidence ---

/// What has evidence, of rules that are as they were and of others.
typedef struct candidate {
    size_t recommendation;
    slice item_name;
    uint32_t position;
    double priority, certainty;
} candidate;

/// The evidence of the rules that are asked, as it would be. Those that turn out not to be affected are not.
static pile_list gather_again(supposer *s, run *r, const touch *changed)
{
    pile_list piles = {0};
    const size_t count = r->pack->rule_count;
    for (size_t i = bit_set_next(s->asked, 0, count); i < count; i = bit_set_next(s->asked, i + 1, count)) {
        if (affected_lets_fire(s->affected, s->scratch, i, changed))
            gather_rule(r, &piles, i, (rule_hint){0});
        else
            bit_set_remove(s->asked, i);
    }
    return piles;
}

/// True if no rule that was asked gave evidence, and none would.
static bool is_as_before(const supposer *s, const pile_list *piles)
{
    return piles->count == 0 && !bit_sets_meet(s->asked, s->fired, s->rule_words);
}

/// The index of the pile that is about the same as the advice; -1 if there is none.
static ptrdiff_t pile_of(const pile_list *piles, const advice *a)
{
    ptrdiff_t found = -1;
    for (size_t i = 0; i < piles->count && found < 0; i++) {
        const pile *p = &piles->items[i];
        if (p->recommendation == a->recommendation && evidence_same_item(p->item, a->item))
            found = (ptrdiff_t)i;
    }
    return found;
}

static size_t count_unaffected(const supposer *s, const advice *a)
{
    size_t count = 0;
    for (size_t i = 0; i < a->evidence_count; i++)
        count += !bit_set_has(s->asked, a->evidence[i].rule);
    return count;
}

/// The certainty that the unaffected evidence of an advice comes to, with that of a pile (NULL: none).
static double certainty_with(const supposer *s, arena *a, const advice *from, const pile *more)
{
    const size_t most = from->evidence_count + (more != NULL ? more->evidence.count : 0);
    double *certainties = ARENA_ARRAY(a, most, double);
    size_t count = 0;
    for (size_t i = 0; i < from->evidence_count; i++) {
        if (!bit_set_has(s->asked, from->evidence[i].rule))
            certainties[count++] = from->evidence[i].certainty;
    }
    for (size_t i = from->evidence_count; i < most; i++)
        certainties[count++] = more->evidence.items[i - from->evidence_count].certainty;
    return certainty_combine_all(certainties, count);
}

/// What keeps some of its evidence is as it was but for the certainty; what has only new evidence follows.
static const candidate *candidates_of(const supposer *s, run *r, const pile_list *piles, size_t *count)
{
    candidate *out = ARENA_ARRAY(r->arena, s->of->advice_count + piles->count, candidate);
    bool *taken = ARENA_ARRAY(r->arena, piles->count, bool);
    *count = 0;
    for (size_t i = 0; i < s->of->advice_count; i++) {
        const advice *a = &s->of->advices[i];
        const size_t kept = count_unaffected(s, a);
        const ptrdiff_t more = kept > 0 ? pile_of(piles, a) : -1;
        const bool is_same = kept == a->evidence_count && more < 0;
        if (kept == 0)
            continue;
        if (more >= 0)
            taken[more] = true;
        out[(*count)++] = (candidate){
            a->recommendation, a->item_name, a->position, a->priority,
            is_same ? a->certainty : certainty_with(s, r->arena, a, more >= 0 ? &piles->items[more] : NULL)};
    }
    for (size_t i = 0; i < piles->count; i++) {
        const pile *p = &piles->items[i];
        if (!taken[i])
            out[(*count)++] = (candidate){p->recommendation, p->item_name, p->position, p->priority.value,
                                          pile_certainty(r, p)};
    }
    return out;
}

static supposed_advice supposed_of(const candidate *c, const ranking *order)
{
    return (supposed_advice){.recommendation = c->recommendation,
                             .item_name = c->item_name,
                             .position = c->position,
                             .certainty = c->certainty,
                             .score = order->score};
}

/// Ranks as `rank_advice` does.
static supposition rank_candidates(run *r, const candidate *candidates, size_t count)
{
    arena *a = r->arena;
    ranking *order = ARENA_ARRAY(a, count, ranking);
    ranking *given = ARENA_ARRAY(a, count, ranking);
    const ranking **others = ARENA_ARRAY(a, count, const ranking *);
    size_t *excluders = ARENA_ARRAY(a, r->pack->recommendation_count, size_t);
    supposed_advice *out = ARENA_ARRAY(a, count, supposed_advice);
    supposition result = {.advices = out, .count = count};
    size_t other_count = 0;
    for (size_t i = 0; i < count; i++) {
        const candidate *c = &candidates[i];
        order[i] = ranking_of(r->pack, c->recommendation, c->certainty, c->priority, c->position, i);
    }
    rankings_sort(order, count);
    for (size_t i = 0; i < count; i++) {
        if (certainty_exceeds(candidates[order[i].arrival].certainty, r->pack->threshold) &&
            ranking_admits(r->pack, order[i].recommendation, result.given_count + 1, excluders)) {
            given[result.given_count++] = order[i];
        } else {
            others[other_count++] = &order[i];
        }
    }
    entry_place *places = ARENA_ARRAY(a, result.given_count, entry_place);
    result.entry_count = arrange(arranger_new(a, r->pack), given, result.given_count, 0, places).entries;
    for (size_t i = 0; i < count; i++) {
        const bool is_given = i < result.given_count;
        const ranking *one = is_given ? &given[places[i].at] : others[i - result.given_count];
        out[i] = supposed_of(&candidates[one->arrival], one);
        out[i].rank = is_given ? places[i].entry : 0;
        out[i].is_head = is_given && places[i].above < 0;
        out[i].above = is_given ? places[i].above : -1;
    }
    return result;
}

/// @param effect  of the only value that is supposed; NULL: nobody knows
static supposition suppose_with(supposer *s, const profile_change *changes, size_t count,
                                value_effect *effect)
{
    if (!find_asked(s, changes, count, effect))
        return s->present;
    const profile person = profile_variant(s->scratch, s->of->pack, s->base->person, changes, count);
    feel_machine m;
    run_supposed_machine(&m, s->scratch, s->base->machine->clock);
    run r = run_start(&m, s->of->pack, &person, true);
    touch *changed = affected_begin(s->affected, changes, count);
    if (r.pack->derived_field_count > 0) {
        chain_all_again(s, &r, changed);
    } else {
        memcpy(r.values, s->of->values, s->of->pack->fact_count * sizeof *r.values);
        for (size_t i = 0; i < count; i++)
            r.values[changes[i].at.fact] = person.values[changes[i].at.fact];
        chain_again(s, &r, changed);
    }
    const pile_list piles = gather_again(s, &r, changed);
    size_t candidate_count = 0;
    supposition out = {.is_exhausted = true};
    if (!m.exhausted && is_as_before(s, &piles)) {
        out = s->present;
    } else if (!m.exhausted) {
        const candidate *candidates = candidates_of(s, &r, &piles, &candidate_count);
        out = rank_candidates(&r, candidates, candidate_count);
    }
    out.steps = LIMIT_STEPS_SUPPOSED - m.steps_left;
    return out;
}

supposition suppose(supposer *s, const profile_change *changes, size_t count)
{
    arena_reset(s->scratch);
    return suppose_with(s, changes, count, NULL);
}

supposition suppose_answer(supposer *s, profile_slot at, feel_value value)
{
    const profile_change answer = {at, value};
    arena_reset(s->scratch);
    return suppose_with(s, &answer, 1, at.record == 0 ? value_effects_of(s->effects, at.fact, value) : NULL);
}

supposition supposed_present(arena *a, const inference *of)
{
    supposed_advice *out = ARENA_ARRAY(a, of->advice_count, supposed_advice);
    for (size_t i = 0; i < of->advice_count; i++) {
        const advice *one = &of->advices[i];
        const bool is_given = one->status == ADVICE_GIVEN;
        out[i] = (supposed_advice){one->recommendation,
                                   one->item_name,
                                   one->position,
                                   one->certainty,
                                   one->score,
                                   one->rank,
                                   is_given && one->above < 0,
                                   is_given ? one->above : -1};
    }
    return (supposition){.advices = out,
                         .count = of->advice_count,
                         .given_count = of->given_count,
                         .entry_count = of->entry_count};
}

supposition supposer_present(supposer *s)
{
    return s->present;
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
