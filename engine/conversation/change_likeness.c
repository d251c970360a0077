#include "conversation/change_likeness.h"

/// An enumeration, and which of its values are alike.
typedef struct kin {
    const feel_type *type;
    size_t *likeness; ///< by allowed value; 0: it is mentioned
    size_t count;     ///< of those that are alike
} kin;

typedef struct marker {
    arena *arena;
    const inference *of;
    const relevance *bears;
    struct {
        kin *items;
        size_t count, capacity;
    } kins;
} marker;

static bool is_same_enumeration(const feel_type *a, const feel_type *b)
{
    bool same = a != NULL && b != NULL && a->allowed_count == b->allowed_count && a->allowed_count > 0;
    for (size_t i = 0; same && i < a->allowed_count; i++)
        same = feel_equal(a->allowed[i], b->allowed[i]) == FEEL_TRUE;
    return same;
}

static bool is_stated(feel_value within, feel_value v)
{
    bool found = within.kind == FEEL_STRING && feel_equal(within, v) == FEEL_TRUE;
    for (size_t i = 0; within.kind == FEEL_LIST && !found && i < within.as.list->count; i++)
        found = is_stated(within.as.list->items[i], v);
    for (size_t i = 0; within.kind == FEEL_CONTEXT && !found && i < within.as.context->count; i++)
        found = is_stated(within.as.context->entries[i].value, v);
    return found;
}

static bool is_mentioned(const marker *m, feel_value v)
{
    bool found = false;
    for (size_t i = 0; !found && i < m->bears->mentions.count; i++) {
        const mention *one = &m->bears->mentions.items[i];
        found = one->use == MENTION_COMPARED && feel_equal(one->constant, v) == FEEL_TRUE;
    }
    for (size_t i = 0; !found && i < m->of->pack->fact_count; i++)
        found = is_stated(m->of->values[i], v);
    return found;
}

/// True if the declared fact or field is computed with, so that its values may be told apart by more than their sameness.
static bool is_computed_with(const marker *m, const fact *declared, ptrdiff_t variable)
{
    bool found = false;
    for (size_t i = 0; !found && i < m->bears->mentions.count; i++) {
        const mention *one = &m->bears->mentions.items[i];
        found = one->use == MENTION_OTHER && slice_equal(one->name, declared->name) &&
                (variable < 0 || one->variable == variable);
    }
    return found;
}

/// True if rules look into texts of the enumeration.
static bool is_enumeration_computed_with(const marker *m, const feel_type *type)
{
    const pack *p = m->of->pack;
    bool found = false;
    for (size_t i = 0; i < p->fact_count && !found; i++)
        found =
            is_same_enumeration(p->facts[i].type, type) && is_computed_with(m, &p->facts[i], (ptrdiff_t)i);
    for (size_t t = 0; t < p->type_count; t++) {
        for (size_t i = 0; i < p->types[t].field_count && !found; i++)
            found = is_same_enumeration(p->types[t].fields[i].type, type) &&
                    is_computed_with(m, &p->types[t].fields[i], -1);
    }
    return found;
}

static kin *kin_of(marker *m, const feel_type *type)
{
    for (size_t i = 0; i < m->kins.count; i++) {
        if (is_same_enumeration(m->kins.items[i].type, type))
            return &m->kins.items[i];
    }
    kin added = {.type = type, .likeness = ARENA_ARRAY(m->arena, type->allowed_count, size_t)};
    for (size_t i = 0; i < type->allowed_count && !is_enumeration_computed_with(m, type); i++) {
        if (!is_mentioned(m, type->allowed[i]))
            added.likeness[i] = ++added.count;
    }
    ARENA_PUSH(m->arena, &m->kins, items, count, capacity, added);
    return &m->kins.items[m->kins.count - 1];
}

/// The text that a cell is about; null if it is about none.
static feel_value text_of(const value_cell *one)
{
    const feel_value v = one->kind == VALUE_POINT  ? one->sample
                         : one->kind == VALUE_WITH ? one->item
                                                   : feel_null();
    return v.kind == FEEL_STRING ? v : feel_null();
}

static void mark_slot(marker *m, change_slot *slot)
{
    const feel_type *type = slot->declared->type;
    const feel_type *single = type->kind == FEEL_TYPE_LIST ? type->element : type;
    if (single == NULL || single->allowed_count == 0)
        return;
    const kin *k = kin_of(m, single);
    value_cell *cells = ARENA_ARRAY(m->arena, slot->cells.count, value_cell);
    memcpy(cells, slot->cells.items, slot->cells.count * sizeof *cells);
    for (size_t i = 0; i < slot->cells.count; i++) {
        const feel_value v = text_of(&cells[i]);
        for (size_t n = 0; !feel_is_null(v) && n < single->allowed_count; n++) {
            if (k->likeness[n] == 0 || feel_equal(single->allowed[n], v) != FEEL_TRUE)
                continue;
            cells[i].kin = (size_t)(k - m->kins.items) + 1;
            cells[i].likeness = k->likeness[n];
        }
    }
    slot->cells.items = cells;
}

void change_find_likeness(arena *a, const inference *of, const relevance *bears, change_slot_list *slots)
{
    marker m = {.arena = a, .of = of, .bears = bears};
    for (size_t i = 0; i < slots->count; i++)
        mark_slot(&m, &slots->items[i]);
}

static const value_cell *cell_of(const change_searcher *s, size_t slot, size_t index)
{
    return &s->slots.searched.items[slot].cells.items[index];
}

bool change_is_first_alike(const change_searcher *s, const size_t *members, const size_t *cells, size_t count,
                           const value_cell *next)
{
    size_t most = 0;
    for (size_t i = 0; next->kin > 0 && i < count; i++) {
        const value_cell *one = cell_of(s, members[i], cells[i]);
        if (one->kin == next->kin && one->likeness > most)
            most = one->likeness;
    }
    return next->kin == 0 || next->likeness <= most + 1;
}

/// What an exchange makes of likenesses, while it is made up.
typedef struct exchange {
    change_searcher *search;
    const size_t *members;
    size_t count;
    const size_t *from; ///< a combination of cells
    size_t *to;         ///< what becomes of it
    change_combinations *out;
} exchange;

static void keep(const exchange *e)
{
    for (size_t i = 0; i < e->count; i++)
        ARENA_PUSH(e->search->run->arena, e->out, items, count, capacity, e->to[i]);
}

/// True if the cell may stand for the member's: the same likenesses become the same, and different ones different.
static bool may_become(const exchange *e, size_t member, const value_cell *becomes)
{
    const value_cell *was = cell_of(e->search, e->members[member], e->from[member]);
    bool may = becomes->kin == was->kin && becomes->kind == was->kind;
    for (size_t i = 0; may && i < member; i++) {
        const value_cell *other_was = cell_of(e->search, e->members[i], e->from[i]);
        const value_cell *other = cell_of(e->search, e->members[i], e->to[i]);
        if (other_was->kin == was->kin)
            may = (other_was->likeness == was->likeness) == (other->likeness == becomes->likeness);
    }
    return may;
}

static void exchange_from(exchange *e, size_t member)
{
    if (member == e->count) {
        keep(e);
        return;
    }
    const value_cells *cells = &e->search->slots.searched.items[e->members[member]].cells;
    const bool is_alike = cells->items[e->from[member]].kin > 0;
    e->to[member] = e->from[member];
    if (!is_alike) {
        exchange_from(e, member + 1);
        return;
    }
    for (size_t i = 0; i < cells->count; i++) {
        if (i == cells->now || !may_become(e, member, &cells->items[i]))
            continue;
        e->to[member] = i;
        exchange_from(e, member + 1);
    }
}

change_combinations change_with_alike(change_searcher *s, const size_t *members, size_t count,
                                      const change_combinations *from)
{
    change_combinations out = {0};
    exchange e = {.search = s,
                  .members = members,
                  .count = count,
                  .to = ARENA_ARRAY(s->run->arena, count, size_t),
                  .out = &out};
    for (size_t i = 0; i < from->count; i += count) {
        e.from = from->items + i;
        exchange_from(&e, 0);
    }
    return out;
}
