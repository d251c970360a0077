/// How the columns of somebody else's table become facts: what a map says (engine/mapping/), ready for headers. Immutable, shared by
/// threads.
#ifndef ADVISE_PROFILE_CELLS_MAP_H
#define ADVISE_PROFILE_CELLS_MAP_H

#include "base/decimal.h"
#include "base/diag.h"

/// How dates are written in digits.
typedef enum cells_order {
    CELLS_ISO, ///< year, month, day, with hyphens
    CELLS_DAY_FIRST,
    CELLS_MONTH_FIRST,
    CELLS_YEAR_FIRST, ///< with other signs than hyphens
} cells_order;

/// A value as a column has it, and what it means.
typedef struct cells_translation {
    slice written;   ///< compared whatever its case
    slice meant;     ///< as a profile states it
    bool is_unknown; ///< it means that nobody knows
} cells_translation;

/// How the cells of a column are read, before they are read by the type of their fact.
typedef struct cells_rule {
    const cells_translation *values;
    size_t value_count;
    const slice *yes, *no; ///< words for true and false, whatever their case
    size_t yes_count, no_count;
    cells_order order;
    bool converts; ///< a number is multiplied, divided, and added to
    decimal factor, divisor, offset;
} cells_rule;

typedef enum cells_use {
    CELLS_STATED,  ///< a fact, or a part of one
    CELLS_KEPT,    ///< for naming and grouping: no rule ever sees it
    CELLS_IGNORED, ///< passed over
} cells_use;

/// A column, or columns that are numbered: "Duty 1", "Duty 2".
typedef struct cells_map_column {
    slice name;       ///< in the file
    bool is_numbered; ///< a number stands between `name` and `behind`
    slice behind;
    cells_use use;
    slice
        target; ///< the fact, or a field of it: "employer.size"; of a kept column the name that it is kept by
    bool is_item;           ///< `target` is a list, and the column states a field of its items, or the items
    slice field;            ///< of such a column; empty: the items are plain values
    bool is_optional;       ///< a file may do without it
    const cells_rule *rule; ///< NULL: cells are read as they are
    place where;            ///< in the map
} cells_map_column;

struct cells_join;

typedef struct cells_map {
    slice file; ///< the map's, for messages
    const cells_map_column *columns;
    size_t count;
    bool ignores_others;            ///< columns that it does not name and that are no facts are passed over
    const struct cells_join *joins; ///< lists from second tables: cells_join.h
    size_t join_count;
    const slice *unknown; ///< words for "not known", whatever their case
    size_t unknown_count;
} cells_map;

/// The column of the map that a column of a file is; NULL if it names none.
/// @param number  receives the number of a numbered column, else 0
const cells_map_column *cells_map_find(const cells_map *map, slice name, size_t *number);

#endif
