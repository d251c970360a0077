/// An evaluation written out: each part of an expression with what it gave, as lines below one another.
#ifndef ADVISE_REASON_EXPLAIN_TREE_H
#define ADVISE_REASON_EXPLAIN_TREE_H

#include "feel/feel.h"

/// One line of an explanation. Lines stand in the order of reading; `depth` says what each is part of.
typedef struct explain_step {
    enum {
        EXPLAIN_STEP_VALUE,      ///< a part and its value
        EXPLAIN_STEP_NOT_NEEDED, ///< a part that was not evaluated, since the result stood already
        EXPLAIN_STEP_ROUND, ///< one round of a loop or filter: `text` says of what, `value` is the body's
        EXPLAIN_STEP_MORE,  ///< `count` further rounds, `count_true` of them true
        EXPLAIN_STEP_CUT,   ///< what would follow is too deep or too much
    } state;
    unsigned depth;
    slice text; ///< as written; of a round "x = 3"
    size_t offset, length;
    feel_value value;
    /// For a filter's round, "kept" or "dropped". For a count of further rounds, what those in `count_true` were: "kept" or "true".
    /// Otherwise "".
    const char *note;
    size_t count, count_true;
} explain_step;

/// Evaluates and gives the tree of what each part gave. Literals are not listed, and of a loop the first rounds and the last.
/// @param input  of unary tests: the tested value; else ignored
feel_value explain_tree(feel_machine *m, const feel_expression *e, feel_value input, const feel_value *values,
                        size_t count, const explain_step **steps, size_t *step_count);

#endif
