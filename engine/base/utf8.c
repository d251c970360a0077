// Well-formed UTF-8 by table 3-7 of the Unicode Standard, decoded by libunistring.
#include "base/utf8.h"

#include <unistr.h>

bool utf8_valid(slice text, size_t *bad)
{
    const uint8_t *start = (const uint8_t *)text.ptr;
    const uint8_t *wrong = text.len > 0 ? u8_check(start, text.len) : NULL;
    if (wrong != NULL && bad != NULL)
        *bad = (size_t)(wrong - start);
    return wrong == NULL;
}

uint32_t utf8_next(slice text, size_t *offset)
{
    unsigned char first = (unsigned char)text.ptr[*offset];
    if (first < 0x80) {
        *offset += 1;
        return first;
    }
    ucs4_t code_point;
    int bytes = u8_mbtoucr(&code_point, (const uint8_t *)text.ptr + *offset, text.len - *offset);
    if (bytes <= 0) {
        *offset += 1;
        return 0xFFFD;
    }
    *offset += (size_t)bytes;
    return code_point;
}

size_t utf8_encode(uint32_t code_point, char bytes[4])
{
    int written = u8_uctomb((uint8_t *)bytes, code_point, 4);
    return written > 0 ? (size_t)written : 0;
}

size_t utf8_count(slice text)
{
    size_t count = 0;
    for (size_t offset = 0; offset < text.len; count++)
        (void)utf8_next(text, &offset);
    return count;
}

size_t utf8_offset(slice text, size_t index)
{
    size_t offset = 0;
    while (index > 0 && offset < text.len) {
        (void)utf8_next(text, &offset);
        index--;
    }
    return offset;
}

slice utf8_shortened(slice text, size_t most)
{
    size_t length = text.len < most ? text.len : most;
    while (length < text.len && length > 0 && ((unsigned char)text.ptr[length] & 0xC0) == 0x80)
        length--;
    return slice_part(text, 0, length);
}
