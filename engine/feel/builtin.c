// All built-ins together: finding a name, and describing rows for the manual.
#include "feel/builtin.h"

#include "base/text.h"

const builtin_topic *const builtin_topics[] = {
    &builtins_boolean,    &builtins_string,   &builtins_list,  &builtins_numeric, &builtins_context,
    &builtins_conversion, &builtins_temporal, &builtins_range, &builtins_advice,  NULL,
};

const builtin *builtin_find(slice name, size_t *rows)
{
    for (const builtin_topic *const *t = builtin_topics; *t != NULL; t++) {
        for (size_t i = 0; i < (*t)->count; i++) {
            const builtin *first = &(*t)->rows[i];
            if (first->name.len != name.len || !slice_equal(first->name, name))
                continue;
            *rows = 1;
            while (i + *rows < (*t)->count && slice_equal(first[*rows].name, name))
                (*rows)++;
            return first;
        }
    }
    *rows = 0;
    return NULL;
}

ptrdiff_t builtin_parameter_named(const builtin *row, slice name)
{
    for (size_t i = 0; i < row->parameter_count; i++) {
        if (slice_equal(row->parameters[i].name, name))
            return (ptrdiff_t)i;
    }
    return -1;
}

bool feel_is_builtin(slice name)
{
    size_t rows;
    return builtin_find(name, &rows) != NULL;
}

size_t feel_function_count(void)
{
    size_t count = 0;
    for (const builtin_topic *const *t = builtin_topics; *t != NULL; t++)
        count += (*t)->count;
    return count;
}

slice builtin_signature(arena *a, const builtin *row)
{
    text_builder out = {.arena = a};
    text_add_format(&out, "%.*s(", SLICE_ARG(row->name));
    for (size_t i = 0; i < row->parameter_count; i++) {
        bool optional = (row->parameters[i].accepts & PARAMETER_OPTIONAL) != 0;
        bool variadic = (row->parameters[i].accepts & PARAMETER_VARIADIC) != 0;
        text_add_format(&out, "%s%.*s%s%s", i > 0 ? ", " : "", SLICE_ARG(row->parameters[i].name),
                        optional ? "?" : "", variadic ? ", …" : "");
    }
    text_add_byte(&out, ')');
    return text_result(&out);
}

feel_function_help feel_function_describe(arena *a, size_t index)
{
    const builtin_topic *const *t = builtin_topics;
    for (; index >= (*t)->count; t++)
        index -= (*t)->count;
    const builtin *row = &(*t)->rows[index];
    return (feel_function_help){row->name, builtin_signature(a, row), row->summary, *t == &builtins_advice};
}
