/// What expressions call: functions, whose bodies are expressions, and decision tables with parameters. Both are constants of the pack whose
/// values are functions. constant.c gives all constants their slots; callable.c links bodies, called_table.c rows. Private to engine/pack/.
#ifndef ADVISE_PACK_CALLABLE_H
#define ADVISE_PACK_CALLABLE_H

#include "pack/loader.h"

/// The constants while they are made: functions come first, then called tables, so that every expression may call them.
typedef struct constant_work {
    loader *l;
    pack_constant *constants;
    feel_variable *variables;          ///< facts, functions, called tables, constants
    feel_value *values;                ///< one for each variable
    size_t function_count;             ///< with called tables
    const feel_expression **postponed; ///< by constant: those that call something, evaluated last
} constant_work;

/// Reports a name that is that of a fact or a built-in function, or that is defined twice.
void constant_define(const constant_work *w, size_t index, const char *what);

/// Declares what may be called, with its parameters, before any expression is parsed.
void callable_declare(const constant_work *w);

/// Links bodies and rows. A table that reaches itself is reported.
void callable_link(const constant_work *w);

/// A function or table, with its parameters as they are written.
typedef struct callable_record {
    const yaml_node *node;
    const char *name_key;
    const char *what;
    const yaml_parameter *parameters;
    size_t parameter_count;
    size_t level;
} callable_record;

/// Fills in name, parameters and place; what it gives is for the caller to say.
void callable_start(const constant_work *w, size_t index, const callable_record *from);

/// True if the expression reads something that has values by date, or calls what does.
bool callable_reads_dated(const constant_work *w, const feel_expression *e);

/// A constant without a value that what an expression calls needs; -1 if there is none.
/// @param is_broken  receives true if it calls a table with errors, which are reported
ptrdiff_t callable_needs(const constant_work *w, const feel_expression *e, bool *is_broken);

// --- called_table.c ---

size_t called_table_count(const loader *l);
void called_table_declare(const constant_work *w, size_t index, const pack_record *record);
void called_table_link(const constant_work *w, size_t index, const pack_record *record);

#endif
