// Makes the tables, and puts rows into them.
#include "outcome/database.h"
#include "outcome/packed_row.h"
#include "write/text_stream.h"

#include <errno.h>
#include <stdlib.h>

enum { MOST_COLUMNS = 60 };

static bool make_tables(database *d, const outcome_options *written)
{
    char *schema = NULL;
    size_t length = 0;
    FILE *out = text_stream(&schema, &length);
    if (out != NULL) {
        (void)fputs(OUTCOME_PRAGMAS, out);
        written->format->begin(out, written);
    }
    bool whole = out != NULL && !ferror(out);
    whole = out != NULL && fclose(out) == 0 && whole;
    if (!whole) {
        free(schema);
        d->failure = ENOMEM;
        return false;
    }
    bool good = database_run(d, schema);
    free(schema);
    sqlite3_stmt *run =
        good ? database_prepare(d, "INSERT INTO run(advise, pack, version, as_of) VALUES(?, ?, ?, ?)") : NULL;
    const char *const texts[] = {advise_version(), advise_pack_name(written->pack),
                                 advise_pack_version(written->pack), written->date};
    for (int i = 0; run != NULL && good && i < 4; i++)
        good = database_keep_failure(d, sqlite3_bind_text(run, i + 1, texts[i], -1, SQLITE_STATIC));
    good = run != NULL && good && database_step(d, run);
    (void)sqlite3_finalize(run);
    return good;
}

/// Prepares a statement that adds a row to the table. How many columns it has depends on the fields that were chosen.
static sqlite3_stmt *prepare_insert(database *d, const char *table)
{
    char sql[200];
    (void)snprintf(sql, sizeof sql, "SELECT * FROM %s", table);
    sqlite3_stmt *all = database_prepare(d, sql);
    int columns = sqlite3_column_count(all);
    (void)sqlite3_finalize(all);
    if (columns > MOST_COLUMNS && d->failure == 0)
        d->failure = EINVAL; // a database that is joined may be anything
    if (d->failure != 0)
        return NULL;
    int length = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES(?", table);
    for (int i = 1; i < columns; i++)
        length += snprintf(sql + length, sizeof sql - (size_t)length, ",?");
    (void)snprintf(sql + length, sizeof sql - (size_t)length, ")");
    return database_prepare(d, sql);
}

bool outcome_database_prepare(outcome_database *o)
{
    database *d = &o->database;
    o->has_recommendations =
        database_count(d, "SELECT count(*) FROM sqlite_schema WHERE name = 'recommendations'") > 0;
    o->insert[TABLE_OUTCOMES] = prepare_insert(d, "outcomes");
    if (o->has_recommendations)
        o->insert[TABLE_RECOMMENDATIONS] = prepare_insert(d, "recommendations");
    return d->failure == 0;
}

bool outcome_database_begin(outcome_database *o, const outcome_options *written)
{
    database *d = &o->database;
    bool is_there = database_count(d, "SELECT count(*) FROM sqlite_schema WHERE name = 'run'") > 0;
    if (d->is_whole_at_once)
        (void)database_run(d, "BEGIN");
    if (!is_there)
        (void)(database_begin(d) && make_tables(d, written) && database_commit(d));
    return outcome_database_prepare(o);
}

void outcome_database_count(outcome_database *o, size_t *outcomes, size_t *refused)
{
    *outcomes = database_count(&o->database, "SELECT count(*) FROM outcomes");
    *refused = database_count(&o->database, "SELECT count(*) FROM outcomes WHERE status = 'refused'");
}

static int bind(sqlite3_stmt *row, int column, packed_cell c)
{
    switch (c.kind) {
    case PACKED_INTEGER: return sqlite3_bind_int64(row, column, c.integer);
    case PACKED_REAL: return sqlite3_bind_double(row, column, c.real);
    case PACKED_TEXT: return sqlite3_bind_text(row, column, c.text, (int)c.length, SQLITE_STATIC);
    case PACKED_NULL: break;
    }
    return sqlite3_bind_null(row, column);
}

static bool add_row(outcome_database *o, const char **at)
{
    database *d = &o->database;
    sqlite3_stmt *row = o->insert[packed_take_row(at)];
    bool good = true;
    for (int i = 1; good && i <= sqlite3_bind_parameter_count(row); i++)
        good = database_keep_failure(d, bind(row, i, packed_take(at)));
    return good && database_step(d, row);
}

bool outcome_database_add(outcome_database *o, const char *rows, size_t length)
{
    const char *at = rows;
    bool good = database_begin(&o->database);
    while (good && at < rows + length)
        good = add_row(o, &at);
    return database_commit(&o->database);
}

bool outcome_database_end(outcome_database *o, size_t outcomes, size_t refused)
{
    char sql[120];
    database *d = &o->database;
    (void)snprintf(sql, sizeof sql, "UPDATE run SET profiles = %zu, refused = %zu", outcomes, refused);
    return database_begin(d) && (!o->has_recommendations || database_run(d, OUTCOME_INDEX)) &&
           database_run(d, sql) && database_commit(d);
}

bool outcome_database_close(outcome_database *o, bool complete)
{
    for (size_t i = 0; i < OUTCOME_TABLES; i++)
        (void)sqlite3_finalize(o->insert[i]);
    return database_close(&o->database, complete);
}
