// The tables in tests/feel/tables: `expression => expected`, both evaluated and compared, kind and all.
#include "feel/feel.h"
#include "feel/temporal.h"
#include "files.h"

#include "test.h"

#include <glob.h>
#include <stdlib.h>

typedef struct row {
    arena *arena;
    slice left, right;
    bool good;
    slice got, wanted;
} row;

static feel_value evaluate(arena *a, slice text)
{
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = SLICE("table"), .text = text};
    feel_scope scope = {0};
    feel_machine m;
    feel_machine_init(&m, a);
    m.clock.now = temporal_parse_date_time(a, SLICE("2026-01-31T12:00:00Z"));
    m.clock.today = temporal_parse_date(a, SLICE("2026-01-31"));
    const feel_expression *e = feel_parse(a, source, &scope, diag_list_new(a));
    return e != NULL ? feel_evaluate(&m, e, NULL, 0) : feel_null();
}

static void run(void *argument)
{
    row *r = argument;
    feel_value got = evaluate(r->arena, r->left);
    feel_value wanted = evaluate(r->arena, r->right);
    r->got = feel_to_literal(r->arena, got);
    r->wanted = feel_to_literal(r->arena, wanted);
    r->good = slice_equal(r->got, r->wanted);
}

static bool run_line(const char *file, size_t number, slice line)
{
    for (size_t i = 0; i + 5 < line.len; i++) { // a comment follows the expected value after blanks
        if (memcmp(line.ptr + i, "    # ", 6) == 0)
            line.len = i;
    }
    const char *arrow = NULL;
    for (size_t i = 0; i + 3 < line.len; i++) {
        if (memcmp(line.ptr + i, " => ", 4) == 0)
            arrow = line.ptr + i;
    }
    if (arrow == NULL) {
        print_message("%s:%zu: no ' => '\n", file, number);
        return false;
    }
    size_t split = (size_t)(arrow - line.ptr);
    row r = {.arena = arena_new(NULL, 64u << 20),
             .left = slice_part(line, 0, split),
             .right = slice_part(line, split + 4, line.len)};
    bool good = arena_run(r.arena, run, &r) == ARENA_DONE && r.good;
    if (!good)
        print_message("%s:%zu: %.*s: got %.*s, expected %.*s\n", file, number, SLICE_ARG(r.left),
                      SLICE_ARG(r.got), SLICE_ARG(r.wanted));
    arena_free(r.arena);
    return good;
}

static void test_every_line_of_every_table_holds(void **state)
{
    (void)state;
    glob_t files;
    assert_int_equal(glob("tests/feel/tables/*.feel", 0, NULL, &files), 0);
    size_t failed = 0;
    size_t lines = 0;
    for (size_t f = 0; f < files.gl_pathc; f++) {
        size_t length;
        char *text = file_read(files.gl_pathv[f], &length);
        assert_non_null(text);
        size_t number = 1;
        for (size_t at = 0; at < length; number++) {
            size_t end = at;
            while (end < length && text[end] != '\n')
                end++;
            if (end > at && text[at] != '#') {
                lines++;
                failed += !run_line(files.gl_pathv[f], number, (slice){text + at, end - at});
            }
            at = end + 1;
        }
        free(text);
    }
    globfree(&files);
    print_message("info: FEEL tables: %zu lines\n", lines);
    assert_true(lines > 2000);
    assert_int_equal(failed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_line_of_every_table_holds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
