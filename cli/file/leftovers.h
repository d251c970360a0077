/// Files that must not be left behind if a signal ends the program.
#ifndef ADVISE_CLI_FILE_LEFTOVERS_H
#define ADVISE_CLI_FILE_LEFTOVERS_H

/// From now on SIGINT, SIGTERM, SIGHUP and their like remove the file before they end the program. Signals that are ignored stay ignored. If
/// there is no room for the path, the file stays, and the next run takes it over.
void leftovers_add(const char *path);
/// Forgets a file that has got its name or was removed.
void leftovers_forget(const char *path);

#endif
