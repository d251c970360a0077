// Finding names in a scope: by a hash table for the variables that have one, and one by one for the rest.
#include "feel/parse.h"

struct feel_names {
    uint32_t *slots; ///< a variable's position and 1; 0: free
    size_t capacity; ///< a power of two, at least twice the count
    size_t count;    ///< of variables
};

static size_t hash_of(slice name)
{
    uint64_t hash = 1469598103934665603u; // FNV-1a
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ (unsigned char)name.ptr[i]) * 1099511628211u;
    return (size_t)(hash ^ (hash >> 32));
}

/// The slot of the name, or the free one that it would take.
static size_t slot_of(const feel_names *names, const feel_variable *variables, slice name)
{
    size_t at = hash_of(name) & (names->capacity - 1);
    while (names->slots[at] != 0 && !slice_equal(variables[names->slots[at] - 1].name, name))
        at = (at + 1) & (names->capacity - 1);
    return at;
}

const feel_names *feel_names_new(arena *a, const feel_variable *variables, size_t count)
{
    feel_names *names = ARENA_NEW(a, feel_names);
    names->capacity = 16;
    while (names->capacity < 2 * count)
        names->capacity *= 2;
    names->slots = ARENA_ARRAY(a, names->capacity, uint32_t);
    names->count = count;
    for (size_t i = 0; i < count; i++) {
        size_t at = slot_of(names, variables, variables[i].name);
        if (names->slots[at] == 0) // if two have one name, the first counts
            names->slots[at] = (uint32_t)i + 1;
    }
    return names;
}

bool scope_find(const feel_scope *scope, slice name, size_t *variable)
{
    size_t first = 0;
    if (scope->names != NULL) {
        uint32_t found = scope->names->slots[slot_of(scope->names, scope->variables, name)];
        *variable = found - (found > 0);
        if (found > 0)
            return true;
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
