/// Built-in functions: a row each, which calls, the type checker, the manual and completion all read.
/// The rows are in files by topic: builtin_boolean.c, builtin_string.c, builtin_list.c, builtin_numeric.c,
/// builtin_context.c, builtin_temporal.c, builtin_range.c, builtin_conversion.c, builtin_advice.c (the extensions).
#ifndef ADVISE_FEEL_BUILTIN_H
#define ADVISE_FEEL_BUILTIN_H

#include "feel/machine.h"

/// Which kinds an argument may have. A parameter is a set of them.
enum {
    ACCEPT_BOOLEAN = 1u << FEEL_BOOLEAN,
    ACCEPT_NUMBER = 1u << FEEL_NUMBER,
    ACCEPT_STRING = 1u << FEEL_STRING,
    ACCEPT_DATE = 1u << FEEL_DATE,
    ACCEPT_TIME = 1u << FEEL_TIME,
    ACCEPT_DATE_TIME = 1u << FEEL_DATE_TIME,
    ACCEPT_DAYS = 1u << FEEL_DAYS_DURATION,
    ACCEPT_MONTHS = 1u << FEEL_MONTHS_DURATION,
    ACCEPT_LIST = 1u << FEEL_LIST,
    ACCEPT_CONTEXT = 1u << FEEL_CONTEXT,
    ACCEPT_RANGE = 1u << FEEL_RANGE,
    ACCEPT_FUNCTION = 1u << FEEL_FUNCTION,
    ACCEPT_NULL =
        1u << FEEL_NULL, ///< an explicit null reaches the function; otherwise it makes the call null
    ACCEPT_ANY = 0x3FFFu & ~(1u << FEEL_ABSENT), ///< everything, null included
    PARAMETER_OPTIONAL = 1u << 16,               ///< may be omitted: the function then gets FEEL_ABSENT
    PARAMETER_VARIADIC = 1u << 17, ///< of the last one: any number of further arguments of these kinds
    /// Unknown items and entries are passed on, or the function decides in spite of them. Otherwise, in a pack, an argument that is
    /// unknown or holds something unknown makes the call unknown.
    PARAMETER_KEEPS = 1u << 18,
};

enum { BUILTIN_MOST_PARAMETERS = 5 };

typedef struct builtin_parameter {
    slice name; ///< for named arguments; may contain spaces
    uint32_t accepts;
} builtin_parameter;

/// What the checker knows of a result.
typedef enum builtin_result {
    RESULT_ANY,
    RESULT_BOOLEAN,
    RESULT_NUMBER,
    RESULT_STRING,
    RESULT_DATE,
    RESULT_TIME,
    RESULT_DATE_TIME,
    RESULT_DAYS,
    RESULT_MONTHS,
    RESULT_RANGE,
    RESULT_CONTEXT,
    RESULT_LIST, ///< of anything
    RESULT_LIST_OF_STRINGS,
    RESULT_LIST_OF_NUMBERS,
    RESULT_SAME_AS_FIRST, ///< the type of the first argument (a list of it if it is not a list: sublist, sort, …)
    RESULT_ELEMENT_OF_FIRST, ///< what the first argument is a list of (min, max, …)
} builtin_result;

/// The machine, the arguments (one for each parameter in order, FEEL_ABSENT if omitted; variadic ones follow) with
/// kinds already checked and singletons already converted. Null if there is no result.
typedef feel_value builtin_function(feel_machine *m, const feel_value *arguments, size_t count);

/// One signature. Rows of one name stand together and are tried in order; the first whose parameters accept the arguments is
/// called. An argument list of one element is passed as its element, and an element as a list of one, if nothing else fits.
typedef struct builtin {
    slice name;
    builtin_function *call;
    builtin_result result;
    size_t parameter_count;
    builtin_parameter parameters[BUILTIN_MOST_PARAMETERS];
    slice summary; ///< one line for manuals
} builtin;

/// A row and its parameters, of which there is at least one.
#define PARAMETER(name, accepts)                                                                             \
    {                                                                                                        \
        SLICE_INIT(name), accepts                                                                            \
    }
#define BUILTIN(name, call, result, summary, ...)                                                            \
    {                                                                                                        \
        SLICE_INIT(name), call, result,                                                                      \
            sizeof((builtin_parameter[]){__VA_ARGS__}) / sizeof(builtin_parameter), {__VA_ARGS__},           \
            SLICE_INIT(summary)                                                                              \
    }

typedef struct builtin_topic {
    const builtin *rows;
    size_t count;
} builtin_topic;

extern const builtin_topic builtins_boolean;
extern const builtin_topic builtins_string;
extern const builtin_topic builtins_list;
extern const builtin_topic builtins_numeric;
extern const builtin_topic builtins_context;
extern const builtin_topic builtins_conversion;
extern const builtin_topic builtins_temporal;
extern const builtin_topic builtins_range;
extern const builtin_topic builtins_advice;

/// The first row of a name, followed by the others: `*rows` in all. NULL if there is none.
const builtin *builtin_find(slice name, size_t *rows);

/// All topics, in the order of the manual; ends with NULL.
extern const builtin_topic *const builtin_topics[];

/// The index of a row's parameter; -1 if it has none of that name.
ptrdiff_t builtin_parameter_named(const builtin *row, slice name);

/// How a row is called: "substring(string, start position, length?)".
slice builtin_signature(arena *a, const builtin *row);

#endif
