/// The rows and groups of a summary in order, and which groups may be shown.
#ifndef ADVISE_CLI_SUMMARY_ORDER_H
#define ADVISE_CLI_SUMMARY_ORDER_H

#include "summary/summary.h"

/// The order of rows.
typedef enum summary_order {
    SUMMARY_BY_NAME,
    SUMMARY_BY_PROFILES, ///< the most frequent first, then by name, numbers in it by their size
    SUMMARY_BY_SUM,      ///< the largest sum first, then as above
} summary_order;
/// The rows of a table in order; free with free. NULL where there are none, or memory ran out.
const summary_row **summary_rows(const summary_counts *t, summary_order order);
/// How many of the rows, which are in order, count a profile.
size_t summary_seen(const summary_row *const *rows, size_t count);

/// Groups that may be shown, by value, numbers by their size; free with free. The others have fewer than `least` profiles, or were taken
/// from these, the smallest first, since one group of few can be told from the whole and all others.
const summary_group **summary_groups(const summary *s, size_t least, size_t *count,
                                     summary_withheld *withheld);

#endif
