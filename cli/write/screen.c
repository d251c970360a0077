// The one writer of what a person sees. Words of profiles and packs never reach a terminal unescaped.
#include "write/screen.h"
#include "write/acting.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <unistr.h>
#include <uniwidth.h>

size_t screen_width(FILE *out, size_t asked)
{
    struct winsize size;
    size_t width = 80;
    if (asked > 0)
        width = asked;
    else if (isatty(fileno(out)) && ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        width = size.ws_col;
    return width < 20 ? 20 : width > 1000 ? 1000 : width;
}

bool screen_colour(FILE *out, bool refused)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    bool plain = refused || (no_colour != NULL && *no_colour != '\0') || terminal == NULL ||
                 strcmp(terminal, "dumb") == 0;
    return !plain && isatty(fileno(out));
}

bool screen_on_terminal(const screen *s)
{
    return isatty(fileno(s->out)) != 0;
}

static const char *const codes[] = {"", "\033[1m", "\033[2m", "\033[31m", "\033[32m", "\033[33m", "\033[36m"};

void ink_begin(const screen *s, ink i)
{
    if (s->colour && i != INK_PLAIN)
        (void)fputs(codes[i], s->out);
}

void ink_end(const screen *s, ink i)
{
    if (s->colour && i != INK_PLAIN)
        (void)fputs("\033[0m", s->out);
}

static bool is_dangerous(ucs4_t c)
{
    return is_control(c) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || c == 0x61C || (c >= 0xFFF0 && c <= 0xFFFB) ||
           c >= 0xE0000;
}

/// Writes the next character to `shown` as it is displayed, and its columns. Returns its bytes in `text`.
static size_t show(const char *text, char shown[16], size_t *columns)
{
    ucs4_t c;
    int bytes = u8_mbtoucr(&c, (const uint8_t *)text, strnlen(text, 4));
    if (bytes <= 0) {
        (void)snprintf(shown, 16, "\\x%02X", (unsigned)(unsigned char)*text);
        *columns = strlen(shown);
        return 1;
    }
    if (is_dangerous(c)) {
        (void)snprintf(shown, 16, "\\u{%X}", (unsigned)c);
        *columns = strlen(shown);
        return (size_t)bytes;
    }
    memcpy(shown, text, (size_t)bytes);
    shown[bytes] = '\0';
    int width = uc_width(c, "UTF-8");
    *columns = width > 0 ? (size_t)width : 0;
    return (size_t)bytes;
}

void screen_safe_part(FILE *out, const char *text, size_t bytes)
{
    char shown[16];
    size_t columns;
    for (size_t at = 0; at < bytes && text[at] != '\0';) {
        at += show(text + at, shown, &columns);
        (void)fputs(shown, out);
    }
}

void screen_safe(FILE *out, const char *text)
{
    screen_safe_part(out, text, SIZE_MAX);
}

void screen_place(FILE *out, const char *file, size_t line, size_t column)
{
    screen_safe(out, file);
    if (line > 0)
        (void)fprintf(out, ":%zu", line);
    if (column > 0)
        (void)fprintf(out, ":%zu", column);
    (void)fputs(": ", out);
}

void screen_complain(const char *file, size_t line, const char *why)
{
    (void)fputs("advise: ", stderr);
    screen_place(stderr, file, line, 0);
    (void)fprintf(stderr, "%s\n", why);
}

/// The bytes of a text's first character; a byte that is none counts as one, as in the columns of diagnostics.
static size_t character_bytes(const char *text)
{
    ucs4_t c;
    if ((unsigned char)*text < 0x80)
        return 1;
    int bytes = u8_mbtoucr(&c, (const uint8_t *)text, strnlen(text, 4));
    return bytes > 0 ? (size_t)bytes : 1;
}

size_t screen_bytes(const char *text, size_t most)
{
    size_t at = 0;
    for (; text[at] != '\0' && most > 0; most--)
        at += character_bytes(text + at);
    return at;
}

size_t screen_columns_of(const char *text, size_t bytes)
{
    char shown[16];
    size_t columns;
    size_t total = 0;
    for (size_t at = 0; at < bytes && text[at] != '\0'; total += columns)
        at += show(text + at, shown, &columns);
    return total;
}

size_t screen_columns(const char *text)
{
    return screen_columns_of(text, SIZE_MAX);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

size_t screen_cut(FILE *out, const char *text, size_t room)
{
    char shown[16];
    size_t columns;
    size_t written = 0;
    bool fits = screen_columns(text) <= room;
    while (*text != '\0') {
        size_t bytes = is_space(*text) ? 1 : show(text, shown, &columns);
        if (is_space(*text)) {
            while (is_space(text[bytes]))
                bytes++;
            (void)strcpy(shown, " ");
            columns = 1;
        }
        if (written + columns > room - (fits ? 0 : 1)) {
            (void)fputs("…", out);
            return written + 1;
        }
        (void)fputs(shown, out);
        written += columns;
        text += bytes;
    }
    return written;
}

/// The bytes of the next line: as many words as fit or, if one word is wider than the line, as many of its characters.
static size_t line_length(const char *text, size_t room)
{
    size_t used = 0;
    size_t at = 0;
    size_t last_fit = 0;
    while (text[at] != '\0') {
        char shown[16];
        size_t columns;
        size_t bytes = show(text + at, shown, &columns);
        if (is_space(text[at])) {
            last_fit = at;
            columns = 1;
        }
        if (used + columns > room)
            return last_fit > 0 ? last_fit : at > 0 ? at : bytes;
        used += columns;
        at += bytes;
    }
    return at;
}

void screen_wrap(const screen *s, const char *first, ink first_ink, size_t rest, const char *text,
                 ink text_ink)
{
    size_t indent = screen_columns(first);
    ink_begin(s, first_ink);
    screen_safe(s->out, first);
    ink_end(s, first_ink);
    while (is_space(*text))
        text++;
    for (;;) {
        size_t room = s->width > indent + 8 ? s->width - indent : 8;
        size_t length = line_length(text, room);
        ink_begin(s, text_ink);
        for (size_t at = 0; at < length;) { // line ends within the text become spaces
            size_t part = at;
            while (part < length && !is_space(text[part]))
                part++;
            screen_safe_part(s->out, text + at, part - at);
            if (part < length)
                (void)fputc(' ', s->out);
            at = part + 1;
        }
        ink_end(s, text_ink);
        (void)fputc('\n', s->out);
        text += length;
        while (is_space(*text))
            text++;
        if (*text == '\0')
            return;
        indent = rest;
        for (size_t i = 0; i < rest; i++)
            (void)fputc(' ', s->out);
    }
}
