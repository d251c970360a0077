// One parser reads documents that follow one another, and begins anew where they do not.
#include "rows/document_tokens.h"

#include "test.h"

typedef struct records {
    cohort_record items[8];
    size_t count;
} records;

static void add_record(records *r, const char *text, profile_syntax syntax)
{
    r->items[r->count++] = (cohort_record){.source = {.text = slice_of(text)}, .syntax = syntax};
}

/// Passes a document of one scalar and checks whether it is read as `text`.
static bool reads_scalar(document_tokens *t, size_t index, const char *text)
{
    if (!document_begin(t, index) || t->token.type != YAML_SCALAR_TOKEN)
        return false;
    assert_string_equal((const char *)t->token.data.scalar.value, text);
    document_advance(t);
    return document_end(t);
}

static void test_documents_that_follow_one_another_share_a_parser(void **state)
{
    (void)state;
    records r = {0};
    document_tokens t = {0};
    add_record(&r, "one\n", PROFILE_YAML);
    add_record(&r, "---\n\xC3\xA9t\xC3\xA9 # of two characters more than bytes\n...\n", PROFILE_YAML);
    add_record(&r, "--- three\n", PROFILE_YAML);
    add_record(&r, "---\r\nfour\r\n", PROFILE_YAML);
    add_record(&r, "--- five", PROFILE_YAML);
    document_tokens_set(&t, r.items, r.count);
    static const char *const texts[] = {"one", "\xC3\xA9t\xC3\xA9", "three", "four", "five"};
    for (size_t i = 0; i < r.count; i++) {
        assert_true(reads_scalar(&t, i, texts[i]));
        assert_int_equal(t.in_step, i + 1 < r.count);
    }
    document_tokens_release(&t);
}

static void test_a_parser_ends_where_records_do_not_join(void **state)
{
    (void)state;
    static const struct {
        const char *text, *next;
        profile_syntax syntax;
    } pairs[] = {{"--- one\n", "two\n", PROFILE_YAML},          // no marker
                 {"--- one\n", "---two\n", PROFILE_YAML},       // likewise
                 {"--- one\n", "# x\n--- two\n", PROFILE_YAML}, // not where it begins
                 {"--- one", "--- two\n", PROFILE_YAML},        // the line has no end
                 {"--- one\n", "--- two\n", PROFILE_JSON}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        records r = {0};
        document_tokens t = {0};
        add_record(&r, pairs[i].text, PROFILE_YAML);
        add_record(&r, pairs[i].next, pairs[i].syntax);
        document_tokens_set(&t, r.items, r.count);
        assert_true(reads_scalar(&t, 0, "one"));
        assert_false(t.in_step);
        assert_true(document_begin(&t, 1));
        document_tokens_release(&t);
    }
}

static void test_a_record_of_two_documents_has_no_end(void **state)
{
    (void)state;
    static const char *const doubles[] = {"--- one\r--- two\r\n", "--- one\r--- two\r\n...\n",
                                          "--- one\n--- two\n"};
    for (size_t i = 0; i < sizeof doubles / sizeof *doubles; i++) {
        records r = {0};
        document_tokens t = {0};
        add_record(&r, doubles[i], PROFILE_YAML);
        add_record(&r, "--- three\n", PROFILE_YAML);
        document_tokens_set(&t, r.items, r.count);
        assert_false(reads_scalar(&t, 0, "one"));
        assert_true(reads_scalar(&t, 1, "three"));
        document_tokens_release(&t);
    }
}

static void test_a_record_of_nothing_is_not_taken_for_the_next_one(void **state)
{
    (void)state;
    records r = {0};
    document_tokens t = {0};
    add_record(&r, "# nothing\n", PROFILE_YAML);
    add_record(&r, "--- one\n", PROFILE_YAML);
    document_tokens_set(&t, r.items, r.count);
    assert_false(reads_scalar(&t, 0, "one"));
    assert_true(reads_scalar(&t, 1, "one"));
    document_tokens_release(&t);
}

static void test_other_records_begin_anew(void **state)
{
    (void)state;
    records first = {0};
    records second = {0};
    document_tokens t = {0};
    for (int i = 0; i < 3; i++) {
        add_record(&first, "--- first\n", PROFILE_YAML);
        add_record(&second, "--- second\n", PROFILE_YAML);
    }
    document_tokens_set(&t, first.items, first.count);
    assert_true(reads_scalar(&t, 0, "first"));
    document_tokens_set(&t, second.items, second.count);
    assert_true(reads_scalar(&t, 1, "second"));
    assert_true(reads_scalar(&t, 0, "second"));
    document_tokens_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documents_that_follow_one_another_share_a_parser),
        cmocka_unit_test(test_a_parser_ends_where_records_do_not_join),
        cmocka_unit_test(test_a_record_of_two_documents_has_no_end),
        cmocka_unit_test(test_a_record_of_nothing_is_not_taken_for_the_next_one),
        cmocka_unit_test(test_other_records_begin_anew)};
    return cmocka_run_group_tests_name("batch/document_tokens", tests, NULL, NULL);
}
