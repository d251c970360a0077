// Edits of a profile's text, each with the text before and after: what is not meant stays byte for byte.
#include "profile/amend.h"

#include "test.h"

#include <stdio.h>

typedef struct edit_row {
    const char *before;
    amend_kind kind;
    const char *fact;  ///< or the list that holds the record
    unsigned record;   ///< 0: the fact itself
    const char *field; ///< of the record
    const char *value; ///< FEEL
    const char *after; ///< NULL: it cannot be done
} edit_row;

static const edit_row rows[] = {
    // A fact: missing, blank, stated.
    {"", AMEND_SET, "grade", 0, NULL, "2", "grade: 2\n"},
    {"# mine\n", AMEND_SET, "grade", 0, NULL, "2", "# mine\ngrade: 2\n"},
    {"---\n# mine", AMEND_SET, "grade", 0, NULL, "2", "---\n# mine\ngrade: 2\n"},
    {"grade:\n", AMEND_SET, "grade", 0, NULL, "2", "grade: 2\n"},
    {"grade:", AMEND_SET, "grade", 0, NULL, "2", "grade: 2"},
    {"grade: # of three\nshare: 1\n", AMEND_SET, "grade", 0, NULL, "2", "grade: 2 # of three\nshare: 1\n"},
    {"grade:       # of three\n", AMEND_SET, "grade", 0, NULL, "2", "grade: 2     # of three\n"},
    {"grade: null\n", AMEND_SET, "grade", 0, NULL, "2", "grade: 2\n"},
    {"grade: 1   # of three\n", AMEND_SET, "grade", 0, NULL, "3.5", "grade: 3.5   # of three\n"},
    {"{grade: 1}\n", AMEND_SET, "grade", 0, NULL, "2", "{grade: 2}\n"},
    {"{grade: 1}\n", AMEND_SET, "keen", 0, NULL, "true", "{grade: 1, keen: true}\n"},
    {"{grade}\n", AMEND_SET, "grade", 0, NULL, "2", "{grade: 2}\n"},
    {"{grade: , keen: true}\n", AMEND_SET, "grade", 0, NULL, "2", "{grade: 2, keen: true}\n"},
    {"{}\n", AMEND_SET, "keen", 0, NULL, "true", "{keen: true}\n"},
    // After the fact that the vocabulary has before it.
    {"grade: 1\nkeen: true\nodd: 1\n", AMEND_SET, "share", 0, NULL, "1",
     "grade: 1\nshare: 1\nkeen: true\nodd: 1\n"},
    {"keen: true\n\n# the end\n", AMEND_SET, "grade", 0, NULL, "1", "keen: true\ngrade: 1\n\n# the end\n"},
    {"grade: 1\r\nkeen: true\r\n", AMEND_SET, "share", 0, NULL, "1",
     "grade: 1\r\nshare: 1\r\nkeen: true\r\n"},
    {"colour: red\ngrade: 1\n", AMEND_SET, "share", 0, NULL, "1", "colour: red\ngrade: 1\nshare: 1\n"},
    // Texts.
    {"letter: a\n", AMEND_SET, "letter", 0, NULL, "\"it's 5:30, the a#1\"", "letter: it's 5:30, the a#1\n"},
    {"letter: a\n", AMEND_SET, "letter", 0, NULL, "\"yes\"", "letter: \"yes\"\n"},
    {"letter: a\n", AMEND_SET, "letter", 0, NULL, "\"a: b\"", "letter: \"a: b\"\n"},
    {"letter: a\n", AMEND_SET, "letter", 0, NULL, "\"- \\\"b\\\"\"", "letter: '- \"b\"'\n"},
    {"letter: a # c\ngrade: 1\n", AMEND_SET, "letter", 0, NULL, "\"one\\ntwo # 2\\n\"",
     "letter: | # c\n  one\n  two # 2\ngrade: 1\n"},
    {"letter:\ngrade: 1\n", AMEND_SET, "letter", 0, NULL, "\"one\\n\\n two\"",
     "letter: |-\n  one\n\n   two\ngrade: 1\n"},
    {"letter: |\n  one\n  two\n\n# c\ngrade: 1\n", AMEND_SET, "letter", 0, NULL, "\"b\"",
     "letter: b\n\n# c\ngrade: 1\n"},
    {"letter: | # c\n  one\n  two\n\ngrade: 1\n", AMEND_SET, "letter", 0, NULL, "\"  x\\ny\\n\"",
     "letter: |2 # c\n    x\n  y\n\ngrade: 1\n"},
    {"letter: a\n\ngrade: 1\n", AMEND_SET, "letter", 0, NULL, "\"x\\n\\n\\n\"",
     "letter: \"x\\n\\n\\n\"\n\ngrade: 1\n"},
    {"letter_file: a.txt # c\ngrade: 1\n", AMEND_SET, "letter", 0, NULL, "\"b\"",
     "letter: b # c\ngrade: 1\n"},
    {"letter:\n  a\n  b\ngrade: 1\n", AMEND_SET, "letter", 0, NULL, "\"c\"", "letter: c\ngrade: 1\n"},
    // Lists of plain values.
    {"grade: 1\n", AMEND_SET, "tags", 0, NULL, "[\"a\", \"b\"]", "grade: 1\ntags: [a, b]\n"},
    {"tags: []\n", AMEND_SET, "tags", 0, NULL, "[\"b\"]", "tags: [b]\n"},
    {"tags: # c\n  - a\n  - b\ngrade: 1\n", AMEND_SET, "tags", 0, NULL, "[\"b\"]",
     "tags: # c\n  - b\ngrade: 1\n"},
    {"tags:\n- a\n", AMEND_SET, "tags", 0, NULL, "[]", "tags: []\n"},
    {"tags: [a] # c\n", AMEND_APPEND, "tags", 0, NULL, "\"b\"", "tags: [a, b] # c\n"},
    {"tags:\n- a # c\n\ngrade: 1\n", AMEND_APPEND, "tags", 0, NULL, "\"b\"",
     "tags:\n- a # c\n- b\n\ngrade: 1\n"},
    // Lists of records.
    {"grade: 1\n", AMEND_APPEND, "places", 0, NULL, "{name: \"Ulm\"}", "grade: 1\nplaces:\n  - name: Ulm\n"},
    {"places: [] # none yet\n", AMEND_APPEND, "places", 0, NULL, "{name: \"Ulm\", story: \"a\\nb\\n\"}",
     "places: # none yet\n  - name: Ulm\n    story: |\n      a\n      b\n"},
    {"places:\n\n# c\ngrade: 1\n", AMEND_APPEND, "places", 0, NULL, "{name: \"Ulm\"}",
     "places:\n  - name: Ulm\n\n# c\ngrade: 1\n"},
    {"places:\n  - name: A\n    story: |\n      x\n\n# c\ngrade: 1\n", AMEND_APPEND, "places", 0, NULL,
     "{name: \"Ulm\"}", "places:\n  - name: A\n    story: |\n      x\n  - name: Ulm\n\n# c\ngrade: 1\n"},
    {"places:\n- {name: A}\ngrade: 1\n", AMEND_APPEND, "places", 0, NULL, "{name: \"B, C\"}",
     "places:\n- {name: A}\n- {name: \"B, C\"}\ngrade: 1\n"},
    {"places: [{name: A}]\n", AMEND_APPEND, "places", 0, NULL, "{name: \"B\"}",
     "places: [{name: A}, {name: B}]\n"},
    {"places:\n  - name: A\n  - {name: B}\n", AMEND_SET, "places", 1, "since", "date(\"2020-01-02\")",
     "places:\n  - name: A\n    since: 2020-01-02\n  - {name: B}\n"},
    {"places:\n  - name: A\n  - {name: B}\n", AMEND_SET, "places", 2, "story", "\"a\\nb\"",
     "places:\n  - name: A\n  - {name: B, story: \"a\\nb\"}\n"},
    {"home: {name: H}\nplaces:\n  - name: A\n", AMEND_SET, "places", 2, "name", "\"B\"",
     "home: {name: H}\nplaces:\n  - name: B\n"},
    {"places:\n  - since: 2020-01-02\n    name: A\n  - name: B\n", AMEND_REMOVE, "places", 1, "since", NULL,
     "places:\n  - name: A\n  - name: B\n"},
    {"places:\n  - name: A\n    since: 2020-01-02 # c\n  - name: B\n", AMEND_REMOVE, "places", 1, "since",
     NULL, "places:\n  - name: A\n  - name: B\n"},
    {"places: [{name: A, since: 2020-01-02}]\n", AMEND_REMOVE, "places", 1, "since", NULL,
     "places: [{name: A}]\n"},
    {"places:\n  - name: A\n  # about B\n  - name: B\n    story: x\n\ngrade: 1\n", AMEND_DROP, "places", 2,
     NULL, NULL, "places:\n  - name: A\n  # about B\n\ngrade: 1\n"},
    {"places:\n  - name: A\ngrade: 1\n", AMEND_DROP, "places", 1, NULL, NULL, "places: []\ngrade: 1\n"},
    {"places: [{name: A}, {name: B}]\n", AMEND_DROP, "places", 1, NULL, NULL, "places: [{name: B}]\n"},
    {"places: [{name: A}, {name: B}]\n", AMEND_DROP, "places", 2, NULL, NULL, "places: [{name: A}]\n"},
    // Facts that go.
    {"# a\nshare: 1 # b\n# c\nkeen: true\n", AMEND_REMOVE, "share", 0, NULL, NULL, "# a\n# c\nkeen: true\n"},
    {"share: 1\n", AMEND_REMOVE, "share", 0, NULL, NULL, ""},
    {"{share: 1, keen: true}\n", AMEND_REMOVE, "share", 0, NULL, NULL, "{keen: true}\n"},
    {"{keen: true, share: 1}\n", AMEND_REMOVE, "share", 0, NULL, NULL, "{keen: true}\n"},
    // What nobody knows.
    {"grade: 1\n", AMEND_NOT_KNOWN, "size", 0, NULL, NULL, "grade: 1\nnot_known: [size]\n"},
    {"", AMEND_NOT_KNOWN, "size", 0, NULL, NULL, "not_known: [size]\n"},
    {"size:  # c\nnot_known:\n", AMEND_NOT_KNOWN, "size", 0, NULL, NULL, "size:  # c\nnot_known: [size]\n"},
    {"size: small # c\nnot_known: [keen]\n", AMEND_NOT_KNOWN, "size", 0, NULL, NULL,
     "size: # c\nnot_known: [keen, size]\n"},
    {"not_known:\n- keen\n", AMEND_NOT_KNOWN, "size", 0, NULL, NULL, "not_known:\n- keen\n- size\n"},
    {"not_known: [size]\n", AMEND_NOT_KNOWN, "size", 0, NULL, NULL, "not_known: [size]\n"},
    {"not_known: [size, keen] # c\n", AMEND_ASK_AGAIN, "size", 0, NULL, NULL, "not_known: [keen] # c\n"},
    {"share: 1\nnot_known: [size]\n", AMEND_ASK_AGAIN, "size", 0, NULL, NULL, "share: 1\n"},
    {"share: 1\nnot_known: [size, keen]\n", AMEND_SET, "keen", 0, NULL, "true",
     "share: 1\nkeen: true\nnot_known: [size]\n"},
    {"not_known: [tags]\n", AMEND_APPEND, "tags", 0, NULL, "\"a\"", "tags: [a]\n"},
    {"places:\n  - name: A\n", AMEND_NOT_KNOWN, "places", 1, "since", NULL,
     "places:\n  - name: A\n    not_known: [since]\n"},
    {"places:\n  - {name: A, story: b}\n", AMEND_NOT_KNOWN, "places", 1, "story", NULL,
     "places:\n  - {name: A, not_known: [story]}\n"},
    {"places:\n  - {name: A, not_known: [story]}\n", AMEND_SET, "places", 1, "story", "\"b\"",
     "places:\n  - {name: A, story: b}\n"},
    // What does not fit.
    {"letter: a\n", AMEND_NOT_KNOWN, "ready", 0, NULL, NULL, NULL},
    {"not_known: size\n", AMEND_NOT_KNOWN, "keen", 0, NULL, NULL, NULL},
    {"grade: 1\n", AMEND_SET, "grade", 0, NULL, "9", NULL},
    {"places: []\n", AMEND_APPEND, "places", 0, NULL, "{story: \"x\"}", NULL},
    {"grade: [1\n", AMEND_SET, "grade", 0, NULL, "2", NULL},
    {"- 1\n", AMEND_SET, "grade", 0, NULL, "2", NULL},
};

/// Each with the comments "one", "two" and "three", as many as it takes.
static const edit_row remarked_rows[] = {
    {"", AMEND_SET, "grade", 0, NULL, "2", "# one\ngrade: 2\n"},
    {"# q\ngrade: # of three\n", AMEND_SET, "grade", 0, NULL, "2", "# q\n# one\ngrade: 2 # of three\n"},
    {"keen: true\r\n", AMEND_SET, "grade", 0, NULL, "1", "keen: true\r\n# one\r\ngrade: 1\r\n"},
    {"{keen: true}\n", AMEND_SET, "grade", 0, NULL, "1", "{keen: true, grade: 1}\n"},
    {"", AMEND_EXTEND, "tags", 0, NULL, "[\"a\", \"b\"]", "# one\n# two\ntags: [a, b]\n"},
    {"tags: [a]\n", AMEND_EXTEND, "tags", 0, NULL, "[\"b\", \"a\"]", "# one\n# two\ntags: [a, b, a]\n"},
    {"tags:\n- a # x\n", AMEND_EXTEND, "tags", 0, NULL, "[\"b\"]", "tags:\n- a # x\n# one\n- b\n"},
    {"grade: 1\n", AMEND_EXTEND, "places", 0, NULL, "[{name: \"A\"}, {name: \"B\"}]",
     "grade: 1\nplaces:\n  # one\n  - name: A\n  # two\n  - name: B\n"},
    {"places:\n  - name: A # x\n    story: |\n      s\n\nshare: 1\n", AMEND_EXTEND, "places", 0, NULL,
     "[{name: \"B\"}, {name: \"C\"}]",
     "places:\n  - name: A # x\n    story: |\n      s\n  # one\n  - name: B\n  # two\n  - name: C\n\nshare: "
     "1\n"},
    {"places: [{name: A}]\n", AMEND_EXTEND, "places", 0, NULL, "[{name: \"B\"}, {name: \"C\"}]",
     "# one\n# two\nplaces: [{name: A}, {name: B}, {name: C}]\n"},
    {"places:\n", AMEND_EXTEND, "places", 0, NULL, "[{name: \"B\"}]", "places:\n  # one\n  - name: B\n"},
    {"places: 3\n", AMEND_EXTEND, "places", 0, NULL, "[{name: \"B\"}]", NULL},
};

static const edit_row json_rows[] = {
    {"", AMEND_SET, "grade", 0, NULL, "2", "{\"grade\": 2}\n"},
    {"{}", AMEND_SET, "letter", 0, NULL, "\"a\\nb \\\"c\\\"\"", "{\"letter\": \"a\\nb \\\"c\\\"\"}"},
    {"{\n  \"grade\": 1,\n  \"keen\": true\n}\n", AMEND_SET, "share", 0, NULL, "0.5",
     "{\n  \"grade\": 1,\n  \"share\": 0.5,\n  \"keen\": true\n}\n"},
    {"{\"places\":[{\"name\":\"A\"}]}", AMEND_APPEND, "places", 0, NULL,
     "{name: \"B\", since: date(\"2020-01-02\")}",
     "{\"places\":[{\"name\":\"A\"}, {\"name\": \"B\", \"since\": \"2020-01-02\"}]}"},
    {"{\"grade\": null, \"keen\": true}", AMEND_SET, "grade", 0, NULL, "2", "{\"grade\": 2, \"keen\": true}"},
    {"{\n  \"share\": 1,\n  \"keen\": true\n}\n", AMEND_REMOVE, "keen", 0, NULL, NULL,
     "{\n  \"share\": 1\n}\n"},
};

typedef struct trial {
    arena *arena;
    const pack *pack;
    const edit_row *row;
    profile_syntax syntax;
    bool has_remarks;
    amend_outcome outcome;
    slice after;
    diag_list *diags;
} trial;

static feel_value value_of(arena *a, const char *text)
{
    feel_scope scope = {0};
    feel_machine m;
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.text = slice_of(text != NULL ? text : "null")};
    feel_machine_init(&m, a);
    const feel_expression *e = feel_parse(a, source, &scope, diag_list_new(a));
    assert_non_null(e);
    return feel_evaluate(&m, e, NULL, 0);
}

static profile_slot slot_of(const pack *p, const edit_row *row)
{
    const ptrdiff_t at = pack_find_fact(p, slice_of(row->fact));
    assert_true(at >= 0);
    profile_slot slot = {.fact = (size_t)at, .record = row->record};
    const record_type *type = p->facts[at].record;
    for (size_t i = 0; row->field != NULL && i < type->field_count; i++)
        slot.field = slice_is(type->fields[i].name, row->field) ? i : slot.field;
    return slot;
}

static void try_row(void *argument)
{
    trial *t = argument;
    source_text *source = ARENA_NEW(t->arena, source_text);
    *source = (source_text){.file = SLICE("me.yaml"), .text = slice_of(t->row->before)};
    static const slice remarks[] = {SLICE_INIT("one"), SLICE_INIT("two"), SLICE_INIT("three")};
    const amend_edit edit = {.kind = t->row->kind,
                             .at = slot_of(t->pack, t->row),
                             .value = value_of(t->arena, t->row->value),
                             .comments = t->has_remarks ? remarks : NULL};
    t->diags = diag_list_new(t->arena);
    t->outcome = amend(t->arena, t->pack, source, t->syntax, &edit, &t->after, t->diags);
}

static void try_rows(const edit_row *of, size_t count, profile_syntax syntax, bool has_remarks)
{
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "tests/packs/all-types", diag_list_new(a));
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++) {
        trial t = {.arena = arena_new(NULL, 0),
                   .pack = p,
                   .row = &of[i],
                   .syntax = syntax,
                   .has_remarks = has_remarks};
        assert_int_equal(arena_run(t.arena, try_row, &t), ARENA_DONE);
        const bool good = of[i].after == NULL ? t.outcome != AMEND_DONE && t.diags->errors > 0
                                              : t.outcome == AMEND_DONE && slice_is(t.after, of[i].after);
        if (!good)
            print_message("--- before (outcome %d)\n%s--- after\n%.*s--- wanted\n%s---\n", (int)t.outcome,
                          of[i].before, SLICE_ARG(t.after),
                          of[i].after != NULL ? of[i].after : "(refused)\n");
        wrong += !good;
        arena_free(t.arena);
    }
    pack_free(p);
    arena_free(a);
    assert_int_equal(wrong, 0);
}

static void test_an_edit_changes_what_is_meant_and_nothing_else(void **state)
{
    (void)state;
    try_rows(rows, sizeof rows / sizeof *rows, PROFILE_YAML, false);
}

static void test_json_is_edited_in_the_same_way(void **state)
{
    (void)state;
    try_rows(json_rows, sizeof json_rows / sizeof *json_rows, PROFILE_JSON, false);
}

static void test_what_is_new_gets_its_comment_above_it(void **state)
{
    (void)state;
    try_rows(remarked_rows, sizeof remarked_rows / sizeof *remarked_rows, PROFILE_YAML, true);
}

static void test_remarks_stand_behind_all_else_and_change_nothing(void **state)
{
    static const struct {
        const char *before, *after;
    } texts[] = {{"", "\n# grade: 2\n"},
                 {"keen: true", "keen: true\n\n# grade: 2\n"},
                 {"letter: |\n  a\n", "letter: |\n  a\n\n# grade: 2\n"},
                 {"letter: |+\n  a\n", "letter: |+\n  a\n"}, // the empty line would be the letter's
                 {"{keen: true}\r\n", "{keen: true}\r\n\r\n# grade: 2\r\n"}};
    static const slice remarks[] = {{0}, SLICE_INIT("grade: 2")};
    arena *a = arena_new(NULL, 0);
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const source_text source = {.text = slice_of(texts[i].before)};
        const slice after = amend_remark(a, &source, PROFILE_YAML, remarks, 2);
        assert_string_equal(arena_copy(a, after).ptr, texts[i].after);
    }
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_edit_changes_what_is_meant_and_nothing_else),
        cmocka_unit_test(test_json_is_edited_in_the_same_way),
        cmocka_unit_test(test_what_is_new_gets_its_comment_above_it),
        cmocka_unit_test(test_remarks_stand_behind_all_else_and_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
