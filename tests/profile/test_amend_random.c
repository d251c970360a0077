// Edits of profiles made at random: what was meant reads back, nothing else changes, and every allocation may fail. Half of them are the
// same each time. AMEND_TRIALS says how many profiles are tried.
#include "profile/amend.h"

#include "failing.h"
#include "feel/temporal.h"
#include "files.h"
#include "input/yaml_edit.h"
#include "profile/not_known.h"
#include "random_document.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>

enum { TRIALS = 6000, PACKS = 3 };

typedef struct editing {
    arena *arena;
    const pack *pack;
    random_source *random;
    source_text source;
    profile_syntax syntax;
    amend_edit edit;
    amend_outcome outcome;
    slice after;
    size_t done, unsafe, refused, unreadable;
} editing;

// --- values ---

static feel_value one_text(random_source *r)
{
    static const char *const texts[] = {"plain",
                                        "two words",
                                        "it's",
                                        "say \"hi\"",
                                        "a: b",
                                        "a #b",
                                        "#b",
                                        "- x",
                                        "yes",
                                        "null",
                                        "12",
                                        "2026-01-31",
                                        "[x]",
                                        "{x",
                                        "x, y",
                                        "caf\xC3\xA9",
                                        "\xC2\x85",
                                        "tab\there",
                                        " leading",
                                        "trailing ",
                                        "",
                                        "a\nb",
                                        "a\nb\n",
                                        "a\n\nb\n\n",
                                        "\na",
                                        "  a\nb",
                                        "\ta\nb",
                                        "a\n # no comment\nb",
                                        "a\n\n\n",
                                        "\n",
                                        "a\n  \nb",
                                        "a\n   ",
                                        "a\rb",
                                        "---\nx",
                                        "...\n",
                                        "key: |\n  x",
                                        "a\\b\nc\"d",
                                        "\xE2\x80\xA8",
                                        "%x",
                                        "@x",
                                        "`x`",
                                        "!x",
                                        "&x",
                                        "*x",
                                        "? x",
                                        "| x",
                                        "> x",
                                        "x:",
                                        "\x1B[0m",
                                        "\xEF\xBB\xBFx",
                                        "a text that goes on and on, longer than a line should be"};
    return feel_string(slice_of(texts[random_below(r, sizeof texts / sizeof *texts)]));
}

static feel_value value_of_type(editing *e, const fact *f, const feel_type *type);

static feel_value one_record(editing *e, const record_type *type)
{
    feel_entry *entries = ARENA_ARRAY(e->arena, type->field_count, feel_entry);
    for (size_t i = 0; i < type->field_count; i++) {
        const bool is_there = type->fields[i].required || random_below(e->random, 3) > 0;
        entries[i] =
            (feel_entry){type->fields[i].name,
                         is_there ? value_of_type(e, &type->fields[i], type->fields[i].type) : feel_null()};
    }
    return feel_context_of(e->arena, entries, type->field_count);
}

static feel_value value_of_type(editing *e, const fact *f, const feel_type *type)
{
    static const char *const dates[] = {"2026-02-01", "1999-12-31"};
    random_source *r = e->random;
    const size_t count = (size_t)random_below(r, 4);
    feel_value *items = ARENA_ARRAY(e->arena, count, feel_value);
    decimal d;
    switch (type->kind) {
    case FEEL_TYPE_BOOLEAN: return feel_boolean(random_below(r, 2) == 0);
    case FEEL_TYPE_NUMBER:
        assert_true(
            decimal_parse(random_below(r, 2) == 0 ? SLICE("-2.5") : SLICE("12345678901234567890"), &d));
        return feel_number(e->arena, d);
    case FEEL_TYPE_DATE: return temporal_parse_date(e->arena, slice_of(dates[random_below(r, 2)]));
    case FEEL_TYPE_LIST:
        for (size_t i = 0; i < count; i++)
            items[i] = value_of_type(e, f, type->element);
        return feel_list_of(e->arena, items, count);
    case FEEL_TYPE_CONTEXT: return one_record(e, f->record);
    default:
        return type->allowed_count > 0 ? type->allowed[random_below(r, type->allowed_count)] : one_text(r);
    }
}

// --- edits ---

/// An edit of a fact, or of a record of the profile if there is one.
static void choose_edit(editing *e, const profile *person)
{
    static const amend_kind kinds[] = {AMEND_SET,    AMEND_SET,       AMEND_SET,
                                       AMEND_REMOVE, AMEND_NOT_KNOWN, AMEND_ASK_AGAIN};
    random_source *r = e->random;
    size_t count = 0;
    const profile_slot *slots = profile_slots(e->arena, e->pack, person, &count);
    e->edit = (amend_edit){.kind = kinds[random_below(r, 6)], .at = slots[random_below(r, count)]};
    if (random_below(r, 3) == 0) // texts are the hardest
        e->edit.at = (profile_slot){.fact = (size_t)pack_find_fact(e->pack, SLICE("s1"))};
    const fact *f = profile_slot_declared(e->pack, person, e->edit.at);
    if (e->edit.at.record > 0 && random_below(r, 4) == 0)
        e->edit.kind = AMEND_DROP;
    if (f->type->kind == FEEL_TYPE_LIST && random_below(r, 2) == 0)
        e->edit.kind = AMEND_APPEND;
    if (e->edit.kind == AMEND_SET)
        e->edit.value = value_of_type(e, f, f->type);
    if (e->edit.kind == AMEND_APPEND)
        e->edit.value = value_of_type(e, f, f->type->element);
}

// --- what must hold ---

static feel_value with_item(editing *e, feel_value list, feel_value item)
{
    const size_t count = list.kind == FEEL_LIST ? list.as.list->count : 0;
    feel_value *items = ARENA_ARRAY(e->arena, count + 1, feel_value);
    for (size_t i = 0; i < count; i++)
        items[i] = list.as.list->items[i];
    items[count] = item;
    return feel_list_of(e->arena, items, count + 1);
}

static feel_value without_record(editing *e, feel_value v, uint32_t number)
{
    if (v.kind != FEEL_LIST)
        return v;
    size_t count = 0;
    feel_value *items = ARENA_ARRAY(e->arena, v.as.list->count, feel_value);
    for (size_t i = 0; i < v.as.list->count; i++) {
        const feel_value item = v.as.list->items[i];
        if (item.kind != FEEL_CONTEXT || item.as.context->record != number)
            items[count++] = item;
    }
    return feel_list_of(e->arena, items, count);
}

/// What the profile should say of each fact.
static profile intended(editing *e, const profile *before)
{
    const amend_edit *edit = &e->edit;
    profile_change change = {edit->at, edit->value};
    const feel_value old = profile_slot_value(before, edit->at);
    if (edit->kind == AMEND_APPEND)
        change.value = with_item(e, old, edit->value);
    if (edit->kind == AMEND_DROP)
        change = (profile_change){{.fact = edit->at.fact},
                                  without_record(e, before->values[edit->at.fact], edit->at.record)};
    if (edit->kind == AMEND_REMOVE || edit->kind == AMEND_NOT_KNOWN)
        change.value = feel_null();
    if (edit->kind == AMEND_ASK_AGAIN)
        change.value = old;
    return profile_variant(e->arena, e->pack, before, &change, 1);
}

static bool same_values(feel_value a, feel_value b)
{
    return feel_is_null(a) || feel_is_null(b) ? feel_is_null(a) && feel_is_null(b)
                                              : feel_equal(a, b) == FEEL_TRUE;
}

/// Shows what went wrong, with returns made visible.
static void show(const editing *e, const char *what)
{
    print_error("%s\n--- before\n", what);
    for (size_t i = 0; i < e->source.text.len; i++)
        print_error(e->source.text.ptr[i] == '\r' ? "<return>\n" : "%c", e->source.text.ptr[i]);
    print_error("--- after\n%.*s\n", SLICE_ARG(e->after));
}

static void check_values(editing *e, const profile *before, const profile *after)
{
    const profile wanted = intended(e, before);
    for (size_t i = 0; i < e->pack->fact_count; i++) {
        if (same_values(after->values[i], wanted.values[i]))
            continue;
        show(e, e->pack->facts[i].name.ptr);
        fail();
    }
    if (e->edit.kind == AMEND_NOT_KNOWN)
        assert_true(profile_is_not_known(after, e->edit.at));
    if (e->edit.kind == AMEND_ASK_AGAIN || e->edit.kind == AMEND_SET || e->edit.kind == AMEND_APPEND)
        assert_false(profile_is_not_known(after, e->edit.at));
}

/// The key of the fact that was edited, or of the profile's `not_known`, and its value: all that may change. Other text stays as it was.
static bool is_edited_pair(const editing *e, slice key)
{
    bool is_file = false;
    return slice_is(key, NOT_KNOWN_KEY) ||
           pack_find_key(e->pack->facts, e->pack->fact_count, key, &is_file) == (ptrdiff_t)e->edit.at.fact;
}

/// Every line that holds nothing of what was edited is there afterwards, in the same order.
static void check_lines(const editing *e, const yaml_node *root)
{
    if (root == NULL || root->is_flow)
        return;
    size_t from = 0;
    slice rest = e->after;
    while (from < e->source.text.len) {
        size_t stop = from;
        while (stop < e->source.text.len && memchr("\n\r", e->source.text.ptr[stop], 2) == NULL)
            stop++;
        const bool has_end = stop < e->source.text.len;
        stop += has_end;
        bool is_edited = !has_end; // it may get an end
        for (size_t i = 0; i < root->count; i++) {
            const yaml_node *key = root->items[2 * i];
            const size_t last =
                i + 1 < root->count ? root->items[2 * i + 2]->where.offset : e->source.text.len;
            is_edited =
                is_edited || (is_edited_pair(e, key->text) && stop > key->where.offset && from < last);
        }
        const slice text = slice_part(e->source.text, from, stop - from);
        if (!is_edited) {
            size_t at = 0;
            while (at + text.len <= rest.len && !slice_equal(slice_part(rest, at, text.len), text))
                at++;
            if (at + text.len > rest.len) {
                show(e, "a line is gone");
                fail();
            }
            rest = slice_part(rest, at + text.len, rest.len);
        }
        from = stop;
    }
}

static void edit_once(void *argument)
{
    editing *e = argument;
    const yaml_node *root = NULL;
    diag_list *unread = diag_list_new(e->arena);
    const profile *before = profile_read(e->arena, e->pack, &e->source, e->syntax, NULL, unread);
    if (before == NULL)
        before =
            profile_read_text(e->arena, e->pack, SLICE("nobody"), SLICE("{}"), PROFILE_YAML, NULL, unread);
    choose_edit(e, before);
    e->outcome = amend(e->arena, e->pack, &e->source, e->syntax, &e->edit, &e->after, unread);
    e->done += e->outcome == AMEND_DONE;
    e->unsafe += e->outcome == AMEND_UNSAFE;
    e->refused += e->outcome == AMEND_REFUSED;
    e->unreadable += e->outcome == AMEND_UNREADABLE;
    if (e->outcome == AMEND_UNSAFE && getenv("AMEND_SHOW") != NULL)
        print_message("--- unsafe: %d of %zu.%u.%zu, %.*s\n%.*s\n", (int)e->edit.kind, e->edit.at.fact,
                      e->edit.at.record, e->edit.at.field,
                      SLICE_ARG(feel_to_literal(e->arena, e->edit.value)), SLICE_ARG(e->source.text));
    if (e->outcome != AMEND_DONE)
        return;
    source_text *after = ARENA_NEW(e->arena, source_text);
    *after = (source_text){.text = e->after};
    diag_list *wrong = diag_list_new(e->arena);
    const profile *now = profile_read(e->arena, e->pack, after, e->syntax, NULL, wrong);
    assert_true(yaml_edit_read(e->arena, &e->source, e->syntax == PROFILE_JSON, &root, unread));
    check_lines(e, root);
    if (strcmp(before->file.ptr, "nobody") == 0)
        return;
    if (now != NULL)
        check_values(e, before, now);
    else if (strcmp(wrong->items[0].code, "empty-file") != 0 &&
             strcmp(wrong->items[0].code, "wrong-type") != 0) {
        show(e, wrong->items[0].message.ptr); // what says nothing is no profile; any other error is new
        fail();
    }
}

static void edit_some(random_source *random, size_t trials, bool json, unsigned plain, editing *sums)
{
    static buffer document;
    for (size_t k = 0; k < PACKS; k++) {
        char *folder = random_pack(random);
        arena *a = arena_new(NULL, 0);
        pack *p = pack_load(NULL, folder, diag_list_new(a));
        assert_non_null(p);
        for (size_t i = 0; i < trials / PACKS; i++) {
            if (json)
                random_profile(&document, random, 0);
            else
                random_document(&document, random, DOCUMENT_ALONE, plain);
            editing e = *sums;
            e.arena = arena_new(NULL, 0);
            e.pack = p;
            e.random = random;
            e.syntax = json ? PROFILE_JSON : PROFILE_YAML;
            e.source = (source_text){.file = SLICE("me"), .text = {document.text, document.length}};
            assert_int_equal(arena_run(e.arena, edit_once, &e), ARENA_DONE);
            arena_free(e.arena);
            *sums = e;
        }
        pack_free(p);
        arena_free(a);
        folder_remove(folder);
    }
}

/// Half of the documents are the same each time, half are new.
static void edit_documents(size_t trials, bool json, unsigned plain, editing *sums)
{
    random_source same = {20260131};
    random_source new = random_new();
    edit_some(&same, trials / 2, json, plain, sums);
    edit_some(&new, trials / 2, json, plain, sums);
}

static size_t trials(void)
{
    const char *given = getenv("AMEND_TRIALS");
    return given != NULL ? strtoull(given, NULL, 10) : TRIALS;
}

/// Fails unless so many percent of the edits were made, of some more than a few.
static void report(const char *of, const editing *e, size_t percent)
{
    const size_t all = e->done + e->unsafe + e->refused + e->unreadable;
    print_message("info: amend: %s: %zu edits made, %zu not safe, %zu refused, %zu of no profile\n", of,
                  e->done, e->unsafe, e->refused, e->unreadable);
    assert_true(100 * e->done + 2000 > percent * all);
}

static void test_usual_profiles_are_edited_as_intended(void **state)
{
    (void)state;
    editing sums = {0};
    edit_documents(trials(), false, 10, &sums);
    report("usual profiles", &sums, 95);
    assert_true(20 * sums.unsafe < sums.done + 20);
}

static void test_profiles_in_any_layout_are_edited_as_intended_or_left(void **state)
{
    (void)state;
    editing sums = {0};
    edit_documents(trials(), false, 0, &sums);
    report("odd profiles", &sums, 40);
    assert_true(20 * sums.unsafe < sums.done + 20);
}

static void test_json_is_edited_as_intended(void **state)
{
    (void)state;
    editing sums = {0};
    edit_documents(trials(), true, 10, &sums);
    report("JSON", &sums, 95);
    assert_int_equal(sums.unsafe, 0);
}

// --- memory ---

typedef struct starved {
    arena *arena;
    const pack *pack;
    slice after;
} starved;

static void edit_starved(void *argument)
{
    starved *s = argument;
    source_text *source = ARENA_NEW(s->arena, source_text);
    *source = (source_text){.file = SLICE("me"),
                            .text = SLICE("# c\nn0: 1\nitems:\n  - {title: A}\nnot_known: [s1]\n")};
    const amend_edit edit = {.kind = AMEND_SET,
                             .at = {.fact = (size_t)pack_find_fact(s->pack, SLICE("s1"))},
                             .value = feel_string(SLICE("a\nb"))};
    diag_list *diags = diag_list_new(s->arena);
    assert_int_equal(amend(s->arena, s->pack, source, PROFILE_YAML, &edit, &s->after, diags), AMEND_DONE);
}

static void test_every_allocation_may_fail(void **state)
{
    (void)state;
    random_source random = {1};
    char *folder = random_pack(&random);
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, folder, diag_list_new(a));
    bool is_done = false;
    for (size_t at = 1; !is_done; at++) {
        failing_allocator failing = {.fail_at = at};
        const allocator from = failing_allocator_of(&failing);
        starved s = {.arena = arena_new(&from, 0), .pack = p};
        if (s.arena != NULL && arena_run(s.arena, edit_starved, &s) == ARENA_DONE) {
            assert_true(slice_is(s.after, "# c\nn0: 1\ns1: |-\n  a\n  b\nitems:\n  - {title: A}\n"));
            is_done = !failing.failed;
        }
        arena_free(s.arena);
        assert_int_equal(failing.live, 0);
    }
    pack_free(p);
    arena_free(a);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_usual_profiles_are_edited_as_intended),
        cmocka_unit_test(test_profiles_in_any_layout_are_edited_as_intended_or_left),
        cmocka_unit_test(test_json_is_edited_as_intended),
        cmocka_unit_test(test_every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
