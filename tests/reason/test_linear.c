// Comparisons of sums: which ones are, what is left to the interpreter, and that what is decided is what the interpreter says.
#include "feel/eval.h"
#include "random.h"
#include "reason/linear.h"

#include "test.h"

#include <stdio.h>

enum { FACTS = 3, ROUNDS = 20000, TEXT_BYTES = 400 };

static feel_variable facts[FACTS + 1];
static feel_scope scope;

/// Facts a, b and c are numbers, t is a text.
static void set_up(void)
{
    static const char *const names[] = {"a", "b", "c", "t"};
    for (size_t i = 0; i <= FACTS; i++)
        facts[i] =
            (feel_variable){.name = slice_of(names[i]),
                            .type = feel_type_of_kind(i < FACTS ? FEEL_TYPE_NUMBER : FEEL_TYPE_STRING)};
    scope = (feel_scope){.variables = facts, .count = FACTS + 1, .single_words = true};
}

static const feel_expression *parse(arena *a, const char *text)
{
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = SLICE("x"), .text = slice_of(text)};
    const feel_expression *x = feel_parse(a, source, &scope, diag_list_new(a));
    if (x == NULL)
        print_error("%s does not parse\n", text);
    assert_non_null(x);
    return x;
}

static feel_value value_of(arena *a, const char *text)
{
    feel_machine m;
    feel_machine_init(&m, a);
    const feel_value nothing[FACTS + 1] = {0};
    return feel_evaluate(&m, parse(a, text), nothing, FACTS + 1);
}

static feel_truth truth_of(arena *a, const char *text, const char *const values[FACTS])
{
    feel_value of[FACTS + 1] = {0};
    linear sums;
    for (size_t i = 0; i < FACTS; i++)
        of[i] = value_of(a, values[i]);
    assert_true(linear_of(parse(a, text), &sums));
    return linear_truth(&sums, of);
}

static void recognise(void *argument)
{
    arena *a = argument;
    static const char *const sums[] = {"a > 1", "a >= b", "12 * a + 11 < b",
                                       "-(a - 2 * (b - c)) <= 0.5 * c * 3"};
    static const char *const others[] = {"a = 1",
                                         "a * b > 1",
                                         "a / 2 > 1",
                                         "a ** 2 > 1",
                                         "abs(a) > 1",
                                         "t > \"x\"",
                                         "a > null",
                                         "a > 1 and b > 1",
                                         "1e200 * a > 1",
                                         "a > 1e200",
                                         "a > 0.1234567890123456789",
                                         "a + b + c + a + b + c + a + b + c > 1"};
    linear out;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        assert_true(linear_of(parse(a, sums[i]), &out));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (linear_of(parse(a, others[i]), &out))
            print_error("%s\n", others[i]);
        assert_false(linear_of(parse(a, others[i]), &out));
    }
}

static void decide(void *argument)
{
    arena *a = argument;
    assert_int_equal(truth_of(a, "a > 12 * b + 11", (const char *const[]){"36", "2", "0"}), FEEL_TRUE);
    assert_int_equal(truth_of(a, "a > 12 * b + 11", (const char *const[]){"34", "2", "0"}), FEEL_FALSE);
    assert_int_equal(truth_of(a, "a > 12 * b + 11", (const char *const[]){"35", "2", "0"}), FEEL_UNKNOWN);
    assert_int_equal(truth_of(a, "0.1 * a >= b", (const char *const[]){"3", "0.3", "0"}), FEEL_UNKNOWN);
    assert_int_equal(truth_of(a, "a - b < 1", (const char *const[]){"1e20", "1e20", "0"}), FEEL_UNKNOWN);
    assert_int_equal(truth_of(a, "a > b", (const char *const[]){"2", "null", "0"}), FEEL_FALSE);
    assert_int_equal(truth_of(a, "a > b", (const char *const[]){"2", "1e-300", "0"}), FEEL_UNKNOWN);
}

// --- at random ---

typedef struct maker {
    random_source random;
    char text[TEXT_BYTES];
    size_t length;
} maker;

static const char *one_of(maker *m, const char *const *texts, size_t count)
{
    return texts[random_below(&m->random, count)];
}

static void put(maker *m, const char *text)
{
    m->length += (size_t)snprintf(m->text + m->length, TEXT_BYTES - m->length, "%s", text);
}

static const char *const numbers[] = {"0",    "1",   "2",     "3",     "12",  "0.1",   "0.3",       "2.5",
                                      "1000", "-1",  "-0.25", "1e12",  "7",   "1e-12", "0.6",       "35",
                                      "1e90", "-12", "11",    "1e-90", "0.2", "99.99", "123456789", "1e-101"};

static void put_sum(maker *m, unsigned depth)
{
    static const char *const names[] = {"a", "b", "c"};
    static const char *const signs[] = {" + ", " - "};
    switch (depth > 0 ? random_below(&m->random, 6) : random_below(&m->random, 3)) {
    case 0: put(m, one_of(m, numbers, sizeof numbers / sizeof *numbers)); return;
    case 1:
    case 2: put(m, one_of(m, names, sizeof names / sizeof *names)); return;
    case 3:
        put(m, one_of(m, numbers, sizeof numbers / sizeof *numbers));
        put(m, " * (");
        put_sum(m, depth - 1);
        put(m, ")");
        return;
    case 4:
        put(m, "-(");
        put_sum(m, depth - 1);
        put(m, ")");
        return;
    default:
        put(m, "(");
        put_sum(m, depth - 1);
        put(m, one_of(m, signs, sizeof signs / sizeof *signs));
        put_sum(m, depth - 1);
        put(m, ")");
    }
}

static void put_comparison(maker *m)
{
    static const char *const signs[] = {" < ", " <= ", " > ", " >= "};
    m->length = 0;
    put_sum(m, 3);
    put(m, one_of(m, signs, sizeof signs / sizeof *signs));
    put_sum(m, 3);
}

typedef struct trial {
    arena *arena;
    maker *maker;
    size_t decided, open;
} trial;

static void compare_one(void *argument)
{
    trial *t = argument;
    maker *m = t->maker;
    feel_value values[FACTS + 1] = {0};
    put_comparison(m);
    const feel_expression *x = parse(t->arena, m->text);
    linear sums;
    if (!linear_of(x, &sums))
        return;
    for (size_t i = 0; i < FACTS; i++)
        values[i] = value_of(t->arena, random_below(&m->random, 20) == 0
                                           ? "null"
                                           : one_of(m, numbers, sizeof numbers / sizeof *numbers));
    feel_machine machine;
    feel_machine_init(&machine, t->arena);
    machine.open_unknowns = true;
    const feel_truth said = linear_truth(&sums, values);
    const bool is_true = feel_is_true(feel_evaluate(&machine, x, values, FACTS + 1));
    if (said != FEEL_UNKNOWN && (said == FEEL_TRUE) != is_true)
        print_error("%s\n", m->text);
    assert_true(said == FEEL_UNKNOWN || (said == FEEL_TRUE) == is_true);
    t->decided += said != FEEL_UNKNOWN;
    t->open += said == FEEL_UNKNOWN;
}

static void run_in_arena(void (*body)(void *))
{
    arena *a = arena_new(NULL, 0);
    set_up();
    assert_int_equal(arena_run(a, body, a), ARENA_DONE);
    arena_free(a);
}

static void test_sums_with_constant_factors_are_linear(void **state)
{
    (void)state;
    run_in_arena(recognise);
}

static void test_what_rounding_may_decide_is_left_open(void **state)
{
    (void)state;
    run_in_arena(decide);
}

static void test_what_is_decided_is_what_the_interpreter_says(void **state)
{
    (void)state;
    static maker m;
    m.random = random_new();
    trial t = {.arena = arena_new(NULL, 0), .maker = &m};
    set_up();
    for (size_t i = 0; i < ROUNDS; i++) {
        assert_int_equal(arena_run(t.arena, compare_one, &t), ARENA_DONE);
        arena_reset(t.arena);
    }
    arena_free(t.arena);
    assert_true(t.decided > ROUNDS / 4); // else it would be of no use
    assert_true(t.open > ROUNDS / 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums_with_constant_factors_are_linear),
        cmocka_unit_test(test_what_rounding_may_decide_is_left_open),
        cmocka_unit_test(test_what_is_decided_is_what_the_interpreter_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
