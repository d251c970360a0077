// Loops and filters: for, some, every, list[condition], list[index].
#include "feel/eval.h"

#include "feel/temporal.h"

typedef struct value_list {
    feel_value *items;
    size_t count, capacity;
} value_list;

feel_list eval_as_list(arena *a, feel_value v)
{
    if (v.kind == FEEL_LIST)
        return *v.as.list;
    if (feel_is_null(v))
        return (feel_list){0, NULL};
    feel_value *one = ARENA_NEW(a, feel_value);
    *one = v;
    return (feel_list){1, one};
}

/// A running loop.
typedef struct loop {
    env *env;
    const node *node;
    value_list results;     ///< of `for`
    feel_list partial_list; ///< what `partial` shows
    bool unknown, decided;  ///< of `some` and `every`
    bool impossible;        ///< a domain is null, and so is the loop
} loop;

/// The body for one combination of the loop's variables; false ends the loop.
static bool run_body(loop *l)
{
    env *e = l->env;
    const node *n = l->node;
    if (n->kind == NODE_FOR) {
        if (n->as.loop.uses_partial)
            e->locals[n->as.loop.partial_slot] =
                feel_list_of(e->machine->arena, l->results.items, l->results.count);
        feel_value v = eval_node(e, n->as.loop.body);
        ARENA_PUSH(e->machine->arena, &l->results, items, count, capacity, v);
        return !e->machine->exhausted;
    }
    feel_value v = eval_node(e, n->as.loop.body);
    l->unknown = l->unknown || v.kind != FEEL_BOOLEAN;
    l->decided = v.kind == FEEL_BOOLEAN && v.as.boolean == (n->kind == NODE_SOME);
    return !l->decided && !e->machine->exhausted;
}

static bool run_iteration(loop *l, size_t index);

static bool run_with(loop *l, size_t index, feel_value v)
{
    l->env->locals[l->node->as.loop.iterations[index].slot] = v;
    return feel_spend(l->env->machine, 1) && run_iteration(l, index + 1);
}

/// From one integer to another, upwards or downwards.
static bool run_numbers(loop *l, size_t index, feel_value from, feel_value to)
{
    int64_t first;
    int64_t last;
    if (!feel_to_int64(from, &first) || !feel_to_int64(to, &last)) {
        l->impossible = true;
        return false;
    }
    for (int64_t i = first;; i += first <= last ? 1 : -1) {
        if (!run_with(l, index, feel_integer(i)))
            return false;
        if (i == last)
            return true;
    }
}

/// From one date to another, day by day.
static bool run_dates(loop *l, size_t index, feel_value from, feel_value to)
{
    const feel_temporal *a = from.as.temporal;
    const feel_temporal *b = to.as.temporal;
    int64_t first = temporal_days_from_civil(a->year, a->month, a->day);
    int64_t last = temporal_days_from_civil(b->year, b->month, b->day);
    for (int64_t day = first;; day += first <= last ? 1 : -1) {
        feel_temporal *t = ARENA_NEW(l->env->machine->arena, feel_temporal);
        int64_t year;
        unsigned month;
        unsigned day_of_month;
        temporal_civil_from_days(day, &year, &month, &day_of_month);
        *t = (feel_temporal){.year = (int32_t)year, .month = (uint8_t)month, .day = (uint8_t)day_of_month};
        if (!run_with(l, index, (feel_value){.kind = FEEL_DATE, .as.temporal = t}))
            return false;
        if (day == last)
            return true;
    }
}

static bool run_interval(loop *l, size_t index, feel_value from, feel_value to)
{
    if (from.kind == FEEL_NUMBER && to.kind == FEEL_NUMBER)
        return run_numbers(l, index, from, to);
    if (from.kind == FEEL_DATE && to.kind == FEEL_DATE)
        return run_dates(l, index, from, to);
    l->impossible = true;
    return false;
}

/// Runs through the values of one iteration, and for each of them through those of the next.
static bool run_iteration(loop *l, size_t index)
{
    if (index == l->node->as.loop.count)
        return run_body(l);
    const iteration *it = &l->node->as.loop.iterations[index];
    const node *written = it->domain;
    if (it->to == NULL && written->kind == NODE_RANGE && written->as.range.low_closed &&
        written->as.range.high_closed) { // [a..b] as a domain is a..b, downwards too
        feel_value from = eval_node(l->env, written->as.range.low);
        return run_interval(l, index, from, eval_node(l->env, written->as.range.high));
    }
    feel_value domain = eval_node(l->env, it->domain);
    if (it->to != NULL)
        return run_interval(l, index, domain, eval_node(l->env, it->to));
    if (domain.kind == FEEL_RANGE) { // only closed ranges have a first and a last
        const feel_range *r = domain.as.range;
        l->impossible = !r->has_low || !r->has_high || !r->low_closed || !r->high_closed;
        return !l->impossible && run_interval(l, index, r->low, r->high);
    }
    if (feel_is_null(domain)) {
        l->impossible = true;
        return false;
    }
    feel_list items = eval_as_list(l->env->machine->arena, domain);
    for (size_t i = 0; i < items.count; i++) {
        if (!run_with(l, index, items.items[i]))
            return false;
    }
    return true;
}

feel_value eval_for(env *e, const node *n)
{
    loop l = {.env = e, .node = n};
    (void)run_iteration(&l, 0);
    if (l.impossible || e->machine->exhausted)
        return feel_null();
    return feel_list_of(e->machine->arena, l.results.items, l.results.count);
}

feel_value eval_quantified(env *e, const node *n)
{
    loop l = {.env = e, .node = n};
    (void)run_iteration(&l, 0);
    if (l.decided)
        return feel_boolean(n->kind == NODE_SOME);
    if (l.impossible || l.unknown || e->machine->exhausted)
        return feel_null();
    return feel_boolean(n->kind == NODE_EVERY);
}

bool eval_position(const feel_list *list, feel_value position, size_t *index)
{
    int64_t p;
    if (!feel_to_int64(position, &p) || p == 0)
        return false;
    int64_t at = p > 0 ? p - 1 : (int64_t)list->count + p;
    *index = (size_t)at;
    return at >= 0 && at < (int64_t)list->count;
}

/// `list[position]`.
static feel_value item_at(feel_list list, feel_value position)
{
    size_t index;
    return eval_position(&list, position, &index) ? list.items[index] : feel_null();
}

static bool is_index(const node *condition)
{
    return condition->kind == NODE_LITERAL && condition->as.literal.kind == FEEL_NUMBER;
}

feel_value eval_filter(env *e, const node *n)
{
    feel_value object = eval_node(e, n->as.filter.list);
    arena *a = e->machine->arena;
    if (is_index(n->as.filter.condition))
        return item_at(eval_as_list(a, object), n->as.filter.condition->as.literal);
    if (feel_is_null(object))
        return feel_null();
    feel_list list = eval_as_list(a, object);
    value_list kept = {0};
    for (size_t i = 0; i < list.count && !e->machine->exhausted; i++) {
        e->locals[n->as.filter.slot] = list.items[i];
        feel_value v = eval_node(e, n->as.filter.condition);
        if (v.kind == FEEL_NUMBER)
            return item_at(list, v);
        if (feel_is_true(v))
            ARENA_PUSH(a, &kept, items, count, capacity, list.items[i]);
        else if (v.kind != FEEL_BOOLEAN && !feel_is_null(v))
            return feel_null();
    }
    if (list.count == 0) { // a computed index is out of bounds even if there are no items
        e->locals[n->as.filter.slot] = feel_null();
        if (eval_node(e, n->as.filter.condition).kind == FEEL_NUMBER)
            return feel_null();
    }
    return feel_list_of(a, kept.items, kept.count);
}
