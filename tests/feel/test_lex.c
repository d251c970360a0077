// The lexer: tokens, escapes, and names as they are declared and matched.
#include "feel/lex.h"

#include "test.h"

typedef struct lex_case {
    const char *text;
    const char
        *tokens; ///< kinds as letters: n number, s string, @ at-string, w word, ! bad, else the symbol itself
} lex_case;

static char letter_of(token t)
{
    static const char doubles[] = "^#lgd>"; // ** != <= >= .. ->
    switch (t.kind) {
    case TOKEN_NUMBER: return 'n';
    case TOKEN_STRING: return 's';
    case TOKEN_AT_STRING: return '@';
    case TOKEN_WORD: return 'w';
    case TOKEN_BAD: return '!';
    case TOKEN_END: return '.';
    case TOKEN_SYMBOL: break;
    }
    return t.symbol >= SYMBOL_POWER ? doubles[t.symbol - SYMBOL_POWER] : (char)t.symbol;
}

static void test_tokens_of_texts(void **state)
{
    (void)state;
    static const lex_case cases[] = {
        {"", "."},
        {"1 .5 1.2e3 1..4", "nnnndn."},
        {"a1 _b ?x \xC3\xA9t\xC3\xA9", "wwww."},
        {"\"a\\\"b\" @\"2024-01-01\"", "s@."},
        {"** * != <= >= .. -> - <", "^*#lgd>-<."},
        {"1 // comment\n 2 /* more */ 3", "nnn."},
        {"1 / 2 /", "n/n/."},
        {"\"open", "!."},
        {"/* open", "!w."},
        {"a;b", "w!w."},
        {"\xE2\x80\xAF\xEF\xBB\xBF"
         "1",
         "n."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lexer l = {slice_of(cases[i].text), 0};
        char got[32] = {0};
        for (size_t n = 0; n < strlen(cases[i].tokens); n++)
            got[n] = letter_of(lex_next(&l));
        assert_string_equal(got, cases[i].tokens);
    }
}

static void check_string(arena *a, const char *quoted, const char *expected)
{
    slice value = lex_string_value(a, slice_of(quoted));
    assert_int_equal(value.len, strlen(expected));
    assert_memory_equal(value.ptr, expected, value.len);
}

static void strings(void *argument)
{
    arena *a = argument;
    check_string(a, "\"plain\"", "plain");
    check_string(a, "\"\\\"\\\\\\n\\r\\t\"", "\"\\\n\r\t");
    check_string(a, "\"\\s\\d\"", "\\s\\d");
    check_string(a, "\"\\u00e9\"", "\xC3\xA9");
    check_string(a, "\"\\U01F40E\"", "\xF0\x9F\x90\x8E");
    check_string(a, "\"\\uD83D\\uDCA9\"", "\xF0\x9F\x92\xA9");
    check_string(a, "\"\\uD83Dx\"", "\xEF\xBF\xBDx");
    check_string(a, "\"\\u00g0\"", "\\u00g0");
    check_string(a, "\"\"", "");
}

static void test_escapes_in_strings(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, strings, a), ARENA_DONE);
    arena_free(a);
}

static void test_names_are_matched_with_any_white_space_between_words(void **state)
{
    (void)state;
    assert_int_equal(lex_match_name(slice_of("Full  Name + 1"), 0, slice_of("Full Name")), 10);
    assert_int_equal(lex_match_name(slice_of("FullName"), 0, slice_of("Full Name")), 0);
    assert_int_equal(lex_match_name(slice_of("Full Names"), 0, slice_of("Full Name")), 0);
    assert_int_equal(lex_match_name(slice_of("foo+bar"), 0, slice_of("foo+bar")), 7);
    assert_int_equal(lex_match_name(slice_of("foo + bar"), 0, slice_of("foo+bar")), 9);
    assert_int_equal(lex_match_name(slice_of("a"), 0, slice_of("a b")), 0);
}

static void names(void *argument)
{
    arena *a = argument;
    size_t offset = 0;
    slice name = lex_declared_name(a, slice_of(" a  b-c in x"), &offset, slice_of("in"));
    assert_true(slice_is(name, "a b-c"));
    assert_int_equal(offset, 7);
    offset = 0;
    name = lex_declared_name(a, slice_of("1a"), &offset, slice_of(""));
    assert_int_equal(name.len, 0);
    offset = 0;
    name = lex_declared_name(a, slice_of("a: 1"), &offset, slice_of(""));
    assert_true(slice_is(name, "a"));
}

static void test_declared_names_end_at_the_keyword(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, names, a), ARENA_DONE);
    arena_free(a);
    assert_true(lex_is_single_word(slice_of("years_experience")));
    assert_false(lex_is_single_word(slice_of("years experience")));
    assert_false(lex_is_single_word(slice_of("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens_of_texts),
        cmocka_unit_test(test_escapes_in_strings),
        cmocka_unit_test(test_names_are_matched_with_any_white_space_between_words),
        cmocka_unit_test(test_declared_names_end_at_the_keyword),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
