// Packs with one fault each, of the kinds that authors of packs make, and beside them sound ones that nearly have it: the faults must be
// found, and nothing else may be.
#include "check/check.h"
#include "small_pack.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct faulty_case {
    const char *code; ///< of what must be found; NULL: the pack is sound
    const char *facts, *recommendations, *rules, *more;
    const char *also; ///< of what follows from the fault
} faulty_case;

#define FACT(text) "  - {" text "}\n"
#define RULE(text) "  - {" text ", because: B.}\n"
#define LEVEL                                                                                                \
    FACT("name: level, type: string, allowed: '\"low\", \"high\"', derived: true, hit_policy: first, "       \
         "default: '\"high\"'")
#define USE_LEVEL RULE("id: use, when: 'level = \"low\"', recommend: rest, certainty: 0.3")
#define TABLE(head, rows)                                                                                    \
    "tables:\n  - id: t\n    because: B.\n    " head                                                         \
    "\n    inputs: [{expression: hours}, {expression: keen}]\n    outputs: [{name: out}]\n    rows:\n" rows
#define ROW(hours, keen, out) "      - {in: ['" hours "', '" keen "'], out: ['" out "']}\n"
#define AMOUNT                FACT("name: amount, type: number, derived: true")
#define CALLED                RULE("id: call, when: 't(hours) > 1', recommend: rest, certainty: 0.3")
#define CALLED_TABLE(head, rows)                                                                             \
    "tables:\n  - id: t\n    parameters: [{name: x, type: number}]\n    " head                               \
    "\n    inputs: [{expression: x}]\n    outputs: [{name: out, type: number, values: '1, 2'}]\n    "        \
    "rows:\n" rows
#define CELL(test, out) "      - {in: ['" test "'], out: ['" out "']}\n"
#define USE_AMOUNT      RULE("id: use, when: amount > 1, recommend: rest, certainty: 0.3")

static const faulty_case cases[] = {
    // Ranges in which nothing lies.
    {"empty-range", .rules = RULE("id: x, when: 'hours in [10..5]', recommend: rest, certainty: 0.3"),
     .also = "never-fires"},
    {"empty-range", .rules = RULE("id: x, when: 'hours between 9 and 3', recommend: rest, certainty: 0.3"),
     .also = "never-fires"},
    {"empty-range", .facts = FACT("name: n, type: number, allowed: '[60..0]'"),
     .rules = RULE("id: x, when: n > 1, recommend: rest, certainty: 0.3"), .also = "never-fires"},
    {"not-constant", .more = "constants: [{name: span, expression: '[10..5]'}]\n",
     .rules = RULE("id: x, when: hours in span, recommend: rest, certainty: 0.3")},
    {"empty-range", AMOUNT, .rules = USE_AMOUNT,
     .more = TABLE("hit_policy: first\n    conclude: amount", ROW("[9..3]", "-", "1") ROW("-", "-", "2"))},
    {NULL, .rules = RULE("id: x, when: 'hours in [5..10]', recommend: rest, certainty: 0.3")},
    // What nothing uses.
    {"unread-constant", .more = "constants: [{name: least, expression: '5'}]\n"},
    {"unread-function", .more = "functions: [{name: double, parameters: [{name: x}], body: x * 2}]\n"},
    {"unread-table", .more = CALLED_TABLE("hit_policy: unique", CELL("< 5", "1") CELL(">= 5", "2"))},
    {"unread-fact", .facts = FACT("name: lonely, type: number")},
    {"unread-fact", LEVEL, .rules = RULE("id: x, when: keen, conclude: level, value: '\"low\"'")},
    {"unused-recommendation", .recommendations = "  - {id: never, title: N, priority: 5}\n"},
    {"unconcluded-fact", LEVEL, .rules = USE_LEVEL},
    {"unread-field",
     .more = "types:\n  - name: memo\n    key: title\n    fields:\n      - {name: title, type: string}\n"
             "      - {name: pages, type: number}\n",
     .facts = FACT("name: memos, type: list, of: memo"),
     .rules = RULE("id: x, for: memo in memos, when: 'memo.title = \"a\"', recommend: rest, certainty: 0.3")},
    {"circle", AMOUNT FACT("name: other, type: number, derived: true"),
     .rules = USE_AMOUNT RULE("id: x, conclude: amount, value: other + 1")
         RULE("id: y, conclude: other, value: amount - 1")},
    {NULL, .more = "constants: [{name: least, expression: '5'}]\n",
     .rules = RULE("id: x, when: hours > least, recommend: rest, certainty: 0.3")},
    // Rows that never decide, that clash, or that are missing.
    {"table-unreached", AMOUNT, .rules = USE_AMOUNT,
     .more = TABLE("hit_policy: first\n    conclude: amount",
                   ROW("> 1", "-", "1") ROW("> 2", "true", "3") ROW("-", "-", "2"))},
    {"table-unreached", .rules = CALLED,
     .more = CALLED_TABLE("hit_policy: priority", CELL("-", "1") CELL("> 2", "2"))},
    {"table-unreached", .rules = CALLED,
     .more = CALLED_TABLE("hit_policy: any", CELL("> 2", "1") CELL("> 2", "1") CELL("<= 2", "2"))},
    {"table-overlap", .rules = CALLED,
     .more = CALLED_TABLE("hit_policy: unique", CELL("< 6", "1") CELL(">= 5", "2"))},
    {"table-overlap", AMOUNT, .rules = USE_AMOUNT,
     .more = TABLE("hit_policy: any\n    conclude: amount",
                   ROW("> 1", "-", "1") ROW("-", "true", "2") ROW("<= 1", "false", "2"))},
    {"table-gap", .rules = CALLED,
     .more = CALLED_TABLE("hit_policy: unique", CELL("< 5", "1") CELL("> 5", "2"))},
    {"table-gap", AMOUNT, .rules = USE_AMOUNT,
     .more = TABLE("hit_policy: first\n    conclude: amount", ROW("> 1", "-", "1") ROW("-", "true", "2"))},
    {NULL, .rules = CALLED, .more = CALLED_TABLE("hit_policy: unique", CELL("< 5", "1") CELL(">= 5", "2"))},
    {NULL, .rules = CALLED, .more = CALLED_TABLE("hit_policy: priority", CELL("> 2", "1") CELL("-", "2"))},
    // Evidence that comes to nothing, or contradicts itself.
    {"never-given", .recommendations = "  - {id: weak, title: W, priority: 5}\n",
     .rules = RULE("id: x, when: keen, recommend: weak, certainty: 0.2")},
    {"never-given", .recommendations = "  - {id: weak, title: W, priority: 5}\n",
     .rules = RULE("id: x, when: keen, recommend: weak, certainty: 0.1")
         RULE("id: y, when: hours > 3, recommend: weak, certainty: 0.1")},
    {"opposed-rules", .rules = RULE("id: x, when: hours > 7, recommend: lead, certainty: 0.5")
                          RULE("id: y, when: hours > 7, recommend: lead, certainty: -0.5")},
    {"opposed-rules", .rules = RULE("id: x, when: hours > 7 and not(keen), recommend: lead, certainty: 0.5")
                          RULE("id: y, when: not(keen) and hours > 7, recommend: lead, certainty: -0.4")},
    {"duplicate-rule", .rules = RULE("id: x, when: hours > 7, recommend: lead, certainty: 0.5")
                           RULE("id: y, when: 7 < hours, recommend: lead, certainty: 0.5")},
    {NULL, .rules = RULE("id: x, when: hours > 5, recommend: lead, certainty: 0.3")
               RULE("id: y, when: hours > 10, recommend: lead, certainty: 0.3")},
    {NULL, .recommendations = "  - {id: weak, title: W, priority: 5}\n",
     .rules = RULE("id: x, when: keen, recommend: weak, certainty: 0.2")
         RULE("id: y, when: hours > 3, recommend: weak, certainty: 0.1")},
    // Misspelt and impossible values.
    {"impossible-value", .more = "constants: [{name: sizes, expression: '[\"small\", \"lagre\"]'}]\n",
     .rules = RULE("id: x, when: 'list contains(sizes, size)', recommend: lead, certainty: 0.3")},
    {"impossible-value", .more = "constants: [{name: big, expression: '\"lagre\"'}]\n",
     .rules = RULE("id: x, when: size = big, recommend: lead, certainty: 0.3"), .also = "never-fires"},
    {"not-allowed", .rules = RULE("id: x, when: 'size = \"lagre\"', recommend: lead, certainty: 0.3")},
    {"not-allowed", LEVEL, .rules = USE_LEVEL RULE("id: x, when: keen, conclude: level, value: '\"lo\"'")},
    {"not-allowed",
     .facts =
         FACT("name: level, type: string, allowed: '\"low\", \"high\"', derived: true, default: '\"hi\"'"),
     .rules = USE_LEVEL RULE("id: x, when: keen, conclude: level, value: '\"low\"'")},
    {"unconcluded-value", .facts = FACT("name: level, type: string, derived: true"),
     .rules = USE_LEVEL RULE("id: x, when: keen, conclude: level, value: '\"lowest\"'")},
    {NULL, LEVEL, .rules = USE_LEVEL RULE("id: x, when: keen, conclude: level, value: '\"low\"'")},
    // Conditions that say nothing.
    {"compared-with-itself",
     .rules = RULE("id: x, when: hours = hours + 1, recommend: lead, certainty: 0.3")},
    {"compared-with-itself", .rules = RULE("id: x, when: hours > hours, recommend: lead, certainty: 0.3")},
    {"never-fires", .rules = RULE("id: x, when: hours > 5 and hours < 5, recommend: lead, certainty: 0.3")},
    {"never-fires", .rules = RULE("id: x, when: years > 60, recommend: lead, certainty: 0.3")},
    {"always-fires",
     .rules = RULE("id: x, when: hours = null or hours != null, recommend: lead, certainty: 0.3")},
    {"redundant-part",
     .rules = RULE("id: x, when: hours > 5 and hours > 3, recommend: lead, certainty: 0.3")},
    {"unreachable-rule", LEVEL,
     .rules = USE_LEVEL RULE("id: x, when: hours > 3, conclude: level, value: '\"low\"'")
         RULE("id: y, when: hours > 9, conclude: level, value: '\"high\"'")},
    {NULL, .rules = RULE("id: x, when: hours > 5 and hours < 9, recommend: lead, certainty: 0.3")},
    // Texts that people read.
    {"empty-text", .rules = "  - {id: x, when: hours > 5, recommend: lead, certainty: 0.3, because: ''}\n"},
    {"empty-reason",
     .rules = "  - {id: x, when: hours > 5, recommend: lead, certainty: 0.3, because: '{{years}}'}\n"},
    {"empty-reason", .recommendations = "  - {id: other, title: 'For {{years}}', priority: 5}\n",
     .rules = RULE("id: x, when: hours > 5, recommend: other, certainty: 0.3")},
    {"unknown-name", .recommendations = "  - {id: other, title: 'For {{yeras}}', priority: 5}\n",
     .rules = RULE("id: x, when: hours > 5, recommend: other, certainty: 0.3")},
    {"not-constant", .facts = FACT("name: n, type: number, derived: true, default: hours"),
     .rules = RULE("id: x, when: n > 1, recommend: lead, certainty: 0.3")
         RULE("id: y, when: keen, conclude: n, value: '2'")},
    {NULL, .rules = "  - {id: x, when: hours > 5, recommend: lead, certainty: 0.3, because: '{{hours}}'}\n"},
    // Units, dates and circles.
    {"mixed-units",
     .facts = FACT("name: weeks, type: number, unit: weeks") FACT("name: days, type: number, unit: days"),
     .rules = RULE("id: x, when: weeks > days, recommend: lead, certainty: 0.3")},
    {"circle", AMOUNT, .rules = USE_AMOUNT RULE("id: x, conclude: amount, value: t(hours)"),
     .more = CALLED_TABLE("hit_policy: first", CELL("amount", "1") CELL("-", "2"))},
    {NULL,
     .facts = FACT("name: weeks, type: number, unit: weeks") FACT("name: days, type: number, unit: days"),
     .rules = RULE("id: x, when: weeks > 2 and days > 3, recommend: lead, certainty: 0.3")},
};

static const char *or_none(const char *text)
{
    return text != NULL ? text : "";
}

/// A sound pack with what the case adds.
static char *lists_of(const faulty_case *c)
{
    char *text = malloc(8192);
    assert_non_null(text);
    const int length = snprintf(
        text, 8192,
        "facts:\n"
        "  - {name: years, type: number, allowed: '[0..60]'}\n  - {name: hours, type: number}\n"
        "  - {name: keen, type: boolean}\n  - {name: size, type: string, allowed: '\"small\", \"large\"'}\n%s"
        "recommendations:\n  - {id: lead, title: L, priority: 50}\n  - {id: rest, title: R, priority: 50}\n%s"
        "rules:\n  - {id: b1, when: years > 3 and keen, recommend: lead, because: B., source: s}\n"
        "  - {id: b2, when: 'hours > 50 or size = \"small\"', recommend: rest, certainty: 0.5, because: "
        "B.}\n%s%s",
        or_none(c->facts), or_none(c->recommendations), or_none(c->rules), or_none(c->more));
    assert_in_range(length, 1, 8191);
    return text;
}

typedef struct tally {
    size_t faulty, found, sound, alarms;
} tally;

static void look_at(const faulty_case *c, tally *sum)
{
    arena *a = arena_new(NULL, 0);
    diag_list *diags = diag_list_new(a);
    char *lists = lists_of(c);
    pack *p = small_pack(lists, diags);
    if (p != NULL)
        assert_true(check_pack(NULL, p, diags, NULL));
    bool found = false;
    size_t others = 0;
    for (size_t i = 0; i < diags->count; i++) {
        const bool is_it = c->code != NULL && strcmp(diags->items[i].code, c->code) == 0;
        const bool follows = c->also != NULL && strcmp(diags->items[i].code, c->also) == 0;
        found = found || is_it;
        others += !is_it && !follows && diags->items[i].severity != SEVERITY_NOTE;
    }
    const bool missed = c->code != NULL && !found;
    if (missed || others > 0) {
        print_error("case %zu, %s: %s, %zu other findings\n%s%s%s%s", (size_t)(c - cases), or_none(c->code),
                    missed ? "missed" : "found", others, or_none(c->facts), or_none(c->recommendations),
                    or_none(c->rules), or_none(c->more));
        for (size_t i = 0; i < diags->count; i++)
            print_error("  %s: %.*s\n", diags->items[i].code, SLICE_ARG(diags->items[i].message));
    }
    sum->faulty += c->code != NULL;
    sum->found += c->code != NULL && found;
    sum->sound += c->code == NULL;
    sum->alarms += others;
    free(lists);
    pack_free(p);
    arena_free(a);
}

static void test_faults_are_found_and_nothing_else(void **state)
{
    (void)state;
    tally sum = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        look_at(&cases[i], &sum);
    print_message(
        "info: check: %zu of %zu faulty packs found, %zu false alarms in these and %zu sound ones\n",
        sum.found, sum.faulty, sum.alarms, sum.sound);
    assert_int_equal(sum.found, sum.faulty);
    assert_int_equal(sum.alarms, 0);
    assert_true(sum.faulty >= 44);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_faults_are_found_and_nothing_else)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
