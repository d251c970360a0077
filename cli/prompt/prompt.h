/// The interactive prompt of `advise feel`.
#ifndef ADVISE_CLI_PROMPT_PROMPT_H
#define ADVISE_CLI_PROMPT_PROMPT_H

#include "prompt/feel_output.h"

/// Reads expressions and commands (":help" lists them) from the terminal on stdin until the end, and prints what they give.
/// @return the exit status
int prompt_run(feel_output *o, advise_scope *scope);

#endif
