/// The options on how the inputs of a batch are read.
#ifndef ADVISE_CLI_COMMAND_BATCH_INPUT_H
#define ADVISE_CLI_COMMAND_BATCH_INPUT_H

#include "advise.h"
#include "options.h"

typedef struct input_options {
    size_t format; ///< a position among INPUT_FORMATS
    const char *delimiter, *list_separator, *query, *shard, *text_files;
} input_options;

#define INPUT_FORMATS "auto|ndjson|yaml|json|csv|tsv"

/// Reads the options; EXIT_DONE, or EXIT_USAGE with a message.
int read_input_options(const input_options *o, advise_batch_input *out);

/// The row of --text-files, for commands that read files of many profiles.
#define TEXT_FILES_ROW(offset)                                                                               \
    {                                                                                                        \
        "--text-files", NULL, "DIR", OPTION_TEXT, offset,                                                    \
            "read the text files of streams and tables below DIR",                                           \
            "A profile in a file of its own may give a text as NAME_file, the path of a file below its "     \
            "folder. "                                                                                       \
            "One in a stream, a table or a file of several may not, since whoever sends it could have any "  \
            "text "                                                                                          \
            "below a folder quoted: with this option it may, of the files below DIR."                        \
    }

/// EXIT_DONE if `folder`, the value of --text-files, is NULL or a folder; else EXIT_USAGE with a message.
int check_text_files(const char *folder);

#endif
