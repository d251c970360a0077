/// Where something stands, as a person reads it: the name of the file is enough, the folder is known.
#ifndef ADVISE_CLI_REPORT_PLACE_H
#define ADVISE_CLI_REPORT_PLACE_H

#include "report/phrase.h"

/// The name of a file without its folder: points into `file`.
const char *place_file_name(const char *file);

/// Adds "me.yaml:12", or "--set" for what was said at the command line; nothing if no place is known (`file` is "").
void place_add(phrase *w, const char *file, size_t line);

#endif
