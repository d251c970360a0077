/// The options of advise batch, and what goes with what.
#ifndef ADVISE_CLI_COMMAND_BATCH_OPTIONS_H
#define ADVISE_CLI_COMMAND_BATCH_OPTIONS_H

#include "command/batch_input.h"
#include "command/batch_order.h"
#include "options.h"
#include "outcome/format.h"

typedef struct batch_options {
    const char *pack, *as_of, *id, *output, *fields, *facts, *summary, *by, *sheets;
    size_t jobs, top, max_record, min_group;
    size_t format; ///< a position among OUTCOME_FORMATS
    size_t sheet;  ///< 1: of the counselor
    bool append, resume, explain, show_values, check, rules;
    order_options order;
    input_options input;
} batch_options;

/// The rows of the options, up to an empty one.
extern const option_row batch_option_rows[];

/// Whether results are written at once, so that the run can be continued. Sheets lie in their folder at once in any case.
bool batch_appends(const batch_options *o);

/// What is wrong with the options as a whole, said on standard error; EXIT_DONE if nothing is. Sets what of the `output` the options decide.
/// Goes on as another program, and does not return, if that one has the writer that is asked for.
int check_batch_options(const arguments *a, outcome_options *output);

#endif
