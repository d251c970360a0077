/// A text that a test builds up. If it does not fit, the test ends.
#ifndef ADVISE_TESTS_BUFFER_H
#define ADVISE_TESTS_BUFFER_H

#include <stddef.h>

typedef struct buffer {
    char text[1 << 16];
    size_t length;
} buffer;

/// Adds text in the way of printf.
void buffer_add(buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
