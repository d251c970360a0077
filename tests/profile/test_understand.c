// The tables in tests/profile/tables: what is typed, and what it means. They can be extended without any C.
#include "profile/understand.h"

#include "base/text.h"
#include "base/utf8.h"
#include "failing.h"
#include "feel/temporal.h"
#include "files.h"
#include "profile/profile.h"
#include "random.h"

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

// --- the manual ---

/// The next cell of a row of a table, without its code marks; empty if there is none.
static slice next_cell(slice *row)
{
    const char *bar = row->len > 0 ? memchr(row->ptr, '|', row->len) : NULL;
    const slice rest = bar != NULL ? slice_part(*row, (size_t)(bar - row->ptr) + 1, row->len) : (slice){0};
    const char *end = rest.len > 0 ? memchr(rest.ptr, '|', rest.len) : NULL;
    slice cell = end != NULL ? slice_trim(slice_part(rest, 0, (size_t)(end - rest.ptr))) : (slice){0};
    *row = rest;
    if (cell.len > 1 && cell.ptr[0] == '`' && cell.ptr[cell.len - 1] == '`')
        cell = slice_part(cell, 1, cell.len - 2);
    return cell;
}

static void test_examples_of_the_manual_are_understood_so(void **state)
{
    (void)state;
    char *text = file_read("docs/conversation.md", NULL);
    assert_non_null(text);
    const char *line = strstr(text, "\n## What you can type\n");
    assert_non_null(line);
    const char *end = strstr(line + 1, "\n## ");
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "rules/paralegal", diag_list_new(a));
    size_t rows = 0;
    for (line = strstr(line, "\n| `"); line != NULL && (end == NULL || line < end);
         line = strstr(line + 1, "\n| `")) {
        slice row = {line + 1, strcspn(line + 1, "\n")};
        const slice name = next_cell(&row);
        const slice typed = next_cell(&row);
        const slice wanted = next_cell(&row);
        const fact *f = &p->facts[pack_find_fact(p, name)];
        const answer one = understand(a, f, typed, temporal_parse_date(a, SLICE("2026-01-31")));
        if (!slice_equal(one.said, wanted))
            print_error("%.*s: '%.*s' is %.*s\n", SLICE_ARG(name), SLICE_ARG(typed), SLICE_ARG(one.said));
        assert_true(slice_equal(one.said, wanted));
        rows++;
    }
    assert_true(rows > 20);
    pack_free(p);
    arena_free(a);
    free(text);
}

// --- anything ---

typedef struct guessing {
    arena *arena;
    const pack *pack;
    random_source *random;
    size_t understood;
} guessing;

/// Something that might be typed, or not.
static slice random_answer(guessing *g)
{
    static const char *const parts[] = {"3",
                                        "40",
                                        "1.500",
                                        "1,500",
                                        "2 1/2",
                                        "\xC2\xBD",
                                        "a",
                                        "dozen",
                                        "half",
                                        "and",
                                        " ",
                                        "-",
                                        "years",
                                        "months",
                                        "weeks",
                                        "a day",
                                        "km",
                                        "miles",
                                        "$",
                                        "k",
                                        "%",
                                        "about",
                                        "since",
                                        "May",
                                        "2023",
                                        "Friday",
                                        "next",
                                        "last",
                                        "end of",
                                        "in",
                                        "ago",
                                        "5/6/7",
                                        "/",
                                        ".",
                                        ",",
                                        "or",
                                        "to",
                                        "not",
                                        "none",
                                        "yes",
                                        "no",
                                        "don't know",
                                        "tax",
                                        "lit",
                                        "i",
                                        "small",
                                        "law",
                                        "1 3 5",
                                        "all",
                                        "\"",
                                        "'",
                                        "\xFF",
                                        "\xE2\x80\x99",
                                        "9:30",
                                        "pm",
                                        "2026-02-30",
                                        "99999999999999999999",
                                        "1e5",
                                        "0",
                                        "#",
                                        "(",
                                        "\t",
                                        "hundred",
                                        "thousand",
                                        "a year and a half",
                                        "month",
                                        "tomorrow",
                                        "at",
                                        "0001-01-01",
                                        "9999"};
    text_builder out = {.arena = g->arena};
    const size_t count = (size_t)random_below(g->random, 6);
    for (size_t i = 0; i < count; i++)
        text_add_format(&out, "%s%s", i > 0 && random_below(g->random, 3) > 0 ? " " : "",
                        parts[random_below(g->random, sizeof parts / sizeof *parts)]);
    return text_result(&out);
}

/// What is understood can stand in a profile: it reads back as the same value, without a word.
static void check_it_reads_back(guessing *g, size_t index, const answer *one, slice typed)
{
    diag_list *diags = diag_list_new(g->arena);
    source_text *source = ARENA_NEW(g->arena, source_text);
    *source = (source_text){.file = SLICE("me"),
                            .text = arena_format(g->arena, "key: %.*s\n", SLICE_ARG(one->yaml))};
    const yaml_node *root = yaml_read(g->arena, source, diags);
    const feel_value v =
        root != NULL ? profile_read_value(g->arena, g->pack, index, root->items[1], diags) : feel_null();
    if (feel_equal(v, one->value) != FEEL_TRUE || diags->errors > 0)
        print_error("%.*s: '%.*s' is %.*s\n", SLICE_ARG(g->pack->facts[index].name), SLICE_ARG(typed),
                    SLICE_ARG(one->yaml));
    assert_int_equal(feel_equal(v, one->value), FEEL_TRUE);
    assert_int_equal(diags->errors, 0);
}

static void understand_anything(void *argument)
{
    guessing *g = argument;
    const slice typed = random_answer(g);
    const size_t index = (size_t)random_below(g->random, g->pack->fact_count);
    const fact *f = &g->pack->facts[index];
    const feel_value today = temporal_parse_date(g->arena, SLICE("2026-01-31"));
    const answer one = understand(g->arena, f, typed, random_below(g->random, 8) == 0 ? feel_null() : today);
    g->understood += one.kind == ANSWER_VALUE;
    assert_true(one.said.len > 0 || (one.kind == ANSWER_VALUE && f->type->kind == FEEL_TYPE_STRING));
    assert_int_equal(one.kind == ANSWER_AMBIGUOUS, one.reading_count > 0);
    if ((one.kind == ANSWER_VALUE || one.kind == ANSWER_NONE) && utf8_valid(typed, NULL))
        check_it_reads_back(g, index, &one, typed);
}

static void understand_without_a_day(void *argument)
{
    const guessing *g = argument;
    static const char *const parts[] = {"end", "mid", "early", "start"};
    static const char *const spans[] = {"month", "next month", "last month", "year", "next year"};
    static const char *const years[] = {"", " 2025"};
    const fact *f = fact_named(g->pack, SLICE("born"));
    for (size_t i = 0; i < 4 * 5 * 2; i++) {
        const size_t span = i / 4 % 5;
        const slice typed =
            arena_format(g->arena, "%s of the %s%s", parts[i % 4], spans[span], years[i / 20]);
        const answer one = understand(g->arena, f, typed, feel_null());
        if ((one.kind == ANSWER_VALUE) != (span > 2 && i >= 20))
            print_message("%.*s\n", SLICE_ARG(typed));
        assert_int_equal(one.kind == ANSWER_VALUE, span > 2 && i >= 20); // a year that is said needs no day
    }
}

static void test_what_is_counted_from_today_is_nothing_without_a_day(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "tests/packs/all-types", diag_list_new(a));
    assert_non_null(p);
    guessing g = {.arena = a, .pack = p};
    assert_int_equal(arena_run(a, understand_without_a_day, &g), ARENA_DONE);
    pack_free(p);
    arena_free(a);
}

static void test_what_is_understood_reads_back_from_a_profile(void **state)
{
    (void)state;
    static const char *const folders[] = {"rules/paralegal", "tests/packs/all-types"};
    enum { TRIALS = 20000 };
    random_source random[] = {{20260131}, random_new()}; // half are the same each time
    for (size_t k = 0; k < 2; k++) {
        arena *a = arena_new(NULL, 0);
        pack *p = pack_load(NULL, folders[k], diag_list_new(a));
        guessing g = {.arena = arena_new(NULL, 0), .pack = p, .random = &random[0]};
        for (size_t i = 0; i < TRIALS; i++) {
            g.random = &random[i % 2];
            assert_int_equal(arena_run(g.arena, understand_anything, &g), ARENA_DONE);
            arena_reset(g.arena);
        }
        print_message("info: answers: %zu of %d for %s are values\n", g.understood, TRIALS, folders[k]);
        assert_true(g.understood > TRIALS / 20);
        arena_free(g.arena);
        pack_free(p);
        arena_free(a);
    }
}

// --- memory ---

typedef struct starved {
    arena *arena;
    const pack *pack;
    answer got;
} starved;

static void understand_starved(void *argument)
{
    starved *s = argument;
    const fact *f = &s->pack->facts[pack_find_fact(s->pack, SLICE("firm_practice_areas"))];
    s->got = understand(s->arena, f, SLICE("tax, lit and divorce"), feel_null());
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "rules/paralegal", diag_list_new(a));
    bool is_done = false;
    for (size_t at = 1; !is_done; at++) {
        failing_allocator failing = {.fail_at = at};
        const allocator from = failing_allocator_of(&failing);
        starved s = {.arena = arena_new(&from, 0), .pack = p};
        if (s.arena != NULL && arena_run(s.arena, understand_starved, &s) == ARENA_DONE) {
            assert_true(slice_is(s.got.yaml, "[tax, litigation, family]"));
            is_done = !failing.failed;
        }
        arena_free(s.arena);
        assert_int_equal(failing.live, 0);
    }
    pack_free(p);
    arena_free(a);
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
        cmocka_unit_test(test_examples_of_the_manual_are_understood_so),
        cmocka_unit_test(test_what_is_counted_from_today_is_nothing_without_a_day),
        cmocka_unit_test(test_what_is_understood_reads_back_from_a_profile),
        cmocka_unit_test(test_every_allocation_may_fail),
        cmocka_unit_test(test_yes_and_no_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
