// Rules over lists at random: two types of records, quantifiers within quantifiers, joins, counts with bounds, sums, functions.
#include "random_lists.h"

#include "files.h"

#include <stdlib.h>
#include <string.h>

static const char vocabulary[] =
    "types:\n"
    "  - {name: job, key: title, fields: [{name: title, type: string}, {name: pay, type: number},"
    " {name: kind, type: string, allowed: '\"k\", \"m\", \"p\"'}, {name: done, type: boolean},"
    " {name: tags, type: list, of: string}, {name: note, type: text}, {name: since, type: date}]}\n"
    "  - {name: tool, key: name, fields: [{name: name, type: string}, {name: cost, type: number},"
    " {name: kind, type: string}, {name: owned, type: boolean}]}\n"
    "facts:\n"
    "  - {name: n0, type: number}\n  - {name: n1, type: number}\n"
    "  - {name: s0, type: string, allowed: '\"k\", \"m\", \"p\"'}\n  - {name: s1, type: string}\n"
    "  - {name: b0, type: boolean}\n  - {name: b1, type: boolean}\n"
    "  - {name: l0, type: list, of: string}\n"
    "  - {name: jobs, type: list, of: job}\n"
    "  - {name: tools, type: list, of: tool}\n"
    "  - {name: others, type: list, of: job}\n"
    "  - {name: d0, type: boolean, derived: true, hit_policy: first, default: false}\n"
    "  - {name: d1, type: string, derived: true, hit_policy: first}\n"
    "  - {name: d2, type: number, derived: true, hit_policy: first}\n"
    "  - {name: d3, type: number, derived: true, hit_policy: first}\n"
    "  - {name: d4, type: list, of: string, derived: true, hit_policy: collect}\n"
    "  - {name: d5, type: list, of: string, derived: true, hit_policy: first}\n"
    "  - {name: d6, type: string, derived: true, hit_policy: any, default: '\"m\"'}\n"
    "  - {name: d7, type: number, derived: true, hit_policy: unique}\n"
    "  - {name: d8, type: integer, derived: true, hit_policy: first}\n";

/// Records that conditions may be about: variables by name, and which lists are run over around them.
typedef struct place_in_rule {
    const char *job, *tool; ///< NULL: there is none
    unsigned level;         ///< derived facts up to it may be read
    unsigned loops;         ///< how many more quantifiers may be nested
} place_in_rule;

static void add_condition(buffer *b, random_source *r, place_in_rule at, unsigned depth);

static const char *comparison(random_source *r)
{
    return ONE_OF(r, "=", "!=", "<", "<=", ">", ">=");
}

static void add_number(buffer *b, random_source *r, place_in_rule at)
{
    switch (random_below(r, 11)) {
    case 0:
        buffer_add(b, "%s",
                   at.level > 5   ? ONE_OF(r, "d2", "d3", "d7")
                   : at.level > 2 ? ONE_OF(r, "d2", "d3")
                                  : "n1");
        break;
    case 1:
        buffer_add(b, "%s", at.job != NULL ? at.job : "n0");
        buffer_add(b, "%s", at.job != NULL ? ".pay" : "");
        break;
    case 2:
        buffer_add(b, "%s", at.tool != NULL ? at.tool : "n1");
        buffer_add(b, "%s", at.tool != NULL ? ".cost" : "");
        break;
    case 3: buffer_add(b, "count(%s)", ONE_OF(r, "jobs", "tools", "jobs[done]", "tools[cost > n0]")); break;
    case 4: buffer_add(b, "n0"); break;
    case 5:
        buffer_add(b, "decimal(%s%s / %s, %s)", at.job != NULL ? at.job : "sum(jobs[done]",
                   at.job != NULL ? ".pay" : ".pay)",
                   ONE_OF(r, "n1", "3", "count(jobs)", at.level > 2 ? "d2" : "n0"),
                   ONE_OF(r, "0", "1", "2", "6"));
        break;
    case 6:
        buffer_add(b, "(%s%s %s %s)",
                   at.job != NULL    ? at.job
                   : at.tool != NULL ? at.tool
                                     : "n0",
                   at.job != NULL    ? ".pay"
                   : at.tool != NULL ? ".cost"
                                     : "",
                   ONE_OF(r, "+", "-", "*"), ONE_OF(r, "n1", "2.5", "count(tools)", "n0 * 3", "n1 - 0.001"));
        break;
    default: buffer_add(b, "%s", ONE_OF(r, "0", "1", "2", "2.5", "three", "1000000000000000000000.1")); break;
    }
}

static void add_text(buffer *b, random_source *r, place_in_rule at)
{
    switch (random_below(r, 7)) {
    case 0: buffer_add(b, "%s%s", at.job != NULL ? at.job : "s0", at.job != NULL ? ".kind" : ""); break;
    case 1: buffer_add(b, "%s%s", at.tool != NULL ? at.tool : "s1", at.tool != NULL ? ".name" : ""); break;
    case 2: buffer_add(b, "%s%s", at.job != NULL ? at.job : "s1", at.job != NULL ? ".title" : ""); break;
    case 3: buffer_add(b, "%s", at.level > 5 ? ONE_OF(r, "d1", "d6") : at.level > 1 ? "d1" : "s0"); break;
    case 4: buffer_add(b, "%s", ONE_OF(r, "s0", "s1")); break;
    default: buffer_add(b, "\"%s\"", ONE_OF(r, "k", "m", "p")); break;
    }
}

/// What a filter asks of jobs, or of tools.
static void add_filter(buffer *b, random_source *r, bool of_jobs)
{
    if (of_jobs)
        buffer_add(b, "%s",
                   ONE_OF(r, "done", "pay > 1", "kind = \"k\"", "kind = s0", "done = null or done",
                          "pay > n0", "kind in (\"k\", \"m\") and pay != null", "list contains(tags, s1)",
                          "title = s1", "not(done) or pay <= three", "item.pay >= 2", "b0", "b0 and done",
                          "1", "paid(item)"));
    else
        buffer_add(b, "%s",
                   ONE_OF(r, "owned", "cost > 1", "kind = \"k\"", "kind = s0", "cost >= n1", "name = s1",
                          "owned != null and cost < 3", "not(owned)", "b1 or owned", "cost in [1..2]"));
}

static void add_list(buffer *b, random_source *r, bool of_jobs)
{
    buffer_add(b, "%s", of_jobs ? ONE_OF(r, "jobs", "jobs", "jobs", "others") : "tools");
    for (uint64_t filters = random_below(r, 3); filters > 0; filters--) {
        buffer_add(b, "[");
        add_filter(b, r, of_jobs);
        buffer_add(b, "]");
    }
}

static void add_quantified(buffer *b, random_source *r, place_in_rule at, unsigned depth)
{
    const bool of_jobs = random_below(r, 2) == 0;
    place_in_rule inner = at;
    const char *name = of_jobs ? (at.loops > 1 ? "x" : "xx") : (at.loops > 1 ? "y" : "yy");
    inner.loops--;
    if (of_jobs)
        inner.job = name;
    else
        inner.tool = name;
    buffer_add(b, "(%s %s in ", ONE_OF(r, "some", "every"), name);
    add_list(b, r, of_jobs);
    buffer_add(b, " satisfies ");
    add_condition(b, r, inner, depth > 0 ? depth - 1 : 0);
    buffer_add(b, ")");
}

static void add_aggregate(buffer *b, random_source *r, place_in_rule at)
{
    const bool of_jobs = random_below(r, 2) == 0;
    switch (random_below(r, 5)) {
    case 0:
        buffer_add(b, "sum(");
        add_list(b, r, of_jobs);
        buffer_add(b, "%s) ", of_jobs ? ".pay" : ".cost");
        break;
    case 2: buffer_add(b, "count(%s) ", at.level > 4 ? "d5" : "l0"); break;
    case 1: buffer_add(b, "count(jobs[kind = \"k\"]) / count(jobs) %s 0.5", ONE_OF(r, ">=", "<")); return;
    default:
        buffer_add(b, "count(");
        add_list(b, r, of_jobs);
        buffer_add(b, ") ");
        break;
    }
    buffer_add(b, "%s ", comparison(r));
    add_number(b, r, at);
}

static void add_about_job(buffer *b, random_source *r, const char *job)
{
    switch (random_below(r, 10)) {
    case 0: buffer_add(b, "%s.done", job); break;
    case 1: buffer_add(b, "%s.kind = \"%s\"", job, ONE_OF(r, "k", "m")); break;
    case 2:
        buffer_add(b, "%s.%s %s null", job, ONE_OF(r, "pay", "kind", "done", "tags", "title"),
                   ONE_OF(r, "=", "!="));
        break;
    case 3: buffer_add(b, "list contains(%s.tags, %s)", job, ONE_OF(r, "s1", "\"x\"", "s0")); break;
    case 4: buffer_add(b, "%s.kind in (\"k\", \"p\")", job); break;
    case 5: buffer_add(b, "paid(%s)", job); break;
    case 6: buffer_add(b, "fits(%s, %s)", job, ONE_OF(r, "s0", "\"k\"", "s1")); break;
    case 7: buffer_add(b, "%s(%s.note, \"go+d\")", ONE_OF(r, "matches", "contains"), job); break;
    case 8: buffer_add(b, "contains(%s.note, %s.title)", job, job); break;
    default: buffer_add(b, "%s.pay between 1 and n0", job); break;
    }
}

static void add_atom(buffer *b, random_source *r, place_in_rule at, unsigned depth)
{
    switch (random_below(r, 12)) {
    case 0:
    case 1:
        add_number(b, r, at);
        buffer_add(b, " %s ", comparison(r));
        add_number(b, r, at);
        break;
    case 2:
        add_text(b, r, at);
        buffer_add(b, " %s ", ONE_OF(r, "=", "!="));
        add_text(b, r, at);
        break;
    case 3: buffer_add(b, "%s", ONE_OF(r, "b0", "b1", "b0 = b1", "not(b1)")); break;
    case 4:
        buffer_add(b, "list contains(%s, ",
                   at.level > 4   ? ONE_OF(r, "l0", "d4", "d5")
                   : at.level > 3 ? "d4"
                                  : "l0");
        add_text(b, r, at);
        buffer_add(b, ")");
        break;
    case 5:
        buffer_add(b, "%s %s null",
                   at.level > 4 ? ONE_OF(r, "d5", "d1") : ONE_OF(r, "n0", "jobs", "tools", "l0", "s1", "b1"),
                   ONE_OF(r, "=", "!="));
        break;
    case 6:
        buffer_add(b, "%s",
                   at.level > 7 && random_below(r, 3) == 0
                       ? ONE_OF(r, "d8 >= 2", "d8 = null", "d8 + n0 > 3", "d8 < 1", "decimal(d8 / 3, 1) > n1")
                   : at.level > 0 ? "d0"
                                  : "b0");
        break;
    case 7: add_aggregate(b, r, at); break;
    case 8:
    case 9:
        if (at.loops > 0)
            add_quantified(b, r, at, depth);
        else
            buffer_add(b, "b1");
        break;
    default:
        if (at.job != NULL && at.tool != NULL && random_below(r, 5) == 0)
            buffer_add(b, "contains(lower case(%s.title), lower case(%s.name))", at.job, at.tool);
        else if (at.job != NULL && random_below(r, 3) > 0)
            add_about_job(b, r, at.job);
        else if (at.tool != NULL)
            buffer_add(b, "%s.%s", at.tool,
                       ONE_OF(r, "owned", "kind = \"k\"", "cost > 1", "kind != null", "name = s1"));
        else
            buffer_add(b, "b0");
    }
}

static void add_condition(buffer *b, random_source *r, place_in_rule at, unsigned depth)
{
    const uint64_t kind = depth == 0 ? 0 : random_below(r, 7);
    if (kind <= 2) {
        add_atom(b, r, at, depth);
    } else if (kind == 3) {
        buffer_add(b, "not(");
        add_condition(b, r, at, depth - 1);
        buffer_add(b, ")");
    } else if (kind == 4) {
        buffer_add(b, "(if ");
        add_condition(b, r, at, depth - 1);
        buffer_add(b, " then ");
        add_condition(b, r, at, depth - 1);
        buffer_add(b, " else ");
        add_condition(b, r, at, depth - 1);
        buffer_add(b, ")");
    } else {
        for (uint64_t i = 0, count = 2 + random_below(r, 2); i < count; i++) {
            buffer_add(b, "%s(", i == 0 ? "" : kind == 5 ? " and " : " or ");
            add_condition(b, r, at, depth - 1);
            buffer_add(b, ")");
        }
    }
}

/// What a rule runs over; gives what its condition may be about.
static place_in_rule add_loop(buffer *b, random_source *r, place_in_rule at)
{
    buffer_add(b, "    for: '");
    switch (random_below(r, 8)) {
    case 0:
    case 1:
    case 2:
        at.job = "job";
        buffer_add(b, "job in ");
        add_list(b, r, true);
        break;
    case 3:
    case 4:
        at.tool = "tool";
        buffer_add(b, "tool in ");
        add_list(b, r, false);
        break;
    case 5:
    case 6:
        at.job = "job";
        at.tool = "tool";
        buffer_add(b, "job in ");
        add_list(b, r, true);
        buffer_add(b, ", tool in %s", ONE_OF(r, "tools", "tools[kind = job.kind]", "tools[owned]"));
        break;
    default:
        at.job = ONE_OF(r, "job", "other");
        buffer_add(b, "job in jobs, other in %s", ONE_OF(r, "jobs", "others", "jobs[pay > job.pay]"));
    }
    buffer_add(b, "'\n");
    return at;
}

static void add_concluding(buffer *b, random_source *r, size_t id, const char *target, const char *value,
                           unsigned level)
{
    buffer_add(b, "  - id: c%zu\n    when: '", id);
    add_condition(b, r, (place_in_rule){.level = level, .loops = 2}, 2);
    buffer_add(b, "'\n    conclude: %s\n    value: '%s'\n    because: x\n", target, value);
}

/// A rule that concludes the list of what some records have in a field.
static void add_listing_rule(buffer *b, random_source *r, size_t id)
{
    const bool of_jobs = random_below(r, 3) > 0;
    buffer_add(b, "  - id: c%zu\n    when: '", id);
    add_condition(b, r, (place_in_rule){.level = 4, .loops = 2}, 2);
    buffer_add(b, "'\n    conclude: d5\n    because: x\n    value: '");
    if (random_below(r, 4) == 0) {
        buffer_add(b, "%s'\n", ONE_OF(r, "l0", "[\"k\"]", "[]", "[\"k\", s1]"));
        return;
    }
    buffer_add(b, "for x in ");
    add_list(b, r, of_jobs);
    buffer_add(b, " return x.%s'\n", of_jobs ? ONE_OF(r, "title", "kind") : "name");
}

static void add_recommending(buffer *b, random_source *r, size_t id)
{
    place_in_rule at = {.level = 9, .loops = 2};
    buffer_add(b, "  - id: e%zu\n", id);
    if (random_below(r, 5) > 0)
        at = add_loop(b, r, at);
    if (random_below(r, 10) > 0) {
        buffer_add(b, "    when: '");
        add_condition(b, r, at, 3);
        buffer_add(b, "'\n");
    }
    if (random_below(r, 8) > 0)
        buffer_add(b, "    certainty: '%s'\n",
                   ONE_OF(r, "0.5", "0.25", "-0.3", "-0.9", "0.1", "0.7", "if n0 > 1 then 0.5 else 0.3"));
    const bool of_job = at.job != NULL && strcmp(at.job, "job") == 0;
    const uint64_t plain = 2 + random_below(r, 3);
    const uint64_t target = random_below(r, 4) == 0 ? plain : of_job ? 0 : at.tool != NULL ? 1 : plain;
    buffer_add(b, "    recommend: r%llu\n    because: x\n", (unsigned long long)target);
}

char *random_list_pack(random_source *r)
{
    static buffer b;
    char *folder = folder_new();
    free(file_make(folder, "pack.yaml", "advise: 1\npack: random\nversion: 1.0.0\ntitle: Random\n"));
    free(file_make(folder, "vocabulary.yaml", vocabulary));
    b.length = 0;
    buffer_add(&b, "recommendations:\n");
    for (size_t i = 0; i < 5; i++)
        buffer_add(&b, "  - {id: r%zu, title: T, priority: %d%s}\n", i, 1 + (int)random_below(r, 3) * 30,
                   i == 0   ? ", about: job"
                   : i == 1 ? ", about: tool"
                            : "");
    free(file_make(folder, "recommendations.yaml", b.text));
    b.length = 0;
    buffer_add(
        &b, "constants:\n  - {name: three, expression: '3'}\n"
            "functions:\n  - {name: paid, parameters: [{name: job, type: job}], result: boolean,"
            " body: 'job.pay > 1 and (job.done = null or job.done)'}\n"
            "  - {name: fits, parameters: [{name: job, type: job}, {name: field, type: string}],"
            " result: boolean, body: 'if job.kind = \"k\" then list contains(job.tags, field) else job.kind "
            "= field'}\n"
            "rules:\n");
    size_t id = 0;
    for (int i = 0; i < 3; i++)
        add_concluding(&b, r, id++, "d0", ONE_OF(r, "true", "false", "b0"), 0);
    for (int i = 0; i < 3; i++)
        add_concluding(&b, r, id++, "d1", ONE_OF(r, "\"k\"", "\"m\"", "null", "s1"), 1);
    for (int i = 0; i < 2; i++)
        add_concluding(&b, r, id++, "d2",
                       ONE_OF(r, "1", "n0", "sum(jobs.pay)", "count(tools[cost > 1])",
                              "sum(tools[owned].cost)", "decimal(count(jobs[done]) / count(jobs), 2)"),
                       2);
    for (int i = 0; i < 2; i++)
        add_concluding(&b, r, id++, "d3",
                       ONE_OF(r, "1", "2", "d2", "count(jobs) / 3", "n0 * 2 - 1", "n0 + n1"), 2);
    for (int i = 0; i < 2; i++)
        add_concluding(&b, r, id++, "d4", ONE_OF(r, "\"k\"", "s1", "\"zz\""), 3);
    for (int i = 0; i < 3; i++)
        add_listing_rule(&b, r, id++);
    for (int i = 0; i < 3; i++)
        add_concluding(&b, r, id++, "d6", ONE_OF(r, "\"k\"", "\"m\"", "\"k\"", "s0", "null"), 5);
    for (int i = 0; i < 2; i++)
        add_concluding(&b, r, id++, "d7",
                       ONE_OF(r, "1", "2", "decimal(n0 / n1, 2)", "decimal(d2 / count(jobs), 1)", "n1",
                              "decimal(sum(jobs.pay) / sum(tools.cost), 3)"),
                       5);
    for (int i = 0; i < 2; i++)
        add_concluding(&b, r, id++, "d8",
                       ONE_OF(r, "count(jobs) / 2", "n0", "decimal(n0 / n1, 1)", "sum(jobs.pay)", "n0 * n1",
                              "count(l0)", "2"),
                       5);
    for (size_t i = 0, rules = 6 + random_below(r, 14); i < rules; i++)
        add_recommending(&b, r, i);
    for (size_t i = 0; i < 5; i++) // each is recommended
        buffer_add(&b, "  - {id: z%zu, %swhen: b1, recommend: r%zu, certainty: '0.1', because: x}\n", i,
                   i == 0   ? "for: job in jobs, "
                   : i == 1 ? "for: tool in tools, "
                            : "",
                   i);
    free(file_make(folder, "rules.yaml", b.text));
    return folder;
}

// --- profiles ---

static void begin_key(buffer *b, const char *key)
{
    buffer_add(b, "%s\"%s\": ", b->text[b->length - 1] == '{' || b->text[b->length - 1] == '[' ? "" : ", ",
               key);
}

static void add_job(buffer *b, random_source *r)
{
    buffer_add(b, "{");
    if (random_below(r, 4) > 0) {
        begin_key(b, "title");
        buffer_add(b, "\"%s\"", ONE_OF(r, "A", "B", "k", "zz", "a longer title than most"));
    }
    if (random_below(r, 3) > 0) {
        begin_key(b, "pay");
        buffer_add(b, "%s",
                   ONE_OF(r, "0", "1", "2", "2.5", "3", "-1", "0.001", "1.2345", "123456789012.5",
                          random_below(r, 9) == 0 ? "1000000000000000000000.1" : "4"));
    }
    if (random_below(r, 3) > 0) {
        begin_key(b, "kind");
        buffer_add(b, "\"%s\"", ONE_OF(r, "k", "m", "p"));
    }
    if (random_below(r, 2) > 0) {
        begin_key(b, "done");
        buffer_add(b, "%s", ONE_OF(r, "true", "false", "null"));
    }
    if (random_below(r, 2) > 0) {
        begin_key(b, "tags");
        buffer_add(b, "%s",
                   ONE_OF(r, "[]", "[\"x\"]", "[\"x\", \"k\"]", "[\"zz\", \"m\", \"B\"]",
                          random_below(r, 6) == 0 ? "[null, \"x\"]" : "[\"q\"]"));
    }
    if (random_below(r, 3) == 0) {
        begin_key(b, "note");
        buffer_add(b, "\"%s\"", ONE_OF(r, "good", "bad", "so goood"));
    }
    buffer_add(b, "}");
}

static void add_tool(buffer *b, random_source *r)
{
    buffer_add(b, "{");
    if (random_below(r, 4) > 0) {
        begin_key(b, "name");
        buffer_add(b, "\"%s\"", ONE_OF(r, "A", "B", "k", "zz"));
    }
    if (random_below(r, 3) > 0) {
        begin_key(b, "cost");
        buffer_add(b, "%s", ONE_OF(r, "0", "1", "2", "2.5", "3"));
    }
    if (random_below(r, 3) > 0) {
        begin_key(b, "kind");
        buffer_add(b, "\"%s\"", ONE_OF(r, "k", "m", "w"));
    }
    if (random_below(r, 2) > 0) {
        begin_key(b, "owned");
        buffer_add(b, "%s", ONE_OF(r, "true", "false"));
    }
    buffer_add(b, "}");
}

/// A list: mostly of a few records, now and then with what is unknown among them, or with very many.
static void add_records(buffer *b, random_source *r, const char *key, bool of_jobs)
{
    if (random_below(r, 6) == 0)
        return;
    begin_key(b, key);
    buffer_add(b, "[");
    const uint64_t kind = random_below(r, 200);
    const uint64_t count = kind == 0 ? 30 + random_below(r, 5) : random_below(r, 5);
    for (uint64_t i = 0; i < count; i++) {
        buffer_add(b, "%s", i > 0 ? ", " : "");
        if (kind < 4 && i == 1)
            buffer_add(b, "null");
        else if (of_jobs)
            add_job(b, r);
        else
            add_tool(b, r);
    }
    buffer_add(b, "]");
}

void random_list_profile(buffer *b, random_source *r)
{
    static const struct {
        const char *key;
        const char *values[8];
    } facts[] = {
        {"n0", {"0", "1", "2", "2.5", "3", "-1", "null", "1"}},
        {"n1", {"0", "1", "2", "3.25", "7", "1e2", "1000000000000000000000.2", "2"}},
        {"s0", {"\"k\"", "\"m\"", "\"p\"", "null", "\"k\"", "\"m\"", "\"p\"", "\"k\""}},
        {"s1", {"\"A\"", "\"B\"", "\"zz\"", "\"x\"", "\"\"", "\"k\"", "null", "\"\\u006b\""}},
        {"b0", {"true", "false", "null", "true", "false", "true", "false", "true"}},
        {"b1", {"true", "false", "true", "false", "true", "false", "true", "false"}},
        {"l0",
         {"[]", "[\"x\"]", "[\"k\", \"A\"]", "[null]", "null", "[\"zz\"]", "[\"m\"]", "[\"B\", \"k\"]"}},
        {"d1", {"\"k\"", "null", "null", "null", "null", "null", "null", "null"}}};
    b->length = 0;
    buffer_add(b, "{");
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (random_below(r, 4) == 0)
            continue;
        begin_key(b, facts[i].key);
        buffer_add(b, "%s", facts[i].values[random_below(r, 8)]);
    }
    add_records(b, r, "jobs", true);
    add_records(b, r, "tools", false);
    add_records(b, r, "others", true);
    // A derived fact, which is left to the full reader once the lists have been read.
    if (random_below(r, 8) == 0) {
        begin_key(b, "d4");
        buffer_add(b, "[\"k\"]");
    }
    buffer_add(b, "}");
}
