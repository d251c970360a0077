/// The command line: what was asked for. A command declares its options as rows of a table, from which arguments are read, help is
/// printed and misspellings are recognised.
#ifndef ADVISE_CLI_OPTIONS_H
#define ADVISE_CLI_OPTIONS_H

#include "exit_status.h"

#include <stdbool.h>
#include <stddef.h>

/// The type of the member that an option fills in.
typedef enum option_kind {
    OPTION_FLAG,  ///< bool
    OPTION_TEXT,  ///< const char *, NULL where not given
    OPTION_COUNT, ///< size_t, from 1 to a million; 0 where not given
    OPTION_CHOICE, ///< size_t: the position among the words of `argument`, which '|' separates; 0 where not given
    OPTION_TEXTS, ///< text_list: may be given several times
} option_kind;

typedef struct text_list {
    const char **items;
    size_t count;
} text_list;

/// One option. Rows end with one without a name.
typedef struct option_row {
    const char *name;     ///< "--top"
    const char *letter;   ///< "-q", or NULL
    const char *argument; ///< "N"; of a choice "text|json"; NULL for a flag
    option_kind kind;
    size_t offset; ///< of the member in the command's struct
    const char *help;
} option_row;

/// What every command takes.
typedef struct common_options {
    size_t width;          ///< 0: the terminal's
    const char *pack_path; ///< folders joined by ':', or NULL
    bool no_colour, quiet, help, version;
} common_options;

/// What stands after the command.
typedef struct arguments {
    common_options common;
    const void *own; ///< the command's struct
    const char **operands;
    size_t operand_count;
    void *memory; ///< of the lists
} arguments;

/// A command of the program: one file `command_NAME.c` defines each.
typedef struct command {
    const char *name;       ///< "check"; "" for the program's main job
    const char *usage;      ///< "advise check [OPTION…] [PACK…]"
    const char *summary;    ///< one sentence
    const option_row *rows; ///< NULL: none of its own
    size_t size;            ///< of its struct, which begins as zeros
    int (*run)(const arguments *a);
} command;

/// Reads the arguments after the command into `own` (of the command's size) and `out`. False, with a message on stderr, where they
/// are wrong. End with `options_free` in either case.
bool options_read(const command *c, int count, char **texts, void *own, arguments *out);
void options_free(arguments *a);

/// Prints the lines of help for the command's options.
void options_help(const command *c);

/// How many letters of two words agree, from the first.
size_t letters_shared(const char *a, const char *b);

/// Says on stderr what is wrong with the usage and where help on the command is; returns EXIT_USAGE.
int wrong_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

extern const command command_advise, command_batch, command_check, command_diff, command_feel, command_fmt,
    command_init, command_merge, command_schema, command_show, command_summary, command_test;

#endif
