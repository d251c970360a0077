// Bounds of single recommendations, what of the first places is final, and what can no longer change them. Each expectation was worked out by
// hand from the formula of certainties. test_unknown_facts, and test_question_order of conversations, try the same on random packs.
#include "infer/bounds.h"
#include "infer/idle.h"
#include "small_pack.h"

#include "test.h"

#include <stdio.h>
#include <string.h>

typedef struct job {
    const pack *pack;
    const char *stated;
    size_t top;
    char got[512];
    arena *arena;
} job;

__attribute__((format(printf, 2, 3))) static void add(job *j, const char *format, ...)
{
    const size_t used = strlen(j->got);
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(j->got + used, sizeof j->got - used, format, arguments);
    va_end(arguments);
}

static slice id_of(const job *j, const certainty_bound *b)
{
    return j->pack->recommendations[b->recommendation].id;
}

/// Of each bound "ID ITEM LOWEST..HIGHEST idle; ", with "?" for an item that nobody has named, then "N final, ID may come".
static void describe(void *argument)
{
    job *j = argument;
    diag_list *diags = diag_list_new(j->arena);
    const profile *person =
        profile_read_text(j->arena, j->pack, SLICE("p"), slice_of(j->stated), PROFILE_YAML, NULL, diags);
    assert_non_null(person);
    const inference *of = infer(j->arena, j->pack, person, (feel_clock){0}, j->top, diags, (place){0});
    assert_non_null(of);
    const bool *idle = idle_find(j->arena, of, j->top);
    for (size_t i = 0; i < of->bound_count; i++) {
        const certainty_bound *b = &of->bounds[i];
        add(j, "%.*s%s%.*s %g..%g%s; ", SLICE_ARG(id_of(j, b)),
            !b->named              ? " ?"
            : b->item_name.len > 0 ? " "
                                   : "",
            SLICE_ARG(b->item_name), b->lowest, b->highest, idle[i] ? " idle" : "");
    }
    add(j, "%zu final", of->final_count);
    if (of->rival != NULL)
        add(j, ", %.*s may come", SLICE_ARG(id_of(j, of->rival)));
}

static void assert_bounds(const char *lists, const char *stated, size_t top, const char *expected)
{
    arena *a = arena_new(NULL, 0);
    diag_list *diags = diag_list_new(a);
    pack *p = small_pack(lists, diags);
    for (size_t i = 0; p == NULL && i < diags->count; i++)
        print_message("%zu:%zu: %.*s\n", diags->items[i].line, diags->items[i].column,
                      SLICE_ARG(diags->items[i].message));
    assert_non_null(p);
    job j = {.arena = a, .pack = p, .stated = stated, .top = top};
    assert_int_equal(arena_run(a, describe, &j), ARENA_DONE);
    if (strcmp(j.got, expected) != 0)
        print_message("%s\n%s\n", lists, stated);
    assert_string_equal(j.got, expected);
    pack_free(p);
    arena_free(a);
}

// --- one recommendation ---

#define RULE(id, when, certainty, target)                                                                    \
    "  - {id: " id ", when: '" when "', certainty: '" certainty "', recommend: " target                      \
    ", because: B., source: s}\n"
#define ONE                                                                                                  \
    "facts:\n  - {name: a, type: boolean}\n  - {name: b, type: boolean}\n  - {name: x, type: number}\n"      \
    "recommendations:\n  - {id: r, title: R, priority: 50}\nrules:\n"

static void test_evidence_that_may_come_moves_one_bound(void **state)
{
    (void)state;
    assert_bounds(ONE RULE("r1", "a", "0.5", "r"), "{}", 1, "r 0..0.5; 0 final, r may come");
    assert_bounds(ONE RULE("r1", "a", "-0.5", "r"), "{}", 1, "r -0.5..0 idle; 1 final");
    assert_bounds(ONE RULE("r1", "a", "0.5", "r") RULE("r2", "b", "0.5", "r"), "b: true", 1,
                  "r 0.5..0.75 idle; 1 final");
    assert_bounds(ONE RULE("r1", "a", "-0.5", "r") RULE("r2", "b", "0.5", "r"), "b: true", 1,
                  "r 0..0.5; 0 final, r may come");
    assert_bounds(ONE RULE("r1", "a", "-0.5", "r") RULE("r2", "b", "0.5", "r"), "{}", 1,
                  "r -0.5..0.5; 0 final, r may come");
    assert_bounds(ONE RULE("r1", "a", "0.5", "r") RULE("r2", "b", "0.5", "r"), "{}", 1,
                  "r 0..0.75; 0 final, r may come");
}

#define COMPUTED(certainty, fixed)                                                                           \
    "facts:\n  - {name: x, type: number}\nrecommendations:\n"                                                \
    "  - {id: r, title: R, priority: x, priority_range: [0, 10]}\n"                                          \
    "  - {id: q, title: Q, priority: " fixed "}\nrules:\n" RULE("r1", "true", "0.5", "r")                    \
        RULE("q1", "true", certainty, "q")

/// What is given first for sure, and what may still be: the score is the certainty times the priority.
static void test_a_priority_that_is_open_is_from_1_to_100(void **state)
{
    (void)state;
    assert_bounds(COMPUTED("0.501", "100"), "{}", 1, "q 0.501..0.501 idle; r 0.5..0.5 idle; 1 final");
    assert_bounds(COMPUTED("0.499", "100"), "{}", 1, "q 0.499..0.499 idle; r 0.5..0.5; 0 final, r may come");
    assert_bounds(COMPUTED("0.499", "1"), "{}", 1, "r 0.5..0.5 idle; q 0.499..0.499 idle; 1 final");
    assert_bounds(COMPUTED("0.501", "1"), "{}", 1, "q 0.501..0.501 idle; r 0.5..0.5; 0 final, r may come");
}

static void test_evidence_of_unknown_certainty_moves_both_bounds_to_the_end(void **state)
{
    (void)state;
    assert_bounds(ONE RULE("r1", "a", "x", "r"), "{}", 1, "r -1..1; 0 final, r may come");
    assert_bounds(ONE RULE("r1", "a", "x", "r"), "x: 0.5", 1, "r 0..0.5; 0 final, r may come");
    assert_bounds(ONE RULE("r1", "a", "x", "r"), "a: true", 1, "r -1..1; 0 final, r may come");
    assert_bounds(ONE RULE("r1", "a", "if x = null then 0.5 else x", "r"), "{}", 1,
                  "r -1..1; 0 final, r may come");
}

static void test_evidence_that_rests_on_what_is_not_stated_may_go(void **state)
{
    (void)state;
    assert_bounds(ONE RULE("r1", "a = null", "0.5", "r"), "{}", 1, "r 0..0.5; 0 final, r may come");
    assert_bounds(ONE RULE("r1", "a = null", "-0.5", "r"), "{}", 1, "r -0.5..0 idle; 1 final");
    assert_bounds(ONE RULE("r1", "a = null", "0.5", "r") RULE("r2", "b", "0.5", "r"), "b: true", 1,
                  "r 0.5..0.75 idle; 1 final");
    assert_bounds(ONE RULE("r1", "b", "if x = null then 0.5 else x", "r"), "b: true", 1,
                  "r -1..1; 0 final, r may come");
}

// --- items ---

#define FIRMS                                                                                                \
    "types:\n  - {name: firm, key: name, fields: [{name: name, type: string}, {name: size, type: "           \
    "number}]}\n"                                                                                            \
    "  - {name: memo, key: title, fields: [{name: title, type: string}, {name: pages, type: number}]}\n"     \
    "facts:\n  - {name: firms, type: list, of: firm}\n  - {name: memos, type: list, of: memo}\n"             \
    "recommendations:\n  - {id: apply, about: firm, title: A, priority: 50}\nrules:\n"
#define OVER(variables, certainty)                                                                           \
    "  - {id: r1, for: '" variables "', when: firm.size < 5, certainty: '" certainty                         \
    "', recommend: apply, because: B., source: s}\n"

static void test_a_rule_speaks_once_for_each_item(void **state)
{
    (void)state;
    assert_bounds(FIRMS OVER("firm in firms", "0.5"), "firms: [{name: A}, {name: B, size: 1}]", 2,
                  "apply B 0.5..0.5 idle; apply A 0..0.5; 0 final, apply may come");
    assert_bounds(FIRMS OVER("firm in firms", "0.5"), "{}", 1, "apply ? -1..0.5; 0 final, apply may come");
    assert_bounds(FIRMS OVER("firm in firms", "-0.5"), "{}", 1, "apply ? -1..0 idle; 1 final");
}

/// With a second list that nobody knows, the same rule may speak for an item any number of times.
static void test_a_rule_that_may_repeat_has_no_bound_on_its_side(void **state)
{
    (void)state;
    static const char firm[] = "firms: [{name: A, size: 1}]";
    assert_bounds(FIRMS OVER("firm in firms, memo in memos", "0.5"), firm, 1,
                  "apply A 0..1; 0 final, apply may come");
    assert_bounds(FIRMS OVER("firm in firms, memo in memos", "-0.5"), firm, 1, "apply A -1..0 idle; 1 final");
    assert_bounds(FIRMS OVER("firm in firms, memo in memos", "0.5"), "{}", 1,
                  "apply ? -1..1; 0 final, apply may come");
    assert_bounds(FIRMS OVER("memo in memos, firm in firms", "0.5"), "memos: [{title: M}]", 1,
                  "apply ? -1..0.5; 0 final, apply may come");
    assert_bounds(FIRMS OVER("memo in memos, firm in firms", "0.5"), "memos: [{title: M}, {title: N}]", 1,
                  "apply ? -1..0.75; 0 final, apply may come");
}

// --- several ---

#define ALL                                                                                                  \
    "facts:\n  - {name: a, type: boolean}\n  - {name: b, type: boolean}\n  - {name: c, type: "               \
    "boolean}\nrecommendations:\n"
#define UP(id, priority, more)    "  - {id: " id ", title: T, priority: " priority more "}\n"
#define SURE(id, certainty)       RULE("of-" id, "c", certainty, id)
#define OPEN(id, fact, certainty) RULE("of-" id, fact, certainty, id)

static void test_what_leaves_nothing_open_or_is_never_given_is_idle(void **state)
{
    (void)state;
    assert_bounds(ALL UP("r", "90", "") UP("s", "80", "") "rules:\n" SURE("r", "0.15") OPEN("s", "a", "0.5"),
                  "c: true", 1, "r 0.15..0.15 idle; s 0..0.5; 0 final, s may come");
    assert_bounds(ALL UP("r", "90", "") UP("s", "80", "") "rules:\n" OPEN("r", "a", "0.15")
                      OPEN("s", "a", "0.5"),
                  "{}", 1, "r 0..0.15 idle; s 0..0.5; 0 final, s may come");
    assert_bounds(ALL UP("r", "90", "") UP("s", "80", "") "rules:\n" OPEN("r", "a", "0.2")
                      OPEN("s", "a", "0.21"),
                  "{}", 1, "r 0..0.2 idle; s 0..0.21; 0 final, s may come");
}

static void test_what_keeps_its_place_is_idle(void **state)
{
    (void)state;
    // r is worth 45 to 81, s 40 and t at most 30: r first, then s, then perhaps t.
    static const char apart[] =
        ALL UP("r", "90", "") UP("s", "80", "") UP("t", "60", "") "rules:\n" SURE("r", "0.5")
            RULE("more", "a", "0.8", "r") SURE("s", "0.5") OPEN("t", "b", "0.5");
    assert_bounds(apart, "c: true", 1, "r 0.5..0.9 idle; s 0.5..0.5 idle; t 0..0.5 idle; 1 final");
    assert_bounds(apart, "c: true", 2, "r 0.5..0.9 idle; s 0.5..0.5 idle; t 0..0.5 idle; 2 final");
    assert_bounds(apart, "c: true", 3, "r 0.5..0.9 idle; s 0.5..0.5 idle; t 0..0.5; 2 final, t may come");
    // r is worth 27 to 81: it may change places with s.
    assert_bounds(ALL UP("r", "90", "") UP("s", "80", "") "rules:\n" SURE("r", "0.3")
                      RULE("more", "a", "0.8", "r") SURE("s", "0.5"),
                  "c: true", 2, "s 0.5..0.5 idle; r 0.3..0.86; 0 final, r may come");
}

static void test_what_is_below_all_places_is_idle_unless_it_may_exclude_a_head_with_parts(void **state)
{
    (void)state;
    // s is worth at most 40, and r 45 in any case.
    assert_bounds(ALL UP("r", "90", "") UP("s", "80", "") "rules:\n" SURE("r", "0.5") OPEN("s", "a", "0.5"),
                  "c: true", 1, "r 0.5..0.5 idle; s 0..0.5 idle; 1 final");
    // As a whole, s takes its part along: the part is given now, and would move below it.
    assert_bounds(ALL UP("r", "90", "") UP("s", "80", "")
                      UP("p", "10", ", part_of: s") "rules:\n" SURE("r", "0.5") OPEN("s", "a", "0.5")
                          SURE("p", "0.5"),
                  "c: true", 1, "r 0.5..0.5 idle; p 0.5..0.5 idle; s 0..0.5; 1 final");
    // So it is if it may exclude such a whole.
    assert_bounds(ALL UP("r", "90", "") UP("s", "80", ", excludes: [w]") UP("w", "70", "")
                      UP("p", "10", ", part_of: w") "rules:\n" SURE("r", "0.5") OPEN("s", "a", "0.5")
                          SURE("p", "0.5") SURE("w", "0.5"),
                  "c: true", 1, "r 0.5..0.5 idle; w 0.5..0.5 idle; p 0.5..0.5 idle; s 0..0.5; 1 final");
    // Or if it is an alternative to such a whole, declared before it or after it; not if no alternative has parts.
#define ONE_OF    ", group: g"
#define PART_OF_W UP("p", "10", ", part_of: w")
#define FACTS_OF  "rules:\n" SURE("r", "0.5") OPEN("s", "a", "0.5") SURE("p", "0.5") SURE("w", "0.5")
    static const char rest[] = "r 0.5..0.5 idle; w 0.5..0.5 idle; p 0.5..0.5 idle; s 0..0.5; 1 final";
    assert_bounds(ALL UP("r", "90", "") UP("s", "80", ONE_OF) UP("w", "70", ONE_OF) PART_OF_W FACTS_OF,
                  "c: true", 1, rest);
    assert_bounds(ALL UP("r", "90", "") UP("w", "70", ONE_OF) UP("s", "80", ONE_OF) PART_OF_W FACTS_OF,
                  "c: true", 1, rest);
    assert_bounds(ALL UP("r", "90", "") UP("s", "80", ONE_OF) UP("w", "70", ONE_OF) UP("p", "10", "")
                      FACTS_OF,
                  "c: true", 1, "r 0.5..0.5 idle; w 0.5..0.5 idle; p 0.5..0.5 idle; s 0..0.5 idle; 1 final");
}

/// An entry holds a place, not each of its members.
static void test_members_of_one_entry_leave_the_other_places_open(void **state)
{
    (void)state;
    // w with its part and x with its alternative take one place each of two; of three, one is left for s.
    static const char lists[] = ALL UP("w", "90", "") UP("p", "85", ", part_of: w")
        UP("x", "80", ", group: g") UP("y", "75", ", group: g") UP("s", "40", "") "rules:\n" SURE("w", "0.9")
            SURE("p", "0.9") SURE("x", "0.9") SURE("y", "0.9") OPEN("s", "a", "0.5");
#define GIVEN "w 0.9..0.9 idle; p 0.9..0.9 idle; x 0.9..0.9 idle; y 0.9..0.9 idle; "
    assert_bounds(lists, "c: true", 1, GIVEN "s 0..0.5 idle; 1 final");
    assert_bounds(lists, "c: true", 2, GIVEN "s 0..0.5 idle; 2 final");
    assert_bounds(lists, "c: true", 3, GIVEN "s 0..0.5; 2 final, s may come");
}

static void test_each_item_holds_a_place_of_its_own(void **state)
{
    (void)state;
    static const char lists[] =
        "types:\n  - {name: firm, key: name, fields: [{name: name, type: string}, {name: size, type: "
        "number}]}\n"
        "facts:\n  - {name: firms, type: list, of: firm}\n  - {name: a, type: boolean}\n"
        "recommendations:\n  - {id: apply, about: firm, title: A, priority: 50}\n"
        "  - {id: s, title: S, priority: 20}\nrules:\n" OVER("firm in firms", "0.9") OPEN("s", "a", "0.5");
    static const char two[] = "firms: [{name: A, size: 1}, {name: B, size: 1}]";
#define BOTH "apply A 0.9..0.9 idle; apply B 0.9..0.9 idle; "
    assert_bounds(lists, two, 2, BOTH "s 0..0.5 idle; 2 final");
    assert_bounds(lists, two, 3, BOTH "s 0..0.5; 2 final, s may come");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_evidence_that_may_come_moves_one_bound),
        cmocka_unit_test(test_a_priority_that_is_open_is_from_1_to_100),
        cmocka_unit_test(test_evidence_of_unknown_certainty_moves_both_bounds_to_the_end),
        cmocka_unit_test(test_evidence_that_rests_on_what_is_not_stated_may_go),
        cmocka_unit_test(test_a_rule_speaks_once_for_each_item),
        cmocka_unit_test(test_a_rule_that_may_repeat_has_no_bound_on_its_side),
        cmocka_unit_test(test_what_leaves_nothing_open_or_is_never_given_is_idle),
        cmocka_unit_test(test_what_keeps_its_place_is_idle),
        cmocka_unit_test(test_what_is_below_all_places_is_idle_unless_it_may_exclude_a_head_with_parts),
        cmocka_unit_test(test_members_of_one_entry_leave_the_other_places_open),
        cmocka_unit_test(test_each_item_holds_a_place_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
