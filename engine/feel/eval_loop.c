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
    value_list results;        ///< of `for`
    feel_list partial_list;    ///< what `partial` shows
    bool unknown, decided;     ///< of `some` and `every`
    bool impossible;           ///< a domain is null: so is the loop
    unsigned doubtful;         ///< variables whose item may not be there
    const feel_binder *binder; ///< of feel_bind: receives the values instead of a body
    feel_value *bindings;      ///< likewise
} loop;

/// What the body gave for an item that may not be there decides nothing.
static bool run_doubtful_body(loop *l)
{
    feel_value v = eval_node(l->env, l->node->as.loop.body);
    bool decides = v.kind == FEEL_BOOLEAN && v.as.boolean == (l->node->kind == NODE_SOME);
    l->unknown = l->unknown || v.kind != FEEL_BOOLEAN || decides;
    return !l->env->machine->exhausted;
}

/// A domain has no items that could be gone over. True if the loop goes on: for those who ask what it waits for, also a `for` that is null
/// now, since it waits for the domain of each item.
static bool run_nothing(loop *l, size_t index)
{
    feel_machine *m = l->env->machine;
    if (l->binder != NULL)
        l->binder->open(l->binder->state, index, false);
    else
        l->impossible = true;
    return (l->binder != NULL || (m->trace_unknowns && l->node->kind == NODE_FOR)) && !m->exhausted;
}

/// The body for one combination of the loop's variables; false ends the loop.
static bool run_body(loop *l)
{
    if (l->binder != NULL)
        return l->binder->bound(l->binder->state) && !l->env->machine->exhausted;
    env *e = l->env;
    const node *n = l->node;
    if (l->doubtful > 0 && n->kind != NODE_FOR)
        return run_doubtful_body(l);
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
    if (l->binder != NULL)
        l->bindings[index] = v;
    return feel_spend(l->env->machine, 1) && run_iteration(l, index + 1);
}

/// From one integer to another, upwards or downwards.
static bool run_numbers(loop *l, size_t index, feel_value from, feel_value to)
{
    int64_t first;
    int64_t last;
    if (!feel_to_int64(from, &first) || !feel_to_int64(to, &last))
        return run_nothing(l, index);
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
    return run_nothing(l, index);
}

/// Runs through the values of one iteration, and for each of them through those of the next.
static bool run_iteration(loop *l, size_t index)
{
    if (index == l->node->as.loop.count)
        return run_body(l);
    const iteration *it = &l->node->as.loop.iterations[index];
    feel_value domain = eval_node(l->env, it->domain);
    if (it->to != NULL)
        return run_interval(l, index, domain, eval_node(l->env, it->to));
    if (domain.kind == FEEL_RANGE) { // only closed ranges have a first and a last
        const feel_range *r = domain.as.range;
        bool counts = r->has_low && r->has_high && r->low_closed && r->high_closed;
        return counts ? run_interval(l, index, r->low, r->high) : run_nothing(l, index);
    }
    possible_items items;
    if (!eval_possible_items(l->env->machine->arena, domain, &items) ||
        (items.sure != NULL && l->node->kind == NODE_FOR && l->binder == NULL))
        return run_nothing(l, index);
    for (size_t i = 0; i < items.list.count; i++) {
        const bool doubtful = !eval_is_sure(&items, i);
        if (doubtful && l->binder != NULL) {
            l->bindings[index] = items.list.items[i];
            l->binder->open(l->binder->state, index + 1, true);
            continue;
        }
        l->doubtful += doubtful;
        const bool goes_on = run_with(l, index, items.list.items[i]);
        l->doubtful -= doubtful;
        if (!goes_on)
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

void feel_bind(feel_machine *m, const feel_expression *iterations, const feel_value *values, size_t count,
               feel_value *bindings, const feel_binder *to)
{
    env e = eval_env(m, iterations, values, count);
    loop l = {.env = &e, .node = iterations->root, .binder = to, .bindings = bindings};
    (void)run_iteration(&l, 0);
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

/// The item at a position of a list some of whose items may not be there: none of those may stand before it.
static feel_value possible_item_at(const possible_items *items, feel_value index)
{
    int64_t position;
    if (items->sure == NULL)
        return item_at(items->list, index);
    if (!feel_to_int64(index, &position))
        return feel_null();
    for (size_t i = 0; i < items->list.count; i++) {
        const bool counts =
            position > 0 ? (int64_t)i < position : (int64_t)(items->list.count - i) <= -position;
        if (counts && !items->sure[i])
            return feel_null();
    }
    return item_at(items->list, index);
}

/// Items that a filter keeps. If its condition is unknown, they may be in the list or not.
typedef struct kept_items {
    value_list values;
    struct {
        bool *items;
        size_t count, capacity;
    } sure;
} kept_items;

static void keep(arena *a, kept_items *kept, feel_value item, bool sure)
{
    ARENA_PUSH(a, &kept->values, items, count, capacity, item);
    ARENA_PUSH(a, &kept->sure, items, count, capacity, sure);
}

/// True if a condition that is unknown leaves open whether an item stays, and is no unknown position.
static bool is_doubt(const env *e, const node *condition, feel_value v)
{
    return e->machine->open_unknowns && feel_is_null(v) && condition->type != NULL &&
           condition->type->kind == FEEL_TYPE_BOOLEAN;
}

/// The filter of a list without items: a computed position is out of bounds.
static feel_value filter_nothing(env *e, const node *n)
{
    e->locals[n->as.filter.slot] = feel_null();
    bool is_position = eval_node(e, n->as.filter.condition).kind == FEEL_NUMBER;
    return is_position ? feel_null() : feel_list_of(e->machine->arena, NULL, 0);
}

feel_value eval_filter(env *e, const node *n)
{
    feel_value object = eval_node(e, n->as.filter.list);
    arena *a = e->machine->arena;
    const node *condition = n->as.filter.condition;
    possible_items from = {{0, NULL}, NULL};
    bool known = eval_possible_items(a, object, &from);
    if (feel_is_hidden(object))
        return object;
    if (is_index(condition))
        return possible_item_at(&from, condition->as.literal);
    if (!known)
        return feel_null();
    if (from.list.count == 0)
        return filter_nothing(e, n);
    kept_items kept = {0};
    for (size_t i = 0; i < from.list.count && !e->machine->exhausted; i++) {
        e->locals[n->as.filter.slot] = from.list.items[i];
        feel_value v = eval_node(e, condition);
        if (v.kind == FEEL_NUMBER)
            return possible_item_at(&from, v);
        if (feel_is_true(v))
            keep(a, &kept, from.list.items[i], eval_is_sure(&from, i));
        else if (is_doubt(e, condition, v))
            keep(a, &kept, from.list.items[i], false);
        else if (v.kind != FEEL_BOOLEAN && (!feel_is_null(v) || e->machine->open_unknowns))
            return feel_null();
    }
    return eval_partial_list(a, kept.values.items, kept.sure.items, kept.values.count);
}
