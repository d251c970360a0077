/// Decimal numbers as FEEL has them: IEEE 754-2008 decimal128, 34 significant digits, through
/// Intel's libintelrdfpmath. No infinities and no NaN: what would give one is reported as failure.
#ifndef ADVISE_BASE_DECIMAL_H
#define ADVISE_BASE_DECIMAL_H

#include "base/slice.h"

#include <stdint.h>

/// A finite decimal128 in the library's binary encoding (BID), aligned as the library wants it.
typedef struct decimal {
    _Alignas(16) uint64_t words[2];
} decimal;

/// How to drop digits.
typedef enum decimal_rounding {
    DECIMAL_HALF_EVEN,
    DECIMAL_HALF_UP,   ///< halves away from zero
    DECIMAL_HALF_DOWN, ///< halves toward zero
    DECIMAL_UP,        ///< away from zero
    DECIMAL_DOWN,      ///< toward zero
    DECIMAL_FLOOR,     ///< toward negative infinity
    DECIMAL_CEILING,   ///< toward positive infinity
} decimal_rounding;

enum {
    DECIMAL_TEXT_SIZE =
        64, ///< bytes that `decimal_to_scientific` and `decimal_double_text` need, NUL included
    DECIMAL_PLAIN_TEXT_SIZE = 6400 ///< bytes that `decimal_to_text` may need, NUL included
};

decimal decimal_from_int64(int64_t integer);

/// Writes a double with the fewest digits, 15 to 17, that read back as it: "0.1", "1e+300". NUL-terminated; returns the length.
/// @param buffer  DECIMAL_TEXT_SIZE bytes
size_t decimal_double_text(double value, char *buffer);

/// The nearest decimal to a finite double's shortest round-trip text. False for NaN and infinities.
bool decimal_from_double(double value, decimal *out);

/// Reads `[+-] digits [. digits] [(e|E) [+-] digits]`, where one side of the point may be empty. False, and
/// `*out` untouched, for any other text, one longer than LIMIT_DECIMAL_TEXT, or a value out of range.
bool decimal_parse(slice text, decimal *out);

/// Writes the number without exponent and without superfluous zeros ("1.5", "-0.001", "1000"; zero is "0", whatever
/// its sign and scale). NUL-terminated; returns the length.
size_t decimal_to_text(decimal d, char buffer[DECIMAL_PLAIN_TEXT_SIZE]);

/// Writes the number with the digits that it has and an exponent of ten ("8.8e+4342", "1e-50"; zero is "0"). NUL-terminated; returns the
/// length.
size_t decimal_to_scientific(decimal d, char buffer[DECIMAL_TEXT_SIZE]);

/// True if `decimal_to_text` needs more zeros before or after the digits than a number can have digits.
bool decimal_is_long(decimal d);

/// The nearest double, for display and for the fast lanes; exact for integers below 2^53.
double decimal_to_double(decimal d);

/// True, with the nearest double, if `d` is written with at most 15 digits: the doubles of two such numbers compare as the numbers do.
/// False also for a short number that is written with more zeros.
bool decimal_to_exact_double(decimal d, double *out);

/// True, with the value in `*out` (may be NULL), if `d` is an integer in int64's range.
bool decimal_to_int64(decimal d, int64_t *out);

bool decimal_is_integer(decimal d);
int decimal_sign(decimal d);               ///< -1, 0 or 1
int decimal_compare(decimal a, decimal b); ///< by value: 1.0 equals 1.00
decimal decimal_negate(decimal d);
decimal decimal_absolute(decimal d);

// Each is rounded half to even to 34 digits. False, with `*out` untouched, if there is no finite result: an overflow,
// a division by zero, a root or logarithm outside its domain.
bool decimal_add(decimal a, decimal b, decimal *out);
bool decimal_subtract(decimal a, decimal b, decimal *out);
bool decimal_multiply(decimal a, decimal b, decimal *out);
bool decimal_divide(decimal a, decimal b, decimal *out);
bool decimal_power(decimal base, decimal exponent,
                   decimal *out); ///< exact for integer exponents if 34 digits hold it
bool decimal_square_root(decimal d, decimal *out);
bool decimal_exp(decimal d, decimal *out);
bool decimal_log(decimal d, decimal *out);               ///< natural logarithm
bool decimal_modulo(decimal a, decimal b, decimal *out); ///< a - b * floor(a / b): the sign of b

/// Rounds to `scale` digits after the point (negative: before it), -6111 to 6176. False for other scales; a number that
/// has no more digits than asked for, or cannot hold as many, is given back as it is.
bool decimal_round(decimal d, int64_t scale, decimal_rounding how, decimal *out);

#endif
