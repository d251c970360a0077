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
#define INPUT_OPTION_ROWS(type)                                                                              \
    {"--input-format",                                                                                       \
     NULL,                                                                                                   \
     INPUT_FORMATS,                                                                                          \
     OPTION_CHOICE,                                                                                          \
     offsetof(type, input.format),                                                                           \
     "how inputs are written; else their names say it"},                                                     \
        {"--delimiter",                                                                                      \
         NULL,                                                                                               \
         "CHAR",                                                                                             \
         OPTION_TEXT,                                                                                        \
         offsetof(type, input.delimiter),                                                                    \
         "what stands between cells: , ; or tab"},                                                           \
        {"--list-separator",                                                                                 \
         NULL,                                                                                               \
         "CHAR",                                                                                             \
         OPTION_TEXT,                                                                                        \
         offsetof(type, input.list_separator),                                                               \
         "what stands between the items of a list in a cell; else ;"},                                       \
        {"--query",                                                                                          \
         NULL,                                                                                               \
         "SQL",                                                                                              \
         OPTION_TEXT,                                                                                        \
         offsetof(type, input.query),                                                                        \
         "read the rows that SQL gives on SQLite databases"},                                                \
    {                                                                                                        \
        "--shard", NULL, "I/N", OPTION_TEXT, offsetof(type, input.shard),                                    \
            "read the I-th of N parts of each file"                                                          \
    }

/// Reads the options; EXIT_DONE, or EXIT_USAGE with a message.
int read_input_options(const input_options *o, advise_batch_input *out);

#endif
