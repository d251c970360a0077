/// What each part of an expression gave during one evaluation, kept as a tree. Private to engine/feel/ and engine/reason/.
#ifndef ADVISE_FEEL_TRACE_H
#define ADVISE_FEEL_TRACE_H

#include "feel/eval.h"

enum { TRACE_ROUNDS_KEPT = 5 }; ///< of a loop: the first ones and the last

typedef struct trace_record trace_record;

/// One evaluation of one node.
struct trace_record {
    const node *node;
    feel_value value;
    size_t round; ///< which evaluation of the node below its parent this is, from 1
    const feel_value
        *bindings; ///< of a loop's body: the loop's variables; of a filter's condition: the item; else NULL
    trace_record *parent, *first, *last, *next;
    /// Of a loop's body or the like: how often it was evaluated, and gave true. Kept with its last record.
    size_t rounds, rounds_true;
};

typedef struct feel_trace {
    arena *arena;
    const node *
        *known; ///< the nodes of the expression, ascending; others (of a pack's functions) are not recorded
    size_t known_count;
    trace_record *root, *current;
    trace_record *spare; ///< records for reuse
    size_t muted;        ///< levels below a node that is not recorded
} feel_trace;

/// A trace for the nodes of an expression.
feel_trace *trace_new(arena *a, const feel_expression *x);

/// Begins and ends the evaluation of a node; `trace_begin` gives NULL if it is not recorded.
trace_record *trace_begin(feel_trace *t, const env *e, const node *n);
void trace_end(feel_trace *t, trace_record *r, feel_value v);

#endif
