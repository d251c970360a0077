/// A summary in JSON, read back.
#ifndef ADVISE_CLI_SUMMARY_PART_H
#define ADVISE_CLI_SUMMARY_PART_H

#include "summary/summary.h"

/// Whether a line begins as a summary in JSON does.
bool summary_begins(const char *line, size_t length);

/// Adds a summary in JSON. Returns why it cannot be; NULL: it was added.
const char *summary_read_json(summary *s, const char *line, size_t length);

/// Adds `part`, and frees it. Returns why it cannot be; NULL: it was added.
const char *summary_add_part(summary *s, summary *part);

#endif
