// Terms: which expressions have one, what it depends on, that equal ones are one, and which part is named if there is none.
#include "reason/term.h"

#include "test.h"

#include <stdio.h>

static const feel_type list_of_texts = {.kind = FEEL_TYPE_LIST, .element = NULL};

typedef struct job {
    arena *arena;
    term_collection terms;
    size_t rule_count;
} job;

static feel_type texts_type, item_type, items_type, tools_type;
static feel_field fields[4];
static feel_variable facts[6];
static feel_scope scope;

static const feel_type *kind(feel_type_kind k)
{
    return feel_type_of_kind(k);
}

/// Facts n, s, b, l (texts), items and tools (records with size, kind, done, tags).
static void set_up(job *j)
{
    texts_type = list_of_texts;
    texts_type.element = kind(FEEL_TYPE_STRING);
    fields[0] = (feel_field){SLICE("size"), kind(FEEL_TYPE_NUMBER)};
    fields[1] = (feel_field){SLICE("kind"), kind(FEEL_TYPE_STRING)};
    fields[2] = (feel_field){SLICE("done"), kind(FEEL_TYPE_BOOLEAN)};
    fields[3] = (feel_field){SLICE("tags"), &texts_type};
    item_type = (feel_type){.kind = FEEL_TYPE_CONTEXT, .closed = true, .fields = fields, .field_count = 4};
    items_type = (feel_type){.kind = FEEL_TYPE_LIST, .element = &item_type};
    tools_type = items_type;
    facts[0] = (feel_variable){.name = SLICE("n"), .type = kind(FEEL_TYPE_NUMBER)};
    facts[1] = (feel_variable){.name = SLICE("s"), .type = kind(FEEL_TYPE_STRING)};
    facts[2] = (feel_variable){.name = SLICE("b"), .type = kind(FEEL_TYPE_BOOLEAN)};
    facts[3] = (feel_variable){.name = SLICE("l"), .type = &texts_type};
    facts[4] = (feel_variable){.name = SLICE("items"), .type = &items_type};
    facts[5] = (feel_variable){.name = SLICE("tools"), .type = &tools_type};
    scope = (feel_scope){.variables = facts, .count = 6, .strict = true, .single_words = true};
    feel_machine *m = ARENA_NEW(j->arena, feel_machine);
    feel_machine_init(m, j->arena);
    m->open_unknowns = true;
    j->terms = (term_collection){
        .arena = j->arena, .scope = {&scope, ARENA_ARRAY(j->arena, 6, feel_value), m}, .fact_count = 6};
}

static const term *term_of_text(job *j, const char *text, term_problem *problem)
{
    source_text *source = ARENA_NEW(j->arena, source_text);
    *source = (source_text){.file = SLICE("x"), .text = slice_of(text)};
    diag_list *diags = diag_list_new(j->arena);
    const feel_expression *x = feel_parse(j->arena, source, &scope, diags);
    if (x == NULL)
        print_error("%s does not parse\n", text);
    assert_non_null(x);
    return term_of(&j->terms, x, NULL, 0, problem);
}

static void recognise(void *argument)
{
    job *j = argument;
    set_up(j);
    static const char *const texts[] = {
        "b",
        "n > 1",
        "n between 1 and 2",
        "n in [1..3]",
        "s in (\"a\", \"b\")",
        "not(b) or s = \"a\"",
        "items = null",
        "list contains(l, s)",
        "count(l) = 1",
        "count(items) >= 1",
        "count(items[done]) > n",
        "count(items[size > n and kind = s]) = count(tools)",
        "some x in items satisfies x.done",
        "every x in items[done = null] satisfies list contains(x.tags, s)",
        "some x in items satisfies (every y in tools satisfies x.size <= y.size)",
        "some x in items, y in items satisfies x.size < y.size",
        "sum(items.size) > 2",
        "sum(items[done].size) <= n",
        "count(items[done]) / count(items) >= 0.5",
        "n + 1 > 2",
        "n * 2 - sum(items.size) <= n",
        "decimal(n / (count(items) + 1), 2) > 0.5",
        "some x in items satisfies decimal(x.size / n, 0) = n * x.size",
        "if b then n > 1 else count(items) = 2"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        term_problem problem;
        const term *t = term_of_text(j, texts[i], &problem);
        if (t == NULL)
            print_error("%s: %s\n", texts[i], problem.why);
        assert_non_null(t);
        assert_int_equal(term_depth(t), 0);
        assert_ptr_equal(t, term_of_text(j, texts[i], &problem));
    }
}

static void refuse(void *argument)
{
    job *j = argument;
    set_up(j);
    static const struct {
        const char *text, *part;
    } rows[] = {
        {"b and n / 3 > 2", "n / 3"},
        {"n ** 2 > 4", "n ** 2"},
        {"n + count(items) / count(tools) > 1", "count(items) / count(tools)"},
        {"decimal(n / 3, 7) > 1", "7"},
        {"decimal(n / 3, n) > 1", "n"},
        {"decimal(n * 3, 1) > 1", "n * 3"},
        {"b and contains(s, \"a\")", "contains(s, \"a\")"},
        {"s < \"a\"", "s < \"a\""},
        {"count(items[1]) > 1", "1"},
        {"n > 1000000000000000000000.1", "1000000000000000000000.1"},
        {"some i in 1..3 satisfies i > n", "some i in 1..3 satisfies i > n"},
        {"some x in l satisfies x = s", "l"},
        {"(n * 2) / count(items) > 1", "(n * 2) / count(items)"},
        {"count(items) / count(tools) > n", "count(items) / count(tools) > n"},
        {"count(items) / count(tools) > 0.33333", "count(items) / count(tools) > 0.33333"},
        {"some x in items, y in tools, z in items satisfies x.size = y.size and y.size = z.size", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        term_problem problem;
        assert_null(term_of_text(j, rows[i].text, &problem));
        assert_non_null(problem.why);
        if (rows[i].part == NULL)
            continue;
        const slice part = slice_part(slice_of(rows[i].text), problem.offset, problem.length);
        if (!slice_is(part, rows[i].part))
            print_error("%s: '%.*s' %s\n", rows[i].text, SLICE_ARG(part), problem.why);
        assert_true(slice_is(part, rows[i].part));
    }
}

static bool nothing_of_tools(const void *owner, size_t list, size_t field)
{
    (void)owner;
    return list != 5 && field != 0;
}

static void admit(void *argument)
{
    job *j = argument;
    set_up(j);
    j->terms.admits = nothing_of_tools;
    term_problem problem;
    assert_non_null(term_of_text(j, "some x in items satisfies x.done", &problem));
    assert_null(term_of_text(j, "some x in items satisfies x.size > 1", &problem));
    assert_null(term_of_text(j, "count(items[size > 1]) > 1", &problem));
    assert_null(term_of_text(j, "count(tools) > 1", &problem));
}

static void run(void (*body)(void *argument))
{
    job j = {.arena = arena_new(NULL, 0)};
    assert_int_equal(arena_run(j.arena, body, &j), ARENA_DONE);
    arena_free(j.arena);
}

static void test_conditions_on_facts_and_records_have_terms(void **state)
{
    (void)state;
    run(recognise);
}

static void test_what_is_not_recognised_has_no_term_and_its_part_is_named(void **state)
{
    (void)state;
    run(refuse);
}

static void test_computed_fields_have_no_term(void **state)
{
    (void)state;
    run(admit);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conditions_on_facts_and_records_have_terms),
        cmocka_unit_test(test_what_is_not_recognised_has_no_term_and_its_part_is_named),
        cmocka_unit_test(test_computed_fields_have_no_term)};
    return cmocka_run_group_tests_name("reason/term", tests, NULL, NULL);
}
