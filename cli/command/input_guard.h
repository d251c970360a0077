/// Protects inputs from being replaced by the output.
#ifndef ADVISE_CLI_COMMAND_INPUT_GUARD_H
#define ADVISE_CLI_COMMAND_INPUT_GUARD_H

#include "options.h"

// What the option --output does, in the words of the commands that have it.
#define OUTPUT_HELP "write to FILE (default: standard output)"
#define OUTPUT_MORE "FILE gets its name only when it is complete, and only its owner can read it."

/// EXIT_USAGE, with a message, if a file at `path` (NULL: none) would take the place of one of the operands, or of a profile in a folder
/// among them; else EXIT_DONE.
int guard_inputs(const char *path, const arguments *a);

#endif
