/// What the rules of one derived fact conclude, or those of a derived field for one record, while they are evaluated one after the other.
#ifndef ADVISE_INFER_CONCLUDING_H
#define ADVISE_INFER_CONCLUDING_H

#include "infer/conclusion.h"
#include "infer/run.h"

typedef struct concluding {
    const fact *declared; ///< the fact or the field
    struct {
        conclusion *items;
        size_t count, capacity;
    } values;
    struct {
        size_t *items; ///< for each value, how many of `rules` there are up to it
        size_t count, capacity;
    } ends;
    struct {
        size_t *items;
        size_t count, capacity;
    } rules;
    struct {
        slice *items;
        size_t count, capacity;
    } because;
    bool decided;  ///< by the first that surely fires, if that is the hit policy
    bool conflict; ///< rows of a table break its hit policy
    bool tested;   ///< a conclusion depends on something not being stated
} concluding;

/// True if the hit policy asks for no more.
static inline bool concluding_is_done(const concluding *c)
{
    return c->declared->policy == HIT_FIRST && c->decided;
}

/// Evaluates a rule, or the table whose first row it is, for the binding in place.
void conclude_rule(run *r, size_t rule_index, const feel_value *bindings, rule_hint hint, concluding *c);

/// Whether there is such a binding at all is unknown, or how many. If the rule concludes a constant, that is known all the same, unless it
/// makes a difference how often it is concluded.
void conclude_unknown(run *r, size_t rule_index, concluding *c);

/// Fills in what the conclusions come to by the hit policy.
void concluding_settle(const run *r, const concluding *c, derivation *d);

#endif
