/// Where the prompt's history is kept between runs: $XDG_STATE_HOME/advise/feel_history, readable by its owner alone.
#ifndef ADVISE_CLI_PROMPT_HISTORY_H
#define ADVISE_CLI_PROMPT_HISTORY_H

#include <histedit.h>

/// Both do nothing if the file cannot be used.
void history_load(History *h);
void history_save(History *h);

#endif
