// Finding names in a scope: by a hash table for the variables that have one, and one by one for the rest.
#include "base/names.h"
#include "feel/parse.h"

struct feel_names {
    name_index index;
    size_t count; ///< of variables
};

const feel_names *feel_names_new(arena *a, const feel_variable *variables, size_t count)
{
    feel_names *names = ARENA_NEW(a, feel_names);
    names->count = count;
    for (size_t i = 0; i < count; i++) // if two have one name, the first counts
        (void)name_add(a, &names->index, variables[i].name, i, (place){0}, NULL);
    return names;
}

bool scope_find(const feel_scope *scope, slice name, size_t *variable)
{
    size_t first = 0;
    if (scope->names != NULL) {
        const name_entry *found = name_find(&scope->names->index, name);
        if (found != NULL) {
            *variable = found->index;
            return true;
        }
        first = scope->names->count;
    }
    for (size_t i = first; i < scope->count; i++) {
        if (slice_equal(scope->variables[i].name, name)) {
            *variable = i;
            return true;
        }
    }
    return false;
}

feel_scope feel_scope_with(arena *a, const feel_scope *scope, const feel_variable *variables, size_t count)
{
    feel_scope out = *scope;
    feel_variable *all = ARENA_ARRAY(a, scope->count + count, feel_variable);
    if (scope->count > 0)
        memcpy(all, scope->variables, scope->count * sizeof *all);
    for (size_t i = 0; i < count; i++) {
        size_t hidden;
        if (scope_find(scope, variables[i].name, &hidden)) {
            all[hidden].name = (slice){"", 0};
            out.names = NULL; // it would find the one that is hidden
        }
        all[scope->count + i] = variables[i];
    }
    out.variables = all;
    out.count += count;
    return out;
}
