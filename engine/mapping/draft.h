/// A map to begin with: columns against the facts of a pack by their names, questions and values. What is guessed is said in comments, and
/// what cannot be told is ignored until somebody says what it is.
#ifndef ADVISE_MAPPING_DRAFT_H
#define ADVISE_MAPPING_DRAFT_H

#include "base/text.h"
#include "mapping/mapping.h"

enum { DRAFT_VALUES = 40 }; ///< different values of a column that are kept

/// A column of a file, or a key of documents, and what its cells say.
typedef struct draft_column {
    slice name;
    slice values[DRAFT_VALUES]; ///< different ones, in the order in which they were found
    size_t value_count;
    bool has_more; ///< there are more different values
    bool is_twice; ///< another column of the table has the same name
    size_t filled; ///< cells that are not empty
    size_t texts;  ///< of these, how many are no numbers that are numbers already, as databases have them
} draft_column;

typedef struct draft {
    arena *arena;
    struct {
        draft_column **items;
        size_t count, capacity;
    } columns;
    char delimiter;       ///< of the table; '\0': it is none, or has commas
    const char *encoding; ///< that somebody gave; NULL: none
    size_t skip_rows;     ///< likewise; 0: none
} draft;

/// Counts a cell of a column.
/// @param at       the column's index
/// @param is_text  false: it is a number of a database, a workbook or JSON
void draft_add(draft *d, size_t at, slice text, bool is_text);

/// The index of the column of that name; it is made if there is none.
size_t draft_find(draft *d, slice name);

/// Writes a map for what was counted, in YAML.
/// @param file  the name of what was read, for comments. Call below `arena_run` of the builder's arena, with it as the draft's
void draft_write(const draft *d, const pack *p, slice file, text_builder *out);

#endif
