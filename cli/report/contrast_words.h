/// What the files that write a comparison of advice for a person share. Private to cli/report/contrast_*.c; declares the functions of
/// contrast_words.c, contrast_lists.c and contrast_changes.c.
#ifndef ADVISE_CLI_REPORT_CONTRAST_WORDS_H
#define ADVISE_CLI_REPORT_CONTRAST_WORDS_H

#include "report/contrast.h"

/// A line that is put together, however long.
typedef struct contrast_line {
    FILE *out; ///< to be written to
    char *text;
    size_t length;
} contrast_line;

void contrast_line_begin(contrast_line *w);

/// Ends the line. Free the text with free.
char *contrast_line_end(contrast_line *w);

/// Ends the line and prints it, wrapped as `screen_wrap` does.
void contrast_line_print(const screen *s, const char *first, ink first_ink, size_t rest, contrast_line *w);

/// ", " or " and " before the thing of that number; nothing before the first.
const char *contrast_joint(size_t index, size_t count);

/// A value: text without its quotation marks if it is short, and cut if it is long.
void contrast_put_value(FILE *out, const char *literal);

/// "hours_per_week is now 40".
void contrast_put_difference(FILE *out, const advise_difference *d);

/// Whether a piece of advice is given, and leads its entry.
bool contrast_is_head(const advise_advice *a);

/// The report of a column: the base, then the cases.
const advise_report *contrast_report_at(const contrast_output *o, size_t column);

/// How many entries of a column are looked at.
size_t contrast_entries(const contrast_output *o, size_t column);

/// The lists beside each other, or below one another if the screen is narrow.
void contrast_print_lists(const screen *s, const contrast_output *o);

/// What changes in a case, and why.
void contrast_print_changes(const screen *s, const contrast_output *o, const contrast_case *one);

#endif
