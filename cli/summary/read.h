/// Results of `advise batch`, and summaries in JSON, read back.
#ifndef ADVISE_CLI_SUMMARY_READ_H
#define ADVISE_CLI_SUMMARY_READ_H

#include "summary/summary.h"

/// Adds what a file, or standard input for "-", holds: results in NDJSON or summaries in JSON, one a line. Returns an exit state, with a
/// message on stderr where it is not EXIT_DONE: what is neither, or cannot be added to what was read before, is an error with its line.
/// @param by  count by the values of this fact too; NULL: by what summaries count by
int summary_read(summary *s, const char *by, const char *path);

/// Whether a line begins as a summary in JSON does.
bool summary_begins(const char *line, size_t length);

/// Adds a summary in JSON. Returns why it cannot be; NULL: it was added.
const char *summary_read_json(summary *s, const char *line, size_t length);

/// Adds `part`, and frees it. Returns why it cannot be; NULL: it was added.
const char *summary_add_part(summary *s, summary *part);

#endif
