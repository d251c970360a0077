#include "report/phrase.h"

#include "write/screen.h"

#include <stdarg.h>

void phrase_add(phrase *w, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int more = vsnprintf(w->text + w->length, w->size - w->length, format, arguments);
    va_end(arguments);
    w->length += more > 0 ? (size_t)more : 0;
    if (w->length >= w->size)
        w->length = w->size - 1;
}

void phrase_add_cut(phrase *w, const char *text, size_t most)
{
    const size_t length = screen_bytes(text, most);
    phrase_add(w, "%.*s%s", (int)length, text, text[length] != '\0' ? "…" : "");
}
