/// Files that must not be left behind where a signal ends the program.
#ifndef ADVISE_CLI_FILE_LEFTOVERS_H
#define ADVISE_CLI_FILE_LEFTOVERS_H

/// From now on SIGINT, SIGTERM, SIGHUP and their like remove the file before they end the program. What is ignored stays ignored. A path
/// that there is no room for is forgotten: the next run finds the file.
void leftovers_add(const char *path);
/// The file has got its name or was removed.
void leftovers_forget(const char *path);

#endif
