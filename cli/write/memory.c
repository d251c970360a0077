// Ends the program where memory ran out, in one place.
#include "write/memory.h"

#include "exit_status.h"

#include <stdarg.h>
#include <stdlib.h>

void *must_have(void *block)
{
    if (block == NULL)
        exit(out_of_memory());
    return block;
}

char *must_format(const char *format, ...)
{
    va_list list;
    char *text = NULL;
    va_start(list, format);
    int length = vasprintf(&text, format, list);
    va_end(list);
    return must_have(length >= 0 ? text : NULL);
}

FILE *must_open_text(char **text, size_t *length)
{
    *text = NULL;
    return must_have(open_memstream(text, length));
}

void must_close_text(FILE *stream, char *const *text)
{
    int failed = ferror(stream);
    if (fclose(stream) != 0 || failed ||
        *text == NULL) // glibc closes without an error if it cannot trim the text
        exit(out_of_memory());
}
