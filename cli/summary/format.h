/// The formats of a summary.
#ifndef ADVISE_CLI_SUMMARY_FORMAT_H
#define ADVISE_CLI_SUMMARY_FORMAT_H

#include "summary/summary.h"
#include "write/formats.h"
#include "write/screen.h"

enum { SUMMARY_MIN_GROUP = 10 };

/// The rows of a summary in their order.
typedef struct summary_lists {
    const summary_row **recommendations, **codes, **questions, **rules, **checks;
    size_t rules_seen;  ///< the rules that fired for somebody, which come first
    size_t checks_seen; ///< likewise
    const summary_group **groups;
    size_t group_count;
    size_t min_group;
    summary_withheld withheld;
} summary_lists;

#define SUMMARY_FORMATS(ROW, type)                                                                           \
    ROW(type, "text", summary_as_text)                                                                       \
    ROW(type, "json", summary_as_json)                                                                       \
    ROW(type, "html", summary_as_html)

typedef struct summary_format {
    void (*write)(const screen *s, const summary *m, const summary_lists *l);
} summary_format;

FORMATS_DECLARE(SUMMARY_FORMATS, summary_format)

/// The format at a position among the option's words.
const summary_format *summary_format_at(size_t index);
/// The format whose word ends the name of a file, behind a dot, else the first.
const summary_format *summary_format_of_name(const char *path);

/// Writes the summary in a format. False if memory ran out.
/// @param min_group  groups of fewer profiles are withheld; 0: SUMMARY_MIN_GROUP
bool summary_write(const screen *s, const summary *m, size_t min_group, const summary_format *format);

// What text and HTML say alike.
enum {
    SUMMARY_RULES_SHOWN = 100
}; ///< at most, of those that fired and of those that never did; JSON has all
extern const char summary_no_rules[];     ///< why rules that never fired are not listed
extern const char summary_no_questions[]; ///< why unknown facts are not listed
/// What an error code means; "" if that is not known.
const char *summary_code_meaning(const char *code);
/// What a group is called.
const char *summary_group_name(const summary_group *g);
/// Which pack advised, and as of when; NULL if that is not known, or memory ran out. Free with free.
char *summary_note_on_origin(const summary *m);
/// A note about recommendations that are not counted; false if none is needed.
bool summary_note_on_top(char *note, size_t size, const summary *m);
/// A note about groups that are not shown; false if none is needed.
bool summary_note_on_groups(char *note, size_t size, const summary *m, const summary_lists *l);
/// The mean of what a row sums up; 0 of none.
double summary_mean(const summary_row *row);
double summary_sum(const summary_row *row);

#endif
