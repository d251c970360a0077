// The tables in tests/profile/tables: what is typed, and what it means. They can be extended without any C.
#include "files.h"
#include "profile/understand.h"

#include "feel/temporal.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const slice arrow = SLICE_INIT(" => ");

typedef struct asking {
    arena *arena;
    const fact *fact;
    slice typed;
    char meaning[1024];
} asking;

static void add_readings(asking *q, const answer *one)
{
    size_t length = strlen(q->meaning);
    for (size_t i = 0; i < one->reading_count; i++)
        length += (size_t)snprintf(q->meaning + length, sizeof q->meaning - length, "%s%.*s",
                                   i > 0 ? " | " : "", SLICE_ARG(one->readings[i]));
}

/// The meaning as the tables write it.
static void understand_it(void *argument)
{
    asking *q = argument;
    const answer one =
        understand(q->arena, q->fact, q->typed, temporal_parse_date(q->arena, SLICE("2026-01-31")));
    char *to = q->meaning;
    const size_t most = sizeof q->meaning;
    switch (one.kind) {
    case ANSWER_VALUE:
        (void)snprintf(to, most, "%.*s (%.*s)", SLICE_ARG(one.yaml), SLICE_ARG(one.said));
        assert_int_equal(one.is_guess, slice_starts_with(one.said, SLICE("taken as ")));
        break;
    case ANSWER_NONE: (void)snprintf(to, most, "none"); break;
    case ANSWER_NOT_KNOWN: (void)snprintf(to, most, "not known"); break;
    case ANSWER_SKIP: (void)snprintf(to, most, "skip"); break;
    case ANSWER_AMBIGUOUS:
        (void)snprintf(to, most, "which: ");
        add_readings(q, &one);
        break;
    case ANSWER_NOT_UNDERSTOOD: (void)snprintf(to, most, "? %.*s", SLICE_ARG(one.said)); break;
    case ANSWER_NOT_ALLOWED: (void)snprintf(to, most, "no: %.*s", SLICE_ARG(one.said)); break;
    }
    // What is offered as a reading is understood if it is typed.
    for (size_t i = 0; i < one.reading_count; i++) {
        const answer again = understand(q->arena, q->fact, one.readings[i],
                                        temporal_parse_date(q->arena, SLICE("2026-01-31")));
        assert_true(again.kind == ANSWER_VALUE || again.kind == ANSWER_NOT_ALLOWED);
    }
}

/// The fact, or "list.field".
static const fact *fact_named(const pack *p, slice name)
{
    const char *dot = memchr(name.ptr, '.', name.len);
    const slice first = dot != NULL ? slice_part(name, 0, (size_t)(dot - name.ptr)) : name;
    const ptrdiff_t at = pack_find_fact(p, first);
    assert_true(at >= 0);
    const fact *found = dot == NULL ? &p->facts[at] : NULL;
    const record_type *type = p->facts[at].record;
    for (size_t i = 0; found == NULL && i < type->field_count; i++)
        found = slice_equal(type->fields[i].name, slice_part(name, first.len + 1, name.len))
                    ? &type->fields[i]
                    : NULL;
    assert_non_null(found);
    return found;
}

typedef struct table {
    arena *arena;
    pack *pack;
    const fact *fact;
    size_t rows, wrong;
} table;

static void try_row(table *t, const char *path, size_t number, slice line)
{
    const char *at = NULL;
    for (size_t i = 0; i + arrow.len <= line.len && at == NULL; i++)
        at = slice_starts_with(slice_part(line, i, line.len), arrow) ? line.ptr + i : NULL;
    if (at == NULL)
        print_message("%s:%zu: no ' => '\n", path, number);
    assert_non_null(at);
    const slice wanted = slice_trim(slice_part(line, (size_t)(at - line.ptr) + arrow.len, line.len));
    asking q = {
        .arena = arena_new(NULL, 0), .fact = t->fact, .typed = slice_part(line, 0, (size_t)(at - line.ptr))};
    assert_int_equal(arena_run(q.arena, understand_it, &q), ARENA_DONE);
    const bool good = slice_is(wanted, q.meaning);
    if (!good)
        print_message("%s:%zu: %.*s => %s\n", path, number, SLICE_ARG(q.typed), q.meaning);
    t->rows++;
    t->wrong += !good;
    arena_free(q.arena);
}

static void try_line(table *t, const char *path, size_t number, slice line)
{
    static const slice pack_mark = SLICE_INIT("@@ ");
    static const slice fact_mark = SLICE_INIT("@ ");
    if (slice_trim(line).len == 0 || slice_is(line, "#") || slice_starts_with(line, SLICE("# "))) {
        return;
    } else if (slice_starts_with(line, pack_mark)) {
        pack_free(t->pack);
        const slice folder = arena_copy(t->arena, slice_part(line, pack_mark.len, line.len));
        t->pack = pack_load(NULL, folder.ptr, diag_list_new(t->arena));
        assert_non_null(t->pack);
    } else if (slice_starts_with(line, fact_mark)) {
        t->fact = fact_named(t->pack, slice_trim(slice_part(line, fact_mark.len, line.len)));
    } else {
        try_row(t, path, number, line);
    }
}

static void test_what_is_typed_means_what_the_tables_say(void **state)
{
    (void)state;
    size_t count;
    char **paths = files_below("tests/profile/tables", ".answers", &count);
    table t = {.arena = arena_new(NULL, 0)};
    for (size_t i = 0; i < count; i++) {
        char *text = file_read(paths[i], NULL);
        assert_non_null(text);
        size_t number = 1;
        for (const char *line = text; *line != '\0'; number++) {
            const size_t length = strcspn(line, "\n");
            try_line(&t, paths[i], number, (slice){line, length});
            line += length + (line[length] == '\n');
        }
        free(text);
    }
    print_message("info: answers: %zu rows\n", t.rows);
    pack_free(t.pack);
    arena_free(t.arena);
    names_free(paths);
    assert_true(t.rows >= 150);
    assert_int_equal(t.wrong, 0);
}

static void test_yes_and_no_are_told_apart(void **state)
{
    (void)state;
    assert_int_equal(understand_yes_or_no(SLICE(" Yes. ")), FEEL_TRUE);
    assert_int_equal(understand_yes_or_no(SLICE("n")), FEEL_FALSE);
    assert_int_equal(understand_yes_or_no(SLICE("")), FEEL_UNKNOWN);
    assert_int_equal(understand_yes_or_no(SLICE("another")), FEEL_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_typed_means_what_the_tables_say),
        cmocka_unit_test(test_yes_and_no_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
