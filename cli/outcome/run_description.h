/// What a batch was asked for, as text: two runs with the same text write the same results.
#ifndef ADVISE_CLI_OUTCOME_RUN_DESCRIPTION_H
#define ADVISE_CLI_OUTCOME_RUN_DESCRIPTION_H

#include "advise.h"
#include "exit_status.h"

/// An option that results depend on, as it was given.
typedef struct run_option {
    const char *name;
    const char *value; ///< NULL: not given
} run_option;

/// Describes the pack with a hash of its content, the date, the options (ended by one without a name), and each input with its size and the
/// time of its last change, as a pretty JSON object: a line each. Free with free. NULL, with a message and the exit status in `*status`, if an input
/// cannot be looked at. If memory runs out, the program ends.
char *run_description(const advise_pack *pack, const char *date, const run_option *options,
                      const char *const *inputs, size_t input_count, int *status);

#endif
