// Hints for names, functions, fields and comparisons that do not fit.
#include "base/text.h"
#include "base/utf8.h"
#include "feel/foreign.h"
#include "feel/remedy_temporal.h"
#include "feel/temporal.h"
#include "feel/typecheck_advice.h"

slice advice_text(const checker *c, const node *n)
{
    slice text = slice_trim(slice_part(c->in->source->text, n->offset, n->length));
    return utf8_shortened(text, 60);
}

bool hint_is_text(const feel_type *type)
{
    if (is_kind(type, FEEL_TYPE_LIST) || is_kind(type, FEEL_TYPE_RANGE))
        type = type->element;
    return type == NULL || is_kind(type, FEEL_TYPE_STRING) || is_open(type);
}

bool hint_is_allowed(const feel_type *type, slice word)
{
    if (is_kind(type, FEEL_TYPE_LIST))
        type = type->element;
    for (size_t i = 0; type != NULL && i < type->allowed_count; i++) {
        if (type->allowed[i].kind == FEEL_STRING && slice_equal(feel_text(type->allowed[i]), word))
            return true;
    }
    return false;
}

/// `€50`: the sign counts as a letter.
static bool hint_currency(checker *c, slice name)
{
    static const char *const marks[] = {"\xE2\x82\xAC", "\xE2\x82\xB9", "\xE2\x82\xBF"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        slice mark = slice_of(marks[i]);
        slice rest = slice_part(name, mark.len, name.len);
        if (slice_starts_with(name, mark) && rest.len > 0 && rest.ptr[0] >= '0' && rest.ptr[0] <= '9') {
            diag_hint(c->in->diags, "write it without a sign of a currency: %.*s", SLICE_ARG(rest));
            return true;
        }
    }
    return false;
}

bool hint_name(checker *c, slice name, const feel_type *beside)
{
    diag_list *diags = c->in->diags;
    if (hint_is_allowed(beside, name)) {
        diag_hint(diags, "a text stands in quotes: \"%.*s\"", SLICE_ARG(name));
        return true;
    }
    if (beside == NULL && foreign_same_name(name, SLICE("last"))) {
        diag_hint(diags, "the last item of a list is list[-1]");
        return true;
    }
    const foreign_row *constant = foreign_constant(name);
    const char first = constant != NULL ? constant->remedy[strlen("write ")] : '\0';
    const bool number = first >= '0' && first <= '9';
    if (constant != NULL && !(number && is_kind(beside, FEEL_TYPE_STRING))) {
        diag_hint(diags, "%s", constant->remedy);
        return true;
    }
    return hint_currency(c, name);
}

// --- functions ---

/// The built-in of that name but for case, blanks and underscores; empty if there is none.
static slice builtin_like(arena *a, slice name)
{
    for (size_t i = 0; i < feel_function_count(); i++) {
        slice known = feel_function_describe(a, i).name;
        if (foreign_same_name(name, known))
            return known;
    }
    return (slice){NULL, 0};
}

bool hint_function(checker *c, const node *call, slice name)
{
    slice known = builtin_like(c->in->arena, name);
    if (slice_is(known, "concatenate") && call->as.call.count > 0 &&
        is_kind(call->as.call.arguments[0]->type, FEEL_TYPE_STRING))
        known = (slice){NULL, 0};
    if (known.len > 0 && foreign_same_name(name, SLICE("not")))
        diag_hint(c->in->diags, "write 'not' in lower case");
    else if (known.len > 0)
        diag_hint(c->in->diags, "did you mean '%.*s'?", SLICE_ARG(known));
    if (known.len > 0)
        return true;
    return hint_foreign(c, call, name);
}

bool hint_foreign(checker *c, const node *call, slice name)
{
    const feel_type *first = call->as.call.count > 0 ? call->as.call.arguments[0]->type : NULL;
    slice operands[FOREIGN_OPERANDS] = {{NULL, 0}};
    for (size_t i = 0; i < FOREIGN_OPERANDS && i < call->as.call.count; i++)
        operands[i] = advice_text(c, call->as.call.arguments[i]);
    const slice hint = foreign_call_remedy(c->in->arena, name, operands, call->as.call.count,
                                           is_kind(first, FEEL_TYPE_LIST)     ? FOREIGN_LIST
                                           : is_kind(first, FEEL_TYPE_STRING) ? FOREIGN_TEXT
                                                                              : FOREIGN_ANY);
    if (hint.len > 0)
        diag_hint(c->in->diags, "%.*s", SLICE_ARG(hint));
    return hint.len > 0;
}

bool hint_member(checker *c, const node *path)
{
    arena *a = c->in->arena;
    slice name = path->as.path.name;
    const node *object = path->as.path.object;
    slice subject = advice_text(c, object);
    bool list = is_kind(object->type, FEEL_TYPE_LIST);
    bool text = is_kind(object->type, FEEL_TYPE_STRING);
    const char *const *properties = temporal_property_names(feel_kind_of_type(object->type));
    for (; *properties != NULL; properties++) {
        slice bare = slice_part(name, 3, name.len);
        if (name.len > 3 && foreign_same_name(slice_part(name, 0, 3), SLICE("get")) &&
            foreign_same_name(bare, slice_of(*properties))) {
            diag_hint(c->in->diags, "write %.*s.%s", SLICE_ARG(subject), *properties);
            return true;
        }
    }
    static const char *const counts[] = {"length", "size", "count", "len"};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        if ((list || text) && foreign_same_name(name, slice_of(counts[i]))) {
            diag_hint(c->in->diags, "write %s(%.*s)", list ? "count" : "string length", SLICE_ARG(subject));
            return true;
        }
    }
    slice function = builtin_like(a, name);
    if (list && slice_is(function, "contains"))
        function = SLICE("list contains");
    if (function.len > 0) {
        size_t rows;
        const builtin *row = builtin_find(function, &rows);
        diag_hint(c->in->diags, "write %.*s(%.*s%s)", SLICE_ARG(function), SLICE_ARG(subject),
                  row->parameter_count > 1 ? ", …" : "");
        return true;
    }
    const foreign_row *row = foreign_function(name);
    if (row == NULL)
        return false;
    slice operands[] = {subject};
    diag_hint(c->in->diags, "%.*s", SLICE_ARG(foreign_remedy(a, row, operands, 1)));
    return true;
}

// --- truths ---

void hint_truth(checker *c, const node *n)
{
    slice name = advice_text(c, n);
    static const char *const yes[] = {"yes", "y", "on", "true"};
    static const char *const no[] = {"no", "n", "off", "false"};
    for (size_t i = 0; n->kind == NODE_LITERAL && n->as.literal.kind == FEEL_STRING && i < 4; i++) {
        slice text = feel_text(n->as.literal);
        if (foreign_same_name(text, slice_of(yes[i])) || foreign_same_name(text, slice_of(no[i]))) {
            diag_hint(c->in->diags, "write %s without quotes",
                      foreign_same_name(text, slice_of(yes[i])) ? "true" : "false");
            return;
        }
    }
    if (n->kind == NODE_NAME && n->as.name.binding == BINDING_BUILTIN)
        diag_hint(c->in->diags, "call the function: %.*s(…)", SLICE_ARG(name));
    else if (n->kind != NODE_LITERAL)
        diag_hint(c->in->diags, "compare it with something: %.*s = …", SLICE_ARG(name));
}

void hint_choice(checker *c, const node *connective, const node *odd)
{
    diag_list *diags = c->in->diags;
    const node *first = connective->as.list.items[0];
    if (connective->kind != NODE_OR || odd->kind != NODE_LITERAL)
        return;
    slice value = advice_text(c, odd);
    if (c->in->has_input && first->kind == NODE_LITERAL)
        diag_hint(diags, "tests are separated by ',' instead of 'or'");
    else if (first->kind == NODE_COMPARE && first->op == OP_EQUAL)
        diag_hint(diags, "write %.*s in (%.*s, %.*s)", SLICE_ARG(advice_text(c, first->as.binary.left)),
                  SLICE_ARG(advice_text(c, first->as.binary.right)), SLICE_ARG(value));
    else if (first->kind == NODE_COMPARE)
        diag_hint(diags, "repeat what is compared: %.*s … %.*s",
                  SLICE_ARG(advice_text(c, first->as.binary.left)), SLICE_ARG(value));
}

// --- comparisons ---

static bool is_string_literal(const node *n)
{
    return n->kind == NODE_LITERAL && n->as.literal.kind == FEEL_STRING;
}

static temporal_wish wish_of(const feel_type *type)
{
    switch (type->kind) {
    case FEEL_TYPE_DATE: return WISH_DATE;
    case FEEL_TYPE_TIME: return WISH_TIME;
    case FEEL_TYPE_DATE_TIME: return WISH_DATE_TIME;
    case FEEL_TYPE_DAYS_DURATION:
    case FEEL_TYPE_MONTHS_DURATION: return WISH_DURATION;
    default: return WISH_ANY;
    }
}

/// A text that is compared with a date, time or duration.
static bool advise_temporal(checker *c, const node *text, const feel_type *type, mismatch_advice *out)
{
    if (!is_string_literal(text) || type == NULL || type->kind < FEEL_TYPE_DATE ||
        type->kind > FEEL_TYPE_MONTHS_DURATION)
        return false;
    arena *a = c->in->arena;
    slice value = feel_text(text->as.literal);
    temporal_remedy found;
    feel_value already = temporal_remedy_value(a, value, wish_of(type));
    out->marked = text;
    if (!feel_is_null(already))
        out->hint = arena_format(a, "write @\"%.*s\"", SLICE_ARG(value));
    else if (!temporal_remedy_of(a, value, wish_of(type), "@", &found))
        out->hint = slice_of(temporal_form(wish_of(type)));
    else if (found.problem.len > 0)
        out->hint = found.problem;
    else
        out->hint = arena_format(a, "write %.*s", SLICE_ARG(found.instead));
    return true;
}

static bool advise_function(checker *c, const node *n, const node *other, mismatch_advice *out)
{
    if (n->kind != NODE_NAME || n->as.name.binding != BINDING_BUILTIN)
        return false;
    size_t rows;
    const builtin *row = builtin_find(n->as.name.text, &rows);
    out->marked = n;
    if (slice_is(n->as.name.text, "not"))
        out->hint = arena_format(c->in->arena, "write not(%.*s)", SLICE_ARG(advice_text(c, other)));
    else if ((slice_is(n->as.name.text, "any") || slice_is(n->as.name.text, "all")) && c->in->has_input)
        out->hint = SLICE("the test that anything passes is '-'");
    else
        out->hint = arena_format(c->in->arena, "call the function: %.*s",
                                 SLICE_ARG(builtin_signature(c->in->arena, row)));
    return true;
}

/// `5 < x < 10` is `(5 < x) < 10`.
static bool advise_chain(checker *c, const node *where, const node *left, const node *right,
                         mismatch_advice *out)
{
    if (where->kind != NODE_COMPARE || left->kind != NODE_COMPARE)
        return false;
    const node *middle = left->as.binary.right;
    slice text = c->in->source->text;
    size_t sign = middle->offset + middle->length;
    slice between = slice_trim(slice_part(text, sign, right->offset - sign));
    if (right->offset < sign || between.len > 2)
        return false;
    out->hint =
        arena_format(c->in->arena, "write %.*s and %.*s %.*s %.*s", SLICE_ARG(advice_text(c, left)),
                     SLICE_ARG(advice_text(c, middle)), SLICE_ARG(between), SLICE_ARG(advice_text(c, right)));
    return true;
}

/// A duration and a whole number: what it counts, or the duration of so many.
static bool advise_amount(checker *c, const node *literal, const node *other, slice *hint)
{
    int64_t amount;
    const bool months = is_kind(other->type, FEEL_TYPE_MONTHS_DURATION);
    if ((!months && !is_kind(other->type, FEEL_TYPE_DAYS_DURATION)) || !advice_whole(literal, &amount))
        return false;
    const slice text = temporal_unit_text(c->in->arena, amount, months ? SLICE("years") : SLICE("days"));
    if (text.len > 0)
        *hint = arena_format(c->in->arena, "write @\"%.*s\", or compare %.*s.%s", SLICE_ARG(text),
                             SLICE_ARG(advice_text(c, other)), months ? "years" : "days");
    return text.len > 0;
}

/// `hired > 2020`, `years = "seven"`: a name and a literal of another kind.
static void advise_literal(checker *c, const node *left, const node *right, mismatch_advice *out)
{
    const node *literal = right->kind == NODE_LITERAL ? right : left;
    const node *other = literal == right ? left : right;
    int64_t year;
    if (c->in->has_input && right->kind == NODE_COMPARE) { // `years > 5` in a cell of years
        const node *end = right->as.binary.right;
        size_t sign = right->as.binary.left->offset + right->as.binary.left->length;
        slice text = slice_trim(slice_part(c->in->source->text, sign, end->offset + end->length - sign));
        out->hint = arena_format(c->in->arena, "a test has no left side: write %.*s, or ? %.*s",
                                 SLICE_ARG(text), SLICE_ARG(text));
        return;
    }
    if (literal->kind != NODE_LITERAL || other->kind == NODE_LITERAL || other->length == 0)
        return;
    if ((is_kind(other->type, FEEL_TYPE_DATE) || is_kind(other->type, FEEL_TYPE_DATE_TIME)) &&
        feel_to_int64(literal->as.literal, &year) && year >= 1000 && year <= 9999)
        out->hint = arena_format(c->in->arena, "write %.*s.year, or a date: @\"%lld-01-31\"",
                                 SLICE_ARG(advice_text(c, other)), (long long)year);
    else if (advise_amount(c, literal, other, &out->hint))
        return;
    else
        out->hint = arena_format(c->in->arena, "what is compared with '%.*s' must be %.*s",
                                 SLICE_ARG(advice_text(c, other)),
                                 SLICE_ARG(feel_type_text(c->in->arena, other->type)));
}

static bool is_number_text(const node *n)
{
    decimal d;
    return is_string_literal(n) && decimal_parse(feel_text(n->as.literal), &d);
}

/// The comparison with its sides swapped.
static operator_kind turned(operator_kind op)
{
    switch (op) {
    case OP_LESS: return OP_GREATER;
    case OP_AT_MOST: return OP_AT_LEAST;
    case OP_GREATER: return OP_LESS;
    case OP_AT_LEAST: return OP_AT_MOST;
    default: return op;
    }
}

mismatch_advice advise_mismatch(checker *c, const node *where, const node *left, const node *right)
{
    mismatch_advice out = {where, {NULL, 0}};
    slice date;
    const node *quoted = is_number_text(right) ? right : left;
    if (advise_temporal(c, right, left->type, &out) || advise_temporal(c, left, right->type, &out) ||
        advise_function(c, right, left, &out) || advise_function(c, left, right, &out) ||
        advise_chain(c, where, left, right, &out))
        return out;
    if (advice_date_without_quotes(c, right, &date) || advice_date_without_quotes(c, left, &date)) {
        out.marked = advice_date_without_quotes(c, right, &date) ? right : left;
        out.hint = arena_format(c->in->arena, "a date stands in quotes: %.*s", SLICE_ARG(date));
    } else if (is_number_text(quoted)) {
        out.hint =
            arena_format(c->in->arena, "write %.*s without quotes", SLICE_ARG(feel_text(quoted->as.literal)));
    } else if (is_kind(left->type, FEEL_TYPE_LIST) != is_kind(right->type, FEEL_TYPE_LIST)) {
        const bool is_left = is_kind(left->type, FEEL_TYPE_LIST);
        const bool compares = where->kind == NODE_COMPARE || where->kind == NODE_TEST;
        const operator_kind op = compares ? (operator_kind)where->op : OP_EQUAL;
        out.hint = arena_format(c->in->arena, "to look for an item, write %.*s",
                                SLICE_ARG(advice_search(c, is_left ? op : turned(op), is_left ? left : right,
                                                        is_left ? right : left)));
    } else {
        advise_literal(c, left, right, &out);
    }
    return out;
}

bool hint_arithmetic(checker *c, const node *n)
{
    arena *a = c->in->arena;
    const node *const sides[] = {n->as.binary.left, n->as.binary.right};
    for (size_t i = 0; i < 2; i++) {
        const node *side = sides[i];
        const feel_type *other = sides[1 - i]->type;
        mismatch_advice function = {side, {NULL, 0}};
        if (advise_function(c, side, sides[1 - i], &function)) {
            diag_hint(c->in->diags, "%.*s", SLICE_ARG(function.hint));
            return true;
        }
        if (is_kind(other, FEEL_TYPE_NUMBER) && is_number_text(side)) {
            diag_hint(c->in->diags, "write %.*s without quotes", SLICE_ARG(feel_text(side->as.literal)));
            return true;
        }
        const bool moment = other->kind >= FEEL_TYPE_DATE && other->kind <= FEEL_TYPE_MONTHS_DURATION;
        temporal_remedy found;
        if (!moment || !is_string_literal(side))
            continue;
        slice text = feel_text(side->as.literal);
        if (!feel_is_null(temporal_remedy_value(a, text, WISH_ANY)))
            diag_hint(c->in->diags, "write @\"%.*s\"", SLICE_ARG(text));
        else if (temporal_remedy_of(a, text, WISH_ANY, "@", &found) && found.instead.len > 0)
            diag_hint(c->in->diags, "write %.*s", SLICE_ARG(found.instead));
        else
            diag_hint(c->in->diags, "%s", temporal_form(WISH_DURATION));
        return true;
    }
    return false;
}
