#include "write/base64.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_encode(char *out, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i += 3, out += 4) {
        const unsigned second = i + 1 < length ? bytes[i + 1] : 0;
        const unsigned third = i + 2 < length ? bytes[i + 2] : 0;
        const unsigned three = (unsigned)bytes[i] << 16 | second << 8 | third;
        out[0] = digits[three >> 18];
        out[1] = digits[three >> 12 & 63];
        out[2] = '=';
        out[3] = '=';
        if (i + 1 < length)
            out[2] = digits[three >> 6 & 63];
        if (i + 2 < length)
            out[3] = digits[three & 63];
    }
    *out = '\0';
}
