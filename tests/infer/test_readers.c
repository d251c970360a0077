// Which rules a change of one field of a record may make do something else: of each way to read a field, a rule.
#include "infer/readers.h"
#include "small_pack.h"

#include "test.h"

#include <string.h>

enum { BOXES, TITLE = 0, SIZE, KIND, NOTE };

static const char pack_text[] =
    "types:\n"
    "  - {name: box, key: title, fields: [{name: title, type: string}, {name: size, type: number},"
    " {name: kind, type: string}, {name: note, type: string}]}\n"
    "facts:\n"
    "  - {name: boxes, type: list, of: box}\n"
    "  - {name: n, type: number}\n"
    "  - {name: big, type: list, of: box, derived: true}\n"
    "  - {name: sizes, type: number, derived: true}\n"
    "functions:\n"
    "  - {name: heavy, parameters: [{name: x, type: box}], body: x.size > 3, description: Heavy.}\n"
    "recommendations: [{id: r, title: R, priority: 50}]\n"
    "tables:\n"
    "  - {id: table, recommend: r, because: B., source: s, inputs: [{expression: 'boxes[1].size'}],"
    " outputs: [{name: certainty}], rows: [{in: ['< 3'], out: ['0.5']}]}\n"
    "rules:\n"
    "  - {id: bound, for: b in boxes, when: b.size > 1, recommend: r, because: B., source: s}\n"
    "  - {id: listed, for: 'b in boxes[kind = \"k\"]', recommend: r, because: B., source: s}\n"
    "  - {id: some, when: 'some b in boxes satisfies b.kind = \"k\"', recommend: r, because: B., source: s}\n"
    "  - {id: filter, when: 'count(boxes[size > n]) > 1', recommend: r, because: B., source: s}\n"
    "  - {id: calls, for: b in boxes, when: heavy(b), recommend: r, because: B., source: s}\n"
    "  - {id: whole, when: 'boxes[1] = boxes[2]', recommend: r, because: B., source: s}\n"
    "  - {id: within, when: 'list contains(boxes, boxes[2])', recommend: r, because: B., source: s}\n"
    "  - {id: certain, certainty: 'if boxes[1].size > 1 then 0.5 else 0.4', recommend: r, because: B., "
    "source: s}\n"
    "  - {id: counts, when: count(boxes) > 1, recommend: r, because: B., source: s}\n"
    "  - {id: other, when: n > 1, recommend: r, because: B., source: s}\n"
    "  - {id: copies, conclude: big, value: 'boxes[size > 1]', because: B., source: s}\n"
    "  - {id: adds, conclude: sizes, value: 'sum(boxes.size)', because: B., source: s}\n";

typedef struct job {
    arena *arena;
    const pack *pack;
} job;

/// The ids of the rules, by their order in the pack.
static void assert_rules(const pack *p, reader_list found, const char *wanted)
{
    char ids[500] = "";
    for (size_t i = 0; i < found.count; i++) {
        const slice id = p->rules[found.rules[i]].id;
        assert_true(strlen(ids) + id.len + 2 < sizeof ids);
        (void)strncat(strcat(ids, i > 0 ? " " : ""), id.ptr, id.len);
    }
    assert_string_equal(ids, wanted);
}

static void find(void *argument)
{
    const job *j = argument;
    const pack *p = j->pack;
    const readers *r = readers_new(j->arena, p);
    const char *all = "table/1 bound listed some filter calls whole within certain counts copies adds";
    assert_rules(p, readers_of_fact(r, BOXES), all);
    assert_rules(p, readers_of_field(r, BOXES, TITLE), all); // items are called by it
    assert_rules(p, readers_of_field(r, BOXES, SIZE),
                 "table/1 bound filter calls whole within certain copies adds");
    assert_rules(p, readers_of_field(r, BOXES, KIND), "listed some calls whole within copies");
    assert_rules(p, readers_of_field(r, BOXES, NOTE), "calls whole within copies");
}

static void test_a_rule_reads_the_fields_that_it_may_look_at(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    diag_list *diags = diag_list_new(a);
    pack *p = small_pack(pack_text, diags);
    for (size_t i = 0; p == NULL && i < diags->count; i++)
        print_message("%zu:%zu: %.*s\n", diags->items[i].line, diags->items[i].column,
                      SLICE_ARG(diags->items[i].message));
    assert_non_null(p);
    job j = {a, p};
    assert_int_equal(arena_run(a, find, &j), ARENA_DONE);
    pack_free(p);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_rule_reads_the_fields_that_it_may_look_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
