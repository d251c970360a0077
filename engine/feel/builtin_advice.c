// Functions that advice needs and the standard lacks: extensions, listed as such in the manual.
#include "base/utf8.h"
#include "feel/builtin.h"

typedef struct line_list {
    slice *items;
    size_t count, capacity;
} line_list;

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

static slice trim(slice s)
{
    while (s.len > 0 && is_space(s.ptr[0]))
        s = slice_part(s, 1, s.len);
    while (s.len > 0 && is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool begins(slice line, const char *words)
{
    size_t same = 0;
    while (same < line.len && words[same] != '\0' && lower(line.ptr[same]) == words[same])
        same++;
    return words[same] == '\0' &&
           (same == line.len || !(lower(line.ptr[same]) >= 'a' && lower(line.ptr[same]) <= 'z'));
}

/// "Regards,", "Respectfully submitted,", "Thank you,": a short line that ends a letter.
static bool is_valediction(slice line)
{
    static const char *const words[] = {"regards",
                                        "best",
                                        "kind regards",
                                        "best regards",
                                        "sincerely",
                                        "respectfully",
                                        "respectfully submitted",
                                        "yours",
                                        "thanks",
                                        "thank you",
                                        "many thanks",
                                        "cordially",
                                        "cheers",
                                        "with thanks",
                                        "warm regards",
                                        "very truly yours"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (begins(line, words[i]))
            return line.len <= strlen(words[i]) + 12 &&
                   (line.len == strlen(words[i]) || memchr(line.ptr, '.', line.len - 1) == NULL);
    }
    return false;
}

/// "cc: …", "Enclosures", "Attachment: …", "Ext. 214", a telephone or mail line.
static bool is_notation(slice line)
{
    static const char *const words[] = {
        "cc",  "bcc",       "enc", "encl",  "enclosure", "enclosures", "attachment", "attachments",
        "ext", "extension", "tel", "phone", "fax",       "e-mail",     "email",      "initials"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (begins(line, words[i]) && line.len <= 100)
            return true;
    }
    return line.len <= 60 && memchr(line.ptr, '@', line.len) != NULL &&
           memchr(line.ptr, ' ', line.len) == NULL;
}

/// "dw", "DW/kl", "/s/ Dana", "— Dana": initials and signatures, a few letters or what follows a dash.
static bool is_initials(slice line)
{
    if (slice_starts_with(line, SLICE("/s/")))
        return true;
    bool dashed = slice_starts_with(line, SLICE("—")) || slice_starts_with(line, SLICE("–")) ||
                  slice_starts_with(line, SLICE("--"));
    if (dashed)
        return line.len <= 40;
    if (line.len > 8)
        return false;
    size_t letters = 0;
    size_t small = 0;
    bool slash = false;
    bool point = false;
    for (size_t i = 0; i < line.len; i++) {
        bool letter = lower(line.ptr[i]) >= 'a' && lower(line.ptr[i]) <= 'z';
        bool sign = line.ptr[i] == '.' || line.ptr[i] == '/' || line.ptr[i] == ':' || line.ptr[i] == '-';
        letters += letter;
        small += letter && lower(line.ptr[i]) == line.ptr[i];
        slash = slash || line.ptr[i] == '/' || line.ptr[i] == ':';
        point = point || line.ptr[i] == '.';
        if (!letter && !sign)
            return false;
    }
    bool looks_so = slash || small == 0 || (small == letters && letters <= 3 && !point);
    return looks_so && letters >= 1 && letters <= 5 && line.ptr[line.len - 1] != ':';
}

/// A line that looks like a name or a title: a few words, each capitalised, and not a sentence.
static bool is_name(slice line)
{
    size_t words = 1;
    bool starts = true;
    for (size_t i = 0; i < line.len; i++) {
        char c = line.ptr[i];
        if (c == ' ') {
            words++;
            starts = true;
            continue;
        }
        if (starts && c >= 'a' && c <= 'z' && !begins(slice_part(line, i, line.len), "of") &&
            !begins(slice_part(line, i, line.len), "and"))
            return false;
        if (c == ':' || c == ';' || c == '?' || c == '!' || (c >= '0' && c <= '9'))
            return false;
        starts = false;
    }
    return words <= 6 && line.len <= 60 && line.ptr[line.len - 1] != '.';
}

static bool is_list_item(slice line)
{
    size_t i = 0;
    while (i < line.len && line.ptr[i] >= '0' && line.ptr[i] <= '9')
        i++;
    if (i > 0 && i < 4 && i + 1 < line.len && (line.ptr[i] == '.' || line.ptr[i] == ')') &&
        line.ptr[i + 1] == ' ')
        return true;
    return line.len > 2 && (line.ptr[0] == '-' || line.ptr[0] == '*') && line.ptr[1] == ' ';
}

static line_list lines_of(arena *a, slice text)
{
    line_list lines = {0};
    for (size_t at = 0; at <= text.len;) {
        size_t end = at;
        while (end < text.len && text.ptr[end] != '\n')
            end++;
        slice line = trim(slice_part(text, at, end - at));
        ARENA_PUSH(a, &lines, items, count, capacity, line);
        at = end + 1;
    }
    return lines;
}

static size_t skip_blank_back(const line_list *lines, size_t end)
{
    while (end > 0 && lines->items[end - 1].len == 0)
        end--;
    return end;
}

/// Where the body ends: before the signature block, if there is one.
static size_t body_end(const line_list *lines)
{
    size_t last = skip_blank_back(lines, lines->count);
    size_t end = last;
    // A valediction among the last lines begins the block: all that follows it belongs to it.
    for (size_t back = 0; back < 8 && back < last; back++) {
        slice line = lines->items[last - 1 - back];
        if (line.len > 0 && is_valediction(line))
            end = last - 1 - back;
    }
    for (;;) {
        end = skip_blank_back(lines, end);
        if (end == 0)
            return last; // nothing but a signature: give all rather than nothing
        slice line = lines->items[end - 1];
        bool apart = end >= 2 && lines->items[end - 2].len == 0;
        bool goes = is_notation(line) || (is_initials(line) && (apart || end < last)) ||
                    is_valediction(line) || (apart && end >= 2 && is_name(line) && !is_list_item(line));
        if (!goes)
            return end;
        end--;
    }
}

/// The last paragraph: from a blank line to the end. A list includes the heading or sentence above it.
static feel_value call_closing(feel_machine *m, const feel_value *arguments, size_t count)
{
    (void)count;
    slice text = feel_text(arguments[0]);
    if (!feel_spend(m, 1 + text.len / 16))
        return feel_null();
    line_list lines = lines_of(m->arena, text);
    size_t end = body_end(&lines);
    size_t start = end;
    while (start > 0 && lines.items[start - 1].len > 0)
        start--;
    // Blank lines may separate the items of a list, and the list from the line that introduces it.
    while (start > 0 && start < end && is_list_item(lines.items[start])) {
        size_t above = skip_blank_back(&lines, start);
        if (above == 0)
            break;
        size_t first = above;
        while (first > 0 && lines.items[first - 1].len > 0)
            first--;
        start = first;
    }
    // A short heading without a full stop belongs to the paragraph below it.
    size_t above = skip_blank_back(&lines, start);
    if (above > 0 && start < end) {
        slice heading = lines.items[above - 1];
        bool alone = above == 1 || lines.items[above - 2].len == 0;
        if (alone && heading.len <= 40 && heading.ptr[heading.len - 1] != '.')
            start = above - 1;
    }
    if (start >= end)
        return feel_string(slice_part(text, 0, 0));
    const char *from = lines.items[start].ptr;
    slice last = lines.items[end - 1];
    return feel_string((slice){from, (size_t)(last.ptr + last.len - from)});
}

static const builtin rows[] = {
    BUILTIN("closing", call_closing, RESULT_STRING, "the last paragraph of a text, without a signature block",
            PARAMETER("text", ACCEPT_STRING)),
};

const builtin_topic builtins_advice = {rows, sizeof rows / sizeof *rows};
