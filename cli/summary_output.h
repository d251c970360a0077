/// The formats of a summary.
#ifndef ADVISE_CLI_SUMMARY_OUTPUT_H
#define ADVISE_CLI_SUMMARY_OUTPUT_H

#include "screen.h"
#include "summary.h"

/// The order is that of the option's words.
typedef enum summary_format { SUMMARY_TEXT, SUMMARY_JSON, SUMMARY_HTML } summary_format;

typedef struct summary_report {
    const summary *summary;
    const char *by;   ///< the fact of the groups; NULL: none
    size_t min_group; ///< groups of fewer profiles are withheld
} summary_report;

enum { SUMMARY_MIN_GROUP = 10 };

/// Writes the summary in a format. False where memory ran out.
bool summary_write(const screen *s, const summary_report *r, summary_format format);

// The formats one by one: called by the function above with the rows in their order.
typedef struct summary_lists {
    const summary_row **recommendations, **codes, **questions;
    const summary_group **groups;
    size_t group_count;
    summary_withheld withheld;
} summary_lists;

void summary_text(const screen *s, const summary_report *r, const summary_lists *l);
void summary_json(FILE *out, const summary_report *r, const summary_lists *l);
void summary_html(FILE *out, const summary_report *r, const summary_lists *l);

/// Percent; 0 of none.
double summary_percent(size_t count, size_t of);
/// The mean of what a row sums up; 0 of none.
double summary_mean(const summary_row *row);

#endif
