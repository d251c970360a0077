/// Numbers as digits, the same in every format and without a locale.
#ifndef ADVISE_CLI_WRITE_DIGITS_H
#define ADVISE_CLI_WRITE_DIGITS_H

#include <stddef.h>

enum { DIGITS_MOST = 32 }; ///< bytes that the functions below may write

/// Writes a count of any length, as `digits_put_count` does.
char *digits_put_long(char *at, size_t count);

/// Writes a count at `at`; returns its end. Ranks, of which most are written, have one digit.
static inline char *digits_put_count(char *at, size_t count)
{
    if (count > 9)
        return digits_put_long(at, count);
    *at = (char)('0' + count);
    return at + 1;
}

/// Writes a number, at most four decimals, rounded half away from zero.
char *digits_put_number(char *at, double value);
/// The number as it is written so.
double digits_rounded(double value);

#endif
