// What a rule that is undetermined for an item waits for: what is unknown of this item, and not of the others in its list.
#include "small_pack.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

static const char lists[] =
    "types:\n"
    "  - name: box\n"
    "    key: id\n"
    "    fields: [{name: id, type: string}, {name: size, type: number}, {name: things, type: list, of: "
    "string}]\n"
    "facts:\n"
    "  - {name: boxes, type: list, of: box}\n"
    "  - {name: least, type: number}\n"
    "recommendations:\n"
    "  - {id: go, about: b, title: Go, priority: 50, next_steps: [Go.]}\n"
    "rules:\n"
    "  - {id: r, for: 'b in boxes, t in b.things', when: t = \"x\", recommend: go, because: It is so., "
    "source: s}\n"
    "  - {id: q, for: 'b in boxes[item.size > 3]', recommend: go, because: It is so., source: s}\n"
    "  - {id: w, for: 'b in boxes', when: b.size > least, recommend: go, because: It is so., source: s}\n";

typedef struct job {
    arena *arena;
    const pack *pack;
    const char *stated;
    char got[1024];
} job;

static const char *id_of(const feel_context *record)
{
    return feel_text(*feel_context_get(record, SLICE("id"))).ptr;
}

/// "RULE ITEM: ITEM.FIELD FACT" of what is undetermined.
static void describe(void *argument)
{
    job *j = argument;
    const inference *of = small_pack_infer(j->arena, j->pack, j->stated);
    size_t used = 0;
    for (size_t i = 0; i < of->undetermined_count; i++) {
        const undetermined *u = &of->undetermined[i];
        used += (size_t)snprintf(j->got + used, sizeof j->got - used,
                                 "%.*s %s:", SLICE_ARG(j->pack->rules[u->rule].id),
                                 u->bound > 0 ? id_of(u->bindings[0].as.context) : "-");
        for (size_t k = 0; k < u->waits_count; k++) {
            const feel_unknown *w = &u->waits_for[k];
            if (w->record != NULL)
                used += (size_t)snprintf(j->got + used, sizeof j->got - used, " %s.%.*s", id_of(w->record),
                                         SLICE_ARG(w->field));
            else
                used += (size_t)snprintf(j->got + used, sizeof j->got - used, " %.*s",
                                         SLICE_ARG(j->pack->facts[w->variable].name));
        }
        used += (size_t)snprintf(j->got + used, sizeof j->got - used, "; ");
    }
}

static void test_each_item_waits_for_what_is_unknown_of_itself(void **state)
{
    (void)state;
    static const struct {
        const char *stated, *waits;
    } cases[] = {
        {"boxes: [{id: A, size: 1}, {id: B, size: 1}]\nleast: 2", "r A: A.things; r B: B.things; "},
        {"boxes: [{id: A, size: 1, things: [x]}, {id: B, size: 1}]\nleast: 2", "r B: B.things; "},
        {"boxes: [{id: A, things: []}, {id: B, things: []}]\nleast: 2",
         "q A: A.size; q B: B.size; w A: A.size; w B: B.size; "},
        {"boxes: [{id: A, things: [], size: 4}, {id: B, things: []}]",
         "q B: B.size; w A: least; w B: B.size least; "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        arena *a = arena_new(NULL, 0);
        diag_list *diags = diag_list_new(a);
        pack *p = small_pack(lists, diags);
        for (size_t k = 0; p == NULL && k < diags->count; k++)
            print_message("%zu: %.*s\n", diags->items[k].line, SLICE_ARG(diags->items[k].message));
        assert_non_null(p);
        job j = {.arena = a, .pack = p, .stated = cases[i].stated};
        assert_int_equal(arena_run(a, describe, &j), ARENA_DONE);
        assert_string_equal(j.got, cases[i].waits);
        pack_free(p);
        arena_free(a);
    }
}

// --- names ---

static const char nested[] =
    "types:\n"
    "  - {name: part, key: id, fields: [{name: id, type: string}, {name: weight, type: number}]}\n"
    "  - {name: box, key: id, fields: [{name: id, type: string}, {name: parts, type: list, of: part}]}\n"
    "facts:\n"
    "  - {name: other, type: number}\n"
    "  - {name: boxes, type: list, of: box}\n"
    "recommendations:\n"
    "  - {id: go, title: Go, priority: 50, next_steps: [Go.]}\n"
    "rules:\n"
    "  - {id: r, when: some b in boxes satisfies some p in b.parts satisfies p.weight > 3, recommend: go,\n"
    "     because: It is so., source: s}\n";

static void name_what_it_waits_for(void *argument)
{
    job *j = argument;
    const inference *of =
        small_pack_infer(j->arena, j->pack, "boxes: [{id: A, parts: [{id: P, weight: 1}, {id: Q}]}]");
    assert_int_equal(of->undetermined_count, 1);
    assert_int_equal(of->undetermined[0].name_count, 1);
    (void)snprintf(j->got, sizeof j->got, "%.*s", SLICE_ARG(of->undetermined[0].names[0]));
}

/// It is in no list that is a fact itself.
static void test_what_a_record_within_a_record_lacks_has_the_name_of_its_field(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    pack *p = small_pack(nested, diag_list_new(a));
    assert_non_null(p);
    job j = {.arena = a, .pack = p};
    assert_int_equal(arena_run(a, name_what_it_waits_for, &j), ARENA_DONE);
    assert_string_equal(j.got, "weight");
    pack_free(p);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_item_waits_for_what_is_unknown_of_itself),
        cmocka_unit_test(test_what_a_record_within_a_record_lacks_has_the_name_of_its_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
