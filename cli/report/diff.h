/// The formats of a comparison of two packs.
#ifndef ADVISE_CLI_REPORT_DIFF_H
#define ADVISE_CLI_REPORT_DIFF_H

#include "advise.h"
#include "write/screen.h"

typedef struct diff_report {
    const advise_diff *diff;
    const advise_pack *before, *after;
    const char *before_name, *after_name; ///< as the user named them
    const char *date;                     ///< what today() answered
    const char *by;                       ///< the fact that makes groups; NULL: none
    const char *max_changed;              ///< as asked for; NULL: no limit
    bool exceeded;                        ///< more records changed than that
    size_t top;                           ///< rows of each table; 0: all
} diff_report;

void diff_text(const screen *s, const diff_report *r);
/// One JSON object on one line (docs/json.md).
void diff_json(FILE *out, const diff_report *r);
/// One page that needs nothing else.
void diff_html(FILE *out, const diff_report *r);

// What the formats share.

/// How many rows of `count` are shown.
size_t diff_rows(const diff_report *r, size_t count);
/// `part` of `whole` in percent, 0 of 0 being 0.
double diff_percent(size_t part, size_t whole);
/// A kind of cause in words: "rule changed".
const char *diff_cause_words(advise_cause_kind kind);
/// "gained", "lost", "moved", "rescored".
const char *diff_change_word(advise_change change);
/// The length of the first `most` characters of a text, in bytes.
size_t diff_cut(const char *text, size_t most);

#endif
