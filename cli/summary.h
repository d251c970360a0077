/// What a cohort was advised, in counts. Sums are whole numbers, so that summaries of parts can be joined in any order and give the same.
#ifndef ADVISE_CLI_SUMMARY_H
#define ADVISE_CLI_SUMMARY_H

#include "advise.h"

#include <stdbool.h>
#include <stdint.h>

enum { SUMMARY_TENTHS = 10 };

/// What is counted under one name: a recommendation, the code of a diagnostic, or an unknown fact.
typedef struct summary_row {
    char *name;
    size_t profiles;               ///< in which it occurs
    size_t times;                  ///< it occurs in all
    int64_t sum;                   ///< of scores or weights, in ten-thousandths
    size_t tenths[SUMMARY_TENTHS]; ///< scores from 0 to 100 by tens
    size_t last;                   ///< the profile that it occurred in last
} summary_row;

typedef struct summary_table {
    void *root; ///< of a tree by name
    size_t count;
} summary_table;

/// The profiles with one value of a fact.
typedef struct summary_group {
    char *value; ///< "" where the fact is unknown
    size_t evaluated, without;
    summary_table recommendations;
} summary_group;

typedef struct summary {
    size_t profiles, refused; ///< read, and of these refused
    size_t without;           ///< evaluated, and nothing was advised
    bool has_questions;       ///< the results say what is unknown
    summary_table recommendations, codes, questions, groups;
    bool failed; ///< memory ran out
} summary;

/// A profile that is being added.
typedef struct summary_profile {
    summary *to;
    summary_group *group; ///< NULL: none
} summary_profile;

void summary_free(summary *s);

/// Begins the next profile. `group` is the value that it is grouped by; NULL: it is not.
summary_profile summary_add(summary *s, const char *group);
summary_profile summary_add_refused(summary *s);
void summary_add_advice(summary_profile *p, const char *recommendation, double score);
/// Ends the advice of an evaluated profile, of which there were `given`.
void summary_end_advice(summary_profile *p, size_t given);
/// @param field  "" where it is the fact itself
void summary_add_question(summary_profile *p, const char *fact, const char *field, double weight);
void summary_add_code(summary_profile *p, const char *code);

/// Adds an outcome of a batch.
void summary_add_outcome(summary *s, const advise_outcome *o, bool grouped);

/// Adds all of `from`.
void summary_join(summary *into, const summary *from);

/// The rows of a table, the most frequent first, then by name; free with free. NULL where there are none, or memory ran out.
const summary_row **summary_rows(const summary_table *t);
/// Groups that are not shown.
typedef struct summary_withheld {
    size_t groups, profiles;
} summary_withheld;
/// Groups that may be shown, by value; free with free. The others have fewer than `least` profiles, or were taken from these, the smallest
/// first, since one group of few can be told from the whole and all others.
const summary_group **summary_groups(const summary *s, size_t least, size_t *count,
                                     summary_withheld *withheld);

#endif
