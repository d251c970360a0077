/// What the commands that a report proposes are about, as a shell reads it.
#ifndef ADVISE_CLI_REPORT_TARGET_H
#define ADVISE_CLI_REPORT_TARGET_H

#include "report/phrase.h"

/// Adds a word of a command: in quotes if a shell would take it for something else.
void target_add_word(phrase *w, const char *word);

/// Adds a recommendation as commands take it, "apply-to-firm" or "'apply-to-firm:Lund IP'".
/// @param item  "" for all items, or if it is about none
void target_add(phrase *w, const char *recommendation, const char *item);

#endif
