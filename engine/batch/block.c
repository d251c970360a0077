// What happens to a block of profiles, in order: stated facts to columns, derived facts, evidence, ranking.
#include "batch/block_state.h"

#include <math.h>

block *block_new(const allocator *from, const plan *p)
{
    const allocator *source = from != NULL ? from : &allocator_default;
    block *b = source->resize(source->state, NULL, sizeof *b);
    if (b == NULL)
        return NULL;
    memset(b, 0, sizeof *b);
    b->plan = p;
    b->arena = arena_new(from, 0);
    if (b->arena != NULL)
        return b;
    (void)source->resize(source->state, b, 0);
    return NULL;
}

void block_free(block *b)
{
    if (b == NULL)
        return;
    allocator from = *arena_allocator_borrow(b->arena);
    arena_free(b->arena);
    (void)from.resize(from.state, b, 0);
}

void block_set_clock(block *b, feel_value now, feel_value today)
{
    b->now = now;
    b->today = today;
}

void block_set_top(block *b, size_t top)
{
    b->top = top;
}

void block_note_fired(block *b)
{
    b->notes_fired = true;
}

void block_reset(block *b)
{
    arena_reset(b->arena);
    b->count = 0;
}

arena *block_arena(block *b)
{
    return b->arena;
}

size_t block_count(const block *b)
{
    return b->count;
}

void block_begin(block *b)
{
    const plan *p = b->plan;
    b->columns = ARENA_ARRAY(b->arena, p->column_count, column_state);
    b->numbers = ARENA_ARRAY(b->arena, p->column_count * BLOCK_ROWS, double);
    b->has = ARENA_ARRAY(b->arena, p->word_count, uint64_t);
    b->truth = ARENA_ARRAY(b->arena, 2 * p->atom_count, uint64_t);
    b->at_least = ARENA_ARRAY(b->arena, p->most_constants + 1, uint64_t);
    b->equal = ARENA_ARRAY(b->arena, p->most_constants + 1, uint64_t);
    b->fired = ARENA_ARRAY(b->arena, p->largest_group, uint64_t);
    b->noted = b->notes_fired ? ARENA_ARRAY(b->arena, p->pack->rule_count, uint64_t) : NULL;
    memset(b->counters, 0, sizeof b->counters);
    b->counter_count = 0;
    b->nobody = (profile){.count = p->pack->fact_count,
                          .values = ARENA_ARRAY(b->arena, p->pack->fact_count, feel_value),
                          .stated = ARENA_ARRAY(b->arena, p->pack->fact_count, bool)};
}

row *block_new_row(block *b, const profile *person)
{
    const pack *p = b->plan->pack;
    b->given[b->count] = 0;
    b->least[b->count] = -HUGE_VAL;
    row *r = &b->rows[b->count++];
    memset(&r->piles, 0, sizeof r->piles);
    memset(&r->candidates, 0, sizeof r->candidates);
    memset(&r->run, 0, sizeof r->run);
    r->person = person != NULL ? person : &b->nobody;
    r->machine.exhausted = false;
    r->run.values = r->person->values;
    if (!b->plan->needs_rows)
        return r;
    feel_machine_init(&r->machine, b->arena);
    r->machine.now = b->now;
    r->machine.today = b->today;
    r->run = (run){.machine = &r->machine, .arena = b->arena, .pack = p, .person = r->person, .lean = true};
    r->run.values = ARENA_ARRAY(b->arena, p->scope.count + b->plan->most_variables, feel_value);
    memcpy(r->run.values, r->person->values, p->fact_count * sizeof *r->run.values);
    for (size_t c = 0; c < p->constant_count; c++)
        r->run.values[p->fact_count + c] = p->constants[c].value;
    return r;
}

static void put_fact(block *b, size_t row_index, size_t fact_index, feel_value v)
{
    if (b->plan->value_column[fact_index] < b->plan->column_count)
        column_put(b, b->plan->value_column[fact_index], row_index, v);
    if (b->plan->count_column[fact_index] < b->plan->column_count)
        column_put(b, b->plan->count_column[fact_index], row_index, v);
}

size_t block_add(block *b, const profile *person)
{
    size_t index = b->count;
    (void)block_new_row(b, person);
    for (size_t i = 0; i < b->plan->pack->fact_count; i++) {
        if (!b->plan->pack->facts[i].derived && person->stated[i])
            put_fact(b, index, i, person->values[i]);
    }
    return index;
}

feel_value block_value(const block *b, size_t row_index, size_t fact_index)
{
    return b->rows[row_index].run.values[fact_index];
}

block_result block_result_of(const block *b, size_t row_index)
{
    return b->rows[row_index].result;
}

// --- formulas ---

/// What a formula says of 64 profiles. Where no bit is set it is unknown.
typedef struct answer {
    uint64_t yes, no;
    uint64_t open; ///< only evaluating tells
} answer;

static answer answer_of(const block *b, const formula *f)
{
    answer out = {0};
    switch (f->kind) {
    case FORMULA_CONSTANT:
        out.yes = f->constant == FEEL_TRUE ? b->live : 0;
        out.no = f->constant == FEEL_FALSE ? b->live : 0;
        break;
    case FORMULA_LITERAL:
        out.yes = b->truth[f->literal];
        out.no = b->truth[f->literal ^ 1u];
        break;
    case FORMULA_OPEN: out.open = b->live; break;
    case FORMULA_AND:
        out.yes = b->live;
        for (size_t i = 0; i < f->count && out.no != b->live; i++) {
            answer part = answer_of(b, &f->parts[i]);
            out.yes &= part.yes;
            out.no |= part.no;
            out.open |= part.open;
        }
        out.open &= ~out.no;
        break;
    case FORMULA_OR:
        out.no = b->live;
        for (size_t i = 0; i < f->count && out.yes != b->live; i++) {
            answer part = answer_of(b, &f->parts[i]);
            out.yes |= part.yes;
            out.no &= part.no;
            out.open |= part.open;
        }
        out.open &= ~out.yes;
        break;
    }
    return out;
}

/// Where rule `i` of a group fires.
static uint64_t group_fires(const block *b, const plan_group *g, size_t i)
{
    if (g->whens[i] != NULL)
        return answer_of(b, g->whens[i]).yes;
    uint64_t all = b->live;
    for (size_t l = g->first[i]; l < g->first[i + 1]; l++)
        all &= b->truth[g->literals[l]];
    return all;
}

/// Where a rule without open parts fires.
static uint64_t fires(const block *b, const plan_rule *r)
{
    if (!r->conjoins)
        return answer_of(b, &r->when).yes;
    uint64_t all = b->live;
    for (size_t i = 0; i < r->literal_count && all != 0; i++)
        all &= b->truth[r->literals[i]];
    return all;
}

static void answer_fact(block *b, size_t fact_index)
{
    if (b->plan->value_column[fact_index] < b->plan->column_count)
        column_answer(b, b->plan->value_column[fact_index]);
    if (b->plan->count_column[fact_index] < b->plan->column_count)
        column_answer(b, b->plan->count_column[fact_index]);
}

// --- derived facts ---

/// The rules of a fact in order: the first that fires and knows a value decides.
static void derive_by_columns(block *b, const plan_derivation *d)
{
    const fact *f = &b->plan->pack->facts[d->fact];
    uint64_t open = 0;
    for (size_t i = 0; i < b->count; i++)
        open |= (uint64_t)!b->rows[i].person->stated[d->fact] << i;
    for (size_t i = 0; i <= d->count && open != 0; i++) {
        bool last = i == d->count;
        feel_value v = !last ? d->values[i] : f->has_default ? f->default_value : feel_null();
        uint64_t decided = open & (last ? open : fires(b, &d->rules[i]));
        if (feel_is_null(v) && !last)
            continue;
        for (uint64_t left = decided; left != 0; left &= left - 1)
            b->rows[__builtin_ctzll(left)].run.values[d->fact] = v;
        if (b->noted != NULL && !last)
            b->noted[d->rules[i].rule] = decided;
        open &= ~decided;
    }
}

static void derive(block *b, const plan_derivation *d)
{
    if (d->by_columns) {
        derive_by_columns(b, d);
    } else {
        for (size_t i = 0; i < b->count; i++) {
            if (!b->rows[i].machine.exhausted)
                derive_fact(&b->rows[i].run, d->fact);
        }
    }
    for (size_t i = 0; i < b->count; i++)
        put_fact(b, i, d->fact, b->rows[i].run.values[d->fact]);
    answer_fact(b, d->fact);
}

// --- evidence ---

/// Combines the certainties of the rules of one side that fired, in their order. Gives the rows where any did.
static uint64_t combine_side(const block *b, const plan_group *g, bool in_favour, uint64_t of_rows,
                             double *sums)
{
    uint64_t seen = 0;
    size_t end = in_favour ? g->count : g->against;
    for (size_t i = in_favour ? g->against : 0; i < end; i++) {
        uint64_t rows = b->fired[i] & of_rows;
        double c = g->certainties[i];
        for (uint64_t left = rows & ~seen; left != 0; left &= left - 1)
            sums[__builtin_ctzll(left)] = c;
        for (uint64_t left = rows & seen; left != 0; left &= left - 1) {
            double *s = &sums[__builtin_ctzll(left)];
            *s = in_favour ? *s + c - *s * c : *s + c + *s * c;
        }
        seen |= rows;
    }
    return seen;
}

/// The rows among whose best the group's recommendation may come to be.
static uint64_t still_competing(block *b, const plan_group *g, uint64_t rows)
{
    for (uint64_t left = rows & b->competing; left != 0; left &= left - 1) {
        int i = __builtin_ctzll(left);
        if (g->most < b->least[i])
            b->competing &= ~((uint64_t)1 << i); // later groups come to less still
    }
    return rows & b->competing;
}

/// Combines the certainties of a group as certainty_combine_all does: those against, those for, then both. Where the outcome cannot
/// be among the best and it is clear that the recommendation is given, it is only counted.
static void gather_group(block *b, const plan_group *g)
{
    double against[BLOCK_ROWS];
    double in_favour[BLOCK_ROWS];
    uint64_t rows = 0;
    for (size_t i = 0; i < g->count; i++) {
        b->fired[i] = group_fires(b, g, i);
        rows |= b->fired[i];
    }
    for (size_t i = 0; b->noted != NULL && i < g->count; i++)
        b->noted[g->rules[i]] = b->fired[i];
    if (g->surely_given && select_is_bounded(b)) {
        uint64_t needed = still_competing(b, g, rows);
        select_count(b, rows & ~needed);
        rows = needed;
    }
    if (rows == 0)
        return;
    uint64_t any_against = combine_side(b, g, false, rows, against);
    uint64_t any_for = combine_side(b, g, true, rows, in_favour);
    for (; rows != 0; rows &= rows - 1) {
        int i = __builtin_ctzll(rows);
        double certainty = (any_against >> i & 1) == 0 ? in_favour[i]
                           : (any_for >> i & 1) == 0   ? against[i]
                                                       : certainty_combine(in_favour[i], against[i]);
        select_add(b, (size_t)i, g->recommendation, certainty, feel_null(), (slice){"", 0});
    }
}

/// The evidence of a group to which rules add that go by the row.
static void gather_shared_group(block *b, const plan_group *g)
{
    for (size_t i = 0; i < g->count; i++) {
        for (uint64_t rows = group_fires(b, g, i); rows != 0; rows &= rows - 1) {
            row *r = &b->rows[__builtin_ctzll(rows)];
            evidence e = {.rule = g->rules[i], .certainty = g->certainties[i]};
            pile *p = pile_of(&r->run, &r->piles, g->recommendation);
            ARENA_PUSH(b->arena, &p->evidence, items, count, capacity, e);
        }
    }
}

static void gather_by_row(block *b, const plan_rule *planned)
{
    answer a = answer_of(b, &planned->when);
    for (uint64_t rows = a.yes | a.open; rows != 0; rows &= rows - 1) {
        int i = __builtin_ctzll(rows);
        row *r = &b->rows[i];
        r->run.holds = (a.yes >> i & 1) != 0;
        if (!r->machine.exhausted)
            gather_rule(&r->run, &r->piles, planned->rule);
        r->run.holds = false;
    }
}

static void finish_row(block *b, size_t row_index)
{
    row *r = &b->rows[row_index];
    for (size_t i = 0; i < r->piles.count; i++) {
        const pile *p = &r->piles.items[i];
        select_add(b, row_index, p->recommendation, pile_certainty(&r->run, p), p->item, p->item_name);
    }
    select_advice(b, row_index);
}

/// What fired by the row, or beside what did.
static void note_row(const block *b, size_t row_index)
{
    const row *r = &b->rows[row_index];
    const uint64_t bit = (uint64_t)1 << row_index;
    for (size_t i = 0; i < r->run.derivations.count; i++) {
        const derivation *d = &r->run.derivations.items[i];
        for (size_t k = 0; k < d->rule_count; k++)
            b->noted[d->rules[k]] |= bit;
    }
    for (size_t i = 0; i < r->piles.count; i++) {
        const evidence_list *e = &r->piles.items[i].evidence;
        for (size_t k = 0; k < e->count; k++)
            b->noted[e->items[k].rule] |= bit;
    }
}

void block_count_fired(const block *b, uint64_t rows, size_t *counts)
{
    for (size_t i = 0; b->noted != NULL && i < b->plan->pack->rule_count; i++)
        counts[i] += (size_t)__builtin_popcountll(b->noted[i] & rows);
}

void block_run(block *b)
{
    const plan *p = b->plan;
    b->live = b->count == BLOCK_ROWS ? UINT64_MAX : ((uint64_t)1 << b->count) - 1;
    b->competing = b->live;
    for (size_t i = 0; i < p->pack->fact_count; i++) {
        if (!p->pack->facts[i].derived)
            answer_fact(b, i);
    }
    for (size_t i = 0; i < p->derivation_count; i++)
        derive(b, &p->derivations[i]);
    for (size_t i = 0; i < p->group_count; i++) {
        if (p->groups[i].shared)
            gather_shared_group(b, &p->groups[i]);
        else
            gather_group(b, &p->groups[i]);
    }
    for (size_t i = 0; i < p->row_rule_count; i++)
        gather_by_row(b, &p->row_rules[i]);
    select_add_counted(b);
    for (size_t i = 0; i < b->count; i++)
        finish_row(b, i);
    for (size_t i = 0; b->noted != NULL && i < b->count; i++)
        note_row(b, i);
}
