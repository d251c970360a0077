// Refusals counted by cause: equal ones are one row, and nothing depends on which thread saw which profile.
#include "report/refusals.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// Reads a profile, which is refused, and adds what is said of it.
static void add(const advise_pack *pack, refusals *r, size_t number, const char *profile)
{
    advise_session *session = advise_session_new(pack, NULL);
    const advise_report *report = NULL;
    advise_diagnostics *problems = NULL;
    assert_non_null(session);
    assert_int_equal(advise_session_set_date(session, "2026-01-31"), ADVISE_OK);
    assert_int_equal(advise_run_text(session, "p.yaml", profile, strlen(profile), NULL, &report, &problems),
                     ADVISE_BAD_PROFILE);
    const advise_record record = {number, "p.yaml", number};
    refusals_add(r, &record, "", problems);
    advise_diagnostics_free(problems);
    advise_session_free(session);
}

static advise_pack *load(void)
{
    advise_pack *pack = NULL;
    assert_int_equal(advise_pack_load("tests/packs/all-types", NULL, &pack, NULL), ADVISE_OK);
    return pack;
}

static char *as_json(const refusals *r)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    json_writer w = json_begin(out);
    refusals_json(&w, r);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void test_equal_refusals_are_one_cause_with_three_examples(void **state)
{
    (void)state;
    advise_pack *pack = load();
    refusals r = {0};
    size_t count = 0;
    for (size_t i = 1; i <= 1000; i++)
        add(pack, &r, i, "grade: 1\nletter: x\nplaces: []\nbelow: many\n");
    add(pack, &r, 1001, "grade: 1\nletter: x\nplaces: []\nsize: medium\n");
    const refusal_cause **causes = refusals_list(&r, &count);
    assert_int_equal(count, 2);
    assert_int_equal(causes[0]->profiles, 1000);
    assert_string_equal(causes[0]->message, "'below' must be a number");
    for (size_t i = 0; i < REFUSALS_EXAMPLES; i++)
        assert_int_equal(causes[0]->examples[i].number, i + 1);
    assert_int_equal(causes[1]->profiles, 1);
    assert_string_equal(causes[1]->code, "not-allowed");
    free(causes);
    refusals_free(&r);
    advise_pack_free(pack);
}

static void test_a_profile_counts_once_for_each_cause(void **state)
{
    (void)state;
    advise_pack *pack = load();
    refusals r = {0};
    size_t count = 0;
    add(pack, &r, 1, "grade: 1\nletter: x\nplaces: [{name: a, since: x}, {name: b, since: x}]\n");
    const refusal_cause **causes = refusals_list(&r, &count);
    assert_int_equal(count, 1);
    assert_int_equal(causes[0]->profiles, 1);
    free(causes);
    refusals_free(&r);
    advise_pack_free(pack);
}

/// However profiles are dealt out to tables, the joined table says the same.
static void test_joined_tables_say_what_one_says(void **state)
{
    static const char *const profiles[] = {"grade: x\nletter: x\nplaces: []\n",
                                           "grade: 1\nletter: x\nplaces: []\nsize: medium\n", "grade: 7\n",
                                           "grade: 1\nletter: x\nplaces: []\nkeen: perhaps\nsize: 3\n"};
    (void)state;
    advise_pack *pack = load();
    for (size_t parts = 1; parts <= 4; parts++) {
        refusals whole = {0};
        refusals part[4] = {0};
        for (size_t i = 1; i <= 40; i++) {
            add(pack, &whole, i, profiles[i * 7 % 4]);
            add(pack, &part[i * i % parts], i, profiles[i * 7 % 4]);
        }
        for (size_t i = parts - 1; i > 0; i--)
            refusals_join(&part[0], &part[i]);
        char *one = as_json(&whole);
        char *other = as_json(&part[0]);
        assert_string_equal(one, other);
        free(one);
        free(other);
        refusals_free(&whole);
        for (size_t i = 0; i < parts; i++)
            refusals_free(&part[i]);
    }
    advise_pack_free(pack);
}

/// A hundred messages of one code stay apart; one more, and they are one cause: in one table, and joined from two.
static void test_too_many_messages_of_a_code_are_one_cause(void **state)
{
    (void)state;
    advise_pack *pack = load();
    for (size_t keys = REFUSALS_MOST_MESSAGES; keys <= REFUSALS_MOST_MESSAGES + 1; keys++) {
        refusals whole = {0};
        refusals half[2] = {0};
        size_t count = 0;
        for (size_t i = 1; i <= keys; i++) {
            char profile[100];
            (void)snprintf(profile, sizeof profile, "grade: 1\nletter: x\nplaces: []\nkey%c%c: 1\n",
                           (char)('a' + i / 26), (char)('a' + i % 26));
            add(pack, &whole, i, profile);
            add(pack, &half[i % 2], i, profile);
        }
        refusals_join(&half[0], &half[1]);
        char *one = as_json(&whole);
        char *other = as_json(&half[0]);
        assert_string_equal(one, other);
        const refusal_cause **causes = refusals_list(&whole, &count);
        assert_int_equal(count, keys > REFUSALS_MOST_MESSAGES ? 1 : keys);
        assert_int_equal(causes[0]->profiles, keys > REFUSALS_MOST_MESSAGES ? keys : 1);
        assert_int_equal(causes[0]->is_several, keys > REFUSALS_MOST_MESSAGES);
        free(causes);
        free(one);
        free(other);
        refusals_free(&whole);
        refusals_free(&half[0]);
        refusals_free(&half[1]);
    }
    advise_pack_free(pack);
}

static void test_numbers_outside_of_quotation_marks_are_no_part_of_a_cause(void **state)
{
    static const char *const cases[][2] = {
        {"the row has 2 cells, the header has 16", "the row has … cells, the header has …"},
        {"'Duty 1' must be a number", "'Duty 1' must be a number"},
        {"at 3.5 or '2' and 7", "at … or '2' and …"},
        {"", ""},
        {"12", "…"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *words = refusal_words(cases[i][0]);
        assert_string_equal(words, cases[i][1]);
        free(words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal_refusals_are_one_cause_with_three_examples),
        cmocka_unit_test(test_a_profile_counts_once_for_each_cause),
        cmocka_unit_test(test_joined_tables_say_what_one_says),
        cmocka_unit_test(test_too_many_messages_of_a_code_are_one_cause),
        cmocka_unit_test(test_numbers_outside_of_quotation_marks_are_no_part_of_a_cause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
