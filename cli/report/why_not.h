/// The formats of answers to "why not": one file why_not_FORMAT.c each.
#ifndef ADVISE_CLI_REPORT_WHY_NOT_H
#define ADVISE_CLI_REPORT_WHY_NOT_H

#include "advise.h"
#include "write/formats.h"
#include "write/screen.h"

/// What was asked, and the answers.
typedef struct why_not_report {
    const advise_report *report;
    const advise_why_not *why_not;
    const char *profile; ///< as the user named it
    const advise_target *target;
    size_t top; ///< how many entries it is to be among; 0: it is to be given
    bool all;   ///< show all rules and sets
} why_not_report;

#define WHY_NOT_FORMATS(ROW, type)                                                                           \
    ROW(type, "text", why_not_as_text)                                                                       \
    ROW(type, "json", why_not_as_json)

typedef struct why_not_format {
    void (*write)(const screen *s, const why_not_report *r);
} why_not_format;

FORMATS_DECLARE(WHY_NOT_FORMATS, why_not_format)

#endif
