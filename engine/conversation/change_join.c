// Combinations become boxes: first each is a box of its own; then, slot by slot, boxes that differ in that slot alone become one, until none
// do. A box says for each slot which cells it may be in: its bytes are those of all slots, one behind the other.
#include "conversation/change_search.h"

#include "base/sort.h"

typedef struct joining {
    change_searcher *search;
    const size_t *members;
    size_t count;
    const size_t *offsets; ///< of each slot's bytes; behind them the length of all
    bool **boxes;
    size_t box_count;
    size_t slot; ///< the one in which boxes may differ
} joining;

static const size_t *offsets_of(const change_searcher *s, const size_t *members, size_t count)
{
    size_t *offsets = ARENA_ARRAY(s->run->arena, count + 1, size_t);
    for (size_t i = 0; i < count; i++)
        offsets[i + 1] = offsets[i] + s->slots.searched.items[members[i]].cells.count;
    return offsets;
}

static bool *box_of(const joining *j, const size_t *cells)
{
    bool *box = ARENA_ARRAY(j->search->run->arena, j->offsets[j->count], bool);
    for (size_t i = 0; i < j->count; i++)
        box[j->offsets[i] + cells[i]] = true;
    return box;
}

/// Orders boxes by all slots but the one in which they may differ.
static int compare_others(const void *a, const void *b, void *context)
{
    const joining *j = context;
    const bool *x = *(bool *const *)a;
    const bool *y = *(bool *const *)b;
    const size_t behind = j->offsets[j->slot + 1];
    const int before = memcmp(x, y, j->offsets[j->slot]);
    return before != 0 ? before : memcmp(x + behind, y + behind, j->offsets[j->count] - behind);
}

/// Joins boxes that differ in the slot alone; gives whether there were any.
static bool join_slot(joining *j)
{
    size_t kept = 0;
    sort_stable(j->search->run->arena, j->boxes, j->box_count, sizeof *j->boxes, compare_others, j);
    for (size_t i = 0; i < j->box_count; i++) {
        if (kept > 0 && compare_others(&j->boxes[kept - 1], &j->boxes[i], j) == 0) {
            for (size_t k = j->offsets[j->slot]; k < j->offsets[j->slot + 1]; k++)
                j->boxes[kept - 1][k] = j->boxes[kept - 1][k] || j->boxes[i][k];
        } else {
            j->boxes[kept++] = j->boxes[i];
        }
    }
    const bool joined = kept < j->box_count;
    j->box_count = kept;
    return joined;
}

static void join_all(joining *j)
{
    bool joined = true;
    while (joined) {
        joined = false;
        for (j->slot = 0; j->slot < j->count; j->slot++)
            joined = join_slot(j) || joined;
    }
}

/// By the first cell in which they differ: the one that has it comes first.
static int compare_boxes(const void *a, const void *b, void *context)
{
    const joining *j = context;
    return memcmp(*(bool *const *)b, *(bool *const *)a, j->offsets[j->count]);
}

static change_set set_of(const joining *j, const bool *box)
{
    change_part *parts = ARENA_ARRAY(j->search->run->arena, j->count, change_part);
    for (size_t i = 0; i < j->count; i++)
        parts[i] = (change_part){j->members[i], box + j->offsets[i]};
    return (change_set){parts, j->count};
}

void change_join(change_searcher *s, const size_t *members, size_t count, const change_combinations *from,
                 const change_set **sets, size_t *set_count)
{
    joining j = {.search = s, .members = members, .count = count, .offsets = offsets_of(s, members, count)};
    j.box_count = from->count / count;
    j.boxes = ARENA_ARRAY(s->run->arena, j.box_count, bool *);
    for (size_t i = 0; i < j.box_count; i++)
        j.boxes[i] = box_of(&j, from->items + i * count);
    join_all(&j);
    sort_stable(s->run->arena, j.boxes, j.box_count, sizeof *j.boxes, compare_boxes, &j);
    change_set *out = ARENA_ARRAY(s->run->arena, j.box_count, change_set);
    for (size_t i = 0; i < j.box_count; i++)
        out[i] = set_of(&j, j.boxes[i]);
    *sets = out;
    *set_count = j.box_count;
}
