// iconv for static programs. The C library's own loads modules of this very C library from a folder, which a static program cannot do, and
// on another machine must not. These functions stand in their place, and convert to UTF-8 as they do; charsets.h is made of what they know.
#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct encoding {
    const char *name; ///< in capitals; sorted
    uint32_t root;
} encoding;

#define IS_NODE 0x80000000U
#include "charsets.h"

typedef struct converter {
    uint32_t root; ///< of the tables; 0: Unicode
    unsigned unit; ///< of Unicode: bytes in a unit
    bool big;      ///< of Unicode: the first byte of a unit is the highest
    bool open;     ///< of Unicode: a mark at the beginning says whether it is big
} converter;

static const struct {
    const char *name;
    converter made;
} unicode[] = {
    {"UTF-8", {.unit = 1}},
    {"UTF8", {.unit = 1}},
    {"UTF-16", {.unit = 2, .open = true}},
    {"UTF16", {.unit = 2, .open = true}},
    {"UTF-16LE", {.unit = 2}},
    {"UTF16LE", {.unit = 2}},
    {"UTF-16BE", {.unit = 2, .big = true}},
    {"UTF16BE", {.unit = 2, .big = true}},
    {"UTF-32", {.unit = 4, .open = true}},
    {"UTF32", {.unit = 4, .open = true}},
    {"UTF-32LE", {.unit = 4}},
    {"UTF32LE", {.unit = 4}},
    {"UTF-32BE", {.unit = 4, .big = true}},
    {"UTF32BE", {.unit = 4, .big = true}},
};

static int by_name(const void *name, const void *row)
{
    return strcasecmp(name, ((const encoding *)row)->name);
}

static bool find(const char *name, converter *out)
{
    for (size_t i = 0; i < sizeof unicode / sizeof *unicode; i++) {
        if (strcasecmp(name, unicode[i].name) == 0) {
            *out = unicode[i].made;
            return true;
        }
    }
    const encoding *row =
        bsearch(name, encodings, sizeof encodings / sizeof *encodings, sizeof *encodings, by_name);
    if (row != NULL)
        *out = (converter){.root = row->root};
    return row != NULL;
}

iconv_t iconv_open(const char *to, const char *from)
{
    converter made;
    if (strcasecmp(to, "UTF-8") != 0 || !find(from, &made)) {
        errno = EINVAL;
        return (iconv_t)-1;
    }
    converter *c = malloc(sizeof *c);
    if (c == NULL)
        return (iconv_t)-1;
    *c = made;
    return c;
}

int iconv_close(iconv_t c)
{
    free(c);
    return 0;
}

/// What became of the bytes at hand: how many of them are a character, or why they are none.
enum { INCOMPLETE = -1, ILLEGAL = -2 };

static int read_table(uint32_t root, const unsigned char *in, size_t left, uint32_t *character)
{
    uint32_t node = root;
    for (int i = 0; (size_t)i < left; i++) {
        const uint32_t entry = nodes[node][in[i]];
        if (entry == 0)
            return ILLEGAL;
        if ((entry & IS_NODE) == 0) {
            *character = entry - 1;
            return i + 1;
        }
        node = entry & ~IS_NODE;
    }
    return INCOMPLETE;
}

static uint32_t unit_at(const converter *c, const unsigned char *in)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < c->unit; i++)
        value = value << 8 | in[c->big ? i : c->unit - 1 - i];
    return value;
}

static int read_utf16(const converter *c, const unsigned char *in, size_t left, uint32_t *character)
{
    const uint32_t first = unit_at(c, in);
    if (first < 0xD800 || first > 0xDFFF) {
        *character = first;
        return 2;
    }
    if (first > 0xDBFF)
        return ILLEGAL;
    if (left < 4)
        return INCOMPLETE;
    const uint32_t second = unit_at(c, in + 2);
    *character = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
    return second >= 0xDC00 && second <= 0xDFFF ? 4 : ILLEGAL;
}

static int read_utf32(const converter *c, const unsigned char *in, uint32_t *character)
{
    *character = unit_at(c, in);
    return *character > 0x10FFFF || (*character >= 0xD800 && *character <= 0xDFFF) ? ILLEGAL : 4;
}

static int read_utf8(const unsigned char *in, size_t left, uint32_t *character)
{
    const unsigned char first = in[0];
    const int length = first < 0x80   ? 1
                       : first < 0xC2 ? 0
                       : first < 0xE0 ? 2
                       : first < 0xF0 ? 3
                       : first < 0xF5 ? 4
                                      : 0;
    *character = length == 1 ? first : first & (0x7FU >> length);
    for (int i = 1; i < length; i++) {
        if ((size_t)i == left)
            return INCOMPLETE;
        // The second byte also tells longer forms than needed, surrogates and what is above Unicode.
        const unsigned lowest = i > 1 ? 0x80 : first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        const unsigned highest = i > 1 ? 0xBF : first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (in[i] < lowest || in[i] > highest)
            return ILLEGAL;
        *character = *character << 6 | (in[i] & 0x3F);
    }
    return length > 0 ? length : ILLEGAL;
}

static int read_one(const converter *c, const unsigned char *in, size_t left, uint32_t *character)
{
    if (c->root != 0)
        return read_table(c->root, in, left, character);
    if (left < c->unit)
        return INCOMPLETE;
    return c->unit == 1   ? read_utf8(in, left, character)
           : c->unit == 2 ? read_utf16(c, in, left, character)
                          : read_utf32(c, in, character);
}

/// Takes the mark at the beginning. Without one, units are as this machine has them, as with the C library. False: it is not whole yet.
static bool take_mark(converter *c, char **in, size_t *left)
{
    const unsigned char *bytes = (const unsigned char *)*in;
    if (!c->open || *left == 0)
        return true;
    if (*left < c->unit)
        return false;
    converter other = *c;
    other.big = true;
    const uint32_t mark = 0xFEFF;
    const bool little = unit_at(c, bytes) == mark;
    c->big = !little && unit_at(&other, bytes) == mark;
    c->open = false;
    if (little || c->big) {
        *in += c->unit;
        *left -= c->unit;
    }
    return true;
}

static size_t write_utf8(uint32_t character, unsigned char out[4])
{
    if (character < 0x80) {
        out[0] = (unsigned char)character;
        return 1;
    }
    const size_t length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (unsigned char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    out[0] = (unsigned char)((0xF00U >> length & 0xFF) | character);
    return length;
}

size_t iconv(iconv_t opened, char **restrict in, size_t *restrict left, char **restrict out,
             size_t *restrict room)
{
    converter *c = opened;
    int why = 0;
    if (in == NULL || *in == NULL)
        return 0;
    if (!take_mark(c, in, left))
        why = EINVAL;
    while (why == 0 && *left > 0) {
        uint32_t character;
        unsigned char written[4];
        const int taken = read_one(c, (const unsigned char *)*in, *left, &character);
        const size_t length = taken > 0 ? write_utf8(character, written) : 0;
        if (taken <= 0 || length > *room) {
            why = taken == INCOMPLETE ? EINVAL : taken == ILLEGAL ? EILSEQ : E2BIG;
            break;
        }
        memcpy(*out, written, length);
        *out += length;
        *room -= length;
        *in += taken;
        *left -= (size_t)taken;
    }
    if (why != 0)
        errno = why;
    return why == 0 ? 0 : (size_t)-1;
}
