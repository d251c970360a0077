/// What `advise serve` is asked for. The command starts the program advise-serve, which reads the same options.
#ifndef ADVISE_CLI_COMMAND_SERVE_H
#define ADVISE_CLI_COMMAND_SERVE_H

#include "options.h"

#include <stdint.h>

typedef struct serve_options {
    const char *pack, *as_of, *port;
} serve_options;

/// Looks at the usage, and reads the port that is asked for. An exit status, with a message unless it is EXIT_DONE.
int serve_check(const arguments *a, uint16_t *port);

#endif
