/// The rows and groups of a summary in order, and which groups may be shown.
#ifndef ADVISE_CLI_SUMMARY_ORDER_H
#define ADVISE_CLI_SUMMARY_ORDER_H

#include "summary/summary.h"

/// The order of rows.
typedef enum summary_order {
    SUMMARY_BY_NAME,
    SUMMARY_BY_PROFILES, ///< the most frequent first, then by name; numbers within names count by their size
    SUMMARY_BY_SUM,      ///< the largest sum first, then as above
} summary_order;
/// The rows in order; free with free. NULL if there are none, or memory ran out.
const summary_row **summary_rows(const summary_counts *t, summary_order order);
/// The same by the numbers that are shown of them, so that the order tells no more than they do.
const summary_row **summary_rows_shown(const summary_counts *t, size_t of, size_t least);
/// How many of the rows, in order, occur in a profile.
size_t summary_seen(const summary_row *const *rows, size_t count);

/// The groups that may be shown, by value; free with free. Groups of fewer than `least` profiles are withheld. If the sizes of the others, as they
/// are shown, leave less than that of the whole, the smallest of them are withheld too, so that nobody can tell how few are missing.
/// @param withheld  receives whether any are
const summary_group **summary_groups(const summary *s, size_t least, size_t *count, bool *withheld);

#endif
