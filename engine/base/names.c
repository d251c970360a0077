#include "base/names.h"

/// FNV-1a (Fowler, Noll, Vo), folded, because only the low bits are used.
static size_t hash_of(slice name)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ (unsigned char)name.ptr[i]) * 0x100000001B3u;
    return (size_t)(hash ^ (hash >> 32));
}

/// Where the name stands, or where it would.
static name_entry *slot_of(const name_index *index, slice name)
{
    size_t at = hash_of(name) & (index->capacity - 1);
    while (index->slots[at].name.ptr != NULL && !slice_equal(index->slots[at].name, name))
        at = (at + 1) & (index->capacity - 1);
    return &index->slots[at];
}

const name_entry *name_find(const name_index *index, slice name)
{
    const name_entry *entry = index->capacity > 0 ? slot_of(index, name) : NULL;
    return entry != NULL && entry->name.ptr != NULL ? entry : NULL;
}

static void grow(arena *a, name_index *index)
{
    name_index larger = {.capacity = index->capacity == 0 ? 64 : index->capacity * 2, .count = index->count};
    larger.slots = ARENA_ARRAY(a, larger.capacity, name_entry);
    for (size_t i = 0; i < index->capacity; i++) {
        if (index->slots[i].name.ptr != NULL)
            *slot_of(&larger, index->slots[i].name) = index->slots[i];
    }
    *index = larger;
}

bool name_add(arena *a, name_index *index, slice name, size_t at, place where, const name_entry **before)
{
    if (index->count * 2 >= index->capacity)
        grow(a, index);
    name_entry *entry = slot_of(index, name);
    bool added = entry->name.ptr == NULL;
    if (added) {
        *entry = (name_entry){{name.ptr != NULL ? name.ptr : "", name.len}, at, where};
        index->count++;
    }
    if (before != NULL)
        *before = entry;
    return added;
}
