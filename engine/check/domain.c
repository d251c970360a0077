// What a subject can be, cut at the constants that it is compared with: each constant is a cell, and so is what lies between two.
// The truth of an atom is the same for all values of a cell.
#include "check/domain.h"

#include "check/sample.h"
#include "check/truth_set.h"
#include "feel/temporal.h"
#include "reason/condition_truth.h"

typedef struct cell_list {
    cell *items;
    size_t count, capacity;
} cell_list;

typedef struct cutter {
    const condition_scope *in;
    arena *arena; ///< of its machine
    const subject *subject;
    value_list constants; ///< sorted by kind, then by value, each once
    cell_list cells;
} cutter;

static void add_constant(cutter *c, feel_value v)
{
    if (!feel_is_null(v) && v.kind != FEEL_BOOLEAN)
        sample_insert(c->arena, &c->constants, v);
}

static void add_constants_of(cutter *c, const condition *allowed)
{
    if (allowed->kind == CONDITION_ATOM && allowed->atom.kind == ATOM_COMPARE)
        add_constant(c, allowed->atom.constant);
    for (size_t i = 0; i < allowed->count; i++)
        add_constants_of(c, allowed->parts[i]);
}

// --- samples ---

static feel_value parsed_date(arena *a, const char *text)
{
    return temporal_parse_date(a, slice_of(text));
}

/// Some value of the kind, if nothing else is known.
static feel_value any_sample(arena *a, feel_kind kind)
{
    switch (kind) {
    case FEEL_BOOLEAN: return feel_boolean(true);
    case FEEL_NUMBER: return feel_integer(1);
    case FEEL_STRING: return feel_string(SLICE("text"));
    case FEEL_DATE: return parsed_date(a, "2026-01-15");
    case FEEL_TIME: return temporal_parse_time(a, SLICE("09:30:00"));
    case FEEL_DATE_TIME: return temporal_parse_date_time(a, SLICE("2026-01-15T09:30:00"));
    case FEEL_MONTHS_DURATION: return feel_months(12);
    case FEEL_DAYS_DURATION: return temporal_parse_duration(a, SLICE("P1D"));
    case FEEL_LIST: return feel_list_of(a, NULL, 0);
    default: return feel_null();
    }
}

static feel_value step(arena *a, feel_value from, bool up)
{
    decimal one = decimal_from_int64(1);
    decimal out;
    switch ((feel_kind)from.kind) {
    case FEEL_NUMBER: {
        decimal whole;
        decimal d = feel_decimal(from);
        if (!decimal_round(d, 0, up ? DECIMAL_FLOOR : DECIMAL_CEILING, &whole))
            return feel_null();
        return (up ? decimal_add(whole, one, &out) : decimal_subtract(whole, one, &out)) ? feel_number(a, out)
                                                                                         : feel_null();
    }
    case FEEL_STRING: {
        if (!up)
            return feel_string(SLICE(""));
        return feel_string(arena_format(a, "%.*s and more", SLICE_ARG(feel_text(from))));
    }
    case FEEL_MONTHS_DURATION: return feel_months(from.as.integer + (up ? 1 : -1));
    case FEEL_DATE:
    case FEEL_DAYS_DURATION:
        return temporal_arithmetic(a, up ? '+' : '-', from, temporal_parse_duration(a, SLICE("P1D")));
    default: return feel_null();
    }
}

/// A value between two constants of a kind (NULL: no bound); null if none was found.
static feel_value gap_sample(arena *a, feel_kind kind, const feel_value *low, const feel_value *high)
{
    if (low == NULL && high == NULL)
        return any_sample(a, kind);
    feel_value v = low != NULL ? step(a, *low, true) : step(a, *high, false);
    if (!sample_is_between(v, low, high) && low != NULL && high != NULL)
        v = sample_halfway(a, *low, *high);
    return sample_is_between(v, low, high) ? v : feel_null();
}

// --- truth ---

static feel_truth of_bool(bool b)
{
    return b ? FEEL_TRUE : FEEL_FALSE;
}

static size_t position_of(const cutter *c, feel_value constant)
{
    size_t position = 0;
    for (size_t i = 0; i < c->constants.count; i++) {
        if (c->constants.items[i].kind != constant.kind)
            continue;
        if (sample_order(c->constants.items[i], constant) == 0)
            return 2 * position + 1;
        position++;
    }
    return 0;
}

static feel_truth compare_cell(const cutter *c, const atom *asks, const cell *at)
{
    if (at->kind == CELL_NULL)
        return atom_truth(asks, feel_null());
    if (feel_is_null(asks->constant)) // only null is equal to null
        return asks->op == COMPARE_EQUAL       ? FEEL_FALSE
               : asks->op == COMPARE_NOT_EQUAL ? FEEL_TRUE
                                               : FEEL_UNKNOWN;
    if (at->kind == CELL_OTHER || at->value_kind != (feel_kind)asks->constant.kind)
        return FEEL_UNKNOWN;
    if (at->value_kind == FEEL_BOOLEAN)
        return atom_truth(asks, at->sample);
    size_t constant = position_of(c, asks->constant);
    switch (asks->op) {
    case COMPARE_EQUAL: return of_bool(at->position == constant);
    case COMPARE_NOT_EQUAL: return of_bool(at->position != constant);
    case COMPARE_LESS: return of_bool(at->position < constant);
    case COMPARE_AT_MOST: return of_bool(at->position <= constant);
    case COMPARE_GREATER: return of_bool(at->position > constant);
    case COMPARE_AT_LEAST: return of_bool(at->position >= constant);
    }
    return FEEL_UNKNOWN;
}

static feel_truth cell_truth(const cutter *c, const atom *asks, const cell *at)
{
    switch (asks->kind) {
    case ATOM_HOLDS:
        return at->kind == CELL_VALUE && at->value_kind == FEEL_BOOLEAN ? of_bool(at->sample.as.boolean)
                                                                        : FEEL_UNKNOWN;
    case ATOM_COMPARE: return compare_cell(c, asks, at);
    case ATOM_CONTAINS: return at->truth;
    }
    return FEEL_UNKNOWN;
}

/// What the test of allowed values may say of a value of the cell. Expressions that are not understood may say anything.
static unsigned allowed_truths(const cutter *c, const condition *allowed, const cell *at)
{
    switch (allowed->kind) {
    case CONDITION_CONSTANT: return truth_set_of(allowed->constant);
    case CONDITION_ATOM:
        return allowed->atom.subject.kind == SUBJECT_INPUT ? truth_set_of(cell_truth(c, &allowed->atom, at))
                                                           : MAY_BE_ANY;
    case CONDITION_NOT: return truth_set_not(allowed_truths(c, allowed->parts[0], at));
    case CONDITION_AND:
    case CONDITION_OR: break;
    }
    bool is_and = allowed->kind == CONDITION_AND;
    bool may_be_true = is_and;
    for (size_t i = 0; i < allowed->count; i++) {
        bool may = (allowed_truths(c, allowed->parts[i], at) & MAY_BE_TRUE) != 0;
        may_be_true = is_and ? may_be_true && may : may_be_true || may;
    }
    return may_be_true ? MAY_BE_ANY : MAY_NOT_BE_TRUE;
}

// --- cells ---

static bool sample_is_allowed(const cutter *c, feel_value v)
{
    const fact *f = c->subject->declared;
    if (f == NULL || f->allowed == NULL || c->subject->kind != SUBJECT_VARIABLE)
        return true;
    return feel_is_true(feel_evaluate_tests(c->in->machine, f->allowed, v, NULL, 0));
}

/// True if the subject can be the number: a count is whole and not negative, and an integer is whole.
static bool is_possible(const subject *s, feel_value v)
{
    int64_t n;
    if (s->kind == SUBJECT_COUNT)
        return v.kind == FEEL_NUMBER && feel_to_int64(v, &n) && n >= 0;
    return !s->type->whole || s->declared == NULL || v.kind != FEEL_NUMBER || feel_is_whole(v);
}

/// True if nothing that the subject can be lies between two numbers: a sample between them was looked for and is not possible.
static bool is_closed_gap(const subject *s, feel_value sample)
{
    const bool is_whole = s->kind == SUBJECT_COUNT || (s->type->whole && s->declared != NULL);
    return is_whole && (feel_is_null(sample) || !is_possible(s, sample));
}

static void add_cell(cutter *c, cell new_cell)
{
    const subject *s = c->subject;
    if (new_cell.kind == CELL_VALUE && s->allowed != NULL && s->kind == SUBJECT_VARIABLE &&
        s->type->kind != FEEL_TYPE_LIST && (allowed_truths(c, s->allowed, &new_cell) & MAY_BE_TRUE) == 0)
        return;
    new_cell.has_sample = new_cell.kind == CELL_VALUE && !feel_is_null(new_cell.sample) &&
                          (s->type->kind == FEEL_TYPE_LIST || sample_is_allowed(c, new_cell.sample));
    ARENA_PUSH(c->arena, &c->cells, items, count, capacity, new_cell);
}

/// The values of a kind: its constants and what lies between.
static void add_kind(cutter *c, feel_kind kind)
{
    const feel_value *all = c->constants.items;
    size_t first = 0;
    while (first < c->constants.count && all[first].kind != kind)
        first++;
    size_t count = 0;
    while (first + count < c->constants.count && all[first + count].kind == kind)
        count++;
    bool counts = c->subject->kind == SUBJECT_COUNT;
    static const feel_value zero = {.kind = FEEL_NUMBER, .small = true};
    for (size_t i = count + 1;
         i-- > 0;) { // from above: what is beyond all constants makes the plainest sample
        const feel_value *low = i > 0 ? &all[first + i - 1] : NULL;
        const feel_value *high = i < count ? &all[first + i] : NULL;
        feel_value sample = counts && low == NULL && (high == NULL || sample_is_between(zero, NULL, high))
                                ? zero
                                : gap_sample(c->arena, kind, low, high);
        if (!is_closed_gap(c->subject, sample))
            add_cell(c, (cell){CELL_VALUE, .value_kind = kind, .position = 2 * i, .sample = sample});
        if (i > 0 && is_possible(c->subject, *low))
            add_cell(c, (cell){CELL_VALUE, .value_kind = kind, .position = 2 * i - 1, .sample = *low});
    }
}

static void add_booleans(cutter *c)
{
    for (int b = 1; b >= 0; b--)
        add_cell(c, (cell){CELL_VALUE, .value_kind = FEEL_BOOLEAN, .sample = feel_boolean(b == 1)});
}

/// The value of a declared fact or field surely has its type. The static type of anything else is not relied on.
static void add_values(cutter *c)
{
    const subject *s = c->subject;
    if (s->declared != NULL && s->type->allowed != NULL) {
        for (size_t i = 0; i < s->type->allowed_count; i++)
            add_constant(c, s->type->allowed[i]);
    }
    feel_kind kind = feel_kind_of_type(s->type);
    bool certain =
        kind != FEEL_NULL && kind <= FEEL_CONTEXT && (s->declared != NULL || s->kind == SUBJECT_COUNT);
    if (!certain) {
        add_booleans(c);
        for (size_t k = FEEL_NUMBER; k <= FEEL_MONTHS_DURATION; k++) {
            for (size_t i = 0; i < c->constants.count; i++) {
                if (c->constants.items[i].kind == k) {
                    add_kind(c, (feel_kind)k);
                    break;
                }
            }
        }
        add_cell(c, (cell){CELL_OTHER, .sample = feel_null()});
    } else if (kind == FEEL_BOOLEAN) {
        add_booleans(c);
    } else {
        add_kind(c, kind);
    }
}

static bool may_be_null(const subject *s, bool proper)
{
    if (s->declared == NULL)
        return true;
    if (s->of_loop)
        return !proper || (s->field.len > 0 && !s->declared->required);
    return s->field.len > 0 || !s->declared->required;
}

static void add_cells(cutter *c, bool proper)
{
    if (c->subject->contains) {
        for (int t = FEEL_FALSE; t <= FEEL_UNKNOWN; t++)
            ARENA_PUSH(c->arena, &c->cells, items, count, capacity,
                       ((cell){.kind = CELL_TRUTH, .truth = (feel_truth)t}));
        return;
    }
    add_values(c);
    if (may_be_null(c->subject, proper))
        ARENA_PUSH(c->arena, &c->cells, items, count, capacity, (cell){.kind = CELL_NULL});
}

static bool is_same_cell(const domain *d, size_t a, size_t b)
{
    return (d->cells[a].kind == CELL_NULL) == (d->cells[b].kind == CELL_NULL) &&
           (d->atom_count == 0 || memcmp(&d->truths[a * d->atom_count], &d->truths[b * d->atom_count],
                                         d->atom_count * sizeof *d->truths) == 0);
}

/// Cells in which all atoms have the same truth become one; the first that has a sample stands for them.
static void merge_cells(domain *d)
{
    size_t kept = 0;
    for (size_t i = 0; i < d->count; i++) {
        size_t same = 0;
        while (same < kept && !is_same_cell(d, same, i))
            same++;
        bool is_better = same == kept || (!d->cells[same].has_sample && d->cells[i].has_sample);
        if (is_better)
            d->cells[same] = d->cells[i];
        if (same == kept && d->atom_count > 0)
            memmove(&d->truths[kept * d->atom_count], &d->truths[i * d->atom_count],
                    d->atom_count * sizeof *d->truths);
        kept += same == kept;
    }
    d->count = kept;
}

domain domain_of(const condition_scope *in, const subject *s, const atom_list *atoms, bool proper)
{
    cutter c = {.in = in, .arena = in->machine->arena, .subject = s};
    for (size_t i = 0; i < atoms->count && !s->contains; i++) {
        if (atoms->items[i]->kind == ATOM_COMPARE)
            add_constant(&c, atoms->items[i]->constant);
    }
    if (s->allowed != NULL)
        add_constants_of(&c, s->allowed);
    add_cells(&c, proper);
    domain d = {.cells = c.cells.items, .count = c.cells.count, .atom_count = atoms->count};
    d.truths = ARENA_ARRAY(c.arena, d.count * d.atom_count, feel_truth);
    for (size_t i = 0; i < d.count; i++) {
        for (size_t j = 0; j < d.atom_count; j++)
            d.truths[i * d.atom_count + j] = cell_truth(&c, atoms->items[j], &d.cells[i]);
    }
    merge_cells(&d);
    return d;
}

feel_value domain_sample(const condition_scope *in, const fact *declared, bool item)
{
    const feel_type *type = item && declared->type->kind == FEEL_TYPE_LIST && declared->type->element != NULL
                                ? declared->type->element
                                : declared->type;
    subject s = {.kind = SUBJECT_VARIABLE, .type = type, .declared = declared};
    if (declared->allowed != NULL)
        s.allowed = condition_of(in, declared->allowed);
    cutter c = {.in = in, .arena = in->machine->arena, .subject = &s};
    if (s.allowed != NULL)
        add_constants_of(&c, s.allowed);
    add_values(&c);
    for (size_t i = 0; i < c.cells.count; i++) {
        if (c.cells.items[i].has_sample)
            return c.cells.items[i].sample;
    }
    return feel_null();
}
