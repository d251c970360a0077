// decimal128 arithmetic on Intel's library, called by value with rounding mode and status flags passed in, so that no thread sees
// another's. The only file that includes the library's headers.
#define DECIMAL_CALL_BY_REFERENCE      0
#define DECIMAL_GLOBAL_ROUNDING        0
#define DECIMAL_GLOBAL_EXCEPTION_FLAGS 0
#include <bid_conf.h>

#include <bid_functions.h>

#include "base/decimal.h"

#include "base/limits.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    LOWEST_SCALE = -6111,
    HIGHEST_SCALE = 6176,
    SURELY_INT64 = 18, ///< digits of an integer that fits
    MOST_DIGITS = 34,
    MOST_READ = 60, ///< digits that rounding looks at
    TEXT_OF_LIBRARY = 64,
    TEXT_OF_NUMBER = 100,
};

static BID_UINT128 to_bid(decimal d)
{
    BID_UINT128 b;
    memcpy(&b, &d, sizeof b);
    return b;
}

static decimal from_bid(BID_UINT128 b)
{
    decimal d;
    memcpy(&d, &b, sizeof d);
    return d;
}

/// Returns `b` if it is finite; minus zero becomes zero.
static bool give(BID_UINT128 b, decimal *out)
{
    if (!bid128_isFinite(b))
        return false;
    if (bid128_isZero(b) && bid128_isSigned(b))
        b = bid128_negate(b);
    *out = from_bid(b);
    return true;
}

decimal decimal_from_int64(int64_t integer)
{
    return from_bid(bid128_from_int64(integer));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// A number text on its way to the library, which reads a hundred digits at most. Leading zeros are left out; of the digits beyond those
/// that rounding looks at, only whether one is not zero is kept.
typedef struct digit_reader {
    char digits[MOST_READ + 2];
    size_t count; ///< of the digits kept
    bool any;     ///< a digit was read
    bool sticky;  ///< a digit other than 0 was dropped
    int64_t exponent;
} digit_reader;

/// Digits from `*at` on, before or after the point.
static void read_digits(digit_reader *r, slice text, size_t *at, bool fraction)
{
    for (; *at < text.len && is_digit(text.ptr[*at]); (*at)++) {
        char c = text.ptr[*at];
        bool kept = r->count < MOST_READ && (r->count > 0 || c != '0');
        r->any = true;
        if (kept)
            r->digits[r->count++] = c;
        else
            r->sticky = r->sticky || c != '0';
        if (fraction && (kept || r->count == 0))
            r->exponent--;
        else if (!fraction && !kept && r->count > 0)
            r->exponent++;
    }
}

/// `(e|E) [+-] digits`. An exponent that is far out of range is cut to one that is out of range too.
static bool read_exponent(digit_reader *r, slice text, size_t *at)
{
    enum { OUT_OF_RANGE = 1000000 };
    if (*at >= text.len || (text.ptr[*at] != 'e' && text.ptr[*at] != 'E'))
        return true;
    (*at)++;
    bool negative = *at < text.len && text.ptr[*at] == '-';
    if (negative || (*at < text.len && text.ptr[*at] == '+'))
        (*at)++;
    size_t first = *at;
    int64_t value = 0;
    for (; *at < text.len && is_digit(text.ptr[*at]); (*at)++) {
        if (value < OUT_OF_RANGE)
            value = value * 10 + (text.ptr[*at] - '0');
    }
    r->exponent += negative ? -value : value;
    return *at > first;
}

bool decimal_parse(slice text, decimal *out)
{
    digit_reader r = {.count = 0};
    size_t at = 0;
    bool negative = text.len > 0 && text.ptr[0] == '-';
    if (negative || (text.len > 0 && text.ptr[0] == '+'))
        at++;
    if (text.len > LIMIT_DECIMAL_TEXT)
        return false;
    read_digits(&r, text, &at, false);
    if (at < text.len && text.ptr[at] == '.') {
        at++;
        read_digits(&r, text, &at, true);
    }
    if (!r.any || !read_exponent(&r, text, &at) || at != text.len)
        return false;
    if (r.sticky) { // a further digit tells the library that the rest is not zero
        r.digits[r.count++] = '1';
        r.exponent--;
    }
    if (r.count == 0) {
        *out = decimal_from_int64(0);
        return true;
    }
    if (r.count <= SURELY_INT64 && r.exponent == 0) { // as most numbers are: without a detour through text
        int64_t integer = 0;
        for (size_t i = 0; i < r.count; i++)
            integer = 10 * integer + (r.digits[i] - '0');
        *out = decimal_from_int64(negative ? -integer : integer);
        return true;
    }
    char plain[TEXT_OF_NUMBER];
    (void)snprintf(plain, sizeof plain, "%s%.*sE%lld", negative ? "-" : "", (int)r.count, r.digits,
                   (long long)r.exponent);
    _IDEC_flags flags = 0;
    return give(bid128_from_string(plain, BID_ROUNDING_TO_NEAREST, &flags), out);
}

size_t decimal_double_text(double value, char *buffer)
{
    size_t length = 0;
    for (int digits = 15; digits <= 17; digits++) {
        length = (size_t)snprintf(buffer, DECIMAL_TEXT_SIZE, "%.*g", digits, value);
        if (strtod(buffer, NULL) == value)
            break;
    }
    char *comma = strchr(buffer, ','); // a locale may write another point
    if (comma != NULL)
        *comma = '.';
    return length;
}

bool decimal_from_double(double value, decimal *out)
{
    char text[DECIMAL_TEXT_SIZE];
    return decimal_parse((slice){text, decimal_double_text(value, text)}, out);
}

/// Takes a finite number apart: digits without leading and trailing zeros ("0" for zero), and the exponent of the last.
static void take_apart(decimal d, bool *negative, char digits[MOST_DIGITS + 2], size_t *count, int *exponent)
{
    char text[TEXT_OF_LIBRARY];
    _IDEC_flags flags = 0;
    bid128_to_string(text, to_bid(d), &flags); // "+12345E-3"
    *negative = text[0] == '-';
    const char *at = text + 1;
    while (*at == '0' && is_digit(at[1]))
        at++;
    *count = 0;
    while (is_digit(*at) && *count < MOST_DIGITS + 1)
        digits[(*count)++] = *at++;
    *exponent = *at == 'E' ? (int)strtol(at + 1, NULL, 10) : 0;
    while (*count > 1 && digits[*count - 1] == '0') {
        (*count)--;
        (*exponent)++;
    }
    if (*count == 1 && digits[0] == '0') {
        *exponent = 0;
        *negative = false;
    }
}

size_t decimal_to_text(decimal d, char buffer[DECIMAL_PLAIN_TEXT_SIZE])
{
    bool negative;
    char digits[MOST_DIGITS + 2];
    size_t count;
    int exponent;
    take_apart(d, &negative, digits, &count, &exponent);
    size_t length = 0;
    if (negative)
        buffer[length++] = '-';
    int whole = (int)count + exponent; // digits before the point
    if (whole <= 0) {
        buffer[length++] = '0';
        buffer[length++] = '.';
        for (int i = whole; i < 0; i++)
            buffer[length++] = '0';
    }
    for (size_t i = 0; i < count; i++) {
        if ((int)i == whole && whole > 0)
            buffer[length++] = '.';
        buffer[length++] = digits[i];
    }
    for (int i = 0; i < exponent; i++)
        buffer[length++] = '0';
    buffer[length] = '\0';
    return length;
}

size_t decimal_to_scientific(decimal d, char buffer[DECIMAL_TEXT_SIZE])
{
    bool negative;
    char digits[MOST_DIGITS + 2];
    size_t count;
    int exponent;
    take_apart(d, &negative, digits, &count, &exponent);
    exponent += (int)count - 1; // of the first digit
    int length = snprintf(buffer, DECIMAL_TEXT_SIZE, "%s%c%s%.*s", negative ? "-" : "", digits[0],
                          count > 1 ? "." : "", (int)count - 1, digits + 1);
    if (exponent != 0)
        length += snprintf(buffer + length, DECIMAL_TEXT_SIZE - (size_t)length, "e%+d", exponent);
    return (size_t)length;
}

bool decimal_is_long(decimal d)
{
    bool negative;
    char digits[MOST_DIGITS + 2];
    size_t count;
    int exponent;
    take_apart(d, &negative, digits, &count, &exponent);
    return exponent > MOST_DIGITS || (int)count + exponent < -MOST_DIGITS;
}

/// IEEE 754-2008, binary encoding: sign, 14 bits of exponent biased by 6176, 113 bits of coefficient.
static int exponent_of(decimal d)
{
    return (int)((d.words[1] >> 49) & 0x3FFF) - 6176;
}

/// True if the coefficient is that integer or less, and the number is no NaN or infinity if its exponent is not out of all bounds.
static bool is_coefficient_at_most(decimal d, uint64_t most)
{
    return (d.words[1] & 0x1FFFFFFFFFFFF) == 0 && d.words[0] <= most;
}

double decimal_to_double(decimal d)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    const int exponent = exponent_of(d);
    // Both are exact, so that one division rounds once, as the library does: Clinger, How to Read Floating Point Numbers Accurately (1990).
    if (exponent <= 0 && exponent >= -22 && is_coefficient_at_most(d, (uint64_t)1 << 53)) {
        const double magnitude = (double)d.words[0] / powers[-exponent];
        return d.words[1] >> 63 != 0 ? -magnitude : magnitude;
    }
    _IDEC_flags flags = 0;
    return bid128_to_binary64(to_bid(d), BID_ROUNDING_TO_NEAREST, &flags);
}

bool decimal_to_exact_double(decimal d, double *out)
{
    const int exponent = exponent_of(d);
    if (!is_coefficient_at_most(d, 999999999999999) || exponent < -290 || exponent > 290)
        return false;
    *out = decimal_to_double(d);
    return true;
}

bool decimal_is_integer(decimal d)
{
    _IDEC_flags flags = 0;
    BID_UINT128 b = to_bid(d);
    return bid128_quiet_equal(b, bid128_round_integral_zero(b, &flags), &flags) != 0;
}

bool decimal_to_int64(decimal d, int64_t *out)
{
    if (!decimal_is_integer(d))
        return false;
    _IDEC_flags flags = 0;
    int64_t integer = bid128_to_int64_int(to_bid(d), &flags);
    if ((flags & BID_INVALID_EXCEPTION) != 0)
        return false;
    if (out != NULL)
        *out = integer;
    return true;
}

int decimal_sign(decimal d)
{
    BID_UINT128 b = to_bid(d);
    if (bid128_isZero(b))
        return 0;
    return bid128_isSigned(b) ? -1 : 1;
}

int decimal_compare(decimal a, decimal b)
{
    _IDEC_flags flags = 0;
    if (bid128_quiet_less(to_bid(a), to_bid(b), &flags))
        return -1;
    return bid128_quiet_equal(to_bid(a), to_bid(b), &flags) ? 0 : 1;
}

decimal decimal_negate(decimal d)
{
    return decimal_sign(d) == 0 ? d : from_bid(bid128_negate(to_bid(d)));
}

decimal decimal_absolute(decimal d)
{
    return from_bid(bid128_abs(to_bid(d)));
}

bool decimal_add(decimal a, decimal b, decimal *out)
{
    _IDEC_flags flags = 0;
    return give(bid128_add(to_bid(a), to_bid(b), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool decimal_subtract(decimal a, decimal b, decimal *out)
{
    _IDEC_flags flags = 0;
    return give(bid128_sub(to_bid(a), to_bid(b), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool decimal_multiply(decimal a, decimal b, decimal *out)
{
    _IDEC_flags flags = 0;
    return give(bid128_mul(to_bid(a), to_bid(b), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool decimal_divide(decimal a, decimal b, decimal *out)
{
    _IDEC_flags flags = 0;
    return decimal_sign(b) != 0 &&
           give(bid128_div(to_bid(a), to_bid(b), BID_ROUNDING_TO_NEAREST, &flags), out);
}

/// By squaring: exact as long as 34 digits hold the powers. False if one is out of range.
static bool integer_power(decimal base, uint64_t exponent, decimal *out)
{
    decimal result = decimal_from_int64(1);
    while (exponent > 0) {
        if ((exponent & 1) != 0 && !decimal_multiply(result, base, &result))
            return false;
        exponent >>= 1;
        if (exponent > 0 && !decimal_multiply(base, base, &base))
            return false;
    }
    *out = result;
    return true;
}

bool decimal_power(decimal base, decimal exponent, decimal *out)
{
    enum { LARGEST_EXACT = 100000 };
    int64_t integer;
    if (decimal_to_int64(exponent, &integer) && integer >= -LARGEST_EXACT && integer <= LARGEST_EXACT) {
        uint64_t times = (uint64_t)(integer < 0 ? -integer : integer);
        decimal one = decimal_from_int64(1);
        if (integer >= 0)
            return integer_power(base, times, out);
        decimal power;
        if (integer_power(base, times, &power)) // a power that vanished has no inverse
            return decimal_divide(one, power, out);
        return decimal_divide(one, base, &power) && integer_power(power, times, out);
    }
    _IDEC_flags flags = 0;
    return give(bid128_pow(to_bid(base), to_bid(exponent), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool decimal_square_root(decimal d, decimal *out)
{
    _IDEC_flags flags = 0;
    return decimal_sign(d) >= 0 && give(bid128_sqrt(to_bid(d), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool decimal_exp(decimal d, decimal *out)
{
    _IDEC_flags flags = 0;
    return give(bid128_exp(to_bid(d), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool decimal_log(decimal d, decimal *out)
{
    _IDEC_flags flags = 0;
    return decimal_sign(d) > 0 && give(bid128_log(to_bid(d), BID_ROUNDING_TO_NEAREST, &flags), out);
}

bool decimal_modulo(decimal a, decimal b, decimal *out)
{
    // The remainder of the truncated quotient is exact; moved to the side of b it is that of the floor.
    _IDEC_flags flags = 0;
    decimal remainder;
    if (decimal_sign(b) == 0 || !give(bid128_fmod(to_bid(a), to_bid(b), &flags), &remainder))
        return false;
    if (decimal_sign(remainder) != 0 && decimal_sign(remainder) != decimal_sign(b))
        return decimal_add(remainder, b, out);
    *out = remainder;
    return true;
}

static BID_UINT128 quantize(BID_UINT128 b, int64_t scale, unsigned mode, _IDEC_flags *flags)
{
    char one[32];
    (void)snprintf(one, sizeof one, "1E%d", (int)-scale);
    _IDEC_flags ignored = 0;
    return bid128_quantize(b, bid128_from_string(one, BID_ROUNDING_TO_NEAREST, &ignored), mode, flags);
}

bool decimal_round(decimal d, int64_t scale, decimal_rounding how, decimal *out)
{
    if (scale < LOWEST_SCALE || scale > HIGHEST_SCALE)
        return false;
    BID_UINT128 b = to_bid(d);
    bool negative = decimal_sign(d) < 0;
    unsigned mode = BID_ROUNDING_TO_NEAREST;
    switch (how) {
    case DECIMAL_HALF_EVEN: break;
    case DECIMAL_HALF_UP: mode = BID_ROUNDING_TIES_AWAY; break;
    case DECIMAL_UP: mode = negative ? BID_ROUNDING_DOWN : BID_ROUNDING_UP; break;
    case DECIMAL_DOWN: mode = BID_ROUNDING_TO_ZERO; break;
    case DECIMAL_FLOOR: mode = BID_ROUNDING_DOWN; break;
    case DECIMAL_CEILING: mode = BID_ROUNDING_UP; break;
    case DECIMAL_HALF_DOWN: {
        // Toward zero if the dropped part is at most a half, else away from it: the library has no such mode.
        _IDEC_flags flags = 0;
        BID_UINT128 toward = quantize(b, scale, BID_ROUNDING_TO_ZERO, &flags);
        BID_UINT128 away = quantize(b, scale, BID_ROUNDING_TIES_AWAY, &flags);
        BID_UINT128 even = quantize(b, scale, BID_ROUNDING_TO_NEAREST, &flags);
        if (!bid128_isFinite(toward) || !bid128_isFinite(away) || !bid128_isFinite(even))
            break;
        BID_UINT128 dropped = bid128_sub(b, toward, BID_ROUNDING_TO_NEAREST, &flags);
        BID_UINT128 to_away = bid128_sub(away, b, BID_ROUNDING_TO_NEAREST, &flags);
        bool is_half = bid128_quiet_equal(bid128_abs(dropped), bid128_abs(to_away), &flags) != 0;
        return give(is_half ? toward : even, out);
    }
    }
    _IDEC_flags flags = 0;
    BID_UINT128 rounded = quantize(b, scale, mode, &flags);
    if (!bid128_isFinite(rounded)) // more digits would be needed than there are: nothing to round
        rounded = b;
    return give(rounded, out);
}
