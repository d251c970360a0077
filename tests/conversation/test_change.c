// The cheapest changes of a profile, against plain exhaustion: on packs and profiles made at random, every assignment of cells to the slots
// that may be changed is tried by a whole inference. The least cost and the assignments of that cost must be those that the search finds.
// ADVISE_CHANGE_PACKS and ADVISE_CHANGE_SPACE make it larger.
#include "conversation/change.h"
#include "files.h"
#include "random_pack.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>

enum { SEED = 16, MOST_TRIES = 4000 };

/// A slot that keeps its present value.
#define CHANGE_SAME ((size_t)-1)

static size_t number_from(const char *name, size_t usual)
{
    const char *text = getenv(name);
    return text != NULL ? strtoull(text, NULL, 10) : usual;
}

/// What was compared.
typedef struct tally {
    size_t space; ///< assignments at most
    size_t goals, needless, too_large, found, impossible, not_found, wrong;
    size_t tried, cut_off;
    size_t several; ///< goals with more than one set
    size_t assignments;
} tally;

typedef struct comparison {
    arena *arena;
    arena *scratch;
    const pack *pack;
    slice text;
    size_t top;
    tally *tally;
    // of one goal:
    run *run;
    const goal *goal;
    change_result result;
    uint64_t least;     ///< cost of the assignments found by exhaustion
    size_t least_count; ///< how many there are
    size_t missed;      ///< of these, in no set
} comparison;

static bool is_in_set(const comparison *c, const change_set *set, const size_t *cells)
{
    size_t changed = 0;
    for (size_t i = 0; i < c->result.slot_count; i++)
        changed += cells[i] != CHANGE_SAME;
    bool in = changed == set->count;
    for (size_t i = 0; i < set->count && in; i++)
        in = cells[set->parts[i].slot] != CHANGE_SAME && set->parts[i].cells[cells[set->parts[i].slot]];
    return in;
}

static bool is_in_any_set(const comparison *c, const size_t *cells)
{
    bool in = false;
    for (size_t i = 0; i < c->result.set_count && !in; i++)
        in = c->result.cost == c->least && is_in_set(c, &c->result.sets[i], cells);
    return in;
}

static bool meets_goal(comparison *c, const size_t *cells)
{
    arena_reset(c->scratch);
    profile_change *changes = ARENA_ARRAY(c->scratch, c->result.slot_count, profile_change);
    size_t count = 0;
    for (size_t i = 0; i < c->result.slot_count; i++) {
        const change_slot *slot = &c->result.slots[i];
        if (cells[i] != CHANGE_SAME)
            changes[count++] = (profile_change){slot->at, slot->cells.items[cells[i]].sample};
    }
    const profile variant = profile_variant(c->scratch, c->pack, c->run->person, changes, count);
    const inference *of = infer(c->scratch, c->pack, &variant, (feel_clock){0}, 0, NULL, (place){0});
    c->tally->assignments++;
    return goal_is_met_by(c->goal, of);
}

static void note_assignment(comparison *c, const size_t *cells, uint64_t cost)
{
    if (cost > c->least || !meets_goal(c, cells))
        return;
    if (cost < c->least)
        c->least_count = c->missed = 0;
    c->least = cost;
    c->least_count++;
    c->missed += !is_in_any_set(c, cells);
}

static void exhaust(comparison *c, size_t slot, size_t *cells, uint64_t cost)
{
    if (slot == c->result.slot_count) {
        note_assignment(c, cells, cost);
        return;
    }
    const change_slot *s = &c->result.slots[slot];
    cells[slot] = CHANGE_SAME;
    exhaust(c, slot + 1, cells, cost);
    for (size_t i = 0; i < s->cells.count; i++) {
        cells[slot] = i;
        if (i != s->cells.now)
            exhaust(c, slot + 1, cells, cost + s->cost);
    }
}

static size_t space_of(const change_result *r, size_t most)
{
    size_t space = 1;
    for (size_t i = 0; i < r->slot_count && space <= most; i++)
        space *= r->slots[i].cells.count + (r->slots[i].cells.now == r->slots[i].cells.count);
    return space;
}

/// The assignments in all sets.
static size_t volume_of(const change_result *r)
{
    size_t sum = 0;
    for (size_t i = 0; i < r->set_count; i++) {
        size_t volume = 1;
        for (size_t k = 0; k < r->sets[i].count; k++) {
            const change_part *part = &r->sets[i].parts[k];
            size_t cells = 0;
            for (size_t n = 0; n < r->slots[part->slot].cells.count; n++)
                cells += part->cells[n];
            volume *= cells;
        }
        sum += volume;
    }
    return sum;
}

static void compare_goal(comparison *c, const inference *of, const goal *g)
{
    const change_limit limit = {.tries = MOST_TRIES};
    tally *t = c->tally;
    c->goal = g;
    c->result = change_search(c->run, of, g, &limit);
    t->goals++;
    t->tried += c->result.tried;
    t->cut_off += c->result.is_cut_off;
    if (c->result.outcome == CHANGE_NEEDLESS) {
        t->needless++;
        return;
    }
    if (space_of(&c->result, t->space) > t->space) {
        t->too_large++;
        return;
    }
    c->least = UINT64_MAX;
    c->least_count = c->missed = 0;
    size_t *cells = ARENA_ARRAY(c->arena, c->result.slot_count + 1, size_t);
    exhaust(c, 0, cells, 0);
    t->found += c->result.outcome == CHANGE_FOUND;
    t->impossible += c->result.outcome == CHANGE_IMPOSSIBLE;
    t->not_found += c->result.outcome == CHANGE_NOT_FOUND;
    t->several += c->result.set_count > 1;
    const bool good = (c->least_count > 0) == (c->result.outcome == CHANGE_FOUND) && c->missed == 0 &&
                      volume_of(&c->result) == c->least_count;
    if (!good) {
        t->wrong++;
        print_error("%.*s of kind %d, position %u, top %zu: outcome %d, %zu sets of cost %llu with %zu "
                    "assignments; there are %zu of cost "
                    "%llu, %zu missed\n",
                    SLICE_ARG(c->pack->recommendations[g->recommendation].id), g->kind, g->item.position,
                    g->top, c->result.outcome, c->result.set_count, (unsigned long long)c->result.cost,
                    volume_of(&c->result), c->least_count, (unsigned long long)c->least, c->missed);
    }
}

static void compare_person(void *argument)
{
    comparison *c = argument;
    diag_list *diags = diag_list_new(c->arena);
    c->scratch = arena_new_child(c->arena);
    const profile *person =
        profile_read_text(c->arena, c->pack, SLICE("p"), c->text, PROFILE_JSON, NULL, diags);
    if (person == NULL)
        return;
    const inference *of = infer(c->arena, c->pack, person, (feel_clock){0}, 0, diags, (place){0});
    feel_machine *m = ARENA_NEW(c->arena, feel_machine);
    feel_machine_init(m, c->arena);
    c->run = ARENA_NEW(c->arena, run);
    *c->run = run_start(m, c->pack, person, false);
    const condition_scope in = {&c->pack->scope, c->run->values, m};
    for (size_t i = 0; i < c->pack->recommendation_count; i++) {
        goal g = {.pack = c->pack, .recommendation = i, .top = c->top};
        bool open = false;
        if (c->pack->recommendations[i].about.len == 0) {
            compare_goal(c, of, &g);
            continue;
        }
        g.known = goal_items(&in, of, i, &g.known_count, &open);
        for (size_t k = 0; k < g.known_count; k++) {
            const goal one = {
                .pack = c->pack, .recommendation = i, .kind = GOAL_ITEM, .item = g.known[k], .top = c->top};
            compare_goal(c, of, &one);
        }
        g.kind = GOAL_UNNAMED;
        compare_goal(c, of, &g);
    }
}

static void test_the_cheapest_changes_are_those_that_exhaustion_finds(void **state)
{
    (void)state;
    static buffer b;
    const size_t packs = number_from("ADVISE_CHANGE_PACKS", 12);
    tally t = {.space = number_from("ADVISE_CHANGE_SPACE", 300)};
    random_source random = {SEED};
    arena *a = arena_new(NULL, 0);
    for (size_t i = 0; i < packs; i++) {
        char *folder = random_pack(&random);
        arena *notes = arena_new(NULL, 0);
        pack *p = pack_load(NULL, folder, diag_list_new(notes));
        for (size_t k = 0; p != NULL && k < 6; k++) {
            random_profile(&b, &random, 0);
            comparison c = {.arena = a,
                            .pack = p,
                            .text = {b.text, b.length},
                            .top = k % 3 == 2 ? 1 + k % 2 : 0,
                            .tally = &t};
            const size_t wrong = t.wrong;
            arena_reset(a);
            assert_int_equal(arena_run(a, compare_person, &c), ARENA_DONE);
            if (t.wrong > wrong) {
                print_error("pack %zu, person %zu: %.*s\n", i, k, (int)b.length, b.text);
            }
        }
        pack_free(p);
        arena_free(notes);
        folder_remove(folder);
    }
    arena_free(a);
    print_message("info: seed %d: %zu goals, %zu met as they are, %zu too large; found %zu (%zu with several "
                  "sets), proved impossible %zu, "
                  "not found %zu; %zu assignments tried; %zu wrong; the search took %zu evaluations and was "
                  "cut off %zu times\n",
                  SEED, t.goals, t.needless, t.too_large, t.found, t.several, t.impossible, t.not_found,
                  t.assignments, t.wrong, t.tried, t.cut_off);
    assert_true(t.found > 0);
    assert_true(t.impossible > 0);
    assert_int_equal(t.wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_cheapest_changes_are_those_that_exhaustion_finds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
