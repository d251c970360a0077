// The lanes of each domain: profiles, the records of a list, pairs of records of one profile.
#include "columns/lane_state.h"

static const size_t none = (size_t)TERM_NONE;

/// The runs of the records of two lists by their profiles, and which of them are a profile's.
typedef struct lane_join {
    const lane_runs *x, *y;
    uint64_t rows; ///< that have records of both, and are still to come
    size_t at_x, at_y;
} lane_join;

/// Goes to the next profile that has records of both; false if there is none.
static bool next_row(lane_join *j, uint32_t *row)
{
    if (j->rows == 0)
        return false;
    const uint64_t below = (j->rows & -j->rows) - 1;
    *row = (uint32_t)__builtin_ctzll(j->rows);
    j->at_x = (size_t)__builtin_popcountll(j->x->having & below);
    j->at_y = (size_t)__builtin_popcountll(j->y->having & below);
    j->rows &= j->rows - 1;
    return true;
}

static size_t pairs_at(const lane_join *j)
{
    return (size_t)(j->x->starts[j->at_x + 1] - j->x->starts[j->at_x]) *
           (j->y->starts[j->at_y + 1] - j->y->starts[j->at_y]);
}

/// Pairs of records of one profile each.
static void make_pairs(const block *b, const lane_runs *x, const lane_runs *y, lane_set *s)
{
    const lane_join all = {.x = x, .y = y, .rows = x->having & y->having};
    size_t room = 65; // lane 64 is read
    uint32_t row;
    for (lane_join j = all; next_row(&j, &row);)
        room += pairs_at(&j);
    s->side[0] = arena_uncleared(b->arena, room * sizeof *s->side[0]);
    s->side[1] = arena_uncleared(b->arena, room * sizeof *s->side[1]);
    s->row = arena_uncleared(b->arena, room * sizeof *s->row);
    for (lane_join j = all; next_row(&j, &row);) {
        for (uint32_t k = x->starts[j.at_x]; k < x->starts[j.at_x + 1]; k++) {
            for (uint32_t n = y->starts[j.at_y]; n < y->starts[j.at_y + 1]; n++) {
                s->side[0][s->count] = k;
                s->side[1][s->count] = n;
                s->row[s->count++] = row;
            }
        }
    }
    s->by_row = lane_runs_new(b->arena, s->row, s->count, b->count, false);
    s->by_side[0] = lane_runs_new(b->arena, s->side[0], s->count, x->count, false);
    s->by_side[1] = lane_runs_new(b->arena, s->side[1], s->count, y->count, true);
}

/// @param runs  of the records of each source by their profiles
static lane_set set_of(const block *b, const lane_domain *d, const lane_runs *runs)
{
    const size_t *source_of = b->plan->lanes->source_of;
    lane_set s = {0};
    if (d->over[0] == none) {
        s.count = (uint32_t)b->count;
    } else if (d->over[1] == none) {
        s.count = b->lanes->lists[d->over[0]].count;
        s.row = b->lanes->lists[d->over[0]].row;
        s.by_row = runs[source_of[d->over[0]]];
    } else {
        make_pairs(b, &runs[source_of[d->over[0]]], &runs[source_of[d->over[1]]], &s);
    }
    s.word_count = (uint32_t)words_of_lanes(s.count);
    return s;
}

void lane_sets_make(block *b)
{
    const lane_plan *p = b->plan->lanes;
    lane_set *sets = ARENA_ARRAY(b->arena, p->domain_count, lane_set);
    lane_runs *runs = arena_uncleared(b->arena, p->source_count * sizeof *runs);
    size_t words = 0;
    for (size_t i = 0; i < p->source_count; i++)
        runs[i] = lane_runs_new(b->arena, b->lists[i].row, b->lists[i].count, b->count, false);
    for (size_t i = 0; i < p->domain_count; i++) {
        sets[i] = set_of(b, &p->domains[i], runs);
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
