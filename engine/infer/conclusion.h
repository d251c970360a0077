/// From what the rules of a derived fact conclude to its value, by its hit policy.
///
/// A rule that is undetermined may still fire. The fact then waits, unless its value is the same whatever those rules do: what inference
/// says while something is unknown must hold for every value that this may have.
#ifndef ADVISE_INFER_CONCLUSION_H
#define ADVISE_INFER_CONCLUSION_H

#include "pack/pack.h"

/// What one firing of a rule concludes, in the order in which rules are asked.
typedef struct conclusion {
    feel_value value; ///< null: unknown
    bool sure;        ///< the rule fires; else it is undetermined
} conclusion;

typedef enum conclusion_kind {
    CONCLUSION_VALUE,    ///< by rules
    CONCLUSION_DEFAULT,  ///< no rule fires, or those that may would conclude the default
    CONCLUSION_NOTHING,  ///< no rule fires, and there is no default
    CONCLUSION_WAITS,    ///< undetermined rules leave it open, or a rule fires whose value is unknown
    CONCLUSION_CONFLICT, ///< against `unique` or `any`
} conclusion_kind;

typedef struct conclusion_result {
    conclusion_kind kind;
    feel_value value; ///< null unless there is one
    size_t first;     ///< of CONCLUSION_VALUE: the sure conclusion that counts first
} conclusion_result;

/// @param a  receives the list of a fact that collects. Call below `arena_run(a)`
conclusion_result conclusion_of(arena *a, const fact *f, const conclusion *items, size_t count);

#endif
