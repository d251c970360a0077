// Digits, by multiplication and, as far as possible, without branches: how many a number has cannot be predicted.
#include "write/digits.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

/// Four digits of a number below 10,000, as bytes from 0 to 9: the first is the lowest.
static inline uint32_t four_digits(unsigned number)
{
    const uint32_t pairs = number / 100 | number % 100 << 16;
    const uint32_t tens = (pairs * 103 >> 10) & 0x000F000Fu; // below 100, n * 103 / 1024 is n / 10
    return tens | (pairs - tens * 10) << 8;
}

static inline void store_digits(char *to, uint32_t digits)
{
    digits |= UINT32_C(0x01010101) * '0';
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    digits = __builtin_bswap32(digits);
#endif
    memcpy(to, &digits, sizeof digits);
}

/// Writes a number below 10,000, branch-free, as the number of digits cannot be predicted. Returns its end.
static inline char *put_short(char *to, unsigned number)
{
    const uint32_t digits = four_digits(number);
    const unsigned zeros =
        (unsigned)__builtin_ctz(digits | 1u << 24) / 8; // leading zeros; the last digit stays
    store_digits(to, digits >> 8 * zeros);
    return to + 4 - zeros;
}

static char *put_long(char *to, uint64_t number)
{
    uint64_t unit = 1;
    while (number / unit >= 10000)
        unit *= 10000;
    to = put_short(to, (unsigned)(number / unit));
    for (unit /= 10000; unit > 0; unit /= 10000) {
        store_digits(to, four_digits((unsigned)(number / unit % 10000)));
        to += 4;
    }
    return to;
}

/// The two digits of each number below 100.
static const char pairs[] = "0001020304050607080910111213141516171819"
                            "2021222324252627282930313233343536373839"
                            "4041424344454647484950515253545556575859"
                            "6061626364656667686970717273747576777879"
                            "8081828384858687888990919293949596979899";

/// Writes a number below 100.
static inline char *put_pair(char *to, unsigned number)
{
    const unsigned is_short = number < 10;
    memcpy(to, pairs + (size_t)2 * number + is_short, 2); // of a short one the second byte is none of its own
    return to + 2 - is_short;
}

/// Writes a number; returns its end. Most have one digit or two.
static inline char *put_whole(char *to, uint64_t number)
{
    return number < 100     ? put_pair(to, (unsigned)number)
           : number < 10000 ? put_short(to, (unsigned)number)
                            : put_long(to, number);
}

#define NINE 3, 3, 3, 3, 3, 3, 3, 3, 3
/// How many bytes a number below 100 takes behind the decimal point, with the point and without zeros at the end.
static const unsigned char lengths[100] = {0, NINE, 2, NINE, 2, NINE, 2, NINE, 2, NINE,
                                           2, NINE, 2, NINE, 2, NINE, 2, NINE, 2, NINE};
#undef NINE

/// Writes ten-thousandths after a decimal point, without trailing zeros; nothing if there are none.
static inline char *put_fraction(char *to, unsigned number)
{
    const unsigned first = number / 100;
    const unsigned second = number % 100;
    *to = '.';
    memcpy(to + 1, pairs + (size_t)2 * first, 2);
    memcpy(to + 3, pairs + (size_t)2 * second, 2);
    return to + (second > 0 ? 2 + lengths[second] : lengths[first]);
}

/// A number in ten-thousandths, rounded, without its sign.
static inline uint64_t ten_thousandths(double value)
{
    const double scaled = fabs(value) * 10000;
    const int64_t below = (int64_t)scaled;
    return (uint64_t)below + (scaled - (double)below >= 0.5);
}

double digits_rounded(double value)
{
    double rounded = (double)ten_thousandths(value) / 10000;
    return value < 0 && rounded > 0 ? -rounded : rounded;
}

/// Any number; the plain way.
static char *put_any(char *at, double value)
{
    const uint64_t scaled = ten_thousandths(value);
    *at = '-';
    at += (unsigned)(value < 0) & (unsigned)(scaled > 0);
    at = put_whole(at, scaled / 10000);
    return put_fraction(at, (unsigned)(scaled % 10000));
}

char *digits_put_number(char *at, double value)
{
    // Scores and certainties are below 100: they have no sign, and all fits 32 bits.
    if (!(value >= 0 && value < 99.9999))
        return put_any(at, value);
    const double scaled = value * 10000;
    const int below = (int)scaled;
    const unsigned rounded = (unsigned)below + (scaled - below >= 0.5);
    return put_fraction(put_pair(at, rounded / 10000), rounded % 10000);
}

char *digits_put_long(char *at, size_t count)
{
    return put_whole(at, count);
}
