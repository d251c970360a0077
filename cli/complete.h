/// What may come next on a command line, for the shells.
#ifndef ADVISE_CLI_COMPLETE_H
#define ADVISE_CLI_COMPLETE_H

#include "options.h"

/// Prints what the last word may become, one on each line, a tab and what it is behind it. The lines ":files" and ":folders" stand for
/// names of these, ":nospace" says that a word goes on. Prints nothing else, whatever is wrong.
/// @param words  those after the program's name, up to the one at the cursor, which may be ""; NULL if `count` is not above 0
void complete_words(const command *const *commands, size_t command_count, int count, char **words);

#endif
