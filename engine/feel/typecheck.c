// One pass over the tree, from the leaves up, gives every node its static type. In a strict scope it reports what can never be right:
// unknown names, types that never fit, and values that are not allowed. Never evaluates.
#include "feel/typecheck.h"

#include "feel/foreign.h"
#include "feel/temporal.h"
#include "feel/typecheck_advice.h"

#include <stdlib.h>

place typecheck_place(const checker *c, const node *n)
{
    return (place){c->in->source, n->offset, n->length};
}

bool typecheck_report_withdrawn(checker *c, slice type, slice name, place where)
{
    const feel_scope *scope = c->in->scope;
    size_t at = 0;
    while (at < scope->withdrawn_count &&
           !(slice_equal(scope->withdrawn[at].name, name) && slice_equal(scope->withdrawn[at].type, type)))
        at++;
    if (at == scope->withdrawn_count)
        return false;
    diag_error(c->in->diags, where, "disabled-name", "the %s '%.*s' is disabled", scope->withdrawn[at].what,
               SLICE_ARG(name));
    diag_hint(c->in->diags, "%.*s", SLICE_ARG(scope->withdrawn[at].hint));
    return true;
}

static void report_unknown_field(checker *c, const node *path, const feel_type *type)
{
    slice name = path->as.path.name;
    if (!c->in->scope->strict)
        return;
    place where = {c->in->source, path->as.path.name_offset, name.len};
    if (typecheck_report_withdrawn(c, type->name, name, where))
        return;
    diag_error(c->in->diags, where, "unknown-field", "%.*s has no field '%.*s'",
               SLICE_ARG(feel_type_text(c->in->arena, type)), SLICE_ARG(name));
    const char *const *properties = temporal_property_names(feel_kind_of_type(type));
    size_t count = 0;
    while (properties[count] != NULL)
        count++;
    slice *names = ARENA_ARRAY(c->in->arena, type->field_count + count, slice);
    for (size_t i = 0; i < type->field_count; i++)
        names[i] = type->fields[i].name;
    for (size_t i = 0; i < count; i++)
        names[type->field_count + i] = slice_of(properties[i]);
    diag_hint_nearest(c->in->diags, name, names, type->field_count + count);
    if (c->in->diags->items[c->in->diags->count - 1].hint.len == 0)
        (void)hint_member(c, path);
}

static void report_unknown_name(checker *c, const node *n, const feel_type *beside)
{
    if (!c->in->scope->strict ||
        typecheck_report_withdrawn(c, (slice){NULL, 0}, n->as.name.text, typecheck_place(c, n)))
        return;
    struct {
        slice *items;
        size_t count, capacity;
    } names = {0};
    for (size_t i = 0; i < c->in->scope->count; i++)
        ARENA_PUSH(c->in->arena, &names, items, count, capacity, c->in->scope->variables[i].name);
    for (size_t i = 0; i < n->as.name.filter_count; i++) {
        const feel_type *item = c->locals[n->as.name.filters[i]];
        for (size_t j = 0; is_kind(item, FEEL_TYPE_CONTEXT) && j < item->field_count; j++)
            ARENA_PUSH(c->in->arena, &names, items, count, capacity, item->fields[j].name);
    }
    diag_error(c->in->diags, typecheck_place(c, n), "unknown-name", "unknown %s '%.*s'",
               c->in->scope->noun != NULL ? c->in->scope->noun : "fact", SLICE_ARG(n->as.name.text));
    if (hint_name(c, n->as.name.text, beside != NULL ? beside : c->in->input_type))
        return;
    for (size_t i = 0; i < names.count; i++) { // the same name in another case
        if (foreign_same_name(names.items[i], n->as.name.text)) {
            diag_hint(c->in->diags, "did you mean '%.*s'?", SLICE_ARG(names.items[i]));
            return;
        }
    }
    ptrdiff_t nearest =
        c->in->diags->unread ? -1 : nearest_name(c->in->arena, n->as.name.text, names.items, names.count);
    if (nearest >= 0 && names.items != NULL)
        diag_hint(c->in->diags, "did you mean '%.*s'?", SLICE_ARG(names.items[nearest]));
    else if (beside != NULL && hint_is_text(beside))
        diag_hint(c->in->diags, "a text stands in quotes: \"%.*s\"", SLICE_ARG(n->as.name.text));
    else if (c->in->has_input)
        diag_hint(c->in->diags, "the tested value is '?'");
}

static const feel_type *check_name(checker *c, const node *n, const feel_type *beside)
{
    bool may_be_entry = false;
    for (size_t i = 0; i < n->as.name.filter_count; i++) {
        const feel_type *item = c->locals[n->as.name.filters[i]];
        if (is_kind(item, FEEL_TYPE_CONTEXT)) {
            const feel_field *field = feel_type_field(item, n->as.name.text);
            if (field != NULL)
                return field->type;
            may_be_entry = may_be_entry || !item->closed;
        } else {
            may_be_entry = may_be_entry || is_open(item);
        }
    }
    if (may_be_entry)
        return NULL;
    switch ((binding_kind)n->as.name.binding) {
    case BINDING_GLOBAL: return c->in->scope->variables[n->as.name.slot].type;
    case BINDING_LOCAL: return c->locals[n->as.name.slot];
    case BINDING_BUILTIN: return feel_type_of_kind(FEEL_TYPE_FUNCTION);
    case BINDING_NONE: break;
    }
    report_unknown_name(c, n, beside);
    return NULL;
}

/// Of a simple value: only temporal ones have properties.
static const feel_type *property_type(checker *c, const node *n, const feel_type *object)
{
    slice name = n->as.path.name;
    for (const char *const *names = temporal_property_names(feel_kind_of_type(object)); *names != NULL;
         names++) {
        if (!slice_is(name, *names))
            continue;
        if (slice_is(name, "time offset"))
            return feel_type_of_kind(FEEL_TYPE_DAYS_DURATION);
        return feel_type_of_kind(slice_is(name, "timezone") ? FEEL_TYPE_STRING : FEEL_TYPE_NUMBER);
    }
    report_unknown_field(c, n, object);
    return NULL;
}

static const feel_type *check_path(checker *c, const node *n, const feel_type *object)
{
    slice name = n->as.path.name;
    if (is_kind(object, FEEL_TYPE_LIST))
        return feel_type_list(c->in->arena, check_path(c, n, object->element));
    if (is_kind(object, FEEL_TYPE_CONTEXT)) {
        const feel_field *field = feel_type_field(object, name);
        if (field == NULL && object->closed)
            report_unknown_field(c, n, object);
        return field != NULL ? field->type : NULL;
    }
    bool open = is_open(object) || object->kind == FEEL_TYPE_RANGE || object->kind == FEEL_TYPE_FUNCTION;
    return open ? NULL : property_type(c, n, object);
}

const feel_type *typecheck_domain_type(const feel_type *domain, bool interval)
{
    if (domain == NULL || interval)
        return domain;
    return domain->kind == FEEL_TYPE_LIST || domain->kind == FEEL_TYPE_RANGE ? domain->element : domain;
}

static const feel_type *boolean_type(void)
{
    return feel_type_of_kind(FEEL_TYPE_BOOLEAN);
}

void typecheck_boolean(checker *c, const node *n, const char *what)
{
    if (c->in->scope->strict && !is_open(n->type) && n->type->kind != FEEL_TYPE_BOOLEAN)
        diag_error(c->in->diags, typecheck_place(c, n), "type-mismatch",
                   "%s must be true or false, but this is %.*s", what,
                   SLICE_ARG(feel_type_text(c->in->arena, n->type)));
    else
        return;
    hint_truth(c, n);
}

const feel_type *typecheck_common(const feel_type *a, const feel_type *b)
{
    if (a == NULL || b == NULL || a->kind == FEEL_TYPE_ANY || b->kind == FEEL_TYPE_ANY)
        return NULL;
    if (a->kind == FEEL_TYPE_NULL)
        return b;
    if (b->kind == FEEL_TYPE_NULL || a == b)
        return a;
    return feel_type_conforms(a, b) && feel_type_conforms(b, a) ? feel_type_of_kind(a->kind) : NULL;
}

static const feel_type *check_list(checker *c, const node *n, const feel_type *beside)
{
    const feel_type *element = NULL;
    for (size_t i = 0; i < n->as.list.count; i++) {
        typecheck_beside(c, n->as.list.items[i], beside);
        element = i == 0 ? n->as.list.items[i]->type : typecheck_common(element, n->as.list.items[i]->type);
    }
    return feel_type_list(c->in->arena, element);
}

static const feel_type *check_context(checker *c, const node *n)
{
    feel_field *fields = ARENA_ARRAY(c->in->arena, n->as.context.count, feel_field);
    for (size_t i = 0; i < n->as.context.count; i++) {
        typecheck_node(c, n->as.context.values[i]);
        fields[i] = (feel_field){n->as.context.names[i], n->as.context.values[i]->type};
        c->locals[n->as.context.first_slot + i] = fields[i].type;
    }
    feel_type *type = ARENA_NEW(c->in->arena, feel_type);
    *type = (feel_type){.kind = FEEL_TYPE_CONTEXT, .fields = fields, .field_count = n->as.context.count};
    return type;
}

static const feel_type *check_filter(checker *c, const node *n)
{
    typecheck_node(c, n->as.filter.list);
    const feel_type *list = n->as.filter.list->type;
    const feel_type *item = typecheck_domain_type(list, false);
    if (is_kind(list, FEEL_TYPE_RANGE))
        item = list;
    c->locals[n->as.filter.slot] = item;
    typecheck_node(c, n->as.filter.condition);
    const feel_type *condition = n->as.filter.condition->type;
    warn_of_filter(c, n);
    if (is_kind(condition, FEEL_TYPE_NUMBER))
        return item;
    if (is_open(condition))
        return NULL;
    typecheck_boolean(c, n->as.filter.condition, "a filter's condition");
    return is_kind(list, FEEL_TYPE_LIST) ? list : feel_type_list(c->in->arena, item);
}

static const feel_type *check_loop(checker *c, const node *n)
{
    for (size_t i = 0; i < n->as.loop.count; i++) {
        const iteration *it = &n->as.loop.iterations[i];
        typecheck_node(c, it->domain);
        if (it->to != NULL)
            typecheck_node(c, it->to);
        c->locals[it->slot] = typecheck_domain_type(it->domain->type, it->to != NULL);
    }
    if (n->kind == NODE_FOR)
        c->locals[n->as.loop.partial_slot] = feel_type_of_kind(FEEL_TYPE_LIST);
    typecheck_node(c, n->as.loop.body);
    if (n->kind == NODE_FOR)
        return feel_type_list(c->in->arena, n->as.loop.body->type);
    typecheck_boolean(c, n->as.loop.body, "what is to be satisfied");
    return boolean_type();
}

static const feel_type *check_function(checker *c, const node *n)
{
    for (size_t i = 0; i < n->as.function.count; i++)
        c->locals[n->as.function.first_slot + i] = n->as.function.parameters[i].type;
    if (n->as.function.body != NULL)
        typecheck_node(c, n->as.function.body);
    const feel_type *given = n->as.function.body != NULL ? n->as.function.body->type : NULL;
    const feel_type *result = n->as.function.result;
    if (n->as.function.body != NULL && c->in->scope->strict && !typecheck_may_become(given, result))
        diag_error(c->in->diags, typecheck_place(c, n->as.function.body), "type-mismatch",
                   "the result must be %.*s, but this is %.*s",
                   SLICE_ARG(feel_type_text(c->in->arena, result)),
                   SLICE_ARG(feel_type_text(c->in->arena, given)));
    feel_type *type = ARENA_NEW(c->in->arena, feel_type);
    *type = (feel_type){.kind = FEEL_TYPE_FUNCTION,
                        .fields = n->as.function.parameters,
                        .field_count = n->as.function.count,
                        .element = result != NULL ? result : given};
    return type;
}

static const feel_type *range_of(checker *c, const feel_type *element)
{
    feel_type *type = ARENA_NEW(c->in->arena, feel_type);
    *type = (feel_type){.kind = FEEL_TYPE_RANGE, .element = element};
    return type;
}

static const feel_type *check_range(checker *c, const node *n)
{
    const feel_type *element = NULL;
    node *const ends[] = {n->as.range.low, n->as.range.high};
    for (size_t i = 0; i < 2; i++) {
        if (ends[i] == NULL)
            continue;
        typecheck_node(c, ends[i]);
        element = is_open(element) ? ends[i]->type : element;
    }
    if (ends[0] != NULL && ends[1] != NULL) {
        typecheck_comparison(c, n, OP_AT_MOST, ends[0], ends[1]);
        warn_of_ends(c, n, ends[0], ends[1], true);
    }
    return range_of(c, element);
}

/// Both operands; a bare name that nothing has is checked last, so that it is known what it is compared with.
static void check_operands(checker *c, node *left, node *right)
{
    bool name_first = is_unbound(left);
    node *first = name_first ? right : left;
    node *second = name_first ? left : right;
    typecheck_node(c, first);
    typecheck_beside(c, second, first->type != NULL ? first->type : feel_type_of_kind(FEEL_TYPE_ANY));
    if (is_unbound(second))
        hint_search(c, first, second);
}

/// What is sought, and what it is sought in.
static void check_membership(checker *c, node *n)
{
    node *value = n->as.in.value;
    if (!is_unbound(value))
        typecheck_node(c, value);
    c->locals[n->as.in.slot] = value->type;
    typecheck_tests(c, n, value);
    if (n->as.in.count == 0 || !is_unbound(value))
        return;
    typecheck_beside(c, value, n->as.in.tests[0]->type);
    hint_search(c, n->as.in.tests[0], value);
}

static void check_connective(checker *c, node *n)
{
    for (size_t i = 0; i < n->as.list.count; i++) {
        typecheck_node(c, n->as.list.items[i]);
        const size_t errors = c->in->diags->errors;
        typecheck_boolean(c, n->as.list.items[i],
                          n->kind == NODE_AND ? "an operand of 'and'" : "an operand of 'or'");
        if (c->in->diags->errors > errors)
            hint_choice(c, n, n->as.list.items[i]);
    }
}

static const feel_type *type_of(checker *c, node *n)
{
    const feel_type *beside = c->beside;
    c->beside = NULL;
    switch ((node_kind)n->kind) {
    case NODE_LITERAL: return feel_type_of_value(c->in->arena, n->as.literal);
    case NODE_NAME: return check_name(c, n, beside);
    case NODE_PATH: typecheck_node(c, n->as.path.object); return check_path(c, n, n->as.path.object->type);
    case NODE_FILTER: return check_filter(c, n);
    case NODE_CALL: return typecheck_call(c, n);
    case NODE_NEGATE: typecheck_node(c, n->as.binary.left); return n->as.binary.left->type;
    case NODE_ARITHMETIC:
        typecheck_node(c, n->as.binary.left);
        typecheck_node(c, n->as.binary.right);
        warn_of_arithmetic(c, n, beside);
        return typecheck_arithmetic(c, n);
    case NODE_COMPARE:
        check_operands(c, n->as.binary.left, n->as.binary.right);
        warn_of_comparison(c, n, n->as.binary.left, n->as.binary.right);
        typecheck_comparison(c, n, (operator_kind)n->op, n->as.binary.left, n->as.binary.right);
        return boolean_type();
    case NODE_BETWEEN:
        typecheck_node(c, n->as.between.value);
        typecheck_node(c, n->as.between.low);
        typecheck_node(c, n->as.between.high);
        typecheck_comparison(c, n, OP_AT_LEAST, n->as.between.value, n->as.between.low);
        typecheck_comparison(c, n, OP_AT_MOST, n->as.between.value, n->as.between.high);
        warn_of_ends(c, n, n->as.between.low, n->as.between.high, false);
        return boolean_type();
    case NODE_IN: check_membership(c, n); return boolean_type();
    case NODE_AND:
    case NODE_OR: check_connective(c, n); return boolean_type();
    case NODE_IF:
        typecheck_node(c, n->as.branch.condition);
        typecheck_boolean(c, n->as.branch.condition, "the condition of 'if'");
        typecheck_node(c, n->as.branch.yes);
        typecheck_node(c, n->as.branch.no);
        return typecheck_common(n->as.branch.yes->type, n->as.branch.no->type);
    case NODE_FOR:
    case NODE_SOME:
    case NODE_EVERY: return check_loop(c, n);
    case NODE_INSTANCE_OF: typecheck_node(c, n->as.instance.value); return boolean_type();
    case NODE_LIST: return check_list(c, n, beside);
    case NODE_CONTEXT: return check_context(c, n);
    case NODE_RANGE: return check_range(c, n);
    case NODE_FUNCTION: return check_function(c, n);
    case NODE_TEST:
        typecheck_beside(c, n->as.binary.left, beside);
        return range_of(c, n->as.binary.left->type);
    case NODE_TESTS: {
        node subject = {.kind = NODE_NAME, .type = c->in->input_type, .offset = n->offset, .length = 0};
        typecheck_tests(c, n, c->in->input_type != NULL ? &subject : NULL);
        return boolean_type();
    }
    }
    return NULL;
}

void typecheck_node(checker *c, node *n)
{
    n->type = type_of(c, n);
}

void typecheck_beside(checker *c, node *n, const feel_type *type)
{
    c->beside = type;
    typecheck_node(c, n);
    c->beside = NULL;
}

void typecheck(const typecheck_input *input, node *root)
{
    checker c = {.in = input, .locals = ARENA_ARRAY(input->arena, input->local_count + 1, const feel_type *)};
    if (input->has_input)
        c.locals[input->input_slot] = input->input_type;
    typecheck_node(&c, root);
    warn_of_function_itself(&c, root);
}
