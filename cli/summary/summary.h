/// What a cohort was advised, in counts. Sums are integers, so that summaries of parts give the same whole in whatever order they are joined.
#ifndef ADVISE_CLI_SUMMARY_SUMMARY_H
#define ADVISE_CLI_SUMMARY_SUMMARY_H

#include "advise.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    SUMMARY_TENTHS = 10,
    SUMMARY_MOST_GROUPS = 1000,     ///< if a fact has more values, there are no groups
    SUMMARY_MOST_CAUSES = 1000,     ///< if profiles are refused for more, there are no causes
    SUMMARY_LONGEST_VALUE = 200,    ///< bytes of a group's value; a longer one is cut
    SUMMARY_TEN_THOUSANDTHS = 10000 ///< the unit of sums: a point has so many
};

/// What is counted under one name: a recommendation, the code of a diagnostic, an unknown fact, a rule that fired, or a check that is true.
typedef struct summary_row {
    char *name;
    char *title;                   ///< for people; NULL: it has none, or that is not known
    bool hidden_in_groups;         ///< no group may show this recommendation
    size_t profiles;               ///< in which it occurs
    size_t times;                  ///< it occurs in all
    int64_t sum;                   ///< of scores or weights, in ten-thousandths
    size_t tenths[SUMMARY_TENTHS]; ///< scores from 0 to 100 by tens
    size_t last;                   ///< the profile that it occurred in last
} summary_row;

typedef struct summary_counts {
    void *root; ///< of a tree by name
    size_t count;
} summary_counts;

/// The profiles with one value of a fact.
typedef struct summary_group {
    char *value; ///< NULL: the fact is unknown
    size_t evaluated, without;
    summary_counts recommendations;
} summary_group;

/// By which pack a cohort was advised, and as of which day. All are NULL if that is not known, as it is not from results.
typedef struct summary_origin {
    char *name, *version, *title, *as_of;
} summary_origin;

typedef struct summary {
    summary_origin origin;
    size_t profiles, refused; ///< read, and of these refused
    size_t without;           ///< evaluated, and nothing was advised
    size_t past_top; ///< entries that were given but not counted, since the results have only the first ones
    bool has_questions;   ///< the results say what is unknown
    bool has_rules;       ///< it is known which rules fired: each rule of the pack has a row
    bool has_checks;      ///< it is known of whom checks of profiles are true: each check has a row
    char *by;             ///< the fact of the groups; NULL: none
    bool too_many_groups; ///< that fact has too many values: there are no groups
    bool too_many_causes; ///< likewise
    size_t least;         ///< the smallest group of the summary that was read; 0: nothing was withheld
    bool withheld;        ///< groups were withheld from it
    /// The names of causes are the code, a line end, and the message without its numbers.
    summary_counts recommendations, codes, causes, questions, rules, checks, groups;
    bool failed; ///< memory ran out
} summary;

/// A profile that is being added.
typedef struct summary_profile {
    summary *to;
    summary_group *group; ///< NULL: none
} summary_profile;

void summary_free(summary *s);

/// Says where the advice is from.
void summary_set_origin(summary *s, const char *name, const char *version, const char *title,
                        const char *as_of);

/// Counts by the values of a fact, too; before the first profile.
void summary_set_by(summary *s, const char *fact);

/// Begins the next profile. `value` is that of the fact to count by; NULL: unknown, or there is no such fact.
summary_profile summary_add(summary *s, const char *value);
summary_profile summary_add_refused(summary *s);
void summary_add_advice(summary_profile *p, const char *recommendation, double score);
/// Ends the advice of an evaluated profile. `added` of its `given` entries were added.
void summary_end_advice(summary_profile *p, size_t added, size_t given);
/// @param field  "": the fact itself is unknown
void summary_add_question(summary_profile *p, const char *fact, const char *field, double weight);
/// @param message  "": it is not known
void summary_add_code(summary_profile *p, const char *code, const char *message);

/// Adds an outcome of a batch. If there is a fact to count by, it is the first of the outcome's facts.
void summary_add_outcome(summary *s, const advise_outcome *o);

/// Adds, for each rule of the pack, for how many profiles it fired.
void summary_add_rules(summary *s, const advise_pack *pack, const size_t *fired);

/// Adds, for each check of the vocabulary, of how many profiles it is true.
void summary_add_checks(summary *s, const advise_pack *pack, const advise_check_tally *checks);

/// Gives recommendations and facts the words that the pack has for them.
void summary_add_titles(summary *s, const advise_pack *pack);
/// The title of a recommendation or fact of the table; its name if it has none.
const char *summary_title(const summary_row *row);
/// The row of a name; NULL if there is none.
summary_row *summary_find(const summary_counts *t, const char *name);

/// The row of a name, and the group of a value, to which counts can be added; they are made if need be. NULL if memory ran out, or there are
/// too many groups.
summary_row *summary_row_of(summary *s, summary_counts *t, const char *name);
summary_group *summary_group_of(summary *s, const char *value);

/// Why two summaries cannot be joined: the sum would claim something of the whole that is known of a part only. NULL: they can.
const char *summary_mismatch(const summary *a, const summary *b);
/// Adds all of `from`.
void summary_join(summary *into, const summary *from);

#endif
