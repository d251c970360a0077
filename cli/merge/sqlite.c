// Joins databases: the rows of all go into tables like those of the first, and numbers of profiles are counted on from part to part. In the
// column `id` a number of our own is an integer, and a fact that names a profile is a text.
#include "merge/merge.h"
#include "outcome/database.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

typedef struct sqlite_merge {
    outcome_database joined;
    size_t refused;
} sqlite_merge;

static const char not_ours[] = "this is not a database of 'advise batch'";

/// Says what failed: the disk or memory is full, or else something is wrong with the part.
static int failed(const merge *m, const merge_part *p, const char *why)
{
    const sqlite_merge *s = m->own;
    errno = s->joined.database.failure;
    if (errno != ENOMEM && errno != ENOSPC && errno != EFBIG && errno != EDQUOT)
        return merge_complain(p, why);
    (void)output_complain(m->out.path);
    return EXIT_IO;
}

/// Makes the tables of the first part.
static int copy_tables(const merge *m, const merge_part *p)
{
    sqlite_merge *s = m->own;
    database *d = &s->joined.database;
    sqlite3_stmt *tables = database_prepare(d, "SELECT sql FROM part.sqlite_schema WHERE type = 'table' AND "
                                               "name IN ('run', 'outcomes', 'recommendations')");
    bool good = tables != NULL && database_run(d, OUTCOME_PRAGMAS);
    while (good && database_has_row(d, tables)) {
        sqlite3_stmt *create = database_prepare(d, database_text(d, tables, 0));
        good = create != NULL && database_step(d, create);
        (void)sqlite3_finalize(create);
    }
    (void)sqlite3_finalize(tables);
    good = good && database_count(
                       d, "SELECT count(*) FROM main.sqlite_schema WHERE name IN ('run', 'outcomes')") == 2;
    if (good && database_run(d, "INSERT INTO main.run SELECT * FROM part.run"))
        return EXIT_DONE;
    return failed(m, p, not_ours);
}

/// Checks that the part is complete, and that it goes with those before it.
static int check_part(const merge *m, const merge_part *p)
{
    sqlite_merge *s = m->own;
    database *d = &s->joined.database;
    static const struct {
        const char *count; ///< gives 1 if all is well
        const char *why;
    } checks[] = {
        {"SELECT count(*) FROM main.sqlite_schema AS m JOIN part.sqlite_schema AS p USING (name, sql) WHERE "
         "p.name = 'outcomes'",
         "its columns are not those of the results before it"},
        {"SELECT (SELECT coalesce(max(sql), '') FROM main.sqlite_schema WHERE name = 'recommendations') ="
         " (SELECT coalesce(max(sql), '') FROM part.sqlite_schema WHERE name = 'recommendations')",
         "its columns are not those of the results before it"},
        {"SELECT count(*) FROM main.run JOIN part.run USING (pack, version, as_of)",
         "it is of another pack or date than the results before it"},
        {"SELECT count(*) FROM part.run WHERE profiles = (SELECT count(*) FROM part.outcomes) AND"
         " profiles = (SELECT coalesce(max(number), 0) FROM part.outcomes)",
         "it is not complete"},
    };
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
        size_t count = database_count(d, checks[i].count);
        if (d->failure != 0)
            return failed(m, p, not_ours);
        if (count != 1)
            return merge_complain(p, checks[i].why);
    }
    return EXIT_DONE;
}

/// Copies the rows of a table. The first column is the number of a profile, and the second column of outcomes may be: they are counted on.
static int copy_rows(merge *m, const merge_part *p, size_t table, const char *query)
{
    sqlite_merge *s = m->own;
    database *d = &s->joined.database;
    sqlite3_stmt *insert = s->joined.insert[table];
    sqlite3_stmt *row = database_prepare(d, query);
    while (database_has_row(d, row)) {
        bool named_by_number = table == 0 && sqlite3_column_type(row, 1) == SQLITE_INTEGER;
        bool good = true;
        for (int i = 0; good && i < sqlite3_column_count(row); i++)
            good = database_keep_failure(
                d, i == 0 || (i == 1 && named_by_number)
                       ? sqlite3_bind_int64(insert, i + 1,
                                            sqlite3_column_int64(row, i) + (sqlite3_int64)m->records)
                       : sqlite3_bind_value(insert, i + 1, sqlite3_column_value(row, i)));
        if (good)
            (void)database_step(d, insert); // its failure is kept
    }
    (void)sqlite3_finalize(row);
    return d->failure == 0 ? EXIT_DONE : failed(m, p, "the database is damaged");
}

static int begin(merge *m)
{
    sqlite_merge *s = calloc(1, sizeof *s);
    m->own = s;
    if (s != NULL && database_open_new(&s->joined.database, m->out.temporary))
        return EXIT_DONE;
    errno = s != NULL ? s->joined.database.failure : ENOMEM;
    (void)output_complain(m->out.path);
    return EXIT_IO;
}

static int add_attached(merge *m, const merge_part *p)
{
    sqlite_merge *s = m->own;
    database *d = &s->joined.database;
    int status = EXIT_DONE;
    if (database_count(d, "PRAGMA part.application_id") != strtoull(OUTCOME_APPLICATION, NULL, 10))
        return failed(m, p, not_ours);
    if (m->parts == 0)
        status = copy_tables(m, p);
    if (status == EXIT_DONE)
        status = check_part(m, p);
    if (status == EXIT_DONE && m->parts == 0 && !outcome_database_prepare(&s->joined))
        status = failed(m, p, not_ours);
    (void)database_run(d, "BEGIN");
    if (status == EXIT_DONE)
        status = copy_rows(m, p, 0, "SELECT * FROM part.outcomes ORDER BY number");
    if (status == EXIT_DONE && s->joined.has_recommendations)
        status = copy_rows(m, p, 1, "SELECT * FROM part.recommendations ORDER BY 1, 2");
    (void)database_run(d, "COMMIT");
    if (status == EXIT_DONE) {
        m->records += database_count(d, "SELECT profiles FROM part.run");
        s->refused += database_count(d, "SELECT refused FROM part.run");
    }
    return status;
}

static int add(merge *m, merge_part *p)
{
    p->number = 0; // a database has no lines
    int status = m->parts == 0 ? begin(m) : EXIT_DONE;
    if (status != EXIT_DONE)
        return status;
    sqlite_merge *s = m->own;
    database *d = &s->joined.database;
    sqlite3_stmt *attach = database_prepare(d, "ATTACH ? AS part");
    bool good = attach != NULL &&
                database_keep_failure(d, sqlite3_bind_text(attach, 1, p->path, -1, SQLITE_STATIC)) &&
                database_step(d, attach);
    (void)sqlite3_finalize(attach);
    if (!good)
        return failed(m, p, not_ours);
    status = add_attached(m, p);
    (void)database_run(d, "DETACH part");
    return status;
}

static bool fits(const merge_part *p)
{
    static const char start[] = "SQLite format 3";
    return p->length >= sizeof start && memcmp(p->line, start, sizeof start) == 0;
}

static int end(merge *m, int status)
{
    sqlite_merge *s = m->own;
    if (s == NULL)
        return status;
    bool good = status == EXIT_DONE && outcome_database_end(&s->joined, m->records, s->refused);
    good = outcome_database_close(&s->joined, good) && good;
    if (!good && status == EXIT_DONE) {
        errno = s->joined.database.failure;
        (void)output_complain(m->out.path);
        status = EXIT_IO;
    }
    free(s);
    return status;
}

const merge_kind merge_sqlite = {.needs_file = true, .fits = fits, .add = add, .end = end};
