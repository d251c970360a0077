// Evidence: where rules fire, and what the certainties of those that recommend the same come to.
#include "batch/block_state.h"

#include <math.h>

/// Combines the certainties of the rules of one side that fired, in their order. Gives the rows where any did.
static uint64_t combine_side(const block *b, const plan_group *g, bool in_favour, uint64_t of_rows,
                             double *sums)
{
    uint64_t any = 0;
    size_t end = in_favour ? g->count : g->against;
    const uint64_t *fired = b->fired + g->first;
    for (uint64_t left = of_rows; left != 0; left &= left - 1)
        sums[__builtin_ctzll(left)] = 0; // with 0 a certainty combines to itself
    for (size_t i = in_favour ? g->against : 0; i < end; i++) {
        uint64_t rows = fired[i] & of_rows;
        double c = g->certainties[i];
        any |= rows;
        for (; rows != 0; rows &= rows - 1) {
            double *s = &sums[__builtin_ctzll(rows)];
            *s = in_favour ? *s + c - *s * c : *s + c + *s * c;
        }
    }
    return any;
}

/// The certainties of a group in some rows, combined as certainty_combine_all does: those against, those for, then both.
static void combine_group(const block *b, const plan_group *g, uint64_t rows, double *sums)
{
    double against[BLOCK_ROWS];
    uint64_t any_for = combine_side(b, g, true, rows, sums);
    uint64_t any_against = g->against > 0 ? combine_side(b, g, false, rows, against) : 0;
    for (; any_against != 0; any_against &= any_against - 1) {
        int i = __builtin_ctzll(any_against);
        sums[i] = (any_for >> i & 1) != 0 ? certainty_combine(sums[i], against[i]) : against[i];
    }
}

/// Where rule `i` of a group fires.
static inline uint64_t group_fires(const block *b, const plan_group *g, size_t i)
{
    if (g->whens != NULL && g->whens[i] != NULL)
        return block_answer(b, g->whens[i]).yes;
    const uint32_t *of = g->literals[i].all;
    return b->truth[of[0]] & b->truth[of[1]] & b->truth[of[2]] & b->truth[of[3]];
}

/// Finds where the rules of a group fire.
static void answer_group(block *b, size_t index)
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
    for (size_t i = 0; b->noted != NULL && i < g->count; i++)
        b->noted[g->rules[i]] = fired[i];
    b->once[index] = any & ~again;
    b->again[index] = again;
    b->is_answered[index] = true;
}

/// Adds what a group comes to where it fires.
static void gather_group(block *b, size_t index)
{
    const plan_group *g = &b->plan->groups[index];
    double sums[BLOCK_ROWS];
    answer_group(b, index);
    uint64_t rows = b->once[index] | b->again[index];
    if (rows == 0)
        return;
    combine_group(b, g, rows, sums);
    for (; rows != 0; rows &= rows - 1) {
        size_t i = (size_t)__builtin_ctzll(rows);
        select_add(b, i, g->recommendation, sums[i], feel_null(), (slice){"", 0});
    }
}

// --- the best ---

/// Whether what the group comes to is only looked at where it may be among the best.
static bool is_for_best(const block *b, const plan_group *g)
{
    return select_is_bounded(b) && !g->shared && g->surely_given;
}

/// In most rows where a group fires one of its rules does, whose certainty is then all there is. These rules are walked through from the
/// highest score down: each row takes what it meets until it has enough.
static void gather_single(block *b)
{
    const plan *p = b->plan;
    uint64_t open = b->live; // rows that may take more
    for (size_t i = 0; i < p->single_count && open != 0; i++) {
        const plan_single *s = &p->singles[i];
        if (!b->is_answered[s->group])
            answer_group(b, s->group);
        for (uint64_t rows = b->fired[s->rule] & b->once[s->group] & open; rows != 0; rows &= rows - 1) {
            const size_t row_index = (size_t)__builtin_ctzll(rows);
            if (s->score < b->least[row_index])
                open &= ~((uint64_t)1 << row_index);
            else
                select_add_given(b, row_index, p->groups[s->group].recommendation, s->certainty);
        }
    }
}

/// Where several rules of a group fire.
static void gather_multiple(block *b)
{
    const plan *p = b->plan;
    double sums[BLOCK_ROWS];
    double least = HUGE_VAL; // of all rows
    for (size_t i = 0; i < b->count; i++)
        least = b->least[i] < least ? b->least[i] : least;
    for (size_t i = 0; i < p->group_count && p->groups[i].most >= least; i++) {
        const plan_group *g = &p->groups[i];
        uint64_t rows = 0;
        if (!is_for_best(b, g))
            continue;
        if (!b->is_answered[i])
            answer_group(b, i);
        for (uint64_t left = b->again[i]; left != 0; left &= left - 1) {
            const size_t row_index = (size_t)__builtin_ctzll(left);
            rows |= (uint64_t)(g->most >= b->least[row_index]) << row_index;
        }
        if (rows == 0)
            continue;
        combine_group(b, g, rows, sums);
        for (; rows != 0; rows &= rows - 1) {
            const size_t row_index = (size_t)__builtin_ctzll(rows);
            select_add_given(b, row_index, g->recommendation, sums[row_index]);
        }
    }
}

// --- what goes by the row ---

/// The evidence of a group to which rules add that go by the row.
static void gather_shared_group(block *b, size_t index)
{
    const plan_group *g = &b->plan->groups[index];
    for (size_t i = 0; i < g->count; i++) {
        for (uint64_t rows = group_fires(b, g, i); rows != 0; rows &= rows - 1) {
            row *r = &b->rows[__builtin_ctzll(rows)];
            evidence e = {.rule = g->rules[i], .certainty = g->certainties[i]};
            pile *p = pile_of(&r->by_row->run, &r->piles, g->recommendation);
            ARENA_PUSH(b->arena, &p->evidence, items, count, capacity, e);
        }
    }
}

static void gather_by_row(block *b, const plan_rule *planned)
{
    answer a = block_answer(b, &planned->when);
    for (uint64_t rows = a.yes | a.open; rows != 0; rows &= rows - 1) {
        int i = __builtin_ctzll(rows);
        row *r = &b->rows[i];
        run *of = &r->by_row->run;
        of->holds = (a.yes >> i & 1) != 0;
        if (!of->machine->exhausted)
            gather_rule(of, &r->piles, planned->rule);
        of->holds = false;
    }
}

static void add_piles(block *b, size_t row_index)
{
    const row *r = &b->rows[row_index];
    for (size_t i = 0; i < r->piles.count; i++) {
        const pile *p = &r->piles.items[i];
        select_add(b, row_index, p->recommendation, pile_certainty(&r->by_row->run, p), p->item,
                   p->item_name);
    }
}

/// What fired by the row, or beside what did.
static void note_row(const block *b, size_t row_index)
{
    const row *r = &b->rows[row_index];
    const uint64_t bit = (uint64_t)1 << row_index;
    for (size_t i = 0; r->by_row != NULL && i < r->by_row->run.derivations.count; i++) {
        const derivation *d = &r->by_row->run.derivations.items[i];
        for (size_t k = 0; k < d->rule_count; k++)
            b->noted[d->rules[k]] |= bit;
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
    for (size_t i = 0; i < p->group_count; i++) {
        if (p->groups[i].shared) {
            gather_shared_group(b, i);
        } else if (!is_for_best(b, &p->groups[i])) {
            gather_group(b, i);
        } else if (!b->best_only || b->noted != NULL) {
            answer_group(b, i);
            select_count(b, b->once[i] | b->again[i]);
        }
    }
    if (select_is_bounded(b)) {
        gather_single(b);
        gather_multiple(b);
    }
    for (size_t i = 0; i < p->row_rule_count; i++)
        gather_by_row(b, &p->row_rules[i]);
    for (size_t i = 0; i < b->count; i++) {
        add_piles(b, i);
        if (b->noted != NULL)
            note_row(b, i);
    }
}
