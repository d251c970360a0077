/// Sessions as the command line asks for them: the date of --as-of, the facts of --set.
#ifndef ADVISE_CLI_COMMAND_SESSION_H
#define ADVISE_CLI_COMMAND_SESSION_H

#include "advise.h"
#include "file/output.h"
#include "options.h"

// What these options do, in the words of every command that has them.
#define SHOW_VALUES_HELP "in messages, also show what profiles say"
#define SHOW_VALUES_MORE                                                                                     \
    "Else messages name the line and the column or key only, since they may be seen by others than the "     \
    "results."
#define AS_OF_HELP "date for today(), such as 2026-01-31 (default: today)"
#define SET_HELP   "try another value for a fact; may be repeated"
#define SET_MORE   "The value is that of a FEEL expression over the facts of the profile."

/// Where the name of a pair NAME=FEEL ends: at the first '=' outside of brackets ("firms[A = B].size=3"). NULL if there is none.
const char *pair_equals(const char *pair);

/// The name of such a pair, without blanks around it, and what stands behind its '=', without blanks before it. Free with free.
char *pair_name(const char *pair, const char **value);

/// The names of facts and their new values that --set gives, NAME=FEEL each.
/// @return EXIT_DONE; EXIT_USAGE, with a message that names the `option`, if one is no such pair
int check_pairs(const char *option, const text_list *pairs);

/// A session whose date is `as_of`, or the day of the run if that is NULL, and whose facts `sets` (checked; NULL: none) replaces.
/// NULL, with a message and `*status` set, if there is no memory or `as_of` is no date.
advise_session *open_session(const advise_pack *pack, const char *as_of, const text_list *sets, int *status);

/// A question about the report on one profile.
typedef struct report_question {
    const char *pack, *as_of; ///< as the command line names them; NULL: the usual ones
    const text_list *sets;    ///< checked
    /// Answers it; the report lives until this returns. An exit status.
    int (*answer)(const arguments *a, const advise_pack *pack, const advise_report *report,
                  const void *state);
    const void *state;
} report_question;

/// Has the question answered for the profile that the first operand names. An exit status; what is wrong with the pack or the profile is said.
int answer_for_profile(const arguments *a, const report_question *q);

/// Closes the output that something about a report was written to. It keeps its name only if the report is complete. An exit status.
int close_with_report(output_file *out, const advise_report *report);

/// Sets the date of a scope likewise. An exit status.
int set_scope_date(advise_scope *scope, const char *as_of);

#endif
