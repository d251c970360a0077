#include "profile/cells_map.h"

#include "base/limits.h"

/// The number that stands between the two parts of a numbered column's name; 0 if the name is another.
static size_t number_in(const cells_map_column *c, slice name)
{
    size_t number = 0;
    if (!slice_starts_with(name, c->name) || name.len <= c->name.len + c->behind.len ||
        !slice_ends_with(name, c->behind))
        return 0;
    const slice digits = slice_part(name, c->name.len, name.len - c->name.len - c->behind.len);
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] < '0' || digits.ptr[i] > '9' || number > LIMIT_CELLS)
            return 0;
        number = 10 * number + (size_t)(digits.ptr[i] - '0');
    }
    return number <= LIMIT_CELLS ? number : 0;
}

const cells_map_column *cells_map_find(const cells_map *map, slice name, size_t *number)
{
    const cells_map_column *found = NULL;
    *number = 0;
    for (size_t i = 0; i < map->count && found == NULL; i++) {
        if (!map->columns[i].is_numbered && slice_equal(map->columns[i].name, name))
            found = &map->columns[i];
    }
    for (size_t i = 0; i < map->count && found == NULL; i++) {
        if (map->columns[i].is_numbered && (*number = number_in(&map->columns[i], name)) > 0)
            found = &map->columns[i];
    }
    return found;
}
