// Which records' derived fields wait while it is open which records a rule is about: those that it may be about, and no others.
#include "small_pack.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

#define TYPES                                                                                                \
    "types:\n"                                                                                               \
    "  - name: part\n    key: id\n    fields:\n      - {name: id, type: string}\n"                           \
    "      - {name: weight, type: number}\n      - {name: heavy, type: boolean, derived: true}\n"            \
    "  - {name: box, key: id, fields: [{name: id, type: string}, {name: size, type: number}, "               \
    "{name: parts, type: list, of: part}]}\n"                                                                \
    "  - {name: crate, key: id, fields: [{name: id, type: string}, {name: size, type: number}, "             \
    "{name: boxes, type: list, of: box}]}\n"                                                                 \
    "facts:\n"                                                                                               \
    "  - {name: boxes, type: list, of: box}\n"                                                               \
    "  - {name: crates, type: list, of: crate}\n"                                                            \
    "  - {name: parts, type: list, of: part}\n"                                                              \
    "recommendations:\n  - {id: go, about: p, title: Go, priority: 50}\n"

typedef struct job {
    arena *arena;
    const pack *pack;
    const char *stated;
    char got[1024];
} job;

/// "PART: waits, true or null; " of each part, in the order of the profile.
static void describe(void *argument)
{
    job *j = argument;
    const inference *of = small_pack_infer(j->arena, j->pack, j->stated);
    size_t used = 0;
    j->got[0] = '\0';
    for (size_t i = 0; i < of->field_derivation_count; i++) {
        const derivation *d = &of->field_derivations[i];
        const char *value = d->waits ? "waits" : feel_is_null(d->value) ? "null" : "true";
        used += (size_t)snprintf(j->got + used, sizeof j->got - used, "%.*s: %s; ", SLICE_ARG(d->item_name),
                                 value);
    }
}

typedef struct open_case {
    const char *variables, *stated, *expected;
} open_case;

static void try_case(const open_case *c)
{
    char lists[2048];
    arena *a = arena_new(NULL, 0);
    assert_in_range(snprintf(lists, sizeof lists,
                             TYPES "rules:\n  - {id: r, for: '%s', when: p.weight > 1, conclude: p.heavy, "
                                   "value: true, because: B., source: s}\n",
                             c->variables),
                    1, sizeof lists - 1);
    diag_list *diags = diag_list_new(a);
    pack *p = small_pack(lists, diags);
    for (size_t i = 0; p == NULL && i < diags->count; i++)
        print_message("%zu: %.*s\n", diags->items[i].line, SLICE_ARG(diags->items[i].message));
    assert_non_null(p);
    job j = {.arena = a, .pack = p, .stated = c->stated};
    assert_int_equal(arena_run(a, describe, &j), ARENA_DONE);
    if (strcmp(j.got, c->expected) != 0)
        print_message("%s\n%s\n", c->variables, c->stated);
    assert_string_equal(j.got, c->expected);
    pack_free(p);
    arena_free(a);
}

#define P "{id: P, weight: 2}"
#define Q "{id: Q, weight: 2}"
#define R "{id: R, weight: 2}"
#define S "{id: S, weight: 2}"

static const open_case cases[] = {
    // one list
    {"p in parts", "parts: [" P ", {id: Q}, {id: R, weight: 1}]", "P: true; Q: waits; R: null; "},
    {"p in parts[weight > 1]", "parts: [" P ", {id: Q}, {id: R, weight: 1}]", "P: true; Q: waits; R: null; "},
    // a list within a record: the first, the last, or neither is open
    {"b in boxes[size > 3], p in b.parts",
     "boxes: [{id: A, parts: [" P "]}, {id: B, size: 1, parts: [" Q "]}, {id: C, size: 5, parts: [" R "]}]",
     "P: waits; Q: null; R: true; "},
    {"b in boxes[size > 3], p in b.parts",
     "boxes: [{id: A, size: 1, parts: [" P "]}, {id: B, size: 5, parts: [" Q "]}, {id: C, parts: [" R ", " S
     "]}]",
     "P: null; Q: true; R: waits; S: waits; "},
    {"b in boxes[size > 3], p in b.parts[weight > 1]",
     "boxes: [{id: A, size: 5, parts: [" P ", {id: Q}]}, {id: B, size: 1, parts: [{id: R}]}]",
     "P: true; Q: waits; R: null; "},
    // two lists down
    {"c in crates[size > 3], b in c.boxes, p in b.parts",
     "crates: [{id: X, boxes: [{id: A, parts: [" P "]}, {id: B, parts: [" Q "]}]}, "
     "{id: Y, size: 1, boxes: [{id: C, parts: [" R "]}]}, {id: Z, size: 4, boxes: [{id: D, parts: [" S
     "]}]}]",
     "P: waits; Q: waits; R: null; S: true; "},
    {"c in crates, b in c.boxes[size > 3], p in b.parts",
     "crates: [{id: X, boxes: [{id: A, size: 1, parts: [" P "]}, {id: B, parts: [" Q "]}]}, "
     "{id: Y, boxes: [{id: C, size: 5, parts: [" R "]}]}, {id: Z, boxes: [{id: D, parts: [" S "]}]}]",
     "P: null; Q: waits; R: true; S: waits; "},
    // what is open is another list than that of the record
    {"b in boxes[size > 3], p in parts", "boxes: [{id: A}]\nparts: [" P ", " Q "]", "P: waits; Q: waits; "},
    {"b in boxes[size > 3], p in parts", "boxes: [{id: A, size: 1}]\nparts: [" P "]", "P: null; "},
    {"b in boxes, p in parts", "parts: [" P "]", "P: waits; "},
};

static void test_only_records_that_the_rule_may_be_about_wait(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        try_case(&cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_only_records_that_the_rule_may_be_about_wait)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
