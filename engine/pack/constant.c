// Constants and functions: names whose values never change. A function is a constant whose value is a function; it sees its parameters,
// the constants and the functions, but no facts. A constant may call a function.
#include "pack/callable.h"

#include "base/limits.h"
#include "feel/temporal.h"

static void make_scope(const constant_work *w, size_t constants)
{
    pack *p = w->l->pack;
    p->constants = w->constants;
    p->constant_count = constants;
    p->scope = (feel_scope){.variables = w->variables,
                            .count = p->fact_count + constants,
                            .types = w->l->type_names,
                            .type_count = p->type_count + 1,
                            .strict = true,
                            .single_words = true,
                            .withdrawn = w->l->withdrawn.items,
                            .withdrawn_count = w->l->withdrawn.count};
}

// --- constants ---

static void set_value(const constant_work *w, size_t index, const yaml_node *record, const feel_expression *e)
{
    loader *l = w->l;
    size_t slot = l->pack->fact_count + index;
    pack_constant *out = &w->constants[index];
    feel_machine m;
    feel_machine_init(&m, l->arena);
    out->value = feel_evaluate(&m, e, w->values, l->pack->scope.count);
    out->reads_dated = callable_reads_dated(w, e);
    if (feel_is_null(out->value) && !out->reads_dated) { // rows of all days may contradict each other
        diag_error(l->diags, loader_place(record, "expression"), "not-constant",
                   "the constant '%.*s' has no value", SLICE_ARG(out->name));
        if (m.exhausted)
            diag_hint(l->diags, "its evaluation took more than its budget of steps");
        else if (m.warning_count > 0)
            diag_hint(l->diags, "%.*s", SLICE_ARG(m.warnings[0].message));
    }
    out->type = feel_is_null(out->value) ? feel_expression_type(e) : feel_type_of_value(l->arena, out->value);
    w->values[slot] = out->value;
    w->variables[slot] = (feel_variable){
        .name = out->name, .type = out->type, .constant = out->reads_dated ? NULL : &out->value};
}

// --- constants with values by date ---

/// One of the values: an expression that reads nothing but constants before it that never change.
static bool read_dated(const constant_work *w, size_t index, const yaml_node *record, dated_value *out)
{
    loader *l = w->l;
    const pack *p = l->pack;
    const source_text *from = loader_source(l, record, "from");
    const feel_expression *e = feel_parse(l->arena, loader_source(l, record, "value"), &p->scope, l->diags);
    *out = (dated_value){.from = temporal_parse_date(l->arena, from->text),
                         .expression = e,
                         .text = yaml_get(record, "value")->text,
                         .where = loader_place(record, "from")};
    if (feel_is_null(out->from))
        diag_error(l->diags, out->where, "wrong-type", "'from' must be a date such as 2026-01-31");
    if (e == NULL)
        return false;
    size_t count;
    const size_t *reads = feel_expression_reads(e, &count);
    for (size_t i = 0; i < count; i++) {
        const bool fixed = reads[i] >= p->fact_count + w->function_count &&
                           !w->constants[reads[i] - p->fact_count].reads_dated;
        if (fixed)
            continue;
        diag_error(l->diags, loader_place(record, "value"), "not-constant",
                   "a value by date reads only constants before it that are always the same: not '%.*s'",
                   SLICE_ARG(p->scope.variables[reads[i]].name));
        return false;
    }
    feel_machine m;
    feel_machine_init(&m, l->arena);
    out->value = feel_evaluate(&m, e, w->values, p->fact_count + index);
    if (feel_is_null(out->value))
        diag_error(l->diags, loader_place(record, "value"), "not-constant",
                   "the constant '%.*s' has no value from this day on", SLICE_ARG(w->constants[index].name));
    return !feel_is_null(out->from) && !feel_is_null(out->value);
}

/// Reports values out of order, or of different types.
static void check_dated(const constant_work *w, const pack_constant *c, size_t at)
{
    loader *l = w->l;
    int order = 0;
    const dated_value *before = &c->dated[at - 1];
    const dated_value *one = &c->dated[at];
    const feel_type *was = feel_type_of_value(l->arena, before->value);
    const feel_type *is = feel_type_of_value(l->arena, one->value);
    (void)feel_order(before->from, one->from, &order);
    if (order == 0)
        diag_error(l->diags, one->where, "bad-dates", "'%.*s' has two values from this day on",
                   SLICE_ARG(c->name));
    else if (order > 0)
        diag_error(l->diags, one->where, "bad-dates",
                   "the values of '%.*s' are not in the order of their days", SLICE_ARG(c->name));
    if (order > 0)
        diag_hint(l->diags, "write the earliest first; each value counts until the next one begins");
    if (!feel_types_meet(was, is))
        diag_error(l->diags, feel_expression_place(one->expression), "type-mismatch",
                   "'%.*s' is %.*s before this day, and %.*s from it on", SLICE_ARG(c->name),
                   SLICE_ARG(feel_type_text(l->arena, was)), SLICE_ARG(feel_type_text(l->arena, is)));
}

/// The newest value stands for the constant while no day is asked for.
static void link_dated(const constant_work *w, size_t index, const pack_record *record)
{
    loader *l = w->l;
    const yaml_constant *from = record->data;
    const yaml_node *list = yaml_get(record->node, "values");
    pack_constant *out = &w->constants[index];
    const size_t slot = l->pack->fact_count + index;
    dated_value *values = ARENA_ARRAY(l->arena, from->values_count, dated_value);
    bool good = true;
    for (size_t i = 0; i < from->values_count; i++)
        good = read_dated(w, index, list->items[i], &values[i]) && good;
    l->pack->is_dated = true;
    out->reads_dated = true;
    if (from->values_count == 0)
        diag_error(l->diags, loader_place(record->node, "values"), "missing-key", "'%.*s' has no values",
                   SLICE_ARG(out->name));
    if (!good || from->values_count == 0)
        return;
    out->dated = values;
    out->dated_count = from->values_count;
    for (size_t i = 1; i < out->dated_count; i++)
        check_dated(w, out, i);
    const dated_value *newest = &values[out->dated_count - 1];
    out->value = newest->value;
    out->text = newest->text;
    out->body = newest->expression;
    out->type = feel_type_of_value(l->arena, newest->value);
    w->values[slot] = out->value;
    w->variables[slot] = (feel_variable){.name = out->name, .type = out->type};
}

/// Evaluates a constant, unless it calls a function: functions have no bodies yet.
static void link_constant(const constant_work *w, size_t index, const pack_record *record)
{
    loader *l = w->l;
    const pack *p = l->pack;
    const yaml_constant *from = record->data;
    pack_constant *out = &w->constants[index];
    *out = (pack_constant){.name = slice_of(from->name),
                           .text = slice_of(from->expression),
                           .type = feel_type_of_kind(FEEL_TYPE_ANY),
                           .where = loader_place(record->node, "name"),
                           .level = record->level};
    w->variables[p->fact_count + index] = (feel_variable){.name = out->name, .type = out->type};
    if ((from->expression == NULL) == (yaml_get(record->node, "values") == NULL)) {
        diag_error(l->diags, out->where, "missing-key", "a constant has either 'expression' or 'values'");
        return;
    }
    if (from->expression == NULL) {
        link_dated(w, index, record);
        return;
    }
    const feel_expression *e =
        feel_parse(l->arena, loader_source(l, record->node, "expression"), &p->scope, l->diags);
    if (e == NULL)
        return;
    out->body = e;
    size_t count;
    const size_t *reads = feel_expression_reads(e, &count);
    if (count > 0 && reads[0] < p->fact_count) {
        diag_error(l->diags, loader_place(record->node, "expression"), "not-constant",
                   "a constant cannot depend on the fact '%.*s'", SLICE_ARG(p->facts[reads[0]].name));
        return;
    }
    if (count > 0 && reads[0] < p->fact_count + w->function_count) {
        w->postponed[index] = e;
        out->type = feel_expression_type(e);
        w->variables[p->fact_count + index].type = out->type;
        return;
    }
    set_value(w, index, record->node, e);
}

/// Something that the expression calls and that reads facts; NULL if there is none.
static const feel_variable *reader_of_facts(const constant_work *w, const feel_expression *e)
{
    size_t count;
    const size_t *reads = feel_expression_reads(e, &count);
    for (size_t i = 0; i < count; i++) {
        if (w->variables[reads[i]].read_count > 0)
            return &w->variables[reads[i]];
    }
    return NULL;
}

static void link_postponed(const constant_work *w, size_t index, const yaml_node *record)
{
    loader *l = w->l;
    const pack_constant *c = &w->constants[index];
    const feel_expression *e = w->postponed[index];
    if (e == NULL)
        return;
    const feel_variable *reader = reader_of_facts(w, e);
    if (reader != NULL) {
        diag_error(l->diags, loader_place(record, "expression"), "not-constant",
                   "a constant cannot depend on the fact '%.*s', which '%.*s' reads",
                   SLICE_ARG(l->pack->facts[reader->reads[0]].name), SLICE_ARG(reader->name));
        return;
    }
    bool is_broken = false;
    const ptrdiff_t needs = callable_needs(w, e, &is_broken);
    if (is_broken)
        return;
    if (needs < 0) {
        set_value(w, index, record, e);
        return;
    }
    slice other = w->constants[needs].name;
    if ((size_t)needs == index)
        diag_error(l->diags, loader_place(record, "expression"), "not-constant",
                   "the constant '%.*s' needs itself through a function", SLICE_ARG(c->name));
    else
        diag_error(l->diags, loader_place(record, "expression"), "not-constant",
                   "the constant '%.*s' needs '%.*s', which has no value yet", SLICE_ARG(c->name),
                   SLICE_ARG(other));
}

static void start_scope(constant_work *w, size_t total)
{
    loader *l = w->l;
    const pack *p = l->pack;
    w->constants = ARENA_ARRAY(l->arena, total, pack_constant);
    w->variables = ARENA_ARRAY(l->arena, p->fact_count + total, feel_variable);
    w->values = ARENA_ARRAY(l->arena, p->fact_count + total, feel_value);
    w->postponed = ARENA_ARRAY(l->arena, total, const feel_expression *);
    l->type_names = ARENA_ARRAY(l->arena, p->type_count + 1, feel_field);
    l->type_names[p->type_count] = (feel_field){SLICE("integer"), feel_type_integer()};
    for (size_t i = 0; i < p->type_count; i++)
        l->type_names[i] = (feel_field){p->types[i].name, p->types[i].type};
    for (size_t i = 0; i < p->fact_count; i++)
        w->variables[i] = (feel_variable){.name = p->facts[i].name, .type = p->facts[i].type};
    make_scope(w, 0);
}

void link_constants(loader *l)
{
    const size_t callables = l->records[RECORD_FUNCTION].count + called_table_count(l);
    const record_list *constants = &l->records[RECORD_CONSTANT];
    constant_work w = {.l = l, .function_count = callables};
    if (callables > LIMIT_FUNCTIONS) {
        diag_error(l->diags, (place){0}, "pack-too-large", "%.*s: more than %d functions",
                   SLICE_ARG(l->pack->folder), LIMIT_FUNCTIONS);
        return;
    }
    start_scope(&w, callables + constants->count);
    callable_declare(&w);
    for (size_t i = 0; i < constants->count; i++) {
        size_t index = callables + i;
        make_scope(&w, index);
        link_constant(&w, index, &constants->items[i]);
        constant_define(&w, index, "constant");
    }
    make_scope(&w, callables + constants->count);
    l->pack->scope.names = feel_names_new(l->arena, l->pack->scope.variables, l->pack->scope.count);
    callable_link(&w);
    for (size_t i = 0; i < constants->count; i++)
        link_postponed(&w, callables + i, constants->items[i].node);
}
