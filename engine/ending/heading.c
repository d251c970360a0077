// Headings: by their words, their capitals and their marks.
#include "ending/heading.h"

#include "ending/line.h"
#include "ending/opening.h"

static bool is_before_heading(char c)
{
    return c == '#' || c == '*' || c == '_' || c == ' ' || c == '[';
}

static bool is_behind_heading(char c)
{
    return c == '*' || c == '_' || c == ':' || c == ' ' || c == '.' || c == '-' || c == ']';
}

/// A line without the number and the signs of emphasis that it begins with.
static slice without_marks(slice line)
{
    slice text = slice_part(line, line_label(line), line.len);
    while (text.len > 0 && is_before_heading(text.ptr[0]))
        text = slice_part(text, 1, text.len);
    return text;
}

/// False for nearly all lines that open with no words of these kinds. Behind a number or signs there may be others than at the line's start.
static bool may_open_with(slice line, unsigned opens, unsigned kinds)
{
    return (opens & kinds) != 0 || line.len == 0 || !is_letter(line.ptr[0]) || line_label(line) > 0;
}

/// A heading without its number, its signs of emphasis and its colon.
static slice heading_text(slice line)
{
    slice text = without_marks(line);
    while (text.len > 0 && is_behind_heading(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

/// The rest of a heading may name what the steps are for: "Next steps on the lien", "Options for the client".
static bool continues_heading(slice rest)
{
    static const slice words[] = {SLICE_INIT("for"),    SLICE_INIT("and"),  SLICE_INIT("on"),
                                  SLICE_INIT("in"),     SLICE_INIT("with"), SLICE_INIT("to"),
                                  SLICE_INIT("before"), SLICE_INIT("from"), SLICE_INIT("going")};
    rest = line_skip_blanks(rest);
    return rest.len == 0 || memchr("/&(,-", rest.ptr[0], 5) != NULL ||
           line_begins_with_one(rest, words, COUNT(words)) > 0;
}

static bool is_in_capitals(slice text)
{
    size_t capitals = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] >= 'a' && text.ptr[i] <= 'z')
            return false;
        capitals += text.ptr[i] >= 'A' && text.ptr[i] <= 'Z';
    }
    return capitals >= 4;
}

/// "Proposed timeline:", "ITEMS FOR ATTORNEY ATTENTION": what begins so and is marked as a heading, whatever it goes on with.
static bool is_heading_of_steps(slice line, slice text)
{
    bool marked = line.ptr[line.len - 1] == ':' || is_in_capitals(text);
    return marked && opening_length(text, OPENS_STEPS_IF_MARKED) > 0;
}

bool heading_is_for_steps(slice line, unsigned opens)
{
    if (!may_open_with(line, opens, OPENS_STEPS | OPENS_STEPS_IF_MARKED))
        return false;
    slice text = heading_text(line);
    if (text.len == 0 || text.len > 60)
        return false;
    opening_search search = openings_of(text, OPENS_STEPS);
    size_t length;
    while (opening_next(&search, &length) != NULL) {
        if (continues_heading(slice_part(text, length, text.len)))
            return true;
    }
    return is_heading_of_steps(line, text);
}

/// Whether a heading may end at the byte: at a colon, a full stop or a dash.
static bool ends_heading(slice line, size_t at)
{
    const slice rest = slice_part(line, at, line.len);
    switch (line.ptr[at]) {
    case ':': return true;
    case '.': return line.ptr[at + 1] == ' ';
    case ' ': return slice_starts_with(rest, SLICE(" - ")) || slice_starts_with(rest, SLICE(" –"));
    case '\xE2': return slice_starts_with(rest, SLICE("—"));
    default: return false;
    }
}

/// Where the heading ends that a line opens with; 0: nowhere near.
static size_t heading_end(slice line)
{
    for (size_t at = line_label(line); at + 2 < line.len && at < 60; at++) {
        if (ends_heading(line, at))
            return at;
    }
    return 0;
}

bool heading_opens_with_steps(slice line, unsigned opens, slice *steps)
{
    if (!may_open_with(line, opens, OPENS_STEPS | OPENS_STEPS_IF_MARKED))
        return false;
    size_t end = heading_end(line);
    if (end == 0 || !heading_is_for_steps(slice_part(line, 0, end), opens))
        return false;
    slice rest = slice_part(line, end, line.len);
    while (rest.len > 0 && !is_letter(rest.ptr[0]) && !is_digit(rest.ptr[0]) && rest.ptr[0] != '(')
        rest = slice_part(rest, 1, rest.len);
    *steps = rest;
    return rest.len > 0;
}

bool heading_is_other(slice line, unsigned opens)
{
    bool marked = line.len > 0 && line.ptr[0] == '#';
    if (line.len == 0 || (line.ptr[line.len - 1] == '.' && !marked))
        return false;
    slice text = heading_text(line);
    if (text.len == 0 || text.len > 50)
        return false;
    return marked || is_in_capitals(text) ||
           (may_open_with(line, opens, OPENS_HEADING) && opening_length(text, OPENS_HEADING) == text.len);
}
