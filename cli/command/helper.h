/// The programs that lie beside this one and take its place: each needs a library that the other commands shall not load.
#ifndef ADVISE_CLI_COMMAND_HELPER_H
#define ADVISE_CLI_COMMAND_HELPER_H

/// Goes on as the program `name`, from this program's own folder, the folder of helpers beside it, or the place of installation.
/// Returns only if it is at none of them.
/// @param words  what it is started with, its name first; NULL-terminated
void helper_become(const char *name, const char *const words[]);

#endif
