// Keeps failures of SQLite as an errno, so that they are reported like those of all other outputs.
#include "file/database.h"

#include <errno.h>

bool database_keep_failure(database *d, int result)
{
    if (result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE)
        return true;
    int last = errno; // set by a call within SQLite, which does not always pass it on
    int why = d->handle != NULL ? sqlite3_system_errno(d->handle) : 0;
    if (why == 0 && (last == ENOSPC || last == EFBIG || last == EDQUOT))
        why = last;
    if (result == SQLITE_NOMEM)
        why = ENOMEM;
    else if ((result & 0xFF) == SQLITE_FULL)
        why = ENOSPC;
    else if (why == 0)
        why = EIO;
    if (d->failure == 0)
        d->failure = why;
    return false;
}

bool database_run(database *d, const char *sql)
{
    return d->failure == 0 && database_keep_failure(d, sqlite3_exec(d->handle, sql, NULL, NULL, NULL));
}

static bool open_file(database *d, const char *path)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    int result = sqlite3_open_v2(path, &d->handle, flags, NULL);
    return database_keep_failure(d, result) && database_run(d, "PRAGMA trusted_schema = off");
}

bool database_open_new(database *d, const char *path)
{
    *d = (database){.is_whole_at_once = true};
    return open_file(d, path) && database_run(d, "PRAGMA locking_mode = exclusive; PRAGMA journal_mode = off;"
                                                 "PRAGMA synchronous = off");
}

bool database_open_to_add(database *d, const char *path)
{
    *d = (database){0};
    return open_file(d, path) && database_run(d, "PRAGMA locking_mode = exclusive; PRAGMA journal_mode = wal;"
                                                 "PRAGMA synchronous = normal");
}

sqlite3_stmt *database_prepare(database *d, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (d->failure == 0)
        (void)database_keep_failure(d, sqlite3_prepare_v2(d->handle, sql, -1, &statement, NULL));
    return statement;
}

bool database_step(database *d, sqlite3_stmt *statement)
{
    bool good = database_keep_failure(d, sqlite3_step(statement));
    (void)sqlite3_reset(statement);
    return good;
}

bool database_has_row(database *d, sqlite3_stmt *statement)
{
    int result = d->failure == 0 ? sqlite3_step(statement) : SQLITE_DONE;
    return database_keep_failure(d, result) && result == SQLITE_ROW;
}

const char *database_text(database *d, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    if (text == NULL)
        (void)database_keep_failure(d, sqlite3_column_type(row, column) == SQLITE_NULL ? SQLITE_MISMATCH
                                                                                       : SQLITE_NOMEM);
    return text;
}

size_t database_count(database *d, const char *sql)
{
    sqlite3_stmt *statement = database_prepare(d, sql);
    size_t count = 0;
    if (statement != NULL && database_keep_failure(d, sqlite3_step(statement)))
        count = (size_t)sqlite3_column_int64(statement, 0);
    (void)sqlite3_finalize(statement);
    return count;
}

bool database_begin(database *d)
{
    return d->is_whole_at_once ? d->failure == 0 : database_run(d, "BEGIN");
}

bool database_commit(database *d)
{
    if (d->is_whole_at_once)
        return d->failure == 0;
    if (!database_run(d, "COMMIT"))
        (void)sqlite3_exec(d->handle, "ROLLBACK", NULL, NULL, NULL);
    return d->failure == 0;
}

bool database_close(database *d, bool complete)
{
    if (complete && sqlite3_get_autocommit(d->handle) == 0)
        (void)database_run(d, "COMMIT");
    if (complete && !d->is_whole_at_once)
        (void)database_run(d, "PRAGMA journal_mode = delete");
    (void)database_keep_failure(d, sqlite3_close(d->handle));
    d->handle = NULL;
    return d->failure == 0;
}
