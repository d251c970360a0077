/// Two packs applied to one cohort: whose advice changes, how, and through which rules. Only counts and a few examples are kept, so
/// memory does not grow with the cohort.
#ifndef ADVISE_COMPARE_DIFF_H
#define ADVISE_COMPARE_DIFF_H

#include "cohort/cohort.h"
#include "infer/infer.h"

/// What became of one piece of advice. Both packs' advice is matched by recommendation and item.
typedef enum diff_kind {
    DIFF_GAINED,   ///< given by the new pack only
    DIFF_LOST,     ///< given by the old pack only
    DIFF_MOVED,    ///< given by both, at another rank
    DIFF_RESCORED, ///< given by both at the same rank, with another certainty or score
    DIFF_REWORDED, ///< given by both alike, and reads otherwise: its title, reasons, sources, next steps, effort or horizon
} diff_kind;

/// A record that shows what a row counts.
typedef struct diff_example {
    size_t number; ///< of the record, from 1
    slice file;    ///< as given
    size_t line;   ///< where the record begins
    slice id; ///< the value of the fact that names records; empty if none was asked for, or it is unknown
    diff_kind kind;
    size_t rank_before, rank_after; ///< 0 if not given
} diff_example;

/// The first examples of a row, those whose advice was gained or lost before those that only moved.
typedef struct diff_examples {
    diff_example *items;
    size_t count;
    size_t strong;      ///< how many of them were gained or lost
    size_t last_number; ///< the record that was added last: each is added once
} diff_examples;

/// What happened to a recommendation. Counts are of pieces of advice: one recommendation may be given for several items.
typedef struct diff_recommendation {
    slice id, title; ///< the title as the pack writes it
    size_t given_before, given_after;
    size_t gained, lost;
    size_t withheld; ///< of those lost: excluded by another recommendation
    size_t up, down; ///< given by both, at a smaller or larger rank number
    int64_t places;  ///< the sum of old rank minus new rank over those moved: positive is up
    size_t rescored; ///< given by both with another certainty or score, moved or not
    size_t reworded; ///< given by both, and reads otherwise, moved and rescored or not
    size_t records;  ///< in which it was gained or lost
    diff_examples examples;
} diff_recommendation;

/// What happened to the records that have one value of a fact.
typedef struct diff_group {
    slice value;         ///< empty for the two below
    bool unknown;        ///< the records in which the fact is not known
    bool other;          ///< all records beyond the largest number of groups
    size_t records;      ///< evaluated
    size_t changed;      ///< in which advice was gained or lost
    size_t moved;        ///< in which nothing was gained or lost, but a rank moved
    size_t gained, lost; ///< pieces of advice
    size_t counted;      ///< the last record that was counted
    diff_examples examples;
} diff_group;

typedef enum diff_cause_kind {
    CAUSE_RULE_ADDED,
    CAUSE_RULE_REMOVED,
    CAUSE_RULE_CHANGED,
    CAUSE_CONSTANT,  ///< a constant that a rule reads
    CAUSE_FUNCTION,  ///< a function that a rule calls
    CAUSE_FACT,      ///< a fact that is declared otherwise: its default, hit policy or type
    CAUSE_PRIORITY,  ///< of the recommendation
    CAUSE_ENTRY,     ///< what the recommendation is a part of, or its group
    CAUSE_EXCLUSION, ///< a recommendation that excludes it in one of the packs
    CAUSE_THRESHOLD, ///< the packs' thresholds
    CAUSE_WORDING,   ///< what a rule, recommendation or source says to the reader
    CAUSE_OTHER,     ///< none of these was found
} diff_cause_kind;

/// What made advice change. One change may have several causes.
typedef struct diff_cause {
    diff_cause_kind kind;
    slice name;           ///< the id of the rule or recommendation, the name of the fact or constant
    slice what, was, now; ///< of what is changed: its keys, and the texts of the first of them
    size_t gained, lost, rescored, reworded; ///< pieces of advice that it had a part in
    size_t records;
    size_t counted; ///< the last record that was counted
    diff_examples examples;
} diff_cause;

typedef struct diff_totals {
    size_t records;                       ///< read: evaluated or refused
    size_t evaluated;                     ///< by both packs
    size_t refused;                       ///< by at least one pack
    size_t refused_before, refused_after; ///< of these: by the old pack only, by the new pack only
    size_t unreadable;                    ///< inputs that could not be read to their end
    size_t changed;                       ///< records in which advice was gained or lost
    size_t moved;                         ///< records in which nothing was gained or lost, but a rank moved
    size_t rescored;                      ///< records in which only certainties or scores changed
    size_t reworded;                      ///< records in which some advice only reads otherwise
    size_t gained, lost, moves, rescores,
        rewords; ///< pieces of advice; a rescored one that moved counts as both
} diff_totals;

typedef struct diff_options {
    const char *by;         ///< the fact whose values make groups; NULL: none
    const char *id;         ///< the fact that names examples; NULL: none
    slice kept_by, kept_id; ///< columns that the cohort's map keeps, in place of these facts; NULL: none
    size_t examples;        ///< at most so many a row; 0: 10
    size_t groups;          ///< at most so many; 0: 1,000
    size_t max_record;      ///< see cohort_new
    size_t jobs;            ///< threads; 0: 1
    bool show_values;       ///< diagnostics may repeat what records say
    /// Called for each record that a pack refused, and each input that could not be read (`record` NULL); may be NULL. What is given
    /// lives until the call returns.
    void (*refused)(void *state, const cohort_record *record, bool before, bool after,
                    const diag_list *diags);
    /// Called after some records; may be NULL. `total` is 0 if it is not known.
    void (*progress)(void *state, size_t records, uint64_t done, uint64_t total);
    void *state;
} diff_options;

/// What was found. Rows that count nothing are left out. Texts are NUL-terminated beyond the slice.
typedef struct diff {
    diff_totals totals;
    diff_recommendation *recommendations; ///< most gained and lost first, then most moved, then by id
    size_t recommendation_count;
    diff_group *groups; ///< by value (numbers as numbers), then the unknown, then the others
    size_t group_count;
    diff_cause *causes; ///< most gained and lost first, then most rescored, then by kind and name
    size_t cause_count;
} diff;

/// A pack and the time at which it is applied.
typedef struct diff_side {
    const pack *pack;
    feel_clock clock;
} diff_side;

/// Runs both packs over the cohort.
/// @param a   owns the result. Call below `arena_run(a)`.
/// @param diags  receives what is wrong with the options; no record's diagnostics
/// @return NULL if an option names a fact that neither pack has
diff *diff_run(arena *a, const diff_side *before, const diff_side *after, cohort *profiles,
               const diff_options *options, diag_list *diags);

#endif
