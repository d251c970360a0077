// Derived facts: by words if columns decide all rules of a fact, else row by row.
#include "columns/derive.h"

#include "columns/derive_numbers.h"
#include "columns/fact_lanes.h"
#include "columns/lane_state.h"
#include "infer/chain.h"
#include "infer/conclusion.h"
#include "infer/whole.h"

/// Where a rule without open parts fires.
static uint64_t fires(const block *b, const plan_rule *r)
{
    if (!r->conjoins)
        return block_answer(b, r->when).yes;
    uint64_t all = b->live;
    for (size_t i = 0; i < r->literal_count && all != 0; i++)
        all &= b->truth[r->literals[i]];
    return all;
}

/// Rows of which a formula is false, whatever is unknown.
static uint64_t denied_formula(const block *b, const formula *f)
{
    uint64_t rows = f->kind == FORMULA_OR ? b->live : 0;
    switch (f->kind) {
    case FORMULA_CONSTANT: return f->constant == FEEL_FALSE ? b->live : 0;
    case FORMULA_ATOM: return b->truth[plan_literal(f) ^ 1u];
    case FORMULA_OPEN: return 0;
    case FORMULA_AND:
        for (size_t i = 0; i < f->count; i++)
            rows |= denied_formula(b, f->parts[i]);
        return rows;
    case FORMULA_OR:
        for (size_t i = 0; i < f->count && rows != 0; i++)
            rows &= denied_formula(b, f->parts[i]);
        return rows;
    }
    return rows;
}

/// Where a rule surely does not fire.
static uint64_t denied(const block *b, const plan_rule *r)
{
    uint64_t rows = 0;
    if (!r->conjoins)
        return denied_formula(b, r->when);
    for (size_t i = 0; i < r->literal_count; i++)
        rows |= b->truth[r->literals[i] ^ 1u];
    return rows;
}

/// A fact while it is derived: for each of its rules, the rows in which it fires, and in which it surely does not.
typedef struct deriving {
    block *block;
    const plan_derivation *plan;
    uint64_t *yes, *no;
    conclusion *found; ///< of a row: what its rules conclude, so far
    size_t *by;        ///< of each of these: which rule concludes it
} deriving;

static feel_value evaluate(const block *b, const feel_expression *e, size_t row_index)
{
    const block_row *r = &b->rows[row_index];
    return feel_evaluate(&r->by_row->machine, e, r->values, b->plan->pack->scope.count);
}

/// Decides a rule; what columns leave open of these rows is evaluated.
static void decide(const deriving *d, size_t index, uint64_t rows)
{
    const plan_rule *r = &d->plan->rules[index];
    d->yes[index] = fires(d->block, r);
    d->no[index] = denied(d->block, r);
    if (r->closed)
        return;
    for (uint64_t left = rows & ~d->yes[index] & ~d->no[index]; left != 0; left &= left - 1) {
        const size_t i = (size_t)__builtin_ctzll(left);
        const feel_value v = evaluate(d->block, d->block->plan->pack->rules[r->rule].when, i);
        d->yes[index] |= (uint64_t)feel_is_true(v) << i;
        d->no[index] |= (uint64_t)feel_is_false(v) << i;
    }
}

/// What an expression gives in a row. Of a null nothing else is kept, such as the bounds of a count.
static feel_value computed(const deriving *d, const plan_value *v, size_t row_index)
{
    feel_value out;
    if (v->kind == VALUE_FACT)
        return d->block->rows[row_index].values[v->fact];
    if (v->kind != VALUE_EVALUATED && lanes_value(d->block, v, row_index, &out))
        return out;
    out = evaluate(d->block, v->expression, row_index);
    return feel_is_null(out) ? feel_null() : out;
}

/// What a rule concludes in a row.
/// @param sure  it surely fires
static feel_value value_of(const deriving *d, size_t index, size_t row_index, bool sure)
{
    const plan_value *v = &d->plan->values[index];
    if (v->kind == VALUE_CONSTANT)
        return v->constant;
    const feel_value out = computed(d, v, row_index);
    if (!d->plan->is_whole)
        return out;
    return whole_or_unknown(&d->block->rows[row_index].by_row->run, d->plan->rules[index].rule, out, sure);
}

/// Gives the fact of some rows, which have none yet, a value: by a rule unless that is NULL.
static void put_derived(block *b, size_t fact_index, uint64_t rows, feel_value v, const plan_rule *by)
{
    if (rows == 0 || feel_is_null(v))
        return;
    const bool fits = block_put_fact(b, rows, fact_index, v);
    fact_lanes_put_rows(b, fact_index, rows, v);
    for (uint64_t left = b->plan->needs_value[fact_index] || !fits ? rows : 0; left != 0; left &= left - 1)
        b->rows[__builtin_ctzll(left)].values[fact_index] = v;
    if (b->noted != NULL && by != NULL)
        b->noted[by->rule] |= rows;
}

/// Gives rows in which a rule fires, and counts, its value.
static void put_value(const deriving *d, size_t index, uint64_t rows)
{
    const plan_rule *by = &d->plan->rules[index];
    if (d->plan->values[index].kind == VALUE_CONSTANT) {
        put_derived(d->block, d->plan->fact, rows, d->plan->values[index].constant, by);
        return;
    }
    rows &= rows != 0 ? ~derive_numbers(d->block, d->plan, index, rows) : 0;
    for (uint64_t left = rows; left != 0; left &= left - 1) {
        const size_t i = (size_t)__builtin_ctzll(left);
        put_derived(d->block, d->plan->fact, (uint64_t)1 << i, value_of(d, index, i, true), by);
    }
}

/// Notes the rules by which rows got their value: of a fact whose first rule counts that one, else all that fire.
static void note_rules(const deriving *d, size_t count, const conclusion_result *result, uint64_t rows)
{
    block *b = d->block;
    const bool first = b->plan->pack->facts[d->plan->fact].policy == HIT_FIRST;
    const bool by_rules = result->kind == CONCLUSION_VALUE || result->kind == CONCLUSION_CONFLICT;
    for (size_t i = 0; b->noted != NULL && by_rules && i < count; i++) {
        if (d->found[i].sure && !feel_is_null(d->found[i].value) && (!first || i == result->first))
            b->noted[d->plan->rules[d->by[i]].rule] |= rows;
    }
}

/// Rows in which the fact waits whatever its rules conclude: none surely fires, and there is no default that they could agree with; or all
/// that fire are collected, and some may.
static uint64_t surely_waiting(const deriving *d)
{
    const fact *f = &d->block->plan->pack->facts[d->plan->fact];
    uint64_t fire = 0;
    uint64_t may = 0;
    for (size_t i = 0; i < d->plan->count; i++) {
        fire |= d->yes[i];
        may |= ~d->yes[i] & ~d->no[i];
    }
    return f->policy == HIT_COLLECT ? may : f->has_default ? 0 : may & ~fire;
}

/// Rows of which the first `count` rules say what they say of one.
static uint64_t rows_alike(const deriving *d, size_t count, size_t row_index)
{
    uint64_t alike = UINT64_MAX;
    for (size_t i = 0; i < count; i++) {
        alike &= (d->yes[i] >> row_index & 1) != 0 ? d->yes[i] : ~d->yes[i];
        alike &= (d->no[i] >> row_index & 1) != 0 ? d->no[i] : ~d->no[i];
    }
    return alike;
}

/// Concludes the value of a row by all its rules that are not false, and of those of `rows` that must have the same: all that conclude
/// something conclude a constant.
/// @return  the rows that are done
static uint64_t derive_alike(const deriving *d, size_t row_index, uint64_t rows)
{
    block *b = d->block;
    const fact *f = &b->plan->pack->facts[d->plan->fact];
    size_t count = 0;
    size_t asked = 0;
    bool decided = false;
    bool is_constant = true;
    for (; asked < d->plan->count && !decided; asked++) {
        if ((d->no[asked] >> row_index & 1) != 0)
            continue;
        const bool sure = (d->yes[asked] >> row_index & 1) != 0;
        d->by[count] = asked;
        d->found[count++] = (conclusion){value_of(d, asked, row_index, sure), sure};
        decided = sure && f->policy == HIT_FIRST;
        is_constant = is_constant && d->plan->values[asked].kind == VALUE_CONSTANT;
    }
    const uint64_t one = (uint64_t)1 << row_index;
    const uint64_t same = is_constant ? rows & rows_alike(d, asked, row_index) : one;
    const conclusion_result result = conclusion_of(b->arena, f, d->found, count);
    put_derived(b, d->plan->fact, same, result.value, NULL);
    note_rules(d, count, &result, same);
    return same;
}

/// Notes the rules that surely fire first in rows which have their value by them.
static void note_first(const deriving *d, uint64_t rows)
{
    uint64_t left = d->block->noted != NULL ? rows : 0;
    for (size_t i = 0; i < d->plan->count && left != 0; i++) {
        d->block->noted[d->plan->rules[i].rule] |= left & d->yes[i];
        left &= ~d->yes[i];
    }
}

/// Concludes the values of rows if all rules conclude constants: what `conclusion_of` says of each row, said of all by words. A row has a
/// constant if all rules that may fire in it, up to the first that surely does, conclude it; without such a rule the default must be it too.
static void derive_constants(const deriving *d, uint64_t rows)
{
    const plan_derivation *p = d->plan;
    for (size_t k = 0; k < p->count; k++) {
        uint64_t agree = p->values[k].same_as == k ? rows : 0;
        uint64_t left = rows; // in which no rule so far surely fires
        for (size_t i = 0; i < p->count && agree != 0; i++) {
            agree &= p->values[i].same_as == k ? UINT64_MAX : ~left | d->no[i];
            left &= ~d->yes[i];
        }
        agree &= p->same_as_default == k ? UINT64_MAX : ~left;
        put_derived(d->block, p->fact, agree, p->values[k].constant, NULL);
        note_first(d, agree & ~left);
    }
}

static void derive_rows(const deriving *d, uint64_t rows)
{
    for (uint64_t left = rows & ~surely_waiting(d); left != 0;)
        left &= ~derive_alike(d, (size_t)__builtin_ctzll(left), left);
}

/// Goes over the rules of a fact in order: the first that fires decides, if all before it are decided.
static void derive_by_first(const deriving *d, uint64_t rows)
{
    const fact *f = &d->block->plan->pack->facts[d->plan->fact];
    uint64_t left = rows; // whose rules so far are all false
    uint64_t open = 0;    // with an undetermined rule before the first that fires
    for (size_t i = 0; i < d->plan->count; i++) {
        decide(d, i, left | open);
        put_value(d, i, left & d->yes[i]);
        open |= left & ~d->yes[i] & ~d->no[i];
        left &= d->no[i];
    }
    put_derived(d->block, d->plan->fact, left, f->has_default ? f->default_value : feel_null(), NULL);
    if (d->plan->is_constant)
        derive_constants(d, open);
    else
        derive_rows(d, open);
}

static void derive_by_columns(block *b, const plan_derivation *of, uint64_t rows)
{
    const deriving d = {.block = b,
                        .plan = of,
                        .yes = block_take(b, of->count * sizeof *d.yes),
                        .no = block_take(b, of->count * sizeof *d.no),
                        .found = block_take(b, of->count * sizeof *d.found),
                        .by = block_take(b, of->count * sizeof *d.by)};
    if (b->plan->pack->facts[of->fact].policy == HIT_FIRST) {
        derive_by_first(&d, rows);
        return;
    }
    for (size_t i = 0; i < of->count; i++)
        decide(&d, i, rows);
    derive_rows(&d, rows);
}

/// Rows for which a rule surely does not fire: its condition is false, or what its first variable runs over is known to be empty.
static uint64_t surely_silent(block *b, const plan_rule *r)
{
    uint64_t rows = denied(b, r);
    for (size_t row_index = 0; r->begins_with_list && row_index < b->count; row_index++) {
        const feel_value v = b->rows[row_index].values[r->lists[0]];
        rows |= (uint64_t)(v.kind == FEEL_LIST && v.as.list->count == 0) << row_index;
    }
    return rows;
}

static void derive_by_row(block *b, const plan_derivation *d)
{
    answer *known = ARENA_ARRAY(b->arena, d->count, answer);
    rule_hint *hints = ARENA_ARRAY(b->arena, d->count, rule_hint);
    for (size_t i = 0; i < d->count; i++) {
        known[i] = block_answer_rule(b, &d->rules[i]);
        known[i].may = ~surely_silent(b, &d->rules[i]); // one that is undetermined may keep the fact waiting
    }
    for (size_t row_index = 0; row_index < b->count; row_index++) {
        run *of = &b->rows[row_index].by_row->run;
        for (size_t i = 0; i < d->count; i++)
            hints[i] = hint_of(&known[i], row_index);
        if (!of->machine->exhausted)
            derive_fact(of, d->fact, hints);
    }
}

static void derive_field_by_row(block *b, size_t field_index)
{
    for (size_t i = 0; i < b->count; i++) {
        run *of = &b->rows[i].by_row->run;
        if (!of->machine->exhausted)
            derive_field(of, field_index);
    }
}

/// Puts the fact's values of some rows where columns and lanes have them.
static void put_values(block *b, size_t fact_index, uint64_t rows)
{
    for (uint64_t left = rows; left != 0; left &= left - 1) {
        const feel_value v = b->rows[__builtin_ctzll(left)].values[fact_index];
        put_derived(b, fact_index, left & -left, v, NULL);
    }
}

void derive(block *b, const plan_derivation *d)
{
    uint64_t stated = 0;
    if (!d->is_read && b->noted == NULL)
        return;
    if (d->is_field) {
        derive_field_by_row(b, d->fact);
        return;
    }
    for (uint64_t left = b->others; left != 0; left &= left - 1)
        stated |= b->rows[__builtin_ctzll(left)].person->stated[d->fact] ? left & -left : 0;
    if (d->by_columns)
        derive_by_columns(b, d, b->live & ~stated);
    else
        derive_by_row(b, d);
    put_values(b, d->fact, d->by_columns ? stated : b->live);
    block_answer_fact(b, d->fact);
}
