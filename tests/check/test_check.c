// The static checks against brute force: for random conditions over small vocabularies, every finding is tried on all profiles that
// there are.
#include "base/text.h"
#include "check/check.h"
#include "files.h"
#include "random.h"

#include "test.h"

#include <stdlib.h>

enum { RULES = 60, PACKS = 6, FACTS = 7 };

static const char vocabulary[] = "facts:\n"
                                 "  - {name: a, type: boolean}\n"
                                 "  - {name: b, type: boolean, required: true}\n"
                                 "  - {name: n, type: number, allowed: '[0..4]'}\n"
                                 "  - {name: m, type: number}\n"
                                 "  - {name: s, type: string, allowed: '\"x\", \"y\", \"z\"'}\n"
                                 "  - {name: c, type: list, of: string, allowed: '\"x\", \"y\"'}\n"
                                 "  - {name: k, type: integer, allowed: '[0..3]'}\n"
                                 "  - {name: one, type: number, derived: true, hit_policy: unique}\n"
                                 "  - {name: same, type: number, derived: true, hit_policy: any}\n"
                                 "  - {name: first, type: number, derived: true, hit_policy: first}\n";

static void add_condition(text_builder *out, random_source *r, unsigned depth)
{
    static const char *const atoms[] = {"a",
                                        "b",
                                        "a = true",
                                        "b = false",
                                        "a != null",
                                        "n > 4",
                                        "n >= 2",
                                        "n < 2",
                                        "n = 3",
                                        "n != 3",
                                        "n = null",
                                        "n in [1..2]",
                                        "n < 0",
                                        "m > 0",
                                        "m <= 1",
                                        "m = 0.5",
                                        "m in (0, 1)",
                                        "m < 1",
                                        "k > 2",
                                        "k < 3",
                                        "k <= 1.5",
                                        "k in (0.5..2)",
                                        "k > 3",
                                        "k in (0, 1, 2, 3)",
                                        "k = 2",
                                        "k != 1",
                                        "k > 0.5",
                                        "s = \"x\"",
                                        "s = \"y\"",
                                        "s != \"x\"",
                                        "s = null",
                                        "s in (\"x\", \"y\")",
                                        "not(s = \"z\")",
                                        "count(c) > 1",
                                        "count(c) >= 0.5",
                                        "list contains(c, \"x\")",
                                        "c = null",
                                        "count(c) < 1"};
    if (depth == 0 || random_below(r, 5) == 0) {
        text_add_format(out, "%s", atoms[random_below(r, sizeof atoms / sizeof *atoms)]);
        return;
    }
    uint64_t form = random_below(r, 7);
    text_add(out, form == 6 ? SLICE("not(") : SLICE("("));
    add_condition(out, r, depth - 1);
    if (form < 6) {
        text_add(out, form < 3 ? SLICE(" and ") : SLICE(" or "));
        add_condition(out, r, depth - 1);
    }
    text_add_byte(out, ')');
}

static void add_rule(text_builder *out, random_source *r, size_t number)
{
    static const char *const outcomes[] = {
        "conclude: one\n    value: 1",       "conclude: one\n    value: 2",
        "conclude: same\n    value: 1",      "conclude: same\n    value: 2",
        "conclude: first\n    value: 1",     "conclude: first\n    value: 2",
        "recommend: it\n    certainty: 0.5", "recommend: it\n    certainty: 0.4",
        "recommend: it\n    certainty: -0.5"};
    text_add_format(out, "  - id: r%zu\n    when: '", number);
    add_condition(out, r, (unsigned)random_below(r, 4));
    text_add_format(out, "'\n    %s\n    because: So.\n    source: x\n",
                    outcomes[random_below(r, sizeof outcomes / sizeof *outcomes)]);
}

static char *random_pack(arena *a, random_source *r)
{
    char *folder = folder_new();
    text_builder rules = {.arena = a};
    text_add(&rules, SLICE("rules:\n"));
    for (size_t i = 0; i < RULES; i++)
        add_rule(&rules, r, i);
    free(file_make(folder, "pack.yaml",
                   "advise: 1\npack: p\nversion: 1.0.0\ntitle: P\nsources: [{id: x, title: X}]\n"));
    free(file_make(folder, "vocabulary.yaml", vocabulary));
    free(file_make(folder, "recommendations.yaml", "recommendations: [{id: it, title: It, priority: 50}]\n"));
    free(file_make(folder, "rules.yaml", text_result(&rules).ptr));
    return folder;
}

// --- all profiles ---

/// The values that tell all atoms apart, for each fact.
typedef struct choices {
    feel_value values[16];
    size_t count;
} choices;

static void add_choice(choices *c, feel_value v)
{
    c->values[c->count++] = v;
}

static feel_value quotient(arena *a, int64_t number, int64_t divisor)
{
    decimal out;
    assert_true(decimal_divide(decimal_from_int64(number), decimal_from_int64(divisor), &out));
    return feel_number(a, out);
}

static void all_choices(arena *a, choices all[FACTS])
{
    memset(all, 0, FACTS * sizeof *all);
    for (size_t i = 0; i < FACTS; i++) {
        if (i != 1)
            add_choice(&all[i], feel_null());
    }
    for (size_t i = 0; i < 2; i++) {
        add_choice(&all[i], feel_boolean(false));
        add_choice(&all[i], feel_boolean(true));
    }
    for (int64_t i = 0; i <= 8; i++)
        add_choice(&all[2], quotient(a, i, 2));
    const int64_t quarters[] = {-4, 0, 1, 2, 3, 4, 6};
    for (size_t i = 0; i < sizeof quarters / sizeof *quarters; i++)
        add_choice(&all[3], quotient(a, quarters[i], 4));
    const char *const texts[] = {"x", "y", "z"};
    for (size_t i = 0; i < 3; i++)
        add_choice(&all[4], feel_string(slice_of(texts[i])));
    feel_value *items = ARENA_ARRAY(a, 4, feel_value); // x x y y
    for (size_t i = 0; i < 4; i++)
        items[i] = feel_string(i < 2 ? SLICE("x") : SLICE("y"));
    add_choice(&all[5], feel_list_of(a, NULL, 0));
    add_choice(&all[5], feel_list_of(a, items, 1));
    add_choice(&all[5], feel_list_of(a, items + 2, 1));
    for (size_t i = 0; i < 3; i++)
        add_choice(&all[5], feel_list_of(a, items + i, 2));
    for (int64_t i = 0; i <= 3; i++)
        add_choice(&all[6], feel_integer(i));
}

/// For each profile and expression its truth: `truths[profile * count + expression]`.
typedef struct table {
    uint8_t *truths;
    size_t profiles, count;
} table;

static table evaluate_all(arena *a, const pack *p, const feel_expression *const *expressions, size_t count)
{
    choices all[FACTS];
    all_choices(a, all);
    table t = {.profiles = 1, .count = count};
    for (size_t i = 0; i < FACTS; i++)
        t.profiles *= all[i].count;
    t.truths = ARENA_ARRAY(a, t.profiles * count, uint8_t);
    arena *scratch = arena_new_child(a);
    feel_value *values = ARENA_ARRAY(a, p->scope.count, feel_value);
    for (size_t profile = 0; profile < t.profiles; profile++) {
        size_t rest = profile;
        for (size_t i = 0; i < FACTS; i++) {
            values[i] = all[i].values[rest % all[i].count];
            rest /= all[i].count;
        }
        feel_machine m;
        feel_machine_init(&m, scratch);
        m.open_unknowns = true;
        for (size_t e = 0; e < count; e++) {
            feel_value v = feel_evaluate(&m, expressions[e], values, p->scope.count);
            t.truths[profile * count + e] = (uint8_t)(v.kind != FEEL_BOOLEAN ? FEEL_UNKNOWN
                                                      : v.as.boolean         ? FEEL_TRUE
                                                                             : FEEL_FALSE);
        }
        arena_reset(scratch);
    }
    return t;
}

// --- what the findings say ---

typedef struct trial {
    arena *arena;
    random_source *random;
    size_t findings, redundant, replaced;
} trial;

static size_t rule_at(const pack *p, slice id)
{
    ptrdiff_t at = pack_find_rule(p, id);
    assert_true(at >= 0);
    return (size_t)at;
}

/// The second rule that a message names in quotes.
static size_t other_rule(const pack *p, const diagnostic *d)
{
    slice names[4] = {{0}};
    size_t count = 0;
    for (size_t i = 0, open = SIZE_MAX; i < d->message.len && count < 4; i++) {
        if (d->message.ptr[i] != '\'')
            continue;
        if (open != SIZE_MAX)
            names[count++] = slice_part(d->message, open, i - open);
        open = open == SIZE_MAX ? i + 1 : SIZE_MAX;
    }
    assert_true(count >= 2);
    return rule_at(p, slice_equal(names[0], d->id) ? names[1] : names[0]);
}

static bool holds_for_all(const table *t, size_t a, size_t b, bool (*test)(feel_truth, feel_truth))
{
    for (size_t i = 0; i < t->profiles; i++) {
        if (!test((feel_truth)t->truths[i * t->count + a], (feel_truth)t->truths[i * t->count + b]))
            return false;
    }
    return true;
}

static bool never(feel_truth a, feel_truth b)
{
    (void)b;
    return a != FEEL_TRUE;
}

static bool always(feel_truth a, feel_truth b)
{
    (void)b;
    return a == FEEL_TRUE;
}

static bool implied(feel_truth a, feel_truth b)
{
    return a != FEEL_TRUE || b == FEEL_TRUE;
}

static bool both_or_none(feel_truth a, feel_truth b)
{
    return (a == FEEL_TRUE) == (b == FEEL_TRUE);
}

static bool apart(feel_truth a, feel_truth b)
{
    return a != FEEL_TRUE || b != FEEL_TRUE;
}

/// The condition with the marked part replaced: it must have the same value everywhere.
static void check_redundant(trial *t, const pack *p, const diagnostic *d)
{
    const rule *r = &p->rules[rule_at(p, d->id)];
    slice text = feel_expression_text(r->when);
    size_t start = d->column - 1 - (sizeof "    when: '" - 1);
    const feel_expression *both[3] = {r->when};
    for (size_t i = 0; i < 2; i++) {
        source_text *source = ARENA_NEW(t->arena, source_text);
        source->text = arena_format(t->arena, "%.*s %s %.*s", (int)start, text.ptr, i == 0 ? "true" : "false",
                                    (int)(text.len - start - d->length), text.ptr + start + d->length);
        both[i + 1] = feel_parse(t->arena, source, &p->scope, diag_list_new(t->arena));
        if (both[i + 1] == NULL)
            return; // a test after `in`, which is not an expression
    }
    t->replaced++;
    table values = evaluate_all(t->arena, p, both, 3);
    bool same[2] = {true, true};
    for (size_t i = 0; i < values.profiles; i++) {
        for (size_t j = 0; j < 2; j++)
            same[j] = same[j] && values.truths[3 * i] == values.truths[3 * i + j + 1];
    }
    if (!same[0] && !same[1])
        print_message("%.*s: %.*s\n", SLICE_ARG(text), SLICE_ARG(d->message));
    assert_true(same[0] || same[1]);
}

static void check_finding(trial *t, const pack *p, const table *values, const diagnostic *d)
{
    t->findings++;
    static const char *const of_texts[] = {"unread-fact",          "needless-guard", "empty-range",
                                           "compared-with-itself", "never-given",    "unconcluded-value",
                                           "only-unknown"};
    for (size_t i = 0; i < sizeof of_texts / sizeof *of_texts; i++) {
        if (strcmp(d->code, of_texts[i]) == 0)
            return; // said of the text, or not of a rule
    }
    size_t r = rule_at(p, d->id);
    bool sound = true;
    if (strcmp(d->code, "never-fires") == 0)
        sound = holds_for_all(values, r, r, never);
    else if (strcmp(d->code, "always-fires") == 0)
        sound = holds_for_all(values, r, r, always);
    else if (strcmp(d->code, "duplicate-rule") == 0 || strcmp(d->code, "opposed-rules") == 0)
        sound = holds_for_all(values, r, other_rule(p, d), both_or_none);
    else if (strcmp(d->code, "subsumed-rule") == 0 || strcmp(d->code, "unreachable-rule") == 0)
        sound = holds_for_all(values, r, other_rule(p, d), implied);
    else if (strcmp(d->code, "conflicting-conclusions") == 0)
        sound = !holds_for_all(values, r, other_rule(p, d), apart);
    else
        assert_string_equal(d->code, "redundant-part");
    if (!sound)
        print_message("%s: %.*s: %.*s\n", d->code, SLICE_ARG(d->message),
                      SLICE_ARG(feel_expression_text(p->rules[r].when)));
    assert_true(sound);
    assert_true(d->witness.len > 0);
    if (strcmp(d->code, "redundant-part") == 0 && t->redundant++ % 5 == 0)
        check_redundant(t, p, d);
}

static bool is_reported(const diag_list *diags, const rule *r, const char *code)
{
    for (size_t i = 0; i < diags->count; i++) {
        if (strcmp(diags->items[i].code, code) == 0 && slice_equal(diags->items[i].id, r->id))
            return true;
    }
    return false;
}

static void check_random_pack(void *argument)
{
    trial *t = argument;
    char *folder = random_pack(t->arena, t->random);
    diag_list *diags = diag_list_new(t->arena);
    pack *p = pack_load(NULL, folder, diags);
    for (size_t i = 0; i < diags->count; i++)
        print_message("%.*s\n", SLICE_ARG(diags->items[i].message));
    assert_non_null(p);
    check_work work;
    assert_true(check_pack(NULL, p, diags, &work));
    assert_int_equal(work.too_hard, 0);
    const feel_expression *conditions[RULES];
    for (size_t i = 0; i < RULES; i++)
        conditions[i] = p->rules[i].when;
    table values = evaluate_all(t->arena, p, conditions, RULES);
    for (size_t i = 0; i < diags->count; i++)
        check_finding(t, p, &values, &diags->items[i]);
    for (size_t i = 0; i < RULES;
         i++) { // and nothing is missed, but for what ties a list's items to their number
        if (strstr(feel_expression_text(conditions[i]).ptr, "list contains") != NULL)
            continue;
        bool missed =
            (holds_for_all(&values, i, i, never) && !is_reported(diags, &p->rules[i], "never-fires")) ||
            (holds_for_all(&values, i, i, always) && !is_reported(diags, &p->rules[i], "always-fires"));
        if (missed)
            print_message("missed: %.*s\n", SLICE_ARG(feel_expression_text(conditions[i])));
        assert_false(missed);
    }
    pack_free(p);
    folder_remove(folder);
}

static void test_findings_hold_for_every_profile(void **state)
{
    (void)state;
    random_source random = random_new();
    trial t = {.random = &random};
    for (int i = 0; i < PACKS; i++) {
        t.arena = arena_new(NULL, 0);
        assert_int_equal(arena_run(t.arena, check_random_pack, &t), ARENA_DONE);
        arena_free(t.arena);
    }
    assert_true(t.findings > 50 && t.replaced > 2);
    print_message("info: %zu findings in %d random packs tried on all profiles\n", t.findings, PACKS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_findings_hold_for_every_profile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
