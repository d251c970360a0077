#include "serve/token.h"

#include <stdint.h>
#include <sys/random.h>

bool token_make(char token[TOKEN_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t bytes[(TOKEN_SIZE - 1) / 2];
    if (getrandom(bytes, sizeof bytes, 0) != (ssize_t)sizeof bytes) // so few bytes come at once or not at all
        return false;
    for (size_t i = 0; i < sizeof bytes; i++) {
        token[2 * i] = digits[bytes[i] >> 4];
        token[2 * i + 1] = digits[bytes[i] & 15];
    }
    token[TOKEN_SIZE - 1] = '\0';
    return true;
}

bool token_is(const char token[TOKEN_SIZE], const char *given, size_t length)
{
    unsigned difference = length == TOKEN_SIZE - 1 ? 0 : 1;
    for (size_t i = 0; i < length; i++)
        difference |= (unsigned)((unsigned char)given[i] ^ (unsigned char)token[i % (TOKEN_SIZE - 1)]);
    return difference == 0;
}
