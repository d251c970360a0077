// Titles above the header: a table whose first line names nothing that is known, while one of the next lines does.
#include "cohort/cohort_state.h"

#include "cohort/form.h"

void header_names_add(const cohort *c, header_names *n, slice cell)
{
    slice name = slice_trim(cell);
    n->all += name.len > 0;
    n->known += name.len > 0 && form_is_column(&c->options, name);
}

bool header_names_suffice(header_names n)
{
    return n.known >= 2 || (n.known > 0 && n.known == n.all);
}

cohort_step report_titles(const cohort *c, const source_text *first, size_t header, diag_list *diags)
{
    const char *row = c->workbook != NULL ? "row" : "line";
    diag_error(diags, (place){first, 0, first->text.len}, "title-rows",
               "no column is named here; %s %zu looks like the header", row, header);
    diag_hint(diags, "skip the %ss above it: --skip-rows %zu", row, header - 1);
    return COHORT_UNREADABLE;
}

static header_names names_in(const cohort *c, arena *a, slice line)
{
    csv_reader reader = csv_reader_of(a, c->delimiter);
    reader.quoting = c->quoting;
    csv_record row = {0};
    csv_problem problem = {0};
    size_t used = 0;
    header_names n = {0};
    if (csv_read(&reader, line, true, &row, &used, &problem) != CSV_RECORD)
        return n;
    for (size_t i = 0; i < row.count; i++)
        header_names_add(c, &n, row.fields[i].text);
    return n;
}

/// A first line that says what separates cells, or is empty, is no title.
static bool is_passed(slice line)
{
    slice text = slice_part(line, slice_starts_with(line, SLICE("\xEF\xBB\xBF")) ? 3 : 0, line.len);
    return slice_starts_with(text, SLICE("sep=")) || slice_trim(text).len == 0;
}

cohort_step check_titles(cohort *c, diag_list *diags)
{
    size_t offset = 0;
    size_t first_length = 0;
    bool has_title = false;
    for (size_t i = 0; i < MOST_TITLE_ROWS; i++) {
        size_t length = 0;
        line_search found = window_find_line(c, offset, &length);
        if (found == LINE_NO_MEMORY)
            return COHORT_NO_MEMORY;
        if (found != LINE_FOUND)
            break;
        slice line = slice_part(window_text(c), offset, length);
        slice first = slice_part(window_text(c), 0, i == 0 ? length : first_length);
        offset += length;
        first_length = first.len;
        header_names n = is_passed(line) ? (header_names){0} : names_in(c, diags->arena, line);
        if (has_title && header_names_suffice(n)) {
            source_text *source = ARENA_NEW(diags->arena, source_text);
            *source = (source_text){
                .file = c->file, .text = arena_copy(diags->arena, first), .lines_before = c->lines};
            return report_titles(c, source, c->lines + i + 1, diags);
        }
        if (n.known > 0 && !has_title)
            break; // the header, perhaps with mistakes
        has_title = has_title || !is_passed(line);
    }
    return COHORT_RECORD;
}
