/// What is said of a command: at a prompt, and in the manual page. Both are made of the tables that arguments are read with.
#ifndef ADVISE_CLI_HELP_H
#define ADVISE_CLI_HELP_H

#include "options.h"

/// Prints the lines of a command's options.
void help_options(const command *c);

/// Prints the section on options of the manual page, in the language of troff: a part for each command, then what they share.
void help_manual(const command *const *commands, size_t count);

#endif
