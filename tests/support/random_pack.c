// Makes packs and profiles at random.
#include "random_pack.h"

#include "files.h"

#include <stdlib.h>
#include <string.h>

enum { RECOMMENDATIONS = 6 };

/// Half of all packs have derived fields.
static const char type_with_fields[] =
    "types:\n"
    "  - {name: item, key: title, fields: [{name: title, type: string}, {name: size, type: number},"
    " {name: tags, type: list, of: string},"
    " {name: f0, type: boolean, derived: true, default: false}, {name: kind, type: string},"
    " {name: f1, type: number, derived: true, hit_policy: unique, default: 2},"
    " {name: f2, type: list, of: number, derived: true, hit_policy: collect},"
    " {name: f3, type: string, derived: true, hit_policy: any}, {name: f4, type: number, derived: true}]}\n"
    "facts:\n"
    "  - {name: total, type: number, derived: true, default: 0}\n"
    "  - {name: chosen, type: list, of: item, derived: true}\n";
static const char type_without_fields[] =
    "types:\n"
    "  - {name: item, key: title, fields: [{name: title, type: string}, {name: size, type: number},"
    " {name: tags, type: list, of: string},"
    " {name: kind, type: string}]}\n"
    "facts:\n";

static const char vocabulary[] =
    "  - {name: n0, type: number}\n  - {name: n1, type: number}\n"
    "  - {name: s0, type: string, allowed: '\"a\", \"b\", \"c\"'}\n  - {name: s1, type: string}\n"
    "  - {name: b0, type: boolean}\n  - {name: b1, type: boolean}\n"
    "  - {name: l0, type: list, of: string}\n"
    "  - {name: items, type: list, of: item}\n"
    "  - {name: day, type: date}\n"
    "  - {name: i0, type: integer, allowed: '>= -2'}\n  - {name: i1, type: integer}\n"
    "  - {name: d0, type: boolean, derived: true, default: false}\n"
    "  - {name: d1, type: string, derived: true}\n"
    "  - {name: d2, type: number, derived: true, hit_policy: unique, default: 1}\n"
    "  - {name: d3, type: number, derived: true, hit_policy: any}\n"
    "  - {name: d4, type: list, of: number, derived: true, hit_policy: collect}\n"
    "  - {name: d5, type: number, derived: true}\n"
    "  - {name: d6, type: integer, derived: true}\n";

/// What reads derived fields: from level 3 on f0, f1 and what is made of them, from level 4 on all.
static void add_field_atom(buffer *b, random_source *r, unsigned level, bool in_loop)
{
    switch (random_below(r, in_loop ? 14 : 9)) {
    case 0: buffer_add(b, "count(items[f0]) %s %s", ONE_OF(r, ">", "=", "<="), ONE_OF(r, "0", "1")); break;
    case 1: buffer_add(b, "some x in items satisfies x.f0 and x.size > n0"); break;
    case 2: buffer_add(b, "sum(items.f1) > 2"); break;
    case 3: buffer_add(b, "every x in items satisfies x.f1 %s 2", ONE_OF(r, "<", "!=")); break;
    case 4: buffer_add(b, "items[1].f1 = null"); break;
    case 5: buffer_add(b, "%s", level > 3 ? "total > 1" : "count(items[f1 > 1]) < 2"); break;
    case 6: buffer_add(b, "%s", level > 3 ? "count(chosen) > 0" : "items[-1].f0"); break;
    case 7:
        buffer_add(b, "%s", level > 3 ? "some x in chosen satisfies x.f3 = \"p\"" : "not(items[1].f0)");
        break;
    case 8: buffer_add(b, "count(for x in items return ask2(x)) > %s", ONE_OF(r, "0", "1")); break;
    case 13: buffer_add(b, "ask2(item) %s", ONE_OF(r, "> 1", "= 2", "= null")); break;
    case 12: buffer_add(b, "item.f0"); break;
    case 9: buffer_add(b, "item.f1 %s 2", ONE_OF(r, "<", ">=")); break;
    case 10: buffer_add(b, "item.f0 = %s", ONE_OF(r, "true", "null")); break;
    case 11: buffer_add(b, "%s", level > 3 ? "count(item.f2) > 0" : "item.f1 > n1"); break;
    default:
        buffer_add(b, "%s", level > 3 ? ONE_OF(r, "item.f3 = \"p\"", "item.f4 > 0.3") : "item.f0");
        break;
    }
}

/// Whether the pack that is made has a constant with values by date.
static bool dated;

/// A comparison of what a called table gives.
static void add_call(buffer *b, random_source *r, bool in_loop)
{
    const char *number =
        in_loop ? ONE_OF(r, "item.size", "n0") : ONE_OF(r, "n0", "n1", "i0 + 1", "2", "limit");
    switch (random_below(r, 5)) {
    case 0:
        buffer_add(b, "ask0(%s, s0) %s", number, ONE_OF(r, "> 1", "< 2", "= 1", "= null", "!= null"));
        break;
    case 1:
        buffer_add(b, "ask0(y: s1, x: %s) <= %s", number, ONE_OF(r, "1", "limit", "ask0(n0, \"a\")"));
        break;
    case 2:
        buffer_add(b, "ask1(%s).%s", number,
                   ONE_OF(r, "sum > 0", "kind = \"p\"", "sum = n1", "kind != null"));
        break;
    case 3: buffer_add(b, "through(%s) = %s", number, ONE_OF(r, "1", "2")); break;
    default:
        buffer_add(b, "%s", ONE_OF(r, "some x in items satisfies ask1(x.size).sum > 0", "least > 0"));
        break;
    }
}

/// Gives one rule in five a period.
static void add_period(buffer *b, random_source *r)
{
    if (random_below(r, 5) == 0)
        buffer_add(b, "    %s\n",
                   ONE_OF(r, "from: 2026-01-15", "until: 2026-01-15",
                          "from: 2025-06-01\n    until: 2026-03-01", "until: 2025-12-31",
                          "from: 2026-07-01"));
}

/// `level`: derived facts below it may be read, so that there is no circle.
static void add_atom(buffer *b, random_source *r, unsigned level, bool in_loop)
{
    const char *number = ONE_OF(r, "n0", "n1");
    if (level > 2 && random_below(r, 3) == 0) {
        add_field_atom(b, r, level, in_loop);
        return;
    }
    if (dated && random_below(r, 8) == 0) {
        add_call(b, r, in_loop);
        return;
    }
    switch (random_below(r, in_loop ? 28 : 23)) {
    case 0:
    case 1:
    case 2:
        buffer_add(b, "%s %s %s", number, ONE_OF(r, "=", "!=", "<", "<=", ">", ">="),
                   ONE_OF(r, "0", "1", "2.5", "-1", "1000000000000000000000.1", "three",
                          dated ? "limit" : "1", dated ? "twice" : "2"));
        break;
    case 3: buffer_add(b, "s0 = \"%s\"", ONE_OF(r, "a", "b", "c")); break;
    case 4: buffer_add(b, "s1 != \"%s\"", ONE_OF(r, "a", "zz")); break;
    case 5:
        buffer_add(b, "%s", ONE_OF(r, "b0", "b1", dated ? "over(n0)" : "b0", dated ? "tested" : "b1"));
        break;
    case 6: buffer_add(b, "b0 = %s", ONE_OF(r, "true", "false", "null")); break;
    case 7: buffer_add(b, "list contains(l0, \"%s\")", ONE_OF(r, "x", "y", "z")); break;
    case 8:
        buffer_add(b, "count(%s) %s %s", ONE_OF(r, "l0", "items"), ONE_OF(r, ">", "=", "<="),
                   ONE_OF(r, "0", "1", "2"));
        break;
    case 9:
        buffer_add(b, "%s %s null", ONE_OF(r, "n0", "s0", "l0", "items", "b1"), ONE_OF(r, "=", "!="));
        break;
    case 10: buffer_add(b, "s0 in (\"a\", \"c\")"); break;
    case 11: buffer_add(b, "%s in [%s..2]", number, ONE_OF(r, "0", "1")); break;
    case 12: buffer_add(b, "n0 + n1 > 2"); break;
    case 13: buffer_add(b, "matches(s1, \"^%s\")", ONE_OF(r, "a", "z+")); break;
    case 14: buffer_add(b, "%s between 0 and 2", number); break;
    case 15: buffer_add(b, "day > @\"2026-01-01\""); break;
    case 16: buffer_add(b, "%s", level > 0 ? "d0" : "b1"); break;
    case 17:
        buffer_add(b, "%s",
                   level > 1 ? ONE_OF(r, "d1 = \"p\"", "d2 > 1", "d3 = 2", "count(d4) > 1", "d1 != null",
                                      "d5 > 1", "d6 = 1", "d6 >= 0.5")
                             : "b0");
        break;
    case 18: buffer_add(b, "some x in items satisfies x.size > n0"); break;
    case 19:
        buffer_add(b, "%s %s", ONE_OF(r, "i0", "i1"), ONE_OF(r, "> 1.5", "= 2", "<= 0", "!= 1", "= n0"));
        break;
    case 20:
        buffer_add(b, "%s %s %s",
                   ONE_OF(r, "total of(items.size)", "total of(items[size > n0].size)",
                          "greatest of(items[kind = \"k\"].size, 0)", "least of(items.size, n1)"),
                   ONE_OF(r, ">", "<=", "="), ONE_OF(r, "0", "2", "3"));
        break;
    case 21: buffer_add(b, "i0 in (0, 1, 2)"); break;
    case 22:
        buffer_add(b, "some x in items satisfies list contains(x.tags, %s)",
                   ONE_OF(r, "\"x\"", "s0", "s1", "x.kind"));
        break;
    case 23: buffer_add(b, "item.size %s 2", ONE_OF(r, ">", "<", "=")); break;
    case 24: buffer_add(b, "list contains(item.tags, %s)", ONE_OF(r, "\"x\"", "\"zz\"", "\"k\"")); break;
    case 25:
        buffer_add(b, "list contains(item.tags, %s)", ONE_OF(r, "s0", "s1", "item.kind", "item.title"));
        break;
    case 26: buffer_add(b, "item.kind = \"%s\"", ONE_OF(r, "k", "m")); break;
    default: buffer_add(b, "item.size = n0"); break;
    }
}

static void add_condition(buffer *b, random_source *r, unsigned level, bool in_loop, unsigned depth)
{
    uint64_t kind = depth == 0 ? 0 : random_below(r, 5);
    if (kind <= 1) {
        add_atom(b, r, level, in_loop);
    } else if (kind == 2) {
        buffer_add(b, "not(");
        add_condition(b, r, level, in_loop, depth - 1);
        buffer_add(b, ")");
    } else {
        const char *joint = kind == 3 ? " and " : " or ";
        size_t count = 2 + random_below(r, 2);
        for (size_t i = 0; i < count; i++) {
            buffer_add(b, "%s(", i > 0 ? joint : "");
            add_condition(b, r, level, in_loop, depth - 1);
            buffer_add(b, ")");
        }
    }
}

/// What a rule runs over, for one rule in four; false: nothing.
static bool add_loop(buffer *b, random_source *r)
{
    if (random_below(r, 4) > 0)
        return false;
    buffer_add(b, "    for: item in %s\n",
               ONE_OF(r, "items", "items", "items[size > 1]", "items[1]", "[items[-1]]",
                      "items, other in items", "items[size > n0], word in l0", "items, number in 1..2"));
    return true;
}

static void add_concluding(buffer *b, random_source *r, size_t id, const char *target, const char *value,
                           unsigned level)
{
    buffer_add(b, "  - id: c%zu\n", id);
    bool in_loop = add_loop(b, r);
    buffer_add(b, "    when: '");
    add_condition(b, r, level, in_loop, 2);
    buffer_add(b, "'\n    conclude: %s\n    value: '%s'\n    because: x\n", target, value);
    add_period(b, r);
}

/// A rule that concludes a field of an item.
static void add_field(buffer *b, random_source *r, size_t id, const char *field, const char *value,
                      unsigned level)
{
    static const char *const of_other[] = {"item in items, other in items", "number in 1..2, other in items",
                                           "item in items[size > 1], other in items[kind = item.kind]"};
    static const char *const of_item[] = {"item in items",
                                          "item in items",
                                          "item in items[size > 1]",
                                          "item in items[1]",
                                          "item in items, other in items",
                                          "item in items[size > n0], word in l0"};
    const char *variable = random_below(r, 5) == 0 ? "other" : "item";
    const char *lists = *variable == 'o' ? of_other[random_below(r, 3)] : of_item[random_below(r, 6)];
    buffer_add(b, "  - id: f%zu\n    for: %s\n    when: '", id, lists);
    add_condition(b, r, level, *lists == 'i', 2);
    buffer_add(b, "'\n    conclude: %s.%s\n    value: '%s'\n    because: x\n", variable, field, value);
}

/// Rules for all derived fields, and for the facts that are made of them.
static void add_fields(buffer *b, random_source *r)
{
    size_t id = 0;
    for (int i = 0; i < 3; i++)
        add_field(b, r, id++, "f0", ONE_OF(r, "true", "false", "b0", "d0"), 1);
    for (int i = 0; i < 2; i++)
        add_field(b, r, id++, "f1", ONE_OF(r, "1", "3", "n0"), 1);
    add_concluding(b, r, 100, "total", ONE_OF(r, "count(items[f0])", "sum(items.f1)", "2"), 3);
    add_concluding(b, r, 101, "chosen", ONE_OF(r, "items[f0]", "items[size > 1]", "items"), 3);
    for (int i = 0; i < 2; i++)
        add_field(b, r, id++, "f2", ONE_OF(r, "1", "n1", "total"), 3);
    for (int i = 0; i < 2; i++)
        add_field(b, r, id++, "f3", ONE_OF(r, "\"p\"", "\"q\"", "s1"), 3);
}

static const char *row_period(random_source *r)
{
    return ONE_OF(r, "", "", "", ", from: 2026-01-15", ", until: 2026-01-15", ", from: 2026-07-01");
}

/// A decision table with a row for each of a few cells.
static void add_table(buffer *b, random_source *r, const char *id, const char *target, const char *output)
{
    buffer_add(b, "  - id: %s\n    hit_policy: %s\n    %s\n    because: x\n", id,
               ONE_OF(r, "unique", "first", "any"), target);
    buffer_add(b, "    inputs: [{expression: %s}, {expression: s0}]\n    outputs: [{%s}]\n    rows:\n",
               ONE_OF(r, "n0", "n1", "count(items)"), output);
    for (size_t i = 0; i < 3; i++)
        buffer_add(b, "      - {in: ['%s', '%s'], out: ['%s']%s}\n",
                   ONE_OF(r, "< 2", ">= 2", "-", "null", "1", "> limit"),
                   ONE_OF(r, "\"a\"", "not(\"a\")", "-"), ONE_OF(r, "1", "0.25", "0.5"), row_period(r));
}

/// Tables that expressions call: one asks the next, and they read facts that are stated.
static void add_called_tables(buffer *b, random_source *r, bool has_fields)
{
    const char *policy = ONE_OF(r, "unique", "first", "any", "priority", "collect\n    aggregation: sum",
                                "collect\n    aggregation: max", "collect\n    aggregation: count");
    buffer_add(
        b,
        "  - id: ask0\n    parameters: [{name: x, type: number}, {name: y, type: string}]\n    hit_policy: "
        "%s\n",
        policy);
    buffer_add(
        b,
        "    inputs: [{expression: x}, {expression: y}, {expression: %s}]\n    outputs: [{name: z, type: "
        "number, "
        "values: \"1, 2, 0.5\"%s}]\n    rows:\n",
        ONE_OF(r, "n1", "i0", "ask1(n0).sum"), ONE_OF(r, "", ", default: \"2\""));
    for (size_t i = 0; i < 4; i++)
        buffer_add(b, "      - {in: ['%s', '%s', '%s'], out: ['%s']%s}\n",
                   ONE_OF(r, "< 2", ">= 2", "-", "null", "1", "> limit"),
                   ONE_OF(r, "\"a\"", "not(\"a\")", "-", "s1"), ONE_OF(r, "-", "-", "> 1", "<= 1"),
                   ONE_OF(r, "1", "2", "0.5", "ask1(x).sum", "n0"), row_period(r));
    buffer_add(b,
               "  - id: ask1\n    parameters: [{name: n0, type: number}]\n    hit_policy: %s\n    inputs: "
               "[{expression: "
               "n0}]\n    outputs: [{name: sum, type: number}, {name: kind, type: string%s}]\n    rows:\n",
               ONE_OF(r, "first", "unique"), ONE_OF(r, "", ", default: '\"p\"'"));
    for (size_t i = 0; i < 2; i++)
        buffer_add(b, "      - {in: ['%s'], out: ['%s', '%s']%s}\n", ONE_OF(r, "< 1", ">= 1", "> 2", "null"),
                   ONE_OF(r, "1", "n0", "limit"), ONE_OF(r, "\"p\"", "\"q\"", "s1"), row_period(r));
    if (has_fields)
        buffer_add(
            b,
            "  - id: ask2\n    parameters: [{name: one, type: item}]\n    hit_policy: first\n    inputs: "
            "[{expression: one.size}, {expression: %s}]\n    outputs: [{name: z, type: number}]\n    rows:\n"
            "      - {in: ['> 1', '-'], out: ['2']}\n      - {in: ['-', '%s'], out: [one.f1]}\n",
            ONE_OF(r, "one.f0", "one.f1 > 1"), ONE_OF(r, "true", "false", "null, true"));
}

/// Whether the items of the pack that was made last have derived fields: profiles may state them then.
static bool may_state_fields;

/// A new folder with all of a pack but recommendations and rules. Every other pack has checks of profiles.
/// @param has_fields  its items have derived fields
static char *pack_begin(random_source *r, bool has_fields)
{
    may_state_fields = has_fields;
    static buffer b;
    char *folder = folder_new();
    b.length = 0;
    buffer_add(&b, "%s%s", has_fields ? type_with_fields : type_without_fields, vocabulary);
    if (random_below(r, 2) == 0) {
        buffer_add(&b, "checks:\n");
        for (size_t i = 0; i < 3; i++) {
            buffer_add(&b, "  - id: k%zu\n    because: x\n    when: '", i);
            add_condition(&b, r, 0, false, 2);
            buffer_add(&b, "'\n");
        }
    }
    free(file_make(folder, "pack.yaml", "advise: 1\npack: random\nversion: 1.0.0\ntitle: Random\n"));
    free(file_make(folder, "vocabulary.yaml", b.text));
    return folder;
}

/// Says what a recommendation is a part of, and which group it shares: the first half of all are wholes.
static void add_belonging(buffer *b, random_source *r, size_t index, size_t count)
{
    const size_t wholes = count / 2;
    size_t whole = wholes; // none
    if (index >= wholes && random_below(r, 2) == 0) {
        whole = (size_t)random_below(r, wholes);
        buffer_add(b, ", part_of: r%zu", whole);
    }
    if (random_below(r, 3) == 0)
        buffer_add(b, ", group: g%zu", whole); // so alternatives are parts of the same whole
}

char *random_pack(random_source *r)
{
    static buffer b;
    const bool has_fields = random_below(r, 2) == 0;
    dated = false; // checks of profiles, which pack_begin makes, see constants too, but not in every pack
    char *folder = pack_begin(r, has_fields);
    dated = true;
    const bool has_entries = random_below(r, 2) == 0;
    b.length = 0;
    buffer_add(&b, "recommendations:\n");
    for (size_t i = 0; i < RECOMMENDATIONS; i++) {
        const bool is_computed = random_below(r, 3) == 0;
        if (is_computed)
            buffer_add(&b, "  - {id: r%zu, title: T, priority: '%s', priority_range: [%s]", i,
                       i == 0 ? ONE_OF(r, "item.size", "n0", "item.size + n1")
                              : ONE_OF(r, "n0", "i0", "d2 + n1", "if b0 then 40 else n1",
                                       "total of(items.size)", "if s1 = null then 1 else 3"),
                       ONE_OF(r, "0, 3", "-1, 2.5", "0, 100"));
        else
            buffer_add(&b, "  - {id: r%zu, title: T, priority: %d", i, 1 + (int)random_below(r, 3) * 30);
        buffer_add(&b, "%s%s", i == 0 ? ", about: item" : "",
                   i == 3 && random_below(r, 2) == 0 ? ", excludes: [r4, r0]" : "");
        if (has_entries)
            add_belonging(&b, r, i, RECOMMENDATIONS);
        buffer_add(&b, "}\n");
    }
    free(file_make(folder, "recommendations.yaml", b.text));
    b.length = 0;
    buffer_add(&b,
               "constants:\n  - {name: three, expression: '3'}\n"
               "  - {name: limit, values: [{from: 2025-01-01, value: '1'}, {from: 2026-01-01, value: '2'},"
               " {from: 2026-06-01, value: '2.5'}]}\n  - {name: twice, expression: limit * 2}\n"
               "  - {name: tested, expression: over(2)}\n  - {name: least, expression: fixed(2)}\n"
               "functions:\n  - {name: over, parameters: [{name: x, type: number}], body: x > limit}\n"
               "  - {name: through, parameters: [{name: x}], body: 'ask0(x, \"a\")'}\nrules:\n");
    size_t id = 0;
    for (int i = 0; i < 3; i++)
        add_concluding(&b, r, id++, "d0", ONE_OF(r, "true", "false", "b0"), 0);
    for (int i = 0; i < 3; i++)
        add_concluding(&b, r, id++, "d1", ONE_OF(r, "\"p\"", "\"q\"", "null", "s1"), 1);
    for (int i = 0; i < 2; i++)
        add_concluding(&b, r, id++, "d2", ONE_OF(r, "1", "2", "n0"), 1);
    for (int i = 0; i < 2; i++)
        add_concluding(&b, r, id++, "d3", ONE_OF(r, "1", "2"), 1);
    for (int i = 0; i < 2; i++)
        add_concluding(&b, r, id++, "d4", ONE_OF(r, "1", "n1"), 1);
    for (int i = 0; i < 2; i++)
        add_concluding(&b, r, id++, "d6", ONE_OF(r, "1", "i0", "n0", "i0 / 2"), 1);
    if (has_fields)
        add_fields(&b, r);
    size_t rules = 4 + random_below(r, 12);
    for (size_t i = 0; i < rules; i++) {
        buffer_add(&b, "  - id: e%zu\n", i);
        bool in_loop = add_loop(&b, r);
        if (random_below(r, 10) > 0) {
            buffer_add(&b, "    when: '");
            add_condition(&b, r, has_fields ? 4 : 2, in_loop, 3);
            buffer_add(&b, "'\n");
        }
        if (random_below(r, 8) > 0)
            buffer_add(&b, "    certainty: '%s'\n",
                       ONE_OF(r, "0.5", "0.25", "-0.3", "-0.9", "1", "0.1", "if n0 > 1 then 0.5 else null"));
        buffer_add(&b, "    recommend: r%llu\n    because: x\n",
                   in_loop && random_below(r, 2) == 0
                       ? 0ULL
                       : 1ULL + (unsigned long long)random_below(r, RECOMMENDATIONS - 1));
        add_period(&b, r);
    }
    // Many comparisons of one fact.
    size_t steps = random_below(r, 2) == 0 ? 24 : 0;
    for (size_t i = 0; i < steps; i++)
        buffer_add(
            &b, "  - {id: s%zu, when: 'n1 %s %s%zu.%zu', recommend: r%zu, certainty: '%s', because: x}\n", i,
            ONE_OF(r, "=", "!=", "<", "<=", ">", ">="), i < 6 ? "-" : "", i / 4, i % 4 == 2 ? (size_t)5 : 0,
            1 + (size_t)random_below(r, RECOMMENDATIONS - 1), ONE_OF(r, "0.5", "0.05", "0.3", "-0.2"));
    buffer_add(
        &b,
        "tables:\n  - id: fixed\n    parameters: [{name: x, type: number}]\n    inputs: [{expression: x > "
        "limit}]\n"
        "    outputs: [{name: z}]\n    rows: [{in: ['true'], out: ['0'], until: 2025-12-31}, {in: ['true'], "
        "out: ['2'], from: 2026-01-01}, {in: ['false'], out: ['1']}]\n");
    add_called_tables(&b, r, has_fields);
    add_table(&b, r, "t0", "conclude: d5", "name: d5");
    if (has_fields)
        add_table(&b, r, "t2", "for: item in items\n    conclude: item.f4", "name: f4");
    if (random_below(r, 2) == 0)
        add_table(&b, r, "t1", "recommend: r5", "name: certainty");
    free(file_make(folder, "rules.yaml", b.text));
    return folder;
}

char *random_wide_pack(random_source *r)
{
    dated = false;
    enum { WIDE_RULES = 300, WIDE_RECOMMENDATIONS = 90 };
    static buffer b;
    char *folder = pack_begin(r, random_below(r, 2) == 0);
    const bool has_entries = random_below(r, 3) == 0;
    const bool has_rivals = random_below(r, 3) == 0;
    b.length = 0;
    buffer_add(&b, "recommendations:\n");
    for (size_t i = 0; i < WIDE_RECOMMENDATIONS; i++) {
        buffer_add(&b, "  - {id: r%zu, title: T, priority: %d", i, 10 + 20 * (int)random_below(r, 4));
        if (has_entries)
            add_belonging(&b, r, i, WIDE_RECOMMENDATIONS);
        if (has_rivals && random_below(r, 8) == 0)
            buffer_add(&b, ", excludes: [r%zu]",
                       (i + 1 + (size_t)random_below(r, WIDE_RECOMMENDATIONS - 1)) % WIDE_RECOMMENDATIONS);
        buffer_add(&b, "}\n");
    }
    free(file_make(folder, "recommendations.yaml", b.text));
    b.length = 0;
    buffer_add(&b, "constants:\n  - {name: three, expression: '3'}\nrules:\n");
    for (size_t i = 0; i < WIDE_RULES; i++) {
        buffer_add(&b, "  - {id: e%zu, when: '", i);
        for (uint64_t atoms = 2 + random_below(r, 2); atoms > 0; atoms--) {
            add_atom(&b, r, 0, false);
            buffer_add(&b, "%s", atoms > 1 ? " and " : "");
        }
        buffer_add(&b, "', recommend: r%d, certainty: '%s', because: x}\n",
                   (int)random_below(r, WIDE_RECOMMENDATIONS),
                   random_below(r, 20) == 0 ? "-0.3" : ONE_OF(r, "0.5", "0.25", "0.75", "0.9", "1"));
    }
    free(file_make(folder, "rules.yaml", b.text));
    return folder;
}

static void add_key(buffer *b, random_source *r, const char *key)
{
    buffer_add(b, "%s\"%s\"%s:%s", b->length > 1 ? (random_below(r, 2) == 0 ? "," : ", ") : "", key,
               random_below(r, 9) == 0 ? " " : "", random_below(r, 2) == 0 ? " " : "");
}

typedef struct choice {
    const char *key;
    const char *values[12];
} choice;

/// What a profile may say of the items if they have derived fields.
static const choice items_with_fields = {
    "items",
    {"[]", "[{\"title\":\"A\",\"size\":1}]",
     "[{\"title\": \"A\", \"size\": 2, \"kind\": \"k\"}, {\"title\": \"B\", \"size\": 3, \"kind\": \"m\"}]",
     "[{\"title\": \"A\"}, {\"size\": 3}, {\"kind\": \"k\", \"title\": \"C\"}]", "null", "[{}, null]",
     "[{\"tags\": [\"x\", \"a\"], \"kind\": \"a\"}, {\"tags\": []}, {\"size\": 1, \"tags\": [\"zz\"]}]",
     "[{\"tags\": [\"k\", null]}, {\"tags\": [\"D\", \"zz\", \"b\"], \"title\": \"D\"}]",
     "[{\"title\": \"A\", \"f0\": true, \"f1\": 3}, {\"title\": \"B\", \"size\": 2, \"f0\": false}]",
     "[{\"f1\": null, \"size\": 2}, {\"title\": \"D\", \"f2\": [], \"f3\": \"p\"}]",
     "[{\"title\": \"A\", \"size\": 2}, {\"title\": \"A\", \"size\": 2, \"kind\": \"k\"}, {\"f4\": 1}]"}};

/// What a profile may say of each fact.
static const choice choices[] = {
    {"n0",
     {"0", "1", "2", "2.5", "3", "-1", "1000000000000000000000.1", "1000000000000000000000.2", "null",
      "2.50000000000000000001", "1e0", "0.00"}},
    {"n1", {"0", "1", "2", "2.50", "3", "-1", "-0", "null", "123456789012345", "1234567890123456", "2"}},
    {"s0", {"\"a\"", "\"b\"", "\"c\"", "null", "\"\\u0061\""}},
    {"s1", {"\"a\"", "\"zz\"", "\"ab\"", "\"\"", "\"z\\u007a\"", "\"\\ud83d\\ude00\"", "\"\xC3\xA9\""}},
    {"b0", {"true", "false", "null"}},
    {"b1", {"true", "false"}},
    {"l0", {"[]", "[\"x\"]", "[ \"x\" , \"y\"]", "[\"q\"]", "[null,\"z\"]", "[\"\\u0078\"]"}},
    {"items",
     {"[]", "[{\"title\":\"A\",\"size\":1}]",
      "[{\"title\": \"A\", \"size\": 2, \"kind\": \"k\"}, {\"title\": \"B\", \"size\": 3, \"kind\": \"m\"}]",
      "[{\"title\": \"A\"}, {\"size\": 3}, {\"kind\": \"k\", \"title\": \"C\"}]", "null", "[{}, null]",
      "[{\"tags\": [\"x\", \"a\"], \"kind\": \"a\"}, {\"tags\": []}, {\"size\": 1, \"tags\": [\"zz\"]}]",
      "[{\"tags\": [\"k\", null]}, {\"tags\": [\"D\", \"zz\", \"b\"], \"title\": \"D\"}]"}},
    {"day", {"\"2025-12-31\"", "\"2026-02-01\""}},
    {"i0", {"0", "1", "2", "3", "-2", "2.0", "1e0", "null"}},
    {"i1", {"0", "1", "2", "-5", "1000000000000000000000", "null"}},
    {"d0", {"true", "null", "null", "null"}},
    {"d1", {"\"p\"", "null", "null", "null", "null"}},
};

/// What no profile may say, though it looks much like one.
static const choice faults_of[] = {
    {"n0", {"01", "1.", "\"1\"", ".5", "+1", "1e", "-", "true", "[1]", "0x1", "Infinity"}},
    {"i0", {"1.5", "-3", "15e-1", "\"1\"", "1000000000000000000000.5"}},
    {"i1", {"0.5", "5e-1", "1000000000000000000000.1", "true"}},
    {"s0", {"\"d\"", "\"a", "a", "1", "\"a\" \"b\"", "\"\\q\"", "[\"a\"]"}},
    {"s1", {"\"\\ud800\"", "\"\\u0000\"", "\"\xFF\"", "\"\t\"", "\"\\\"", "{}"}},
    {"b0", {"\"yes\"", "tru", "truex", "0", "nul"}},
    {"l0", {"[\"x\",]", "[,]", "[\"x\" \"y\"]", "\"x\"", "[", "[[\"x\"]]"}},
    {"items", {"[{\"title\":\"A\",\"title\":\"B\"}]", "[{\"nope\":1}]", "{}", "[1]", "[{]"}},
    {"day", {"\"2025-13-31\"", "20250101", "\"soon\""}},
    {"zz", {"1"}},
    {"not_known",
     {"[\"n0\"]", "[\"n0\", \"items\"]", "[]", "null", "[\"n0\", \"n0\"]", "[\"d0\"]", "\"n0\"", "[null]"}},
};

static void add_choice(buffer *b, random_source *r, const choice *c)
{
    size_t count = 0;
    while (count < 12 && c->values[count] != NULL)
        count++;
    add_key(b, r, c->key);
    buffer_add(b, "%s", c->values[random_below(r, count)]);
}

void random_profile(buffer *b, random_source *r, unsigned faults)
{
    enum { CHOICES = sizeof choices / sizeof *choices, FAULTS = sizeof faults_of / sizeof *faults_of };
    size_t start = random_below(r, 4) == 0 ? (size_t)random_below(r, CHOICES) : 0;
    size_t fault = faults > 0 && random_below(r, faults) == 0 ? (size_t)random_below(r, FAULTS) : FAULTS;
    b->length = 0;
    buffer_add(b, "{");
    for (size_t i = 0; i < CHOICES; i++) {
        const choice *c = &choices[(start + i) % CHOICES];
        if (fault < FAULTS && strcmp(faults_of[fault].key, c->key) == 0)
            continue;
        if (random_below(r, 4) > 0)
            add_choice(b, r, may_state_fields && strcmp(c->key, "items") == 0 ? &items_with_fields : c);
    }
    if (fault < FAULTS)
        add_choice(b, r, &faults_of[fault]);
    buffer_add(b, "}");
    if (faults > 0 && random_below(r, 4 * faults) == 0)
        b->text[random_below(r, b->length)] = "}{\",:[]x"[random_below(r, 8)];
}
