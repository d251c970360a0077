/// Which records of a batch are wanted: a condition on a person's facts, and on what the pack says of them.
#ifndef ADVISE_BATCH_WHERE_H
#define ADVISE_BATCH_WHERE_H

#include "batch/pipeline.h"

/// What conditions can say of a result, beside the facts and constants of the pack. A fact of the same name hides it.
typedef enum where_result {
    WHERE_GIVEN,     ///< the ids of the recommendations that are given, each once, by rank
    WHERE_FIRST,     ///< the id of the first; null if nothing is given
    WHERE_SCORE,     ///< its score, likewise
    WHERE_QUESTIONS, ///< how many open questions may change the first places; only a whole inference knows
    WHERE_RESULTS
} where_result;

/// A compiled condition. Immutable, and shared by threads.
typedef struct where {
    const pack *pack;
    const feel_expression *test;
    const size_t *facts; ///< those that it mentions
    size_t fact_count;
    bool reads[WHERE_RESULTS];
    size_t slots;      ///< of its scope
    const slice *kept; ///< the names of kept columns that it mentions; they are texts
    const size_t *kept_slots;
    size_t kept_count;
} where;

/// Compiles a condition; lives in `a`. NULL, with diagnostics, if it has errors or can never be true or false.
/// @param kept    the names of columns that a map keeps, which facts and results hide; they are copied
/// @param source  borrowed by the condition
const where *where_new(arena *a, const pack *p, const slice *kept, size_t kept_count,
                       const source_text *source, diag_list *diags);

/// Whether the condition is true of an evaluated record. What is unknown is not true. Call below `arena_run(machine->arena)`.
/// @param facts  the values of `w->facts`
/// @param kept   the texts of `w->kept`; NULL for one that is not known
bool where_holds(const where *w, feel_machine *machine, const feel_value *facts, const slice *kept,
                 const pipeline_outcome *o);

#endif
