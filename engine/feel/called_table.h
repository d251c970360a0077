/// Decision tables that expressions call: functions whose results stand in rows (DMN's business knowledge models).
///
/// A called table sees its parameters and, as a rule does, the values that the evaluation was given. What is unknown leaves its rows open
/// as in any other table, since the same function decides them all (decision_table.h).
#ifndef ADVISE_FEEL_CALLED_TABLE_H
#define ADVISE_FEEL_CALLED_TABLE_H

#include "feel/decision_table.h"

/// A table that can be called. Its expressions are parsed in a scope whose last variables are the parameters. Immutable.
typedef struct feel_called_table {
    feel_signature signature; ///< its name, its parameters, and what is coerced to what it gives
    const feel_type *type;    ///< of the function
    const feel_table *form;
    const feel_expression *const *results; ///< what each row gives; NULL: nothing
    const feel_expression *default_value;  ///< what it gives if no row matches; NULL: nothing
    size_t scope_count;                    ///< variables of the scope before the parameters
} feel_called_table;

/// Is told of each call of a table while a machine evaluates.
typedef struct feel_table_watch {
    void *state;
    /// @param arguments  one for each parameter, in its type
    /// @param value      what the call gives, before it is coerced
    void (*decided)(void *state, const feel_called_table *t, const feel_value *arguments,
                    const feel_table_outcome *outcome, feel_value value);
} feel_table_watch;

/// The table as a value: a variable that has it can be called.
feel_value feel_table_value(arena *a, const feel_called_table *t);

/// The table that a value is; NULL if it is none.
const feel_called_table *feel_table_of(feel_value v);

#endif
