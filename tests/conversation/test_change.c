// The cheapest changes of a profile, against plain exhaustion: on packs and profiles made at random, every assignment of cells to the slots
// that may be changed is tried by a whole inference. The least cost and the assignments of that cost must be those that the search finds.
// The full measurement: ADVISE_CHANGE_PACKS=200 ADVISE_CHANGE_PROFILES=300 ADVISE_CHANGE_SPACE=65535 ADVISE_CHANGE_SECONDS=1
// ADVISE_CHANGE_TRIES=0.
#include "conversation/change.h"
#include "feel/temporal.h"
#include "files.h"
#include "generate.h"
#include "random_pack.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { SEED = 16, MOST_TIMES = 20000, OUTCOMES = CHANGE_CUT_OFF + 1 };

/// A slot that keeps its present value.
#define CHANGE_SAME ((size_t)-1)

static size_t number_from(const char *name, size_t usual)
{
    const char *text = getenv(name);
    return text != NULL ? strtoull(text, NULL, 10) : usual;
}

/// What was compared.
typedef struct tally {
    size_t space;   ///< assignments at most
    size_t tries;   ///< evaluations of a search at most; 0: any number
    double seconds; ///< that a search may take; 0: any number
    size_t goals, needless, too_large, several, wrong;
    size_t outcomes[OUTCOMES], compared[OUTCOMES];
    size_t tried, cut_off, assignments;
    double times[MOST_TIMES];
    size_t time_count;
    double slowest;
} tally;

typedef struct comparison {
    arena *arena;
    arena *scratch;
    const pack *pack;
    slice text;
    feel_clock clock;
    size_t top;
    tally *tally;
    // of one goal:
    double start;
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
    const inference *of = infer(c->scratch, c->pack, &variant, c->clock, 0, NULL, (place){0});
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

/// Seconds of this process: other processes make no difference.
static double now(void)
{
    struct timespec time = {0};
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool is_late(void *state)
{
    const comparison *c = state;
    return c->tally->seconds > 0 && now() - c->start > c->tally->seconds;
}

static void note_time(comparison *c)
{
    tally *t = c->tally;
    const double taken = now() - c->start;
    t->slowest = taken > t->slowest ? taken : t->slowest;
    if (t->time_count < MOST_TIMES)
        t->times[t->time_count++] = taken;
}

static void judge(comparison *c, const goal *g)
{
    tally *t = c->tally;
    const bool good = (c->least_count > 0) == (c->result.outcome == CHANGE_FOUND) && c->missed == 0 &&
                      volume_of(&c->result) == c->least_count;
    t->wrong += !good;
    if (!good)
        print_error(
            "%.*s, kind %d, position %u, top %zu: outcome %d, %zu sets with %zu assignments of cost %llu; "
            "there are %zu of cost %llu, %zu missed\n",
            SLICE_ARG(c->pack->recommendations[g->recommendation].id), g->kind, g->item.position, g->top,
            c->result.outcome, c->result.set_count, volume_of(&c->result), (unsigned long long)c->result.cost,
            c->least_count, (unsigned long long)c->least, c->missed);
}

/// What costs no more than the sets that were found is tried, and all if none was found.
static void compare_goal(comparison *c, const inference *of, const goal *g)
{
    const change_limit limit = {.tries = c->tally->tries, .should_stop = is_late, .state = c};
    tally *t = c->tally;
    c->goal = g;
    c->start = now();
    c->result = change_search(c->run, of, g, &limit);
    t->goals++;
    t->needless += c->result.outcome == CHANGE_NEEDLESS;
    if (c->result.outcome == CHANGE_NEEDLESS)
        return;
    note_time(c);
    t->tried += c->result.tried;
    t->cut_off += c->result.is_cut_off;
    t->outcomes[c->result.outcome]++;
    if (space_of(&c->result, t->space) > t->space) {
        t->too_large++;
        return;
    }
    c->least = c->result.outcome == CHANGE_FOUND ? c->result.cost : UINT64_MAX;
    c->least_count = c->missed = 0;
    size_t *cells = ARENA_ARRAY(c->arena, c->result.slot_count + 1, size_t);
    exhaust(c, 0, cells, 0);
    t->compared[c->result.outcome]++;
    t->several += c->result.set_count > 1;
    judge(c, g);
}

static void compare_items(comparison *c, const inference *of, const condition_scope *in, goal g)
{
    bool open = false;
    g.known = goal_items(in, of, g.recommendation, &g.known_count, &open);
    for (size_t k = 0; k < g.known_count; k++) {
        const goal one = {.pack = c->pack,
                          .recommendation = g.recommendation,
                          .kind = GOAL_ITEM,
                          .item = g.known[k],
                          .top = c->top};
        compare_goal(c, of, &one);
    }
    g.kind = GOAL_UNNAMED;
    compare_goal(c, of, &g);
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
    const inference *of = infer(c->arena, c->pack, person, c->clock, 0, diags, (place){0});
    feel_machine *m = ARENA_NEW(c->arena, feel_machine);
    feel_machine_init(m, c->arena);
    m->clock = c->clock;
    c->run = ARENA_NEW(c->arena, run);
    *c->run = run_start(m, c->pack, person, false);
    const condition_scope in = {&c->pack->scope, c->run->values, m};
    for (size_t i = 0; i < c->pack->recommendation_count; i++) {
        const goal g = {.pack = c->pack, .recommendation = i, .top = c->top};
        if (c->pack->recommendations[i].about.len > 0)
            compare_items(c, of, &in, g);
        else
            compare_goal(c, of, &g);
    }
}

static void compare(arena *a, comparison *c, size_t which)
{
    const size_t wrong = c->tally->wrong;
    arena_reset(a);
    c->arena = a;
    assert_int_equal(arena_run(a, compare_person, c), ARENA_DONE);
    if (c->tally->wrong > wrong)
        print_error("of person %zu: %.*s\n", which, SLICE_ARG(c->text));
}

static int by_time(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

static void report(tally *t, const char *what)
{
    qsort(t->times, t->time_count, sizeof *t->times, by_time);
    print_message("info: %s, seed %d: %zu goals, of which %zu are met as they are; found %zu, proved "
                  "impossible %zu, not found %zu, "
                  "cut off before any was found %zu; cut off in all %zu; %.0f evaluations each\n",
                  what, SEED, t->goals, t->needless, t->outcomes[CHANGE_FOUND],
                  t->outcomes[CHANGE_IMPOSSIBLE], t->outcomes[CHANGE_NOT_FOUND], t->outcomes[CHANGE_CUT_OFF],
                  t->cut_off, (double)t->tried / (double)(t->goals - t->needless));
    print_message("info: of these the space is too large of %zu; compared with %zu assignments: found %zu "
                  "(%zu with several sets), "
                  "impossible %zu, not found %zu; %zu wrong\n",
                  t->too_large, t->assignments, t->compared[CHANGE_FOUND], t->several,
                  t->compared[CHANGE_IMPOSSIBLE], t->compared[CHANGE_NOT_FOUND], t->wrong);
    if (t->time_count > 0)
        print_message("info: median %.2f ms, 99th percentile %.2f ms, slowest %.2f ms\n",
                      1000 * t->times[t->time_count / 2], 1000 * t->times[t->time_count * 99 / 100],
                      1000 * t->slowest);
    assert_true(t->compared[CHANGE_FOUND] > 0);
    assert_int_equal(t->wrong, 0);
}

static void test_the_cheapest_changes_are_those_that_exhaustion_finds(void **state)
{
    (void)state;
    static buffer b;
    static tally t;
    const size_t packs = number_from("ADVISE_CHANGE_PACKS", 12);
    random_source random = {SEED};
    arena *a = arena_new(NULL, 0);
    t = (tally){.space = number_from("ADVISE_CHANGE_SPACE", 300), .tries = 4000};
    for (size_t i = 0; i < packs; i++) {
        char *folder = random_pack(&random);
        arena *notes = arena_new(NULL, 0);
        pack *p = pack_load(NULL, folder, diag_list_new(notes));
        for (size_t k = 0; p != NULL && k < 6; k++) {
            random_profile(&b, &random, 0);
            comparison c = {
                .pack = p, .text = {b.text, b.length}, .top = k % 3 == 2 ? 1 + k % 2 : 0, .tally = &t};
            compare(a, &c, i * 6 + k);
        }
        pack_free(p);
        arena_free(notes);
        folder_remove(folder);
    }
    arena_free(a);
    report(&t, "random packs");
    assert_true(t.compared[CHANGE_IMPOSSIBLE] > 0);
}

/// A pack that recommends `go`, and a person to whom it is not given: what is found is what exhaustion finds.
static void expect_exhaustion(const char *facts, const char *rules, const char *person)
{
    static tally t;
    char *folder = folder_new();
    free(file_make(folder, "pack.yaml", "advise: 1\npack: p\nversion: 1.0.0\ntitle: P\n"));
    free(file_make(folder, "vocabulary.yaml", facts));
    free(file_make(folder, "recommendations.yaml",
                   "recommendations:\n  - {id: go, title: Go, priority: 1}\n"));
    free(file_make(folder, "rules.yaml", rules));
    arena *a = arena_new(NULL, 0);
    arena *notes = arena_new(NULL, 0);
    pack *p = pack_load(NULL, folder, diag_list_new(notes));
    assert_non_null(p);
    t = (tally){.space = 100};
    comparison c = {.pack = p, .text = slice_of(person), .tally = &t};
    compare(a, &c, 1);
    assert_int_equal(t.compared[CHANGE_FOUND], 1);
    assert_int_equal(t.wrong, 0);
    pack_free(p);
    arena_free(notes);
    arena_free(a);
    folder_remove(folder);
}

/// The fact is false as soon as both rules would conclude that, whether the first one fires or not.
static void test_what_an_open_rule_would_conclude_is_a_way_too(void **state)
{
    (void)state;
    expect_exhaustion(
        "facts:\n  - {name: open, type: boolean, change: {cost: 5}}\n  - {name: wish, type: boolean}\n"
        "  - {name: sure, type: boolean, fixed: true}\n  - {name: held, type: boolean, derived: true}\n",
        "rules:\n  - {id: a, when: open, conclude: held, value: wish, because: x}\n"
        "  - {id: b, when: sure, conclude: held, value: 'false', because: x}\n"
        "  - {id: c, when: not(held), recommend: go, because: x}\n",
        "{\"sure\": true}");
}

/// Nobody knows the list, but if the rule is denied for any item, it does not matter.
static void test_a_rule_over_an_unknown_list_can_be_denied(void **state)
{
    (void)state;
    expect_exhaustion(
        "facts:\n  - {name: words, type: list, of: string, change: {cost: 5}}\n"
        "  - {name: late, type: boolean}\n  - {name: held, type: boolean, derived: true, default: false}\n",
        "rules:\n  - {id: a, for: word in words, when: late, conclude: held, value: 'true', because: x}\n"
        "  - {id: c, when: not(held), recommend: go, because: x}\n",
        "{\"late\": true}");
}

static void test_changes_for_paralegals_are_those_that_exhaustion_finds(void **state)
{
    (void)state;
    static tally t;
    const size_t profiles = number_from("ADVISE_CHANGE_PROFILES", 3);
    const size_t top = number_from("ADVISE_CHANGE_TOP", 0);
    random_source random = {SEED};
    arena *a = arena_new(NULL, 0);
    arena *notes = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "rules/paralegal", diag_list_new(notes));
    assert_non_null(p);
    t = (tally){.space = number_from("ADVISE_CHANGE_SPACE", 300),
                .tries = number_from("ADVISE_CHANGE_TRIES", 4000),
                .seconds = (double)number_from("ADVISE_CHANGE_SECONDS", 0)};
    for (size_t i = 0; i < profiles; i++) {
        char *text = NULL;
        size_t length = 0;
        FILE *out = open_memstream(&text, &length);
        generate_profile(&random, i + 1, out);
        (void)fclose(out);
        comparison c = {.pack = p, .text = {text, length}, .top = top, .tally = &t};
        assert_true(temporal_clock(notes, SLICE("2026-01-31"), &c.clock));
        compare(a, &c, i + 1);
        free(text);
    }
    pack_free(p);
    arena_free(notes);
    arena_free(a);
    report(&t, "paralegals");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_cheapest_changes_are_those_that_exhaustion_finds),
        cmocka_unit_test(test_what_an_open_rule_would_conclude_is_a_way_too),
        cmocka_unit_test(test_a_rule_over_an_unknown_list_can_be_denied),
        cmocka_unit_test(test_changes_for_paralegals_are_those_that_exhaustion_finds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
