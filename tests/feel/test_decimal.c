// Compares decimal arithmetic with Python's decimal module: the vectors in decimal_vectors.txt and, if python3 is installed, new ones
// from a random seed. DECIMAL_SEED repeats a run.
#include "base/decimal.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MOST_LINE = 8192 };

typedef struct vector {
    char operation[16], left[MOST_LINE], right[64], wanted[MOST_LINE];
} vector;

static bool rounding_named(const char *name, decimal_rounding *how)
{
    static const char *const names[] = {"half-even", "half-up", "half-down", "up",
                                        "down",      "floor",   "ceiling"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            *how = (decimal_rounding)i;
            return true;
        }
    }
    return false;
}

/// The engine's result; false for none.
static bool calculate(const vector *v, decimal a, decimal b, decimal *out)
{
    decimal_rounding how;
    int64_t scale;
    if (rounding_named(v->operation, &how))
        return decimal_to_int64(b, &scale) && decimal_round(a, scale, how, out);
    static const struct {
        const char *name;
        bool (*call)(decimal, decimal, decimal *);
    } two[] = {{"add", decimal_add},          {"subtract", decimal_subtract}, {"multiply", decimal_multiply},
               {"divide", decimal_divide},    {"modulo", decimal_modulo},     {"power", decimal_power},
               {"power-exact", decimal_power}};
    for (size_t i = 0; i < sizeof two / sizeof *two; i++) {
        if (strcmp(two[i].name, v->operation) == 0)
            return two[i].call(a, b, out);
    }
    if (strcmp(v->operation, "root") == 0)
        return decimal_square_root(a, out);
    if (strcmp(v->operation, "exp") == 0)
        return decimal_exp(a, out);
    if (strcmp(v->operation, "log") == 0)
        return decimal_log(a, out);
    *out = decimal_from_int64(decimal_compare(a, b));
    return strcmp(v->operation, "compare") == 0;
}

/// Powers, exponentials and logarithms may differ in the last digits: by 10^-30 of the value.
static bool is_near(decimal got, decimal wanted)
{
    decimal difference;
    decimal allowed;
    decimal unit;
    return decimal_parse(SLICE("1e-30"), &unit) && decimal_subtract(got, wanted, &difference) &&
           decimal_multiply(decimal_absolute(wanted), unit, &allowed) &&
           decimal_compare(decimal_absolute(difference), allowed) <= 0;
}

static bool holds(const vector *v, char *text)
{
    decimal a;
    decimal b;
    decimal wanted;
    decimal got;
    if (!decimal_parse(slice_of(v->left), &a) || !decimal_parse(slice_of(v->right), &b))
        return false;
    if (strcmp(v->operation, "text") == 0) {
        (void)decimal_to_text(a, text);
        return strcmp(text, v->wanted) == 0;
    }
    bool done = calculate(v, a, b, &got);
    (void)snprintf(text, 8, "none");
    if (done)
        (void)decimal_to_text(got, text);
    if (strcmp(v->wanted, "none") == 0)
        return !done;
    bool loose = strcmp(v->operation, "power") == 0 || strcmp(v->operation, "exp") == 0 ||
                 strcmp(v->operation, "log") == 0;
    return done && decimal_parse(slice_of(v->wanted), &wanted) &&
           (decimal_compare(got, wanted) == 0 || (loose && is_near(got, wanted)));
}

/// Holds every line of the file against the engine; returns how many there were.
static size_t check_lines(FILE *lines, size_t *failed)
{
    static vector v;
    static char text[DECIMAL_PLAIN_TEXT_SIZE];
    size_t count = 0;
    while (fscanf(lines, "%15s %8191s %63s %8191s", v.operation, v.left, v.right, v.wanted) == 4) {
        count++;
        if (!holds(&v, text)) {
            (*failed)++;
            print_message("%s %s %s: got %s, expected %s\n", v.operation, v.left, v.right, text, v.wanted);
        }
    }
    return count;
}

static void test_recorded_calculations_hold(void **state)
{
    (void)state;
    FILE *lines = fopen("tests/feel/decimal_vectors.txt", "r");
    assert_non_null(lines);
    size_t failed = 0;
    assert_int_equal(check_lines(lines, &failed), 1500);
    (void)fclose(lines);
    assert_int_equal(failed, 0);
}

static void test_new_calculations_of_python_hold(void **state)
{
    (void)state;
    const char *given = getenv("DECIMAL_SEED");
    unsigned long seed = given != NULL ? strtoul(given, NULL, 10) : (unsigned long)time(NULL);
    char command[128];
    (void)snprintf(command, sizeof command, "python3 tests/feel/decimal_vectors.py %lu 3000 2>/dev/null",
                   seed);
    FILE *lines = popen(command, "r"); // NOLINT(cert-env33-c): a fixed command
    assert_non_null(lines);
    size_t failed = 0;
    size_t count = check_lines(lines, &failed);
    bool ended = pclose(lines) == 0;
    if (!ended || count == 0) {
        print_message("info: decimals: no python3 to calculate against\n");
        skip();
    }
    print_message("info: decimals: %zu calculations of python, DECIMAL_SEED=%lu\n", count, seed);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_recorded_calculations_hold),
                                       cmocka_unit_test(test_new_calculations_of_python_hold)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
