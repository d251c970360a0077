// Records of a database while memory ends within SQLite: each of its allocations fails once, and once with all that follow. Either all records
// come as they are, or memory is what is lacking: never a bad database, and never fewer records.
#include "cohort/cohort.h"

#include "files.h"
#include "test.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// --- the allocator of SQLite, which is set once for the whole process ---

static sqlite3_mem_methods real;
static size_t allocations, fail_at;
static bool from_there_on, failed;

static bool is_due(void)
{
    allocations++;
    const bool due = fail_at != 0 && (from_there_on ? allocations >= fail_at : allocations == fail_at);
    failed = failed || due;
    return due;
}

static void *take(int size)
{
    return is_due() ? NULL : real.xMalloc(size);
}

static void *grow(void *block, int size)
{
    return is_due() ? NULL : real.xRealloc(block, size);
}

static int set_up(void **state)
{
    (void)state;
    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK)
        return 1;
    sqlite3_mem_methods ours = real;
    ours.xMalloc = take;
    ours.xRealloc = grow;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) != SQLITE_OK ||
           sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) != SQLITE_OK || sqlite3_initialize() != SQLITE_OK;
}

// --- reading ---

typedef struct reading {
    const char *path, *query;
    char records[512]; ///< their texts, each in brackets, and "!" for one that is refused
    bool no_memory;
    cohort_step last;
} reading;

typedef struct step_job {
    cohort *cohort;
    arena *arena;
    reading *to;
    cohort_step step;
} step_job;

static void add(reading *r, const char *format, slice text)
{
    const size_t used = strlen(r->records);
    (void)snprintf(r->records + used, sizeof r->records - used, "%s%.*s%s", format, SLICE_ARG(text),
                   *format == '[' ? "]" : "");
}

static void step(void *argument)
{
    step_job *j = argument;
    cohort_record record;
    j->step = cohort_next(j->cohort, &record, diag_list_new(j->arena));
    if (j->step == COHORT_RECORD)
        add(j->to, "[", record.source.text);
    else if (j->step == COHORT_REFUSED)
        add(j->to, "!", SLICE(""));
}

static void read_all(reading *r)
{
    const cohort_options options = {.query = r->query};
    step_job j = {.to = r, .arena = arena_new(NULL, 0)};
    j.cohort = cohort_new(NULL, &r->path, 1, &options);
    assert_non_null(j.cohort);
    do {
        arena_reset(j.arena);
        j.step = COHORT_NO_MEMORY;
        if (arena_run(j.arena, step, &j) != ARENA_DONE)
            j.step = COHORT_NO_MEMORY;
    } while (j.step == COHORT_RECORD || j.step == COHORT_REFUSED);
    r->last = j.step;
    cohort_free(j.cohort);
    arena_free(j.arena);
}

/// Texts are read as UTF-8: from UTF-16 they are turned into it, which takes memory.
static char *make_database(const char *folder, const char *encoding)
{
    char *path = text_of("%s/%s.db", folder, encoding);
    char *pragma = text_of("pragma encoding = '%s'", encoding);
    sqlite3 *database;
    assert_int_equal(sqlite3_open(path, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, pragma, NULL, NULL, NULL), SQLITE_OK);
    free(pragma);
    assert_int_equal(sqlite3_exec(database,
                                  "create table people (n, m); insert into people values (1, 'one');"
                                  "insert into people values (2.5, 'two'), (null, 'three'), (x'00', 'four');",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    return path;
}

/// Reads with each allocation failing, and returns how often memory was lacking.
static size_t try_query(const char *path, const char *query)
{
    reading whole = {.path = path, .query = query};
    fail_at = 0;
    read_all(&whole);
    assert_int_equal(whole.last, COHORT_END);
    assert_true(strlen(whole.records) > 10);
    size_t short_of = 0;
    failed = true;
    for (size_t at = 1; failed; at++) {
        reading r = {.path = path, .query = query};
        allocations = 0;
        failed = false;
        fail_at = at;
        read_all(&r);
        if (r.last == COHORT_END)
            assert_string_equal(r.records, whole.records);
        else
            assert_int_equal(r.last, COHORT_NO_MEMORY);
        assert_true(failed || r.last == COHORT_END);
        short_of += r.last == COHORT_NO_MEMORY;
    }
    fail_at = 0;
    return short_of;
}

static void test_memory_that_ends_loses_no_record(void **state)
{
    (void)state;
    static const char *const queries[] = {
        "select n, m from people", "select * from people order by m",
        "select m || m as m, max(n) as n from people group by m",
        "select upper(m) as m from people where n < 3 union select hex(n) from people"};
    static const char *const encodings[] = {"UTF-8", "UTF-16"};
    char *folder = folder_new();
    for (size_t e = 0; e < 2; e++) {
        char *path = make_database(folder, encodings[e]);
        for (size_t q = 0; q < sizeof queries / sizeof *queries; q++) {
            from_there_on = false;
            assert_true(try_query(path, queries[q]) > 10);
            from_there_on = true;
            assert_true(try_query(path, queries[q]) > 10);
        }
        free(path);
    }
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_that_ends_loses_no_record),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
