// The examples of findings: whatever the conditions are about, the example is a profile of which they are true.
#include "check/check.h"
#include "small_pack.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char lists[] =
    "types:\n  - name: person\n    key: name\n    fields:\n      - {name: name, type: string}\n"
    "      - {name: age, type: number}\n      - {name: keen, type: boolean}\n"
    "facts:\n  - {name: hours, type: number}\n  - {name: boss, type: person}\n"
    "  - {name: people, type: list, of: person}\n  - {name: numbers, type: list, of: number}\n"
    "  - {name: words, type: list, of: string, allowed: '\"x\", \"y\"'}\n"
    "recommendations:\n  - {id: go, title: Go, priority: 50}\n"
    "rules:\n  - {id: narrow, %s'%s', recommend: go, because: B., source: s}\n"
    "  - {id: wide, %s'%s', recommend: go, because: B., source: s}\n";

/// The narrow rule fires for fewer than the wide one: the finding shows somebody for whom both do.
static const struct {
    const char *variables, *narrow, *wide, *example;
} cases[] = {
    {"", "hours > 5", "hours > 3", "{hours: 6}"},
    {"", "hours > 5 and hours < 5.5", "hours > 3", "{hours: 5.25}"},
    {"", "boss.age > 5", "boss.age > 3", "{boss: {name: \"one\", age: 6}}"},
    {"", "boss.age > 5 and boss.keen", "boss.age > 5", "{boss: {name: \"one\", age: 6, keen: true}}"},
    {"", "boss.age > 5 and boss.name = \"Z\"", "boss.name = \"Z\"", "{boss: {name: \"Z\", age: 6}}"},
    {"", "boss.age > 5 and hours > 3", "hours > 3", "{hours: 4, boss: {name: \"one\", age: 6}}"},
    {"p in people", "p.age > 5", "p.age > 3", "{people: [{name: \"one\", age: 6}]}"},
    {"p in people", "p.age > 5 and not(p.keen)", "p.age > 5",
     "{people: [{name: \"one\", age: 6, keen: false}]}"},
    {"p in people", "p.age > 5 and hours > 2", "p.age > 5", "{hours: 3, people: [{name: \"one\", age: 6}]}"},
    {"n in numbers", "n > 5", "n > 3", "{numbers: [6]}"},
    {"", "count(numbers) > 3", "count(numbers) > 1", "{numbers: [1, 1, 1, 1]}"},
    {"", "count(people) > 1", "count(people) > 0", "{people: [{name: \"one\"}, {name: \"two\"}]}"},
    {"", "list contains(words, \"y\") and hours > 3", "list contains(words, \"y\")",
     "{hours: 4, words: [\"y\"]}"},
    {"", "list contains(words, \"x\") and list contains(words, \"y\")", "list contains(words, \"y\")",
     "{words: [\"x\", \"y\"]}"},
};

static void expect_example(size_t which)
{
    char text[2048];
    char head[64] = "when: ";
    arena *a = arena_new(NULL, 0);
    diag_list *diags = diag_list_new(a);
    if (cases[which].variables[0] != '\0')
        (void)snprintf(head, sizeof head, "for: %s, when: ", cases[which].variables);
    assert_in_range(snprintf(text, sizeof text, lists, head, cases[which].narrow, head, cases[which].wide), 1,
                    sizeof text - 1);
    pack *p = small_pack(text, diags);
    assert_non_null(p);
    assert_true(check_pack(NULL, p, diags, NULL));
    slice example = SLICE("no finding");
    for (size_t i = 0; i < diags->count; i++) {
        if (strcmp(diags->items[i].code, "subsumed-rule") == 0)
            example = diags->items[i].witness;
    }
    if (!slice_is(example, cases[which].example))
        fail_msg("%s, %s: %.*s", cases[which].narrow, cases[which].wide, SLICE_ARG(example));
    pack_free(p);
    arena_free(a);
}

static void test_an_example_is_of_what_the_conditions_are_about(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_example(i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_an_example_is_of_what_the_conditions_are_about)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
