/// The formats of a summary.
#ifndef ADVISE_CLI_SUMMARY_FORMAT_H
#define ADVISE_CLI_SUMMARY_FORMAT_H

#include "summary/summary.h"
#include "write/screen.h"

/// The order is that of the option's words.
typedef enum summary_format { SUMMARY_TEXT, SUMMARY_JSON, SUMMARY_HTML } summary_format;

enum { SUMMARY_MIN_GROUP = 10 };

/// Writes the summary in a format. False where memory ran out.
/// @param min_group  groups of fewer profiles are withheld; 0: SUMMARY_MIN_GROUP
bool summary_write(const screen *s, const summary *m, size_t min_group, summary_format format);

// The formats one by one: called by the function above with the rows in their order.
typedef struct summary_lists {
    const summary_row **recommendations, **codes, **questions, **rules;
    size_t rules_seen; ///< the rules that fired for somebody, which come first
    const summary_group **groups;
    size_t group_count;
    size_t min_group;
    summary_withheld withheld;
} summary_lists;

void summary_text(const screen *s, const summary *m, const summary_lists *l);
void summary_json(FILE *out, const summary *m, const summary_lists *l);
void summary_html(FILE *out, const summary *m, const summary_lists *l);

// What text and HTML say alike.
enum { SUMMARY_RULES_SHOWN = 100 };       ///< of those that fired, and of those that never did; JSON has all
extern const char summary_no_rules[];     ///< why it is not said which rules never fired
extern const char summary_no_questions[]; ///< why it is not said what is unknown
/// What an error code means; "" where that is not known.
const char *summary_code_meaning(const char *code);
/// What a group is called.
const char *summary_group_name(const summary_group *g);
/// Where the advice is from; NULL where that is not known, or memory ran out. Free with free.
char *summary_note_on_origin(const summary *m);
/// A note about recommendations that are not counted; false where there is none.
bool summary_note_on_top(char *note, size_t size, const summary *m);
/// A note about groups that are not shown; false where there is none.
bool summary_note_on_groups(char *note, size_t size, const summary *m, const summary_lists *l);
/// Percent; 0 of none.
double summary_percent(size_t count, size_t of);
/// The mean of what a row sums up; 0 of none.
double summary_mean(const summary_row *row);
double summary_sum(const summary_row *row);

#endif
