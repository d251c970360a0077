/// Decision tables on their way from files to rules: as they are written, in YAML (table_yaml.c) or in a CSV file (table_csv.c), before
/// table_link.c and table_row.c make rules of them. Private to engine/pack/.
#ifndef ADVISE_PACK_TABLE_H
#define ADVISE_PACK_TABLE_H

#include "pack/loader.h"

/// A column. Texts that are not written are NULL.
typedef struct table_column {
    const source_text *expression; ///< of an input
    slice name;                    ///< of an output
    const source_text *type, *values;
    const source_text *default_value; ///< of an output
    place where;
} table_column;

/// A row. Cells that are empty are NULL.
typedef struct table_line {
    const source_text **tests;   ///< one for each input
    const source_text **results; ///< one for each output
    const source_text *because;
    const source_text *from, *until; ///< dates
    const source_text **sources;
    size_t source_count;
    place where;
    slice name;   ///< what follows the '/' in its id; empty: its number
    size_t level; ///< of the pack that the row is from
    size_t
        changed_by; ///< the last level whose override changed the row or what the table says of all; `level` if none did
} table_line;

typedef struct table_text {
    const yaml_table *yaml;
    const yaml_node *node;
    size_t level; ///< of the pack that it is written in
    bool sound;   ///< nothing was wrong so far; only then it is linked
    table_column *inputs;
    size_t input_count;
    table_column *outputs;
    size_t output_count;
    table_line *lines;
    size_t line_count;
    char delimiter;                  ///< of the CSV file; '\0' for rows in YAML
    const feel_signature *signature; ///< of a table with parameters, else NULL
} table_text;

/// Reads all tables of the pack; what is wrong is reported.
table_text *read_tables(loader *l, size_t *count);
void read_table_file(loader *l, const pack_record *record, table_text *out);

// --- linking ---

typedef enum output_kind { OUTPUT_VALUE, OUTPUT_CERTAINTY, OUTPUT_RECOMMEND } output_kind;

/// A table that is being linked.
typedef struct table_work {
    loader *l;
    const table_text *text;
    const yaml_node *node;
    usage *use;
    pack_table *table;
    feel_table_input *inputs;
    feel_scope scope;
    rule common;                    ///< what all rows share
    const fact *fact;               ///< what a concluding table concludes
    const feel_type *value_type;    ///< what one row's value must be; NULL: any
    output_kind *kinds;             ///< by output
    const feel_type **types;        ///< by output; NULL: any
    feel_value *allowed;            ///< by output: the list of its values, or null
    size_t value_count;             ///< outputs that are values
    const rule **by_recommendation; ///< a row that recommends it: others share what was parsed
} table_work;

/// Links each row as a rule, except those whose recommendation an overlay disabled, and counts them.
/// @param rules  one for each row
void table_link_rows(const table_work *w, rule *rules);

/// The value that a row concludes, or the defaults together: the one output, or a context of several. NULL after an error.
/// @param cells  one for each output
const feel_expression *table_link_value(const table_work *w, const source_text *const *cells);

/// Parses and checks a certainty: the table's, or a row's.
void table_link_certainty(const table_work *w, const source_text *cell, rule *out);

/// Makes rules of the rows, behind the pack's rules so far.
/// @param rules  one for each row
void link_table(loader *l, const table_text *text, pack_table *table, rule *rules, usage *use);

/// Reports what a table with parameters cannot have.
void called_table_check(const table_work *w);

/// The scope of such a table. Its parameters stand behind, as a rule's variables do; one with the name of a fact hides it.
feel_scope called_table_scope(table_work *w);

/// A table with parameters as a function, once its rows are linked.
/// @param outputs  what each is declared as; NULL: nothing
const feel_called_table *table_as_function(loader *l, const table_text *text, const pack_table *t,
                                           const feel_type *const *outputs);

/// The text without white space around it as a source of its own; NULL if nothing is left.
const source_text *table_trim(arena *a, const source_text *source);
/// A part of a source as a source of its own.
const source_text *table_part(arena *a, const source_text *source, size_t start, size_t length);
/// A cell written otherwise, as a source; every place in it is that of the whole cell.
const source_text *table_rewritten(arena *a, const source_text *cell, slice text);
place table_place(const source_text *cell);

/// A cell as FEEL: listed texts may stand there without quotes, TRUE and FALSE in capitals.
/// @param tests  an input's cell: several listed texts, separated by commas, may stand there
const source_text *cell_as_feel(arena *a, const source_text *cell, const feel_type *type, bool tests);
/// Reports a cell that FEEL would read as something that surely nobody meant: 3-4, or 0,8. True if it did.
bool cell_is_suspicious(diag_list *diags, const source_text *cell, char delimiter);
/// Adds a hint to the error that the cell gave, if a spreadsheet program or missing quotes explain it.
void cell_hint(diag_list *diags, const source_text *cell, const feel_type *type);

#endif
