/// Decision tables (DMN 1.5, chapter 8): rows of unary tests of inputs, and a hit policy that says which of the matching rows count.
///
/// A row that cannot be decided is not a row that does not match: as long as it could change what the table gives, the table is
/// undetermined. The owner of a table may take unknown for "no", as the standard does.
#ifndef ADVISE_FEEL_DECISION_TABLE_H
#define ADVISE_FEEL_DECISION_TABLE_H

#include "feel/feel.h"

/// What to do with the rows that match.
typedef enum table_policy {
    TABLE_UNIQUE,       ///< one row may match; two are a conflict
    TABLE_ANY,          ///< those that match must agree, else they are a conflict
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

/// An input column.
typedef struct feel_table_input {
    const feel_expression *expression;
    const feel_type *type; ///< NULL: any
    const feel_expression
        *values; ///< unary tests that a known value must meet, else no row counts; NULL: none
} feel_table_input;

/// A table whose cells are parsed. Immutable.
typedef struct feel_table {
    table_policy policy;
    table_aggregation aggregation; ///< of TABLE_COLLECT
    bool by_row; ///< every row that counts does so for itself; false: they give one value together
    const feel_table_input *inputs;
    size_t input_count;
    const feel_expression *const *cells; ///< row by row, unary tests of each input; NULL: any value
    size_t row_count;
    const bool *left_out;         ///< by row: true for one that is treated as not written; NULL: none is
    const feel_value *priorities; ///< for each output the list of its values, most important first, or null
    size_t output_count;
    const size_t *ranks; ///< of each row, the lower the more it counts; NULL: by `priorities`
} feel_table;

/// What the owner of a table says of it during one evaluation.
typedef struct feel_table_owner {
    feel_machine *machine;
    void *state; ///< given to the functions below
    feel_value (*input)(void *state, size_t input);
    feel_truth (*test)(void *state, size_t row, const feel_expression *tests, feel_value input);
    /// What a row gives, to be compared and returned: a bare value for one output, a context for several.
    feel_value (*result)(void *state, size_t row);
    bool unknown_is_no; ///< the standard's two-valued answer: a cell that is unknown does not match
} feel_table_owner;

/// What a table gives. Rows are numbered from 0.
typedef struct feel_table_outcome {
    const size_t
        *rows; ///< those that count, in the order of the hit policy; of a conflict, those that break it
    size_t row_count;
    const size_t *undetermined; ///< rows whose unknown cells could change what the table gives
    size_t undetermined_count;
    bool decided;             ///< false: the undetermined rows leave open what it gives
    bool conflict;            ///< the rows break the hit policy
    bool refused;             ///< an input is not among its values
    size_t refused_input;     ///< which
    const feel_value *values; ///< if decided, and not `by_row`: what each of `rows` gives
    /// Likewise: what they give together. Null if no row counts, if they conflict, or if no value of them is known.
    feel_value value;
} feel_table_outcome;

/// The policy or aggregation of a name ("rule order", "sum"); false for other names.
bool feel_table_policy_named(slice name, table_policy *out);
bool feel_table_aggregation_named(slice name, table_aggregation *out);

/// Their names; "" for AGGREGATE_NONE.
const char *feel_table_policy_name(table_policy policy);
const char *feel_table_aggregation_name(table_aggregation aggregation);

/// True if the table gives a list, with a value for each row that counts.
bool feel_table_gives_list(const feel_table *t);

/// The position of a value in the list of an output's values, from 0; the length of the list if it is not in it.
size_t feel_table_priority(feel_value value, feel_value list);

/// Evaluates the inputs once, tests every row, and lets the hit policy pick from those that match.
/// Call below `arena_run(owner->machine->arena)`, which the outcome is allocated from.
feel_table_outcome feel_table_decide(const feel_table *t, const feel_table_owner *owner);

#endif
