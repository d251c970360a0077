/// The outcomes of a batch as tables of an SQLite database.
#ifndef ADVISE_CLI_OUTCOME_DATABASE_H
#define ADVISE_CLI_OUTCOME_DATABASE_H

#include "file/database.h"
#include "outcome/format.h"

/// The tables that rows are put into.
enum { TABLE_OUTCOMES, TABLE_RECOMMENDATIONS, OUTCOME_TABLES };

/// What SQLite keeps in the header of a database: whose it is ("advi"), and the version of its tables.
#define OUTCOME_APPLICATION "1633973865"
#define OUTCOME_PRAGMAS     "PRAGMA application_id = " OUTCOME_APPLICATION "; PRAGMA user_version = 1;\n"
#define OUTCOME_INDEX                                                                                        \
    "CREATE INDEX IF NOT EXISTS recommendations_by_recommendation ON recommendations(recommendation)"

typedef struct outcome_database {
    database database;
    sqlite3_stmt *insert[OUTCOME_TABLES];
    bool has_recommendations;
} outcome_database;

/// Makes the tables in a database that was opened, unless they are there, and makes ready to add rows.
/// @param written  by a format that is a database
bool outcome_database_begin(outcome_database *o, const outcome_options *written);
/// Makes ready to add rows to tables that are there.
bool outcome_database_prepare(outcome_database *o);
/// Counts the outcomes that it holds, and the refused ones among them.
void outcome_database_count(outcome_database *o, size_t *outcomes, size_t *refused);
/// Adds rows as `outcomes_as_sqlite` wrote them: all of them or, if that fails, none.
bool outcome_database_add(outcome_database *o, const char *rows, size_t length);
/// Makes the index, and notes in the table `run` how many outcomes there are, which marks the database as complete.
bool outcome_database_end(outcome_database *o, size_t outcomes, size_t refused);
/// Closes it. False if something failed, now or before: see `database.failure`.
bool outcome_database_close(outcome_database *o, bool complete);

#endif
