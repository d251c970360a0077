// A header of one column, and a row of one cell.
#include "profile/cells_single.h"

#include "profile/cells_row.h"

struct cells_single {
    cells_header header;
    cells_column column;
};

cells_single *cells_single_new(arena *a, const cells_style *style, const cells_map_column *column)
{
    cells_single *s = ARENA_NEW(a, cells_single);
    s->column = (cells_column){.name = column->name,
                               .is_read = true,
                               .is_mapped = true,
                               .target = column->target,
                               .field = column->field,
                               .rule = column->rule};
    s->header = (cells_header){.style = *style, .columns = &s->column, .column_count = 1};
    return s;
}

const yaml_node *cells_single_read(arena *a, const cells_single *s, const fact *f, const feel_type *type,
                                   slice text, bool is_bare, diag_list *diags)
{
    source_text *source = ARENA_NEW(a, source_text);
    yaml_node *node = ARENA_NEW(a, yaml_node);
    const yaml_node *const nodes[] = {node};
    csv_field cell = {.text = text, .length = text.len, .quoted = !is_bare};
    const csv_record cells = {.fields = &cell, .count = 1, .length = text.len};
    *source = (source_text){.text = text};
    *node = (yaml_node){.kind = YAML_SCALAR,
                        .style = is_bare ? YAML_PLAIN : YAML_DOUBLE_QUOTED,
                        .text = text,
                        .where = {source, 0, text.len}};
    const cells_row row = {
        .arena = a, .header = &s->header, .source = source, .cells = &cells, .nodes = nodes, .diags = diags};
    return cells_row_read_column(&row, 0, f, type);
}
