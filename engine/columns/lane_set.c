// The lanes of each domain: profiles, the records of a list, pairs of records of one profile.
#include "columns/lane_state.h"

static const size_t none = (size_t)TERM_NONE;

/// Where the records of each row begin, and those of the last one end.
static void find_starts(const block *b, const lane_list *l, uint32_t starts[BLOCK_ROWS + 1])
{
    memset(starts, 0, (BLOCK_ROWS + 1) * sizeof *starts);
    for (uint32_t lane = 0; lane < l->count; lane++)
        starts[l->row[lane] + 1]++; // how many the row has, for now
    for (size_t i = 0; i < b->count; i++)
        starts[i + 1] += starts[i];
}

/// Pairs of records of one profile each.
static void make_pairs(const block *b, const lane_list *first, const lane_list *second, lane_set *s)
{
    uint32_t x[BLOCK_ROWS + 1];
    uint32_t y[BLOCK_ROWS + 1];
    size_t room = 64;
    find_starts(b, first, x);
    find_starts(b, second, y);
    for (size_t i = 0; i < b->count; i++)
        room += (size_t)(x[i + 1] - x[i]) * (y[i + 1] - y[i]);
    s->side[0] = arena_uncleared(b->arena, room * sizeof *s->side[0]);
    s->side[1] = arena_uncleared(b->arena, room * sizeof *s->side[1]);
    s->row = arena_uncleared(b->arena, room * sizeof *s->row);
    for (size_t i = 0; i < b->count; i++) {
        for (uint32_t k = x[i]; k < x[i + 1]; k++) {
            for (uint32_t n = y[i]; n < y[i + 1]; n++) {
                s->side[0][s->count] = k;
                s->side[1][s->count] = n;
                s->row[s->count++] = (uint32_t)i;
            }
        }
    }
    s->by_side[0] = lane_runs_new(b->arena, s->side[0], s->count, first->count, false);
    s->by_side[1] = lane_runs_new(b->arena, s->side[1], s->count, second->count, true);
}

static lane_set set_of(const block *b, const lane_domain *d)
{
    lane_set s = {0};
    if (d->over[0] == none) {
        s.count = (uint32_t)b->count;
    } else if (d->over[1] == none) {
        s.count = b->lanes->lists[d->over[0]].count;
        s.row = b->lanes->lists[d->over[0]].row;
    } else {
        make_pairs(b, &b->lanes->lists[d->over[0]], &b->lanes->lists[d->over[1]], &s);
    }
    if (s.row != NULL)
        s.by_row = lane_runs_new(b->arena, s.row, s.count, b->count, false);
    s.word_count = (uint32_t)words_of_lanes(s.count);
    return s;
}

void lane_sets_make(block *b)
{
    const lane_plan *p = b->plan->lanes;
    lane_set *sets = ARENA_ARRAY(b->arena, p->domain_count, lane_set);
    size_t words = 0;
    for (size_t i = 0; i < p->domain_count; i++) {
        sets[i] = set_of(b, &p->domains[i]);
        words += 2 * p->domains[i].op_count * sets[i].word_count;
    }
    b->lanes->sets = sets;
    b->lanes->words = arena_uncleared(b->arena, words * sizeof *b->lanes->words);
}

const lane_runs *lane_runs_between(const block *b, uint32_t small, uint32_t large)
{
    const lane_domain *into = &b->plan->lanes->domains[small];
    const lane_domain *from = &b->plan->lanes->domains[large];
    const lane_set *s = lane_set_of(b, large);
    return into->over[0] == none ? &s->by_row : &s->by_side[into->over[0] == from->over[0] ? 0 : 1];
}
