/// The formats of a comparison of advice with what it would be: contrast_text.c and contrast_json.c.
#ifndef ADVISE_CLI_REPORT_CONTRAST_H
#define ADVISE_CLI_REPORT_CONTRAST_H

#include "advise.h"
#include "write/formats.h"
#include "write/screen.h"

/// An alternative.
typedef struct contrast_case {
    const char *name;
    advise_contrast *contrast;
} contrast_case;

typedef struct contrast_output {
    const advise_pack *pack;
    const advise_report *base;
    const char *base_name; ///< what the base is called beside the cases
    const contrast_case *cases;
    size_t case_count;
    bool is_other_profile; ///< the case is another file
    size_t top;            ///< entries that are looked at; 0: all
} contrast_output;

#define CONTRAST_FORMATS(ROW, type)                                                                          \
    ROW(type, "text", contrast_as_text)                                                                      \
    ROW(type, "json", contrast_as_json)

typedef struct contrast_format {
    void (*write)(const screen *s, const contrast_output *o);
} contrast_format;

FORMATS_DECLARE(CONTRAST_FORMATS, contrast_format)

/// Whether a change is among the entries that are looked at.
bool contrast_shows(const contrast_output *o, const contrast_case *c, size_t change);

#endif
