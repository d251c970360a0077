/// An SQLite database that is written.
#ifndef ADVISE_CLI_FILE_DATABASE_H
#define ADVISE_CLI_FILE_DATABASE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct database {
    sqlite3 *handle;
    bool is_whole_at_once; ///< it is useless before its end, so it takes neither transactions nor a journal
    int failure;           ///< what failed first, as an errno; 0: nothing
} database;

/// Opens the empty file at `path` for a database that gets its name when it is complete. False if that failed.
bool database_open_new(database *d, const char *path);
/// Opens a file that is added to, and that may hold what an earlier run wrote: transactions that were not ended are undone.
bool database_open_to_add(database *d, const char *path);
/// Runs statements; their rows are ignored.
bool database_run(database *d, const char *sql);
/// Prepares a statement, which the caller finalizes with SQLite's function; NULL if that failed.
sqlite3_stmt *database_prepare(database *d, const char *sql);
/// Runs a prepared statement that gives no rows, and resets it for the next time.
bool database_step(database *d, sqlite3_stmt *statement);
/// Moves a prepared query to its next row; false past the last, or if that failed.
bool database_has_row(database *d, sqlite3_stmt *statement);
/// The text of a column, until the next row; NULL if that failed. There must be one.
const char *database_text(database *d, sqlite3_stmt *row, int column);
/// The number in the first row and column of a query; 0 if it gives none or failed.
size_t database_count(database *d, const char *sql);
/// Keeps the failure that SQLite's `result` stands for; true if it stands for none.
bool database_keep_failure(database *d, int result);
/// Begins and ends a transaction, unless the whole database is one; it is undone if something failed.
bool database_begin(database *d);
bool database_commit(database *d);
/// Closes it. One that is `complete` gets the ordinary form, which can also be read from read-only folders. Statements must be finalized.
bool database_close(database *d, bool complete);

#endif
