#include "unknown_pack.h"

#include "files.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

// --- packs ---

static const char vocabulary[] =
    "types:\n"
    "  - {name: item, key: title, fields: [{name: title, type: string, required: true},"
    " {name: size, type: number, allowed: '0, 1, 2, 3'}, {name: kind, type: string, allowed: '\"a\", \"b\", "
    "\"c\"'},"
    " {name: done, type: boolean}, {name: tags, type: list, of: string},"
    " {name: f0, type: boolean, derived: true, default: false},"
    " {name: f1, type: number, derived: true, hit_policy: unique, default: 1},"
    " {name: f2, type: list, of: number, derived: true, hit_policy: collect, default: '[]'},"
    " {name: f3, type: string, derived: true, hit_policy: any}, {name: f4, type: number, derived: true}]}\n"
    "facts:\n"
    "  - {name: n, type: number, allowed: '0, 1, 2, 3'}\n  - {name: m, type: number, allowed: '0, 1, 2, 3'}\n"
    "  - {name: s, type: string, allowed: '\"a\", \"b\", \"c\"'}\n  - {name: b, type: boolean}\n"
    "  - {name: k, type: integer, allowed: '[0..3]'}\n"
    "  - {name: l, type: list, of: string}\n"
    "  - {name: items, type: list, of: item}\n"
    "  - {name: d0, type: boolean, derived: true, default: false}\n"
    "  - {name: d1, type: string, derived: true, default: '\"p\"'}\n"
    "  - {name: d2, type: number, derived: true, hit_policy: unique, default: 1}\n"
    "  - {name: d3, type: number, derived: true, hit_policy: any}\n"
    "  - {name: d4, type: list, of: number, derived: true, hit_policy: collect, default: '[]'}\n"
    "  - {name: d5, type: number, derived: true}\n"
    "  - {name: d6, type: integer, derived: true, default: '0'}\n"
    "  - {name: total, type: number, derived: true, default: 0}\n";

static const char *number(random_source *r, unsigned level, bool in_loop)
{
    if (in_loop && random_below(r, 2) == 0)
        return "item.size";
    return level > 1 && random_below(r, 3) == 0
               ? ONE_OF(r, "d2", "d3", "d5", "d6")
               : ONE_OF(r, "n", "m", "2 * n", "n + m", "count(items)", "count(items[kind = \"a\"])",
                        "count(items[done])", "sum(items.size)", "k", "k / 2", "total of(items.size)",
                        "total of(items[done].size)", "greatest of(items[kind = \"a\"].size, 0)",
                        "least of(items[size > n].size, m)", "max(items.size)", "items[1].size",
                        "string length(s)", "if b then n else m", "if b then 1 else 1", "abs(n - m)",
                        "count(l)", "count(distinct values(items.kind))", "twice(n)",
                        "items[size > 1][1].size", "count(flatten(items.tags))");
}

static const char *string(random_source *r, unsigned level, bool in_loop)
{
    if (in_loop && random_below(r, 2) == 0)
        return "item.kind";
    return level > 1 && random_below(r, 4) == 0
               ? "d1"
               : ONE_OF(r, "s", "lower case(upper case(s))", "substring(s, 1)", "items[1].kind",
                        "string join(items.kind, \"\")", "if n > 1 then s else \"a\"", "s + \"\"",
                        "string(n)");
}

/// What reads derived fields: from level 3 on f0 and f1, from level 4 on all, and what is made of them.
static void add_field_atom(buffer *t, random_source *r, unsigned level, bool in_loop)
{
    switch (random_below(r, in_loop ? 13 : 8)) {
    case 0: buffer_add(t, "count(items[f0]) %s 1", ONE_OF(r, ">", "=", "<=")); break;
    case 1: buffer_add(t, "some x in items satisfies x.f0 and x.size > n"); break;
    case 2: buffer_add(t, "sum(items.f1) > 2"); break;
    case 3: buffer_add(t, "every x in items satisfies x.f1 %s 2", ONE_OF(r, "<", "!=")); break;
    case 4: buffer_add(t, "items[1].f1 %s null", ONE_OF(r, "=", "!=")); break;
    case 5: buffer_add(t, "%s", level > 3 ? "total > 1" : "count(items[f1 > 1]) < 2"); break;
    case 6: buffer_add(t, "%s", level > 3 ? "items[1].f4 = 0.5" : "items[-1].f0"); break;
    case 7:
        buffer_add(t, "%s", level > 3 ? "some x in items satisfies x.f3 = \"p\"" : "not(items[1].f0)");
        break;
    case 8: buffer_add(t, "item.f0"); break;
    case 9: buffer_add(t, "item.f1 %s 2", ONE_OF(r, "<", ">=")); break;
    case 10: buffer_add(t, "item.%s null", ONE_OF(r, "f0 =", "f1 !=")); break;
    case 11: buffer_add(t, "%s", level > 3 ? "count(item.f2) > 0" : "item.f1 > m"); break;
    default:
        buffer_add(t, "%s", level > 3 ? ONE_OF(r, "item.f3 = \"p\"", "item.f4 > 0.3") : "item.f0");
        break;
    }
}

static void add_atom(buffer *t, random_source *r, unsigned level, bool in_loop)
{
    if (level > 2 && random_below(r, 3) == 0) {
        add_field_atom(t, r, level, in_loop);
        return;
    }
    const char *letter = ONE_OF(r, "a", "b", "c", "a");
    const char *digit = ONE_OF(r, "0", "1", "2", "3");
    switch (random_below(r, 25)) {
    case 0:
    case 1:
    case 2:
        buffer_add(t, "%s %s %s", number(r, level, in_loop), ONE_OF(r, "=", "!=", "<", "<=", ">", ">="),
                   digit);
        break;
    case 3:
    case 4: buffer_add(t, "%s %s \"%s\"", string(r, level, in_loop), ONE_OF(r, "=", "!="), letter); break;
    case 5:
        buffer_add(t, "%s", level > 0 && random_below(r, 2) == 0 ? "d0" : in_loop ? "item.done" : "b");
        break;
    case 6: buffer_add(t, "%s in (\"%s\", \"b\")", string(r, level, in_loop), letter); break;
    case 7: buffer_add(t, "%s in [1..%s]", number(r, level, in_loop), digit); break;
    case 8: buffer_add(t, "%s between 1 and %s", number(r, level, in_loop), digit); break;
    case 9: buffer_add(t, "%s = %s", number(r, level, in_loop), number(r, level, in_loop)); break;
    case 10:
        buffer_add(t, "list contains(%s, \"%s\")", in_loop ? "item.tags" : "l", ONE_OF(r, "x", "y"));
        break;
    case 11: buffer_add(t, "list contains(l, s)"); break;
    case 12: buffer_add(t, "list contains(items[done].kind, \"%s\")", letter); break;
    case 13: buffer_add(t, "some x in items satisfies x.kind %s \"%s\"", ONE_OF(r, "=", "!="), letter); break;
    case 14: buffer_add(t, "every x in items satisfies x.size %s n", ONE_OF(r, "!=", "<", "=")); break;
    case 15: buffer_add(t, "every x in items[kind != \"b\"] satisfies x.done"); break;
    case 16: buffer_add(t, "is(s, \"%s\")", letter); break;
    case 17: buffer_add(t, "n instance of number"); break;
    case 18: buffer_add(t, "(if s = \"a\" then b else n > 1)"); break;
    case 19: buffer_add(t, "[n, 1] = [%s, 1]", digit); break;
    case 20: buffer_add(t, "{a: s}.a != \"%s\"", letter); break;
    case 21: buffer_add(t, "small(%s)", number(r, level, in_loop)); break;
    case 23:
        buffer_add(t, "%s %s null",
                   in_loop ? ONE_OF(r, "item.kind", "item.size", "n")
                           : ONE_OF(r, "n", "s", "items[1].kind", "d5"),
                   ONE_OF(r, "=", "!="));
        break;
    case 22: buffer_add(t, "any(for x in items return x.done)"); break;
    default:
        buffer_add(t, "count(items[size > %s]) %s 1", ONE_OF(r, "n", "1"), ONE_OF(r, "<", ">=", "="));
        break;
    }
}

static void add_condition(buffer *t, random_source *r, unsigned level, bool in_loop, unsigned depth)
{
    uint64_t kind = depth == 0 ? 0 : random_below(r, 5);
    if (kind <= 1) {
        add_atom(t, r, level, in_loop);
    } else if (kind == 2) {
        buffer_add(t, "not(");
        add_condition(t, r, level, in_loop, depth - 1);
        buffer_add(t, ")");
    } else {
        buffer_add(t, "(");
        add_condition(t, r, level, in_loop, depth - 1);
        buffer_add(t, kind == 3 ? ") and (" : ") or (");
        add_condition(t, r, level, in_loop, depth - 1);
        buffer_add(t, ")");
    }
}

static bool add_loop(buffer *t, random_source *r)
{
    if (random_below(r, 3) > 0)
        return false;
    buffer_add(
        t, "    for: item in %s\n",
        ONE_OF(r, "items", "items", "items[size > 1]", "items[kind != \"a\"]", "items, tag in item.tags"));
    return true;
}

static void add_rule(buffer *t, random_source *r, const char *id, size_t number_of_rule, unsigned level)
{
    buffer_add(t, "  - id: %s%zu\n", id, number_of_rule);
    bool in_loop = add_loop(t, r);
    buffer_add(t, "    when: '");
    add_condition(t, r, level, in_loop, 2);
    buffer_add(t, "'\n    because: x\n    source: s/%zu\n", number_of_rule % 3);
}

static void add_table(buffer *t, random_source *r, const char *id, const char *output)
{
    buffer_add(t, "  - id: %s\n    hit_policy: %s\n    because: x\n", id,
               ONE_OF(r, "unique", "first", "any"));
    buffer_add(t, "    %s\n    inputs: [{expression: n}, {expression: s}]\n    rows:\n", output);
    for (int i = 0; i < 3; i++)
        buffer_add(t, "      - {in: ['%s', '%s'], out: ['%s']}\n",
                   ONE_OF(r, "< 2", ">= 2", "-", "1", "not(0)"), ONE_OF(r, "\"a\"", "not(\"a\")", "-"),
                   ONE_OF(r, "1", "0.25", "0.5"));
}

static void add_concluding(buffer *t, random_source *r, const char *concluded, size_t number_of_rule,
                           const char *value, unsigned level)
{
    add_rule(t, r, "c", number_of_rule, level);
    buffer_add(t, "    conclude: %s\n    value: '%s'\n", concluded, value);
}

/// A rule that concludes a field of an item.
static void add_field(buffer *t, random_source *r, size_t number_of_rule, const char *field,
                      const char *value, unsigned level)
{
    static const char *const of_other[] = {"item in items, other in items",
                                           "item in items[size > 1], other in items[kind = item.kind]"};
    static const char *const of_item[] = {"item in items",
                                          "item in items",
                                          "item in items[size > 1]",
                                          "item in items[kind != \"a\"]",
                                          "item in items, tag in item.tags",
                                          "item in items, other in items"};
    const char *variable = random_below(r, 5) == 0 ? "other" : "item";
    const char *lists = *variable == 'o' ? of_other[random_below(r, 2)] : of_item[random_below(r, 6)];
    buffer_add(t, "  - id: f%zu\n    for: %s\n    when: '", number_of_rule, lists);
    add_condition(t, r, level, true, 2);
    buffer_add(t, "'\n    because: x\n    conclude: %s.%s\n    value: '%s'\n", variable, field, value);
}

static void add_fields(buffer *t, random_source *r, size_t number_of_rule)
{
    size_t id = 0;
    for (int i = 0; i < 2; i++)
        add_field(t, r, id++, "f0", ONE_OF(r, "true", "false", "b", "d0"), 1);
    for (int i = 0; i < 2; i++)
        add_field(t, r, id++, "f1", ONE_OF(r, "1", "2", "n", "item.size"), 1);
    add_concluding(t, r, "total", number_of_rule, ONE_OF(r, "count(items[f0])", "sum(items.f1)", "2"), 3);
    for (int i = 0; i < 2; i++)
        add_field(t, r, id++, "f2", ONE_OF(r, "1", "m", "total"), 3);
    for (int i = 0; i < 2; i++)
        add_field(t, r, id++, "f3", ONE_OF(r, "\"p\"", "\"a\"", "s"), 3);
}

char *unknown_pack(random_source *r)
{
    static buffer t;
    char *folder = folder_new();
    free(file_make(folder, "pack.yaml",
                   "advise: 1\npack: random\nversion: 1.0.0\ntitle: Random\nsources:\n"
                   "  - {id: s/0, title: Zero, point: P}\n  - {id: s/1, title: One, point: P}\n"
                   "  - {id: s/2, title: Two, point: P}\n"));
    free(file_make(folder, "vocabulary.yaml", vocabulary));
    free(file_make(
        folder, "recommendations.yaml",
        ONE_OF(
            r,
            "recommendations:\n  - {id: r0, title: T, priority: 10, about: item}\n"
            "  - {id: r1, title: T, priority: 20}\n  - {id: r2, title: T, priority: 30}\n",
            "recommendations:\n  - {id: r0, title: T, priority: 10, about: item, part_of: r1}\n"
            "  - {id: r1, title: T, priority: 20}\n  - {id: r2, title: T, priority: 30}\n",
            "recommendations:\n  - {id: r0, title: T, priority: 10, about: item}\n"
            "  - {id: r1, title: T, priority: 20, part_of: r0}\n"
            "  - {id: r2, title: T, priority: 30, excludes: [r1]}\n",
            "recommendations:\n  - {id: r0, title: T, priority: 30, about: item, group: g}\n"
            "  - {id: r1, title: T, priority: 20}\n  - {id: r2, title: T, priority: 10, group: g}\n",
            "recommendations:\n  - {id: r0, title: T, priority: 25, about: item}\n"
            "  - {id: r1, title: T, priority: 20, part_of: r0, group: h}\n"
            "  - {id: r2, title: T, priority: 30, part_of: r0, group: h}\n",
            "recommendations:\n  - {id: r0, title: T, priority: item.size, priority_range: [0, 3], about: "
            "item}\n"
            "  - {id: r1, title: T, priority: 20}\n  - {id: r2, title: T, priority: n + k, "
            "priority_range: [0, 6]}\n",
            "recommendations:\n  - {id: r0, title: T, priority: n, priority_range: [1, 2], about: item}\n"
            "  - {id: r1, title: T, priority: 'if s = null then 1 else n', priority_range: [0, 3], group: "
            "g}\n"
            "  - {id: r2, title: T, priority: 'total of(items[done].size)', priority_range: [0, 9], group: "
            "g}\n",
            "recommendations:\n  - {id: r0, title: T, priority: 15, about: item, part_of: r1}\n"
            "  - {id: r1, title: T, priority: 20, group: g}\n"
            "  - {id: r2, title: T, priority: 30, group: g}\n")));
    t.length = 0;
    buffer_add(&t, "functions:\n  - {name: twice, parameters: [{name: x, type: number}], body: '2 * x'}\n"
                   "  - {name: small, parameters: [{name: x, type: number}], body: 'x < 2'}\nrules:\n");
    size_t id = 0;
    for (int i = 0; i < 2; i++)
        add_concluding(&t, r, "d0", id++, ONE_OF(r, "true", "false", "b"), 0);
    for (int i = 0; i < 2; i++)
        add_concluding(&t, r, "d1", id++, ONE_OF(r, "\"p\"", "\"a\"", "s"), 1);
    for (int i = 0; i < 2; i++)
        add_concluding(&t, r, "d2", id++, ONE_OF(r, "1", "2", "n"), 1);
    for (int i = 0; i < 2; i++)
        add_concluding(&t, r, "d3", id++, ONE_OF(r, "1", "2"), 1);
    for (int i = 0; i < 2; i++)
        add_concluding(&t, r, "d4", id++, ONE_OF(r, "1", "m"), 1);
    for (int i = 0; i < 2; i++)
        add_concluding(&t, r, "d6", id++, ONE_OF(r, "1", "k", "k / 2"), 1);
    const bool has_fields = random_below(r, 2) == 0; // else no rule concludes or reads one
    if (has_fields)
        add_fields(&t, r, id++);
    for (size_t i = 0; i < 12; i++) {
        const size_t before = t.length;
        add_rule(&t, r, "e", i, has_fields ? 4 : 2);
        bool in_loop = strstr(t.text + before, "for: item") != NULL;
        buffer_add(&t, "    recommend: %s\n    certainty: '%s'\n", in_loop ? "r0" : ONE_OF(r, "r1", "r2"),
                   ONE_OF(r, "0.5", "-0.3", "0.9", "if n > 1 then 0.5 else 0.25"));
    }
    buffer_add(&t, "tables:\n");
    add_table(&t, r, "t0", "conclude: d5\n    outputs: [{name: d5}]");
    if (has_fields)
        add_table(&t, r, "t2", "for: item in items\n    conclude: item.f4\n    outputs: [{name: f4}]");
    add_table(&t, r, "t1", "recommend: r2\n    outputs: [{name: certainty}]");
    free(file_make(folder, "rules.yaml", t.text));
    return folder;
}

// --- profiles ---

const choice person_facts[] = {
    {"n", {"0", "1", "2", "3"}},        {"m", {"0", "1", "2", "3"}},
    {"s", {"\"a\"", "\"b\"", "\"c\""}}, {"b", {"true", "false"}},
    {"k", {"0", "1", "2", "3"}},        {"l", {"[]", "[\"x\"]", "[\"y\", \"a\"]", "[\"x\", \"y\"]"}},
};
const choice person_fields[] = {
    {"size", {"0", "1", "2", "3"}},
    {"kind", {"\"a\"", "\"b\"", "\"c\""}},
    {"done", {"true", "false"}},
    {"tags", {"[]", "[\"x\"]", "[\"y\"]"}},
};
static_assert(sizeof person_facts / sizeof *person_facts == PERSON_FACTS, "PERSON_FACTS");
static_assert(sizeof person_fields / sizeof *person_fields == PERSON_FIELDS, "PERSON_FIELDS");

unsigned choice_count(const choice *c)
{
    unsigned count = 0;
    while (count < CHOICE_MOST_VALUES && c->values[count] != NULL)
        count++;
    return count;
}

static unsigned choose(random_source *r, const choice *c)
{
    return random_below(r, 6) == 0 ? 0 : 1 + (unsigned)random_below(r, choice_count(c));
}

person person_make(random_source *r)
{
    person p = {.item_count = (size_t)random_below(r, PERSON_MOST_ITEMS + 1)};
    for (size_t i = 0; i < PERSON_FACTS; i++)
        p.facts[i] = choose(r, &person_facts[i]);
    for (size_t i = 0; i < p.item_count; i++) {
        for (size_t k = 0; k < PERSON_FIELDS; k++)
            p.items[i][k] = choose(r, &person_fields[k]);
    }
    return p;
}

void person_write(buffer *t, const person *p)
{
    t->length = 0;
    buffer_add(t, "{\"items\": [");
    for (size_t i = 0; i < p->item_count; i++) {
        buffer_add(t, "%s{\"title\": \"T%zu\"", i > 0 ? ", " : "", i);
        for (size_t k = 0; k < PERSON_FIELDS; k++) {
            if (p->items[i][k] > 0)
                buffer_add(t, ", \"%s\": %s", person_fields[k].key,
                           person_fields[k].values[p->items[i][k] - 1]);
        }
        buffer_add(t, "}");
    }
    buffer_add(t, "]");
    for (size_t i = 0; i < PERSON_FACTS; i++) {
        if (p->facts[i] > 0)
            buffer_add(t, ", \"%s\": %s", person_facts[i].key, person_facts[i].values[p->facts[i] - 1]);
    }
    buffer_add(t, "}");
}
