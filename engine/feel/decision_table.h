/// Decision tables (DMN 1.5, chapter 8): rows of unary tests over inputs, and what the rows that match give.
#ifndef ADVISE_FEEL_DECISION_TABLE_H
#define ADVISE_FEEL_DECISION_TABLE_H

#include "feel/feel.h"

/// What to do with the rows that match.
typedef enum table_policy {
    TABLE_UNIQUE,       ///< one row may match; two: null
    TABLE_ANY,          ///< those that match must agree; else null
    TABLE_FIRST,        ///< the first
    TABLE_PRIORITY,     ///< the one whose outputs stand first in the outputs' lists of values
    TABLE_RULE_ORDER,   ///< all, in the order of the rows
    TABLE_OUTPUT_ORDER, ///< all, in the order of the outputs' lists of values
    TABLE_COLLECT,      ///< all, in the order of the rows, or one number made of them
} table_policy;

typedef enum table_aggregation {
    AGGREGATE_NONE,
    AGGREGATE_SUM,
    AGGREGATE_MIN,
    AGGREGATE_MAX,
    AGGREGATE_COUNT
} table_aggregation;

/// An input column. Sources are kept by the table.
typedef struct table_input {
    const source_text *expression;
    const feel_type *type; ///< NULL: any
    const source_text
        *values; ///< unary tests that the input must meet, else the table gives null; NULL: none
} table_input;

/// An output column.
typedef struct table_output {
    slice name;                ///< may be empty where there is one output
    const feel_type *type;     ///< NULL: any
    const source_text *values; ///< expressions in the order of priority, separated by commas; NULL: none
    const source_text *default_value; ///< what is given where no row matches; NULL: null
} table_output;

/// A row: a cell of unary tests for each input, an expression for each output.
typedef struct table_row {
    const source_text *tests;
    const source_text *results;
} table_row;

typedef struct table_form {
    table_policy policy;
    table_aggregation aggregation; ///< of TABLE_COLLECT
    const table_input *inputs;
    size_t input_count;
    const table_output *outputs;
    size_t output_count;
    const table_row *rows;
    size_t row_count;
} table_form;

typedef struct feel_table feel_table;

/// The policy and aggregation of their names in the standard ("RULE ORDER", "SUM"; case as there); false for other names.
bool feel_table_policy_named(slice policy, slice aggregation, table_policy *out,
                             table_aggregation *aggregate);

/// Parses all cells in the scope. Adds a diagnostic for each that is wrong.
/// @param form  kept (borrowed)
/// @return NULL where there was an error; allocated from `a`
const feel_table *feel_table_new(arena *a, const table_form *form, const feel_scope *scope, diag_list *diags);

/// One number made of the outputs of the rows that match (at least one): null where they cannot be added or ordered.
feel_value feel_table_aggregate(arena *a, table_aggregation how, const feel_value *hits, size_t count);

/// Where a value stands in the list of an output's values, from 0: the lower the more it counts. Past its end where it does not.
size_t feel_table_priority(feel_value value, feel_value list);

/// What the table gives: the bare value for one output, a context for several, a list of those for the policies that give all.
/// Call below `arena_run(m->arena)`.
feel_value feel_table_evaluate(feel_machine *m, const feel_table *t, const feel_value *values, size_t count);

#endif
