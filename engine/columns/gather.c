// Evidence: where rules fire, and what the certainties of those that recommend the same come to.
#include "columns/gather.h"

#include "columns/gather_best.h"
#include "columns/gather_lanes.h"
#include "columns/select.h"
#include "infer/certainty.h"

/// What the rules of a group that are for it, or against it, leave open in a row. Branch-free: a rule that did not fire contributes
/// certainty 0.
static inline double rest_of_side(const block *b, const plan_group *g, bool against, size_t row_index)
{
    const uint64_t *fired = b->fired + g->first;
    const size_t end = against ? g->against : g->count;
    double rest = 1;
    for (size_t i = against ? 0 : g->against; i < end; i++)
        rest = certainty_rest(rest, g->certainties[i] * (double)(int)(fired[i] >> row_index & 1));
    return rest;
}

double combine_group(const block *b, const plan_group *g, size_t row_index)
{
    const double in_favour = rest_of_side(b, g, false, row_index);
    return certainty_of_rests(in_favour, g->against > 0 ? rest_of_side(b, g, true, row_index) : 1);
}

static inline uint64_t all_hold(const block *b, const plan_literals *l)
{
    return b->truth[l->all[0]] & b->truth[l->all[1]] & b->truth[l->all[2]] & b->truth[l->all[3]];
}

/// Where rule `i` of a group fires.
static inline uint64_t group_fires(const block *b, const plan_group *g, size_t i)
{
    if (g->whens != NULL && g->whens[i] != NULL)
        return block_answer(b, g->whens[i]).yes;
    return all_hold(b, &g->literals[i]);
}

/// Notes where the rules of a group fire, if that is asked for.
static void note_group(block *b, const plan_group *g)
{
    for (size_t i = 0; b->noted != NULL && i < g->count; i++)
        b->noted[g->rules[i]] = b->fired[g->first + i];
}

void answer_group(block *b, size_t index)
{
    const plan_group *g = &b->plan->groups[index];
    uint64_t *fired = b->fired + g->first;
    uint64_t any = 0;
    uint64_t again = 0;
    for (size_t i = 0; i < g->count; i++) {
        fired[i] = group_fires(b, g, i);
        again |= any & fired[i];
        any |= fired[i];
    }
    b->once[index] = any & ~again;
    b->again[index] = again;
    b->is_answered[index] = true;
    note_group(b, g);
}

/// The same for all groups, in one walk over their rules. Branch-free: the processor could not predict where a group ends.
static void answer_groups(block *b)
{
    const plan *p = b->plan;
    uint64_t any = 0;
    uint64_t again = 0;
    uint32_t last = 0;
    for (size_t i = 0; i < p->grouped_count; i++) {
        const uint64_t rows = all_hold(b, &p->literals[i]);
        const uint32_t group = p->group_of[i];
        const uint64_t goes_on = -(uint64_t)(group == last);
        any &= goes_on;
        again = (again & goes_on) | (any & rows);
        any |= rows;
        b->fired[i] = rows;
        b->once[group] = any & ~again;
        b->again[group] = again;
        last = group;
    }
    for (size_t i = 0; i < p->group_count; i++) {
        b->is_answered[i] = p->groups[i].whens == NULL;
        if (b->is_answered[i])
            note_group(b, &p->groups[i]);
    }
}

/// What a rule of a group comes to if no other fires.
static double certainty_alone(const plan_group *g, size_t i)
{
    const double rest = certainty_rest(1, g->certainties[i]);
    return i < g->against ? certainty_of_rests(1, rest) : certainty_of_rests(rest, 1);
}

/// Adds what a group comes to in the rows in which one of its rules fires: the same for all rows of a rule.
static void gather_once(block *b, const plan_group *g, uint64_t once)
{
    for (size_t i = 0; i < g->count && once != 0; i++) {
        uint64_t rows = b->fired[g->first + i] & once;
        if (rows == 0)
            continue;
        once ^= rows;
        const double certainty = certainty_alone(g, i);
        if (!select_admits(b, certainty))
            continue;
        const block_advice c = select_candidate(b, g->recommendation, certainty);
        for (; rows != 0; rows &= rows - 1)
            select_add(b, (size_t)__builtin_ctzll(rows), &c);
    }
}

/// The same in the rows in which several fire. The rules are walked once, and each touches only the rows in which it fires.
static void gather_again(block *b, const plan_group *g, uint64_t again)
{
    double rests[BLOCK_ROWS][2]; // in favour and against
    for (uint64_t rows = again; rows != 0; rows &= rows - 1) {
        double *both = rests[__builtin_ctzll(rows)];
        both[0] = both[1] = 1;
    }
    for (size_t i = 0; i < g->count; i++) {
        const double certainty = g->certainties[i];
        for (uint64_t rows = b->fired[g->first + i] & again; rows != 0; rows &= rows - 1) {
            double *rest = &rests[__builtin_ctzll(rows)][i < g->against];
            *rest = certainty_rest(*rest, certainty);
        }
    }
    for (uint64_t rows = again; rows != 0; rows &= rows - 1) {
        const size_t row_index = (size_t)__builtin_ctzll(rows);
        const double certainty = certainty_of_rests(rests[row_index][0], rests[row_index][1]);
        if (!select_admits(b, certainty))
            continue;
        const block_advice c = select_candidate(b, g->recommendation, certainty);
        select_add(b, row_index, &c);
    }
}

/// Adds what a group comes to where it fires.
static void gather_group(block *b, size_t index)
{
    const plan_group *g = &b->plan->groups[index];
    if (!b->is_answered[index])
        answer_group(b, index);
    if (b->once[index] != 0)
        gather_once(b, g, b->once[index]);
    if (b->again[index] != 0)
        gather_again(b, g, b->again[index]);
}

// --- rules that are evaluated by row ---

/// Adds the evidence of a shared group to the piles of the rows.
static void gather_shared_group(block *b, size_t index)
{
    const plan_group *g = &b->plan->groups[index];
    for (size_t i = 0; i < g->count; i++) {
        for (uint64_t rows = group_fires(b, g, i); rows != 0; rows &= rows - 1) {
            block_row *r = &b->rows[__builtin_ctzll(rows)];
            gather_known(&r->by_row->run, &r->piles, g->rules[i], g->certainties[i], feel_null());
        }
    }
}

static void gather_by_row(block *b, const plan_rule *planned)
{
    const answer known = block_answer_rule(b, planned);
    for (uint64_t rows = known.may; rows != 0; rows &= rows - 1) {
        const size_t i = (size_t)__builtin_ctzll(rows);
        block_row *r = &b->rows[i];
        rule_hint hint = hint_of(&known, i);
        if (planned->is_certain)
            hint.certainty = &planned->certainty;
        if (!r->by_row->machine.exhausted)
            gather_rule(&r->by_row->run, &r->piles, planned->rule, hint);
    }
}

static void add_piles(block *b, size_t row_index)
{
    const block_row *r = &b->rows[row_index];
    for (size_t i = 0; i < r->piles.count; i++) {
        const pile *p = &r->piles.items[i];
        const double certainty = pile_certainty(&r->by_row->run, p);
        if (!select_admits(b, certainty))
            continue;
        const block_advice c = {.ranking = ranking_of(b->plan->pack, p->recommendation, certainty,
                                                      p->priority.value, p->position, 0),
                                .priority = p->priority.value,
                                .priority_is_open = p->priority.is_open,
                                .certainty = certainty,
                                .item_name = p->item_name};
        select_add(b, row_index, &c);
    }
}

static void note_derivations(const block *b, const derivation *items, size_t count, uint64_t bit)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < items[i].rule_count; k++)
            b->noted[items[i].rules[k]] |= bit;
    }
}

/// Notes what fired of the rules that were evaluated by row, and of shared groups.
static void note_row(const block *b, size_t row_index)
{
    const block_row *r = &b->rows[row_index];
    const uint64_t bit = (uint64_t)1 << row_index;
    if (r->by_row != NULL) {
        const run *of = &r->by_row->run;
        note_derivations(b, of->derivations.items, of->derivations.count, bit);
        note_derivations(b, of->field_derivations.items, of->field_derivations.count, bit);
    }
    for (size_t i = 0; i < r->piles.count; i++) {
        const evidence_list *e = &r->piles.items[i].evidence;
        for (size_t k = 0; k < e->count; k++)
            b->noted[e->items[k].rule] |= bit;
    }
}

void gather(block *b)
{
    const plan *p = b->plan;
    const bool all = !b->best_only || b->noted != NULL; // else only those that may be among the best
    if (all)
        answer_groups(b);
    for (size_t i = 0; i < p->group_count; i++) {
        if (p->groups[i].shared) {
            gather_shared_group(b, i);
        } else if (!b->is_bounded || !p->groups[i].surely_given) {
            gather_group(b, i);
        } else if (all) {
            if (!b->is_answered[i])
                answer_group(b, i);
            select_count(b, b->once[i] | b->again[i]);
        }
    }
    if (b->is_bounded)
        gather_best(b);
    gather_lanes(b);
    for (size_t i = 0; i < p->row_rule_count; i++)
        gather_by_row(b, &p->row_rules[i]);
    for (size_t i = 0; i < b->count; i++) {
        add_piles(b, i);
        if (b->noted != NULL)
            note_row(b, i);
    }
}
