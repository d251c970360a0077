// Expressions that would run, nest or grow without end: each stops within its steps and memory, with null, in little time.
#include "base/limits.h"
#include "base/text.h"
#include "feel/feel.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { STEPS = 300000, MOST_SECONDS = 10 };

#define LIST      "l: for i in 1..1000 return i, "
#define LOOP(e)   "count(for i in 1..1000000 return " e ")"
#define TIMES8(x) x "+" x "+" x "+" x "+" x "+" x "+" x "+" x
#define LONG                                                                                                 \
    "a: \"aaaaaaaaaaaaaaaa\", b: " TIMES8("a") ", c: " TIMES8("b") ", d: " TIMES8("c") ", t: " TIMES8(       \
        "d") ", "
#define WIDE                                                                                                 \
    "a: [1,1,1,1,1,1,1,1,1,1], b: [a,a,a,a,a,a,a,a,a,a], c: [b,b,b,b,b,b,b,b,b,b], d: "                      \
    "[c,c,c,c,c,c,c,c,c,c], "                                                                                \
    "e: [d,d,d,d,d,d,d,d,d,d], f: [e,e,e,e,e,e,e,e,e,e], w: [f,f,f,f,f,f,f,f,f,f], "

static const char *const endless[] = {
    "for i in 1..1000000000 return i",
    "for i in -9000000000000000000..9000000000000000000 return i",
    "for i in @\"-999999999-01-01\"..@\"999999999-12-31\" return i",
    "for i in 1..10000, j in 1..10000 return i * j",
    "some i in 1..1000000000 satisfies i < 0",
    "{" LIST "r: " LOOP("0 in l") "}",
    "{" LIST "r: " LOOP("l = l") "}",
    "{" LIST "r: " LOOP("l[item = 0]") "}",
    "{" LIST "r: " LOOP("all(l)") "}",
    "{" LIST "r: " LOOP("sum(l)") "}",
    "{" LIST "r: " LOOP("median(l)") "}",
    "{" LIST "r: " LOOP("mode(l)") "}",
    "{" LIST "r: " LOOP("list contains(l, 0)") "}",
    "{" LIST "r: " LOOP("index of(l, 0)") "}",
    "{" LIST "r: " LOOP("distinct values(l)") "}",
    "{" LIST "r: " LOOP("union(l, l)") "}",
    "{" LIST "r: " LOOP("sort(l)") "}",
    "{" LIST "r: " LOOP("reverse(l)") "}",
    "{" LIST "r: " LOOP("flatten(l)") "}",
    "{" LIST "r: " LOOP("l instance of list<number>") "}",
    "{" LIST "f: function(x: list<number>) 1, r: " LOOP("f(l)") "}",
    "{" LIST "r: " LOOP("string(l)") "}",
    "{" LONG "r: " LOOP("string length(t)") "}",
    "{" LONG "r: " LOOP("upper case(t)") "}",
    "{" LONG "r: " LOOP("contains(t, \"b\")") "}",
    "{" LONG "r: " LOOP("substring(t, -1)") "}",
    "{" LONG "r: " LOOP("min(t, t)") "}",
    "{" LONG "u: " TIMES8("d") ", r: " LOOP("t = u") "}",
    "{" LONG "u: " TIMES8("d") ", r: " LOOP("t < u") "}",
    "{" LONG "r: " LOOP("split(t, \"a\")") "}",
    "{" LONG "r: " LOOP("replace(t, \"a\", \"b\")") "}",
    "{" LONG "r: string join(for i in 1..100000 return \"\", t)}",
    "{" WIDE "r: w = w}",
    "{" WIDE "r: w in [w]}",
    "{" WIDE "r: flatten(w)}",
    "{" WIDE "r: w instance of list<list<list<list<list<list<list<number>>>>>>>}",
    LOOP("matches(\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\", \"^(a+)+$\")"),
    LOOP("matches(\"a\", \"a\" + string(i))"),
    LOOP("matches(\"a\", \"(\\p{L}|[a-z-[b]]){1,30}(x{1,50}){1,50}\" + string(i))"),
    LOOP("modulo(1e6144, 7e-6000)"),
    LOOP("date and time(\"2020-01-01T10:00:00@Europe/Paris\")"),
    LOOP("@\"2020-01-01T10:00:00@Europe/Paris\" + @\"P1D\""),
    LOOP("range(\"[1..2]\")"),
    "{f: function(g, n) if n = 0 then 0 else g(g, n - 1) + g(g, n - 1), r: f(f, 60)}",
};

typedef struct run {
    arena *arena;
    slice text;
    bool parsed, exhausted;
} run;

static void run_one(void *argument)
{
    run *r = argument;
    source_text *source = ARENA_NEW(r->arena, source_text);
    *source = (source_text){.file = SLICE("limits"), .text = r->text};
    feel_scope scope = {0};
    feel_machine m;
    feel_machine_init(&m, r->arena);
    m.steps_left = STEPS;
    const feel_expression *e = feel_parse(r->arena, source, &scope, diag_list_new(r->arena));
    r->parsed = e != NULL;
    if (e == NULL)
        return;
    (void)feel_evaluate(&m, e, NULL, 0);
    r->exhausted = m.exhausted;
}

static run end_of(slice text)
{
    run r = {.arena = arena_new(NULL, 256u << 20), .text = text};
    clock_t start = clock();
    r.exhausted = arena_run(r.arena, run_one, &r) != ARENA_DONE || r.exhausted;
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (seconds > MOST_SECONDS)
        print_message("%.*s: %.1f s\n", SLICE_ARG(slice_part(text, 0, 100)), seconds);
    assert_true(seconds <= MOST_SECONDS);
    arena_free(r.arena);
    return r;
}

static void test_what_runs_without_end_is_stopped_by_its_steps(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof endless / sizeof *endless; i++) {
        run r = end_of(slice_of(endless[i]));
        if (!r.parsed || !r.exhausted)
            print_message("%s: %s\n", endless[i], r.parsed ? "ended with steps left" : "does not parse");
        assert_true(r.parsed && r.exhausted);
    }
}

/// `open` a thousand times, a value, and `close` as often.
static void nest(const char *open, const char *value, const char *close)
{
    enum { TIMES = 1000 };
    size_t size = TIMES * (strlen(open) + strlen(close)) + strlen(value) + 1;
    char *text = malloc(size);
    assert_non_null(text);
    char *at = text;
    for (size_t i = 0; i < TIMES; i++)
        at = stpcpy(at, open);
    at = stpcpy(at, value);
    for (size_t i = 0; i < TIMES; i++)
        at = stpcpy(at, close);
    (void)end_of(slice_of(text));
    free(text);
}

static void test_deep_nesting_of_every_bracket_ends(void **state)
{
    (void)state;
    static const char *const forms[][3] = {
        {"(", "1", ")"},
        {"[", "1", "]"},
        {"{a: ", "1", "}"},
        {"abs(", "1", ")"},
        {"1 in (", "1", ")"},
        {"]1..", "2", "["},
        {"[1..", "2", "]"},
        {"-", "1", ""},
        {"not(", "true", ")"},
        {"", "1", "[1]"},
        {"", "1", ".a"},
        {"", "1", "(1)"},
        {"if true then ", "1", " else 2"},
        {"for i in ", "[1]", " return i"},
        {"function(x) ", "1", ""},
        {"1 + ", "1", ""},
        {"1 = ", "1", ""},
        {"true and ", "true", ""},
        {"2 ** ", "1", ""},
        {"1 instance of list<", "number", ">"},
        {"(<", "1", ")"},
        {"/*", "1", "*/"},
        {"\"", "1", "\""},
        {"@\"", "P1D", "\""},
        {"a.", "a", ""},
        {"some x in [1] satisfies ", "true", ""},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        nest(forms[i][0], forms[i][1], forms[i][2]);
}

typedef struct nested {
    arena *arena;
    const char *open, *value, *close;
    size_t levels;
    const char *message; ///< of its error; "" if it parses
} nested;

static void parse_nested(void *argument)
{
    nested *n = argument;
    text_builder text = {.arena = n->arena};
    for (size_t i = 0; i < n->levels; i++)
        text_add(&text, slice_of(n->open));
    text_add(&text, slice_of(n->value));
    for (size_t i = 0; i < n->levels; i++)
        text_add(&text, slice_of(n->close));
    source_text *source = ARENA_NEW(n->arena, source_text);
    *source = (source_text){.file = SLICE("limits"), .text = text_result(&text)};
    const feel_scope scope = {0};
    diag_list *diags = diag_list_new(n->arena);
    const feel_expression *e = feel_parse(n->arena, source, &scope, diags);
    assert_true((e != NULL) == (diags->count == 0));
    n->message = diags->count > 0 ? diags->items[0].message.ptr : "";
}

/// The whole expression is the first of the levels.
static void test_one_level_beyond_the_limit_is_said(void **state)
{
    (void)state;
    static const char *const forms[][3] = {
        {"(", "1", ")"},
        {"[", "1", "]"},
        {"{a: ", "1", "}"},
        {"abs(", "1", ")"},
        {"not(", "true", ")"},
        {"-", "1", ""},
        {"if true then ", "1", " else 2"},
        {"function(x) ", "1", ""},
        {"1 in (", "1", ")"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        for (size_t more = 0; more < 2; more++) {
            nested n = {arena_new(NULL, 0),
                        forms[i][0],
                        forms[i][1],
                        forms[i][2],
                        LIMIT_EXPRESSION_NESTING - 1 + more,
                        NULL};
            assert_int_equal(arena_run(n.arena, parse_nested, &n), ARENA_DONE);
            static const char expected[] = "expected at most 64 levels of nesting";
            if (strncmp(n.message, expected, more * strlen(expected)) != 0 ||
                (more == 0 && *n.message != '\0'))
                print_message("%s, %zu times: %s\n", n.open, n.levels, n.message);
            assert_memory_equal(n.message, expected, more * strlen(expected));
            assert_true(more == 1 || *n.message == '\0');
            arena_free(n.arena);
        }
    }
}

typedef struct long_call {
    arena *arena;
    const char *begin, *argument;
    size_t count;
    const char *message; ///< as of `nested`
    slice end;           ///< the expression from where the error is
} long_call;

static void parse_long_call(void *argument)
{
    long_call *c = argument;
    text_builder text = {.arena = c->arena};
    text_add(&text, slice_of(c->begin));
    for (size_t i = 0; i < c->count; i++) {
        text_add(&text, slice_of(i > 0 ? ", " : ""));
        text_add(&text, slice_of(c->argument));
    }
    text_add(&text, SLICE(")"));
    source_text *source = ARENA_NEW(c->arena, source_text);
    *source = (source_text){.file = SLICE("limits"), .text = text_result(&text)};
    const feel_scope scope = {0};
    diag_list *diags = diag_list_new(c->arena);
    const feel_expression *e = feel_parse(c->arena, source, &scope, diags);
    assert_true((e != NULL) == (diags->count == 0));
    c->message = diags->count > 0 ? diags->items[0].message.ptr : "";
    const size_t column = diags->count > 0 ? diags->items[0].column - 1 : 0;
    c->end = slice_part(source->text, column, source->text.len);
}

static void test_one_argument_beyond_the_limit_is_said_at_its_place(void **state)
{
    (void)state;
    static const char *const calls[][2] = {
        {"sum(", "1"}, {"string join(", "\"a\""}, {"(function(x) x)(", "[1, 2]"}};
    static const char expected[] = "expected at most 1000 arguments, found ";
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        for (size_t more = 0; more < 2; more++) {
            long_call c = {.arena = arena_new(NULL, 0),
                           .begin = calls[i][0],
                           .argument = calls[i][1],
                           .count = LIMIT_ARGUMENTS + more};
            char last[32];
            (void)snprintf(last, sizeof last, "%s)", c.argument);
            assert_int_equal(arena_run(c.arena, parse_long_call, &c), ARENA_DONE);
            if (more == 0) {
                assert_string_equal(c.message, "");
            } else {
                assert_memory_equal(c.message, expected, strlen(expected));
                assert_true(slice_is(c.end, last));
            }
            arena_free(c.arena);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_runs_without_end_is_stopped_by_its_steps),
        cmocka_unit_test(test_deep_nesting_of_every_bracket_ends),
        cmocka_unit_test(test_one_level_beyond_the_limit_is_said),
        cmocka_unit_test(test_one_argument_beyond_the_limit_is_said_at_its_place)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
