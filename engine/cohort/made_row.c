// Rows that no file holds as text: those of databases and workbooks become rows of CSV, so that one code reads cells from all of them.
#include "cohort/cohort_state.h"

void made_row_add(text_builder *row, slice cell, bool is_number)
{
    if (row->length > 0)
        text_add_byte(row, MADE_DELIMITER);
    if (is_number && cell.len > 0) {
        text_add(row, cell);
        return;
    }
    text_add_byte(row, '"');
    while (cell.len > 0) {
        const char *quote = memchr(cell.ptr, '"', cell.len);
        size_t length = quote != NULL ? (size_t)(quote - cell.ptr) + 1 : cell.len;
        text_add(row, slice_part(cell, 0, length));
        if (quote != NULL)
            text_add_byte(row, '"');
        cell = slice_part(cell, length, cell.len);
    }
    text_add_byte(row, '"');
}

cohort_step made_header(cohort *c, const source_text *text, bool numbers_are_booleans, diag_list *diags)
{
    source_text *source = ARENA_NEW(diags->arena, source_text);
    *source = *text;
    csv_reader reader = csv_reader_of(diags->arena, MADE_DELIMITER);
    reader.begun = true;
    csv_record header = {0};
    csv_problem problem = {0};
    size_t used = 0;
    if (csv_read(&reader, source->text, true, &header, &used, &problem) != CSV_RECORD) {
        csv_report(&problem, source, diags);
        return COHORT_UNREADABLE;
    }
    cells_style style = cells_style_of(c, MADE_DELIMITER);
    style.has_types = true;
    style.numbers_are_booleans = numbers_are_booleans;
    return keep_header(c, source, &header, style, diags);
}
