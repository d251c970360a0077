/// Where links lead, also to what is not there yet.
#ifndef ADVISE_CLI_FILE_LINKS_H
#define ADVISE_CLI_FILE_LINKS_H

/// The path that `path` leads to when all links at its end are followed; nothing need be there. Free with free. NULL, with errno set, if that
/// cannot be found out. If memory runs out, the program ends.
char *links_follow(const char *path);

#endif
