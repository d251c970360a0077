// Why a recommendation was not given, for one item of several: each has its own reason.
#include "suite/why.h"

#include "base/text.h"
#include "small_pack.h"
#include "test.h"

static const char lists[] =
    "types:\n  - name: firm\n    key: name\n    fields:\n      - {name: name, type: string}\n"
    "      - {name: size, type: number}\n"
    "facts:\n  - {name: firms, type: list, of: firm}\n"
    "recommendations:\n  - {id: apply, about: firm, title: A, priority: 50}\n"
    "rules:\n  - {id: some, for: firm in firms, when: firm.size > 1, recommend: apply, certainty: 0.05,\n"
    "     because: B., source: s}\n"
    "  - {id: more, for: firm in firms, when: firm.size > 5, recommend: apply, certainty: 0.1,\n"
    "     because: B., source: s}\n"
    "  - {id: against, for: firm in firms, when: firm.size > 8, recommend: apply, certainty: -0.5,\n"
    "     because: B., source: s}\n";

typedef struct job {
    arena *arena;
    const pack *pack;
    const char *stated, *item; ///< NULL: any
    slice got;
} job;

static void ask(void *argument)
{
    job *j = argument;
    const inference *of = small_pack_infer(j->arena, j->pack, j->stated);
    feel_machine m;
    feel_machine_init(&m, j->arena);
    size_t count = 0;
    const slice item = j->item != NULL ? slice_of(j->item) : (slice){NULL, 0};
    const slice *lines = why_not_given(&m, of, 0, item, &count);
    text_builder out = {.arena = j->arena};
    for (size_t i = 0; i < count; i++)
        text_add_format(&out, "%s%.*s", i > 0 ? " / " : "", SLICE_ARG(lines[i]));
    text_add_byte(&out, '\0');
    j->got = text_result(&out);
}

static void assert_why(const char *stated, const char *item, const char *expected)
{
    arena *a = arena_new(NULL, 0);
    pack *p = small_pack(lists, diag_list_new(a));
    assert_non_null(p);
    job j = {.arena = a, .pack = p, .stated = stated, .item = item};
    assert_int_equal(arena_run(a, ask, &j), ARENA_DONE);
    assert_string_equal(j.got.ptr, expected);
    pack_free(p);
    arena_free(a);
}

static void test_each_item_below_the_threshold_has_its_own_evidence(void **state)
{
    (void)state;
    static const char three[] = "firms: [{name: A, size: 9}, {name: B, size: 6}, {name: C, size: 2}]";
    assert_why(three, "B", "its certainty 0.14 does not exceed 0.20: rule some +0.05, rule more +0.10");
    assert_why(three, "C", "its certainty 0.05 does not exceed 0.20: rule some +0.05");
    assert_why(
        three, "A",
        "its certainty -0.42 does not exceed 0.20: rule some +0.05, rule more +0.10, rule against -0.50");
    assert_why(three, NULL, "its certainty 0.14 does not exceed 0.20: rule some +0.05, rule more +0.10");
}

static void test_an_item_without_evidence_is_not_explained_by_another(void **state)
{
    (void)state;
    static const char three[] = "firms: [{name: A, size: 0}, {name: B, size: 0}, {name: C, size: 1}]";
    assert_why(three, "B", "rule some (firm 'B'): firm.size > 1 is false (firm.size is 0)");
    assert_why(three, "C", "rule some (firm 'C'): firm.size > 1 is false (firm.size is 1)");
}

/// Every rule fires for A: for the others they are still what stands in the way.
static void test_a_rule_that_fired_for_another_item_is_not_passed_over(void **state)
{
    (void)state;
    static const char three[] = "firms: [{name: A, size: 9}, {name: B, size: 1}, {name: C}]";
    assert_why(three, "B", "rule some (firm 'B'): firm.size > 1 is false (firm.size is 1)");
    assert_why(three, "C", "rule some (firm 'C'): firm.size > 1 is unknown (firm.size is unknown)");
    assert_why(three, "D", "rule some: no 'D' is among its items: firm in firms");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_item_below_the_threshold_has_its_own_evidence),
        cmocka_unit_test(test_an_item_without_evidence_is_not_explained_by_another),
        cmocka_unit_test(test_a_rule_that_fired_for_another_item_is_not_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
