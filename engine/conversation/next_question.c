// The first places are a function of the answers. If there are few combinations of answers, all are tried, and the order of questions with the
// least expected effort is found; else some are tried at random, and the question is asked that says most about the first places for its
// effort. A question is asked if it is known to matter, and none is if the first places are known to be constant; bounds, which are sound for
// all answers at once, leave out most of the others beforehand, and prove constancy.
#include "conversation/next_question.h"

#include "conversation/best_order.h"
#include "conversation/constancy.h"
#include "conversation/gain.h"
#include "conversation/witness.h"

#include <math.h>

enum { DEFAULT_TOP = 3 };

/// How much is tried for one question. It is counted, not timed, so that the same question comes on every machine; on the paralegal pack
/// it takes some 20 ms.
enum {
    /// Rules that are evaluated in all suppositions of a table.
    WORK_OF_TABLE = 60000,
    /// Rows of a table at most, and at least.
    MOST_ROWS = 4096,
    LEAST_ROWS = 64,
    /// Partial answers that the best order is found among.
    MOST_PARTIALS = 1 << 17,
    /// Suppositions to find out that a question matters.
    MOST_TRIED = 200,
    /// The same in all combinations of answers, if neither chance nor bounds decided.
    WORK_OF_ALL = 250000,
    /// Regions to prove that none does.
    MOST_REGIONS = 80,
};

/// How much dearer a question is whose topic is not that of the question before: enough to finish a topic if much else is equal.
static const double other_topic = 1.25;
/// The same for what is not a field of the record that is being told of: any field of it that matters comes first.
static const double other_record = 1e9;

/// The same for a fact that the pack's author wants asked early: any that is known to matter comes before the others.
static const double early = 1e-3;

/// How much it takes to answer now, after what was asked before.
static double effort_now(const asking *k, const next_question_options *o, size_t slot)
{
    const open_slot *s = &k->slots[slot];
    const bool stays = o->topic.len == 0 || slice_equal(o->topic, k->of->pack->facts[s->at.fact].topic);
    const bool is_within = o->within == 0 || o->within == s->at.record;
    const double plain = (o->equal_efforts ? 1 : s->effort) * (is_within ? 1 : other_record);
    return stays ? plain : plain * other_topic;
}

static double cost_of(const asking *k, const next_question_options *o, size_t slot)
{
    const profile_slot at = k->slots[slot].at;
    const bool is_early = at.record == 0 && k->of->pack->facts[at.fact].early;
    return effort_now(k, o, slot) * (is_early ? early : 1);
}

// --- which slots ---

typedef struct slot_indexes {
    size_t *items;
    size_t count, capacity;
} slot_indexes;

/// The live slots that have answers.
static slot_indexes live_slots(const asking *k, const region *g)
{
    slot_indexes out = {0};
    for (size_t i = 0; i < k->slot_count; i++) {
        if (g->is_live[i] && k->slots[i].answer_count > 0)
            ARENA_PUSH(k->arena, &out, items, count, capacity, i);
    }
    return out;
}

/// True if the table's answers stand for all that is live.
static bool is_covered(const asking *k, const region *g, const completion_table *t)
{
    bool covered = t->is_exhaustive && t->slot_count == g->live_count;
    for (size_t i = 0; i < t->slot_count && covered; i++)
        covered = k->slots[t->slots[i]].is_covered;
    return covered;
}

static size_t rows_for(const asking *k)
{
    const size_t rows = WORK_OF_TABLE / (k->of->pack->rule_count + 1);
    return rows < LEAST_ROWS ? LEAST_ROWS : rows > MOST_ROWS ? MOST_ROWS : rows;
}

// --- choosing ---

/// A question that is known to matter, and why it is the one.
typedef struct choice {
    question_witness witness;
    double gain;
} choice;

/// The table without the slots that change nothing in it.
static completion_table without_idle(asking *k, const completion_table *t)
{
    completion_table out = {.outcomes = t->outcomes, .count = t->count, .is_exhaustive = true};
    size_t *slots = ARENA_ARRAY(k->arena, t->slot_count, size_t);
    for (size_t i = 0; i < t->slot_count; i++) {
        if (witness_in(k, t, i, 0).chosen != NULL)
            slots[out.slot_count++] = i;
    }
    out.slots = slots;
    out.outcomes = ARENA_ARRAY(k->arena, t->count, int);
    out.count = 0;
    for (size_t row = 0; row < t->count; row++) {
        bool is_kept = true; // a row in which all idle slots have their first answer
        for (size_t i = 0, next = 0; i < t->slot_count && is_kept; i++) {
            if (next < out.slot_count && slots[next] == i)
                next++;
            else
                is_kept = t->answers[row * t->slot_count + i] == 0;
        }
        if (is_kept)
            out.outcomes[out.count++] = t->outcomes[row];
    }
    return out;
}

/// The question to begin with in the best order; false if there are too many orders.
static bool choose_by_order(asking *k, const next_question_options *o, const completion_table *t, choice *out)
{
    const completion_table kept = without_idle(k, t);
    size_t *counts = ARENA_ARRAY(k->arena, kept.slot_count, size_t);
    double *costs = ARENA_ARRAY(k->arena, kept.slot_count, double);
    double *first = ARENA_ARRAY(k->arena, kept.slot_count, double);
    for (size_t i = 0; i < kept.slot_count; i++) {
        const size_t slot = t->slots[kept.slots[i]];
        counts[i] = k->slots[slot].answer_count;
        costs[i] = o->equal_efforts ? 1 : k->slots[slot].effort;
        first[i] = k->slots[slot].question != NULL ? cost_of(k, o, slot) : HUGE_VAL;
    }
    if (order_size(kept.slot_count, counts) > MOST_PARTIALS)
        return false;
    const order_problem problem = {kept.slot_count, counts, costs, first, kept.outcomes};
    const size_t best = order_best(k->arena, &problem, &out->gain);
    if (best < kept.slot_count)
        out->witness = witness_in(k, t, kept.slots[best], 0);
    return best < kept.slot_count && k->slots[out->witness.slot].question != NULL;
}

/// The question that says most for its effort, of those that are known to matter.
static void choose_by_gain(asking *k, const next_question_options *o, const completion_table *t, choice *out)
{
    const double *gains = gains_find(k, t);
    bool *is_tried = ARENA_ARRAY(k->arena, t->slot_count, bool);
    const size_t end = k->tried + MOST_TRIED;
    for (size_t n = 0; n < t->slot_count && out->witness.chosen == NULL; n++) {
        size_t best = t->slot_count;
        double best_rate = 0;
        for (size_t i = 0; i < t->slot_count; i++) {
            const double rate = gains[i] / cost_of(k, o, t->slots[i]);
            if (!is_tried[i] && k->slots[t->slots[i]].question != NULL &&
                (best == t->slot_count || rate > best_rate)) {
                best = i;
                best_rate = rate;
            }
        }
        if (best == t->slot_count || (k->tried >= end && !t->is_exhaustive))
            break;
        is_tried[best] = true;
        out->witness = witness_in(k, t, best, (end - k->tried) / 2 + 1);
        out->gain = gains[best];
    }
}

/// Two rows with different first places lead to a question that matters.
static void choose_between_rows(asking *k, const completion_table *t, choice *out)
{
    size_t other = 1;
    while (other < t->count && t->outcomes[other] == t->outcomes[0])
        other++;
    choices one = choices_new(k, NULL);
    choices two = choices_new(k, NULL);
    for (size_t i = 0; i < t->slot_count && other < t->count; i++) {
        one[t->slots[i]] = t->answers[i];
        two[t->slots[i]] = t->answers[other * t->slot_count + i];
    }
    *out = (choice){.witness = witness_between(k, one, two)};
}

/// A question that nothing is known of; the slot count if there is none.
static size_t choose_blindly(const asking *k, const next_question_options *o, const region *g)
{
    size_t best = k->slot_count;
    double best_rate = 0;
    for (size_t i = 0; i < k->slot_count; i++) {
        const double rate = (k->slots[i].weight + 1000 * (double)g->waits[i]) / effort_now(k, o, i);
        if (g->is_live[i] && k->slots[i].question != NULL && (best == k->slot_count || rate > best_rate)) {
            best = i;
            best_rate = rate;
        }
    }
    return best;
}

/// Tries all combinations of answers, unless they are too many.
static void choose_among_all(asking *k, const region *g, const slot_indexes *live, choice *out,
                             first_places *settled)
{
    const size_t most = WORK_OF_ALL / (k->of->pack->rule_count + 1);
    size_t rows = 1;
    for (size_t i = 0; i < live->count && rows <= most; i++)
        rows *= k->slots[live->items[i]].answer_count;
    if (rows > most)
        return;
    const completion_table t = completions_try(k, choices_new(k, NULL), live->items, live->count, rows);
    if (!completions_agree(&t))
        choose_between_rows(k, &t, out);
    else if (is_covered(k, g, &t))
        *settled = t.places[0];
}

/// Finds a question that matters.
/// @param settled  receives what the first places are in any case, if it is proved that none does; else NULL
static choice choose(asking *k, const next_question_options *o, const region *g, first_places *settled)
{
    const slot_indexes live = live_slots(k, g);
    const completion_table t = completions_try(k, choices_new(k, NULL), live.items, live.count, rows_for(k));
    choice out = {0};
    *settled = NULL;
    if (!completions_agree(&t)) {
        if (!t.is_exhaustive || !choose_by_order(k, o, &t, &out))
            choose_by_gain(k, o, &t, &out);
        if (out.witness.chosen == NULL)
            choose_between_rows(k, &t, &out);
    } else if (is_covered(k, g, &t)) {
        *settled = t.places[0];
    } else {
        const constancy c = constancy_find(k, MOST_REGIONS);
        *settled = c.is_proved ? c.places : NULL;
        if (c.other != NULL)
            out.witness = witness_between(k, c.one, c.other);
        else if (!c.is_proved)
            choose_among_all(k, g, &live, &out, settled);
    }
    return out;
}

// --- the result ---

static void tell_question(asking *k, const next_question_options *o, size_t slot, next_question *out)
{
    const open_slot *s = &k->slots[slot];
    out->question = s->question;
    out->at = s->at;
    out->declared = s->declared;
    out->answers = s->answers;
    out->answer_count = s->answer_count;
    out->effort = effort_now(k, o, slot);
}

static void tell_witness(asking *k, const question_witness *w, next_question *out)
{
    choices others = choices_new(k, w->chosen);
    others[w->slot] = OPEN;
    out->completion = changes_of(k, others, &out->completion_count);
    for (size_t i = 0; i < 2; i++)
        out->different[i] = k->slots[w->slot].answers[w->answers[i]];
}

/// How many of the first places, from the first, are the same.
static size_t count_same(const asking *k, first_places a, first_places b)
{
    size_t count = 0;
    while (count < k->top && a[count] == b[count])
        count++;
    return count;
}

/// The question whose answers soonest show what the first places are in any case. The slot count if there is none.
static size_t choose_to_show(asking *k, const next_question_options *o, const region *g, first_places settled)
{
    size_t best = choose_blindly(k, o, g);
    double best_rate = 0;
    for (size_t i = 0; i < k->slot_count; i++) {
        double sum = 0;
        choices chosen = choices_new(k, NULL);
        if (!g->is_live[i] || k->slots[i].question == NULL || k->slots[i].answer_count == 0)
            continue;
        for (size_t answer = 0; answer < k->slots[i].answer_count; answer++) {
            chosen[i] = (int)answer;
            const first_places shown = places_with(k, chosen);
            sum += shown != NULL ? (double)count_same(k, shown, settled) : 0;
        }
        const double rate =
            (sum / (double)k->slots[i].answer_count - (double)count_same(k, g->places, settled)) /
            cost_of(k, o, i);
        if (rate > best_rate) {
            best = i;
            best_rate = rate;
        }
    }
    return best;
}

static void tell(asking *k, const next_question_options *o, const region *g, size_t slot, next_question *out)
{
    if (slot == k->slot_count)
        return;
    tell_question(k, o, slot, out);
    for (size_t i = 0; i < k->slot_count; i++)
        out->open_count += g->is_live[i] && k->slots[i].question != NULL;
}

/// Answers with which what is settled is shown: any will do.
static void tell_answers(asking *k, const region *g, next_question *out)
{
    choices all = choices_new(k, NULL);
    for (size_t i = 0; i < k->slot_count; i++) {
        if (g->is_live[i] && k->slots[i].answer_count > 0)
            all[i] = 0;
    }
    out->completion = changes_of(k, all, &out->completion_count);
}

/// The first places are the same whatever is answered.
static void find_settled(asking *k, const next_question_options *o, const region *g, first_places settled,
                         next_question *out)
{
    out->is_proved = out->is_settled = true;
    out->final_count = count_same(k, g->places, settled);
    if (out->final_count == k->top)
        return;
    if (o->stops_when_settled)
        tell_answers(k, g, out);
    else
        tell(k, o, g, choose_to_show(k, o, g, settled), out);
}

static void find(asking *k, const next_question_options *o, next_question *out)
{
    region all;
    first_places settled = NULL;
    if (!region_look(k, choices_new(k, NULL), &all))
        return;
    if (all.live_count == 0)
        settled = all.places;
    const choice chosen = settled == NULL ? choose(k, o, &all, &settled) : (choice){0};
    if (settled != NULL) {
        find_settled(k, o, &all, settled, out);
        return;
    }
    out->final_count = all.final_count;
    out->gain = chosen.gain;
    out->is_proved = chosen.witness.chosen != NULL;
    tell(k, o, &all, out->is_proved ? chosen.witness.slot : choose_blindly(k, o, &all), out);
    if (out->is_proved)
        tell_witness(k, &chosen.witness, out);
}

next_question next_question_find(arena *a, const pack *p, const profile *person, feel_clock clock,
                                 const next_question_options *options)
{
    next_question out = {0};
    asking k = {.top = options->top > 0 ? options->top : DEFAULT_TOP};
    feel_machine *m = ARENA_NEW(a, feel_machine);
    feel_machine_init(m, a);
    m->clock = clock;
    run *r = ARENA_NEW(a, run);
    *r = run_start(m, p, person, false);
    if (asking_begin(&k, r, options)) {
        out.of = k.of;
        find(&k, options, &out);
    }
    return out;
}
