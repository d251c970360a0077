#include "buffer.h"

#include "test.h"

#include <stdio.h>

void buffer_add(buffer *b, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int written = vsnprintf(b->text + b->length, sizeof b->text - b->length, format, arguments);
    va_end(arguments);
    b->length += written > 0 ? (size_t)written : 0;
    assert_true(b->length < sizeof b->text);
}
