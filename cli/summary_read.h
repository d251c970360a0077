/// Results of `advise batch`, read back.
#ifndef ADVISE_CLI_SUMMARY_READ_H
#define ADVISE_CLI_SUMMARY_READ_H

#include "summary.h"

/// Adds the results of a file, or of standard input for "-": NDJSON as batch writes it. Returns an exit state, with a message on stderr
/// where it is not EXIT_DONE: what is no result is an error with its line.
int summary_read(summary *s, const char *path);

#endif
