/// One pack applied to record after record.
#ifndef ADVISE_COMPARE_EVALUATE_H
#define ADVISE_COMPARE_EVALUATE_H

#include "cohort/cohort.h"
#include "infer/infer.h"

/// A pack and what evaluation needs beside it.
typedef struct evaluator {
    const pack *pack;
    arena *arena; ///< reset by each call of `evaluate`
    feel_clock clock;
} evaluator;

/// What is known of a record before plain inference, as in a run: see there. All NULL: nothing.
typedef struct known_before {
    const bool *silent;
    const feel_value *derived;
    bool wordless;
} known_before;

typedef enum evaluation {
    EVALUATED,
    REFUSED, ///< the record is no profile for this pack: reported
    EVALUATION_NO_MEMORY,
} evaluation;

/// Reads the record by the pack's vocabulary and infers. What is undetermined is not recorded.
/// @param diags   receives something only if the record is refused
/// @param out  receives what was inferred, which lives until the next call; NULL unless EVALUATED
evaluation evaluate(evaluator *e, const cohort_record *record, known_before known, diag_list *diags,
                    const inference **out);

#endif
