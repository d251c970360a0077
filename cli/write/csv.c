// Writes cells, quoted and made harmless.
#include "write/csv.h"
#include "write/acting.h"
#include "write/digits.h"
#include "write/plain.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistr.h>

static void add(csv_writer *w, const char *bytes, size_t length)
{
    room_put(&w->to, bytes, length);
}

const csv_dialect csv_typed = {CSV_TYPED, '.'};

static bool is_typed(const csv_writer *w)
{
    return w->dialect != NULL && w->dialect->delimiter == CSV_TYPED;
}

/// Adds a typed cell, but for its text and the NUL.
static void begin_typed(csv_writer *w, char kind)
{
    add(w, &kind, 1);
}

static void add_typed(csv_writer *w, char kind, const char *text)
{
    begin_typed(w, kind);
    add(w, text, strlen(text) + 1);
}

csv_writer csv_begin(FILE *stream, const csv_dialect *dialect)
{
    if (dialect != NULL && dialect->delimiter != CSV_TYPED)
        (void)fputs("\xEF\xBB\xBF", stream);
    return (csv_writer){.to = {.stream = stream}, .dialect = dialect};
}

static void begin_cell(csv_writer *w)
{
    if (is_typed(w))
        return;
    if (w->after_cell)
        add(w, w->dialect != NULL ? &w->dialect->delimiter : ",", 1);
    w->after_cell = true;
}

/// True if cells go where they are ready as they are: into a text, and plain.
static inline bool is_plain(const csv_writer *w)
{
    return w->to.stream == NULL && w->dialect == NULL;
}

/// Room for a cell of such a writer, behind its comma. It becomes the cell when `w->to.at` is behind it.
static inline char *take_cell(csv_writer *w, size_t length)
{
    char *at = room_take(&w->to, length + 1);
    *at = ',';
    return at + w->after_cell;
}

static inline void took_cell(csv_writer *w, char *end)
{
    w->to.at = end;
    w->after_cell = true;
}

/// Whether a cell with this text has to be quoted.
static bool must_quote(const csv_writer *w, const char *text)
{
    const size_t length = strlen(text);
    return strpbrk(text, ",\"\r\n") != NULL || *text == ' ' || (length > 0 && text[length - 1] == ' ') ||
           (w->dialect != NULL && strchr(text, w->dialect->delimiter) != NULL);
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

static inline bool is_narrow_sign(char c)
{
    return c == '=' || c == '+' || c == '-' || c == '@';
}

/// The bytes of a sign at `text` by which spreadsheets know a formula: = + - @, or one of these in full width. 0: there is none.
static size_t formula_sign(const char *text)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};
    if (is_narrow_sign(*text))
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
    return (is_control(c) && c != '\t' && c != '\n' && c != '\r') || turns_direction(c);
}

/// Adds the character at `text` as it is written in a cell. Returns its bytes.
static size_t add_character(csv_writer *w, const char *text, size_t left)
{
    ucs4_t c = 0;
    char shown[16];
    int bytes = u8_mbtoucr(&c, (const uint8_t *)text, left);
    size_t taken = bytes > 0 ? (size_t)bytes : 1;
    if (bytes <= 0) {
        add(w, "\xEF\xBF\xBD", 3);
    } else if (is_unsafe(c)) {
        int length = snprintf(shown, sizeof shown, "\\u{%X}", (unsigned)c);
        add(w, shown, (size_t)length);
    } else {
        add(w, text, taken);
        if (c == '"' && !is_typed(w))
            add(w, "\"", 1);
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

static void add_typed_text(csv_writer *w, const char *text)
{
    begin_typed(w, CSV_TYPED_TEXT);
    for (size_t left = strlen(text); left > 0;) {
        const size_t taken = add_character(w, text, left);
        text += taken;
        left -= taken;
    }
    add(w, "", 1);
}

/// Bytes that are not always written as they are, but for those that matter at the ends of a text only.
static inline sixteen_bytes specials(sixteen_bytes bytes)
{
    return (bytes < 0x20) | (bytes == '"') | (bytes == ',') | (bytes == ';') | (bytes == '|') |
           (bytes == 0x7F);
}

/// The fast path, on which most texts go: writes one that is its own cell. False if it may not be.
static bool add_plain(csv_writer *w, const char *text, size_t length)
{
    if (!is_plain(w))
        return false;
    char *at = take_cell(w, length);
    if (length > 0 && (*text == ' ' || text[length - 1] == ' ' || is_narrow_sign(*text) ||
                       !plain_copy(at, text, length, specials)))
        return false;
    took_cell(w, at + length);
    return true;
}

static void add_text(csv_writer *w, const char *text, bool quoted)
{
    const size_t length = strlen(text);
    if (!quoted && add_plain(w, text, length))
        return;
    if (is_typed(w)) {
        add_typed_text(w, text);
        return;
    }
    quoted = quoted || must_quote(w, text);
    begin_cell(w);
    if (quoted)
        add(w, "\"", 1);
    if (*text == '\t' || *text == '\r' || *text == '\n')
        add(w, "'", 1);
    for (const char *at = text; *at != '\0';) {
        size_t plain = plain_length(at);
        add(w, at, plain);
        at += plain;
        if (*at != '\0' && (at == text || may_separate(at[-1])) && is_formula(at))
            add(w, "'", 1);
        if (*at != '\0')
            at += add_character(w, at, length - (size_t)(at - text));
    }
    if (quoted)
        add(w, "\"", 1);
}

void csv_text(csv_writer *w, const char *text)
{
    if (text[0] == '\0')
        csv_empty(w);
    else
        add_text(w, text, false);
}

void csv_name(csv_writer *w, const char *text)
{
    add_text(w, text, text[strspn(text, "0123456789")] == '\0');
}

void csv_ready(csv_writer *w, ready_text text, size_t most)
{
    took_cell(w, ready_put(take_cell(w, most), text));
}

// Numbers look as they do in JSON.

/// A cell with a number of our own.
static void add_number(csv_writer *w, const char *digits, const char *end)
{
    if (is_typed(w))
        begin_typed(w, CSV_TYPED_NUMBER);
    begin_cell(w);
    add(w, digits, (size_t)(end - digits));
    if (is_typed(w))
        add(w, "", 1);
}

void csv_count(csv_writer *w, size_t count)
{
    char digits[DIGITS_MOST];
    if (is_plain(w))
        took_cell(w, digits_put_count(take_cell(w, DIGITS_MOST), count));
    else
        add_number(w, digits, digits_put_count(digits, count));
}

void csv_number(csv_writer *w, double value)
{
    char digits[DIGITS_MOST];
    if (is_plain(w)) {
        took_cell(w, digits_put_number(take_cell(w, DIGITS_MOST), value));
        return;
    }
    const char *end = digits_put_number(digits, value);
    char *sign = memchr(digits, '.', (size_t)(end - digits));
    if (sign != NULL && w->dialect != NULL)
        *sign = w->dialect->decimal;
    add_number(w, digits, end);
}

void csv_digits(csv_writer *w, const char *digits)
{
    const size_t whole = strcspn(digits, ".");
    if (is_typed(w)) {
        add_typed(w, digits[0] != '\0' ? CSV_TYPED_NUMBER : CSV_TYPED_TEXT, digits);
        return;
    }
    if (w->dialect == NULL || digits[whole] == '\0') {
        csv_text(w, digits);
        return;
    }
    begin_cell(w);
    add(w, digits, whole);
    add(w, &w->dialect->decimal, 1);
    add(w, digits + whole + 1, strlen(digits + whole + 1));
}

void csv_date(csv_writer *w, const char *date)
{
    if (is_typed(w))
        add_typed(w, CSV_TYPED_DATE, date);
    else
        csv_text(w, date);
}

void csv_empty(csv_writer *w)
{
    if (is_plain(w))
        took_cell(w, take_cell(w, 0));
    else if (is_typed(w))
        add_typed(w, CSV_TYPED_TEXT, "");
    else
        begin_cell(w);
}

void csv_row_end(csv_writer *w)
{
    if (is_typed(w))
        begin_typed(w, CSV_TYPED_ROW_END);
    else
        add(w, "\r\n", 2);
    w->after_cell = false;
    room_keep(&w->to);
}
