// What is no markup is written as on a screen.
#include "write/markdown.h"
#include "write/screen.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The bytes of a list's mark, such as "12." or "-", with which the text begins; the last of them has to be escaped. 0 if there is none.
static size_t mark_length(const char *text)
{
    const size_t digits = strspn(text, "0123456789");
    if (digits > 0)
        return text[digits] == '.' || text[digits] == ')' ? digits + 1 : 0;
    return *text == '-' || *text == '+' || *text == '=' ? 1 : 0;
}

void markdown_text(FILE *out, const char *text)
{
    char character[8];
    while (is_blank(*text))
        text++;
    const char *mark = text + mark_length(text) - 1; // before the text if there is none
    while (*text != '\0') {
        if (is_blank(*text)) {
            while (is_blank(*text))
                text++;
            if (*text != '\0')
                (void)fputc(' ', out);
            continue;
        }
        const size_t length = screen_bytes(text, 1);
        (void)snprintf(character, sizeof character, "%.*s", (int)length, text);
        if (text == mark || strchr("\\`*_[]<>#|~&", *text) != NULL)
            (void)fputc('\\', out);
        screen_safe(out, character);
        text += length;
    }
}
