/// Maps as files on the command line: they are told from other files by their key `map`.
#ifndef ADVISE_CLI_COMMAND_MAP_FILE_H
#define ADVISE_CLI_COMMAND_MAP_FILE_H

#include "options.h"

/// True for a file that has a line which begins with "map:".
bool is_map(const char *path);

/// Loads a map for a pack, runs its tests, and says how they went. Returns the exit status: EXIT_FINDINGS if one fails, or there are none.
/// @param pack  its name or folder; NULL: the default pack
int test_map(const common_options *common, const char *path, const char *pack);

#endif
