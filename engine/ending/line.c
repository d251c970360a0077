// The lines at the end of a text: reading and comparing them, and the labels of list items.
#include "ending/line.h"

#include "base/limits.h"
#include "ending/opening.h"

#include <stdint.h>

// --- reading lines ---

/// The bytes of the blank at the start: a space or tab, or the no-break space of Unicode.
static size_t blank_at(slice s, size_t at)
{
    if (s.ptr[at] == ' ' || (s.ptr[at] >= '\t' && s.ptr[at] <= '\r'))
        return 1;
    return slice_starts_with(slice_part(s, at, 2), SLICE("\xC2\xA0")) ? 2 : 0;
}

slice line_skip_blanks(slice s)
{
    size_t blank;
    while (s.len > 0 && (blank = blank_at(s, 0)) > 0)
        s = slice_part(s, blank, s.len);
    return s;
}

static slice trim(slice s)
{
    s = line_skip_blanks(s);
    for (;;) {
        if (s.len > 0 && blank_at(s, s.len - 1) == 1)
            s.len--;
        else if (s.len > 1 && blank_at(s, s.len - 2) == 2)
            s.len -= 2;
        else
            return s;
    }
}

/// The last LIMIT_ENDING bytes, from a line's start if there is one, else from behind a blank.
static slice window_of(slice text)
{
    if (text.len <= LIMIT_ENDING)
        return text;
    slice window = slice_part(text, text.len - LIMIT_ENDING, LIMIT_ENDING);
    const char *end = memchr(window.ptr, '\n', window.len / 2);
    if (end == NULL)
        end = memchr(window.ptr, ' ', window.len);
    return end != NULL ? slice_part(window, (size_t)(end - window.ptr) + 1, window.len) : window;
}

/// Behind the last line end before `end`.
static size_t line_start(slice text, size_t end, bool has_returns)
{
    const char *feed = end > 0 ? memrchr(text.ptr, '\n', end) : NULL;
    const size_t start = feed != NULL ? (size_t)(feed - text.ptr) + 1 : 0;
    const char *ret = has_returns && end > start ? memrchr(text.ptr + start, '\r', end - start) : NULL;
    return ret != NULL ? (size_t)(ret - text.ptr) + 1 : start;
}

void lines_read(line_list *lines, slice text)
{
    slice window = window_of(text);
    const bool has_returns = window.len > 0 && memchr(window.ptr, '\r', window.len) != NULL;
    size_t first = LINES_MOST;
    size_t end = window.len;
    for (;;) {
        size_t start = line_start(window, end, has_returns);
        lines->items[--first] = trim(slice_part(window, start, end - start));
        if (start == 0 || first == 0)
            break;
        end = start - 1;
        if (end > 0 && window.ptr[end] == '\n' && window.ptr[end - 1] == '\r')
            end--;
    }
    lines->count = LINES_MOST - first;
    memmove(lines->items, lines->items + first, lines->count * sizeof *lines->items);
    for (size_t i = lines->count > LINES_NEAR ? lines->count - LINES_NEAR : 0; i < lines->count; i++)
        lines->opens[i] = opening_kinds(lines->items[i]);
}

unsigned line_opens(const line_list *lines, size_t at)
{
    return at + LINES_NEAR < lines->count ? opening_kinds(lines->items[at]) : lines->opens[at];
}

// --- comparing ---

size_t line_begins_with_one(slice line, const slice *table, size_t count)
{
    const char first = line.len > 0 ? lower(line.ptr[0]) : '\0';
    for (size_t i = 0; i < count; i++) {
        size_t length = table[i].ptr[0] == first ? line_begins(line, table[i]) : 0;
        if (length > 0)
            return length;
    }
    return 0;
}

/// A number below 64 for two bytes that words may begin with.
static unsigned pair_number(char first, char second)
{
    return ((unsigned char)lower(first) * 7U + (unsigned char)lower(second)) % 64;
}

bool line_holds_one(slice line, const slice *table, size_t count)
{
    uint64_t pairs = 0; // that words of the table begin with
    for (size_t i = 0; i < count; i++)
        pairs |= (uint64_t)1 << pair_number(table[i].ptr[0], table[i].ptr[1]);
    for (size_t at = 0; at + 1 < line.len; at++) {
        if ((pairs >> pair_number(line.ptr[at], line.ptr[at + 1]) & 1) != 0 &&
            line_begins_with_one(slice_part(line, at, line.len), table, count) > 0)
            return true;
    }
    return false;
}

// --- lists ---

static const slice bullets[] = {SLICE_INIT("-"),   SLICE_INIT("*"),  SLICE_INIT("•"),   SLICE_INIT("–"),
                                SLICE_INIT("—"),   SLICE_INIT("·"),  SLICE_INIT("▪"),   SLICE_INIT("‣"),
                                SLICE_INIT("◦"),   SLICE_INIT("●"),  SLICE_INIT("○"),   SLICE_INIT("■"),
                                SLICE_INIT("□"),   SLICE_INIT("☐"),  SLICE_INIT("☑"),   SLICE_INIT("→"),
                                SLICE_INIT("➢"),   SLICE_INIT("✓"),  SLICE_INIT("[ ]"), SLICE_INIT("[x]"),
                                SLICE_INIT("[X]"), SLICE_INIT("[]"), SLICE_INIT(">"),   SLICE_INIT("+"),
                                SLICE_INIT("o"),   SLICE_INIT("->"), SLICE_INIT("--")};

/// False only if no bullet begins with the byte.
static bool may_be_bullet(char c)
{
    return (unsigned char)c >= 0x80 || (!is_digit(c) && (!is_letter(c) || c == 'o') && c != '(');
}

static size_t bullet_length(slice line)
{
    if (line.len == 0 || !may_be_bullet(line.ptr[0]))
        return 0;
    for (size_t i = 0; i < COUNT(bullets); i++) {
        if (slice_starts_with(line, bullets[i]) && line.len > bullets[i].len &&
            blank_at(line, bullets[i].len) > 0)
            return bullets[i].len;
    }
    return 0;
}

static bool is_roman(char c)
{
    return lower(c) == 'i' || lower(c) == 'v' || lower(c) == 'x';
}

/// "3." "3)" "(3)" "(iv)" "b." "IV." "1.2": up to four letters of a Roman number, one letter, or three digits.
static size_t number_length(slice line)
{
    size_t open = line.len > 0 && line.ptr[0] == '(' ? 1 : 0;
    size_t at = open;
    while (at < line.len && at < open + 4 && is_digit(line.ptr[at]))
        at++;
    if (at == open) {
        while (at < line.len && at < open + 4 && is_roman(line.ptr[at]))
            at++;
        if (at == open && at < line.len && is_letter(line.ptr[at]))
            at++;
    }
    if (at == open || at >= line.len)
        return 0;
    bool closed = line.ptr[at] == ')' || (open == 0 && line.ptr[at] == '.');
    return closed && at - open < 4 ? at + 1 : 0;
}

size_t line_label(slice line)
{
    // Two letters that are no Roman number: nearly all lines.
    if (line.len < 3 || (is_letter(line.ptr[0]) && is_letter(line.ptr[1]) && !is_roman(line.ptr[1])))
        return 0;
    size_t length = bullet_length(line);
    if (length == 0)
        length = number_length(line);
    if (length == 0 || length >= line.len || blank_at(line, length) == 0)
        return 0;
    slice rest = line_skip_blanks(slice_part(line, length, line.len));
    return rest.len > 0 ? (size_t)(rest.ptr - line.ptr) : 0;
}

line_box line_box_of(slice line)
{
    static const slice open[] = {SLICE_INIT("☐"), SLICE_INIT("□"), SLICE_INIT("[ ]"), SLICE_INIT("[]")};
    static const slice ticked[] = {SLICE_INIT("☑"), SLICE_INIT("☒"),   SLICE_INIT("✓"),
                                   SLICE_INIT("✔"), SLICE_INIT("[x]"), SLICE_INIT("[X]")};
    if (line.len > 2 && (line.ptr[0] == '-' || line.ptr[0] == '*') && line.ptr[1] == ' ')
        line = line_skip_blanks(slice_part(line, 1, line.len));
    if (line.len == 0 || (line.ptr[0] != '[' && (unsigned char)line.ptr[0] < 0x80))
        return BOX_NONE;
    for (size_t i = 0; i < COUNT(open); i++) {
        if (slice_starts_with(line, open[i]))
            return BOX_OPEN;
    }
    for (size_t i = 0; i < COUNT(ticked); i++) {
        if (slice_starts_with(line, ticked[i]))
            return BOX_TICKED;
    }
    return BOX_NONE;
}
