/// What differs between two packs' results of one record, and why. Each thread searches with a state of its own; what it finds is counted
/// in the order of the records (diff_count.h). Private to engine/compare/.
#ifndef ADVISE_COMPARE_DIFF_SEARCH_H
#define ADVISE_COMPARE_DIFF_SEARCH_H

#include "compare/diff.h"
#include "compare/pack_compare.h"

/// One piece of advice that differs. A piece that both packs give may have several: moved or rescored, and reworded.
typedef struct diff_change {
    diff_kind kind;
    size_t recommendation;          ///< index of the part
    size_t rank_before, rank_after; ///< 0 if not given
    bool rescored;                  ///< of one that moved or was rescored: its certainty or score differs
    bool withheld;                  ///< of one that was lost: excluded by another
    const size_t *causes;           ///< their rows (`diff_cause_at`)
    size_t cause_count;
} diff_change;

/// What became of one record.
typedef struct diff_finding {
    const cohort_record *record;
    bool refused_before, refused_after; ///< then only this, and `problems`
    const diag_list *problems;
    slice id;    ///< empty if none was asked for, or it is unknown or long
    slice group; ///< the value of the fact `by`; NULL if it is unknown, or none was asked for
    const size_t *given_before, *given_after; ///< parts, one for each piece of advice that is given
    size_t given_before_count, given_after_count;
    diff_change *changes; ///< those gained and lost, then those moved and rescored, then those reworded
    size_t change_count, change_capacity;
} diff_finding;

/// A piece of advice in both results; NULL if one does not have it.
typedef struct advice_pair {
    const advice *before, *after;
    size_t recommendation; ///< index of the part
} advice_pair;

typedef struct diff_search {
    const pack_comparison *packs;
    arena *scratch;                  ///< of one record
    const inference *before, *after; ///< its results
    size_t *cause_marks;             ///< for each cause: the last change that it was found for
    size_t *field_marks;             ///< the same for each derived field of the old pack
    size_t *fact_marks; ///< for each part of `packs->facts`: the last change for which it was examined
    size_t change;      ///< number of the change that is examined, from 1
    size_t *found;      ///< rows of the causes of that change
    size_t found_count;
} diff_search;

/// Makes the state of one thread in `a`. Call below `arena_run(a)`.
void diff_search_init(diff_search *s, arena *a, const pack_comparison *packs, arena *scratch);

/// Compares the results of one record. What is found lives in `a`. Call below `arena_run` of both arenas.
/// @param wordless  texts are not filled in, since what both give surely reads alike
void diff_search_run(diff_search *s, arena *a, const inference *before, const inference *after, bool wordless,
                     diff_finding *out);

/// The row of a cause among those of all kinds.
/// @param index  of the part; of CAUSE_WORDING: rules, then recommendations, then sources
size_t diff_cause_at(const pack_comparison *p, diff_cause_kind kind, size_t index);

/// How many rows there are.
size_t diff_cause_count(const pack_comparison *p);

/// True if the packs differ in what the recommendation is a part of, or in its group.
bool diff_belongs_elsewhere(const diff_search *s, const advice_pair *pair);

/// Fills in `s->found` for a pair.
void diff_find_causes(diff_search *s, const advice_pair *pair);

/// Adds a cause to `s->found`, once.
void diff_found(diff_search *s, diff_cause_kind kind, size_t index);

/// Blames a rule (an index among the parts), or what differs of that which it reads.
void diff_blame_rule(diff_search *s, size_t part_index);

/// Blames what differs of that which a text reads. It is written alike in both packs: this is the old one's.
void diff_blame_template(diff_search *s, const template_text *text);

/// True if what a reader sees of a piece of advice that both give differs.
bool diff_reads_otherwise(const diff_search *s, const advice_pair *pair);

/// Fills in `s->found` for a pair that reads otherwise.
void diff_find_words(diff_search *s, const advice_pair *pair);

#endif
