// Rows of a table: cut into cells, and read.
#include "profile/cells_row.h"

#include <strings.h>

bool cells_fit(const cells_header *header, const csv_record *cells)
{
    bool fits = cells->count >= header->column_count;
    for (size_t i = header->column_count; i < cells->count && fits && !header->style.has_types; i++)
        fits = cells_trim(cells->fields[i].text).len == 0;
    return fits;
}

/// Reports cells of columns without a name: somebody wrote something there.
static void report_nameless(const cells_header *header, const csv_record *cells, const source_text *source,
                            diag_list *diags)
{
    for (size_t i = 0; i < cells->count && !header->style.ignores_others; i++) {
        const csv_field *f = &cells->fields[i];
        const bool is_nameless = i >= header->column_count || header->columns[i].is_nameless;
        if (!is_nameless || cells_trim(f->text).len == 0)
            continue;
        diag_error(diags, (place){source, f->offset, f->length}, "nameless-column",
                   "a cell in a column without a name");
        diag_hint(diags, "name the column, empty the cell, or pass over columns that are no facts: "
                         "--ignore-columns");
    }
}

/// Reports a row that is no CSV.
static void report_problem(const cells_header *header, const csv_problem *problem, const source_text *source,
                           diag_list *diags)
{
    csv_report(problem, source, diags);
    if (strcmp(problem->code, "csv-quote") != 0 || header->style.quoting == CSV_SINGLE_QUOTED)
        return;
    if (problem->hint[0] != '\0')
        diag_hint(diags, "%s; if cells are not quoted here: --quote none", problem->hint);
    else
        diag_hint(diags, "if cells are not quoted here: --quote none; if they hold line ends: --quote '\"'");
}

static const char *name_of(char delimiter)
{
    return delimiter == ',' ? "comma" : delimiter == ';' ? "semicolon" : delimiter == '|' ? "bar" : "tab";
}

/// Reports a row with more or fewer cells than the header.
static void report_count(const cells_header *header, const csv_record *cells, const source_text *source,
                         diag_list *diags)
{
    const bool is_quoted = header->style.quoting != CSV_NOT_QUOTED && header->style.quoting != CSV_ESCAPED;
    diag_error(diags, (place){source, cells->offset, cells->length}, "cell-count",
               cells->count < header->column_count ? "the row has only %zu cells, the header has %zu"
                                                   : "the row has %zu cells, the header has %zu",
               cells->count, header->column_count);
    if (cells->count < header->column_count)
        diag_hint(diags, "leave the cells of what is not known empty, with a %s before each",
                  name_of(header->style.delimiter));
    else if (is_quoted)
        diag_hint(diags, "put a cell that holds a %s in quotation marks", name_of(header->style.delimiter));
}

bool cells_row_is_empty(slice text, char delimiter)
{
    bool is_quoted = false;
    bool empty = true;
    for (size_t i = 0; i < text.len && empty; i++) {
        const bool is_mark = text.ptr[i] == '"';
        if (is_mark && is_quoted && i + 1 < text.len && text.ptr[i + 1] == '"')
            return false; // a quotation mark in a cell
        is_quoted = is_quoted != is_mark;
        empty = is_mark || text.ptr[i] == delimiter || memchr(" \t\r\n", text.ptr[i], 4) != NULL;
    }
    return empty;
}

bool cells_are_total(const csv_record *cells)
{
    static const char *const words[] = {"total", "totals", "grand total", "subtotal", "sub-total", "average"};
    slice said = {"", 0};
    for (size_t i = 0; i < cells->count && said.len == 0; i++)
        said = cells_trim(cells->fields[i].text);
    said.len -= said.len > 0 && said.ptr[said.len - 1] == ':';
    bool is_total = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !is_total; i++)
        is_total = said.len == strlen(words[i]) && strncasecmp(said.ptr, words[i], said.len) == 0;
    return is_total;
}

void cells_report_total(const csv_record *cells, const source_text *source, diag_list *diags)
{
    diag_error(diags, (place){source, cells->offset, cells->length}, "total-row",
               "this row adds up others: it is no profile");
    diag_hint(diags, "the other rows are read; delete this one, and nothing is said of it");
}

/// Reads the cells of a row; false if it is not CSV.
static bool read_cells(arena *a, const cells_header *header, slice text, csv_record *cells,
                       csv_problem *problem)
{
    csv_reader reader = csv_reader_of(a, header->style.delimiter);
    reader.quoting = header->style.quoting;
    reader.begun = true;
    size_t used = 0;
    const csv_outcome outcome = csv_read(&reader, text, true, cells, &used, problem);
    return outcome != CSV_WRONG;
}

const yaml_node *cells_read_tree(arena *a, const pack *p, const cells_header *header,
                                 const source_text *source, diag_list *diags)
{
    csv_record cells = {0};
    csv_problem problem = {0};
    if (!read_cells(a, header, source->text, &cells, &problem)) {
        report_problem(header, &problem, source, diags);
        return NULL;
    }
    if (cells_are_total(&cells)) {
        cells_report_total(&cells, source, diags);
        return NULL;
    }
    if (!cells_fit(header, &cells)) {
        report_count(header, &cells, source, diags);
        return NULL;
    }
    report_nameless(header, &cells, source, diags);
    const cells_row r = {.arena = a, .header = header, .source = source, .cells = &cells, .diags = diags};
    return cells_row_read(&r, p);
}

profile *cells_read(arena *a, const pack *p, const cells_header *header, const source_text *source,
                    const char *folder, diag_list *diags)
{
    size_t errors = diags->errors;
    const yaml_node *root = cells_read_tree(a, p, header, source, diags);
    profile *out = root != NULL ? profile_read_node(a, p, source->file, root, folder, diags) : NULL;
    return diags->errors == errors ? out : NULL;
}

bool cells_cut(arena *a, const cells_header *header, slice text, csv_record *cells)
{
    csv_problem problem = {0};
    return read_cells(a, header, text, cells, &problem) && cells_fit(header, cells);
}

void cells_read_kept(arena *a, const cells_header *header, slice text, const slice *names, size_t count,
                     slice *out)
{
    csv_record cells = {0};
    const bool good = cells_cut(a, header, text, &cells);
    for (size_t i = 0; i < count; i++) {
        out[i] = (slice){NULL, 0};
        for (size_t k = 0; good && k < header->column_count; k++) {
            if (header->columns[k].is_kept && slice_equal(header->columns[k].target, names[i]))
                out[i] = cells_trim(cells.fields[k].text);
        }
    }
}
