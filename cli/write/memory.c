// Ends the program where memory ran out, in one place.
#include "write/memory.h"

#include "exit_status.h"
#include "write/text_stream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

/// Where this thread goes if memory ends; NULL: the program ends.
static _Thread_local jmp_buf *rescue;

bool memory_try(void (*body)(void *argument), void *argument)
{
    jmp_buf here;
    rescue = &here;
    const bool whole = setjmp(here) == 0;
    if (whole)
        body(argument);
    rescue = NULL;
    return whole;
}

void memory_must(void (*body)(void *argument), void *argument)
{
    jmp_buf *outer = rescue;
    rescue = NULL;
    body(argument);
    rescue = outer;
}

static _Noreturn void give_up(void)
{
    if (rescue != NULL)
        longjmp(*rescue, 1);
    exit(out_of_memory());
}

void *must_have(void *block)
{
    if (block == NULL)
        give_up();
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
    return must_have(text_stream(text, length));
}

void must_close_text(FILE *stream, char *const *text)
{
    int failed = ferror(stream);
    if (fclose(stream) != 0 || failed || *text == NULL)
        give_up();
}
