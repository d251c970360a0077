// Tries the values of a set of slots, slot by slot: bounds refuse what cannot lead to the goal whatever the slots that follow are.
#include "conversation/change_likeness.h"

typedef struct trying {
    change_searcher *search;
    const size_t *members;
    size_t count;
    size_t *cells;
    change_combinations found;
    const change_watcher *watcher;
} trying;

static const change_slot *slot_at(const trying *t, size_t member)
{
    return &t->search->slots.searched.items[t->members[member]];
}

static bool meets_goal(trying *t)
{
    change_searcher *s = t->search;
    arena_reset(s->scratch);
    profile_change *changes = ARENA_ARRAY(s->scratch, t->count, profile_change);
    for (size_t i = 0; i < t->count; i++)
        changes[i] = (profile_change){slot_at(t, i)->at, slot_at(t, i)->cells.items[t->cells[i]].sample};
    const supposition supposed = suppose(s->supposer, changes, t->count);
    return goal_is_met(s->goal, &supposed);
}

static void keep(trying *t)
{
    for (size_t i = 0; i < t->count; i++)
        ARENA_PUSH(t->search->run->arena, &t->found, items, count, capacity, t->cells[i]);
}

static void refuse(const trying *t)
{
    if (!t->search->stopped)
        t->watcher->refused(t->watcher->state, t->cells);
}

/// @param member  the first whose cell is not chosen; as deep as there are members
static void try_from(trying *t, size_t member)
{
    if (member == t->count) {
        if (t->watcher->knows(t->watcher->state, t->cells))
            return;
        if (change_may_try(t->search) && meets_goal(t))
            keep(t);
        else
            refuse(t);
        return;
    }
    const value_cells *cells = &slot_at(t, member)->cells;
    for (size_t i = 0; i < cells->count && !t->search->stopped; i++) {
        if (i == cells->now ||
            !change_is_first_alike(t->search, t->members, t->cells, member, &cells->items[i]))
            continue;
        t->cells[member] = i;
        const bool is_last = member + 1 == t->count;
        if (is_last || change_reach(t->search, t->members, t->cells, t->count).verdict == REACH_OPEN)
            try_from(t, member + 1);
        else
            refuse(t);
        t->cells[member] = CHANGE_ANY;
    }
}

change_combinations change_try_values(change_searcher *s, const size_t *members, size_t count,
                                      const change_watcher *watcher)
{
    trying t = {.search = s,
                .members = members,
                .count = count,
                .cells = ARENA_ARRAY(s->run->arena, count, size_t),
                .watcher = watcher};
    for (size_t i = 0; i < count; i++)
        t.cells[i] = CHANGE_ANY;
    try_from(&t, 0);
    return t.found;
}
