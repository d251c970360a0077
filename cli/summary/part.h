/// A summary in JSON, read back.
#ifndef ADVISE_CLI_SUMMARY_PART_H
#define ADVISE_CLI_SUMMARY_PART_H

#include "summary/summary.h"

#include <jansson.h>

/// Whether a line begins as a summary in JSON does.
bool summary_begins(const char *line, size_t length);

/// The value of a line, as `json_loadb` gives it. Ends the program if memory ran out.
json_t *summary_parse(const char *line, size_t length);

/// Adds a summary in JSON. Returns why it cannot be; NULL: it was added.
const char *summary_read_json(summary *s, const char *line, size_t length);

/// Adds `part`, and frees it. Returns why it cannot be; NULL: it was added.
const char *summary_add_part(summary *s, summary *part);

#endif
