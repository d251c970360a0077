/// The command line: what was asked for.
#ifndef ADVISE_CLI_OPTIONS_H
#define ADVISE_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/// Exit states.
enum {
    EXIT_DONE = 0,
    EXIT_FINDINGS = 1,
    EXIT_USAGE = 2,
    EXIT_BAD_PACK = 3,
    EXIT_BAD_PROFILE = 4,
    EXIT_IO = 5,
    EXIT_BUG = 70
};

typedef struct options {
    const char *pack; ///< NULL: the default pack
    bool json, all, no_colour, quiet, help, version;
    size_t top;        ///< 0: all that is given
    size_t width;      ///< 0: the terminal's
    const char *as_of; ///< NULL: the day of the run
    const char **sets; ///< NAME=FEEL
    size_t set_count;
    const char **operands;
    size_t operand_count;
} options;

/// Reads the arguments after the command. False, with a message on stderr, where they are wrong. Lists are `malloc`ed once and
/// live until the program ends.
bool options_read(int count, char **arguments, options *out);

/// Prints the help of a command ("" for the whole program); false where there is no such command.
bool help_print(const char *command);

/// The lines of help for the options.
void options_help(void);

int command_advise(const options *o);
int command_check(const options *o);

/// The folder of the default pack, or NULL where there is none: beside the program's folder, in the share folder beside it, or where the
/// program was installed. Points to a static buffer.
const char *default_pack(void);

#endif
