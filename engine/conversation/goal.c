#include "conversation/goal.h"

#include "infer/evidence.h"
#include "infer/replay.h"

static bool is_item(const goal_item *item, slice name, uint32_t position)
{
    const bool is_record = item->value.kind == FEEL_CONTEXT && item->value.as.context->record > 0;
    return is_record ? item->position == position : slice_equal(item->name, name);
}

bool goal_is_about(const goal *g, size_t target, slice item_name, uint32_t position)
{
    if (target != g->recommendation)
        return false;
    if (g->kind == GOAL_ITEM)
        return is_item(&g->item, item_name, position);
    bool known = false;
    for (size_t i = 0; g->kind == GOAL_UNNAMED && i < g->known_count && !known; i++)
        known = is_item(&g->known[i], item_name, position);
    return !known;
}

static bool is_among_first(const goal *g, size_t rank)
{
    return rank > 0 && (g->top == 0 || rank <= g->top);
}

const supposed_advice *goal_find(const goal *g, const supposition *s)
{
    for (size_t i = 0; i < s->count; i++) { // those given come first
        const supposed_advice *a = &s->advices[i];
        if (goal_is_about(g, a->recommendation, a->item_name, a->position))
            return a;
    }
    return NULL;
}

bool goal_is_met(const goal *g, const supposition *s)
{
    const supposed_advice *found = s->is_exhausted ? NULL : goal_find(g, s);
    return found != NULL && is_among_first(g, found->rank);
}

const advice *goal_find_advice(const goal *g, const inference *of)
{
    for (size_t i = 0; i < of->advice_count; i++) {
        const advice *a = &of->advices[i];
        if (goal_is_about(g, a->recommendation, a->item_name, a->position))
            return a;
    }
    return NULL;
}

bool goal_is_met_by(const goal *g, const inference *of)
{
    const advice *found = goal_find_advice(g, of);
    return found != NULL && is_among_first(g, found->rank);
}

// --- items ---

typedef struct item_list {
    goal_item *items;
    size_t count, capacity;
} item_list;

typedef struct item_search {
    arena *arena;
    const inference *of;
    size_t rule;
    item_list found;
} item_search;

static void add_item(item_search *s, feel_value v)
{
    const rule *r = &s->of->pack->rules[s->rule];
    if (feel_is_null(v))
        return;
    for (size_t i = 0; i < s->found.count; i++) {
        if (evidence_same_item(s->found.items[i].value, v))
            return;
    }
    const goal_item item = {v, infer_item_name(s->arena, s->of->pack, r, (size_t)r->about_variable, v),
                            v.kind == FEEL_CONTEXT ? v.as.context->record : 0};
    ARENA_PUSH(s->arena, &s->found, items, count, capacity, item);
}

static void add_bound(void *state, const feel_value *values, const feel_value *bindings)
{
    item_search *s = state;
    (void)values;
    if (bindings != NULL)
        add_item(s, bindings[s->of->pack->rules[s->rule].about_variable]);
}

/// Adds the items of a list that the rule runs over; gives whether there may be more.
static bool add_list(item_search *s, size_t fact_index)
{
    const rule *r = &s->of->pack->rules[s->rule];
    const fact *f = &s->of->pack->facts[fact_index];
    const feel_value v = s->of->profile->values[fact_index];
    if (f->record == NULL || f->record->type != r->variables[r->about_variable].type)
        return false;
    for (size_t i = 0; v.kind == FEEL_LIST && i < v.as.list->count; i++)
        add_item(s, v.as.list->items[i]);
    return v.kind != FEEL_LIST || !f->fixed;
}

static bool add_of_rule(item_search *s, feel_machine *m)
{
    const rule *r = &s->of->pack->rules[s->rule];
    size_t count = 0;
    bool open = false;
    const size_t *reads = feel_expression_reads(r->iterations, &count);
    for (size_t i = 0; i < count; i++) {
        if (reads[i] < s->of->pack->fact_count)
            open = add_list(s, reads[i]) || open;
    }
    infer_replay(m, s->of, s->rule, add_bound, s);
    return open;
}

const goal_item *goal_items(const condition_scope *in, const inference *of, size_t target, size_t *count,
                            bool *open)
{
    item_search s = {.arena = in->machine->arena, .of = of};
    *open = false;
    for (s.rule = 0; s.rule < of->pack->rule_count; s.rule++) {
        const rule *r = &of->pack->rules[s.rule];
        if (r->kind == RULE_RECOMMENDS && r->target == target && r->about_variable >= 0)
            *open = add_of_rule(&s, in->machine) || *open;
    }
    *count = s.found.count;
    return s.found.items;
}
