// range(), is(), and how points and ranges relate to each other (DMN 1.5, 10.3.4.9 and 10.3.4.10).
#include "feel/builtin.h"
#include "feel/parse.h"
#include "feel/temporal.h"

static feel_value call_is(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    if (arguments[0].kind != arguments[1].kind)
        return feel_boolean(false);
    if (arguments[0].kind >= FEEL_DATE && arguments[0].kind <= FEEL_DATE_TIME)
        return feel_boolean(temporal_identical(arguments[0], arguments[1]));
    return feel_boolean(feel_equal_spending(m, arguments[0], arguments[1]) == FEEL_TRUE);
}

/// date, time, date and time or duration.
static bool is_constructor(const node *n)
{
    static const slice names[] = {SLICE_INIT("date"), SLICE_INIT("time"), SLICE_INIT("date and time"),
                                  SLICE_INIT("duration")};
    bool found = false;
    for (size_t i = 0; n->kind == NODE_CALL && n->as.call.rows != NULL && i < 4; i++)
        found = found || slice_equal(n->as.call.rows->name, names[i]);
    return found;
}

/// An end point of a range in a text: a literal, a negative number, or a constructor of literals.
static bool is_plain_end(const node *n)
{
    if (n->kind == NODE_NEGATE)
        n = n->as.binary.left;
    if (n->kind == NODE_LITERAL)
        return !feel_is_null(n->as.literal);
    if (!is_constructor(n))
        return false;
    for (size_t i = 0; i < n->as.call.count; i++) {
        if (n->as.call.arguments[i]->kind != NODE_LITERAL)
            return false;
    }
    return true;
}

static feel_value call_range(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    source_text *source = ARENA_NEW(m->arena, source_text);
    source->text = feel_text(arguments[0]);
    if (!feel_spend(m, 100))
        return feel_null();
    const feel_expression *e = feel_parse_range_literal(m->arena, source);
    if (e == NULL)
        return feel_null();
    const node *low = e->root->as.range.low;
    const node *high = e->root->as.range.high;
    if ((low != NULL && !is_plain_end(low)) || (high != NULL && !is_plain_end(high)))
        return feel_null();
    feel_value v = feel_evaluate(m, e, NULL, 0);
    bool sound = v.kind == FEEL_RANGE && !(v.as.range->has_low && feel_is_null(v.as.range->low)) &&
                 !(v.as.range->has_high && feel_is_null(v.as.range->high));
    return sound ? v : feel_null();
}

// --- how two relate ---

/// A point or a range by its ends.
typedef struct span {
    feel_value low, high;
    bool low_closed, high_closed;
    bool point;
} span;

static bool span_of(feel_value v, span *out)
{
    if (v.kind != FEEL_RANGE) {
        *out = (span){v, v, true, true, true};
        return !feel_is_null(v);
    }
    const feel_range *r = v.as.range;
    *out = (span){r->low, r->high, r->low_closed, r->high_closed, false};
    return r->has_low && r->has_high && !feel_is_null(r->low) && !feel_is_null(r->high);
}

typedef enum relation {
    REL_BEFORE,
    REL_MEETS,
    REL_OVERLAPS,
    REL_OVERLAPS_BEFORE,
    REL_FINISHES,
    REL_INCLUDES,
    REL_STARTS,
    REL_COINCIDES
} relation;

/// How the ends of two spans are ordered: negative, 0 or positive.
typedef struct ends {
    int low_low, low_high, high_low, high_high;
} ends;

/// Whether the low end of `a` is at or after that of `b`, taking open ends into account.
static bool low_within(const span *a, const span *b, int order)
{
    return order > 0 || (order == 0 && (b->low_closed || !a->low_closed));
}

static bool high_within(const span *a, const span *b, int order)
{
    return order < 0 || (order == 0 && (b->high_closed || !a->high_closed));
}

static bool holds(relation how, const span *a, const span *b, const ends *o)
{
    switch (how) {
    case REL_BEFORE: return o->high_low < 0 || (o->high_low == 0 && (!a->high_closed || !b->low_closed));
    case REL_MEETS: return o->high_low == 0 && a->high_closed && b->low_closed;
    case REL_OVERLAPS: {
        bool apart_left = o->high_low < 0 || (o->high_low == 0 && (!a->high_closed || !b->low_closed));
        bool apart_right = o->low_high > 0 || (o->low_high == 0 && (!a->low_closed || !b->high_closed));
        return !apart_left && !apart_right;
    }
    case REL_OVERLAPS_BEFORE: {
        bool starts_before = o->low_low < 0 || (o->low_low == 0 && a->low_closed && !b->low_closed);
        bool touches = o->high_low > 0 || (o->high_low == 0 && a->high_closed && b->low_closed);
        bool ends_before = o->high_high < 0 || (o->high_high == 0 && (!a->high_closed || b->high_closed));
        return starts_before && touches && ends_before;
    }
    case REL_FINISHES:
        if (a->point)
            return o->high_high == 0 && b->high_closed;
        return o->high_high == 0 && a->high_closed == b->high_closed && low_within(a, b, o->low_low);
    case REL_INCLUDES: // a includes b
        return (o->low_low < 0 || (o->low_low == 0 && (a->low_closed || !b->low_closed))) &&
               (o->high_high > 0 || (o->high_high == 0 && (a->high_closed || !b->high_closed)));
    case REL_STARTS:
        if (a->point)
            return o->low_low == 0 && b->low_closed;
        return o->low_low == 0 && a->low_closed == b->low_closed && high_within(a, b, o->high_high);
    case REL_COINCIDES:
        return o->low_low == 0 && o->high_high == 0 && a->low_closed == b->low_closed &&
               a->high_closed == b->high_closed;
    }
    return false;
}

static feel_value relate(relation how, feel_value left, feel_value right)
{
    span a;
    span b;
    ends o;
    if (!span_of(left, &a) || !span_of(right, &b) || !feel_order(a.low, b.low, &o.low_low) ||
        !feel_order(a.low, b.high, &o.low_high) || !feel_order(a.high, b.low, &o.high_low) ||
        !feel_order(a.high, b.high, &o.high_high))
        return feel_null();
    return feel_boolean(holds(how, &a, &b, &o));
}

#define RELATION(name, how, first, second)                                                                   \
    static feel_value call_##name(feel_machine *m, const feel_value *arguments, size_t count)                \
    {                                                                                                        \
        (void)m;                                                                                             \
        (void)count;                                                                                         \
        return relate(how, arguments[first], arguments[second]);                                             \
    }

RELATION(before, REL_BEFORE, 0, 1)
RELATION(after, REL_BEFORE, 1, 0)
RELATION(meets, REL_MEETS, 0, 1)
RELATION(met_by, REL_MEETS, 1, 0)
RELATION(overlaps, REL_OVERLAPS, 0, 1)
RELATION(overlaps_before, REL_OVERLAPS_BEFORE, 0, 1)
RELATION(overlaps_after, REL_OVERLAPS_BEFORE, 1, 0)
RELATION(finishes, REL_FINISHES, 0, 1)
RELATION(finished_by, REL_FINISHES, 1, 0)
RELATION(includes, REL_INCLUDES, 0, 1)
RELATION(during, REL_INCLUDES, 1, 0)
RELATION(starts, REL_STARTS, 0, 1)
RELATION(started_by, REL_STARTS, 1, 0)
RELATION(coincides, REL_COINCIDES, 0, 1)

#define POINTS                                                                                               \
    (ACCEPT_NUMBER | ACCEPT_STRING | ACCEPT_DATE | ACCEPT_TIME | ACCEPT_DATE_TIME | ACCEPT_DAYS |            \
     ACCEPT_MONTHS)
#define RANGE(name)                PARAMETER(name, ACCEPT_RANGE)
#define POINT(name)                PARAMETER(name, POINTS)
#define ROW(name, call, help, ...) BUILTIN(name, call, RESULT_BOOLEAN, help, __VA_ARGS__)
/// Parameters are named for what they are: point and range, range and point, point1 and point2, or range1 and range2.
#define ROWS_OF_ALL(name, call, help)                                                                        \
    ROW(name, call, help, RANGE("range1"), RANGE("range2")),                                                 \
        ROW(name, call, help, POINT("point"), RANGE("range")),                                               \
        ROW(name, call, help, RANGE("range"), POINT("point")),                                               \
        ROW(name, call, help, POINT("point1"), POINT("point2"))

static const builtin rows[] = {
    BUILTIN("is", call_is, RESULT_BOOLEAN, "whether both are the same value, down to the fields as written",
            PARAMETER("value1", ACCEPT_ANY | PARAMETER_OPTIONAL),
            PARAMETER("value2", ACCEPT_ANY | PARAMETER_OPTIONAL)),
    BUILTIN("range", call_range, RESULT_RANGE, "the range written in a text",
            PARAMETER("from", ACCEPT_STRING)),
    ROWS_OF_ALL("before", call_before, "whether the first ends before the second begins"),
    ROWS_OF_ALL("after", call_after, "whether the first begins after the second ends"),
    ROW("meets", call_meets, "whether the first ends where the second begins", RANGE("range1"),
        RANGE("range2")),
    ROW("met by", call_met_by, "whether the first begins where the second ends", RANGE("range1"),
        RANGE("range2")),
    ROW("overlaps", call_overlaps, "whether both have a point in common", RANGE("range1"), RANGE("range2")),
    ROW("overlaps before", call_overlaps_before, "whether the first begins before the second and ends in it",
        RANGE("range1"), RANGE("range2")),
    ROW("overlaps after", call_overlaps_after, "whether the first begins in the second and ends after it",
        RANGE("range1"), RANGE("range2")),
    ROW("finishes", call_finishes, "whether the first ends the second", RANGE("range1"), RANGE("range2")),
    ROW("finishes", call_finishes, "whether the point ends the range", POINT("point"), RANGE("range")),
    ROW("finished by", call_finished_by, "whether the second ends the first", RANGE("range1"),
        RANGE("range2")),
    ROW("finished by", call_finished_by, "whether the point ends the range", RANGE("range"), POINT("point")),
    ROW("includes", call_includes, "whether the second lies within the first", RANGE("range1"),
        RANGE("range2")),
    ROW("includes", call_includes, "whether the point lies within the range", RANGE("range"), POINT("point")),
    ROW("during", call_during, "whether the first lies within the second", RANGE("range1"), RANGE("range2")),
    ROW("during", call_during, "whether the point lies within the range", POINT("point"), RANGE("range")),
    ROW("starts", call_starts, "whether the first begins the second", RANGE("range1"), RANGE("range2")),
    ROW("starts", call_starts, "whether the point begins the range", POINT("point"), RANGE("range")),
    ROW("started by", call_started_by, "whether the second begins the first", RANGE("range1"),
        RANGE("range2")),
    ROW("started by", call_started_by, "whether the point begins the range", RANGE("range"), POINT("point")),
    ROW("coincides", call_coincides, "whether both are the same range", RANGE("range1"), RANGE("range2")),
    ROW("coincides", call_coincides, "whether both are the same point", POINT("point1"), POINT("point2")),
};

const builtin_topic builtins_range = {rows, sizeof rows / sizeof *rows};
