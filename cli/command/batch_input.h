/// The options that say how a batch's inputs are read.
#ifndef ADVISE_CLI_COMMAND_BATCH_INPUT_H
#define ADVISE_CLI_COMMAND_BATCH_INPUT_H

#include "advise.h"
#include "options.h"

typedef struct input_options {
    size_t format; ///< a position among INPUT_FORMATS
    const char *delimiter, *list_separator, *query, *shard;
} input_options;

#define INPUT_FORMATS "auto|ndjson|yaml|json|csv|tsv"

/// The rows of these options in the struct `type`, which has an `input_options` named `input`.
// clang-format off
#define INPUT_OPTION_ROWS(type) \
    {"--input-format", NULL, INPUT_FORMATS, OPTION_CHOICE, offsetof(type, input.format), "input format; auto goes by the name of the file", "It counts for standard input too. Files in a folder are always read by their names."}, \
    {"--delimiter", NULL, "CHAR", OPTION_TEXT, offsetof(type, input.delimiter), "what separates cells: a comma, ';' or tab (default: the most frequent of these in the header)", NULL}, \
    {"--list-separator", NULL, "CHAR", OPTION_TEXT, offsetof(type, input.list_separator), "what separates the items of a list in a cell (default: ';')", NULL}, \
    {"--query", NULL, "SQL", OPTION_TEXT, offsetof(type, input.query), "read the rows that SQL selects from SQLite databases", "Inputs are databases, opened read-only. Each row is a profile; columns name facts as a header does. NULL and empty text are unknown, integers and reals exact, 0 and 1 false and true. The line in a diagnostic is the number of the row."}, \
    {"--shard", NULL, "I/N", OPTION_TEXT, offsetof(type, input.shard), "read only the I-th of N parts of each file", "A shard has the profiles whose first byte lies in it, and is found without reading the others. Files are plain NDJSON, or tables in which no cell has a line break. Lines in diagnostics, and numbers of profiles without --id, count from the first of the shard. With --id, the results of all shards, one after another, are those of the whole file, except for those lines."}
// clang-format on

/// Reads the options; EXIT_DONE, or EXIT_USAGE with a message.
int read_input_options(const input_options *o, advise_batch_input *out);

#endif
