// The lines at the end of a text: reading and comparing them, and the labels of list items.
#include "ending/line.h"

#include "base/limits.h"

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

static size_t line_start(slice text, size_t end)
{
    while (end > 0 && text.ptr[end - 1] != '\n' && text.ptr[end - 1] != '\r')
        end--;
    return end;
}

void lines_read(line_list *lines, slice text)
{
    slice window = window_of(text);
    size_t first = LINES_MOST;
    size_t end = window.len;
    for (;;) {
        size_t start = line_start(window, end);
        lines->items[--first] = trim(slice_part(window, start, end - start));
        if (start == 0 || first == 0)
            break;
        end = start - 1;
        if (end > 0 && window.ptr[end] == '\n' && window.ptr[end - 1] == '\r')
            end--;
    }
    lines->count = LINES_MOST - first;
    memmove(lines->items, lines->items + first, lines->count * sizeof *lines->items);
}

// --- comparing ---

size_t line_begins(slice line, slice words)
{
    if (line.len < words.len || lower(line.ptr[0]) != words.ptr[0])
        return 0;
    for (size_t i = 0; i < words.len; i++) {
        if (lower(line.ptr[i]) != words.ptr[i])
            return 0;
    }
    bool whole = line.len == words.len || !is_letter(line.ptr[words.len]);
    return whole ? words.len : 0;
}

size_t line_begins_with_one(slice line, const slice *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t length = line_begins(line, table[i]);
        if (length > 0)
            return length;
    }
    return 0;
}

static bool holds(slice line, slice words)
{
    for (size_t at = 0; at + words.len <= line.len; at++) {
        if (lower(line.ptr[at]) == words.ptr[0] && line_begins(slice_part(line, at, line.len), words) > 0)
            return true;
    }
    return false;
}

bool line_holds_one(slice line, const slice *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (holds(line, table[i]))
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

static size_t bullet_length(slice line)
{
    for (size_t i = 0; i < COUNT(bullets); i++) {
        if (slice_starts_with(line, bullets[i]) && line.len > bullets[i].len &&
            blank_at(line, bullets[i].len) > 0)
            return bullets[i].len;
    }
    return 0;
}

/// "3." "3)" "(3)" "(iv)" "b." "IV." "1.2": up to four letters of a Roman number, one letter, or three digits.
static size_t number_length(slice line)
{
    size_t open = line.len > 0 && line.ptr[0] == '(' ? 1 : 0;
    size_t at = open;
    while (at < line.len && at < open + 4 && is_digit(line.ptr[at]))
        at++;
    if (at == open) {
        while (at < line.len && at < open + 4 && memchr("ivxIVX", line.ptr[at], 6) != NULL)
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
    size_t length = bullet_length(line);
    if (length == 0)
        length = number_length(line);
    if (length == 0 || length >= line.len || blank_at(line, length) == 0)
        return 0;
    slice rest = line_skip_blanks(slice_part(line, length, line.len));
    return rest.len > 0 ? (size_t)(rest.ptr - line.ptr) : 0;
}
