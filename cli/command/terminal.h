/// What a command prints on, and how it says what a call of the library found.
#ifndef ADVISE_CLI_COMMAND_TERMINAL_H
#define ADVISE_CLI_COMMAND_TERMINAL_H

#include "options.h"
#include "write/screen.h"

/// The screen on a stream, as the common options say.
screen screen_on(FILE *out, const common_options *o);

/// Prints diagnostics on stderr and frees them. Returns the exit status for how the call ended that gave them.
int say_problems(const common_options *o, advise_status status, advise_diagnostics *problems);

#endif
