/// Copies text of which most needs no escapes, and finds out on the way whether it does.
#ifndef ADVISE_CLI_WRITE_PLAIN_H
#define ADVISE_CLI_WRITE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef signed char sixteen_bytes __attribute__((vector_size(16)));

/// Copies at least sixteen bytes, sixteen at a time; the last of them overlap.
static inline sixteen_bytes plain_copy_long(char *to, const char *text, size_t length,
                                            sixteen_bytes (*specials)(sixteen_bytes bytes))
{
    sixteen_bytes bytes;
    const size_t last = length - sizeof bytes;
    memcpy(&bytes, text + last, sizeof bytes);
    memcpy(to + last, &bytes, sizeof bytes);
    sixteen_bytes found = specials(bytes);
    for (size_t i = 0; i < last; i += sizeof bytes) {
        memcpy(&bytes, text + i, sizeof bytes);
        memcpy(to + i, &bytes, sizeof bytes);
        found |= specials(bytes);
    }
    return found;
}

/// Copies fewer than sixteen bytes, at least one. Returns them, each at least once, and nothing else.
static inline sixteen_bytes plain_copy_short(char *to, const char *text, size_t length)
{
    uint64_t halves[2];
    sixteen_bytes bytes;
    if (length >= 8) {
        memcpy(&halves[0], text, 8);
        memcpy(&halves[1], text + length - 8, 8);
        memcpy(to, &halves[0], 8);
        memcpy(to + length - 8, &halves[1], 8);
    } else if (length >= 4) {
        uint32_t first;
        uint32_t last;
        memcpy(&first, text, 4);
        memcpy(&last, text + length - 4, 4);
        memcpy(to, &first, 4);
        memcpy(to + length - 4, &last, 4);
        halves[0] = halves[1] = (uint64_t)first << 32 | last;
    } else {
        const unsigned char few[] = {(unsigned char)text[0], (unsigned char)text[length / 2],
                                     (unsigned char)text[length - 1]};
        to[0] = text[0];
        to[length / 2] = text[length / 2];
        to[length - 1] = text[length - 1];
        halves[0] = halves[1] = UINT64_C(0x0001000100010001) * few[0] |
                                UINT64_C(0x0000010000000100) * few[1] | UINT64_C(0x0100000001000000) * few[2];
    }
    memcpy(&bytes, halves, sizeof bytes);
    return bytes;
}

/// Copies a text. False if one of its bytes is special; then what was copied is to be written over.
/// @param specials  sets all bits of each byte that is special
// Inlined, so that `specials` becomes a few instructions for sixteen bytes.
__attribute__((always_inline)) static inline bool plain_copy(char *to, const char *text, size_t length,
                                                             sixteen_bytes (*specials)(sixteen_bytes bytes))
{
    if (length == 0)
        return true;
    const sixteen_bytes found = length >= sizeof found ? plain_copy_long(to, text, length, specials)
                                                       : specials(plain_copy_short(to, text, length));
    uint64_t halves[2];
    memcpy(halves, &found, sizeof halves);
    return (halves[0] | halves[1]) == 0;
}

#endif
