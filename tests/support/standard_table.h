/// Decision tables as the standard writes them, evaluated as it says: by the engine's own table, with unknown taken for "no".
#ifndef ADVISE_TESTS_STANDARD_TABLE_H
#define ADVISE_TESTS_STANDARD_TABLE_H

#include "feel/decision_table.h"

/// An input column. NULL: any type, no values.
typedef struct standard_input {
    const source_text *expression;
    const feel_type *type;
    const source_text *values; ///< unary tests that the input must meet, else the table gives null
} standard_input;

/// An output column. NULL: any type, no values, no default.
typedef struct standard_output {
    slice name; ///< may be empty if there is one output
    const feel_type *type;
    const source_text *values; ///< expressions in the order of priority, separated by commas
    const source_text *default_value;
} standard_output;

/// A row: a cell of unary tests for each input, an expression for each output.
typedef struct standard_row {
    const source_text *tests;
    const source_text *results;
} standard_row;

typedef struct standard_table {
    slice policy, aggregation; ///< "RULE ORDER", "SUM"; no aggregation is empty
    const standard_input *inputs;
    size_t input_count;
    const standard_output *outputs;
    size_t output_count;
    const standard_row *rows;
    size_t row_count;
} standard_table;

/// Parses and evaluates the table: the bare value for one output, a context for several, a list of those for the policies that give
/// all. Null also if something cannot be parsed. Call below `arena_run(m->arena)`.
feel_value standard_table_evaluate(feel_machine *m, const standard_table *table, const feel_scope *scope,
                                   const feel_value *values);

#endif
