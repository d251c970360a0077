/// The command line: what was asked for. A command declares its options as rows of a table. From it arguments are read, help and the
/// manual page's options are printed, and misspellings are recognised.
#ifndef ADVISE_CLI_OPTIONS_H
#define ADVISE_CLI_OPTIONS_H

#include "exit_status.h"

#include <stdbool.h>
#include <stddef.h>

/// The type of the member that an option fills in.
typedef enum option_kind {
    OPTION_FLAG,  ///< bool
    OPTION_TEXT,  ///< const char *, NULL if not given
    OPTION_COUNT, ///< size_t, from 1 to a million; 0 if not given
    OPTION_CHOICE, ///< size_t: the position among the words of `argument`, which '|' separates; the first is the default
    OPTION_TEXTS, ///< text_list: may be given several times
    /// text_list: the same, but each text comes after the option's name. Rows that share a member show in which order they were given.
    OPTION_SEQUENCE,
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
    const char
        *help; ///< what it does, without a period; in brackets the default. A choice's default is added
    const char *more; ///< whole sentences for the manual page, or NULL
} option_row;

/// Options that several commands take, with one meaning. The member `common` of a command says which.
enum {
    COMMON_PACK_PATH = 1,
    COMMON_SCREEN = 2, ///< width and colour
    COMMON_QUIET = 4,
    COMMON_ALL = COMMON_PACK_PATH | COMMON_SCREEN | COMMON_QUIET
};

/// The values of these, and of what every command takes.
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
    char *const *words; ///< all of it as it was given, NULL-terminated
    void *memory;       ///< of the lists
} arguments;

/// A command of the program. Each is defined in command/NAME.c.
typedef struct command {
    const char *name;       ///< "check"; "" for the program's main job
    const char *usage;      ///< "advise check [OPTION…] [PACK…]"
    const char *summary;    ///< one sentence
    const char *example;    ///< a command line, with which its help ends
    unsigned common;        ///< the COMMON_ options that it takes
    const option_row *rows; ///< NULL: none of its own
    size_t size;            ///< of its struct, which begins as zeros
    int (*run)(const arguments *a);
} command;

/// Reads the arguments after the command into `own` (of the command's size) and `out`. False, with a message on stderr, if they are
/// wrong; but --help among them wins, and nothing else is read then. End with `options_free` in either case.
bool options_read(const command *c, int count, char **texts, void *own, arguments *out);
void options_free(arguments *a);

/// The options of a command by their place: its own first, then those that it shares. NULL past the last.
const option_row *command_option(const command *c, size_t index);

/// The option of a command with this name or letter, of `length` bytes; NULL if it has none.
const option_row *command_option_named(const command *c, const char *argument, size_t length);

/// True for an option that is no command's own.
bool option_is_common(const option_row *row);

/// How many letters of two words agree, from the first.
size_t letters_shared(const char *a, const char *b);

/// Says on stderr what is wrong with the usage and where help on the command is; returns EXIT_USAGE.
int wrong_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

extern const command command_advise, command_ask, command_batch, command_check, command_compile,
    command_completion, command_diff, command_feel, command_fmt, command_import, command_init, command_merge,
    command_new_pack, command_schema, command_serve, command_show, command_summary, command_test,
    command_what_if, command_why, command_why_not;

#endif
