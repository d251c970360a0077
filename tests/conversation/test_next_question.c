// Which question comes next, and when none can matter any more.
#include "conversation/next_question.h"

#include "failing.h"
#include "files.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CLOSED = 4 };

typedef struct question_case {
    arena *arena;
    const char *vocabulary, *recommendations, *rules; ///< of the pack
    const char *profile;
    const char *closed[MOST_CLOSED]; ///< facts
    size_t top;
    slice topic;
    bool stops_when_settled;
    pack *pack;
    next_question found;
    const question_effect *effects;
    size_t effect_count;
} question_case;

static void load(question_case *c)
{
    diag_list *diags = diag_list_new(c->arena);
    char *folder = folder_new();
    free(file_make(folder, "pack.yaml", "advise: 1\npack: p\nversion: 1.0.0\ntitle: T\n"));
    free(file_make(folder, "vocabulary.yaml", c->vocabulary));
    free(file_make(folder, "recommendations.yaml", c->recommendations));
    free(file_make(folder, "rules.yaml", c->rules));
    c->pack = pack_load(NULL, folder, diags);
    folder_remove(folder);
    assert_non_null(c->pack);
}

static void run_case(void *argument)
{
    question_case *c = argument;
    load(c);
    diag_list *diags = diag_list_new(c->arena);
    const profile *person = profile_read_text(c->arena, c->pack, SLICE("p.yaml"), slice_of(c->profile),
                                              PROFILE_YAML, NULL, diags);
    assert_non_null(person);
    profile_slot closed[MOST_CLOSED];
    next_question_options options = {
        .top = c->top, .closed = closed, .topic = c->topic, .stops_when_settled = c->stops_when_settled};
    while (options.closed_count < MOST_CLOSED && c->closed[options.closed_count] != NULL) {
        const ptrdiff_t at = pack_find_fact(c->pack, slice_of(c->closed[options.closed_count]));
        assert_true(at >= 0);
        closed[options.closed_count++] = (profile_slot){.fact = (size_t)at};
    }
    c->found = next_question_find(c->arena, c->pack, person, (feel_clock){0}, &options);
    assert_non_null(c->found.of);
    if (c->found.question != NULL)
        c->effects = next_question_effects(c->arena, &c->found, (feel_clock){0}, c->top, &c->effect_count);
}

static void find(question_case *c)
{
    c->arena = arena_new(NULL, 0);
    assert_int_equal(arena_run(c->arena, run_case, c), ARENA_DONE);
}

static void end(question_case *c)
{
    pack_free(c->pack);
    arena_free(c->arena);
}

/// Expects this fact to be asked for; NULL: that nothing is asked. Proved in both cases.
static void expect(question_case c, const char *name)
{
    find(&c);
    const char *found = c.found.question == NULL
                            ? "nothing"
                            : text_of("%.*s", SLICE_ARG(c.pack->facts[c.found.question->fact].name));
    assert_string_equal(found, name != NULL ? name : "nothing");
    assert_true(c.found.is_proved);
    if (c.found.question != NULL)
        free((void *)(uintptr_t)found);
    end(&c);
}

static const char yes_or_no[] = "facts:\n  - {name: a, type: boolean, topic: One}\n"
                                "  - {name: b, type: boolean, topic: Two}\n"
                                "  - {name: c, type: boolean, topic: Two}\n";

static void test_nothing_is_asked_if_all_is_stated(void **state)
{
    (void)state;
    expect((question_case){.vocabulary = yes_or_no,
                           .recommendations = "recommendations: [{id: r, title: T, priority: 10}]",
                           .rules = "rules: [{id: e, when: a and b and c, recommend: r, because: x}]",
                           .profile = "{a: true, b: true, c: true}",
                           .top = 1},
           NULL);
}

static void test_nothing_is_asked_about_what_is_decided_otherwise(void **state)
{
    (void)state;
    expect((question_case){.vocabulary = yes_or_no,
                           .recommendations = "recommendations: [{id: r, title: T, priority: 10}]",
                           .rules = "rules: [{id: e, when: a and b and c, recommend: r, because: x}]",
                           .profile = "{b: false}",
                           .top = 1},
           NULL);
}

static const char one_and_two[] = "recommendations: [{id: one, title: One, priority: 10},"
                                  " {id: two, title: Two, priority: 5}]";

static void test_nothing_is_asked_about_what_stays_below_the_first_places(void **state)
{
    (void)state;
    const question_case c = {.vocabulary = yes_or_no,
                             .recommendations = one_and_two,
                             .rules = "rules: [{id: e, when: a, recommend: one, because: x},"
                                      " {id: f, when: b, recommend: two, because: x}]",
                             .profile = "{a: true}",
                             .top = 1};
    expect(c, NULL);
    question_case two_places = c;
    two_places.top = 2;
    expect(two_places, "b");
}

static void test_what_is_not_known_stays_unknown(void **state)
{
    (void)state;
    const question_case c = {.vocabulary = yes_or_no,
                             .recommendations = "recommendations: [{id: r, title: T, priority: 10}]",
                             .rules = "rules: [{id: e, when: a and b, recommend: r, because: x}]",
                             .profile = "{}",
                             .closed = {"b"},
                             .top = 1};
    expect(c, NULL); // the rule waits for b for ever, unless a is false: nothing either way
    question_case other = c;
    other.rules = "rules: [{id: e, when: a or b, recommend: r, because: x}]";
    expect(other, "a");
}

/// The whole comes below, but would lead the entry of its part.
static void test_the_whole_of_what_may_be_first_matters(void **state)
{
    (void)state;
    const question_case c = {.vocabulary = yes_or_no,
                             .recommendations = "recommendations: [{id: other, title: T, priority: 50},"
                                                " {id: whole, title: T, priority: 5},"
                                                " {id: part, title: T, priority: 90, part_of: whole}]",
                             .rules = "rules: [{id: o, recommend: other, because: x},"
                                      " {id: w, when: a, recommend: whole, because: x},"
                                      " {id: p, when: b, recommend: part, because: x}]",
                             .profile = "{b: true}",
                             .top = 1};
    expect(c, "a");
    question_case both = c;
    both.profile = "{}";
    expect(both, "b"); // only then can a matter
}

static void test_the_topic_is_kept_to_if_much_else_is_equal(void **state)
{
    (void)state;
    question_case c = {.vocabulary = yes_or_no,
                       .recommendations = "recommendations: [{id: r, title: T, priority: 10},"
                                          " {id: s, title: T, priority: 10}]",
                       .rules = "rules: [{id: e, when: a, recommend: r, because: x},"
                                " {id: f, when: b, recommend: s, because: x}]",
                       .profile = "{}",
                       .top = 2,
                       .topic = SLICE("Two")};
    expect(c, "b");
    c.topic = SLICE("One");
    expect(c, "a");
}

static void test_what_is_easy_to_answer_comes_first(void **state)
{
    (void)state;
    const question_case c = {
        .vocabulary = "facts:\n  - {name: day, type: date}\n  - {name: yes, type: boolean}\n",
        .recommendations = "recommendations: [{id: r, title: T, priority: 10},"
                           " {id: s, title: T, priority: 10}]",
        .rules = "rules: [{id: e, when: 'day > @\"2026-01-01\"', recommend: r, because: x},"
                 " {id: f, when: yes, recommend: s, because: x}]",
        .profile = "{}",
        .top = 2};
    expect(c, "yes");
}

static void test_what_the_author_wants_early_comes_first_if_it_matters(void **state)
{
    (void)state;
    question_case c = {.vocabulary = "facts:\n  - {name: yes, type: boolean, topic: One}\n"
                                     "  - {name: day, type: date, topic: Two, early: true}\n"
                                     "  - {name: idle, type: boolean, topic: Two, early: true}\n",
                       .recommendations = "recommendations: [{id: r, title: T, priority: 10},"
                                          " {id: s, title: T, priority: 10}]",
                       .rules = "rules: [{id: e, when: yes, recommend: r, because: x},"
                                " {id: f, when: 'day > @\"2026-01-01\"', recommend: s, because: x}]",
                       .profile = "{}",
                       .top = 2,
                       .topic = SLICE("One")};
    expect(c, "day");
    c.profile = "{day: 2026-02-01}";
    expect(c, "yes");
}

static const char items[] =
    "types:\n  - {name: item, key: title, fields: [{name: title, type: string, required: true},"
    " {name: done, type: boolean}]}\n"
    "facts:\n  - {name: items, type: list, of: item}\n  - {name: wanted, type: boolean}\n";

static void test_a_list_is_asked_for_before_what_only_its_items_need(void **state)
{
    (void)state;
    question_case c = {
        .vocabulary = items,
        .recommendations = "recommendations: [{id: r, title: T, priority: 10, about: item}]",
        .rules = "rules: [{id: e, for: item in items, when: wanted and item.done, recommend: r, because: x}]",
        .profile = "{}",
        .top = 1};
    find(&c);
    assert_non_null(c.found.question);
    assert_true(c.found.is_proved);
    assert_true(slice_equal(c.found.declared->name, SLICE("items")) ||
                slice_equal(c.found.declared->name, SLICE("wanted")));
    end(&c);
    c.profile = "{items: []}";
    expect(c, NULL);
    c.profile = "{wanted: false}";
    expect(c, NULL);
    c.profile = "{wanted: true, items: [{title: A}, {title: B, done: false}]}";
    find(&c);
    assert_true(slice_equal(c.found.question->field, SLICE("done")));
    assert_true(slice_equal(c.found.question->item_name, SLICE("A")));
    assert_int_equal(c.found.at.record, 1);
    end(&c);
}

static void test_the_reason_tells_what_moves_where(void **state)
{
    (void)state;
    question_case c = {.vocabulary = yes_or_no,
                       .recommendations = one_and_two,
                       .rules = "rules: [{id: e, when: a, recommend: one, because: x},"
                                " {id: f, recommend: two, because: x}]",
                       .profile = "{}",
                       .top = 2};
    find(&c);
    assert_int_equal(c.effect_count, 2); // of yes
    assert_true(slice_equal(c.effects[0].title, SLICE("One")));
    assert_true(feel_is_true(c.effects[0].answer));
    assert_true(c.effects[0].is_alone);
    assert_int_equal(c.effects[0].now, 0);
    assert_int_equal(c.effects[0].then, 1);
    assert_true(slice_equal(c.effects[1].title, SLICE("Two")));
    assert_int_equal(c.effects[1].now, 1);
    assert_int_equal(c.effects[1].then, 2);
    end(&c);
}

static void test_the_reason_may_need_other_answers(void **state)
{
    (void)state;
    question_case c = {.vocabulary = yes_or_no,
                       .recommendations = one_and_two,
                       .rules = "rules: [{id: e, when: a and b, recommend: one, because: x}]",
                       .profile = "{}",
                       .top = 1};
    find(&c);
    assert_int_equal(c.found.completion_count, 1);
    assert_int_equal(c.effect_count, 1);
    assert_false(c.effects[0].is_alone);
    assert_int_equal(c.effects[0].recommendation, 0);
    end(&c);
}

/// Two numbers are compared with each other: no few answers stand for all, so bounds must prove it.
static void test_what_is_computed_with_is_proved_by_bounds(void **state)
{
    (void)state;
    question_case c = {.vocabulary = "facts:\n  - {name: m, type: number}\n  - {name: n, type: number}\n"
                                     "  - {name: b, type: boolean}\n",
                       .recommendations = one_and_two,
                       .rules = "rules: [{id: e, when: m > n, recommend: two, because: x},"
                                " {id: f, when: b, recommend: one, because: x}]",
                       .profile = "{b: true}",
                       .top = 1};
    expect(c, NULL);
    c.profile = "{b: false, m: 3}";
    expect(c, "n");
}

/// Whatever a is, one of two rules fires; but as long as it is unknown, none does.
static void test_what_is_settled_is_shown_unless_told_to_stop(void **state)
{
    (void)state;
    question_case c = {.vocabulary = yes_or_no,
                       .recommendations = "recommendations: [{id: r, title: T, priority: 10}]",
                       .rules = "rules: [{id: e, when: a, recommend: r, because: x},"
                                " {id: f, when: not(a), recommend: r, because: x}]",
                       .profile = "{}",
                       .top = 1};
    find(&c);
    assert_true(c.found.is_settled);
    assert_int_equal(c.found.final_count, 0);
    assert_true(slice_equal(c.found.declared->name, SLICE("a")));
    end(&c);
    c.stops_when_settled = true;
    find(&c);
    assert_true(c.found.is_settled);
    assert_null(c.found.question);
    end(&c);
}

typedef struct failing_job {
    arena *arena;
    const pack *pack;
    next_question found;
} failing_job;

static void find_below_failing(void *argument)
{
    failing_job *job = argument;
    diag_list *diags = diag_list_new(job->arena);
    const profile *person =
        profile_read_text(job->arena, job->pack, SLICE("p"), SLICE("{}"), PROFILE_JSON, NULL, diags);
    const next_question_options options = {.top = 2};
    size_t count = 0;
    job->found = next_question_find(job->arena, job->pack, person, (feel_clock){0}, &options);
    (void)next_question_effects(job->arena, &job->found, (feel_clock){0}, 2, &count);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    question_case c = {.vocabulary = items,
                       .recommendations = one_and_two,
                       .rules = "rules: [{id: e, when: wanted, recommend: one, because: x},"
                                " {id: f, for: item in items, when: item.done, recommend: two, because: x}]",
                       .profile = "{}",
                       .top = 2};
    find(&c);
    for (size_t at = 1;; at++) {
        failing_allocator failing = {.fail_at = at};
        allocator from = failing_allocator_of(&failing);
        failing_job job = {.arena = arena_new(&from, 0), .pack = c.pack};
        const arena_outcome outcome =
            job.arena != NULL ? arena_run(job.arena, find_below_failing, &job) : ARENA_NO_MEMORY;
        arena_free(job.arena);
        assert_int_equal(failing.live, 0);
        assert_int_equal(outcome, failing.failed ? ARENA_NO_MEMORY : ARENA_DONE);
        if (!failing.failed)
            break;
    }
    end(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_asked_if_all_is_stated),
        cmocka_unit_test(test_nothing_is_asked_about_what_is_decided_otherwise),
        cmocka_unit_test(test_nothing_is_asked_about_what_stays_below_the_first_places),
        cmocka_unit_test(test_what_is_not_known_stays_unknown),
        cmocka_unit_test(test_the_whole_of_what_may_be_first_matters),
        cmocka_unit_test(test_the_topic_is_kept_to_if_much_else_is_equal),
        cmocka_unit_test(test_what_the_author_wants_early_comes_first_if_it_matters),
        cmocka_unit_test(test_what_is_easy_to_answer_comes_first),
        cmocka_unit_test(test_a_list_is_asked_for_before_what_only_its_items_need),
        cmocka_unit_test(test_the_reason_tells_what_moves_where),
        cmocka_unit_test(test_the_reason_may_need_other_answers),
        cmocka_unit_test(test_what_is_computed_with_is_proved_by_bounds),
        cmocka_unit_test(test_what_is_settled_is_shown_unless_told_to_stop),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
