// Warnings about operators, ranges and tests that are FEEL, but certainly give null or false, or something else than was meant.
#include "feel/foreign.h"
#include "feel/remedy_temporal.h"
#include "feel/temporal.h"
#include "feel/typecheck_advice.h"

void advice_warn(checker *c, const node *at, const char *code, slice message, slice hint)
{
    diag_warning(c->in->diags, typecheck_place(c, at), code, "%.*s", SLICE_ARG(message));
    if (hint.len > 0)
        diag_hint(c->in->diags, "%.*s", SLICE_ARG(hint));
}

const feel_value *advice_literal(const node *n, feel_kind kind)
{
    return n->kind == NODE_LITERAL && n->as.literal.kind == kind ? &n->as.literal : NULL;
}

bool advice_whole(const node *n, int64_t *out)
{
    return n->kind == NODE_LITERAL && feel_to_int64(n->as.literal, out);
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
    if (!advice_whole(number, &days) || days < 0)
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
        advice_warn(
            c, n, "likely-mistake",
            arena_format(c->in->arena, "this %s numbers", n->op == OP_SUBTRACT ? "subtracts" : "divides"),
            arena_format(c->in->arena, "a date stands in quotes: %.*s", SLICE_ARG(date)));
        return;
    }
    bool adds = n->op == OP_ADD || n->op == OP_SUBTRACT;
    const node *number = is_kind(right->type, FEEL_TYPE_NUMBER) ? right : left;
    const node *moment = number == right ? left : right;
    if (is_kind(number->type, FEEL_TYPE_NUMBER) && is_moment(moment->type))
        advice_warn(c, n, "always-null",
                    arena_format(c->in->arena, "a number cannot be %s a %.*s",
                                 adds ? n->op == OP_ADD ? "added to" : "subtracted from"
                                      : "multiplied with or divided by",
                                 SLICE_ARG(feel_type_text(c->in->arena, moment->type))),
                    adds ? days_hint(c, number) : (slice){NULL, 0});
}

/// A difference of two moments.
static bool is_span(const node *n)
{
    return n->kind == NODE_ARITHMETIC && n->op == OP_SUBTRACT && is_moment(n->as.binary.left->type) &&
           is_moment(n->as.binary.right->type);
}

void warn_of_comparison(checker *c, const node *where, const node *left, const node *right)
{
    const node *span = is_span(left) ? left : right;
    const node *other = span == left ? right : left;
    if (!c->in->scope->strict || !is_span(span))
        return;
    if (is_kind(other->type, FEEL_TYPE_NUMBER))
        advice_warn(c, where, "always-null", SLICE("a duration is compared with a number"),
                    days_hint(c, other));
    if (is_kind(other->type, FEEL_TYPE_MONTHS_DURATION))
        advice_warn(c, where, "always-null", SLICE("days are compared with years and months"),
                    arena_format(c->in->arena,
                                 "write years and months duration(%.*s, %.*s) for the difference",
                                 SLICE_ARG(advice_text(c, span->as.binary.right)),
                                 SLICE_ARG(advice_text(c, span->as.binary.left))));
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
        advice_warn(c, where, "always-null", SLICE("the range is written backwards"),
                    arena_format(c->in->arena, "write [%.*s..%.*s]", SLICE_ARG(second), SLICE_ARG(first)));
    else
        advice_warn(
            c, where, "likely-mistake",
            arena_format(c->in->arena, "nothing is between %.*s and %.*s", SLICE_ARG(first),
                         SLICE_ARG(second)),
            arena_format(c->in->arena, "write between %.*s and %.*s", SLICE_ARG(second), SLICE_ARG(first)));
}

void warn_of_test(checker *c, const node *test, const feel_type *tested)
{
    warn_of_several(c, test, tested);
    const node *n = test->kind == NODE_LIST && test->as.list.count == 1 ? test->as.list.items[0] : test;
    int64_t low;
    int64_t high;
    if (!c->in->scope->strict || n->kind != NODE_ARITHMETIC || n->op != OP_SUBTRACT ||
        !advice_whole(n->as.binary.left, &low) || !advice_whole(n->as.binary.right, &high) || low >= high)
        return;
    advice_warn(
        c, test, "likely-mistake",
        arena_format(c->in->arena, "this is the number %lld", (long long)low - (long long)high),
        arena_format(c->in->arena, "a range is written [%lld..%lld]", (long long)low, (long long)high));
}

void warn_of_decimal_comma(checker *c, const node *first, const node *second)
{
    const node *number = first->kind == NODE_TEST ? first->as.binary.left : first;
    slice text = c->in->source->text;
    if (!c->in->scope->strict || advice_literal(number, FEEL_NUMBER) == NULL ||
        advice_literal(second, FEEL_NUMBER) == NULL ||
        number->offset + number->length + 1 != second->offset || text.ptr[second->offset - 1] != ',')
        return;
    slice fraction = advice_text(c, second);
    const bool written_so = fraction.len > 1 && fraction.ptr[0] == '0';
    if (first->kind != NODE_TEST && !written_so)
        return;
    node whole = *number;
    whole.length = second->offset + second->length - number->offset;
    const bool thousands = fraction.len == 3 && text.ptr[number->offset] != '0';
    advice_warn(c, &whole, "likely-mistake", SLICE("these are two tests"),
                thousands ? arena_format(c->in->arena, "a number is written without separators: %.*s%.*s",
                                         SLICE_ARG(advice_text(c, number)), SLICE_ARG(fraction))
                          : arena_format(c->in->arena, "a number has a decimal point: %.*s.%.*s",
                                         SLICE_ARG(advice_text(c, number)), SLICE_ARG(fraction)));
}

void warn_of_filter(checker *c, const node *filter)
{
    int64_t position;
    const node *condition = filter->as.filter.condition;
    if (c->in->scope->strict && advice_whole(condition, &position) && position == 0)
        advice_warn(c, condition, "always-null", SLICE("a list has no item 0"),
                    SLICE("the first item is [1], and the last is [-1]"));
}
