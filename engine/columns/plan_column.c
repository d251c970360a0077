// Facts to columns, and what conditions ask of them to atoms, each once for the whole pack.
#include "columns/plan_column.h"

#include "base/decimal.h"
#include "reason/condition_truth.h"

#include <stdlib.h>

bool plan_column_kind(const fact *f, column_kind *kind)
{
    const feel_type *element = f->type->element;
    switch (f->type->kind) {
    case FEEL_TYPE_NUMBER: *kind = COLUMN_NUMBER; return true;
    case FEEL_TYPE_BOOLEAN: *kind = COLUMN_BOOLEAN; return true;
    case FEEL_TYPE_STRING: *kind = COLUMN_STRING; return true;
    case FEEL_TYPE_LIST: *kind = COLUMN_STRINGS; return element != NULL && element->kind == FEEL_TYPE_STRING;
    default: return false;
    }
}

// --- atoms ---

/// True, with the double, if comparing doubles is comparing the numbers.
static bool exact_constant(feel_value v, double *out)
{
    return v.kind == FEEL_NUMBER && decimal_to_exact_double(feel_decimal(v), out);
}

static bool is_equality(const atom *a)
{
    return a->kind == ATOM_COMPARE && (a->op == COMPARE_EQUAL || a->op == COMPARE_NOT_EQUAL);
}

static bool tests_null(const atom *a)
{
    return is_equality(a) && feel_is_null(a->constant);
}

/// Whether a column of the kind answers the atom.
static bool column_answers(column_kind kind, const atom *asks)
{
    double constant;
    if (tests_null(asks))
        return true;
    switch (kind) {
    case COLUMN_NUMBER:
    case COLUMN_COUNT: return asks->kind == ATOM_COMPARE && exact_constant(asks->constant, &constant);
    case COLUMN_BOOLEAN:
        return asks->kind == ATOM_HOLDS || (is_equality(asks) && asks->constant.kind == FEEL_BOOLEAN);
    case COLUMN_STRING: return is_equality(asks) && asks->constant.kind == FEEL_STRING;
    case COLUMN_STRINGS: return asks->kind == ATOM_CONTAINS && asks->constant.kind == FEEL_STRING;
    }
    return false;
}

static size_t column_for(plan_builder *b, size_t fact_index, column_kind kind)
{
    size_t *at = kind == COLUMN_COUNT ? &b->count_column[fact_index] : &b->value_column[fact_index];
    if (*at == SIZE_MAX) {
        *at = b->columns.count;
        column_builder added = {.column = {.fact = fact_index, .kind = kind}};
        ARENA_PUSH(b->arena, &b->columns, items, count, capacity, added);
    }
    return *at;
}

static size_t mix(size_t hash, size_t value)
{
    hash = (hash ^ value) * 1099511628211u;
    return hash ^ (hash >> 29);
}

static size_t atom_hash(const asked_atom *a)
{
    const feel_value constant = a->asks->constant;
    size_t hash = mix(mix(14695981039346656037u, a->column), (size_t)a->asks->kind);
    hash = mix(mix(hash, (size_t)a->asks->op), constant.kind);
    if (constant.kind == FEEL_STRING) {
        slice text = feel_text(constant);
        for (size_t i = 0; i < text.len; i++)
            hash = mix(hash, (unsigned char)text.ptr[i]);
    } else if (constant.kind == FEEL_BOOLEAN) {
        hash = mix(hash, constant.as.boolean);
    } else if (constant.kind == FEEL_NUMBER) {
        double number = 0;
        uint64_t bits = 0;
        (void)exact_constant(constant, &number);
        memcpy(&bits, &number, sizeof bits);
        hash = mix(hash, (size_t)bits);
    }
    return hash;
}

static bool same_atom(const asked_atom *a, const asked_atom *b)
{
    return a->column == b->column && a->asks->kind == b->asks->kind && a->asks->op == b->asks->op &&
           a->asks->constant.kind == b->asks->constant.kind &&
           (feel_is_null(a->asks->constant) || feel_equal(a->asks->constant, b->asks->constant) == FEEL_TRUE);
}

static size_t *atom_slot(plan_builder *b, const asked_atom *a)
{
    size_t at = atom_hash(a) & (b->slot_count - 1);
    while (b->slots[at] != 0 && !same_atom(&b->atoms.items[b->slots[at] - 1], a))
        at = (at + 1) & (b->slot_count - 1);
    return &b->slots[at];
}

static uint32_t text_for(plan_builder *b, column_builder *c, slice text)
{
    for (size_t i = 0; i < c->texts.count; i++) {
        if (slice_equal(c->texts.items[i], text))
            return (uint32_t)i;
    }
    ARENA_PUSH(b->arena, &c->texts, items, count, capacity, text);
    return (uint32_t)(c->texts.count - 1);
}

bool plan_find_atom(void *builder, const atom *asks, size_t *index)
{
    plan_builder *b = builder;
    const atom_subject *s = &asks->subject;
    column_kind kind = COLUMN_COUNT;
    if (s->variable >= b->pack->fact_count || s->field.len > 0 ||
        (s->kind != SUBJECT_COUNT && s->kind != SUBJECT_VARIABLE) ||
        (s->kind == SUBJECT_VARIABLE && !plan_column_kind(&b->pack->facts[s->variable], &kind)) ||
        !column_answers(kind, asks))
        return false;
    asked_atom found = {.asks = asks, .column = column_for(b, s->variable, kind)};
    found.tests_null = tests_null(asks);
    if ((b->atoms.count + 1) * 2 > b->slot_count) {
        b->slot_count = b->slot_count == 0 ? 256 : b->slot_count * 2;
        b->slots = ARENA_ARRAY(b->arena, b->slot_count, size_t);
        for (size_t i = 0; i < b->atoms.count; i++) {
            if (b->atoms.items[i].column != SIZE_MAX)
                *atom_slot(b, &b->atoms.items[i]) = i + 1;
        }
    }
    size_t *slot = atom_slot(b, &found);
    if (*slot == 0) {
        column_builder *c = &b->columns.items[found.column];
        if (!found.tests_null && asks->constant.kind == FEEL_STRING)
            found.text = text_for(b, c, feel_text(asks->constant));
        ARENA_PUSH(b->arena, &b->atoms, items, count, capacity, found);
        *slot = b->atoms.count;
        size_t added = b->atoms.count - 1;
        ARENA_PUSH(b->arena, &c->atoms, items, count, capacity, added);
    }
    *index = *slot - 1;
    return true;
}

// --- cuts ---

static int compare_cuts(const void *a, const void *b)
{
    const plan_cut *x = a;
    const plan_cut *y = b;
    if (x->constant != y->constant)
        return x->constant < y->constant ? -1 : 1;
    return (int)x->above - (int)y->above;
}

/// The cuts at which a comparison turns: two if it is about one number only.
static size_t cuts_of(const atom *asks, plan_cut cuts[2])
{
    double constant = 0;
    (void)exact_constant(asks->constant, &constant);
    cuts[0] = (plan_cut){constant, asks->op == COMPARE_GREATER || asks->op == COMPARE_AT_MOST};
    cuts[1] = (plan_cut){constant, true};
    return is_equality(asks) ? 2 : 1;
}

/// Tabulates what integers pass, if the constants are integers that lie close together.
static void tabulate(plan_builder *b, plan_column *c)
{
    enum { MOST_INTEGERS = 2048 };
    const double farthest = 1e15; // up to there all integers are doubles
    const double lowest = c->cuts[0].constant - 1;
    const double highest = c->cuts[c->cut_count - 1].constant + 1;
    if (lowest < -farthest || highest > farthest || highest - lowest >= MOST_INTEGERS ||
        c->cut_count > UINT16_MAX)
        return;
    for (size_t i = 0; i < c->cut_count; i++) {
        if ((double)(int64_t)c->cuts[i].constant != c->cuts[i].constant)
            return;
    }
    c->first = (int64_t)lowest;
    c->last = (int64_t)highest;
    uint16_t *codes = ARENA_ARRAY(b->arena, 2 * (size_t)(c->last - c->first + 1), uint16_t);
    uint16_t passed = 0;
    for (int64_t n = c->first; n <= c->last; n++) {
        size_t at = 2 * (size_t)(n - c->first);
        for (; passed < c->cut_count && c->cuts[passed].constant == (double)n && !c->cuts[passed].above;)
            passed++;
        codes[at] = passed;
        for (; passed < c->cut_count && c->cuts[passed].constant == (double)n;)
            passed++;
        codes[at + 1] = passed;
    }
    c->codes = codes;
}

static void make_cuts(plan_builder *b, const column_builder *from, plan_column *c)
{
    plan_cut *cuts = ARENA_ARRAY(b->arena, 2 * from->atoms.count, plan_cut);
    size_t count = 0;
    for (size_t i = 0; i < from->atoms.count; i++) {
        const asked_atom *a = &b->atoms.items[from->atoms.items[i]];
        if (!a->tests_null)
            count += cuts_of(a->asks, cuts + count);
    }
    if (count == 0)
        return;
    qsort(cuts, count, sizeof *cuts, compare_cuts);
    c->cut_count = 1;
    for (size_t i = 1; i < count; i++) {
        if (compare_cuts(&cuts[i], &cuts[c->cut_count - 1]) != 0)
            cuts[c->cut_count++] = cuts[i];
    }
    c->cuts = cuts;
    tabulate(b, c);
}

/// The word of the rows that pass a cut.
static uint32_t word_of_cut(const plan_column *c, const plan_cut *cut)
{
    const plan_cut *at = bsearch(cut, c->cuts, c->cut_count, sizeof *c->cuts, compare_cuts);
    return (uint32_t)(at - c->cuts) + 1;
}

// --- finishing ---

static plan_atom finish_atom(const plan_column *c, const asked_atom *a, size_t index)
{
    const atom *asks = a->asks;
    plan_atom out = {0};
    bool negated = is_equality(asks) && asks->op == COMPARE_NOT_EQUAL;
    plan_cut cuts[2];
    switch (c->kind) {
    case COLUMN_NUMBER:
    case COLUMN_COUNT:
        if (a->tests_null)
            break; // what is known is not null: it is in no word
        out.without = cuts_of(asks, cuts) == 2 ? word_of_cut(c, &cuts[1]) : 0;
        out.from = word_of_cut(c, &cuts[0]);
        negated = negated || asks->op == COMPARE_LESS || asks->op == COMPARE_AT_MOST;
        break;
    case COLUMN_BOOLEAN:
        if (a->tests_null)
            break;
        out.from = 1;
        if (asks->kind != ATOM_HOLDS && !asks->constant.as.boolean)
            negated = !negated;
        break;
    case COLUMN_STRING:
    case COLUMN_STRINGS: out.from = a->tests_null ? 0 : 1 + a->text; break;
    }
    const feel_truth of_null = atom_truth(asks, feel_null());
    out.literal = (uint32_t)(2 * index + negated);
    out.null_is_true = of_null == (negated ? FEEL_FALSE : FEEL_TRUE);
    out.null_is_false = of_null == (negated ? FEEL_TRUE : FEEL_FALSE);
    return out;
}

static bool is_plain(const plan_atom *a)
{
    return a->without == 0 && !a->null_is_true && !a->null_is_false;
}

static void finish_column(plan_builder *b, column_builder *from)
{
    plan_column *c = &from->column;
    if (c->kind == COLUMN_NUMBER || c->kind == COLUMN_COUNT) {
        c->number = b->plan->number_count++;
        make_cuts(b, from, c);
    }
    c->texts = from->texts.items;
    c->text_count = from->texts.count;
    c->first_word = b->plan->word_count;
    c->word_count = (c->kind == COLUMN_BOOLEAN ? 2u : 1u) + c->text_count + c->cut_count;
    b->plan->word_count += c->word_count;
    c->atom_count = from->atoms.count;
    plan_atom *atoms = ARENA_ARRAY(b->arena, c->atom_count, plan_atom);
    const atom **asked = ARENA_ARRAY(b->arena, c->atom_count, const atom *);
    size_t behind = c->atom_count;
    for (size_t i = 0; i < c->atom_count; i++) {
        size_t index = from->atoms.items[i];
        plan_atom finished = finish_atom(c, &b->atoms.items[index], index);
        size_t at = is_plain(&finished) ? c->plain_count++ : --behind;
        atoms[at] = finished;
        asked[at] = b->atoms.items[index].asks;
    }
    c->atoms = atoms;
    c->asked = asked;
}

void plan_finish_columns(plan_builder *b)
{
    plan *out = b->plan;
    plan_column *columns = ARENA_ARRAY(b->arena, b->columns.count, plan_column);
    for (size_t i = 0; i < b->columns.count; i++) {
        finish_column(b, &b->columns.items[i]);
        columns[i] = b->columns.items[i].column;
    }
    out->columns = columns;
    out->column_count = b->columns.count;
    out->atom_count = b->atoms.count;
    for (size_t i = 0; i < b->pack->fact_count; i++) {
        b->value_column[i] = b->value_column[i] == SIZE_MAX ? out->column_count : b->value_column[i];
        b->count_column[i] = b->count_column[i] == SIZE_MAX ? out->column_count : b->count_column[i];
    }
    out->value_column = b->value_column;
    out->count_column = b->count_column;
}
