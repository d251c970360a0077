// Escapes text for HTML and XML.
#include "write/markup.h"
#include "write/acting.h"

#include <stdint.h>
#include <string.h>
#include <unistr.h>

/// What is written instead of the character, perhaps made in `buffer`; NULL: the character itself.
static const char *instead(ucs4_t c, bool is_character, char buffer[16])
{
    bool no_place = !is_character || (is_control(c) && c != '\n' && c != '\t') || c == 0xFFFE || c == 0xFFFF;
    if (no_place)
        return "\xEF\xBF\xBD";
    if (turns_direction(c)) {
        (void)snprintf(buffer, 16, "\\u{%X}", (unsigned)c);
        return buffer;
    }
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

/// Writes to the stream or, if that is NULL, to the text.
static void escape(FILE *out, advise_text *into, const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        ucs4_t c = 0;
        char buffer[16];
        int bytes = u8_mbtoucr(&c, (const uint8_t *)text, left);
        size_t taken = bytes > 0 ? (size_t)bytes : 1;
        const char *other = instead(c, bytes > 0, buffer);
        const char *from = other != NULL ? other : text;
        size_t length = other != NULL ? strlen(other) : taken;
        if (out != NULL)
            (void)fwrite(from, 1, length, out);
        else
            advise_text_add(into, from, length);
        text += taken;
        left -= taken;
    }
}

void markup_text(FILE *out, const char *text)
{
    escape(out, NULL, text);
}

void markup_add(advise_text *out, const char *text)
{
    escape(NULL, out, text);
}
