/// Packs as the command line names them.
#ifndef ADVISE_CLI_COMMAND_PACK_ARGUMENT_H
#define ADVISE_CLI_COMMAND_PACK_ARGUMENT_H

#include "advise.h"
#include "options.h"

/// What the option --pack does, in the words of every command that has it.
#define PACK_HELP "rule pack to use: folder, name or compiled file (default: paralegal)"

/// The folder of the default pack, or NULL if there is none: beside the program's folder, in the share folder beside it, or where the
/// program was installed. Points to a static buffer.
const char *default_pack(void);

/// Says that there is no default pack; returns EXIT_BAD_PACK.
int complain_no_default(void);

/// What a command needs of a pack.
typedef enum pack_need {
    NEEDS_PACK,   ///< its advice: a compiled file does
    NEEDS_SOURCES ///< also how it is written
} pack_need;

/// Loads a pack, as `advise_pack_load_with`, with the path that the options and the environment give.
advise_status open_pack(const char *pack, pack_need need, const common_options *o, advise_pack **out,
                        advise_diagnostics **problems);

/// Loads a pack (NULL: the default one) and prints on stderr what is wrong with it. NULL, with `*status` set to the exit status, if it
/// cannot be used.
advise_pack *load_pack(const char *name, const common_options *o, int *status);

/// The same of a pack whose sources are needed.
advise_pack *load_sources(const char *name, const common_options *o, int *status);

#endif
