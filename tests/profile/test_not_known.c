// What nobody knows stays unknown, and is told apart from what was not said.
#include "profile/not_known.h"

#include "test.h"

typedef struct listing_row {
    const char *text;  ///< of a profile
    const char *fact;  ///< or the list that has the record
    unsigned record;   ///< 0: the fact itself
    const char *field; ///< of the record
    bool is_not_known;
    const char *code; ///< of the only diagnostic; NULL: there is none
} listing_row;

#define REST "grade: 1\nletter: a\nplaces: [{name: A}, {name: B, not_known: [since]}]\n"
#define BARE "grade: 1\nletter: a\nplaces: []\n"

static const listing_row rows[] = {
    {REST, "size", 0, NULL, false, NULL},
    {REST "size:\n", "size", 0, NULL, false, NULL},
    {REST "not_known: [size]\n", "size", 0, NULL, true, NULL},
    {REST "not_known:\n- size\n- keen\n", "keen", 0, NULL, true, NULL},
    {"not_known: [size]\n" REST "size:\n", "size", 0, NULL, true, NULL},
    {REST "not_known:\n", "size", 0, NULL, false, NULL},
    {REST "not_known: []\n", "size", 0, NULL, false, NULL},
    {REST, "places", 1, "since", false, NULL},
    {REST, "places", 2, "since", true, NULL},
    {REST, "places", 2, "story", false, NULL},
    {BARE "home: {name: A, not_known: [story]}\n", "home", 1, "story", true, NULL},
    {"not_known: [size]\n" BARE "size: small\n", "size", 0, NULL, false, "stated-too"},
    {BARE "home: {name: A, story: b, not_known: [story]}\n", "home", 1, "story", false, "stated-too"},
    {BARE "not_known: [sise]\n", "size", 0, NULL, false, "unknown-name"},
    {BARE "not_known: [letter_file]\n", "letter", 0, NULL, false, "unknown-name"},
    {BARE "not_known: [ready]\n", "ready", 0, NULL, false, "derived-fact"},
    {BARE "not_known: [size, size]\n", "size", 0, NULL, true, "given-twice"},
    {BARE "not_known: size\n", "size", 0, NULL, false, "wrong-type"},
    {BARE "not_known: {size: true}\n", "size", 0, NULL, false, "wrong-type"},
    {BARE "not_known: [[size]]\n", "size", 0, NULL, false, "wrong-type"},
    {BARE "not_known: [null]\n", "size", 0, NULL, false, "wrong-type"},
    {BARE "home: {name: A, not_known: [size]}\n", "home", 1, "story", false, "unknown-name"},
    {"letter: a\nplaces: []\nnot_known: [grade]\n", "grade", 0, NULL, true, "missing-key"},
};

typedef struct reading {
    arena *arena;
    const pack *pack;
    const listing_row *row;
    diag_list *diags;
    const profile *person;
} reading;

static void read_profile(void *argument)
{
    reading *r = argument;
    r->diags = diag_list_new(r->arena);
    r->person = profile_read_text(r->arena, r->pack, SLICE("me.yaml"), slice_of(r->row->text), PROFILE_YAML,
                                  NULL, r->diags);
}

static profile_slot slot_of(const pack *p, const listing_row *row)
{
    const ptrdiff_t at = pack_find_fact(p, slice_of(row->fact));
    assert_true(at >= 0);
    profile_slot slot = {.fact = (size_t)at, .record = row->record};
    const record_type *type = p->facts[at].record;
    for (size_t i = 0; row->field != NULL && i < type->field_count; i++)
        slot.field = slice_is(type->fields[i].name, row->field) ? i : slot.field;
    return slot;
}

static void test_what_is_listed_is_not_known_unless_it_is_stated(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "tests/packs/all-types", diag_list_new(a));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        reading r = {.arena = arena_new(NULL, 0), .pack = p, .row = &rows[i]};
        assert_int_equal(arena_run(r.arena, read_profile, &r), ARENA_DONE);
        const bool good = r.diags->count == (rows[i].code != NULL) &&
                          (rows[i].code == NULL || strcmp(r.diags->items[0].code, rows[i].code) == 0) &&
                          (r.person != NULL) == (r.diags->errors == 0) &&
                          (r.person == NULL ||
                           profile_is_not_known(r.person, slot_of(p, &rows[i])) == rows[i].is_not_known);
        if (!good)
            print_message("%s\n", rows[i].text);
        assert_true(good);
        arena_free(r.arena);
    }
    pack_free(p);
    arena_free(a);
}

static void test_what_a_variant_states_is_known_there(void **state)
{
    (void)state;
    static const listing_row row = {.text = REST "not_known: [size]\n"};
    arena *a = arena_new(NULL, 0);
    pack *p = pack_load(NULL, "tests/packs/all-types", diag_list_new(a));
    reading r = {.arena = arena_new(NULL, 0), .pack = p, .row = &row};
    assert_int_equal(arena_run(r.arena, read_profile, &r), ARENA_DONE);
    const profile_change changes[] = {
        {{.fact = (size_t)pack_find_fact(p, SLICE("size"))}, feel_string(SLICE("small"))},
        {{.fact = (size_t)pack_find_fact(p, SLICE("places")), .record = 2, .field = 1}, feel_integer(1)}};
    const profile other = profile_variant(r.arena, p, r.person, changes, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_true(profile_is_not_known(r.person, changes[i].at));
        assert_false(profile_is_not_known(&other, changes[i].at));
    }
    arena_free(r.arena);
    pack_free(p);
    arena_free(a);
}

static void test_a_fact_of_that_name_is_a_fact(void **state)
{
    (void)state;
    const fact other = {.name = SLICE("size")};
    const fact same = {.name = SLICE(NOT_KNOWN_KEY)};
    assert_true(not_known_is_key(&other, 1, SLICE("not_known")));
    assert_false(not_known_is_key(&other, 1, SLICE("size")));
    assert_false(not_known_is_key(&same, 1, SLICE("not_known")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_listed_is_not_known_unless_it_is_stated),
        cmocka_unit_test(test_what_a_variant_states_is_known_there),
        cmocka_unit_test(test_a_fact_of_that_name_is_a_fact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
