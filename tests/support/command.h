/// Runs a command as a user would, and keeps what it said.
#ifndef ADVISE_TESTS_COMMAND_H
#define ADVISE_TESTS_COMMAND_H

#include <stddef.h>

typedef struct command_result {
    int status; ///< the exit status; 128 + N where signal N ended it
    char *out;  ///< standard output, NUL-terminated beyond its length
    size_t out_length;
    char *err; ///< standard error, likewise
    size_t err_length;
} command_result;

/// The build's folder, where `advise` lies: ADVISE_BUILD, else `build`. Absolute; free with free.
char *build_folder(void);

/// Runs `/bin/sh -c command` in `folder` (NULL: here) and waits for it, five minutes at most. The environment is the same
/// everywhere: `advise` from the build comes first on PATH, LC_ALL=C, TZ=UTC, no NO_COLOR, COLUMNS or TERM; TMPDIR and
/// HOME are `temporary`, ROOT is the repository. Standard input is empty. Free with `command_free`.
command_result command_run(const char *command, const char *folder, const char *temporary);

void command_free(command_result *result);

#endif
