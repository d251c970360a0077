// Rules and rows that follow each other in time: days on which none of them is in force, or two are.
#include "check/find.h"

#include "base/sort.h"
#include "feel/temporal.h"
#include "pack/dated.h"

/// A rule with dates, and what those that follow it share with it.
typedef struct dated_rule {
    const rule *rule;
    slice key;
} dated_rule;

typedef struct dated_list {
    dated_rule *items;
    size_t count, capacity;
} dated_list;

static slice text_of(const feel_expression *e)
{
    return e != NULL ? feel_expression_text(e) : (slice){0};
}

/// What a rule or row asks and is about: the same in all that follow each other. Of a row `when` is its cells.
static slice key_of(const analysis *an, const rule *r)
{
    const slice table = r->table != NULL ? r->table->id : (slice){0};
    return arena_format(an->arena, "%.*s|%d|%zu|%.*s|%.*s", SLICE_ARG(table), (int)r->kind, r->target,
                        SLICE_ARG(text_of(r->iterations)), SLICE_ARG(text_of(r->when)));
}

static int by_key_and_day(const void *a, const void *b, void *context)
{
    const dated_rule *x = a;
    const dated_rule *y = b;
    int order = slice_compare(x->key, y->key);
    (void)context;
    if (order != 0)
        return order;
    if (feel_is_null(x->rule->period.from) || feel_is_null(y->rule->period.from))
        return (int)feel_is_null(y->rule->period.from) - (int)feel_is_null(x->rule->period.from);
    (void)feel_order(x->rule->period.from, y->rule->period.from, &order);
    return order;
}

static slice day_text(const analysis *an, feel_value day)
{
    return feel_to_string(an->arena, day);
}

/// Holds two periods against each other of which one begins when the other ends, or nearly.
static void compare_periods(analysis *an, const rule *before, const rule *after)
{
    const feel_value until = before->period.until;
    const feel_value from = after->period.from;
    int order = 0;
    if (!pack_is_own(an->pack, before->changed_by) && !pack_is_own(an->pack, after->changed_by))
        return;
    if (pack_periods_meet(&before->period, &after->period)) {
        find_report(an, after->where, "date-overlap", "rule", after->id,
                    "'%.*s' and '%.*s' are both in force from %.*s on", SLICE_ARG(before->id),
                    SLICE_ARG(after->id),
                    SLICE_ARG(feel_is_null(from) ? SLICE("the beginning") : day_text(an, from)));
        diag_hint(an->diags, "'until' is the last day: end the first the day before");
        return;
    }
    const feel_value next =
        temporal_arithmetic(an->arena, '+', until, temporal_parse_duration(an->arena, SLICE("P1D")));
    if (!feel_order(next, from, &order) || order >= 0)
        return;
    find_report(an, after->where, "date-gap", "rule", after->id,
                "neither '%.*s' nor '%.*s' is in force from %.*s until the day before %.*s",
                SLICE_ARG(before->id), SLICE_ARG(after->id), SLICE_ARG(day_text(an, next)),
                SLICE_ARG(day_text(an, from)));
    diag_hint(an->diags, "begin with the day after the last one: from: %.*s", SLICE_ARG(day_text(an, next)));
}

void find_dates(analysis *an)
{
    dated_list list = {0};
    for (size_t i = 0; i < an->pack->rule_count && an->pack->is_dated; i++) {
        const rule *r = &an->pack->rules[i];
        if (feel_is_null(r->period.from) && feel_is_null(r->period.until))
            continue;
        const dated_rule one = {r, key_of(an, r)};
        ARENA_PUSH(an->arena, &list, items, count, capacity, one);
    }
    sort_stable(an->arena, list.items, list.count, sizeof *list.items, by_key_and_day, NULL);
    for (size_t i = 1; i < list.count; i++) {
        if (slice_equal(list.items[i - 1].key, list.items[i].key))
            compare_periods(an, list.items[i - 1].rule, list.items[i].rule);
    }
}
