// Checks of profiles: what they warn of and where, and what the loader refuses.
#include "infer/sanity.h"

#include "files.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct sanity_case {
    arena *arena;
    const char *checks;  ///< of the vocabulary
    const char *profile; ///< NULL: only the pack is loaded
    diag_list *diags;
    pack *pack;
} sanity_case;

static void run_case(void *argument)
{
    sanity_case *c = argument;
    c->diags = diag_list_new(c->arena);
    char *folder = folder_new();
    char *vocabulary = text_of("facts:\n- {name: hours, type: number}\n- {name: week, type: number}\n"
                               "- {name: late, type: boolean, derived: true}\nchecks:\n%s\n",
                               c->checks);
    free(file_make(folder, "pack.yaml", "advise: 1\npack: p\nversion: 1.0.0\ntitle: T\n"));
    free(file_make(folder, "vocabulary.yaml", vocabulary));
    free(file_make(folder, "recommendations.yaml", "recommendations: [{id: r, title: T, priority: 1}]"));
    free(file_make(folder, "rules.yaml",
                   "rules: [{id: e, when: hours > 1 or late, recommend: r, because: x},"
                   " {id: l, when: week > 1, conclude: late, value: 'true', because: x}]"));
    c->pack = pack_load(NULL, folder, c->diags);
    folder_remove(folder);
    free(vocabulary);
    if (c->pack == NULL || c->profile == NULL)
        return;
    const profile *person = profile_read_text(c->arena, c->pack, SLICE("p.yaml"), slice_of(c->profile),
                                              PROFILE_YAML, NULL, c->diags);
    assert_non_null(person);
    feel_machine m;
    feel_machine_init(&m, c->arena);
    sanity_check(&m, c->pack, person, c->diags);
}

/// Expects these codes, in order, and in the first message this part.
static void expect(const char *checks, const char *person, const char *codes, const char *part)
{
    sanity_case c = {.arena = arena_new(NULL, 0), .checks = checks, .profile = person};
    assert_int_equal(arena_run(c.arena, run_case, &c), ARENA_DONE);
    char found[200] = "";
    const char *message = "";
    for (size_t i = 0; i < c.diags->count; i++) {
        const diagnostic *d = &c.diags->items[i];
        if (strcmp(d->code, "unread-fact") == 0)
            continue;
        if (found[0] == '\0')
            message = text_of("%zu: %.*s (also %zu)", d->line, SLICE_ARG(d->message),
                              d->others.count > 0 ? d->others.items[0].line : 0);
        size_t length = strlen(found);
        (void)snprintf(found + length, sizeof found - length, "%s%s", length > 0 ? " " : "", d->code);
    }
    assert_string_equal(found, codes);
    if (strstr(message, part) == NULL)
        fail_msg("'%s' is not in '%s'", part, message);
    if (found[0] != '\0')
        free((void *)(uintptr_t)message);
    pack_free(c.pack);
    arena_free(c.arena);
}

static const char over[] = "- {id: over, when: hours > week, because: '{{hours}} of {{week}}'}";

static void test_only_what_is_true_is_warned_of(void **state)
{
    (void)state;
    expect(over, "hours: 60\nweek: 20\n", "unlikely", "1: 60 of 20 (also 2)");
    expect(over, "week: 20\nhours: 60\n", "unlikely", "2: 60 of 20 (also 1)");
    expect(over, "hours: 20\nweek: 20\n", "", "");
    expect(over, "hours: 60\n", "", ""); // the week is unknown
    expect(over, "{}\n", "", "");
}

static void test_what_is_not_said_is_tested_with_null(void **state)
{
    (void)state;
    expect("- {id: a, when: hours > 1 and week = null, because: No week}", "hours: 60\n", "unlikely",
           "1: No week (also 0)");
    expect("- {id: a, when: week != hours, because: Unlike}", "hours: 60\n", "", "");
}

static void test_a_sentence_with_an_unknown_part_is_shown_as_written(void **state)
{
    (void)state;
    expect("- {id: a, when: hours > 1, because: 'Of {{week}}'}", "hours: 60\n", "unlikely", "Of {{week}}");
}

static void test_mistakes_are_reported_when_the_pack_is_loaded(void **state)
{
    (void)state;
    expect("- {id: a, when: late, because: x}", NULL, "check-of-derived", "'late' is derived");
    expect("- {id: a, when: hours + 1, because: x}", NULL, "type-mismatch", "a condition must be boolean");
    expect("- {id: a, when: hour > 1, because: x}", NULL, "unknown-name", "'hour'");
    expect("- {id: a, when: hours > 1, because: '{{hour}}'}", NULL, "unknown-name", "'hour'");
    expect("- {id: a, because: x}", NULL, "missing-key", "'when'");
    expect("- {id: a, when: hours > 1, because: x}\n- {id: a, when: hours > 2, because: x}", NULL,
           "duplicate-id", "'a'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_what_is_true_is_warned_of),
        cmocka_unit_test(test_what_is_not_said_is_tested_with_null),
        cmocka_unit_test(test_a_sentence_with_an_unknown_part_is_shown_as_written),
        cmocka_unit_test(test_mistakes_are_reported_when_the_pack_is_loaded),
    };
    return cmocka_run_group_tests_name("infer/sanity", tests, NULL, NULL);
}
