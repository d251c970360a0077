/// What is said of a command at a prompt, from the tables that arguments are read with.
#ifndef ADVISE_CLI_HELP_H
#define ADVISE_CLI_HELP_H

#include "options.h"

/// Prints the lines of a command's options.
void help_options(const command *c);

/// What an option does, with its default. Free with free.
char *help_of(const option_row *row);

#endif
