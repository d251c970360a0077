// Operators, allowed values and unary tests: reports comparisons that can never be true.
#include "feel/typecheck_advice.h"

// --- allowed values ---

static const feel_type *values_type(const feel_type *t)
{
    return t != NULL && t->kind == FEEL_TYPE_LIST ? t->element : t;
}

/// A number with a fraction is never a whole one.
static void check_whole(checker *c, const node *literal)
{
    if (feel_is_whole(literal->as.literal))
        return;
    decimal below = {{0, 0}};
    decimal above = {{0, 0}};
    const decimal d = feel_decimal(literal->as.literal);
    diag_error(c->in->diags, typecheck_place(c, literal), "not-allowed",
               "'%.*s' is not an integer, so nothing here is ever equal to it",
               SLICE_ARG(feel_to_string(c->in->arena, literal->as.literal)));
    if (decimal_round(d, 0, DECIMAL_FLOOR, &below) && decimal_round(d, 0, DECIMAL_CEILING, &above))
        diag_hint(c->in->diags, "write %.*s or %.*s, or declare 'type: number' where it is from",
                  SLICE_ARG(feel_to_string(c->in->arena, feel_number(c->in->arena, below))),
                  SLICE_ARG(feel_to_string(c->in->arena, feel_number(c->in->arena, above))));
}

void typecheck_allowed(checker *c, const node *subject, const feel_type *type, const node *literal,
                       literal_use use)
{
    typecheck_allowed_of(c, slice_part(c->in->source->text, subject->offset, subject->length), type, literal,
                         use);
}

void typecheck_allowed_of(checker *c, slice subject, const feel_type *type, const node *literal,
                          literal_use use)
{
    type = values_type(type);
    if (c->in->scope->strict && type != NULL && type->whole && literal->kind == NODE_LITERAL &&
        literal->as.literal.kind == FEEL_NUMBER)
        check_whole(c, literal);
    if (!c->in->scope->strict || type == NULL || type->allowed == NULL || literal->kind != NODE_LITERAL ||
        literal->as.literal.kind != FEEL_STRING)
        return;
    slice *names = ARENA_ARRAY(c->in->arena, type->allowed_count, slice);
    for (size_t i = 0; i < type->allowed_count; i++) {
        if (feel_equal(type->allowed[i], literal->as.literal) == FEEL_TRUE)
            return;
        names[i] = type->allowed[i].kind == FEEL_STRING ? feel_text(type->allowed[i]) : (slice){NULL, 0};
    }
    slice value = feel_text(literal->as.literal);
    if (subject.len > 0)
        diag_error(c->in->diags, typecheck_place(c, literal), "not-allowed",
                   "'%.*s' is not an allowed value of %.*s", SLICE_ARG(value),
                   SLICE_ARG(diag_quote(subject)));
    else // of unary tests
        diag_error(c->in->diags, typecheck_place(c, literal), "not-allowed",
                   "'%.*s' is not an allowed value here", SLICE_ARG(value));
    size_t count = type->allowed_count;
    if (hint_several(c, subject, type, literal, use))
        return;
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

static void check_allowed_both(checker *c, const node *left, const node *right, literal_use use)
{
    typecheck_allowed(c, left, left->type, right, use);
    typecheck_allowed(c, right, right->type, left, use);
    if (right->kind == NODE_LIST) {
        for (size_t i = 0; i < right->as.list.count; i++)
            typecheck_allowed(c, left, left->type, right->as.list.items[i], USE_ITEM);
    }
}

// --- operators ---

static void report_mismatch(checker *c, const node *where, const node *left, const node *right)
{
    mismatch_advice advice = advise_mismatch(c, where, left, right);
    diag_error(c->in->diags, typecheck_place(c, advice.marked), "type-mismatch",
               "comparing %.*s with %.*s can never be true",
               SLICE_ARG(feel_type_text(c->in->arena, left->type)),
               SLICE_ARG(feel_type_text(c->in->arena, right->type)));
    if (advice.hint.len > 0)
        diag_hint(c->in->diags, "%.*s", SLICE_ARG(advice.hint));
}

static bool has_order(const feel_type *t)
{
    return is_open(t) ||
           !(t->kind == FEEL_TYPE_BOOLEAN || t->kind == FEEL_TYPE_LIST || t->kind == FEEL_TYPE_CONTEXT ||
             t->kind == FEEL_TYPE_FUNCTION || t->kind == FEEL_TYPE_RANGE);
}

void typecheck_comparison(checker *c, const node *where, operator_kind op, const node *left,
                          const node *right)
{
    if (!c->in->scope->strict)
        return;
    bool equality = op == OP_EQUAL || op == OP_NOT_EQUAL;
    if (!feel_types_meet(left->type, right->type))
        report_mismatch(c, where, left, right);
    else if (!equality && (!has_order(left->type) || !has_order(right->type)))
        diag_error(c->in->diags, typecheck_place(c, where), "type-mismatch", "%.*s has no order",
                   SLICE_ARG(feel_type_text(c->in->arena, has_order(left->type) ? right->type : left->type)));
    else if (equality)
        check_allowed_both(c, left, right, op == OP_EQUAL ? USE_EQUAL : USE_NOT_EQUAL);
}

static bool is_temporal(const feel_type *t)
{
    return t != NULL && t->kind >= FEEL_TYPE_DATE && t->kind <= FEEL_TYPE_MONTHS_DURATION;
}

const feel_type *typecheck_arithmetic(checker *c, const node *n)
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
        diag_error(c->in->diags, typecheck_place(c, n), "type-mismatch", "%.*s %s %.*s has no value",
                   SLICE_ARG(feel_type_text(c->in->arena, left)), signs[n->op],
                   SLICE_ARG(feel_type_text(c->in->arena, right)));
        if (hint_arithmetic(c, n))
            return NULL;
        if (n->op == OP_ADD && (left->kind == FEEL_TYPE_STRING || right->kind == FEEL_TYPE_STRING))
            diag_hint(c->in->diags, "convert it to a string with string(%.*s)",
                      SLICE_ARG(advice_text(c, left->kind == FEEL_TYPE_STRING ? n->as.binary.right
                                                                              : n->as.binary.left)));
    }
    return NULL;
}

// --- unary tests ---

static void check_test(checker *c, const node *test, const node *subject)
{
    if (!c->in->scope->strict || subject == NULL)
        return;
    if (test->kind == NODE_TEST) {
        typecheck_comparison(c, test, (operator_kind)test->op, subject, test->as.binary.left);
        return;
    }
    if (test->mentions_input) {
        typecheck_boolean(c, test, "a test that mentions '?'");
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
        check_allowed_both(c, subject, test, USE_TEST);
}

void typecheck_tests(checker *c, const node *n, const node *subject)
{
    for (size_t i = 0; i < n->as.in.count; i++) {
        const size_t errors = c->in->diags->errors;
        typecheck_beside(c, n->as.in.tests[i],
                         subject == NULL         ? NULL
                         : subject->type != NULL ? subject->type
                                                 : feel_type_of_kind(FEEL_TYPE_ANY));
        warn_of_test(c, n->as.in.tests[i], subject != NULL ? subject->type : NULL);
        if (i > 0)
            warn_of_decimal_comma(c, n->as.in.tests[i - 1], n->as.in.tests[i]);
        if (c->in->diags->errors == errors)
            check_test(c, n->as.in.tests[i], subject);
    }
}
