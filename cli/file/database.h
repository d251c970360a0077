/// An SQLite database that is written.
#ifndef ADVISE_CLI_FILE_DATABASE_H
#define ADVISE_CLI_FILE_DATABASE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct database {
    sqlite3 *handle;
    bool is_whole_at_once; ///< it is worth nothing before its end: there are no transactions to keep
    int failure;           ///< as an errno: what went wrong first; 0: nothing
} database;

/// Opens the empty file at `path` for a database that gets its name when it is whole: without a journal. False where it failed.
bool database_open_new(database *d, const char *path);
/// Opens a file that is added to, and may hold what a run before wrote: transactions that were not ended are undone.
bool database_open_to_add(database *d, const char *path);
/// Runs statements, without their rows.
bool database_run(database *d, const char *sql);
/// Prepares a statement, which is to be finalized by SQLite's function; NULL where it failed.
sqlite3_stmt *database_prepare(database *d, const char *sql);
/// Runs a prepared statement that has no rows, and makes it ready for the next time.
bool database_step(database *d, sqlite3_stmt *statement);
/// The number that a query gives in its first row and column; 0 where it gives none or failed.
size_t database_count(database *d, const char *sql);
/// Keeps what went wrong; returns whether `result` is none.
bool database_keep_failure(database *d, int result);
/// Begins and ends a transaction, where not all is one; ends it by undoing where something failed.
bool database_begin(database *d);
bool database_commit(database *d);
/// Ends it; what is `complete` gets the ordinary form, which can be read from anywhere. Statements must be finalized.
bool database_close(database *d, bool complete);

#endif
