// Which question comes next, and when none can matter any more.
#include "conversation/next_question.h"

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
    next_question_options options = {.top = c->top, .closed = closed, .topic = c->topic};
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_asked_if_all_is_stated),
        cmocka_unit_test(test_nothing_is_asked_about_what_is_decided_otherwise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
