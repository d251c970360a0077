/// advise batch --check: what a batch would refuse, without a batch.
#ifndef ADVISE_CLI_COMMAND_BATCH_CHECK_H
#define ADVISE_CLI_COMMAND_BATCH_CHECK_H

#include "advise.h"
#include "options.h"

/// Reads all profiles, evaluates none, and writes what they would be refused for. Returns an exit status: EXIT_BAD_PROFILE if one would be.
/// @param options  how inputs are read; the functions in it are set here
/// @param path     where to; NULL: standard output. It is JSON if its name ends so
int batch_check(advise_session *session, const arguments *a, const advise_batch_options *options,
                const char *path);

#endif
