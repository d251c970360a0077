/// Rows that describe keys in schemas of files whose keys no table of the engine has. Private to cli/scaffold/.
#ifndef ADVISE_CLI_SCAFFOLD_SCHEMA_ROWS_H
#define ADVISE_CLI_SCAFFOLD_SCHEMA_ROWS_H

#include "scaffold/schema.h"

/// A key whose value is a text, one of some words, a list, or anything of some types.
typedef struct schema_row {
    const char *name, *help;
    const char *types; ///< of JSON, which '|' separates
    const char *words; ///< the only values, likewise; NULL: any
} schema_row;

/// Writes words that '|' separates; "||" has a '|' as one of them.
void schema_words(json_writer *w, const char *words);

/// Writes keys as properties, up to a row without a name.
void schema_rows(json_writer *w, const schema_row *rows);

/// Begins a property that is an object; its own properties follow.
/// @param name  NULL: an item of a list
/// @param help  NULL: nothing is said of it
void schema_object_begin(json_writer *w, const char *name, const char *help);

/// Ends it: no other keys than these are allowed.
/// @param required  keys that must be there, which '|' separates; NULL: none
void schema_object_end(json_writer *w, const char *required);

#endif
