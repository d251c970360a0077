// Syntax errors with their places, limits, and what an expression reads. Values are tested by the tables.
#include "feel/feel.h"

#include "test.h"

#include <stdlib.h>

typedef struct parse_job {
    arena *arena;
    const char *text;
    size_t length;
    bool strict;
    bool parsed;
    diag_list *diags;
} parse_job;

static const feel_variable variables[] = {
    {.name = SLICE_INIT("a")}, {.name = SLICE_INIT("b c")}, {.name = SLICE_INIT("d")}};

static void parse(void *argument)
{
    parse_job *job = argument;
    source_text *source = ARENA_NEW(job->arena, source_text);
    *source = (source_text){.file = SLICE("x"), .text = {job->text, job->length}};
    feel_scope scope = {.variables = variables, .count = 3, .strict = job->strict};
    job->diags = diag_list_new(job->arena);
    job->parsed = feel_parse(job->arena, source, &scope, job->diags) != NULL;
}

typedef struct error_case {
    const char *text;
    size_t line, column, length;
    const char *message;
    const char *hint;
} error_case;

static void test_syntax_errors_name_the_place_and_what_was_expected(void **state)
{
    (void)state;
    static const error_case cases[] = {
        {"", 1, 1, 1, "expected an expression, but the expression ends here", ""},
        {"1 +", 1, 4, 1, "expected a value, but the expression ends here", "a value is missing after '+'"},
        {"(1", 1, 3, 1, "expected ')', but the expression ends here", "write ')' to close '(1'"},
        {"[1, 2", 1, 6, 1, "expected ',' or ']', but the expression ends here", "write ']' to close '[1, 2'"},
        {"{a 1}", 1, 5, 1, "expected ':' after the name of the entry, found '}'",
         "write ':' after the name of an entry"},
        {"{a: 1, a: 2}", 1, 8, 1, "expected another name: there is already an entry 'a', found 'a'", ""},
        {"a == 1", 1, 3, 2, "FEEL has no '=='", "FEEL compares with a single '='"},
        {"if a then 1", 1, 12, 1, "expected 'else', but the expression ends here",
         "'if' needs an 'else'; if there is nothing else, write else null"},
        {"if a 1 else 2", 1, 6, 1, "expected 'then', found '1'", "write if … then … else …"},
        {"for x in [1] 2", 1, 14, 1, "expected 'return', found '2'",
         "write 'return' before what is to be collected"},
        {"for 1 in [1] return 2", 1, 5, 1, "expected the name of a variable, found '1'", ""},
        {"some x in [1] return 2", 1, 15, 6, "expected 'satisfies', found 'return'",
         "write 'satisfies' before the condition"},
        {"1 2", 1, 3, 1, "expected an operator or the end of the expression, found '2'",
         "an operator such as 'and', '=' or '+' is missing before this"},
        {"a\n  & d", 2, 3, 1, "FEEL has no '&'", "write 'and'; texts are joined with '+'"},
        {"a \x01", 1, 3, 1, "unexpected character", ""},
        {"\"open", 1, 1, 5, "the string has no closing quote", "write '\"' after the text"},
        {"1 /* open", 1, 3, 2, "the comment is not closed", ""},
        {"a.", 1, 2, 1, "nothing follows the '.'", "leave out the '.'"},
        {"[1..2", 1, 6, 1, "expected ']', ')' or '[' after the range, but the expression ends here",
         "write ']' to close '[1..2'"},
        {"]1, 2[", 1, 3, 1, "expected '..', found ','", ""},
        {"a between 1 or 2", 1, 13, 2, "expected 'and', found 'or'",
         "write 'and' between the two ends: between 5 and 10, or in [5..10]"},
        {"substring(\"a\", length: 1)", 1, 24, 1,
         "expected all arguments by name or all by position, found '1'", ""},
        {"a instance of 1", 1, 15, 1, "expected a type, found '1'", ""},
        {"a instance of foo<number>", 1, 25, 1,
         "expected list, range, context or function before '<', found '>'", ""},
        {"function(1) 2", 1, 10, 1, "expected the name of a parameter, found '1'", ""},
        {"1e99999", 1, 1, 7, "expected a number in decimal128's range, found '1e99999'", ""},
        {"@\"soon\"", 1, 1, 7, "this is no date, time, date and time or duration",
         "write @\"2026-01-31\", @\"09:30:00\", @\"2026-01-31T09:30:00\", @\"P1Y6M\" or @\"P3DT2H\""},
        {"then", 1, 1, 4, "expected a value, found 'then'", "write if … then … else …"},
        {"a\xFF", 1, 2, 1, "the expression is not valid UTF-8 here", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        parse_job job = {.arena = arena_new(NULL, 0),
                         .text = cases[i].text,
                         .length = strlen(cases[i].text),
                         .strict = true};
        assert_int_equal(arena_run(job.arena, parse, &job), ARENA_DONE);
        assert_false(job.parsed);
        assert_int_equal(job.diags->count, 1);
        assert_string_equal(job.diags->items[0].message.ptr, cases[i].message);
        assert_int_equal(job.diags->items[0].line, cases[i].line);
        assert_int_equal(job.diags->items[0].column, cases[i].column);
        assert_int_equal(job.diags->items[0].length, cases[i].length);
        assert_string_equal(job.diags->items[0].hint.len > 0 ? job.diags->items[0].hint.ptr : "",
                            cases[i].hint);
        arena_free(job.arena);
    }
}

/// `count` times `open`, then 1, then `count` times `close`.
static char *nested(const char *open, const char *close, size_t count)
{
    size_t size = (strlen(open) + strlen(close)) * count + 2;
    char *text = calloc(size, 1);
    assert_non_null(text);
    char *at = text;
    for (size_t i = 0; i < count; i++, at += strlen(open))
        memcpy(at, open, strlen(open));
    *at++ = '1';
    for (size_t i = 0; i < count; i++, at += strlen(close))
        memcpy(at, close, strlen(close));
    return text;
}

static bool parses(const char *text, size_t length)
{
    parse_job job = {.arena = arena_new(NULL, 0), .text = text, .length = length};
    assert_int_equal(arena_run(job.arena, parse, &job), ARENA_DONE);
    assert_true(job.parsed || job.diags->errors == 1);
    arena_free(job.arena);
    return job.parsed;
}

static void test_nesting_is_bounded_for_every_bracket(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"(", ")"},
                                           {"[", "]"},
                                           {"{a:", "}"},
                                           {"-", ""},
                                           {"if 1 then ", " else 1"},
                                           {"abs(", ")"},
                                           {"1[", "]"},
                                           {"for x in [1] return ", ""},
                                           {"function() ", ""},
                                           {"1 in (", ")"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char *fits = nested(pairs[i][0], pairs[i][1], 31);
        assert_true(parses(fits, strlen(fits)));
        free(fits);
        char *deep = nested(pairs[i][0], pairs[i][1], 70);
        assert_false(parses(deep, strlen(deep)));
        free(deep);
        char *absurd = nested(pairs[i][0], "", 60000 / strlen(pairs[i][0]));
        assert_false(parses(absurd, strlen(absurd)));
        free(absurd);
    }
    char *parentheses = nested("(", ")", 100000);
    assert_false(parses(parentheses, strlen(parentheses)));
    free(parentheses);
}

static void test_long_chains_are_bounded(void **state)
{
    (void)state;
    char *fits = nested("1+", "", 990);
    assert_true(parses(fits, strlen(fits)));
    free(fits);
    char *chain = nested("1+", "", 20000);
    assert_false(parses(chain, strlen(chain)));
    free(chain);
    char *many = nested("a or ", "", 10000); // operands of one `or` stand side by side
    assert_true(parses(many, strlen(many)));
    free(many);
}

static void test_expressions_longer_than_64_kib_are_refused(void **state)
{
    (void)state;
    char *text = calloc(64 * 1024 + 2, 1);
    assert_non_null(text);
    memset(text, ' ', 64 * 1024 + 1);
    text[0] = '1';
    assert_true(parses(text, 64 * 1024 - 1));
    assert_true(parses(text, 64 * 1024));
    assert_false(parses(text, 64 * 1024 + 1));
    free(text);
}

static void reads(void *argument)
{
    arena *a = argument;
    feel_scope scope = {.variables = variables, .count = 3};
    source_text source = {.file = SLICE("x"), .text = SLICE("d > 1 and some a in [1] satisfies a = b  c")};
    diag_list *diags = diag_list_new(a);
    const feel_expression *e = feel_parse(a, &source, &scope, diags);
    assert_non_null(e);
    size_t count;
    const size_t *positions = feel_expression_reads(e, &count);
    assert_int_equal(count, 2);
    assert_int_equal(positions[0], 1);
    assert_int_equal(positions[1], 2);
    assert_false(feel_expression_is_constant(e));
    source_text constant = {.file = SLICE("x"), .text = SLICE("1 + 1")};
    assert_true(feel_expression_is_constant(feel_parse(a, &constant, &scope, diags)));
    source_text clock = {.file = SLICE("x"), .text = SLICE("today()")};
    assert_false(feel_expression_is_constant(feel_parse(a, &clock, &scope, diags)));
}

static void test_an_expression_tells_which_variables_it_reads(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    assert_int_equal(arena_run(a, reads, a), ARENA_DONE);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_syntax_errors_name_the_place_and_what_was_expected),
        cmocka_unit_test(test_nesting_is_bounded_for_every_bracket),
        cmocka_unit_test(test_long_chains_are_bounded),
        cmocka_unit_test(test_expressions_longer_than_64_kib_are_refused),
        cmocka_unit_test(test_an_expression_tells_which_variables_it_reads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
