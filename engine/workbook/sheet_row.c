#include "workbook/sheet_row.h"

#include <stdio.h>

void sheet_row_begin(sheet_row *r)
{
    memset(r->places, 0, r->count * sizeof *r->places);
    r->bytes.length = r->count = 0;
    r->too_large = false;
}

void sheet_row_put(sheet_row *r, size_t column, slice text, cell_kind kind)
{
    if (text.len == 0)
        return;
    if (column >= LIMIT_CELLS || text.len > r->most || r->bytes.length > r->most - text.len) {
        r->too_large = true;
        return;
    }
    r->places[column].offset = r->bytes.length;
    r->places[column].length = text.len;
    r->places[column].kind = kind;
    text_add(&r->bytes, text);
    if (column >= r->count)
        r->count = column + 1;
}

bool sheet_row_finish(sheet_row *r, size_t number, workbook_row *out)
{
    for (size_t i = 0; i < r->count; i++)
        r->cells[i] = (workbook_cell){.text = {r->bytes.bytes + r->places[i].offset, r->places[i].length},
                                      .fault = r->places[i].kind == CELL_IS_FAULT,
                                      .number = r->places[i].kind == CELL_IS_NUMBER};
    *out = (workbook_row){.number = number, .cells = r->cells, .count = r->count, .too_large = r->too_large};
    return r->count > 0 || r->too_large;
}

void column_name_of(size_t column, char *out)
{
    char letters[8];
    size_t count = 0;
    for (size_t rest = column + 1; rest > 0 && count < sizeof letters; rest = (rest - 1) / 26)
        letters[count++] = (char)('A' + (rest - 1) % 26);
    for (size_t i = 0; i < count; i++)
        out[i] = letters[count - 1 - i];
    out[count] = '\0';
}

void workbook_cell_name(size_t column, size_t row, char out[WORKBOOK_CELL_NAME])
{
    char letters[12];
    column_name_of(column, letters);
    (void)snprintf(out, WORKBOOK_CELL_NAME, "%s%zu", letters, row);
}
