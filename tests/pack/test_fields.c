// Derived fields of records as a pack declares and concludes them: what is refused, and in which order facts and fields are derived.
#include "small_pack.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

#define TYPES                                                                                                \
    "types:\n"                                                                                               \
    "  - name: child\n    fields:\n      - {name: age, type: number}\n"                                      \
    "      - {name: fit, type: boolean, derived: true}\n"                                                    \
    "  - name: member\n    key: name\n    fields:\n      - {name: name, type: string}\n"                     \
    "      - {name: age, type: number}\n      - {name: children, type: list, of: child}\n"                   \
    "      - {name: fit, type: boolean, derived: true}\n"                                                    \
    "      - {name: rate, type: number, allowed: '[0..1]', derived: true}\n"
#define FACTS                                                                                                \
    "facts:\n  - {name: members, type: list, of: member}\n  - {name: others, type: list, of: member}\n"      \
    "  - {name: n, type: number}\n  - {name: words, type: list, of: string}\n"                               \
    "  - {name: total, type: number, derived: true}\n  - {name: first, type: member, derived: true}\n"
#define PARTS                                                                                                \
    "recommendations:\n  - {id: r, title: R, priority: 50}\n  - {id: s, about: m, title: S, priority: 50}\n" \
    "rules:\n  - {id: r, when: n > 0, recommend: r, because: B., source: s}\n"
#define PACK         TYPES FACTS PARTS
#define RULE(fields) "  - {id: x, " fields ", because: B., source: s}\n"

// --- what is refused ---

typedef struct refusal {
    const char *rules;
    const char *code;
    const char *message, *hint; ///< parts of them; NULL: no hint
} refusal;

static const refusal refusals[] = {
    {RULE("conclude: m.fit, value: 'true'"), "unbound-variable", "'m' is no variable of this rule",
     "add for: child in …, and write conclude: child.fit"},
    {RULE("conclude: fit, value: 'true'"), "unknown-name", "unknown fact 'fit'", "conclude: child.fit"},
    {RULE("conclude: rate, value: 1"), "unknown-name", "unknown fact 'rate'",
     "add for: member in members, and write conclude: member.rate"},
    {RULE("conclude: members.rate, value: 1"), "unbound-variable", "'members' is no variable",
     "add for: member in members, and write conclude: member.rate"},
    {RULE("for: m in members, conclude: o.rate, value: 1"), "unbound-variable", "'o' is no variable",
     "its 'for' gives it m"},
    {RULE("for: m in members, conclude: m.rats, value: 1"), "unknown-field", "'member' has no field 'rats'",
     "'rate'"},
    {RULE("for: m in members, conclude: m.age, value: 1"), "not-derived",
     "'member.age' is not declared as derived", ""},
    {RULE("for: m in members, conclude: members, value: m"), "not-derived",
     "'members' is not declared as derived", ""},
    {RULE("for: w in words, conclude: w.fit, value: 'true'"), "type-mismatch",
     "'w' stands for string, which is no record type", NULL},
    {RULE("for: 'm in concatenate(members, others)', conclude: m.rate, value: 1"), "type-mismatch",
     "'m' stands for any", "a function with result: list<member>"},
    {RULE("for: 'm in concatenate(members, others)', conclude: m.age, value: 1"), "type-mismatch",
     "'m' stands for any", NULL},
    {RULE("for: 'm in concatenate(members, others)', conclude: m.rats, value: 1"), "type-mismatch",
     "'m' stands for any", NULL},
    {RULE("for: m in members, conclude: m., value: 1"), "unknown-field", "'member' has no field ''", ""},
    {RULE("for: m in members, conclude: m.children.fit, value: 'true'"), "unknown-field",
     "'member' has no field 'children.fit'", ""},
    {RULE("for: m in members, conclude: m.rate, value: '\"high\"'"), "type-mismatch",
     "the value must be number", ""},
    {RULE("for: m in members, conclude: m.rate, value: 2"), "not-allowed",
     "2 is not an allowed value of 'rate'", ""},
    {RULE("for: m in members, conclude: m.rate, value: 1, certainty: 1"), "misplaced-key", "has no certainty",
     ""},
    {RULE("for: m in members, conclude: m.rate"), "missing-key", "'value' is missing", ""},
    // circles
    {RULE("for: m in members, conclude: m.rate, value: m.rate / 2"), "circle",
     "member.rate needs member.rate", ""},
    {RULE("for: m in members, conclude: m.rate, value: 'count(members[rate > 0])'"), "circle",
     "member.rate needs member.rate", ""},
    {RULE("for: m in members, conclude: m.rate, value: 'sum(members.rate)'"), "circle",
     "member.rate needs member.rate", ""},
    {RULE("for: m in members, when: some o in others satisfies o.rate > 0, conclude: m.rate, value: 1"),
     "circle", "member.rate needs member.rate", ""},
    {RULE("for: m in members, when: 'm = others[1]', conclude: m.rate, value: 1"), "circle",
     "member.rate needs member.rate", ""},
    {RULE("for: m in members, conclude: m.rate, value: total") //
     "  - {id: y, conclude: total, value: 'sum(members.rate)', because: B., source: s}\n",
     "circle", "derived facts or fields depend on each other: total needs member.rate needs total", ""},
    {RULE("for: m in members, when: m.fit, conclude: m.rate, value: 1") "  - {id: y, for: m in members, "
                                                                        "when: first.rate > 0, conclude: "
                                                                        "m.fit, value: 'true', because: B., "
                                                                        "source: s}\n"
                                                                        "  - {id: z, conclude: first, value: "
                                                                        "'members[1]', because: B., source: "
                                                                        "s}\n",
     "circle", "member.fit needs member.rate needs member.fit", ""},
    {RULE("for: m in members, when: good(m), conclude: m.fit, value: 'true'") "functions:\n  - {name: good, "
                                                                              "parameters: [{name: who}], "
                                                                              "body: who.fit or fine(who)}\n"
                                                                              "  - {name: fine, parameters: "
                                                                              "[{name: who}], body: 'who.age "
                                                                              "> 3'}\n",
     "circle", "needs member.fit", ""},
    {RULE("for: m in members, when: fine(m), conclude: m.fit, value: 'true'") "functions:\n  - {name: good, "
                                                                              "parameters: [{name: who}], "
                                                                              "body: who.fit}\n"
                                                                              "  - {name: fine, parameters: "
                                                                              "[{name: who}], body: "
                                                                              "good(who)}\n",
     "circle", "needs member.fit", ""},
};

static bool has_part(slice text, const char *part)
{
    return *part == '\0' || (text.len > 0 && memmem(text.ptr, text.len, part, strlen(part)) != NULL);
}

static void test_each_wrong_conclusion_is_refused_with_what_to_do(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        const refusal *c = &refusals[i];
        char text[4096];
        (void)snprintf(text, sizeof text, PACK "%s", c->rules);
        arena *a = arena_new(NULL, 0);
        diag_list *diags = diag_list_new(a);
        pack *p = small_pack(text, diags);
        const diagnostic *found = NULL;
        for (size_t k = 0; k < diags->count && found == NULL; k++)
            found = diags->items[k].severity == SEVERITY_ERROR ? &diags->items[k] : NULL;
        if (p != NULL || found == NULL)
            print_message("accepted: %s\n", c->rules);
        assert_null(p);
        assert_non_null(found);
        const bool good = strcmp(found->code, c->code) == 0 && has_part(found->message, c->message) &&
                          (c->hint == NULL ? found->hint.len == 0 : has_part(found->hint, c->hint));
        if (!good)
            print_message("%s\n%s: %.*s (%.*s)\n", c->rules, found->code, SLICE_ARG(found->message),
                          SLICE_ARG(found->hint));
        assert_true(good);
        arena_free(a);
    }
}

// --- what is accepted ---

static pack *load(arena *a, const char *rules)
{
    char text[4096];
    (void)snprintf(text, sizeof text, PACK "%s", rules);
    diag_list *diags = diag_list_new(a);
    pack *p = small_pack(text, diags);
    for (size_t i = 0; p == NULL && i < diags->count; i++)
        print_message("%s: %.*s\n", diags->items[i].code, SLICE_ARG(diags->items[i].message));
    assert_non_null(p);
    return p;
}

/// The names of what is derived, in order.
static void assert_order(const char *rules, const char *expected)
{
    arena *a = arena_new(NULL, 0);
    pack *p = load(a, rules);
    char got[256] = "";
    for (size_t i = 0; i < p->step_count; i++) {
        const slice name = p->steps[i].is_field ? p->derived_fields[p->steps[i].index].name
                                                : p->facts[p->steps[i].index].name;
        const size_t used = strlen(got);
        (void)snprintf(got + used, sizeof got - used, "%s%.*s", used > 0 ? " " : "", SLICE_ARG(name));
    }
    assert_string_equal(got, expected);
    pack_free(p);
    arena_free(a);
}

static void test_facts_and_fields_are_derived_after_what_they_read(void **state)
{
    (void)state;
    assert_order("", "total first child.fit member.fit member.rate");
    assert_order(RULE("for: m in members, when: m.rate > 0, conclude: m.fit, value: 'true'"),
                 "total first child.fit member.rate member.fit");
    // a field of the same name in another type is another field
    assert_order(RULE("for: 'm in members, c in m.children', when: m.fit, conclude: c.fit, value: 'true'"),
                 "total first member.fit child.fit member.rate");
    assert_order(
        RULE("for: m in members, when: 'count(m.children[fit]) > 0', conclude: m.fit, value: 'true'"),
        "total first child.fit member.fit member.rate");
    // through an aggregate
    assert_order(RULE("conclude: total, value: 'count(members[fit])'"),
                 "member.fit total first child.fit member.rate");
    assert_order(RULE("conclude: total, value: 'sum(members.rate)'"),
                 "member.rate total first child.fit member.fit");
    assert_order(RULE("conclude: total, value: 'count(for m in members return m.children.fit)'"),
                 "child.fit total first member.fit member.rate");
    // a record that is passed on is not looked into; one that is compared is
    assert_order(RULE("conclude: first, value: 'members[age > 3][1]'"),
                 "total first child.fit member.fit member.rate");
    assert_order(RULE("conclude: first, value: 'members[item = others[1]][1]'"),
                 "total member.fit member.rate first child.fit");
    // through functions; where a parameter has no type, each field of that name may be meant
    assert_order(
        RULE("conclude: total, value: 'if good(members[1]) then 1 else 2'") "functions:\n  - {name: good, "
                                                                            "parameters: [{name: who, type: "
                                                                            "member}], body: who.fit}\n",
        "member.fit total first child.fit member.rate");
    assert_order(
        RULE("conclude: total, value: 'if good(members[1]) then 1 else 2'") "functions:\n  - {name: good, "
                                                                            "parameters: [{name: who}], "
                                                                            "body: who.fit}\n",
        "child.fit member.fit total first member.rate");
}

static void test_rules_and_tables_for_a_field_are_kept_in_order(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    pack *p = load(
        a,
        RULE(
            "for: m in members, when: m.age > 3, conclude: m.rate, value: 1") "  - {id: y, for: 'm in "
                                                                              "members, c in m.children', "
                                                                              "conclude: c.fit, value: "
                                                                              "'true', because: B., source: "
                                                                              "s}\n"
                                                                              "tables:\n  - id: t\n    for: "
                                                                              "'o in others, m in members'\n "
                                                                              "   hit_policy: first\n"
                                                                              "    conclude: m.rate\n    "
                                                                              "because: B.\n    source: s\n  "
                                                                              "  inputs: [{expression: "
                                                                              "o.age}]\n"
                                                                              "    outputs: [{name: x}]\n    "
                                                                              "rows: [{in: ['< 3'], out: "
                                                                              "['0.5']}, {in: ['-'], out: "
                                                                              "[0]}]\n");
    assert_int_equal(p->derived_field_count, 3);
    const derived_field *rate = &p->derived_fields[2];
    assert_true(slice_is(rate->name, "member.rate"));
    assert_int_equal(rate->rule_count, 3);
    const rule *rows = &p->rules[rate->rules[1]];
    assert_true(slice_is(rows->id, "t/1"));
    assert_int_equal(rows->kind, RULE_CONCLUDES_FIELD);
    assert_int_equal(rows->about_variable, 1);
    assert_int_equal(p->rules[rate->rules[0]].about_variable, 0);
    const rule *inner = &p->rules[p->derived_fields[0].rules[0]];
    assert_true(slice_is(inner->id, "y"));
    assert_int_equal(inner->lists[0], LIST_OF_FACT);
    assert_int_equal(inner->lists[1], 0);
    assert_true(slice_is(pack_target_name(p, inner), "child.fit"));
    pack_free(p);
    arena_free(a);
}

static void test_a_derived_field_without_rules_is_a_warning(void **state)
{
    (void)state;
    arena *a = arena_new(NULL, 0);
    diag_list *diags = diag_list_new(a);
    pack *p = small_pack(PACK, diags);
    size_t found = 0;
    assert_non_null(p);
    for (size_t i = 0; i < diags->count; i++)
        found += strcmp(diags->items[i].code, "unconcluded-field") == 0;
    assert_int_equal(found, 3);
    pack_free(p);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_wrong_conclusion_is_refused_with_what_to_do),
        cmocka_unit_test(test_facts_and_fields_are_derived_after_what_they_read),
        cmocka_unit_test(test_rules_and_tables_for_a_field_are_kept_in_order),
        cmocka_unit_test(test_a_derived_field_without_rules_is_a_warning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
