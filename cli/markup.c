// Escapes text for HTML and XML.
#include "markup.h"

#include <stdint.h>
#include <string.h>
#include <unistr.h>

void markup_text(FILE *out, const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        ucs4_t c;
        int bytes = u8_mbtoucr(&c, (const uint8_t *)text, left);
        bool no_place = bytes <= 0 || (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) ||
                        c == 0xFFFE || c == 0xFFFF;
        if (no_place)
            (void)fputs("\xEF\xBF\xBD", out);
        else if (c == '&')
            (void)fputs("&amp;", out);
        else if (c == '<')
            (void)fputs("&lt;", out);
        else if (c == '>')
            (void)fputs("&gt;", out);
        else if (c == '"')
            (void)fputs("&quot;", out);
        else if (c == '\'')
            (void)fputs("&#39;", out);
        else if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
            (void)fprintf(out, "\\u{%X}", (unsigned)c);
        else
            (void)fwrite(text, 1, (size_t)bytes, out);
        bytes = bytes > 0 ? bytes : 1;
        text += bytes;
        left -= (size_t)bytes;
    }
}
