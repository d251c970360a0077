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
/// How many of the rows, in order, occur in a profile.
size_t summary_seen(const summary_row *const *rows, size_t count);

/// The groups that may be shown, by value; free with free. Groups of fewer than `least` profiles are withheld. If they have fewer profiles than
/// that in all, the smallest others are withheld with them, since the difference of the whole and the groups shown would give them away.
const summary_group **summary_groups(const summary *s, size_t least, size_t *count,
                                     summary_withheld *withheld);

#endif
