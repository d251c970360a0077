// Nodes to terms. Each shape that is recognised has the value that the interpreter gives it (feel/eval.c and what it calls, with
// `open_unknowns`); whatever else is met has none.
#include "reason/term_make.h"

#include "feel/eval.h"
#include "reason/operands.h"

const term *term_refuse(term_maker *m, const node *n, const char *why)
{
    if (m->problem->why == NULL) {
        m->problem->why = why;
        m->problem->offset = m->is_inside ? 0 : n->offset;
        m->problem->length = m->is_inside ? 0 : n->length;
    }
    return NULL;
}

const term *term_put(term_maker *m, const node *n, term made)
{
    const term *t = term_add(m->collection, made);
    return t != NULL ? t : term_refuse(m, n, "depends on records of more than two lists");
}

const term *term_put_both(term_maker *m, const node *n, term_kind kind, const term *left, const term *right)
{
    if (left == NULL || right == NULL)
        return left != NULL ? left : right;
    const term *t = term_join(m->collection, kind, left, right);
    return t != NULL ? t : term_refuse(m, n, "depends on records of more than two lists");
}

// --- names ---

static bool type_of_value(const feel_type *type, term_type *out)
{
    if (type == NULL)
        return false;
    switch (type->kind) {
    case FEEL_TYPE_BOOLEAN: *out = TERM_BOOLEAN; return true;
    case FEEL_TYPE_NUMBER: *out = TERM_NUMBER; return true;
    case FEEL_TYPE_STRING: *out = TERM_TEXT; return true;
    case FEEL_TYPE_LIST:
        *out = type->element != NULL && type->element->kind == FEEL_TYPE_STRING ? TERM_TEXTS : TERM_RECORDS;
        return type->element != NULL && (*out == TERM_TEXTS || type->element->kind == FEEL_TYPE_CONTEXT);
    default: return false;
    }
}

bool term_is_admitted(const term_maker *m, size_t variable, slice name)
{
    const term_variable *v = &m->collection->variables.items[variable];
    const feel_field *field = feel_type_field(v->record, name);
    return field != NULL &&
           (m->collection->admits == NULL ||
            m->collection->admits(m->collection->owner, v->list, (size_t)(field - v->record->fields)));
}

const term *term_field(term_maker *m, const node *n, size_t variable, slice name)
{
    const term_variable *v = &m->collection->variables.items[variable];
    const feel_field *field = feel_type_field(v->record, name);
    term_type type;
    if (field == NULL || !type_of_value(field->type, &type) || type == TERM_RECORDS)
        return term_refuse(m, n, "reads a field of a type that has no columns");
    const size_t index = (size_t)(field - v->record->fields);
    if (!term_is_admitted(m, variable, name))
        return term_refuse(m, n, "reads a field that is computed");
    return term_put(m, n, (term){.kind = TERM_FIELD, .type = type, .variable = variable, .field = index});
}

/// A constant, if lanes can hold it: of numbers those that doubles compare exactly.
const term *term_constant_of(term_maker *m, const node *n, feel_value v)
{
    double number;
    if (v.kind != FEEL_BOOLEAN && v.kind != FEEL_NUMBER && v.kind != FEEL_STRING)
        return term_refuse(m, n, "has a constant of another kind");
    if (v.kind == FEEL_NUMBER && !decimal_to_exact_double(feel_decimal(v), &number))
        return term_refuse(m, n, "has a number of too many digits");
    return term_constant(m->collection, v);
}

static const term *fact_of(term_maker *m, const node *n, size_t slot)
{
    term_type type;
    const feel_scope *scope = m->collection->scope.scope;
    const feel_value *constant = slot < scope->count ? scope->variables[slot].constant : NULL;
    if (constant != NULL)
        return term_constant_of(m, n, *constant);
    if (slot >= m->collection->fact_count)
        return term_refuse(m, n, "names something else than a fact");
    if (!type_of_value(scope->variables[slot].type, &type))
        return term_refuse(m, n, "reads a fact of a type that has no columns");
    return term_put(m, n, (term){.kind = TERM_FACT, .type = type, .fact = slot});
}

/// What a name means within a filter: an entry of the item, if its type has one.
static bool entry_of(term_maker *m, const node *n, const term **out)
{
    for (uint32_t i = 0; i < n->as.name.filter_count; i++) {
        const uint32_t slot = n->as.name.filters[i];
        const term_binding *item = slot < m->local_count ? &m->locals[slot] : NULL;
        if (item == NULL || !item->is_record) {
            *out = term_refuse(m, n, "uses a name that may be an entry of an item");
            return true;
        }
        if (feel_type_field(m->collection->variables.items[item->variable].record, n->as.name.text) != NULL) {
            *out = term_field(m, n, item->variable, n->as.name.text);
            return true;
        }
    }
    return false;
}

static const term *make_name(term_maker *m, const node *n)
{
    const term *entry = NULL;
    if (entry_of(m, n, &entry))
        return entry;
    if (n->as.name.binding == BINDING_GLOBAL)
        return fact_of(m, n, n->as.name.slot);
    const term_binding *b = n->as.name.binding == BINDING_LOCAL && n->as.name.slot < m->local_count
                                ? &m->locals[n->as.name.slot]
                                : NULL;
    return b != NULL && b->value != NULL ? b->value : term_refuse(m, n, "uses a whole record as a value");
}

/// True if the name may be an entry of an item that a filter around it looks at.
static bool may_be_entry(const term_maker *m, const node *n)
{
    bool may_be = false;
    for (uint32_t i = 0; i < n->as.name.filter_count && !may_be; i++) {
        const uint32_t slot = n->as.name.filters[i];
        may_be = slot >= m->local_count || !m->locals[slot].is_record ||
                 feel_type_field(m->collection->variables.items[m->locals[slot].variable].record,
                                 n->as.name.text) != NULL;
    }
    return may_be;
}

bool term_record(const term_maker *m, const node *n, size_t *variable)
{
    if (n->kind != NODE_NAME || may_be_entry(m, n))
        return false;
    const size_t slot = n->as.name.slot;
    const size_t outside = m->collection->scope.scope->count;
    if (n->as.name.binding == BINDING_GLOBAL && slot >= outside && slot - outside < m->loop_count) {
        *variable = m->loop[slot - outside];
        return true;
    }
    if (n->as.name.binding != BINDING_LOCAL || slot >= m->local_count || !m->locals[slot].is_record)
        return false;
    *variable = m->locals[slot].variable;
    return true;
}

static const term *make_path(term_maker *m, const node *n)
{
    size_t variable;
    if (!term_record(m, n->as.path.object, &variable))
        return term_refuse(m, n, "reads a field of something else than a record of a list");
    return term_field(m, n, variable, n->as.path.name);
}

// --- connectives ---

static const term *make_operands(term_maker *m, const node *n, operand_list of)
{
    const term *whole = NULL;
    for (size_t i = 0; i < of.count; i++) {
        const term *part = term_make_truth(m, of.items[i]);
        if (part == NULL)
            return NULL;
        whole = term_put_both(m, n, n->kind == NODE_OR ? TERM_OR : TERM_AND, whole, part);
        if (whole == NULL)
            return NULL;
    }
    return operands_are_negated(n) ? term_not(m->collection, whole) : whole;
}

/// `if c then x else y` of truths: (c and x) or (not c and y) or (x and y). The last part is for a c that is unknown.
static const term *make_if(term_maker *m, const node *n)
{
    term_collection *c = m->collection;
    const term *when = term_make_truth(m, n->as.branch.condition);
    const term *yes = when != NULL ? term_make_truth(m, n->as.branch.yes) : NULL;
    const term *no = yes != NULL ? term_make_truth(m, n->as.branch.no) : NULL;
    const term *a = no != NULL ? term_join(c, TERM_AND, when, yes) : NULL;
    const term *b = a != NULL ? term_join(c, TERM_AND, term_not(c, when), no) : NULL;
    const term *both = b != NULL ? term_join(c, TERM_AND, yes, no) : NULL;
    const term *either = both != NULL ? term_join(c, TERM_OR, a, b) : NULL;
    const term *whole = either != NULL ? term_join(c, TERM_OR, either, both) : NULL;
    return whole != NULL ? whole : term_refuse(m, n, "depends on records of more than two lists");
}

// --- calls ---

static const term *make_contains(term_maker *m, const node *n)
{
    const term *list = term_make(m, n->as.call.arguments[0]);
    const term *wanted = list != NULL ? term_make(m, n->as.call.arguments[1]) : NULL;
    if (wanted == NULL)
        return NULL;
    if (list->type != TERM_TEXTS || wanted->type != TERM_TEXT)
        return term_refuse(m, n, "looks for something in a list that is none of texts");
    return term_put(
        m, n, (term){.kind = TERM_CONTAINS, .type = TERM_BOOLEAN, .parts = {list, wanted}, .part_count = 2});
}

/// Binds a parameter to an argument; false if it has no term, or might have to be converted.
static bool bind_argument(term_maker *m, const node *argument, const feel_type *type, term_binding *out)
{
    *out = (term_binding){0};
    if (term_record(m, argument, &out->variable)) {
        out->is_record = true;
        const feel_type *record = m->collection->variables.items[out->variable].record;
        return type == NULL || type == record || feel_type_conforms(record, type) ||
               term_refuse(m, argument, "passes a record of another type") != NULL;
    }
    term_type wanted;
    out->value = term_make(m, argument);
    if (out->value == NULL)
        return false;
    return type == NULL || type->kind == FEEL_TYPE_ANY ||
           (type_of_value(type, &wanted) && wanted == out->value->type && type->allowed_count == 0) ||
           term_refuse(m, argument, "passes a value that may have to be converted") != NULL;
}

/// A call of a pack's function: its body, with the arguments in place.
static const term *make_function_call(term_maker *m, const node *n, const feel_function *f)
{
    const node *written = f->literal;
    term_type type;
    if (f->table != NULL)
        return term_refuse(m, n, "calls a decision table");
    if (written == NULL || written->as.function.body == NULL || n->as.call.names != NULL ||
        n->as.call.count != written->as.function.count || f->local_count > TERM_MOST_LOCALS ||
        m->calls >= TERM_MOST_CALLS)
        return term_refuse(m, n, "calls a function of a form that has no columns");
    if (!type_of_value(written->as.function.result, &type) || type != TERM_BOOLEAN)
        return term_refuse(m, n, "calls a function that gives no truth");
    term_maker inner = *m;
    memset(inner.locals, 0, sizeof inner.locals);
    for (size_t i = 0; i < n->as.call.count; i++) {
        if (!bind_argument(m, n->as.call.arguments[i], written->as.function.parameters[i].type,
                           &inner.locals[written->as.function.first_slot + i]))
            return NULL;
    }
    inner.is_inside = true;
    inner.calls++;
    inner.loop_count = 0; // a body sees the scope and its parameters
    inner.local_count = f->local_count;
    inner.cutter.local_count = f->local_count;
    const term *body = term_make_truth(&inner, written->as.function.body);
    if (body == NULL && m->problem->length == 0 && !m->is_inside) { // the part is in another text
        m->problem->offset = n->offset;
        m->problem->length = n->length;
    }
    return body;
}

static const term *make_call(term_maker *m, const node *n)
{
    if (condition_is_call(n, "list contains", 2))
        return make_contains(m, n);
    if (condition_is_call(n, "count", 1))
        return term_make_count(m, n);
    if (condition_is_call(n, "sum", 1))
        return term_make_sum(m, n);
    if (condition_is_call(n, "decimal", 2))
        return term_make_quotient(m, n);
    const term *evaluated = n->as.call.rows != NULL ? term_make_evaluated(m, n) : NULL;
    if (evaluated != NULL)
        return evaluated;
    const node *callee = n->as.call.rows == NULL ? n->as.call.callee : NULL;
    const feel_scope *scope = m->collection->scope.scope;
    if (callee == NULL || callee->kind != NODE_NAME || callee->as.name.binding != BINDING_GLOBAL ||
        callee->as.name.slot >= scope->count || may_be_entry(m, callee))
        return term_refuse(m, n, "calls a function that has no columns");
    const feel_value *value = scope->variables[callee->as.name.slot].constant;
    if (value == NULL || value->kind != FEEL_FUNCTION)
        return term_refuse(m, n, "calls a function that has no columns");
    return make_function_call(m, n, value->as.function);
}

/// A number that lanes hold: a ratio is one that was not rounded as decimals are.
static const term *make_exact_number(term_maker *m, const node *n)
{
    const term *t = term_make(m, n);
    if (t == NULL || (t->type == TERM_NUMBER && t->kind != TERM_RATIO))
        return t;
    return term_refuse(m, n, t->kind == TERM_RATIO ? "divides" : "computes with what is no number");
}

const term *term_make_quotient(term_maker *m, const node *n)
{
    enum { MOST_DECIMALS = 6 };
    const node *division = n->as.call.arguments[0];
    feel_value places;
    int64_t count;
    if (division->kind != NODE_ARITHMETIC || division->op != OP_DIVIDE)
        return term_refuse(m, division, "rounds something else than a quotient");
    if (!condition_constant(&m->cutter, n->as.call.arguments[1], &places) || places.kind != FEEL_NUMBER ||
        !feel_to_int64(places, &count) || count < 0 || count > MOST_DECIMALS)
        return term_refuse(m, n->as.call.arguments[1], "rounds to another number of decimals");
    const term *left = make_exact_number(m, division->as.binary.left);
    const term *right = left != NULL ? make_exact_number(m, division->as.binary.right) : NULL;
    if (right == NULL)
        return NULL;
    return term_put(m, n,
                    (term){.kind = TERM_QUOTIENT,
                           .type = TERM_NUMBER,
                           .constant = feel_integer(count),
                           .parts = {left, right},
                           .part_count = 2});
}

static const term *make_ratio(term_maker *m, const node *n)
{
    const term *left = term_make(m, n->as.binary.left);
    const term *right = left != NULL ? term_make(m, n->as.binary.right) : NULL;
    if (right == NULL || left->kind != TERM_COUNT || right->kind != TERM_COUNT)
        return term_refuse(m, n, "divides");
    return term_put(m, n,
                    (term){.kind = TERM_RATIO, .type = TERM_NUMBER, .parts = {left, right}, .part_count = 2});
}

static const term *make_operation(term_maker *m, const node *n)
{
    if (n->op == OP_DIVIDE)
        return make_ratio(m, n);
    if (n->op != OP_ADD && n->op != OP_SUBTRACT && n->op != OP_MULTIPLY)
        return term_refuse(m, n, "computes");
    const term *left = make_exact_number(m, n->as.binary.left);
    const term *right = left != NULL ? make_exact_number(m, n->as.binary.right) : NULL;
    if (right == NULL)
        return term_refuse(m, n, "computes");
    return term_put(m, n,
                    (term){.kind = n->op == OP_ADD        ? TERM_PLUS
                                   : n->op == OP_SUBTRACT ? TERM_MINUS
                                                          : TERM_TIMES,
                           .type = TERM_NUMBER,
                           .parts = {left, right},
                           .part_count = 2});
}

// --- nodes ---

const term *term_make_truth(term_maker *m, const node *n)
{
    const term *t = term_make(m, n);
    return t == NULL || t->type == TERM_BOOLEAN ? t : term_refuse(m, n, "uses as a truth what is none");
}

const term *term_make(term_maker *m, const node *n)
{
    feel_value v;
    const operand_list of = operands_of(n);
    if (condition_constant(&m->cutter, n, &v))
        return term_constant_of(m, n, v);
    if (of.count > 0)
        return make_operands(m, n, of);
    switch ((node_kind)n->kind) {
    case NODE_NAME: return make_name(m, n);
    case NODE_PATH: return make_path(m, n);
    case NODE_COMPARE: return term_make_comparison(m, n);
    case NODE_BETWEEN: return term_make_between(m, n);
    case NODE_IN: return term_make_in(m, n);
    case NODE_IF: return make_if(m, n);
    case NODE_SOME:
    case NODE_EVERY: return term_make_quantified(m, n);
    case NODE_CALL: return make_call(m, n);
    case NODE_ARITHMETIC: return make_operation(m, n);
    default: return term_refuse(m, n, "has a part of a kind that has no columns");
    }
}
