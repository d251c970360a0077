/// Static types: what an expression can give, and what facts are declared to be.
#ifndef ADVISE_FEEL_TYPE_H
#define ADVISE_FEEL_TYPE_H

#include "feel/value.h"

typedef enum feel_type_kind {
    FEEL_TYPE_ANY, ///< nothing is known: fits everything
    FEEL_TYPE_NULL,
    FEEL_TYPE_BOOLEAN,
    FEEL_TYPE_NUMBER,
    FEEL_TYPE_STRING,
    FEEL_TYPE_DATE,
    FEEL_TYPE_TIME,
    FEEL_TYPE_DATE_TIME,
    FEEL_TYPE_DAYS_DURATION,
    FEEL_TYPE_MONTHS_DURATION,
    FEEL_TYPE_LIST,
    FEEL_TYPE_CONTEXT,
    FEEL_TYPE_RANGE,
    FEEL_TYPE_FUNCTION,
} feel_type_kind;

typedef struct feel_type feel_type;

typedef struct feel_field {
    slice name;
    const feel_type *type;
} feel_field;

/// A type. Immutable once made; lives in an arena or is static.
struct feel_type {
    feel_type_kind kind;
    bool whole;  ///< number: it has no fraction (the packs' `integer`; FEEL's own types do not tell)
    bool closed; ///< context: it has no other entries than `fields`, so any other name is an error
    slice name;  ///< the declared name of a record type, for messages; else empty
    const feel_type *element; ///< list and range: of what; function: the result. NULL means any
    const feel_field *fields; ///< context: the entries that it must have; function: the parameters
    size_t field_count;
    const feel_value *allowed; ///< the only values of an enumeration, else NULL
    size_t allowed_count;
};

/// The type of a kind without structure (list: of any). Static; never NULL.
const feel_type *feel_type_of_kind(feel_type_kind kind);
/// Numbers without a fraction. Static. What is computed from them is a number as far as anybody knows.
const feel_type *feel_type_integer(void);
/// A list of `element`.
const feel_type *feel_type_list(arena *a, const feel_type *element);
/// The most precise type that the value has.
const feel_type *feel_type_of_value(arena *a, feel_value v);

/// The entry or parameter of the name; NULL if the type has none.
const feel_field *feel_type_field(const feel_type *type, slice name);

/// A simple type by its FEEL name ("number", "days and time duration", "Any", …); NULL if there is none.
const feel_type *feel_type_named(slice name);

/// The text for messages: "number", "list of memo".
slice feel_type_text(arena *a, const feel_type *type);

/// False if no value but null can belong to both, so that comparing them is never true.
bool feel_types_meet(const feel_type *a, const feel_type *b);

/// The kind of the type's values; FEEL_NULL for `any` and the type of null.
feel_kind feel_kind_of_type(const feel_type *type);

/// The conforms-to relation of DMN 1.5, 10.3.2.9.
bool feel_type_conforms(const feel_type *type, const feel_type *to);

/// True if the value is an instance of the type (`instance of`; null only of null and any).
/// Takes from `*steps` one for each value that is looked at; false if they do not suffice.
bool feel_value_is_within(feel_value v, const feel_type *type, int64_t *steps);

/// The value as a result declared to be of the type: null stays, `[x]` becomes x if the type is not a list, x
/// becomes [x] if it is, a date becomes midnight UTC for a date and time, and anything else that is not of the type becomes null.
feel_value feel_coerce(arena *a, feel_value v, const feel_type *type);
/// The same within a budget of steps; null if they do not suffice.
feel_value feel_coerce_within(arena *a, feel_value v, const feel_type *type, int64_t *steps);

#endif
