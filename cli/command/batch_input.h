/// The options on how the inputs of a batch are read.
#ifndef ADVISE_CLI_COMMAND_BATCH_INPUT_H
#define ADVISE_CLI_COMMAND_BATCH_INPUT_H

#include "advise.h"
#include "options.h"

typedef struct input_options {
    size_t format; ///< a position among INPUT_FORMATS
    const char *delimiter, *quote, *list_separator, *query, *worksheet, *shard, *text_files, *decimal, *group,
        *unknown, *map, *encoding;
    size_t skip_rows;
    bool ignore_columns;
} input_options;

#define INPUT_FORMATS "auto|ndjson|yaml|json|csv|tsv"

/// Reads the options; EXIT_DONE, or EXIT_USAGE with a message.
int read_input_options(const input_options *o, advise_batch_input *out);

/// Loads the map, if one is named, for one pack or two that are compared, and says what is wrong with it. Free with `advise_map_free`.
/// EXIT_DONE, or the exit status.
int load_map(const input_options *o, const common_options *common, advise_pack *const *packs, size_t count,
             advise_batch_input *out);

/// The row of --map, likewise.
#define MAP_ROW(offset)                                                                                      \
    {                                                                                                        \
        "--map", NULL, "FILE", OPTION_TEXT, (offset) + offsetof(input_options, map),                         \
            "read columns and values as FILE says (default: columns are named after facts)",                 \
            "FILE is a map: what the columns and codes of an office's own data mean, and which columns are " \
            "kept "                                                                                          \
            "for --id, --by and the like. 'advise init --map TABLE' drafts one; docs/data.md describes it. " \
            "Options "                                                                                       \
            "on how inputs are read go before what it says."                                                 \
    }

/// The rows of the options on how inputs are read that batch and diff share: of the input_options at `offset` in the options of a command.
#define INPUT_ROWS(offset)                                                                                   \
    {"--input-format",                                                                                       \
     NULL,                                                                                                   \
     INPUT_FORMATS,                                                                                          \
     OPTION_CHOICE,                                                                                          \
     (offset) + offsetof(input_options, format),                                                             \
     "input format; auto goes by the name of the file",                                                      \
     "It counts for standard input too. Files in a folder are always read by their names."},                 \
        {"--delimiter",                                                                                      \
         NULL,                                                                                               \
         "CHAR",                                                                                             \
         OPTION_TEXT,                                                                                        \
         (offset) + offsetof(input_options, delimiter),                                                      \
         "what separates cells: a comma, ';', '|' or tab (default: the most frequent of these in the "       \
         "header)",                                                                                          \
         NULL},                                                                                              \
        {"--quote",                                                                                          \
         NULL,                                                                                               \
         "CHAR",                                                                                             \
         OPTION_TEXT,                                                                                        \
         (offset) + offsetof(input_options, quote),                                                          \
         "what stands around cells: '\"', \"'\", none or backslash (default: as in the first rows)",         \
         "Cells that stand in no marks may have backslashes before what would mean something else: "         \
         "'backslash' reads \\t and \\n as a tab and a line end."},                                          \
        {"--encoding",                                                                                       \
         NULL,                                                                                               \
         "NAME",                                                                                             \
         OPTION_TEXT,                                                                                        \
         (offset) + offsetof(input_options, encoding),                                                       \
         "how text is encoded that is not Unicode, such as windows-1252",                                    \
         "UTF-8, UTF-16 and UTF-32 are told by their bytes; a file that is one of them is read so whatever " \
         "NAME says. Names are those of iconv -l. A file that is not UTF-8 gives no outcomes without this "  \
         "option. In one that is UTF-8 but for some bytes, the records that hold these are refused: if "     \
         "they are in three lines at most, and no more than are right with letters beyond ASCII; or if ten " \
         "times as many are right. What comes through a pipe is judged as it comes. "                        \
         "With UTF-8, damaged records are refused however many they are."},                                  \
        {"--skip-rows",                                                                                      \
         NULL,                                                                                               \
         "N",                                                                                                \
         OPTION_COUNT,                                                                                       \
         (offset) + offsetof(input_options, skip_rows),                                                      \
         "skip N lines of a table before its header: titles",                                                \
         NULL},                                                                                              \
        {"--list-separator",                                                                                 \
         NULL,                                                                                               \
         "CHAR",                                                                                             \
         OPTION_TEXT,                                                                                        \
         (offset) + offsetof(input_options, list_separator),                                                 \
         "what separates the items of a list in a cell (default: ';')",                                      \
         NULL},                                                                                              \
        {"--query",                                                                                          \
         NULL,                                                                                               \
         "SQL",                                                                                              \
         OPTION_TEXT,                                                                                        \
         (offset) + offsetof(input_options, query),                                                          \
         "read the rows that SQL selects from SQLite databases",                                             \
         "Inputs are databases, opened read-only. Each row is a profile; columns name facts as a header "    \
         "does. "                                                                                            \
         "NULL and empty text are unknown, integers and reals exact, 0 and 1 false and true. The line in a " \
         "diagnostic is the number of the row."},                                                            \
        {"--worksheet",                                                                                      \
         NULL,                                                                                               \
         "NAME",                                                                                             \
         OPTION_TEXT,                                                                                        \
         (offset) + offsetof(input_options, worksheet),                                                      \
         "read this worksheet of workbooks (default: the first visible one that holds anything)",            \
         "Workbooks (XLSX, ODS) are told by their contents. The first row that holds anything names facts, " \
         "each "                                                                                             \
         "later one is a profile. Of a formula, the result that was saved with it is read. The line in a "   \
         "diagnostic is the number of the row."},                                                            \
        {"--decimal",                                                                                        \
         NULL,                                                                                               \
         "CHAR",                                                                                             \
         OPTION_TEXT,                                                                                        \
         (offset) + offsetof(input_options, decimal),                                                        \
         "decimal sign of numbers in cells: a point or a comma (default: a point)",                          \
         NULL},                                                                                              \
        {"--group",                                                                                          \
         NULL,                                                                                               \
         "CHAR",                                                                                             \
         OPTION_TEXT,                                                                                        \
         (offset) + offsetof(input_options, group),                                                          \
         "sign between thousands in cells: ',' '.' or 'blank' (default: none)",                              \
         NULL},                                                                                              \
        {"--unknown",                                                                                        \
         NULL,                                                                                               \
         "WORDS",                                                                                            \
         OPTION_TEXT,                                                                                        \
         (offset) + offsetof(input_options, unknown),                                                        \
         "what else than an empty cell says that nobody knows, joined by commas: NULL,N/A,?",                \
         "Capitals and small letters are the same. An item of a list may be such a word too."},              \
        {"--ignore-columns",                                                                                 \
         NULL,                                                                                               \
         NULL,                                                                                               \
         OPTION_FLAG,                                                                                        \
         (offset) + offsetof(input_options, ignore_columns),                                                 \
         "pass over columns that are no facts",                                                              \
         "Else a file with such a column is not read: its name may be misspelt."},                           \
    {                                                                                                        \
        "--text-files", NULL, "DIR", OPTION_TEXT, (offset) + offsetof(input_options, text_files),            \
            "read the text files of streams and tables below DIR",                                           \
            "A profile in a file of its own may give a text as NAME_file, the path of a file below its "     \
            "folder. One in a stream, a table or a file of several may not, since whoever sends it could "   \
            "have any text below a folder quoted: with this option it may, of the files below DIR."          \
    }

#endif
