/// The lines at the end of a text, and how to compare one. Private to engine/ending/.
#ifndef ADVISE_ENDING_LINE_H
#define ADVISE_ENDING_LINE_H

#include "base/slice.h"

enum {
    LINES_MOST = 256,
    LINES_NEAR = 16 // nearly all that is asked of lines is asked of these
};

/// The last lines of a text in order, without blanks around each.
typedef struct line_list {
    slice items[LINES_MOST];
    unsigned opens[LINES_MOST]; ///< of the last LINES_NEAR: what each opens with. Ask line_opens
    size_t count;
} line_list;

/// Lines of the last LIMIT_ENDING bytes, at most LINES_MOST. A text that was cut begins after a line's end, or after a blank.
void lines_read(line_list *lines, slice text);

/// All kinds of words that a line opens with (opening_kinds).
unsigned line_opens(const line_list *lines, size_t at);

/// A letter of ASCII in small; anything else as it is.
static inline char lower(char c)
{
    return (unsigned char)(c - 'A') < 26 ? (char)(c | 0x20) : c;
}

static inline bool is_letter(char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}

static inline bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

/// The bytes of a bullet or number that begins a list item, with the blanks behind it; 0: it is no item.
size_t line_label(slice line);

/// Whether an item begins with a box, after a bullet or alone: "☐ stock power", "- [x] minutes".
typedef enum line_box {
    BOX_NONE,
    BOX_OPEN,  ///< still to do
    BOX_TICKED ///< done
} line_box;

line_box line_box_of(slice line);

/// The bytes of `line` that are `words` (in small letters), as whole words at its beginning; 0: it begins otherwise.
static inline size_t line_begins(slice line, slice words)
{
    size_t at = 0;
    while (at < words.len && at < line.len && words.ptr[at] == lower(line.ptr[at]))
        at++;
    return at == words.len && (at == line.len || !is_letter(line.ptr[at])) ? at : 0;
}

/// The same for the first of several that it begins with.
size_t line_begins_with_one(slice line, const slice *table, size_t count);

/// True if one of them, of two bytes at least, stands anywhere in the line; behind it ends a word.
bool line_holds_one(slice line, const slice *table, size_t count);

/// The line without the blanks at its beginning.
slice line_skip_blanks(slice s);

#define COUNT(table) (sizeof(table) / sizeof *(table))

#endif
