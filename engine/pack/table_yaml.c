// Decision tables whose columns and rows stand in YAML.
#include "pack/table.h"

static const source_text *cell_of(loader *l, const yaml_node *node)
{
    return node != NULL ? table_trim(l->arena, yaml_scalar_source(l->arena, node)) : NULL;
}

static void read_columns(loader *l, const yaml_node *list, size_t count, table_column *columns)
{
    for (size_t i = 0; i < count; i++) {
        const yaml_node *node = list->items[i];
        const yaml_node *name = yaml_get(node, "name");
        columns[i] = (table_column){.expression = loader_source(l, node, "expression"),
                                    .name = name != NULL ? name->text : (slice){NULL, 0},
                                    .type = loader_source(l, node, "type"),
                                    .values = loader_source(l, node, "values"),
                                    .default_value = loader_source(l, node, "default"),
                                    .where = loader_place(node, name != NULL ? "name" : "expression")};
    }
}

/// The cells of `in` or `out`; their number must be that of the columns.
static const source_text **read_cells(loader *l, const yaml_node *row, const char *key, size_t wanted,
                                      bool *good)
{
    const yaml_node *list = yaml_get(row, key);
    const source_text **cells = ARENA_ARRAY(l->arena, wanted, const source_text *);
    if (list->count != wanted) {
        diag_error(l->diags, (place){list->where.source, list->where.offset, 1}, "cell-count",
                   "'%s' has %zu cell%s, and the table has %zu column%s for it", key, list->count,
                   list->count == 1 ? "" : "s", wanted, wanted == 1 ? "" : "s");
        *good = false;
        return cells;
    }
    for (size_t i = 0; i < wanted; i++)
        cells[i] = cell_of(l, list->items[i]);
    return cells;
}

static void read_row(loader *l, const yaml_node *node, const yaml_row *from, table_text *out,
                     table_line *line)
{
    size_t count = from->sources_count + (from->source != NULL);
    line->where = (place){node->where.source, node->where.offset, 1};
    line->tests = read_cells(l, node, "in", out->input_count, &out->sound);
    line->results = read_cells(l, node, "out", out->output_count, &out->sound);
    line->because = loader_source(l, node, "because");
    line->from = loader_source(l, node, "from");
    line->until = loader_source(l, node, "until");
    line->sources = ARENA_ARRAY(l->arena, count, const source_text *);
    const yaml_node *list = yaml_get(node, "sources");
    for (size_t i = 0; i < from->sources_count; i++)
        line->sources[line->source_count++] = yaml_scalar_source(l->arena, list->items[i]);
    if (from->source != NULL)
        line->sources[line->source_count++] = loader_source(l, node, "source");
}

/// The last level whose override changed what the table says of all its rows; the table's own if none did.
static size_t level_of_common(const pack_record *record)
{
    const record_change *change = record->changes;
    while (change != NULL && slice_is(change->key, "rows"))
        change = change->earlier;
    return change != NULL ? change->level : record->level;
}

/// Whose the rows are, and what they are called.
static void read_origins(loader *l, const pack_record *record, table_text *out)
{
    const part_list *list = record->list;
    const size_t common = level_of_common(record);
    for (size_t i = 0; i < out->line_count; i++) {
        table_line *line = &out->lines[i];
        const record_part *part = list != NULL ? list->parts[i] : NULL;
        line->level = loader_level_of(l, line->where.source, record->level);
        line->changed_by =
            part != NULL && part->record.changes != NULL ? part->record.changes->level : line->level;
        if (line->changed_by < common)
            line->changed_by = common;
        if (list != NULL)
            line->name = list->names[i];
    }
}

static void read_table(loader *l, const pack_record *record, table_text *out)
{
    const yaml_table *from = record->data;
    const yaml_node *node = record->node;
    *out = (table_text){.yaml = from,
                        .node = node,
                        .level = record->level,
                        .sound = !record->unreadable,
                        .delimiter = record->delimiter};
    if (record->unreadable)
        return;
    if ((from->table_file != NULL) == (yaml_get(node, "rows") != NULL)) {
        diag_error(l->diags, loader_place(node, "id"), "table-rows",
                   "a table has either 'rows' or 'table_file'");
        out->sound = false;
    }
    if (from->table_file != NULL) {
        const char *key = from->inputs != NULL ? "inputs" : "outputs";
        if (yaml_get(node, key) != NULL)
            diag_error(l->diags, loader_place(node, key), "misplaced-key",
                       "the columns of a table in a file are its first line");
        read_table_file(l, record, out);
        return;
    }
    out->input_count = from->inputs_count;
    out->output_count = from->outputs_count;
    out->inputs = ARENA_ARRAY(l->arena, from->inputs_count, table_column);
    out->outputs = ARENA_ARRAY(l->arena, from->outputs_count, table_column);
    out->lines = ARENA_ARRAY(l->arena, from->rows_count, table_line);
    out->line_count = from->rows_count;
    read_columns(l, yaml_get(node, "inputs"), from->inputs_count, out->inputs);
    read_columns(l, yaml_get(node, "outputs"), from->outputs_count, out->outputs);
    for (size_t i = 0; i < from->rows_count; i++)
        read_row(l, yaml_get(node, "rows")->items[i], &from->rows[i], out, &out->lines[i]);
}

table_text *read_tables(loader *l, size_t *count)
{
    const record_list *records = &l->records[RECORD_TABLE];
    table_text *tables = ARENA_ARRAY(l->arena, records->count, table_text);
    for (size_t i = 0; i < records->count; i++) {
        read_table(l, &records->items[i], &tables[i]);
        read_origins(l, &records->items[i], &tables[i]);
    }
    *count = records->count;
    return tables;
}
