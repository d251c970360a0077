/// UTF-8: validation, decoding and counting. No locale is involved.
#ifndef ADVISE_BASE_UTF8_H
#define ADVISE_BASE_UTF8_H

#include "base/slice.h"

#include <stdint.h>

/// True if `text` is well-formed UTF-8 (no surrogates, no overlong forms, at most U+10FFFF).
/// Otherwise `*bad` (may be NULL) is the offset of the first byte that is not.
bool utf8_valid(slice text, size_t *bad);

/// Decodes the code point at `*offset`, which must be below `text.len`, and moves past it.
/// A malformed byte gives U+FFFD and is passed by itself.
uint32_t utf8_next(slice text, size_t *offset);

/// Writes the 1 to 4 bytes of a code point (a valid one) and returns how many.
size_t utf8_encode(uint32_t code_point, char bytes[4]);

/// How many code points `text` holds; a malformed byte counts as one.
size_t utf8_count(slice text);

/// The beginning of `text`: at most `most` bytes, in whole characters.
slice utf8_shortened(slice text, size_t most);

/// The byte offset of the code point with the index `index` (from 0); `text.len` if there are fewer.
size_t utf8_offset(slice text, size_t index);

#endif
