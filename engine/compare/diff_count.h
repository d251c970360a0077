/// What a comparison counts, in the order of the records: totals, rows of recommendations, groups and causes, and examples. Private to
/// engine/compare/.
#ifndef ADVISE_COMPARE_DIFF_COUNT_H
#define ADVISE_COMPARE_DIFF_COUNT_H

#include "base/names.h"
#include "compare/diff_search.h"

typedef struct group_table {
    diff_group *rows; ///< the values, then the unknown, then the others
    size_t most, count;
    name_index values; ///< the rows by their values
} group_table;

typedef struct diff_count {
    arena *arena; ///< of what is kept
    const diff_options *options;
    const pack_comparison *packs;
    diff *out;
    diff_recommendation *recommendations; ///< one for each part of `packs->recommendations`
    diff_cause *causes;                   ///< by `diff_cause_at`
    size_t cause_count;
    group_table groups;
} diff_count;

/// Makes the rows, all zero. `arena`, `options` and `packs` are set. Call below `arena_run(s->arena)`.
void diff_count_begin(diff_count *s);

/// Counts a record. Each is counted once, in order. Call below `arena_run(s->arena)`.
void diff_count_add(diff_count *s, const diff_finding *of);

/// Sorts the rows that count something into `s->out`. Call below `arena_run(s->arena)`.
void diff_finish(diff_count *s);

/// Makes the rows of causes.
void diff_make_causes(diff_count *s);

void diff_make_groups(diff_count *s);

/// What a group of records is called by the value of its fact; NULL if it is unknown. Lives in `a`.
slice diff_group_name(arena *a, feel_value value);

/// The row of a group.
diff_group *diff_group_for(diff_count *s, slice name);

/// Adds the record to a row's examples, if it is not there yet and there is room.
void diff_add_example(diff_count *s, diff_examples *to, const diff_finding *of, const diff_change *change);

#endif
