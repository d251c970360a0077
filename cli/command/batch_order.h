/// The options on which outcomes of a batch are written, and in which order.
#ifndef ADVISE_CLI_COMMAND_BATCH_ORDER_H
#define ADVISE_CLI_COMMAND_BATCH_ORDER_H

#include "options.h"
#include "outcome/format.h"

typedef struct order_options {
    const char *sort, *where;
} order_options;

/// What is wrong with these options beside others; EXIT_DONE if nothing is.
/// @param resumable  results are written at once
int check_order_options(const order_options *o, const outcome_format *format, bool resumable);

/// Reads the order into `out`, and compiles the condition, to be freed by `advise_where_free` (NULL: there is none). Returns an exit status.
int read_order_options(const order_options *o, const advise_pack *pack, const common_options *common,
                       outcome_options *out, advise_where **where);

#endif
