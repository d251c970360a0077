/// A map: a YAML file that says how the columns and codes of an office's own data become facts. It is read and checked like a pack: what
/// is wrong has its place, and nothing in it is without effect.
///
///     map: Clients of the county office
///     delimiter: ";"
///     decimal: ","
///     unknown: [N/A, "?"]
///     columns:
///       Client No.: {keep: client}
///       Remarks: ignore
///       Years: years_experience
///       Mood: {fact: satisfaction, values: {fine: content, bad: unhappy}}
///     lists:
///       duties:
///         columns: {"Duty {n}": name, "Hours {n}": hours}
///     tests:
///       - row: {Mood: bad}
///         facts: {satisfaction: unhappy}
#ifndef ADVISE_MAPPING_MAPPING_H
#define ADVISE_MAPPING_MAPPING_H

#include "input/file.h"
#include "pack/schema.h"
#include "profile/cells.h"

/// How the file itself is written. Zeros and empty: as without a map.
typedef struct mapping_dialect {
    char delimiter, list_separator, decimal, group;
    char quote;       ///< a sign of CSV_QUOTING_SIGNS
    slice worksheet;  ///< of a workbook; ends in NUL
    slice encoding;   ///< as iconv knows it; ends in NUL
    size_t skip_rows; ///< lines before the header
} mapping_dialect;

/// An invented row, and what its facts must be.
typedef struct mapping_test {
    const yaml_node *row, *facts;
    slice name; ///< empty if it has none
} mapping_test;

typedef struct mapping {
    arena *arena; ///< owns everything, this struct included
    slice title;
    mapping_dialect dialect;
    cells_map map;
    const mapping_test *tests;
    size_t test_count;
} mapping;

/// Reads and checks a map for packs: each target is a fact of at least one of them, and what values mean is allowed.
/// @param count  of packs, at least 1, at most LIMIT_COHORT_PACKS; they may go after the load
/// @param out    NULL unless the outcome is LOAD_DONE; free with `mapping_free`. What is wrong is in `diags`
load_outcome mapping_load(const allocator *from, const char *path, const pack *const *packs, size_t count,
                          diag_list *diags, mapping **out);
void mapping_free(mapping *m); ///< NULL is allowed

/// The keys of a map, and those of the mappings in it.
extern const file_schema map_schema, map_column_schema, map_list_schema;

#endif
