// Rows of an SQLite database as rows of CSV: the names of columns are the header, and values become cells. The database is opened
// read-only, and only a single statement that reads is run. NULL is an empty cell, integers and reals are exact, and the declared type
// decides how a text is read.
#include "cohort/cohort_state.h"

#include "base/decimal.h"
#include "base/text.h"

#include <math.h>
#include <sqlite3.h>

struct query {
    sqlite3 *database;
    sqlite3_stmt *statement;
    size_t rows; ///< so far
};

static cohort_step complain(const cohort *c, diag_list *diags, const char *code, const char *why)
{
    diag_error(diags, (place){0}, code, "%.*s: %s", SLICE_ARG(c->file), why);
    return COHORT_UNREADABLE;
}

void query_close(cohort *c)
{
    if (c->query == NULL)
        return;
    (void)sqlite3_finalize(c->query->statement);
    (void)sqlite3_close(c->query->database);
    (void)c->from.resize(c->from.state, c->query, 0);
    c->query = NULL;
}

/// Reports what SQLite says is wrong, with its place in the SQL if it has one.
static cohort_step failed(const cohort *c, int result, diag_list *diags)
{
    sqlite3 *database = c->query->database;
    if (result == SQLITE_NOMEM || database == NULL)
        return COHORT_NO_MEMORY;
    int offset = sqlite3_error_offset(database);
    if (offset < 0)
        return complain(c, diags, "sql", sqlite3_errmsg(database));
    source_text *source = ARENA_NEW(diags->arena, source_text);
    *source = (source_text){.file = SLICE("--query"), .text = slice_of(c->options.query)};
    const bool hides_values = diags->hides_values;
    diags->hides_values = false; // the SQL is the user's own
    diag_error(diags, (place){source, (size_t)offset, 1}, "sql", "%.*s: %s", SLICE_ARG(c->file),
               sqlite3_errmsg(database));
    diags->hides_values = hides_values;
    return COHORT_UNREADABLE;
}

static bool is_blank_sql(const char *text)
{
    return text[strspn(text, " \t\r\n;")] == '\0';
}

/// The column names as a header.
static cohort_step read_columns(cohort *c, diag_list *diags)
{
    text_builder text = {.arena = diags->arena};
    int count = sqlite3_column_count(c->query->statement);
    for (int i = 0; i < count; i++) {
        const char *name = sqlite3_column_name(c->query->statement, i);
        if (name == NULL)
            return COHORT_NO_MEMORY;
        made_row_add(&text, slice_of(name), false);
    }
    source_text source = {.file = SLICE("--query"), .text = text_result(&text)};
    return made_header(c, &source, true, diags);
}

/// A value as the text of a cell; false if it cannot be one.
static bool cell_of(sqlite3_stmt *row, int column, arena *a, slice *out)
{
    *out = (slice){"", 0};
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_NULL: return true;
    case SQLITE_INTEGER:
        *out = arena_format(a, "%lld", (long long)sqlite3_column_int64(row, column));
        return true;
    case SQLITE_FLOAT: {
        char text[DECIMAL_TEXT_SIZE];
        double real = sqlite3_column_double(row, column);
        *out = arena_copy(a, (slice){text, decimal_double_text(real, text)});
        return isfinite(real);
    }
    case SQLITE_TEXT: {
        const char *text = (const char *)sqlite3_column_text(row, column);
        if (text == NULL)
            arena_fail(a);
        *out = (slice){text, (size_t)sqlite3_column_bytes(row, column)};
        return true;
    }
    default: return false; // a BLOB
    }
}

/// The present row as a row of CSV.
/// @param bad  receives the column of a value that cannot be one, -1 if there is none
/// @return     false if there is one, or the row is too long
static bool row_text(const cohort *c, arena *a, slice *out, int *bad)
{
    sqlite3_stmt *row = c->query->statement;
    text_builder text = {.arena = a};
    const int count = sqlite3_column_count(row);
    *bad = -1;
    for (int i = 0; i < count && *bad < 0 && text.length <= c->max_record; i++) {
        slice cell;
        if (!cell_of(row, i, a, &cell))
            *bad = i;
        else if (cell.len <= c->max_record)
            made_row_add(&text, cell, sqlite3_column_type(row, i) != SQLITE_TEXT);
        else
            return false;
    }
    *out = text_result(&text);
    return *bad < 0 && out->len <= c->max_record;
}

/// Surveys the first rows, and goes back to before them.
static cohort_step survey_query(cohort *c, diag_list *diags)
{
    cells_survey *survey = begin_survey(c, diags);
    sqlite3_stmt *row = c->query->statement;
    arena *scratch = arena_new_child(diags->arena);
    int result = SQLITE_DONE;
    for (bool more = true; more && (result = sqlite3_step(row)) == SQLITE_ROW;) {
        slice text;
        int bad;
        more = !row_text(c, scratch, &text, &bad) || cells_survey_row(survey, text);
        arena_reset(scratch);
    }
    (void)sqlite3_reset(row);
    if (result == SQLITE_NOMEM) // next time there may be memory, and the survey would have seen only a part
        return COHORT_NO_MEMORY;
    // Any other step that failed will again, and is then reported.
    return end_survey(c, survey, diags);
}

cohort_step query_open(cohort *c, const char *path, diag_list *diags)
{
    c->query = c->from.resize(c->from.state, NULL, sizeof *c->query);
    if (c->query == NULL)
        return COHORT_NO_MEMORY;
    *c->query = (query){0};
    const char *rest = "";
    int result = sqlite3_open_v2(path, &c->query->database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    cohort_step step = COHORT_RECORD;
    if (result == SQLITE_OK)
        result = sqlite3_prepare_v2(c->query->database, c->options.query, -1, &c->query->statement, &rest);
    if (result != SQLITE_OK)
        step = failed(c, result, diags);
    else if (c->query->statement == NULL)
        step = complain(c, diags, "sql", "the query holds no statement");
    else if (!is_blank_sql(rest))
        step = complain(c, diags, "sql", "the query is more than one statement");
    else if (!sqlite3_stmt_readonly(c->query->statement) || sqlite3_column_count(c->query->statement) == 0)
        step = complain(c, diags, "sql", "the query must be one that reads, such as SELECT");
    else
        step = read_columns(c, diags);
    if (step == COHORT_RECORD)
        step = survey_query(c, diags);
    if (step != COHORT_RECORD)
        query_close(c);
    return step;
}

static cohort_step refuse(const cohort *c, const cohort_record *record, int column, diag_list *diags)
{
    source_text *source = ARENA_NEW(diags->arena, source_text);
    *source = record->source;
    const char *name = sqlite3_column_name(c->query->statement, column);
    if (name == NULL)
        return COHORT_NO_MEMORY;
    diag_error(diags, (place){source, 0, 1}, "wrong-type",
               "the column '%s' holds a BLOB or an infinite number, which no fact can be", name);
    return COHORT_REFUSED;
}

cohort_step query_next(cohort *c, cohort_record *record, diag_list *diags)
{
    slice text;
    int bad;
    bool good;
    do {
        int result = sqlite3_step(c->query->statement);
        if (result == SQLITE_DONE)
            return COHORT_END;
        if (result != SQLITE_ROW) {
            cohort_step step = failed(c, result, diags);
            query_close(c);
            return step;
        }
        c->lines = c->query->rows++;
        good = row_text(c, diags->arena, &text, &bad);
    } while (good && cells_row_is_empty(text, MADE_DELIMITER));
    record_begin(c, record);
    if (bad >= 0)
        return refuse(c, record, bad, diags);
    if (!good)
        return record_too_large(c, record, diags);
    record->source.text = text;
    return COHORT_RECORD;
}
