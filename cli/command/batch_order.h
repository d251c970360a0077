/// The options on which outcomes of a batch are written, and in which order.
#ifndef ADVISE_CLI_COMMAND_BATCH_ORDER_H
#define ADVISE_CLI_COMMAND_BATCH_ORDER_H

#include "options.h"
#include "outcome/format.h"

/// The words of --spreadsheet and --spreadsheet-decimal.
#define SPREADSHEETS "no|comma|semicolon|tab|map"
#define DECIMALS     "usual|point|comma"

typedef struct order_options {
    const char *sort, *where, *since;
    size_t spreadsheet; ///< a position among SPREADSHEETS; 0: none
    size_t decimal;     ///< a position among DECIMALS; 0: as the spreadsheet has it
} order_options;

/// What is wrong with these options beside others; EXIT_DONE if nothing is.
/// @param resumable  results are written at once
int check_order_options(const order_options *o, const outcome_format *format, bool resumable);

/// The format that is written: the one chosen, or the one that --spreadsheet or the name of a worklist stands for, with its dialect. NULL, with a
/// message, if they do not go together.
const outcome_format *choose_format(const order_options *o, size_t format, const char *output,
                                    const csv_dialect **dialect);

/// The dialect of --spreadsheet map: cells are written as those of the input are, by options and the map. Returns an exit status.
int choose_dialect_of_map(const order_options *o, const advise_batch_input *input,
                          const csv_dialect **dialect);

/// Reads the order into `out`, and compiles the condition, to be freed by `advise_where_free` (NULL: there is none). Returns an exit status.
int read_order_options(const order_options *o, const advise_pack *pack, const advise_map *map,
                       const common_options *common, outcome_options *out, advise_where **where);

#endif
