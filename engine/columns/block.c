// What happens to a block of profiles, in order: stated facts to columns, derived facts (derive.c), evidence (gather.c), ranking (select.c).
#include "base/limits.h"
#include "columns/column.h"
#include "columns/derive.h"
#include "columns/fact_lanes.h"
#include "columns/gather.h"
#include "columns/lane_state.h"
#include "columns/select.h"
#include "infer/records.h"

#include <math.h>

/// How many values rules are evaluated with.
static size_t value_count(const plan *p)
{
    return p->pack->scope.count + p->pack->most_variables;
}

/// Makes what stays when the block is reset. It is not cleared: each use writes it before it reads it.
static void make_room(void *argument)
{
    block *b = argument;
    const plan *p = b->plan;
    b->codes = ARENA_ARRAY(b->room, p->number_count * BLOCK_ROWS, uint32_t);
    b->truth = ARENA_ARRAY(b->room, 2 * p->atom_count + 1, uint64_t);
    b->fired = ARENA_ARRAY(b->room, p->grouped_count, uint64_t);
    b->once = ARENA_ARRAY(b->room, p->group_count, uint64_t);
    b->again = ARENA_ARRAY(b->room, p->group_count, uint64_t);
    b->excluders = ARENA_ARRAY(b->room, p->pack->recommendation_count, size_t);
    const profile blank = {.values = ARENA_ARRAY(b->room, p->pack->fact_count, feel_value)};
    b->nobody = (profile){.count = p->pack->fact_count,
                          .values = profile_scope_values(b->room, p->pack, &blank, p->pack->most_variables),
                          .stated = ARENA_ARRAY(b->room, p->pack->fact_count, bool)};
    for (size_t most = p->group_count; most > 0; most /= 2)
        b->counter_count++;
    lanes_make_room(b);
}

block *block_new(const allocator *from, const plan *p)
{
    const allocator *source = from != NULL ? from : &allocator_default;
    block *b = source->resize(source->state, NULL, sizeof *b);
    if (b == NULL)
        return NULL;
    memset(b, 0, sizeof *b);
    b->plan = p;
    b->from = *source;
    b->arena = arena_new(from, 0);
    b->room = arena_new(from, 0);
    if (b->arena != NULL && b->room != NULL && arena_run(b->room, make_room, b) == ARENA_DONE)
        return b;
    block_free(b);
    return NULL;
}

void block_free(block *b)
{
    if (b == NULL)
        return;
    allocator from = b->from;
    arena_free(b->arena);
    arena_free(b->room);
    (void)from.resize(from.state, b, 0);
}

void block_set_clock(block *b, feel_clock clock)
{
    b->clock = clock;
}

void block_set_top(block *b, size_t top)
{
    b->top = top;
}

void block_note_fired(block *b)
{
    b->notes_fired = true;
}

void block_note_checks(block *b)
{
    b->notes_checks = true;
}

void block_set_best_only(block *b, bool best_only)
{
    b->best_only = best_only;
}

void block_reset(block *b)
{
    arena_reset(b->arena);
    b->ahead.left = 0;
    b->count = 0;
    b->others = 0;
}

arena *block_arena(block *b)
{
    return b->arena;
}

size_t block_count(const block *b)
{
    return b->count;
}

/// Begins what the rules of a profile are evaluated with.
static void start_run(const block *b, row_run *by_row, const profile *person, feel_value *values)
{
    feel_machine_init(&by_row->machine, b->arena);
    by_row->machine.clock = b->clock;
    by_row->machine.ending_index = b->ending_index;
    by_row->run = run_start_with(&by_row->machine, b->plan->pack, person, values, true);
}

void block_begin(block *b)
{
    const plan *p = b->plan;
    b->ahead.left = 0;
    b->columns = ARENA_ARRAY(b->arena, p->column_count, column_state);
    b->words = ARENA_ARRAY(b->arena, p->word_count, uint64_t);
    b->is_answered = ARENA_ARRAY(b->arena, p->group_count, bool);
    b->with_items = ARENA_ARRAY(b->arena, p->pack->fact_count, uint64_t);
    b->with_items_known = ARENA_ARRAY(b->arena, p->pack->fact_count, bool);
    b->noted = b->notes_fired ? ARENA_ARRAY(b->arena, p->pack->rule_count, uint64_t) : NULL;
    b->checked = b->notes_checks ? ARENA_ARRAY(b->arena, p->pack->profile_check_count, uint64_t) : NULL;
    b->is_bounded = b->top > 0 && b->top <= FEW && !p->is_selective;
    b->candidate_room = b->is_bounded ? b->top : FIRST_CANDIDATES;
    b->candidates = arena_uncleared(b->arena, BLOCK_ROWS * b->candidate_room * sizeof *b->candidates);
    b->arranger = arranger_new(b->arena, p->pack);
    memset(b->counters, 0, sizeof b->counters);
    start_run(b, &b->blank, &b->nobody, b->nobody.values);
    lanes_prepare(b);
}

/// Gives a row what its rules are evaluated with: a machine, and values that include derived facts and constants.
static void prepare_row(block *b, block_row *r)
{
    const pack *p = b->plan->pack;
    row_run *by_row;
    if (r->person != &b->nobody) {
        by_row = arena_uncleared(b->arena, sizeof *by_row);
        start_run(b, by_row, r->person, profile_scope_values(b->arena, p, r->person, p->most_variables));
    } else { // whose run and values are ready
        const size_t size = value_count(b->plan) * sizeof(feel_value);
        char *room = arena_uncleared(b->arena, size + sizeof *by_row);
        by_row = (row_run *)(void *)(room + size);
        *by_row = b->blank;
        by_row->run.machine = &by_row->machine;
        by_row->run.values = memcpy(room, b->nobody.values, size);
    }
    r->values = by_row->run.values;
    r->by_row = by_row;
}

void block_new_row(block *b, const profile *person)
{
    const size_t index = b->count++;
    block_row *r = &b->rows[index];
    b->given[index] = 0;
    b->least[index] = -HUGE_VAL;
    b->others |= (uint64_t)(person != NULL) << index;
    *r = (block_row){
        .person = person != NULL ? person : &b->nobody,
        .candidates = {.items = b->candidates + index * b->candidate_room, .capacity = b->candidate_room}};
    r->values = r->person->values;
    if (b->plan->needs_rows)
        prepare_row(b, r);
}

void block_drop_row(block *b)
{
    const uint64_t keep = ~((uint64_t)1 << --b->count);
    b->others &= keep;
    for (size_t i = 0; i < b->plan->column_count; i++) {
        b->columns[i].known &= keep;
        b->columns[i].wide &= keep;
    }
    for (size_t i = 0; i < b->plan->word_count; i++)
        b->words[i] &= keep;
    record_lanes_drop_row(b, b->count);
    fact_lanes_drop_row(b, b->count);
}

bool block_put_fact(block *b, uint64_t rows, size_t fact_index, feel_value v)
{
    const size_t columns[] = {b->plan->value_column[fact_index], b->plan->count_column[fact_index]};
    uint64_t wide = 0;
    for (size_t i = 0; i < 2; i++) {
        if (columns[i] == b->plan->column_count)
            continue;
        column_put_rows(b, columns[i], rows, v);
        wide |= b->columns[columns[i]].wide & rows;
    }
    return wide == 0;
}

size_t block_add(block *b, const profile *person)
{
    size_t index = b->count;
    block_new_row(b, person);
    for (size_t i = 0; i < b->plan->pack->fact_count; i++) {
        if (!b->plan->pack->facts[i].derived && person->stated[i])
            (void)block_put_fact(b, (uint64_t)1 << index, i, person->values[i]);
    }
    record_lanes_put_row(b, index);
    fact_lanes_put_row(b, index);
    return index;
}

feel_value block_value(const block *b, size_t row_index, size_t fact_index)
{
    return b->rows[row_index].values[fact_index];
}

block_result block_result_of(const block *b, size_t row_index)
{
    return b->results[row_index];
}

// --- formulas ---

/// The same of a part of a formula: nearly all are atoms.
static inline answer answer_part(const block *b, const formula *part)
{
    if (part->kind != FORMULA_ATOM)
        return block_answer(b, part);
    const uint64_t yes = b->truth[plan_literal(part)];
    return (answer){.yes = yes, .may = yes};
}

answer block_answer(const block *b, const formula *f)
{
    answer out = {0};
    switch (f->kind) {
    case FORMULA_CONSTANT: out.yes = out.may = f->constant == FEEL_TRUE ? b->live : 0; break;
    case FORMULA_ATOM: out.yes = out.may = b->truth[plan_literal(f)]; break;
    case FORMULA_OPEN: out.may = b->live; break;
    case FORMULA_AND:
        out.yes = out.may = b->live;
        for (size_t i = 0; i < f->count && out.may != 0; i++) {
            const answer part = answer_part(b, f->parts[i]);
            out.yes &= part.yes;
            out.may &= part.may;
        }
        break;
    case FORMULA_OR:
        for (size_t i = 0; i < f->count && out.yes != b->live; i++) {
            const answer part = answer_part(b, f->parts[i]);
            out.yes |= part.yes;
            out.may |= part.may;
        }
        break;
    }
    return out;
}

static uint64_t rows_with_items(block *b, size_t fact_index)
{
    if (!b->with_items_known[fact_index]) {
        uint64_t rows = 0;
        for (size_t i = 0; i < b->count; i++) {
            const feel_value v = b->rows[i].values[fact_index];
            const bool some = v.kind == FEEL_LIST ? v.as.list->count > 0 : !feel_is_null(v);
            rows |= (uint64_t)some << i;
        }
        b->with_items[fact_index] = rows;
        b->with_items_known[fact_index] = true;
    }
    return b->with_items[fact_index];
}

answer block_answer_rule(block *b, const plan_rule *r)
{
    answer out = block_answer(b, r->when);
    for (size_t i = 0; i < r->list_count && out.may != 0; i++)
        out.may &= rows_with_items(b, r->lists[i]);
    return out;
}

void block_answer_fact(block *b, size_t fact_index)
{
    if (b->plan->value_column[fact_index] < b->plan->column_count)
        column_answer(b, b->plan->value_column[fact_index]);
    if (b->plan->count_column[fact_index] < b->plan->column_count)
        column_answer(b, b->plan->count_column[fact_index]);
}

// --- checks of profiles ---

/// True if the check is true of the row. It has a budget of steps of its own, so that it takes nothing from the advice.
static bool check_row(block *b, size_t row_index, const plan_check *c)
{
    const block_row *r = &b->rows[row_index];
    const feel_truth known = c->sums != NULL ? linear_truth(c->sums, r->values) : FEEL_UNKNOWN;
    if (known != FEEL_UNKNOWN)
        return known == FEEL_TRUE;
    feel_machine *m = &r->by_row->machine;
    const feel_machine before = *m;
    m->exhausted = false;
    m->steps_left = LIMIT_STEPS;
    const bool is_true = feel_is_true(feel_evaluate(m, c->expression, r->values, b->plan->pack->scope.count));
    m->exhausted = before.exhausted;
    m->steps_left = before.steps_left;
    return is_true;
}

/// Answers the checks: by columns where they can, else row by row.
static void check_rows(block *b)
{
    for (size_t i = 0; b->checked != NULL && i < b->plan->pack->profile_check_count; i++) {
        const plan_check *c = &b->plan->checks[i];
        const answer known = block_answer(b, c->when);
        b->checked[i] = known.yes;
        for (uint64_t open = known.may & ~known.yes; open != 0; open &= open - 1) {
            const size_t row_index = (size_t)__builtin_ctzll(open);
            b->checked[i] |= (uint64_t)check_row(b, row_index, c) << row_index;
        }
    }
}

uint64_t block_checked(const block *b, size_t check)
{
    return b->checked != NULL ? b->checked[check] : 0;
}

// --- the whole ---

void block_count_fired(const block *b, uint64_t rows, size_t *counts)
{
    for (size_t i = 0; b->noted != NULL && i < b->plan->pack->rule_count; i++)
        counts[i] += (size_t)__builtin_popcountll(b->noted[i] & rows);
}

uint64_t block_fired_any(const block *b, const bool *rules)
{
    uint64_t rows = 0;
    for (size_t i = 0; b->noted != NULL && i < b->plan->pack->rule_count; i++)
        rows |= rules[i] ? b->noted[i] : 0;
    return rows;
}

const bool *block_silent(const block *b, arena *a, size_t row)
{
    const pack *p = b->plan->pack;
    bool *silent = ARENA_ARRAY(a, p->rule_count, bool);
    for (size_t i = 0; i < p->rule_count; i++)
        silent[i] = (b->noted[i] >> row & 1) == 0;
    for (size_t i = 0; i < p->rule_count; i++) {
        const pack_table *t = p->rules[i].table;
        if (t != NULL)
            silent[t->first_rule] = silent[t->first_rule] && silent[i];
    }
    return silent;
}

void block_run(block *b)
{
    const plan *p = b->plan;
    b->live = b->count == BLOCK_ROWS ? UINT64_MAX : ((uint64_t)1 << b->count) - 1;
    for (size_t i = 0; i < p->pack->fact_count; i++) {
        if (!p->pack->facts[i].derived)
            block_answer_fact(b, i);
    }
    for (size_t i = 0; i < b->count && p->pack->derived_field_count > 0; i++)
        records_own(&b->rows[i].by_row->run); // what was read straight into the row is there now
    lanes_begin(b);
    for (size_t i = 0; i < p->derivation_count; i++) {
        derive(b, &p->derivations[i]);
        lanes_run(b, i + 1);
    }
    b->truth[2 * p->atom_count] = b->live;
    gather(b);
    select_add_counted(b);
    select_advice(b);
    check_rows(b);
}
