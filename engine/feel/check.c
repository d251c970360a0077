// One pass over the tree, from the leaves up: gives every node its static type and, in a strict scope, reports what can never be
// right: unknown names, types that never fit, values that are not allowed. Never evaluates.
#include "feel/check.h"

#include "feel/temporal.h"

#include <stdlib.h>

const feel_type *check_any(void)
{
    return feel_type_of_kind(FEEL_TYPE_ANY);
}

static bool is_kind(const feel_type *t, feel_type_kind kind)
{
    return t != NULL && t->kind == kind;
}

static bool is_open(const feel_type *t)
{
    return t == NULL || t->kind == FEEL_TYPE_ANY || t->kind == FEEL_TYPE_NULL;
}

place check_place(const checker *c, const node *n)
{
    return (place){c->in->source, n->offset, n->length};
}

static const feel_field *find_field(const feel_type *type, slice name)
{
    for (size_t i = 0; i < type->field_count; i++) {
        if (slice_equal(type->fields[i].name, name))
            return &type->fields[i];
    }
    return NULL;
}

static void report_unknown_field(checker *c, place where, const feel_type *type, slice name)
{
    if (!c->in->scope->strict)
        return;
    diag_error(c->in->diags, where, "unknown-field", "%.*s has no field '%.*s'",
               SLICE_ARG(feel_type_text(c->in->arena, type)), SLICE_ARG(name));
    slice *names = ARENA_ARRAY(c->in->arena, type->field_count, slice);
    for (size_t i = 0; i < type->field_count; i++)
        names[i] = type->fields[i].name;
    diag_hint_nearest(c->in->diags, name, names, type->field_count);
}

static void report_unknown_name(checker *c, const node *n)
{
    if (!c->in->scope->strict)
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
    diag_error(c->in->diags, check_place(c, n), "unknown-name", "unknown %s '%.*s'",
               c->in->scope->noun != NULL ? c->in->scope->noun : "fact", SLICE_ARG(n->as.name.text));
    diag_hint_nearest(c->in->diags, n->as.name.text, names.items, names.count);
}

static const feel_type *check_name(checker *c, const node *n)
{
    bool may_be_entry = false;
    for (size_t i = 0; i < n->as.name.filter_count; i++) {
        const feel_type *item = c->locals[n->as.name.filters[i]];
        if (is_kind(item, FEEL_TYPE_CONTEXT)) {
            const feel_field *field = find_field(item, n->as.name.text);
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
    report_unknown_name(c, n);
    return NULL;
}

static const feel_type *property_type(checker *c, const node *n, const feel_type *object)
{
    slice name = n->as.path.name;
    static const struct {
        feel_type_kind type;
        feel_kind kind;
    } kinds[] = {{FEEL_TYPE_DATE, FEEL_DATE},
                 {FEEL_TYPE_TIME, FEEL_TIME},
                 {FEEL_TYPE_DATE_TIME, FEEL_DATE_TIME},
                 {FEEL_TYPE_DAYS_DURATION, FEEL_DAYS_DURATION},
                 {FEEL_TYPE_MONTHS_DURATION, FEEL_MONTHS_DURATION}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (object->kind != kinds[i].type)
            continue;
        const char *const *names = temporal_property_names(kinds[i].kind);
        for (; *names != NULL; names++) {
            if (!slice_is(name, *names))
                continue;
            if (slice_is(name, "time offset"))
                return feel_type_of_kind(FEEL_TYPE_DAYS_DURATION);
            return feel_type_of_kind(slice_is(name, "timezone") ? FEEL_TYPE_STRING : FEEL_TYPE_NUMBER);
        }
        if (c->in->scope->strict)
            report_unknown_field(c, (place){c->in->source, n->as.path.name_offset, name.len}, object, name);
        return NULL;
    }
    return NULL;
}

static const feel_type *check_path(checker *c, const node *n, const feel_type *object)
{
    slice name = n->as.path.name;
    if (is_kind(object, FEEL_TYPE_LIST))
        return feel_type_list(c->in->arena, check_path(c, n, object->element));
    if (is_kind(object, FEEL_TYPE_CONTEXT)) {
        const feel_field *field = find_field(object, name);
        if (field == NULL && object->closed)
            report_unknown_field(c, (place){c->in->source, n->as.path.name_offset, name.len}, object, name);
        return field != NULL ? field->type : NULL;
    }
    if (is_open(object) || object->kind == FEEL_TYPE_RANGE)
        return NULL;
    bool scalar = object->kind == FEEL_TYPE_BOOLEAN || object->kind == FEEL_TYPE_NUMBER ||
                  object->kind == FEEL_TYPE_STRING;
    if (scalar)
        report_unknown_field(c, (place){c->in->source, n->as.path.name_offset, name.len}, object, name);
    return scalar ? NULL : property_type(c, n, object);
}

const feel_type *feel_check_domain_type(arena *a, const feel_type *domain, bool interval)
{
    (void)a;
    if (domain == NULL || interval)
        return domain;
    return domain->kind == FEEL_TYPE_LIST || domain->kind == FEEL_TYPE_RANGE ? domain->element : domain;
}

static const feel_type *boolean_type(void)
{
    return feel_type_of_kind(FEEL_TYPE_BOOLEAN);
}

void check_boolean(checker *c, const node *n, const char *what)
{
    if (c->in->scope->strict && !is_open(n->type) && n->type->kind != FEEL_TYPE_BOOLEAN)
        diag_error(c->in->diags, check_place(c, n), "type-mismatch",
                   "%s must be true or false, and this is %.*s", what,
                   SLICE_ARG(feel_type_text(c->in->arena, n->type)));
}

// --- allowed values ---

static const feel_type *values_type(const feel_type *t)
{
    return is_kind(t, FEEL_TYPE_LIST) ? t->element : t;
}

void check_allowed(checker *c, const node *subject, const feel_type *type, const node *literal)
{
    type = values_type(type);
    if (!c->in->scope->strict || type == NULL || type->allowed == NULL || literal->kind != NODE_LITERAL ||
        literal->as.literal.kind != FEEL_STRING)
        return;
    slice *names = ARENA_ARRAY(c->in->arena, type->allowed_count, slice);
    for (size_t i = 0; i < type->allowed_count; i++) {
        if (feel_equal(type->allowed[i], literal->as.literal) == FEEL_TRUE)
            return;
        names[i] = type->allowed[i].kind == FEEL_STRING ? feel_text(type->allowed[i]) : (slice){NULL, 0};
    }
    slice subject_text = slice_part(c->in->source->text, subject->offset, subject->length);
    slice value = feel_text(literal->as.literal);
    if (subject_text.len > 0)
        diag_error(c->in->diags, check_place(c, literal), "not-allowed",
                   "'%.*s' is not an allowed value of %.*s", SLICE_ARG(value),
                   SLICE_ARG(slice_part(subject_text, 0, 60)));
    else // of unary tests
        diag_error(c->in->diags, check_place(c, literal), "not-allowed",
                   "'%.*s' is not an allowed value here", SLICE_ARG(value));
    size_t count = type->allowed_count;
    if (nearest_name(c->in->arena, value, names, count) >= 0) {
        diag_hint_nearest(c->in->diags, value, names, count);
        return;
    }
    slice list = {NULL, 0};
    for (size_t i = 0; i < count && i < 8; i++)
        list =
            arena_format(c->in->arena, "%.*s%s%.*s", SLICE_ARG(list), i > 0 ? ", " : "", SLICE_ARG(names[i]));
    diag_hint(c->in->diags, "allowed: %.*s%s", SLICE_ARG(list), count > 8 ? ", …" : "");
}

static void check_allowed_both(checker *c, const node *left, const node *right)
{
    check_allowed(c, left, left->type, right);
    check_allowed(c, right, right->type, left);
    if (right->kind == NODE_LIST) {
        for (size_t i = 0; i < right->as.list.count; i++)
            check_allowed(c, left, left->type, right->as.list.items[i]);
    }
}

// --- operators ---

static bool is_number_text(const node *n)
{
    decimal d;
    return n->kind == NODE_LITERAL && n->as.literal.kind == FEEL_STRING &&
           decimal_parse(feel_text(n->as.literal), &d);
}

static void report_mismatch(checker *c, const node *where, const node *left, const node *right)
{
    diag_error(c->in->diags, check_place(c, where), "type-mismatch",
               "comparing %.*s with %.*s can never be true",
               SLICE_ARG(feel_type_text(c->in->arena, left->type)),
               SLICE_ARG(feel_type_text(c->in->arena, right->type)));
    const node *quoted = is_number_text(right) ? right : left;
    if (is_number_text(quoted))
        diag_hint(c->in->diags, "write %.*s without quotes", SLICE_ARG(feel_text(quoted->as.literal)));
    else if (is_kind(left->type, FEEL_TYPE_LIST) != is_kind(right->type, FEEL_TYPE_LIST))
        diag_hint(c->in->diags, "to look for an item use list contains(list, item)");
}

static bool has_order(const feel_type *t)
{
    return is_open(t) ||
           !(t->kind == FEEL_TYPE_BOOLEAN || t->kind == FEEL_TYPE_LIST || t->kind == FEEL_TYPE_CONTEXT ||
             t->kind == FEEL_TYPE_FUNCTION || t->kind == FEEL_TYPE_RANGE);
}

void check_comparison(checker *c, const node *where, operator_kind op, const node *left, const node *right)
{
    if (!c->in->scope->strict)
        return;
    bool equality = op == OP_EQUAL || op == OP_NOT_EQUAL;
    if (!feel_types_meet(left->type, right->type))
        report_mismatch(c, where, left, right);
    else if (!equality && (!has_order(left->type) || !has_order(right->type)))
        diag_error(c->in->diags, check_place(c, where), "type-mismatch", "%.*s has no order",
                   SLICE_ARG(feel_type_text(c->in->arena, has_order(left->type) ? right->type : left->type)));
    else if (equality)
        check_allowed_both(c, left, right);
}

static bool is_temporal(const feel_type *t)
{
    return t != NULL && t->kind >= FEEL_TYPE_DATE && t->kind <= FEEL_TYPE_MONTHS_DURATION;
}

static const feel_type *check_arithmetic(checker *c, const node *n)
{
    const feel_type *left = n->as.binary.left->type;
    const feel_type *right = n->as.binary.right->type;
    if (is_open(left) || is_open(right))
        return NULL;
    if (left->kind == FEEL_TYPE_NUMBER && right->kind == FEEL_TYPE_NUMBER)
        return feel_type_of_kind(FEEL_TYPE_NUMBER);
    if (left->kind == FEEL_TYPE_STRING && right->kind == FEEL_TYPE_STRING && n->op == OP_ADD)
        return feel_type_of_kind(FEEL_TYPE_STRING);
    bool temporal = (is_temporal(left) && (is_temporal(right) || right->kind == FEEL_TYPE_NUMBER)) ||
                    (is_temporal(right) && left->kind == FEEL_TYPE_NUMBER);
    if (temporal && n->op != OP_POWER)
        return NULL;
    if (c->in->scope->strict) {
        static const char *const signs[] = {"+", "-", "*", "/", "**"};
        diag_error(c->in->diags, check_place(c, n), "type-mismatch", "%.*s %s %.*s has no value",
                   SLICE_ARG(feel_type_text(c->in->arena, left)), signs[n->op],
                   SLICE_ARG(feel_type_text(c->in->arena, right)));
        if (n->op == OP_ADD && (left->kind == FEEL_TYPE_STRING || right->kind == FEEL_TYPE_STRING))
            diag_hint(c->in->diags, "make a text of it with string(…)");
    }
    return NULL;
}

// --- tests ---

static void check_test(checker *c, const node *test, const node *subject)
{
    if (!c->in->scope->strict || subject == NULL)
        return;
    if (test->kind == NODE_TEST) {
        check_comparison(c, test, (operator_kind)test->op, subject, test->as.binary.left);
        return;
    }
    if (test->mentions_input) {
        check_boolean(c, test, "a test that mentions '?'");
        return;
    }
    const feel_type *type = test->type;
    bool range = is_kind(type, FEEL_TYPE_RANGE) || is_kind(type, FEEL_TYPE_LIST);
    bool meets = feel_types_meet(subject->type, type) ||
                 (range && feel_types_meet(subject->type, type->element)) ||
                 (is_kind(type, FEEL_TYPE_LIST) && is_kind(type->element, FEEL_TYPE_RANGE));
    if (!meets)
        report_mismatch(c, test, subject, test);
    else
        check_allowed_both(c, subject, test);
}

static void check_tests(checker *c, const node *n, const node *subject)
{
    for (size_t i = 0; i < n->as.in.count; i++) {
        check_node(c, n->as.in.tests[i]);
        check_test(c, n->as.in.tests[i], subject);
    }
}

// --- the rest of the tree ---

const feel_type *check_common(const feel_type *a, const feel_type *b)
{
    if (a == NULL || b == NULL || a->kind == FEEL_TYPE_ANY || b->kind == FEEL_TYPE_ANY)
        return NULL;
    if (a->kind == FEEL_TYPE_NULL)
        return b;
    if (b->kind == FEEL_TYPE_NULL || a == b)
        return a;
    return feel_type_conforms(a, b) && feel_type_conforms(b, a) ? feel_type_of_kind(a->kind) : NULL;
}

static const feel_type *check_list(checker *c, const node *n)
{
    const feel_type *element = NULL;
    for (size_t i = 0; i < n->as.list.count; i++) {
        check_node(c, n->as.list.items[i]);
        element = i == 0 ? n->as.list.items[i]->type : check_common(element, n->as.list.items[i]->type);
    }
    return feel_type_list(c->in->arena, element);
}

static const feel_type *check_context(checker *c, const node *n)
{
    feel_field *fields = ARENA_ARRAY(c->in->arena, n->as.context.count, feel_field);
    for (size_t i = 0; i < n->as.context.count; i++) {
        check_node(c, n->as.context.values[i]);
        fields[i] = (feel_field){n->as.context.names[i], n->as.context.values[i]->type};
        c->locals[n->as.context.first_slot + i] = fields[i].type;
    }
    feel_type *type = ARENA_NEW(c->in->arena, feel_type);
    *type = (feel_type){.kind = FEEL_TYPE_CONTEXT, .fields = fields, .field_count = n->as.context.count};
    return type;
}

static const feel_type *check_filter(checker *c, const node *n)
{
    check_node(c, n->as.filter.list);
    const feel_type *list = n->as.filter.list->type;
    const feel_type *item = feel_check_domain_type(c->in->arena, list, false);
    if (is_kind(list, FEEL_TYPE_RANGE))
        item = list;
    c->locals[n->as.filter.slot] = item;
    check_node(c, n->as.filter.condition);
    const feel_type *condition = n->as.filter.condition->type;
    if (is_kind(condition, FEEL_TYPE_NUMBER))
        return item;
    if (is_open(condition))
        return NULL;
    check_boolean(c, n->as.filter.condition, "a filter's condition");
    return is_kind(list, FEEL_TYPE_LIST) ? list : feel_type_list(c->in->arena, item);
}

static const feel_type *check_loop(checker *c, const node *n)
{
    for (size_t i = 0; i < n->as.loop.count; i++) {
        const iteration *it = &n->as.loop.iterations[i];
        check_node(c, it->domain);
        if (it->to != NULL)
            check_node(c, it->to);
        c->locals[it->slot] = feel_check_domain_type(c->in->arena, it->domain->type, it->to != NULL);
    }
    if (n->kind == NODE_FOR)
        c->locals[n->as.loop.partial_slot] = feel_type_of_kind(FEEL_TYPE_LIST);
    check_node(c, n->as.loop.body);
    if (n->kind == NODE_FOR)
        return feel_type_list(c->in->arena, n->as.loop.body->type);
    check_boolean(c, n->as.loop.body, "what is to be satisfied");
    return boolean_type();
}

static const feel_type *check_function(checker *c, const node *n)
{
    for (size_t i = 0; i < n->as.function.count; i++)
        c->locals[n->as.function.first_slot + i] = n->as.function.parameters[i].type;
    if (n->as.function.body != NULL)
        check_node(c, n->as.function.body);
    const feel_type *given = n->as.function.body != NULL ? n->as.function.body->type : NULL;
    const feel_type *result = n->as.function.result;
    if (n->as.function.body != NULL && c->in->scope->strict && !check_may_become(given, result))
        diag_error(c->in->diags, check_place(c, n->as.function.body), "type-mismatch",
                   "the result must be %.*s, and this is %.*s",
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
        check_node(c, ends[i]);
        element = is_open(element) ? ends[i]->type : element;
    }
    if (ends[0] != NULL && ends[1] != NULL)
        check_comparison(c, n, OP_AT_MOST, ends[0], ends[1]);
    return range_of(c, element);
}

static const feel_type *type_of(checker *c, node *n)
{
    switch ((node_kind)n->kind) {
    case NODE_LITERAL: return feel_type_of_value(c->in->arena, n->as.literal);
    case NODE_NAME: return check_name(c, n);
    case NODE_PATH: check_node(c, n->as.path.object); return check_path(c, n, n->as.path.object->type);
    case NODE_FILTER: return check_filter(c, n);
    case NODE_CALL: return check_call(c, n);
    case NODE_NEGATE: check_node(c, n->as.binary.left); return n->as.binary.left->type;
    case NODE_ARITHMETIC:
        check_node(c, n->as.binary.left);
        check_node(c, n->as.binary.right);
        return check_arithmetic(c, n);
    case NODE_COMPARE:
        check_node(c, n->as.binary.left);
        check_node(c, n->as.binary.right);
        check_comparison(c, n, (operator_kind)n->op, n->as.binary.left, n->as.binary.right);
        return boolean_type();
    case NODE_BETWEEN:
        check_node(c, n->as.between.value);
        check_node(c, n->as.between.low);
        check_node(c, n->as.between.high);
        check_comparison(c, n, OP_AT_LEAST, n->as.between.value, n->as.between.low);
        check_comparison(c, n, OP_AT_MOST, n->as.between.value, n->as.between.high);
        return boolean_type();
    case NODE_IN:
        check_node(c, n->as.in.value);
        c->locals[n->as.in.slot] = n->as.in.value->type;
        check_tests(c, n, n->as.in.value);
        return boolean_type();
    case NODE_AND:
    case NODE_OR:
        for (size_t i = 0; i < n->as.list.count; i++) {
            check_node(c, n->as.list.items[i]);
            check_boolean(c, n->as.list.items[i],
                          n->kind == NODE_AND ? "an operand of 'and'" : "an operand of 'or'");
        }
        return boolean_type();
    case NODE_IF:
        check_node(c, n->as.branch.condition);
        check_boolean(c, n->as.branch.condition, "the condition of 'if'");
        check_node(c, n->as.branch.yes);
        check_node(c, n->as.branch.no);
        return check_common(n->as.branch.yes->type, n->as.branch.no->type);
    case NODE_FOR:
    case NODE_SOME:
    case NODE_EVERY: return check_loop(c, n);
    case NODE_INSTANCE_OF: check_node(c, n->as.instance.value); return boolean_type();
    case NODE_LIST: return check_list(c, n);
    case NODE_CONTEXT: return check_context(c, n);
    case NODE_RANGE: return check_range(c, n);
    case NODE_FUNCTION: return check_function(c, n);
    case NODE_TEST: check_node(c, n->as.binary.left); return range_of(c, n->as.binary.left->type);
    case NODE_TESTS: {
        node subject = {.kind = NODE_NAME, .type = c->in->input_type, .offset = n->offset, .length = 0};
        check_tests(c, n, c->in->input_type != NULL ? &subject : NULL);
        return boolean_type();
    }
    }
    return NULL;
}

void check_node(checker *c, node *n)
{
    n->type = type_of(c, n);
}

void feel_check(const check_input *input, node *root)
{
    checker c = {.in = input, .locals = ARENA_ARRAY(input->arena, input->local_count + 1, const feel_type *)};
    if (input->has_input)
        c.locals[input->input_slot] = input->input_type;
    check_node(&c, root);
}
