/// The inputs of a decision table, cut into regions. Private to engine/check/.
#ifndef ADVISE_CHECK_TABLE_REGIONS_H
#define ADVISE_CHECK_TABLE_REGIONS_H

#include "base/bit_set.h"
#include "pack/pack.h"

/// A set of rows or regions: bit i of word i / 64.
typedef uint64_t *bit_set;

/// An input cut into regions on which every analysable cell says the same throughout.
typedef struct table_regions {
    feel_value *samples; ///< a value of each region
    size_t count;
    bit_set *rows;         ///< for each region, the rows whose cell surely matches there
    bit_set *cells;        ///< for each row, the regions that its cell surely matches
    bit_set whole;         ///< rows whose cell is `-`, or matches in all regions
    bit_set opaque;        ///< rows whose cell cannot be analysed
    ptrdiff_t null_region; ///< the region of an unknown input, if a cell names it; else -1
    ptrdiff_t same_as;     ///< an earlier input written alike: its regions are these; else -1
} table_regions;

/// The check of one table.
typedef struct table_analysis {
    arena *arena;
    arena *spare; ///< of single evaluations
    const pack *pack;
    const pack_table *table;
    diag_list *diags;
    feel_scope scope;   ///< of the cells: facts, constants, loop variables
    feel_value *values; ///< one for each variable of the scope: constants
    feel_machine machine;
    size_t words; ///< of a set of rows
    table_regions *columns;
    size_t work; ///< words of sets looked at so far
} table_analysis;

/// Cuts the inputs into regions. False if they are too many.
bool table_cut(table_analysis *an);

#endif
