/// Results of `advise batch` and summaries in JSON, read back.
#ifndef ADVISE_CLI_SUMMARY_READ_H
#define ADVISE_CLI_SUMMARY_READ_H

#include "summary/summary.h"

/// Adds what a file, or standard input for "-", holds: results in NDJSON or summaries in JSON, one a line. What is neither, or cannot be
/// added to what was read before, is an error with its line. Returns an exit status, with a message on stderr unless it is EXIT_DONE.
/// @param by  count by the values of this fact too; NULL: by what summaries count by
int summary_read(summary *s, const char *by, const char *path);

#endif
