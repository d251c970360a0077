// A region is looked at by an inference of its own, with what is chosen stated and all else unknown, and by its bounds. Rules that wait for
// nothing that can still be answered are left out of the bounds: they stay as they are.
#include "conversation/asking.h"
#include "infer/bounds.h"
#include "infer/evidence.h"
#include "infer/idle.h"

typedef struct rule_list {
    undetermined *items;
    size_t count, capacity;
} rule_list;

static bool is_open(const asking *k, const int *chosen, const undetermined *u)
{
    bool found = false;
    for (size_t i = 0; i < k->slot_count && !found; i++)
        found = chosen[i] == OPEN && asking_reaches(k, u, &k->slots[i]);
    return found;
}

/// The recommending rules of a list that may still turn out otherwise.
static rule_list open_rules(const asking *k, const int *chosen, const undetermined *list, size_t count,
                            arena *a)
{
    rule_list out = {0};
    for (size_t i = 0; i < count; i++) {
        if (k->of->pack->rules[list[i].rule].kind == RULE_RECOMMENDS && is_open(k, chosen, &list[i]))
            ARENA_PUSH(a, &out, items, count, capacity, list[i]);
    }
    return out;
}

/// True if the bound is of what the rule gives evidence for.
static bool is_bound_of(const pack *p, const certainty_bound *b, const undetermined *u)
{
    const rule *which = &p->rules[u->rule];
    if (b->recommendation != which->target)
        return false;
    const bool is_bound = which->about_variable >= 0 && (size_t)which->about_variable < u->bound;
    return !is_bound || !b->named || evidence_same_item(b->item, u->bindings[which->about_variable]);
}

/// True if the rule may change the first places.
static bool is_live(const inference *of, const bool *idle, const undetermined *u)
{
    bool found = false;
    for (size_t i = 0; i < of->bound_count && !found; i++)
        found = !idle[i] && is_bound_of(of->pack, &of->bounds[i], u);
    return found;
}

static void mark_live(const asking *k, const int *chosen, const inference *of, const bool *idle,
                      const rule_list *rules, bool *out)
{
    for (size_t i = 0; i < rules->count; i++) {
        if (!is_live(of, idle, &rules->items[i]))
            continue;
        for (size_t s = 0; s < k->slot_count; s++)
            out[s] = out[s] || (chosen[s] == OPEN && asking_reaches(k, &rules->items[i], &k->slots[s]));
    }
}

/// Counts the rules that decide about the next place: those for and against what may still take or lose it.
static void count_waits(const asking *k, const inference *of, const rule_list *rules, const bool *live,
                        size_t *waits)
{
    for (size_t i = 0; i < rules->count && of->rival != NULL; i++) {
        if (!is_bound_of(of->pack, of->rival, &rules->items[i]))
            continue;
        for (size_t s = 0; s < k->slot_count; s++)
            waits[s] += live[s] && asking_reaches(k, &rules->items[i], &k->slots[s]);
    }
}

static first_places places_of(const asking *k, const inference *of)
{
    supposed_advice *heads = ARENA_ARRAY(k->scratch, of->given_count, supposed_advice);
    supposition s = {.advices = heads};
    for (size_t i = 0; i < of->given_count; i++) {
        const advice *a = &of->advices[i];
        if (a->above < 0)
            heads[s.given_count++] = (supposed_advice){.recommendation = a->recommendation,
                                                       .item_name = a->item_name,
                                                       .position = a->position,
                                                       .rank = a->rank,
                                                       .is_head = true};
    }
    return first_places_of(k, &s);
}

static void look(asking *k, const int *chosen, run *r, const inference *found, region *out)
{
    inference of = *found;
    bool *live = ARENA_ARRAY(k->arena, k->slot_count, bool);
    size_t *waits = ARENA_ARRAY(k->arena, k->slot_count, size_t);
    const rule_list open = open_rules(k, chosen, of.undetermined, of.undetermined_count, k->scratch);
    const rule_list provisional = open_rules(k, chosen, of.provisional, of.provisional_count, k->scratch);
    const rule_list amounts = open_rules(k, chosen, of.open_priorities, of.open_priority_count, k->scratch);
    of.undetermined = open.items;
    of.undetermined_count = open.count;
    of.provisional = provisional.items;
    of.provisional_count = provisional.count;
    bounds_find(r, &of);
    bounds_settle(r, &of, k->top);
    const bool *idle = idle_find(k->scratch, &of, k->top);
    if (of.final_count < k->top) {
        mark_live(k, chosen, &of, idle, &open, live);
        mark_live(k, chosen, &of, idle, &provisional, live);
        mark_live(k, chosen, &of, idle, &amounts, live);
        count_waits(k, &of, &open, live, waits);
        count_waits(k, &of, &provisional, live, waits);
        count_waits(k, &of, &amounts, live, waits);
    }
    *out = (region){
        .is_live = live, .waits = waits, .places = places_of(k, found), .final_count = of.final_count};
    for (size_t i = 0; i < k->slot_count; i++)
        out->live_count += live[i];
    if (out->live_count == 0)
        out->final_count = k->top;
}

bool region_look(asking *k, const int *chosen, region *out)
{
    arena_reset(k->scratch);
    size_t count = 0;
    const profile_change *changes = changes_of(k, chosen, &count);
    const profile person = profile_variant(k->scratch, k->of->pack, k->of->profile, changes, count);
    feel_machine m;
    feel_machine_init(&m, k->scratch);
    m.clock = k->run->machine->clock;
    run r = run_start(&m, k->of->pack, &person, false);
    const inference *of = infer_run(&r);
    if (of != NULL)
        look(k, chosen, &r, of, out);
    return of != NULL;
}
