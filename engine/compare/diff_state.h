/// The state of a run of diff.c, shared by diff_compare.c (two results of one record), diff_cause.c (why they differ) and diff_row.c
/// (what is kept). Private to engine/compare/.
#ifndef ADVISE_COMPARE_DIFF_STATE_H
#define ADVISE_COMPARE_DIFF_STATE_H

#include "base/names.h"
#include "compare/diff.h"
#include "compare/pack_compare.h"

typedef struct group_table {
    diff_group *rows; ///< the values, then the unknown, then the others
    size_t most, count;
    name_index values; ///< the rows by their values
} group_table;

typedef struct diff_state {
    arena *arena;   ///< of what is kept
    arena *scratch; ///< of one record
    const diff_options *options;
    const pack_comparison *packs;
    diff *out;
    diff_recommendation *recommendations; ///< one for each part of `packs->recommendations`
    diff_cause *causes;                   ///< by cause_at
    size_t cause_count;
    size_t *cause_marks; ///< for each cause: the last change that it was found for
    size_t *fact_marks;  ///< for each part of `packs->facts`: the last change for which it was examined
    size_t change;       ///< number of the change that is examined, from 1 over the whole cohort
    size_t *found;       ///< causes of that change
    size_t found_count;
    group_table groups;
    ptrdiff_t by_before, by_after, id_before, id_after; ///< facts of the options in each pack; -1: not there
    // of the record that is compared:
    const cohort_record *record;
    const inference *before, *after;
    slice id;
    diff_group *group; ///< NULL if none were asked for
} diff_state;

/// A piece of advice in both results; NULL if one does not have it.
typedef struct advice_pair {
    const advice *before, *after;
    size_t recommendation; ///< index of the part
} advice_pair;

/// Compares the results of one record and counts.
void diff_compare(diff_state *s);

/// True if the packs differ in what the recommendation is a part of, or in its group.
bool diff_belongs_elsewhere(const diff_state *s, const advice_pair *pair);

/// Fills in `s->found` for a pair.
void diff_find_causes(diff_state *s, const advice_pair *pair);

/// Adds a cause to `s->found`, once.
void diff_found(diff_state *s, diff_cause_kind kind, size_t index);

/// Blames a rule (an index among the parts), or what differs of that which it reads.
void diff_blame_rule(diff_state *s, size_t part_index);

/// Blames what differs of that which a text reads. It is written alike in both packs: this is the old one's.
void diff_blame_template(diff_state *s, const template_text *text);

/// True if what a reader sees of a piece of advice that both give differs.
bool diff_reads_otherwise(const diff_state *s, const advice_pair *pair);

/// Fills in `s->found` for a pair that reads otherwise.
void diff_find_words(diff_state *s, const advice_pair *pair);

/// Makes the rows of causes.
void diff_make_causes(diff_state *s);

void diff_make_groups(diff_state *s);
/// The row for a value of the fact `--by`.
diff_group *diff_group_for(diff_state *s, feel_value value);

/// Adds the record to a row's examples, if it is not there yet and there is room.
void diff_add_example(diff_state *s, diff_examples *to, diff_kind kind, const advice_pair *pair);

/// Sorts the rows that count something into `s->out`.
void diff_finish(diff_state *s);

#endif
