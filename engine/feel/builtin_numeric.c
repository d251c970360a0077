// Numeric functions (DMN 1.5, 10.3.4.5). All arithmetic is decimal.
#include "feel/builtin.h"
#include "feel/temporal.h"

static feel_value number_or_null(feel_machine *m, bool done, decimal d)
{
    return done ? feel_number(m->arena, d) : feel_null();
}

/// The scale of a rounding function without its fraction; 0 if it is absent.
static bool scale_of(feel_value v, int64_t *scale)
{
    *scale = 0;
    return v.kind == FEEL_ABSENT || feel_to_whole(v, scale);
}

static feel_value round_to(feel_machine *m, const feel_value *arguments, decimal_rounding how)
{
    int64_t scale;
    decimal d = {{0, 0}};
    bool done = scale_of(arguments[1], &scale) && decimal_round(feel_decimal(arguments[0]), scale, how, &d);
    return number_or_null(m, done, d);
}

#define ROUNDING(name, how)                                                                                  \
    static feel_value call_##name(feel_machine *m, const feel_value *arguments, size_t count)                \
    {                                                                                                        \
        (void)count;                                                                                         \
        return round_to(m, arguments, how);                                                                  \
    }

ROUNDING(decimal, DECIMAL_HALF_EVEN)
ROUNDING(floor, DECIMAL_FLOOR)
ROUNDING(ceiling, DECIMAL_CEILING)
ROUNDING(round_up, DECIMAL_UP)
ROUNDING(round_down, DECIMAL_DOWN)
ROUNDING(round_half_up, DECIMAL_HALF_UP)
ROUNDING(round_half_down, DECIMAL_HALF_DOWN)

static feel_value call_abs(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    feel_value v = arguments[0];
    if (v.kind == FEEL_NUMBER)
        return feel_number(m->arena, decimal_absolute(feel_decimal(v)));
    bool negative = v.kind == FEEL_MONTHS_DURATION
                        ? v.as.integer < 0
                        : v.as.duration->seconds < 0 || v.as.duration->nanoseconds < 0;
    return negative ? temporal_negate(m->arena, v) : v;
}

static feel_value call_modulo(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    decimal d = {{0, 0}};
    if (!feel_spend(m, 50)) // exponents far apart take long
        return feel_null();
    return number_or_null(m, decimal_modulo(feel_decimal(arguments[0]), feel_decimal(arguments[1]), &d), d);
}

#define OF_ONE_NUMBER(name, calculate)                                                                       \
    static feel_value call_##name(feel_machine *m, const feel_value *arguments, size_t count)                \
    {                                                                                                        \
        decimal d = {{0, 0}};                                                                                \
        (void)count;                                                                                         \
        return number_or_null(m, calculate(feel_decimal(arguments[0]), &d), d);                              \
    }

OF_ONE_NUMBER(sqrt, decimal_square_root)
OF_ONE_NUMBER(log, decimal_log)
OF_ONE_NUMBER(exp, decimal_exp)

static feel_value has_parity(feel_value v, int64_t wanted)
{
    decimal remainder;
    int64_t parity;
    if (!decimal_modulo(feel_decimal(v), decimal_from_int64(2), &remainder))
        return feel_null();
    return feel_boolean(decimal_to_int64(remainder, &parity) && parity == wanted);
}

static feel_value call_odd(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)m;
    (void)count;
    return has_parity(arguments[0], 1);
}

static feel_value call_even(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)m;
    (void)count;
    return has_parity(arguments[0], 0);
}

#define N              PARAMETER("n", ACCEPT_NUMBER)
#define NUMBER         PARAMETER("number", ACCEPT_NUMBER)
#define SCALE          PARAMETER("scale", ACCEPT_NUMBER)
#define OPTIONAL_SCALE PARAMETER("scale", ACCEPT_NUMBER | PARAMETER_OPTIONAL)

static const builtin rows[] = {
    BUILTIN("decimal", call_decimal, RESULT_NUMBER,
            "n with scale digits after the point, halves to the even digit", N, SCALE),
    BUILTIN("floor", call_floor, RESULT_NUMBER, "the greatest number of that scale that is not above n", N,
            OPTIONAL_SCALE),
    BUILTIN("ceiling", call_ceiling, RESULT_NUMBER, "the least number of that scale that is not below n", N,
            OPTIONAL_SCALE),
    BUILTIN("round up", call_round_up, RESULT_NUMBER, "n rounded away from zero", N, SCALE),
    BUILTIN("round down", call_round_down, RESULT_NUMBER, "n rounded toward zero", N, SCALE),
    BUILTIN("round half up", call_round_half_up, RESULT_NUMBER, "n rounded, halves away from zero", N, SCALE),
    BUILTIN("round half down", call_round_half_down, RESULT_NUMBER, "n rounded, halves toward zero", N,
            SCALE),
    BUILTIN("abs", call_abs, RESULT_SAME_AS_FIRST, "a number or duration without its sign",
            PARAMETER("n", ACCEPT_NUMBER | ACCEPT_DAYS | ACCEPT_MONTHS)),
    BUILTIN("modulo", call_modulo, RESULT_NUMBER, "the remainder of the division, with the divisor's sign",
            PARAMETER("dividend", ACCEPT_NUMBER), PARAMETER("divisor", ACCEPT_NUMBER)),
    BUILTIN("sqrt", call_sqrt, RESULT_NUMBER, "the square root", NUMBER),
    BUILTIN("log", call_log, RESULT_NUMBER, "the natural logarithm", NUMBER),
    BUILTIN("exp", call_exp, RESULT_NUMBER, "e to the power of the number", NUMBER),
    BUILTIN("odd", call_odd, RESULT_BOOLEAN, "whether the number is odd", NUMBER),
    BUILTIN("even", call_even, RESULT_BOOLEAN, "whether the number is even", NUMBER),
};

const builtin_topic builtins_numeric = {rows, sizeof rows / sizeof *rows};
