/// Packs as the command line names them, and what several commands do with them.
#ifndef ADVISE_CLI_COMMAND_PACK_ARGUMENT_H
#define ADVISE_CLI_COMMAND_PACK_ARGUMENT_H

#include "advise.h"
#include "options.h"
#include "write/screen.h"

/// What the options --pack and --as-of do, in the words of every command that has them.
#define PACK_HELP  "rule pack to use: folder or name (default: paralegal)"
#define AS_OF_HELP "date for today(), such as 2026-01-31 (default: today)"

/// The screen on a stream, as the common options say.
screen screen_on(FILE *out, const common_options *o);

/// The folder of the default pack, or NULL where there is none: beside the program's folder, in the share folder beside it, or where the
/// program was installed. Points to a static buffer.
const char *default_pack(void);

/// Says that there is no default pack; returns EXIT_BAD_PACK.
int complain_no_default(void);

/// Loads a pack by its folder, or by its name on the path that the options and the environment give; as `advise_pack_load_with`.
advise_status open_pack(const char *pack, const common_options *o, advise_pack **out,
                        advise_diagnostics **problems);

/// Loads a pack (NULL: the default one) and prints on stderr what is wrong with it. NULL, with `*status` set to the exit state, where it
/// cannot be used.
advise_pack *load_pack(const char *name, const common_options *o, int *status);

enum { DATE_SIZE = 16 };

/// `as_of`, or the day of the run, written into `buffer`, where it is NULL.
const char *date_or_today(const char *as_of, char buffer[DATE_SIZE]);

/// Says that `as_of` is no date.
void complain_date(const char *as_of);

/// Sets the date of a session: `as_of`, or if that is NULL the day of the run. An exit status; EXIT_USAGE, with a message, if it
/// is no date.
int set_date(advise_session *session, const char *as_of);

/// The first of the texts that is not NAME=VALUE; NULL where all are.
const char *bad_pair(const text_list *pairs);

/// Replaces facts of a session by the NAME=FEEL pairs. An exit status.
int set_facts(advise_session *session, const text_list *sets);

#endif
