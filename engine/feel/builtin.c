// The tables of built-ins as one: finding a name, and describing rows for manuals.
#include "feel/builtin.h"

#include "base/text.h"

static const builtin_table *const tables[] = {
    &builtins_boolean,    &builtins_string,   &builtins_list,  &builtins_numeric, &builtins_context,
    &builtins_conversion, &builtins_temporal, &builtins_range, &builtins_advice,
};

enum { TABLE_COUNT = sizeof tables / sizeof *tables };

const builtin *builtin_find(slice name, size_t *rows)
{
    for (size_t t = 0; t < TABLE_COUNT; t++) {
        for (size_t i = 0; i < tables[t]->count; i++) {
            const builtin *first = &tables[t]->rows[i];
            if (first->name.len != name.len || !slice_equal(first->name, name))
                continue;
            *rows = 1;
            while (i + *rows < tables[t]->count && slice_equal(first[*rows].name, name))
                (*rows)++;
            return first;
        }
    }
    *rows = 0;
    return NULL;
}

bool feel_is_builtin(slice name)
{
    size_t rows;
    return builtin_find(name, &rows) != NULL;
}

size_t feel_function_count(void)
{
    size_t count = 0;
    for (size_t t = 0; t < TABLE_COUNT; t++)
        count += tables[t]->count;
    return count;
}

feel_function_help feel_function_describe(arena *a, size_t index)
{
    size_t t = 0;
    while (index >= tables[t]->count)
        index -= tables[t++]->count;
    const builtin *row = &tables[t]->rows[index];
    text_builder signature = {.arena = a};
    text_add(&signature, row->name);
    text_add_byte(&signature, '(');
    for (size_t i = 0; i < row->parameter_count; i++) {
        if (i > 0)
            text_add(&signature, SLICE(", "));
        text_add(&signature, row->parameters[i].name);
        if ((row->parameters[i].accepts & PARAMETER_OPTIONAL) != 0)
            text_add_byte(&signature, '?');
        if ((row->parameters[i].accepts & PARAMETER_VARIADIC) != 0)
            text_add(&signature, SLICE(", …"));
    }
    text_add_byte(&signature, ')');
    return (feel_function_help){row->name, text_result(&signature), row->summary,
                                tables[t] == &builtins_advice};
}
