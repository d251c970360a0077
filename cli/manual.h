/// Manual pages, in the language of troff, made of the tables that arguments and files are read with.
#ifndef ADVISE_CLI_MANUAL_H
#define ADVISE_CLI_MANUAL_H

#include "options.h"

/// Prints the section on options of the page on the program: a part for each command, then what they share.
void manual_options(const command *const *commands, size_t count);

/// Prints the page on a command, from its name to what else to see. A comment, `description`, stands for what only a person can write.
void manual_page(const command *c);

/// Prints the keys of the files of a pack, by file.
void manual_keys(void);

#endif
