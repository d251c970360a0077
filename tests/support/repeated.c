#include "repeated.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

slice repeated(const char *first, const char *middle, size_t count, const char *last)
{
    size_t part = strlen(middle);
    size_t length = strlen(first) + part * count + strlen(last);
    char *text = malloc(length + 1);
    assert_non_null(text);
    char *at = stpcpy(text, first);
    for (size_t i = 0; i < count; i++, at += part)
        memcpy(at, middle, part);
    (void)stpcpy(at, last);
    return (slice){text, length};
}
