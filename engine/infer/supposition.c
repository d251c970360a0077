// A supposition costs as much as the rules that read what is supposed: which facts a rule reads is known from its text.
#include "infer/supposition.h"

#include "base/limits.h"
#include "infer/certainty.h"
#include "infer/chain.h"
#include "infer/evidence.h"
#include "infer/rank.h"
#include "infer/reads.h"

#include <stdlib.h>

struct supposer {
    const run *base;
    const inference *of;
    arena *scratch;        ///< of one supposition
    size_t *readers;       ///< the rules that read a fact, for one fact after the other
    size_t *reader_starts; ///< of each fact, and behind the last: where its readers start
    uint64_t *changed;     ///< the facts that are not as they were: bit i % 64 of word i / 64
    uint64_t *affected;    ///< the rules that read one of them, likewise
    size_t changed_words, affected_words;
};

static bool reads_changed(const supposer *s, size_t rule_index)
{
    return (s->affected[rule_index / 64] >> rule_index % 64 & 1) != 0;
}

/// Notes for each fact which rules read it: counts them, then puts each rule in its place, the last rule first.
static void note_readers(supposer *s, arena *a, const pack *p)
{
    const rule_reads reads = reads_of_rules(a, p);
    const size_t words = p->rule_count * reads.words;
    size_t *starts = ARENA_ARRAY(a, p->fact_count + 1, size_t);
    for (size_t i = 0; i < words; i++) {
        for (uint64_t left = reads.sets[i]; left != 0; left &= left - 1)
            starts[i % reads.words * 64 + (size_t)__builtin_ctzll(left)]++;
    }
    for (size_t i = 0; i < p->fact_count; i++)
        starts[i + 1] += starts[i]; // where each ends, for now
    s->readers = ARENA_ARRAY(a, starts[p->fact_count], size_t);
    for (size_t i = words; i > 0; i--) {
        for (uint64_t left = reads.sets[i - 1]; left != 0; left &= left - 1)
            s->readers[--starts[(i - 1) % reads.words * 64 + (size_t)__builtin_ctzll(left)]] =
                (i - 1) / reads.words;
    }
    s->reader_starts = starts;
}

supposer *supposer_new(run *r, const inference *of)
{
    supposer *s = ARENA_NEW(r->arena, supposer);
    *s = (supposer){.base = r,
                    .of = of,
                    .scratch = arena_new_child(r->arena),
                    .changed_words = of->pack->fact_count / 64 + 1,
                    .affected_words = of->pack->rule_count / 64 + 1};
    note_readers(s, r->arena, of->pack);
    s->changed = ARENA_ARRAY(r->arena, s->changed_words, uint64_t);
    s->affected = ARENA_ARRAY(r->arena, s->affected_words, uint64_t);
    return s;
}

// --- one supposition ---

static void change(supposer *s, size_t fact_index)
{
    s->changed[fact_index / 64] |= (uint64_t)1 << fact_index % 64;
    for (size_t i = s->reader_starts[fact_index]; i < s->reader_starts[fact_index + 1]; i++)
        s->affected[s->readers[i] / 64] |= (uint64_t)1 << s->readers[i] % 64;
}

/// Derives again what depends on what is changed.
static void chain_again(supposer *s, run *r)
{
    const pack *p = r->pack;
    for (size_t i = 0; i < p->derivation_count; i++) {
        const size_t index = p->derivation_order[i];
        bool again = reads_fact(s->changed, index); // it was stated, and no longer is
        for (size_t k = 0; k < p->concluding_counts[index] && !again; k++)
            again = reads_changed(s, p->concluding_rules[index][k]);
        if (!again || r->person->stated[index])
            continue;
        derive_fact(r, index, NULL);
        if (!feel_same(r->values[index], s->of->values[index]))
            change(s, index);
    }
}

/// The same in a pack with derived fields: all is derived again, since each record is this run's own. What holds records is compared with
/// what it was.
static void chain_all_again(supposer *s, run *r)
{
    chain_facts(r);
    for (size_t i = 0; i < r->pack->fact_count; i++) {
        if (!feel_same(r->values[i], s->of->values[i]))
            change(s, i);
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
    for (size_t word = 0; word < s->affected_words; word++) {
        for (uint64_t left = s->affected[word]; left != 0; left &= left - 1) {
            const size_t i = word * 64 + (size_t)__builtin_ctzll(left);
            if (r->pack->rules[i].kind == RULE_RECOMMENDS)
                gather_rule(r, piles, i, (rule_hint){0});
        }
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
        order[i] = ranking_of(r->pack, p->recommendation, certainties[i], p->priority.value, p->position, i);
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
        out[i].above = is_given ? places[i].above : -1;
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
    memset(s->changed, 0, s->changed_words * sizeof *s->changed);
    memset(s->affected, 0, s->affected_words * sizeof *s->affected);
    for (size_t i = 0; i < count; i++)
        change(s, changes[i].at.fact);
    if (r.pack->derived_field_count > 0) {
        chain_all_again(s, &r);
    } else {
        memcpy(r.values, s->of->values, s->of->pack->fact_count * sizeof *r.values);
        for (size_t i = 0; i < count; i++)
            r.values[changes[i].at.fact] = person.values[changes[i].at.fact];
        chain_again(s, &r);
    }
    pile_list piles = {0};
    gather_again(s, &r, &piles);
    supposition out = {.is_exhausted = true};
    if (!m.exhausted)
        out = rank_piles(&r, &piles);
    out.steps = LIMIT_STEPS_SUPPOSED - m.steps_left;
    return out;
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
    return supposed_present(s->base->arena, s->of);
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
