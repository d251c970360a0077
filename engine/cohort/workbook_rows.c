// Rows of a worksheet as rows of CSV: the first row that holds anything is the header, and its cells say which columns there are.
#include "cohort/cohort_state.h"

#include "base/text.h"
#include "workbook/workbook.h"

#include <unistd.h>

struct workbook_rows {
    workbook *workbook;
    size_t columns;    ///< up to the header's last cell
    size_t header_row; ///< its number
};

void workbook_rows_close(cohort *c)
{
    if (c->workbook == NULL)
        return;
    workbook_reader_close(c->workbook->workbook);
    (void)c->from.resize(c->from.state, c->workbook, 0);
    c->workbook = NULL;
}

bool workbook_rows_are_there(int fd)
{
    char start[4];
    return pread(fd, start, sizeof start, 0) == (ssize_t)sizeof start &&
           (memcmp(start, "PK\x03\x04", 4) == 0 || memcmp(start, "PK\x05\x06", 4) == 0);
}

/// The text of a cell as the cells of a table are read.
/// @param faults  a cell whose content is not known says why; else it is empty
static slice cell_text(arena *a, const workbook_row *row, size_t column, bool faults)
{
    workbook_cell cell = row->cells[column];
    if (cell.fault) {
        char name[WORKBOOK_CELL_NAME];
        workbook_cell_name(column, row->number, name);
        return faults ? arena_format(a, "%c%s %.*s", CELLS_FAULT, name, SLICE_ARG(cell.text))
                      : (slice){"", 0};
    }
    return cell.text;
}

/// A row as it is passed on: the header's columns, and what stands right of them.
static slice row_text(const cohort *c, arena *a, const workbook_row *row, bool faults)
{
    const workbook_rows *w = c->workbook;
    text_builder text = {.arena = a};
    const size_t end = row->count > w->columns ? row->count : w->columns;
    for (size_t i = 0; i < end; i++)
        made_row_add(&text, i < row->count ? cell_text(a, row, i, faults) : (slice){"", 0},
                     i < row->count && row->cells[i].number && !row->cells[i].fault);
    return text_result(&text);
}

static cohort_step failed(const cohort *c, diag_list *diags)
{
    return input_unreadable(c, diags, workbook_reader_problem(c->workbook->workbook));
}

/// The next row below those that are skipped. COHORT_END: there is none.
static cohort_step read_row(cohort *c, workbook_row *row, diag_list *diags)
{
    workbook_outcome outcome = WORKBOOK_ROW;
    do
        outcome = workbook_reader_next(c->workbook->workbook, row);
    while (outcome == WORKBOOK_ROW && row->number <= c->options.skip_rows);
    switch (outcome) {
    case WORKBOOK_NO_MEMORY: return COHORT_NO_MEMORY;
    case WORKBOOK_FAILED: return failed(c, diags);
    case WORKBOOK_END: return COHORT_END;
    case WORKBOOK_ROW: break;
    }
    return COHORT_RECORD;
}

static header_names names_in(const cohort *c, const workbook_row *row)
{
    header_names n = {0};
    for (size_t i = 0; !row->too_large && i < row->count; i++)
        header_names_add(c, &n, row->cells[i].text);
    return n;
}

/// Looks for titles above the header, and goes back to before them. COHORT_RECORD: there are none; else they were reported.
static cohort_step check_worksheet_titles(cohort *c, diag_list *diags)
{
    source_text *first = ARENA_NEW(diags->arena, source_text);
    workbook_row row = {0};
    cohort_step step = COHORT_RECORD;
    for (size_t i = 0; i < MOST_TITLE_ROWS && (step = read_row(c, &row, diags)) == COHORT_RECORD; i++) {
        const header_names n = names_in(c, &row);
        if (i > 0 && header_names_suffice(n))
            return report_titles(c, first, row.number, diags);
        if (i == 0 && n.known > 0)
            break; // the header, perhaps with mistakes
        if (i == 0 && !row.too_large)
            *first = (source_text){.file = c->file,
                                   .text = row_text(c, diags->arena, &row, true),
                                   .lines_before = row.number - 1};
    }
    if (step == COHORT_NO_MEMORY || step == COHORT_UNREADABLE)
        return step;
    return workbook_reader_rewind(c->workbook->workbook) ? COHORT_RECORD : COHORT_NO_MEMORY;
}

static cohort_step read_header(cohort *c, diag_list *diags)
{
    workbook_rows *w = c->workbook;
    workbook_row row = {0};
    cohort_step step = check_worksheet_titles(c, diags);
    if (step == COHORT_RECORD)
        step = read_row(c, &row, diags);
    if (step == COHORT_END || (step == COHORT_RECORD && row.too_large))
        return input_unreadable(c, diags,
                                step == COHORT_RECORD ? "the worksheet has more than 1,000 columns"
                                : c->options.skip_rows > 0
                                    ? "the worksheet is empty below the rows that are skipped"
                                    : "the worksheet is empty");
    if (step != COHORT_RECORD)
        return step;
    w->columns = row.count;
    w->header_row = row.number;
    source_text source = {
        .file = c->file, .text = row_text(c, diags->arena, &row, true), .lines_before = row.number - 1};
    return made_header(c, &source, false, diags);
}

/// Surveys the first rows, and goes back to before them. If a row cannot be read, it is reported when it is read again.
static cohort_step survey(cohort *c, diag_list *diags)
{
    cells_survey *survey = begin_survey(c, diags);
    workbook *w = c->workbook->workbook;
    arena *scratch = arena_new_child(diags->arena);
    workbook_row row = {0};
    bool more = true;
    workbook_outcome outcome = WORKBOOK_ROW;
    while (more && (outcome = workbook_reader_next(w, &row)) == WORKBOOK_ROW) {
        more = row.too_large || cells_survey_row(survey, row_text(c, scratch, &row, false));
        arena_reset(scratch);
    }
    if (outcome == WORKBOOK_NO_MEMORY || !workbook_reader_rewind(w))
        return COHORT_NO_MEMORY;
    return end_survey(c, survey, diags);
}

/// Says which worksheet is read if others hold something too.
static void note_others(const cohort *c, diag_list *diags)
{
    const workbook *w = c->workbook->workbook;
    const slice others = workbook_reader_others(w);
    if (others.len == 0)
        return;
    diag_finding(diags, SEVERITY_NOTE, (place){0}, "worksheet", NULL, (slice){0},
                 "%.*s: the worksheet '%.*s' is read, and not %.*s", SLICE_ARG(c->file),
                 SLICE_ARG(workbook_reader_worksheet(w)), SLICE_ARG(others));
    diag_hint(diags, "--worksheet NAME chooses another");
}

cohort_step workbook_rows_open(cohort *c, diag_list *diags)
{
    c->workbook = c->from.resize(c->from.state, NULL, sizeof *c->workbook);
    if (c->workbook == NULL)
        return COHORT_NO_MEMORY;
    *c->workbook = (workbook_rows){
        .workbook = workbook_reader_open(&c->from, c->fd, c->options.worksheet, c->max_record)};
    if (c->workbook->workbook == NULL)
        return COHORT_NO_MEMORY;
    if (workbook_reader_problem(c->workbook->workbook) != NULL)
        return failed(c, diags);
    note_others(c, diags);
    cohort_step step = read_header(c, diags);
    return step == COHORT_RECORD ? survey(c, diags) : step;
}

cohort_step workbook_rows_next(cohort *c, cohort_record *record, diag_list *diags)
{
    workbook_rows *w = c->workbook;
    workbook_row row = {0};
    slice text = {"", 0};
    uint64_t before = workbook_reader_taken(w->workbook);
    workbook_outcome outcome = WORKBOOK_ROW;
    do {
        outcome = workbook_reader_next(w->workbook, &row);
        if (outcome == WORKBOOK_ROW && !row.too_large)
            text = row_text(c, diags->arena, &row, true);
    } while (outcome == WORKBOOK_ROW &&
             (row.number <= w->header_row || (!row.too_large && cells_row_is_empty(text, MADE_DELIMITER))));
    c->done += workbook_reader_taken(w->workbook) - before;
    if (outcome == WORKBOOK_NO_MEMORY)
        return COHORT_NO_MEMORY;
    if (outcome == WORKBOOK_END)
        return COHORT_END;
    if (outcome == WORKBOOK_FAILED)
        return failed(c, diags);
    c->lines = row.number - 1;
    record_begin(c, record);
    if (row.too_large || text.len > c->max_record)
        return record_too_large(c, record, diags);
    record->source.text = text;
    return COHORT_RECORD;
}
