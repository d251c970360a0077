// Warnings about FEEL that is valid, but certainly gives null or false, or something else than its author meant.
#include "feel/foreign.h"
#include "feel/remedy_temporal.h"
#include "feel/temporal.h"
#include "feel/typecheck_advice.h"

static void warn(checker *c, const node *at, const char *code, slice message, slice hint)
{
    diag_warning(c->in->diags, typecheck_place(c, at), code, "%.*s", SLICE_ARG(message));
    if (hint.len > 0)
        diag_hint(c->in->diags, "%.*s", SLICE_ARG(hint));
}

static const feel_value *literal_of(const node *n, feel_kind kind)
{
    return n->kind == NODE_LITERAL && n->as.literal.kind == kind ? &n->as.literal : NULL;
}

static bool whole_of(const node *n, int64_t *out)
{
    return n->kind == NODE_LITERAL && feel_to_int64(n->as.literal, out);
}

// --- calls that read a text ---

static temporal_wish wish_of_function(slice name)
{
    return slice_is(name, "date")            ? WISH_DATE
           : slice_is(name, "time")          ? WISH_TIME
           : slice_is(name, "date and time") ? WISH_DATE_TIME
           : slice_is(name, "duration")      ? WISH_DURATION
                                             : WISH_ANY;
}

static void warn_of_temporal_text(checker *c, const node *argument, slice name)
{
    arena *a = c->in->arena;
    const feel_value *text = literal_of(argument, FEEL_STRING);
    temporal_wish wish = wish_of_function(name);
    if (text == NULL || wish == WISH_ANY || !feel_is_null(temporal_remedy_value(a, feel_text(*text), wish)))
        return;
    temporal_remedy found;
    slice message = arena_format(a, "this is no %.*s", SLICE_ARG(name));
    slice hint = slice_of(temporal_form(wish));
    if (temporal_remedy_of(a, feel_text(*text), wish, "", &found)) {
        if (found.problem.len > 0)
            message = found.problem;
        if (found.instead.len > 0)
            hint = arena_format(a, "write %.*s", SLICE_ARG(found.instead));
    }
    warn(c, argument, "always-null", message, hint);
}

/// date(year, month, day) of literals.
static void warn_of_date_parts(checker *c, const node *call)
{
    int64_t parts[3];
    if (!slice_is(call->as.call.rows->name, "date") || call->as.call.count != 3 ||
        call->as.call.names != NULL)
        return;
    for (size_t i = 0; i < 3; i++) {
        if (!whole_of(call->as.call.arguments[i], &parts[i]))
            return;
    }
    slice problem = temporal_no_such_day(c->in->arena, parts[0], parts[1], parts[2]);
    const bool month = parts[1] < 1 || parts[1] > 12;
    if (problem.len > 0)
        warn(c, call->as.call.arguments[month ? 1 : 2], "always-null", problem,
             SLICE("the parts are year, month and day"));
}

// --- calls whose arguments never go together ---

static bool is_among(slice name, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (slice_is(name, *names))
            return true;
    }
    return false;
}

/// The first item that is surely no number; NULL if there is none.
static const node *stranger(node *const *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const node *n = items[i];
        const node *inner = n->kind == NODE_LIST ? stranger(n->as.list.items, n->as.list.count) : NULL;
        if (inner != NULL)
            return inner;
        const feel_type *type = is_kind(n->type, FEEL_TYPE_LIST) ? n->type->element : n->type;
        if (n->kind != NODE_LIST && !is_open(type) && type->kind != FEEL_TYPE_NUMBER)
            return n;
    }
    return NULL;
}

static void warn_of_sum(checker *c, const node *call)
{
    static const char *const numeric[] = {"sum", "product", "mean", "median", "stddev", "mode", NULL};
    slice name = call->as.call.rows->name;
    const node *odd = is_among(name, numeric) ? stranger(call->as.call.arguments, call->as.call.count) : NULL;
    if (odd == NULL)
        return;
    decimal d;
    const feel_value *text = literal_of(odd, FEEL_STRING);
    slice hint = SLICE("leave it out, or convert it");
    if (text != NULL && decimal_parse(feel_text(*text), &d))
        hint = arena_format(c->in->arena, "write %.*s without quotes", SLICE_ARG(feel_text(*text)));
    warn(c, odd, "always-null",
         arena_format(c->in->arena, "'%.*s' takes numbers, but this is %.*s", SLICE_ARG(name),
                      SLICE_ARG(feel_type_text(c->in->arena, odd->type))),
         hint);
}

/// min and max compare values of one kind.
static void warn_of_extremes(checker *c, const node *call)
{
    static const char *const names[] = {"min", "max", NULL};
    slice name = call->as.call.rows->name;
    node *const *items = call->as.call.arguments;
    size_t count = call->as.call.count;
    if (!is_among(name, names))
        return;
    if (count == 1 && items[0]->kind == NODE_LIST) {
        count = items[0]->as.list.count;
        items = items[0]->as.list.items;
    }
    for (size_t i = 1; i < count; i++) {
        if (feel_types_meet(items[0]->type, items[i]->type))
            continue;
        warn(c, items[i], "always-null",
             arena_format(c->in->arena, "'%.*s' compares values of one kind: the first is %.*s, this is %.*s",
                          SLICE_ARG(name), SLICE_ARG(feel_type_text(c->in->arena, items[0]->type)),
                          SLICE_ARG(feel_type_text(c->in->arena, items[i]->type))),
             (slice){NULL, 0});
        return;
    }
}

/// A list that has a name, where only a single value fits: right only if it has exactly one item.
static void warn_of_list(checker *c, const node *call)
{
    const builtin *row = call->as.call.rows;
    arena *a = c->in->arena;
    if (call->as.call.names != NULL)
        return;
    for (size_t i = 0; i < call->as.call.count && i < BUILTIN_MOST_PARAMETERS; i++) {
        const node *n = call->as.call.arguments[i];
        bool several = n->kind == NODE_NAME || (n->kind == NODE_LIST && n->as.list.count > 1);
        bool accepted = false;
        for (size_t r = 0; r < call->as.call.row_count; r++)
            accepted =
                accepted || i >= row[r].parameter_count || (row[r].parameters[i].accepts & ACCEPT_LIST) != 0;
        if (!several || accepted || !is_kind(n->type, FEEL_TYPE_LIST))
            continue;
        slice list = advice_text(c, n);
        slice hint;
        if (slice_is(row->name, "contains") && i == 0)
            hint = arena_format(a, "write list contains(%.*s, …)", SLICE_ARG(list));
        else if (row->result == RESULT_BOOLEAN)
            hint = arena_format(a, "write some x in %.*s satisfies %.*s(x%s)", SLICE_ARG(list),
                                SLICE_ARG(row->name), call->as.call.count > 1 ? ", …" : "");
        else
            hint = arena_format(a, "write for x in %.*s return %.*s(x%s)", SLICE_ARG(list),
                                SLICE_ARG(row->name), call->as.call.count > 1 ? ", …" : "");
        warn(c, n, "likely-mistake",
             arena_format(a, "'%.*s' takes one value, but this is a list", SLICE_ARG(row->name)), hint);
        return;
    }
}

void warn_of_call(checker *c, const node *call)
{
    if (!c->in->scope->strict)
        return;
    if (call->as.call.count == 1)
        warn_of_temporal_text(c, call->as.call.arguments[0], call->as.call.rows->name);
    warn_of_date_parts(c, call);
    warn_of_sum(c, call);
    warn_of_extremes(c, call);
    warn_of_list(c, call);
}

// --- operators ---

static bool is_moment(const feel_type *t)
{
    return is_kind(t, FEEL_TYPE_DATE) || is_kind(t, FEEL_TYPE_TIME) || is_kind(t, FEEL_TYPE_DATE_TIME);
}

static bool is_temporal(const feel_type *t)
{
    return t != NULL && t->kind >= FEEL_TYPE_DATE && t->kind <= FEEL_TYPE_MONTHS_DURATION;
}

/// How many digits begin the text, at most four.
static size_t digits_of(slice text)
{
    size_t count = 0;
    while (count < text.len && text.ptr[count] >= '0' && text.ptr[count] <= '9')
        count++;
    return count;
}

bool advice_date_without_quotes(const checker *c, const node *n, slice *date)
{
    slice text = advice_text(c, n);
    if (n->kind != NODE_ARITHMETIC || (n->op != OP_SUBTRACT && n->op != OP_DIVIDE))
        return false;
    slice rest = text;
    size_t lengths[3];
    const char sign = n->op == OP_SUBTRACT ? '-' : '/';
    for (size_t i = 0; i < 3; i++) {
        lengths[i] = digits_of(rest);
        bool last = i == 2;
        if (lengths[i] == 0 || lengths[i] > 4 ||
            (last ? rest.len != lengths[i] : rest.len == lengths[i] || rest.ptr[lengths[i]] != sign))
            return false;
        rest = slice_part(rest, lengths[i] + (last ? 0 : 1), rest.len);
    }
    temporal_remedy found;
    if (lengths[1] > 2 || (lengths[0] == 4) == (lengths[2] == 4) ||
        !temporal_remedy_of(c->in->arena, text, WISH_DATE, "@", &found) || found.instead.len == 0)
        return false;
    *date = found.instead;
    return true;
}

/// @"P30D" for the literal 30.
static slice days_hint(checker *c, const node *number)
{
    int64_t days;
    if (!whole_of(number, &days) || days < 0)
        return SLICE("write a duration: @\"P30D\", @\"PT12H\", @\"P1M\"");
    return arena_format(c->in->arena, "write a duration: @\"P%lldD\" for days, @\"P%lldM\" for months",
                        (long long)days, (long long)days);
}

void warn_of_arithmetic(checker *c, const node *n, const feel_type *beside)
{
    const node *left = n->as.binary.left;
    const node *right = n->as.binary.right;
    slice date;
    if (!c->in->scope->strict)
        return;
    if (!is_temporal(beside) && advice_date_without_quotes(c, n, &date)) {
        warn(c, n, "likely-mistake",
             arena_format(c->in->arena, "this %s numbers", n->op == OP_SUBTRACT ? "subtracts" : "divides"),
             arena_format(c->in->arena, "a date stands in quotes: %.*s", SLICE_ARG(date)));
        return;
    }
    bool adds = n->op == OP_ADD || n->op == OP_SUBTRACT;
    const node *number = is_kind(right->type, FEEL_TYPE_NUMBER) ? right : left;
    const node *moment = number == right ? left : right;
    if (is_kind(number->type, FEEL_TYPE_NUMBER) && is_moment(moment->type))
        warn(c, n, "always-null",
             arena_format(c->in->arena, "a number cannot be %s a %.*s",
                          adds ? n->op == OP_ADD ? "added to" : "subtracted from"
                               : "multiplied with or divided by",
                          SLICE_ARG(feel_type_text(c->in->arena, moment->type))),
             adds ? days_hint(c, number) : (slice){NULL, 0});
}

void warn_of_comparison(checker *c, const node *where, const node *left, const node *right)
{
    const node *number = is_kind(right->type, FEEL_TYPE_NUMBER) ? right : left;
    const node *span = number == right ? left : right;
    if (!c->in->scope->strict || !is_kind(number->type, FEEL_TYPE_NUMBER) || span->kind != NODE_ARITHMETIC ||
        span->op != OP_SUBTRACT || !is_moment(span->as.binary.left->type) ||
        !is_moment(span->as.binary.right->type))
        return;
    warn(c, where, "always-null", SLICE("a duration is compared with a number"), days_hint(c, number));
}

void warn_of_ends(checker *c, const node *where, const node *low, const node *high, bool is_range)
{
    int order;
    if (!c->in->scope->strict || !c->in->scope->alone || low->kind != NODE_LITERAL ||
        high->kind != NODE_LITERAL || !feel_order(low->as.literal, high->as.literal, &order) || order <= 0)
        return;
    slice first = advice_text(c, low);
    slice second = advice_text(c, high);
    if (is_range)
        warn(c, where, "always-null", SLICE("the range is written backwards"),
             arena_format(c->in->arena, "write [%.*s..%.*s]", SLICE_ARG(second), SLICE_ARG(first)));
    else
        warn(c, where, "likely-mistake",
             arena_format(c->in->arena, "nothing is between %.*s and %.*s", SLICE_ARG(first),
                          SLICE_ARG(second)),
             arena_format(c->in->arena, "write between %.*s and %.*s", SLICE_ARG(second), SLICE_ARG(first)));
}

void warn_of_test(checker *c, const node *test)
{
    const node *n = test->kind == NODE_LIST && test->as.list.count == 1 ? test->as.list.items[0] : test;
    int64_t low;
    int64_t high;
    if (!c->in->scope->strict || n->kind != NODE_ARITHMETIC || n->op != OP_SUBTRACT ||
        !whole_of(n->as.binary.left, &low) || !whole_of(n->as.binary.right, &high) || low >= high)
        return;
    warn(c, test, "likely-mistake",
         arena_format(c->in->arena, "this is the number %lld", (long long)low - (long long)high),
         arena_format(c->in->arena, "a range is written [%lld..%lld]", (long long)low, (long long)high));
}

void warn_of_decimal_comma(checker *c, const node *first, const node *second)
{
    const node *number = first->kind == NODE_TEST ? first->as.binary.left : first;
    slice text = c->in->source->text;
    if (!c->in->scope->strict || literal_of(number, FEEL_NUMBER) == NULL ||
        literal_of(second, FEEL_NUMBER) == NULL || number->offset + number->length + 1 != second->offset ||
        text.ptr[second->offset - 1] != ',')
        return;
    slice fraction = advice_text(c, second);
    const bool written_so = fraction.len > 1 && fraction.ptr[0] == '0';
    if (first->kind != NODE_TEST && !written_so)
        return;
    node whole = *number;
    whole.length = second->offset + second->length - number->offset;
    const bool thousands = fraction.len == 3 && text.ptr[number->offset] != '0';
    warn(c, &whole, "likely-mistake", SLICE("these are two tests"),
         thousands ? arena_format(c->in->arena, "a number is written without separators: %.*s%.*s",
                                  SLICE_ARG(advice_text(c, number)), SLICE_ARG(fraction))
                   : arena_format(c->in->arena, "a number has a decimal point: %.*s.%.*s",
                                  SLICE_ARG(advice_text(c, number)), SLICE_ARG(fraction)));
}

void warn_of_filter(checker *c, const node *filter)
{
    int64_t position;
    const node *condition = filter->as.filter.condition;
    if (c->in->scope->strict && whole_of(condition, &position) && position == 0)
        warn(c, condition, "always-null", SLICE("a list has no item 0"),
             SLICE("the first item is [1], and the last is [-1]"));
}
