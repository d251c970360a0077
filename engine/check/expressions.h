/// Goes through the expressions that the pack itself says: those of rules, their texts, tables, constants, allowed values and checks of
/// profiles. What it has from a base is passed over, and so is what is made of other expressions, such as the condition of a table's row.
#ifndef ADVISE_CHECK_EXPRESSIONS_H
#define ADVISE_CHECK_EXPRESSIONS_H

#include "check/analysis.h"

/// An expression, and what it belongs to.
typedef struct found_expression {
    const feel_expression *expression;
    const char *about;    ///< for the finding: "rule"; NULL: nothing that has a name
    slice id;             ///< of that
    const rule *value_of; ///< the rule that concludes it; NULL: it is no such value
    const feel_expression
        *input; ///< what a table's cell tests, visited right before its cells; NULL if it is no cell
    const feel_type *input_type; ///< likewise
} found_expression;

typedef void expression_visitor(analysis *an, const found_expression *found, void *state);

void expressions_visit(analysis *an, expression_visitor *visit, void *state);

#endif
