// What one profile says otherwise than another: which records are the same, and what the profiles in between are.
#include "profile/difference.h"

#include "files.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct difference_case {
    arena *arena;
    const char *before, *after;
    const char *expected; ///< a line for each difference
    pack *pack;
} difference_case;

static const char vocabulary[] =
    "types:\n"
    "- {name: memo, key: title, fields: [{name: title, type: string}, {name: words, type: number}]}\n"
    "- {name: hour, fields: [{name: day, type: string}, {name: count, type: number}]}\n"
    "facts:\n"
    "- {name: years, type: number}\n"
    "- {name: skills, type: list, of: string}\n"
    "- {name: memos, type: list, of: memo}\n"
    "- {name: hours, type: list, of: hour}\n"
    "- {name: employer, type: memo}\n";

static pack *load(arena *a)
{
    diag_list *diags = diag_list_new(a);
    char *folder = folder_new();
    free(file_make(folder, "pack.yaml", "advise: 1\npack: p\nversion: 1.0.0\ntitle: T\n"));
    free(file_make(folder, "vocabulary.yaml", vocabulary));
    free(file_make(folder, "recommendations.yaml", "recommendations: [{id: r, title: T, priority: 1}]"));
    free(file_make(folder, "rules.yaml", "rules: [{id: e, when: years > 1, recommend: r, because: x}]"));
    pack *p = pack_load(NULL, folder, diags);
    folder_remove(folder);
    assert_non_null(p);
    return p;
}

static const profile *read_profile(const difference_case *c, const char *text)
{
    const profile *out = profile_read_text(c->arena, c->pack, SLICE("p.yaml"), slice_of(text), PROFILE_YAML,
                                           NULL, diag_list_new(c->arena));
    assert_non_null(out);
    return out;
}

/// "path: before -> after", and for a record that came or went "path: added" or "path: gone".
static char *lines_of(const difference_case *c, const difference *items, size_t count)
{
    static char out[2000];
    out[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        const difference *d = &items[i];
        const slice before = feel_to_literal(c->arena, d->before);
        const slice after = feel_to_literal(c->arena, d->after);
        const size_t length = strlen(out);
        if (d->kind == DIFFERENCE_VALUE)
            (void)snprintf(out + length, sizeof out - length, "%.*s: %.*s -> %.*s\n", SLICE_ARG(d->path),
                           SLICE_ARG(before), SLICE_ARG(after));
        else
            (void)snprintf(out + length, sizeof out - length, "%.*s: %s\n", SLICE_ARG(d->path),
                           d->kind == DIFFERENCE_ADDED ? "added" : "gone");
    }
    return out;
}

/// All differences make the other profile of the base, and none of them leaves it as it is.
static void check_both_ends(const difference_case *c, const difference_list *l, const profile *base,
                            const profile *other, size_t count)
{
    for (int all = 0; all < 2; all++) {
        bool *chosen = ARENA_ARRAY(c->arena, count, bool);
        size_t changes;
        for (size_t i = 0; i < count; i++)
            chosen[i] = all == 1;
        const profile_change *made = difference_changes(c->arena, l, chosen, &changes);
        const profile between = profile_variant(c->arena, c->pack, base, made, changes);
        for (size_t i = 0; i < c->pack->fact_count; i++)
            assert_true(feel_same(between.values[i], (all == 1 ? other : base)->values[i]));
    }
}

static void run_case(void *argument)
{
    difference_case *c = argument;
    size_t count;
    c->pack = load(c->arena);
    const profile *base = read_profile(c, c->before);
    const profile *other = read_profile(c, c->after);
    const difference_list *l = difference_find(c->arena, c->pack, base, other, false);
    const difference *items = difference_items(l, &count);
    assert_string_equal(lines_of(c, items, count), c->expected);
    check_both_ends(c, l, base, other, count);
}

static void expect(const char *before, const char *after, const char *lines)
{
    difference_case c = {.arena = arena_new(NULL, 0), .before = before, .after = after, .expected = lines};
    assert_int_equal(arena_run(c.arena, run_case, &c), ARENA_DONE);
    pack_free(c.pack);
    arena_free(c.arena);
}

static void test_facts_differ_by_their_values(void **state)
{
    (void)state;
    expect("years: 3", "years: 3.0", "");
    expect("years: 3", "years: 4", "years: 3 -> 4\n");
    expect("years: 3", "skills: [a]", "years: 3 -> null\nskills: null -> [\"a\"]\n");
    expect("skills: [a, b]", "skills: [b, a]", "skills: [\"a\", \"b\"] -> [\"b\", \"a\"]\n");
}

static void test_records_of_one_name_are_the_same(void **state)
{
    (void)state;
    expect("memos: [{title: A, words: 1}, {title: B}]", "memos: [{title: A, words: 2}, {title: B}]",
           "memos[A].words: 1 -> 2\n");
    expect("memos: [{title: A}, {title: B}]", "memos: [{title: B}, {title: C, words: 1}]",
           "memos[C]: added\nmemos[A]: gone\n");
    expect("memos: [{title: A, words: 1}, {title: A, words: 2}]",
           "memos: [{title: A, words: 1}, {title: A, words: 3}]", "memos[A].words: 2 -> 3\n");
}

static void test_records_without_a_name_are_the_same_if_they_are_equal_or_in_one_place(void **state)
{
    (void)state;
    expect("hours: [{day: mon, count: 1}, {day: tue, count: 2}]", "hours: [{day: tue, count: 2}]",
           "hours[1]: gone\n");
    expect("hours: [{day: mon, count: 1}, {day: tue, count: 2}]",
           "hours: [{day: mon, count: 1}, {day: tue, count: 3}]", "hours[2].count: 2 -> 3\n");
    expect("memos: [{words: 1}]", "memos: [{words: 2}]", "memos[1].words: 1 -> 2\n");
}

static void test_another_order_of_records_is_one_difference(void **state)
{
    (void)state;
    expect("memos: [{title: A}, {title: B}]", "memos: [{title: B}, {title: A}]",
           "memos: [{title: \"A\", words: null}, {title: \"B\", words: null}] -> "
           "[{title: \"B\", words: null}, {title: \"A\", words: null}]\n");
}

static void test_a_record_that_is_no_item_is_compared_by_its_fields(void **state)
{
    (void)state;
    expect("employer: {title: A, words: 1}", "employer: {title: A, words: 2}", "employer.words: 1 -> 2\n");
    expect("employer: {title: A}", "years: 1",
           "years: null -> 1\nemployer: {title: \"A\", words: null} -> null\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_facts_differ_by_their_values),
        cmocka_unit_test(test_records_of_one_name_are_the_same),
        cmocka_unit_test(test_records_without_a_name_are_the_same_if_they_are_equal_or_in_one_place),
        cmocka_unit_test(test_another_order_of_records_is_one_difference),
        cmocka_unit_test(test_a_record_that_is_no_item_is_compared_by_its_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
