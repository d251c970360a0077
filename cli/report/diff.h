/// The formats of a comparison of two packs: one file diff_FORMAT.c each.
#ifndef ADVISE_CLI_REPORT_DIFF_H
#define ADVISE_CLI_REPORT_DIFF_H

#include "advise.h"
#include "write/formats.h"
#include "write/screen.h"

typedef struct diff_report {
    const advise_diff *diff;
    const advise_pack *before, *after;
    const char *before_name, *after_name; ///< as the user named them
    const char *date;                     ///< what today() answered
    const char *old_date;    ///< the same for the old pack; another one if two dates are compared
    const char *by;          ///< the fact by whose values profiles are grouped; NULL: none
    const char *max_changed; ///< as asked for; NULL: no limit
    bool exceeded;           ///< more records changed than that
    size_t top;              ///< rows of each table; 0: all
} diff_report;

#define DIFF_FORMATS(ROW, type)                                                                              \
    ROW(type, "text", diff_as_text)                                                                          \
    ROW(type, "json", diff_as_json)                                                                          \
    ROW(type, "html", diff_as_html)

typedef struct diff_format {
    void (*write)(const screen *s, const diff_report *r);
} diff_format;

FORMATS_DECLARE(DIFF_FORMATS, diff_format)

// What the formats share.

/// How many rows of `count` are shown.
size_t diff_rows(const diff_report *r, size_t count);
/// A kind of cause in words: "rule changed".
const char *diff_cause_words(advise_cause_kind kind);
/// "gained", "lost", "moved", "rescored", "reworded".
const char *diff_change_word(advise_change change);

#endif
