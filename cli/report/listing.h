/// The formats of a pack as it is written: one file listing_FORMAT.c each.
#ifndef ADVISE_CLI_REPORT_LISTING_H
#define ADVISE_CLI_REPORT_LISTING_H

#include "advise.h"
#include "write/formats.h"
#include "write/screen.h"

#define LISTING_FORMATS(ROW, type)                                                                           \
    ROW(type, "text", listing_as_text)                                                                       \
    ROW(type, "json", listing_as_json)

typedef struct listing_format {
    /// All that the pack holds, or only what has the id `only` (NULL: all), each field with its place.
    void (*write)(const screen *s, const advise_pack *pack, const advise_listing *l, const char *only);
    /// The overrides whose base has changed since they were written.
    void (*write_outdated)(const screen *s, const advise_pack *pack, const advise_listing *l);
} listing_format;

FORMATS_DECLARE(LISTING_FORMATS, listing_format)

#endif
