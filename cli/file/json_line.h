/// JSON read by jansson.
#ifndef ADVISE_CLI_FILE_JSON_LINE_H
#define ADVISE_CLI_FILE_JSON_LINE_H

#include <jansson.h>
#include <stddef.h>

/// A JSON text, to be released by `json_decref`; NULL if it is none. If memory runs out, the program ends.
json_t *json_line_parse(const char *line, size_t length);

#endif
