// Cuts an open CSV file into rows. Only their ends are looked for; whoever asked for a row reads what it says.
#include "cohort/cohort_state.h"

// --- the header ---

typedef struct header_job {
    cohort *cohort;
    const source_text *source;
    const csv_record *header;
    cells_style style;
    diag_list *diags;
    bool failed;
} header_job;

static void make_header(void *argument)
{
    header_job *job = argument;
    cohort *c = job->cohort;
    const bool hides_values = job->diags->hides_values;
    job->diags->hides_values = false; // the names of columns are nobody's values
    cells_header *header = cells_header_read(c->headers, job->source, job->header, job->style,
                                             c->options.packs, c->options.pack_count, job->diags);
    job->failed = header == NULL;
    job->diags->hides_values = hides_values;
    if (!job->failed)
        c->header = header;
}

cells_style cells_style_of(const cohort *c, char delimiter)
{
    cells_style style = c->style;
    style.delimiter = delimiter;
    return style;
}

cohort_step keep_header(cohort *c, const source_text *source, const csv_record *header, cells_style style,
                        diag_list *diags)
{
    header_job job = {.cohort = c, .source = source, .header = header, .style = style, .diags = diags};
    if (arena_run(c->headers, make_header, &job) != ARENA_DONE)
        return COHORT_NO_MEMORY;
    return job.failed ? COHORT_UNREADABLE : COHORT_RECORD;
}

// --- the survey ---

cells_survey *begin_survey(const cohort *c, diag_list *diags)
{
    return cells_survey_new(diags->arena, c->header, c->options.packs, c->options.pack_count);
}

cohort_step end_survey(const cohort *c, cells_survey *survey, diag_list *diags)
{
    return cells_survey_end(survey, c->file, diags) ? COHORT_RECORD : COHORT_UNREADABLE;
}

/// Surveys the rows at the beginning of the window, and leaves them there.
static cohort_step survey_rows(cohort *c, diag_list *diags)
{
    cells_survey *survey = begin_survey(c, diags);
    csv_reader reader = csv_reader_of(diags->arena, c->delimiter);
    reader.quoting = c->quoting;
    reader.begun = true;
    size_t at = 0;
    for (bool more = true; more;) {
        const slice rest = slice_part(window_text(c), at, window_text(c).len);
        csv_record row = {0};
        csv_problem problem = {0};
        size_t length = 0;
        const csv_outcome outcome = csv_read(&reader, rest, c->at_end, &row, &length, &problem);
        if (outcome == CSV_MORE && rest.len <= c->max_record) {
            if (!window_fill(c))
                return COHORT_NO_MEMORY;
            continue;
        }
        more = outcome != CSV_MORE && outcome != CSV_END &&
               cells_survey_row(survey, slice_part(rest, 0, length));
        at += length;
    }
    return end_survey(c, survey, diags);
}

/// Bytes up to the end of the header: empty lines may come before it, but the window holds them all.
enum { MOST_BEFORE_ROWS = 2 * LIMIT_CSV_ROW };

_Static_assert(MOST_BEFORE_ROWS == 2 << 20, "the message says 2 MiB");

/// Moves past the lines before the header. False if memory ran out.
static bool skip_lines(cohort *c)
{
    bool good = true;
    for (size_t i = 0; good && i < c->options.skip_rows; i++)
        good = window_skip_line(c);
    return good;
}

cohort_step cut_header(cohort *c, diag_list *diags)
{
    if (!skip_lines(c))
        return COHORT_NO_MEMORY;
    cohort_step before = find_quoting(c, diags);
    if (before == COHORT_RECORD)
        before = check_titles(c, diags);
    if (before != COHORT_RECORD)
        return before;
    csv_reader reader = csv_reader_of(diags->arena, c->delimiter);
    reader.quoting = c->quoting;
    csv_record header = {0};
    csv_problem problem = {0};
    size_t used = 0;
    csv_outcome outcome = CSV_MORE;
    while ((outcome = csv_read(&reader, window_text(c), c->at_end, &header, &used, &problem)) == CSV_MORE) {
        if (window_text(c).len > MOST_BEFORE_ROWS)
            return input_unreadable(c, diags, "there is no header within the first 2 MiB");
        if (!window_fill(c))
            return COHORT_NO_MEMORY;
    }
    if (c->problem != NULL && outcome != CSV_RECORD)
        return input_failed(c, diags, c->problem);
    if (outcome == CSV_END)
        return input_unreadable(c, diags, "the file has no header");
    source_text *source = ARENA_NEW(diags->arena, source_text);
    *source = (source_text){.file = c->file,
                            .text = arena_copy(diags->arena, slice_part(window_text(c), 0, used)),
                            .lines_before = c->lines};
    if (outcome == CSV_WRONG) {
        csv_report(&problem, source, diags);
        return COHORT_UNREADABLE;
    }
    c->delimiter = reader.delimiter;
    cells_style style = cells_style_of(c, reader.delimiter);
    style.quoting = c->quoting;
    cohort_step step = keep_header(c, source, &header, style, diags);
    window_consume(c, used);
    return step == COHORT_RECORD ? survey_rows(c, diags) : step;
}

// --- rows ---

/// Whether each line of a row of several has as many cells as the header: then these are most likely rows, taken by a mark at the beginning of
/// the first. Two lines of two cells are no sign, nor is a cell with a mark that is written twice.
static bool lines_are_rows(slice row, size_t columns, char delimiter)
{
    size_t lines = 1;
    size_t cells = 1;
    bool all = columns > 1 && memmem(row.ptr, row.len, "\"\"", 2) == NULL;
    for (size_t i = 0; i < row.len && all; i++) {
        cells += row.ptr[i] == delimiter;
        if (row.ptr[i] != '\n')
            continue;
        all = cells == columns;
        lines++;
        cells = 1;
    }
    return all && cells == columns && lines > (columns == 2 ? 2U : 1U);
}

/// Whether a quotation mark in the first line of a row has most likely taken the others: the row does not fit the header, or its lines do.
static bool has_taken_lines(const cohort *c, const csv_record *row, slice text)
{
    const slice written = slice_part(text, row->offset, row->length);
    if (c->header == NULL || written.len == 0 || memchr(written.ptr, '\n', written.len) == NULL)
        return false;
    const size_t columns = cells_column_count(c->header);
    return row->count != columns ||
           (c->options.quote == '\0' && lines_are_rows(written, columns, c->delimiter));
}

/// Finds the length of the row at the beginning of the window; 0 if it is too long, and its end was not looked for.
/// @param open  receives where in a row that is too long a quotation mark stands that is not closed; SIZE_MAX: nowhere
static cohort_step find_row(cohort *c, arena *scratch, size_t *length, size_t *open)
{
    for (;;) {
        csv_reader reader = csv_reader_of(scratch, c->delimiter);
        reader.quoting = c->quoting;
        reader.begun = true;
        csv_record row = {0};
        csv_problem problem = {0};
        slice text = window_text(c);
        csv_outcome outcome = csv_read(&reader, text, c->at_end, &row, length, &problem);
        if (outcome == CSV_END)
            return COHORT_END;
        if (outcome == CSV_RECORD && has_taken_lines(c, &row, text)) {
            const char *feed = memchr(text.ptr + row.offset, '\n', row.length);
            *length = (size_t)(feed - text.ptr) + 1;
        }
        // The reader ends a row that is too long for it where the window ends, which is not the row's end.
        bool is_open =
            outcome == CSV_MORE || (*length == text.len && !c->at_end && text.ptr[text.len - 1] != '\n');
        if (is_open && text.len > c->max_record) {
            *length = 0;
            *open = outcome == CSV_MORE ? reader.open : SIZE_MAX;
            return COHORT_REFUSED;
        }
        if (!is_open)
            return *length > c->max_record + 2 ? COHORT_REFUSED : COHORT_RECORD; // but for its line end
        if (!window_fill(c))
            return COHORT_NO_MEMORY;
    }
}

/// Skips empty lines; false if memory ran out.
static bool skip_empty_lines(cohort *c)
{
    for (;;) {
        slice text = window_text(c);
        if (text.len < 2 && !c->at_end) {
            if (!window_fill(c))
                return false;
            continue;
        }
        size_t length = slice_starts_with(text, SLICE("\n"))     ? 1
                        : slice_starts_with(text, SLICE("\r\n")) ? 2
                                                                 : 0;
        if (length == 0)
            return true;
        window_consume(c, length);
    }
}

/// Refuses a row because of a quotation mark that may have taken rows behind it: they are read again, each on its own.
static cohort_step refuse_open(cohort *c, const cohort_record *record, size_t open, diag_list *diags)
{
    const slice text = window_text(c);
    const char *feed = memchr(text.ptr + open, '\n', text.len - open);
    const size_t length = feed != NULL ? (size_t)(feed - text.ptr) + 1 : text.len;
    source_text *source = ARENA_NEW(diags->arena, source_text);
    *source = record->source;
    source->text = arena_copy(diags->arena, slice_part(text, 0, length));
    diag_error(diags, (place){source, open, 1}, "csv-quote",
               "this quotation mark is not closed within %zu bytes", c->max_record);
    diag_hint(diags, "close it at the end of its cell; if cells are not quoted here: --quote none");
    return window_skip_line(c) ? COHORT_REFUSED : COHORT_NO_MEMORY;
}

cohort_step cut_row(cohort *c, cohort_record *record, diag_list *diags)
{
    if (c->options.shards > 0)
        return cut_line(c, record, diags);
    size_t length = 0;
    size_t open = SIZE_MAX;
    cohort_step step = COHORT_RECORD;
    do {
        window_consume(c, length);
        if (!skip_empty_lines(c))
            return COHORT_NO_MEMORY;
        step = find_row(c, diags->arena, &length, &open);
    } while (step == COHORT_RECORD &&
             cells_row_is_empty(slice_part(window_text(c), 0, length), c->delimiter));
    if (step == COHORT_RECORD)
        return record_give(c, record, length);
    if (step != COHORT_REFUSED)
        return step;
    record_begin(c, record);
    if (open != SIZE_MAX)
        return refuse_open(c, record, open, diags);
    window_consume(c, length);
    return length > 0 || window_skip_line(c) ? record_too_large(c, record, diags) : COHORT_NO_MEMORY;
}
