// Conditions taken apart: what becomes an atom, what the normal form is, and that both have the value of the condition.
#include "base/text.h"
#include "random.h"
#include "reason/condition.h"

#include "reason/condition_truth.h"
#include "reason/formula.h"
#include "test.h"

#include <stdlib.h>

static const feel_type boolean = {.kind = FEEL_TYPE_BOOLEAN};
static const feel_type number = {.kind = FEEL_TYPE_NUMBER};
static const feel_type string = {.kind = FEEL_TYPE_STRING};
static const feel_type strings = {.kind = FEEL_TYPE_LIST, .element = &string};
static const feel_field memo_fields[] = {{SLICE_INIT("title"), &string}, {SLICE_INIT("pages"), &number}};
static const feel_type memo = {
    .kind = FEEL_TYPE_CONTEXT, .closed = true, .fields = memo_fields, .field_count = 2};
static const feel_type memos = {.kind = FEEL_TYPE_LIST, .element = &memo};
/// Fields with names of facts and of the constant.
static const feel_field firm_fields[] = {
    {SLICE_INIT("years"), &number}, {SLICE_INIT("keen"), &boolean}, {SLICE_INIT("limit"), &number}};
static const feel_type firm = {
    .kind = FEEL_TYPE_CONTEXT, .closed = true, .fields = firm_fields, .field_count = 3};
static const feel_type firms = {.kind = FEEL_TYPE_LIST, .element = &firm};
static const feel_value limit = {.kind = FEEL_NUMBER, .small = true, .as.integer = 3};

#define VARIABLE(name_, ...)                                                                                 \
    {                                                                                                        \
        .name = SLICE_INIT(name_), .type = __VA_ARGS__                                                       \
    }
static const feel_variable variables[] = {VARIABLE("keen", &boolean),
                                          VARIABLE("years", &number),
                                          VARIABLE("size", &string),
                                          VARIABLE("fields", &strings),
                                          VARIABLE("memo", &memo),
                                          VARIABLE("memos", &memos),
                                          VARIABLE("limit", &number, .constant = &limit),
                                          VARIABLE("firms", &firms)};
enum { VARIABLES = 8 };
static const feel_scope scope = {
    .variables = variables, .count = VARIABLES, .strict = true, .single_words = true};

typedef struct job {
    arena *arena;
    const char *text;
    bool iterations;
    random_source *random;
    slice result;
    size_t checked;
} job;

// --- conditions, written ---

static void write_condition(text_builder *out, const condition *c)
{
    static const char *const operators[] = {"=", "!=", "<", "<=", ">", ">="};
    static const char *const truths[] = {"false", "true", "unknown"};
    static const char *const connectives[] = {"", "", "not", "and", "or"};
    if (c->kind == CONDITION_CONSTANT) {
        text_add_format(out, "%s", truths[c->constant]);
        return;
    }
    if (c->kind == CONDITION_ATOM) {
        const atom_subject *s = &c->atom.subject;
        const char *what = s->kind == SUBJECT_EXPRESSION ? "?" : "";
        const char *of_item = s->field.len > 0 && slice_equal(s->field, s->text) ? "item's " : "";
        if (c->atom.kind == ATOM_HOLDS)
            text_add_format(out, "%s[%s%.*s]", what, of_item, SLICE_ARG(s->text));
        else
            text_add_format(out, "%s[%s%.*s] %s %.*s", what, of_item, SLICE_ARG(s->text),
                            c->atom.kind == ATOM_CONTAINS ? "has" : operators[c->atom.op],
                            SLICE_ARG(feel_to_literal(out->arena, c->atom.constant)));
        return;
    }
    text_add_format(out, "%s(", connectives[c->kind]);
    for (size_t i = 0; i < c->count; i++) {
        text_add(out, i > 0 ? SLICE(", ") : SLICE(""));
        write_condition(out, c->parts[i]);
    }
    text_add_byte(out, ')');
}

static const feel_expression *parse(arena *a, slice text)
{
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = SLICE("test"), .text = text};
    const feel_expression *e = feel_parse(a, source, &scope, diag_list_new(a));
    if (e == NULL)
        print_message("does not parse: %.*s\n", SLICE_ARG(text));
    assert_non_null(e);
    return e;
}

static condition_scope scope_of(arena *a, feel_machine *m)
{
    feel_value *values = ARENA_ARRAY(a, VARIABLES, feel_value);
    values[6] = limit;
    feel_machine_init(m, a);
    return (condition_scope){&scope, values, m};
}

static void cut(void *argument)
{
    job *j = argument;
    feel_machine *m = ARENA_NEW(j->arena, feel_machine);
    condition_scope in = scope_of(j->arena, m);
    text_builder out = {.arena = j->arena};
    write_condition(&out, condition_of(&in, parse(j->arena, slice_of(j->text))));
    j->result = text_result(&out);
}

/// The text that `make` makes of a condition.
static void assert_made(void (*make)(void *), const char *text, const char *expected)
{
    job j = {.arena = arena_new(NULL, 0), .text = text};
    assert_int_equal(arena_run(j.arena, make, &j), ARENA_DONE);
    assert_string_equal(j.result.ptr, expected);
    arena_free(j.arena);
}

static void assert_cut(const char *text, const char *expected)
{
    assert_made(cut, text, expected);
}

static void test_comparisons_with_constants_are_atoms(void **state)
{
    (void)state;
    assert_cut("years >= 3", "[years] >= 3");
    assert_cut("3 <= years", "[years] >= 3");
    assert_cut("years > limit + 1", "[years] > 4");
    assert_cut("size = \"small\"", "[size] = \"small\"");
    assert_cut("size != null", "[size] != null");
    assert_cut("memo.title = \"A\"", "[memo . title] = \"A\"");
    assert_cut("count(memos) >= 2", "[count ( memos )] >= 2");
    assert_cut("keen", "[keen]");
    assert_cut("list contains(fields, \"tax\")", "[fields] has \"tax\"");
}

static void test_tests_and_ranges_are_cut_into_comparisons(void **state)
{
    (void)state;
    assert_cut("size in (\"a\", \"b\")", "or([size] = \"a\", [size] = \"b\")");
    assert_cut("years in [1..5)", "and([years] >= 1, [years] < 5)");
    assert_cut("years in (< 1, > limit)", "or([years] < 1, [years] > 3)");
    assert_cut("years between 1 and limit", "and([years] >= 1, [years] <= 3)");
    assert_cut("size in [\"a\", \"b\"]", "or([size] = \"a\", [size] = \"b\")");
}

static void test_connectives_and_constants_make_the_tree(void **state)
{
    (void)state;
    assert_cut("not(keen) and (years < 3 or size = \"a\")",
               "and(not([keen]), or([years] < 3, [size] = \"a\"))");
    assert_cut("keen or limit > 2", "or([keen], true)");
    assert_cut("keen and null", "and([keen], unknown)");
}

static void test_what_is_no_atom_is_known_by_its_text(void **state)
{
    (void)state;
    assert_cut("years  +  1 > 2", "?[years + 1] > 2");
    assert_cut("years > count(memos)", "?[years > count ( memos )]");
    assert_cut("matches(size, \"a\")", "?[matches ( size , \"a\" )]");
    assert_cut("some m in memos satisfies m.pages > 3", "?[some m in memos satisfies m . pages > 3]");
    assert_cut("count(memos[pages > 1]) >= 2", "?[count ( memos [ pages > 1 ] )] >= 2");
    assert_cut("size in (matches(?, \"a\"), \"b\")", "?[size in ( matches ( ? , \"a\" ) , \"b\" )]");
}

static void cut_lists(void *argument)
{
    job *j = argument;
    feel_machine *m = ARENA_NEW(j->arena, feel_machine);
    condition_scope in = scope_of(j->arena, m);
    source_text *source = ARENA_NEW(j->arena, source_text);
    *source = (source_text){.file = SLICE("test"), .text = slice_of(j->text)};
    const feel_variable *loop;
    size_t count;
    const feel_expression *e =
        feel_parse_iterations(j->arena, source, &scope, diag_list_new(j->arena), &loop, &count);
    assert_non_null(e);
    const loop_list *lists = condition_loop_lists(&in, e, VARIABLES, &count);
    text_builder out = {.arena = j->arena};
    for (size_t i = 0; i < count; i++) {
        text_add_format(&out, "%s%zd: ", i > 0 ? "; " : "", lists[i].list);
        if (lists[i].filter != NULL)
            write_condition(&out, lists[i].filter);
    }
    j->result = text_result(&out);
}

static void assert_lists(const char *text, const char *expected)
{
    assert_made(cut_lists, text, expected);
}

static void test_a_loop_runs_over_a_list_with_filters(void **state)
{
    (void)state;
    assert_lists("m in memos", "5: ");
    assert_lists("m in memos[pages > limit]", "5: [item's pages] > 3");
    assert_lists("m in memos[pages > limit and title != null][item.pages < 9]",
                 "5: and(and([item's pages] > 3, [item's title] != null), [item . pages] < 9)");
    assert_lists("m in memos[keen], f in fields", "5: [keen]; 3: ");
    assert_lists("m in memos[1]", "-1: ");
    // within a filter the item's fields come before facts and constants of the same name, and behind it they do not
    assert_lists("f in firms[years > limit]", "7: ?[years > limit]");
    assert_lists("f in firms[years > 2]", "7: [item's years] > 2");
    assert_lists("f in firms[keen]", "7: [item's keen]");
    assert_lists("f in firms[limit > 2]", "7: [item's limit] > 2");
    assert_lists("f in firms[item.years > 2][not(keen)]", "7: and([item . years] > 2, not([item's keen]))");
    assert_lists("m in memos[years > limit]", "5: [years] > 3");
    assert_lists("m in memos[keen], f in firms[keen]", "5: [keen]; 7: [item's keen]");
    assert_lists("i in 1..3", "-1: ");
}

// --- normal forms ---

/// Numbers atoms in turn, but for expressions: these stay open.
static bool number_in_turn(void *owner, const atom *asks, size_t *out)
{
    size_t *next = owner;
    bool known = asks->subject.kind != SUBJECT_EXPRESSION;
    *out = known ? (*next)++ : 0;
    return known;
}

static void write_formula(text_builder *out, const formula *f)
{
    static const char *const truths[] = {"false", "true", "unknown"};
    switch (f->kind) {
    case FORMULA_CONSTANT: text_add_format(out, "%s", truths[f->constant]); return;
    case FORMULA_ATOM: text_add_format(out, "%s%zu", f->negated ? "-" : "", f->number); return;
    case FORMULA_OPEN: text_add_format(out, "%sopen", f->negated ? "-" : ""); return;
    case FORMULA_AND:
    case FORMULA_OR: break;
    }
    text_add(out, f->kind == FORMULA_AND ? SLICE("and(") : SLICE("or("));
    for (size_t i = 0; i < f->count; i++) {
        text_add(out, i > 0 ? SLICE(", ") : SLICE(""));
        write_formula(out, f->parts[i]);
    }
    text_add_byte(out, ')');
}

static void bring_to_normal_form(void *argument)
{
    job *j = argument;
    feel_machine *m = ARENA_NEW(j->arena, feel_machine);
    condition_scope in = scope_of(j->arena, m);
    text_builder out = {.arena = j->arena};
    size_t next = 0;
    const condition *c = condition_of(&in, parse(j->arena, slice_of(j->text)));
    write_formula(&out, formula_of(j->arena, c, number_in_turn, &next));
    j->result = text_result(&out);
}

static void test_negation_is_pushed_down_to_the_atoms(void **state)
{
    (void)state;
    assert_made(bring_to_normal_form, "keen and not(years < 3)", "and(0, -1)");
    assert_made(bring_to_normal_form, "not(keen and (years < 3 or size = \"a\"))", "or(-0, and(-1, -2))");
    assert_made(bring_to_normal_form, "not(not(keen or not(years in [1..2])))", "or(0, or(-1, -2))");
    assert_made(bring_to_normal_form, "not(keen or limit > 2)", "and(-0, false)");
    assert_made(bring_to_normal_form, "not(keen and null)", "or(-0, unknown)");
    assert_made(bring_to_normal_form, "not(years + 1 > 2) and keen", "and(-open, 0)");
}

// --- the same value ---

/// The truth of a formula from the truths of its atoms. Each part must have the truth of what it was made of.
static feel_truth formula_truth(feel_machine *m, const feel_expression *e, const formula *f,
                                const feel_value *values)
{
    feel_truth written = condition_truth(m, e, f->written, values, VARIABLES);
    feel_truth expected = f->turned ? feel_truth_not(written) : written;
    feel_truth whole = f->kind == FORMULA_AND ? FEEL_TRUE : FEEL_FALSE;
    for (size_t i = 0; i < f->count; i++) {
        feel_truth part = formula_truth(m, e, f->parts[i], values);
        whole = f->kind == FORMULA_AND ? feel_truth_and(whole, part) : feel_truth_or(whole, part);
    }
    if (f->kind == FORMULA_AND || f->kind == FORMULA_OR)
        assert_int_equal(whole, expected);
    return expected;
}

static void add_random(text_builder *out, random_source *r, unsigned depth)
{
    static const char *const atoms[] = {"keen",
                                        "keen = true",
                                        "keen != false",
                                        "years > 1",
                                        "1 >= years",
                                        "years = 2",
                                        "years != null",
                                        "years in [1..2]",
                                        "years in (< 1, 2)",
                                        "years between 0 and 1",
                                        "size = \"a\"",
                                        "size != \"a\"",
                                        "size in (\"a\", \"b\")",
                                        "size = null",
                                        "memo.pages > 1",
                                        "memo.title = \"a\"",
                                        "memo = null",
                                        "list contains(fields, \"a\")",
                                        "count(fields) >= 1",
                                        "count(memos) = 0",
                                        "years + 1 > 2",
                                        "some m in memos satisfies m.pages > 1",
                                        "fields = null",
                                        "limit > 2",
                                        "years > limit",
                                        "null",
                                        "years in [null..2]",
                                        "size in [\"a\", \"b\"]",
                                        "not(years > 1)"};
    if (depth == 0 || random_below(r, 4) == 0) {
        text_add_format(out, "%s", atoms[random_below(r, sizeof atoms / sizeof *atoms)]);
        return;
    }
    uint64_t form = random_below(r, 5);
    text_add(out, form == 4 ? SLICE("not(") : SLICE("("));
    add_random(out, r, depth - 1);
    for (uint64_t i = 0; form < 4 && i <= random_below(r, 2); i++) {
        text_add(out, form < 2 ? SLICE(" and ") : SLICE(" or "));
        add_random(out, r, depth - 1);
    }
    text_add_byte(out, ')');
}

static feel_value pick(random_source *r, const feel_value *values, size_t count)
{
    return values[random_below(r, count)];
}

static feel_value random_memo(arena *a, random_source *r)
{
    feel_entry *entries = ARENA_ARRAY(a, 2, feel_entry);
    feel_value titles[] = {feel_null(), feel_string(SLICE("a")), feel_string(SLICE("b"))};
    feel_value pages[] = {feel_null(), feel_integer(1), feel_integer(2)};
    entries[0] = (feel_entry){SLICE("title"), pick(r, titles, 3)};
    entries[1] = (feel_entry){SLICE("pages"), pick(r, pages, 3)};
    return random_below(r, 4) == 0 ? feel_null() : feel_context_of(a, entries, 2);
}

static void random_values(arena *a, random_source *r, feel_value *values)
{
    feel_value texts[] = {feel_null(), feel_string(SLICE("a")), feel_string(SLICE("b")),
                          feel_string(SLICE("c"))};
    feel_value *items = ARENA_ARRAY(a, 2, feel_value);
    feel_value *records = ARENA_ARRAY(a, 2, feel_value);
    for (size_t i = 0; i < 2; i++) {
        items[i] = pick(r, texts, 4);
        records[i] = random_memo(a, r);
    }
    values[0] = pick(r, (feel_value[]){feel_null(), feel_boolean(true), feel_boolean(false)}, 3);
    values[1] = random_below(r, 5) == 0 ? feel_null() : feel_integer((int64_t)random_below(r, 5));
    values[2] = pick(r, texts, 4);
    values[3] = random_below(r, 4) == 0 ? feel_null() : feel_list_of(a, items, random_below(r, 3));
    values[4] = random_memo(a, r);
    values[5] = random_below(r, 4) == 0 ? feel_null() : feel_list_of(a, records, random_below(r, 3));
    values[6] = limit;
    values[7] = feel_null();
}

static void compare_both(void *argument)
{
    job *j = argument;
    feel_machine *m = ARENA_NEW(j->arena, feel_machine);
    condition_scope in = scope_of(j->arena, m);
    m->open_unknowns = true;
    text_builder text = {.arena = j->arena};
    add_random(&text, j->random, 3);
    const feel_expression *e = parse(j->arena, text_result(&text));
    size_t next = 0;
    const condition *c = condition_of(&in, e);
    const formula *f = formula_of(j->arena, c, number_in_turn, &next);
    for (int i = 0; i < 40; i++) {
        feel_value values[VARIABLES];
        random_values(j->arena, j->random, values);
        feel_truth expected = feel_truth_of(feel_evaluate(m, e, values, VARIABLES));
        feel_truth got = condition_truth(m, e, c, values, VARIABLES);
        if (expected != got)
            print_message("%.*s\n", SLICE_ARG(text_result(&text)));
        assert_int_equal(got, expected);
        assert_int_equal(formula_truth(m, e, f, values), expected);
        j->checked++;
    }
}

static void test_what_is_taken_apart_has_the_value_of_the_condition(void **state)
{
    (void)state;
    random_source random = random_new();
    job j = {.arena = arena_new(NULL, 0), .random = &random};
    for (int i = 0; i < 500; i++) {
        arena_reset(j.arena);
        assert_int_equal(arena_run(j.arena, compare_both, &j), ARENA_DONE);
    }
    assert_int_equal(j.checked, 20000);
    arena_free(j.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_comparisons_with_constants_are_atoms),
        cmocka_unit_test(test_tests_and_ranges_are_cut_into_comparisons),
        cmocka_unit_test(test_connectives_and_constants_make_the_tree),
        cmocka_unit_test(test_what_is_no_atom_is_known_by_its_text),
        cmocka_unit_test(test_a_loop_runs_over_a_list_with_filters),
        cmocka_unit_test(test_negation_is_pushed_down_to_the_atoms),
        cmocka_unit_test(test_what_is_taken_apart_has_the_value_of_the_condition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
