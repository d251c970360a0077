/// The options on how the inputs of a batch are read.
#ifndef ADVISE_CLI_COMMAND_BATCH_INPUT_H
#define ADVISE_CLI_COMMAND_BATCH_INPUT_H

#include "advise.h"
#include "options.h"

typedef struct input_options {
    size_t format; ///< a position among INPUT_FORMATS
    const char *delimiter, *list_separator, *query, *shard;
} input_options;

#define INPUT_FORMATS "auto|ndjson|yaml|json|csv|tsv"

/// Reads the options; EXIT_DONE, or EXIT_USAGE with a message.
int read_input_options(const input_options *o, advise_batch_input *out);

#endif
