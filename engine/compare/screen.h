/// Which records surely get the same advice from two packs, in the same words. Both packs are applied by columns, to 64 records at once.
/// What fired alike reads alike, unless a part of the packs that had a hand in it differs. Private to engine/compare/.
#ifndef ADVISE_COMPARE_SCREEN_H
#define ADVISE_COMPARE_SCREEN_H

#include "batch/task.h"
#include "columns/plan.h"
#include "compare/diff.h"
#include "compare/evaluate.h"
#include "compare/pack_compare.h"

/// What is known of the packs before the first record.
typedef struct screen_plan {
    const plan *plans[2];
    const bool *watched[2]; ///< for each rule of a pack: if it fires, the record is looked at in full
    const bool *reworded;   ///< for each part of the recommendations: if it is given, likewise
    bool is_blind;          ///< the packs cannot be compared so: every record is looked at in full
} screen_plan;

/// Prepares both packs. Call below `arena_run(a)`; lives in `a`, and uses the packs.
/// @param kept  for each pack, the facts whose values are asked for
screen_plan *screen_plan_new(arena *a, const pack_comparison *packs, const diff_side *before,
                             const diff_side *after, const size_t *const kept[2],
                             const size_t kept_counts[2]);

/// The blocks and readers of one thread.
typedef struct screen screen;

/// NULL if there is no memory.
screen *screen_new(const allocator *from, const screen_plan *prepared, const pack_comparison *packs,
                   const diff_side *before, const diff_side *after);
void screen_free(screen *s); ///< NULL is allowed

/// Begins with the records of a task.
void screen_begin(screen *s, const task *t);

/// Applies both packs to records of the task, at most BLOCK_ROWS. Without memory none of them is alike.
/// @return the records that surely get the same advice from both, a bit for each
uint64_t screen_run(screen *s, size_t first, size_t count);

/// The parts of the recommendations that a record is given that is alike, one for each piece of advice. Lives in `a`.
const size_t *screen_given(const screen *s, arena *a, size_t index, size_t *count);

/// What is known of a record, which need not be alike, by each pack. Derived facts are if both packs derive the same, so that no cause
/// is behind them; and no words are needed if what both packs give surely reads alike. Lives in `a` or until the next call of `screen_run`.
void screen_known(const screen *s, arena *a, size_t index, known_before known[2]);

/// The value of a fact of a record that is alike; `after`: by the new pack.
feel_value screen_value(const screen *s, size_t index, bool after, size_t fact_index);

#endif
