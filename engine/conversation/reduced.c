// The tree and the reduced values are made by the same walk, so that a slot is found by counting.
#include "conversation/reduced.h"

#include "infer/reads.h"

static const feel_context *record_in(const fact *declared, feel_value v)
{
    return v.kind == FEEL_CONTEXT && declared->record != NULL && v.as.context->record != 0 ? v.as.context
                                                                                           : NULL;
}

// --- the tree ---

static void add_slots(arena *a, slot_tree *t, profile_slot at, const fact *declared, feel_value v);

static void add_within(arena *a, slot_tree *t, size_t fact_index, const fact *declared, feel_value v)
{
    const feel_context *record = record_in(declared, v);
    for (size_t i = 0; v.kind == FEEL_LIST && i < v.as.list->count; i++)
        add_within(a, t, fact_index, declared, v.as.list->items[i]);
    for (size_t i = 0; record != NULL && i < declared->record->field_count; i++)
        add_slots(a, t, (profile_slot){fact_index, record->record, i}, &declared->record->fields[i],
                  record->entries[i].value);
}

static void add_slots(arena *a, slot_tree *t, profile_slot at, const fact *declared, feel_value v)
{
    const size_t index = t->count;
    ARENA_PUSH(a, t, slots, count, capacity, at);
    ARENA_PUSH(a, t, ends, end_count, end_capacity, t->count);
    add_within(a, t, at.fact, declared, v);
    t->ends[index] = t->count;
}

slot_tree slot_tree_of(arena *a, const pack *p, const profile *person, const uint64_t *facts)
{
    slot_tree t = {.pack = p, .person = person};
    for (size_t i = 0; i < p->fact_count; i++) {
        if (bit_set_has(facts, i))
            add_slots(a, &t, (profile_slot){.fact = i}, &p->facts[i], person->values[i]);
    }
    return t;
}

size_t slot_tree_find(const slot_tree *t, profile_slot at)
{
    size_t i = 0;
    while (i < t->count && !profile_slot_equal(t->slots[i], at))
        i++;
    return i;
}

// --- reduced values ---

typedef struct reduction {
    arena *arena;
    const slot_tree *tree;
    const bool *kept;
    size_t next; ///< the slot that comes next in the walk
} reduction;

static feel_value reduce(reduction *r, const fact *declared, feel_value v);

static feel_value reduce_record(reduction *r, const fact *declared, const feel_context *old)
{
    feel_context *record = ARENA_NEW(r->arena, feel_context);
    feel_entry *entries = ARENA_ARRAY(r->arena, old->count, feel_entry);
    for (size_t i = 0; i < old->count; i++)
        entries[i] = (feel_entry){old->entries[i].name,
                                  reduce(r, &declared->record->fields[i], old->entries[i].value)};
    *record = *old;
    record->entries = entries;
    return (feel_value){.kind = FEEL_CONTEXT, .as.context = record};
}

static feel_value reduce_within(reduction *r, const fact *declared, feel_value v)
{
    const feel_context *record = record_in(declared, v);
    if (record != NULL)
        return reduce_record(r, declared, record);
    if (v.kind != FEEL_LIST || declared->record == NULL)
        return v;
    feel_value *items = ARENA_ARRAY(r->arena, v.as.list->count, feel_value);
    for (size_t i = 0; i < v.as.list->count; i++)
        items[i] = reduce_within(r, declared, v.as.list->items[i]);
    return feel_list_of(r->arena, items, v.as.list->count);
}

/// What is left of the value of the slot that comes next.
static feel_value reduce(reduction *r, const fact *declared, feel_value v)
{
    const size_t from = r->next;
    const size_t to = r->tree->ends[from];
    bool any = false;
    for (size_t i = from; i < to && !any; i++)
        any = r->kept[i];
    r->next = any ? from + 1 : to;
    return any ? reduce_within(r, declared, v) : feel_hidden();
}

profile reduced_profile(arena *a, const slot_tree *t, const bool *kept)
{
    const size_t count = t->pack->fact_count;
    reduction r = {.arena = a, .tree = t, .kept = kept};
    profile out = *t->person;
    out.values = ARENA_ARRAY(a, count, feel_value);
    out.stated = ARENA_ARRAY(a, count, bool);
    for (size_t i = 0; i < count; i++)
        out.values[i] = feel_hidden();
    while (r.next < t->count) {
        const size_t fact_index = t->slots[r.next].fact;
        out.values[fact_index] = reduce(&r, &t->pack->facts[fact_index], t->person->values[fact_index]);
        out.stated[fact_index] = !feel_is_null(out.values[fact_index]);
    }
    return out;
}
