// Writes cells, quoted and made harmless.
#include "write/csv.h"
#include "write/json.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistr.h>

static void begin_cell(csv_writer *w)
{
    if (w->after_cell)
        advise_text_add(w->out, ",", 1);
    w->after_cell = true;
}

/// Whether all of it is a number such as -1.5e3.
static bool is_number(const char *text)
{
    static const char digits[] = "0123456789";
    text += *text == '-' || *text == '+';
    size_t length = strspn(text, digits);
    size_t all = length;
    text += length;
    if (*text == '.') {
        length = strspn(text + 1, digits);
        all += length;
        text += 1 + length;
    }
    if (all > 0 && (*text == 'e' || *text == 'E')) {
        text += 1 + (text[1] == '-' || text[1] == '+');
        length = strspn(text, digits);
        text += length;
        all = length;
    }
    return all > 0 && *text == '\0';
}

/// The bytes of a sign at `text` by which spreadsheets know a formula: = + - @, or one of these in full width. 0: there is none.
static size_t formula_sign(const char *text)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    if (*text != '\0' && strchr("=+-@", *text) != NULL)
        return 1;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (strncmp(text, wide[i], strlen(wide[i])) == 0)
            return strlen(wide[i]);
    }
    return 0;
}

/// True if a program that takes the byte for the end of a cell or row sees a new cell behind it. Which one it takes depends on its language.
static bool may_separate(char c)
{
    return c == ';' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == '|';
}

/// What a program might take for the cell that begins at `text`.
static size_t part_length(const char *text)
{
    size_t length = 0;
    while (text[length] != '\0' && !may_separate(text[length]))
        length++;
    return length;
}

/// True if a cell that begins at `text` would be a formula: it begins with its sign, and is no number.
static bool is_formula(const char *text)
{
    char number[64];
    size_t length = part_length(text);
    if (formula_sign(text) == 0)
        return false;
    if (length >= sizeof number)
        return true;
    memcpy(number, text, length);
    number[length] = '\0';
    return !is_number(number);
}

/// What stands in cells instead of a character on which terminals act, or which turns the direction of text. Line ends and tabs stay.
static bool is_unsafe(ucs4_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) || c == 0x61C ||
           c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// Adds the character at `text` as it is written in a cell. Returns its bytes.
static size_t add_character(csv_writer *w, const char *text, size_t left)
{
    ucs4_t c = 0;
    char shown[16];
    int bytes = u8_mbtoucr(&c, (const uint8_t *)text, left);
    size_t taken = bytes > 0 ? (size_t)bytes : 1;
    if (bytes <= 0) {
        advise_text_add(w->out, "\xEF\xBF\xBD", 3);
    } else if (is_unsafe(c)) {
        int length = snprintf(shown, sizeof shown, "\\u{%X}", (unsigned)c);
        advise_text_add(w->out, shown, (size_t)length);
    } else {
        advise_text_add(w->out, text, taken);
        if (c == '"')
            advise_text_add(w->out, "\"", 1);
    }
    return taken;
}

/// The bytes at the beginning of a text that are written as they are, whatever stands before and behind them.
static size_t plain_length(const char *text)
{
    size_t length = 0;
    while ((unsigned char)text[length] >= 0x20 && (unsigned char)text[length] < 0x7F &&
           strchr("=+-@;,|\"", text[length]) == NULL)
        length++;
    return length;
}

static void add_text(csv_writer *w, const char *text, bool quoted)
{
    size_t length = strlen(text);
    quoted =
        quoted || strpbrk(text, ",\"\r\n") != NULL || *text == ' ' || (length > 0 && text[length - 1] == ' ');
    begin_cell(w);
    if (quoted)
        advise_text_add(w->out, "\"", 1);
    if (*text == '\t' || *text == '\r' || *text == '\n')
        advise_text_add(w->out, "'", 1);
    for (const char *at = text; *at != '\0';) {
        size_t plain = plain_length(at);
        advise_text_add(w->out, at, plain);
        at += plain;
        if (*at != '\0' && (at == text || may_separate(at[-1])) && is_formula(at))
            advise_text_add(w->out, "'", 1);
        if (*at != '\0')
            at += add_character(w, at, length - (size_t)(at - text));
    }
    if (quoted)
        advise_text_add(w->out, "\"", 1);
}

void csv_text(csv_writer *w, const char *text)
{
    add_text(w, text, false);
}

void csv_name(csv_writer *w, const char *text)
{
    add_text(w, text, text[strspn(text, "0123456789")] == '\0');
}

// Numbers look as they do in JSON.

void csv_count(csv_writer *w, size_t count)
{
    begin_cell(w);
    json_writer digits = json_begin_text(w->out);
    json_count(&digits, count);
    json_flush(&digits);
}

void csv_number(csv_writer *w, double value)
{
    begin_cell(w);
    json_writer digits = json_begin_text(w->out);
    json_number(&digits, value);
    json_flush(&digits);
}

void csv_empty(csv_writer *w)
{
    begin_cell(w);
}

void csv_row_end(csv_writer *w)
{
    advise_text_add(w->out, "\r\n", 2);
    w->after_cell = false;
}
