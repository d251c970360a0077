/// The formats of a pack as it is written.
#ifndef ADVISE_CLI_REPORT_LISTING_H
#define ADVISE_CLI_REPORT_LISTING_H

#include "advise.h"
#include "write/screen.h"

/// All that the pack holds, or only what has the id `only` (NULL: all), each field with its place.
void listing_text(const screen *s, const advise_pack *pack, const advise_listing *l, const char *only);
/// The same as one JSON object on one line (docs/json.md).
void listing_json(FILE *out, const advise_pack *pack, const advise_listing *l, const char *only);

/// The overrides whose base is no longer what they were written against.
void outdated_text(const screen *s, const advise_pack *pack, const advise_listing *l);
void outdated_json(FILE *out, const advise_pack *pack, const advise_listing *l);

#endif
