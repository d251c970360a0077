/// The lines at the end of a text, and what a line is by its looks. Private to engine/ending/.
#ifndef ADVISE_ENDING_LINE_H
#define ADVISE_ENDING_LINE_H

#include "base/slice.h"

enum { LINES_MOST = 256 };

/// The last lines of a text in order, without blanks around each.
typedef struct line_list {
    slice items[LINES_MOST];
    size_t count;
} line_list;

/// Lines of the last LIMIT_ENDING bytes, at most LINES_MOST. A text that was cut begins after a line's end, or after a blank.
void lines_read(line_list *lines, slice text);

/// A letter of ASCII in small; anything else as it is.
static inline char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/// The bytes of a bullet or number that begins a list item, with the blanks behind it; 0: it is no item.
size_t line_label(slice line);

/// Nothing but signs: "-----", "* * *", "_____"; also page numbers and "End of summary".
bool line_is_rule(slice line);

/// "Regards,", "Respectfully submitted,", "Thanks": what letters end with.
bool line_is_valediction(slice line);

/// "cc: …", "Enclosures", "Ext. 214", "Prepared by: …", a telephone, street or mail line.
bool line_is_notation(slice line);

/// "dw", "DW/kl", "/s/ Dana", "— Dana".
bool line_is_initials(slice line);

/// A few words, each with a capital, no sentence: a name or title.
bool line_is_name(slice line);

/// "P.S." and the like.
bool line_is_postscript(slice line);

/// The line that begins a notice of confidentiality, or says that it is one.
bool line_is_notice(slice line);

/// "Next steps", "IV. Recommendations:", "**To do**": a heading under which steps stand.
bool line_is_step_heading(slice line);

/// A heading for steps with its steps behind it in the line: "Next steps: call the clerk." `*steps` receives what stands behind it.
bool line_opens_with_step_heading(slice line, slice *steps);

/// Any other heading: capitals throughout, or a usual one ("Conclusion").
bool line_is_other_heading(slice line);

#endif
