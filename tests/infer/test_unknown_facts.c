// The law of unknowns: what a rule does while a fact or a field is unknown, it does for every value that this may have, unless it asks if
// something is stated (`= null`): then inference says that it may change. Tried on packs and
// profiles made at random: one thing is left out, inference runs, and then runs once for each of its values.
#include "files.h"
#include "infer/infer.h"
#include "random.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PACKS = 150, PROFILES = 20, MOST_ITEMS = 3, MOST_VALUES = 8 };

#define ONE_OF(r, ...)                                                                                       \
    ((const char *const[]){                                                                                  \
        __VA_ARGS__})[random_below((r), sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))]

typedef struct text {
    char bytes[1 << 15];
    size_t length;
} text;

__attribute__((format(printf, 2, 3))) static void add(text *t, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int written = vsnprintf(t->bytes + t->length, sizeof t->bytes - t->length, format, arguments);
    va_end(arguments);
    t->length += written > 0 ? (size_t)written : 0;
    assert_true(t->length < sizeof t->bytes);
}

// --- packs ---

static const char vocabulary[] =
    "types:\n"
    "  - {name: item, key: title, fields: [{name: title, type: string, required: true},"
    " {name: size, type: number, allowed: '0, 1, 2, 3'}, {name: kind, type: string, allowed: '\"a\", \"b\", "
    "\"c\"'},"
    " {name: done, type: boolean}, {name: tags, type: list, of: string}]}\n"
    "facts:\n"
    "  - {name: n, type: number, allowed: '0, 1, 2, 3'}\n  - {name: m, type: number, allowed: '0, 1, 2, 3'}\n"
    "  - {name: s, type: string, allowed: '\"a\", \"b\", \"c\"'}\n  - {name: b, type: boolean}\n"
    "  - {name: l, type: list, of: string}\n"
    "  - {name: items, type: list, of: item}\n"
    "  - {name: d0, type: boolean, derived: true, default: false}\n"
    "  - {name: d1, type: string, derived: true, default: '\"p\"'}\n"
    "  - {name: d2, type: number, derived: true, hit_policy: unique, default: 1}\n"
    "  - {name: d3, type: number, derived: true, hit_policy: any}\n"
    "  - {name: d4, type: list, of: number, derived: true, hit_policy: collect, default: '[]'}\n"
    "  - {name: d5, type: number, derived: true}\n";

static void add_condition(text *t, random_source *r, unsigned level, bool in_loop, unsigned depth);

static const char *number(random_source *r, unsigned level, bool in_loop)
{
    if (in_loop && random_below(r, 2) == 0)
        return "item.size";
    return level > 1 && random_below(r, 3) == 0
               ? ONE_OF(r, "d2", "d3", "d5")
               : ONE_OF(r, "n", "m", "2 * n", "n + m", "count(items)", "count(items[kind = \"a\"])",
                        "count(items[done])", "sum(items.size)", "max(items.size)", "items[1].size",
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

static void add_atom(text *t, random_source *r, unsigned level, bool in_loop)
{
    const char *letter = ONE_OF(r, "a", "b", "c", "a");
    const char *digit = ONE_OF(r, "0", "1", "2", "3");
    switch (random_below(r, 25)) {
    case 0:
    case 1:
    case 2:
        add(t, "%s %s %s", number(r, level, in_loop), ONE_OF(r, "=", "!=", "<", "<=", ">", ">="), digit);
        break;
    case 3:
    case 4: add(t, "%s %s \"%s\"", string(r, level, in_loop), ONE_OF(r, "=", "!="), letter); break;
    case 5: add(t, "%s", level > 0 && random_below(r, 2) == 0 ? "d0" : in_loop ? "item.done" : "b"); break;
    case 6: add(t, "%s in (\"%s\", \"b\")", string(r, level, in_loop), letter); break;
    case 7: add(t, "%s in [1..%s]", number(r, level, in_loop), digit); break;
    case 8: add(t, "%s between 1 and %s", number(r, level, in_loop), digit); break;
    case 9: add(t, "%s = %s", number(r, level, in_loop), number(r, level, in_loop)); break;
    case 10: add(t, "list contains(%s, \"%s\")", in_loop ? "item.tags" : "l", ONE_OF(r, "x", "y")); break;
    case 11: add(t, "list contains(l, s)"); break;
    case 12: add(t, "list contains(items[done].kind, \"%s\")", letter); break;
    case 13: add(t, "some x in items satisfies x.kind %s \"%s\"", ONE_OF(r, "=", "!="), letter); break;
    case 14: add(t, "every x in items satisfies x.size %s n", ONE_OF(r, "!=", "<", "=")); break;
    case 15: add(t, "every x in items[kind != \"b\"] satisfies x.done"); break;
    case 16: add(t, "is(s, \"%s\")", letter); break;
    case 17: add(t, "n instance of number"); break;
    case 18: add(t, "(if s = \"a\" then b else n > 1)"); break;
    case 19: add(t, "[n, 1] = [%s, 1]", digit); break;
    case 20: add(t, "{a: s}.a != \"%s\"", letter); break;
    case 21: add(t, "small(%s)", number(r, level, in_loop)); break;
    case 23:
        add(t, "%s %s null",
            in_loop ? ONE_OF(r, "item.kind", "item.size", "n") : ONE_OF(r, "n", "s", "items[1].kind", "d5"),
            ONE_OF(r, "=", "!="));
        break;
    case 22: add(t, "any(for x in items return x.done)"); break;
    default: add(t, "count(items[size > %s]) %s 1", ONE_OF(r, "n", "1"), ONE_OF(r, "<", ">=", "=")); break;
    }
}

static void add_condition(text *t, random_source *r, unsigned level, bool in_loop, unsigned depth)
{
    uint64_t kind = depth == 0 ? 0 : random_below(r, 5);
    if (kind <= 1) {
        add_atom(t, r, level, in_loop);
    } else if (kind == 2) {
        add(t, "not(");
        add_condition(t, r, level, in_loop, depth - 1);
        add(t, ")");
    } else {
        add(t, "(");
        add_condition(t, r, level, in_loop, depth - 1);
        add(t, kind == 3 ? ") and (" : ") or (");
        add_condition(t, r, level, in_loop, depth - 1);
        add(t, ")");
    }
}

static bool add_loop(text *t, random_source *r)
{
    if (random_below(r, 3) > 0)
        return false;
    add(t, "    for: item in %s\n",
        ONE_OF(r, "items", "items", "items[size > 1]", "items[kind != \"a\"]", "items, tag in item.tags"));
    return true;
}

static void add_rule(text *t, random_source *r, const char *id, size_t number_of_rule, unsigned level)
{
    add(t, "  - id: %s%zu\n", id, number_of_rule);
    bool in_loop = add_loop(t, r);
    add(t, "    when: '");
    add_condition(t, r, level, in_loop, 2);
    add(t, "'\n    because: x\n");
}

static void add_table(text *t, random_source *r, const char *id, const char *output)
{
    add(t, "  - id: %s\n    hit_policy: %s\n    because: x\n", id, ONE_OF(r, "unique", "first", "any"));
    add(t, "    %s\n    inputs: [{expression: n}, {expression: s}]\n    rows:\n", output);
    for (int i = 0; i < 3; i++)
        add(t, "      - {in: ['%s', '%s'], out: ['%s']}\n", ONE_OF(r, "< 2", ">= 2", "-", "1", "not(0)"),
            ONE_OF(r, "\"a\"", "not(\"a\")", "-"), ONE_OF(r, "1", "0.25", "0.5"));
}

static void add_concluding(text *t, random_source *r, const char *concluded, size_t number_of_rule,
                           const char *value, unsigned level)
{
    add_rule(t, r, "c", number_of_rule, level);
    add(t, "    conclude: %s\n    value: '%s'\n", concluded, value);
}

/// A pack in a new folder.
static char *make_pack(random_source *r)
{
    static text t;
    char *folder = folder_new();
    free(file_make(folder, "pack.yaml", "advise: 1\npack: random\nversion: 1.0.0\ntitle: Random\n"));
    free(file_make(folder, "vocabulary.yaml", vocabulary));
    free(file_make(
        folder, "recommendations.yaml",
        ONE_OF(r,
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
               "recommendations:\n  - {id: r0, title: T, priority: 15, about: item, part_of: r1}\n"
               "  - {id: r1, title: T, priority: 20, group: g}\n"
               "  - {id: r2, title: T, priority: 30, group: g}\n")));
    t.length = 0;
    add(&t, "functions:\n  - {name: twice, parameters: [{name: x, type: number}], body: '2 * x'}\n"
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
    for (size_t i = 0; i < 12; i++) {
        const size_t before = t.length;
        add_rule(&t, r, "e", i, 2);
        bool in_loop = strstr(t.bytes + before, "for: item") != NULL;
        add(&t, "    recommend: %s\n    certainty: '%s'\n", in_loop ? "r0" : ONE_OF(r, "r1", "r2"),
            ONE_OF(r, "0.5", "-0.3", "0.9", "if n > 1 then 0.5 else 0.25"));
    }
    add(&t, "tables:\n");
    add_table(&t, r, "t0", "conclude: d5\n    outputs: [{name: d5}]");
    add_table(&t, r, "t1", "recommend: r2\n    outputs: [{name: certainty}]");
    free(file_make(folder, "rules.yaml", t.bytes));
    return folder;
}

// --- profiles ---

/// Something that a profile may say, and all that it may say of it.
typedef struct choice {
    const char *key;
    const char *values[MOST_VALUES];
} choice;

static const choice facts[] = {
    {"n", {"0", "1", "2", "3"}},
    {"m", {"0", "1", "2", "3"}},
    {"s", {"\"a\"", "\"b\"", "\"c\""}},
    {"b", {"true", "false"}},
    {"l", {"[]", "[\"x\"]", "[\"y\", \"a\"]", "[\"x\", \"y\"]"}},
};
static const choice fields[] = {
    {"size", {"0", "1", "2", "3"}},
    {"kind", {"\"a\"", "\"b\"", "\"c\""}},
    {"done", {"true", "false"}},
    {"tags", {"[]", "[\"x\"]", "[\"y\"]"}},
};
enum { FACTS = sizeof facts / sizeof *facts, FIELDS = sizeof fields / sizeof *fields };

/// What a profile says: for each thing the number of its value from 1; 0: nothing.
typedef struct person {
    unsigned facts[FACTS];
    unsigned items[MOST_ITEMS][FIELDS];
    size_t item_count;
} person;

static unsigned choices_of(const choice *c)
{
    unsigned count = 0;
    while (count < MOST_VALUES && c->values[count] != NULL)
        count++;
    return count;
}

static unsigned choose(random_source *r, const choice *c)
{
    return random_below(r, 6) == 0 ? 0 : 1 + (unsigned)random_below(r, choices_of(c));
}

static person make_person(random_source *r)
{
    person p = {.item_count = (size_t)random_below(r, MOST_ITEMS + 1)};
    for (size_t i = 0; i < FACTS; i++)
        p.facts[i] = choose(r, &facts[i]);
    for (size_t i = 0; i < p.item_count; i++) {
        for (size_t k = 0; k < FIELDS; k++)
            p.items[i][k] = choose(r, &fields[k]);
    }
    return p;
}

static void write_person(text *t, const person *p)
{
    t->length = 0;
    add(t, "{\"items\": [");
    for (size_t i = 0; i < p->item_count; i++) {
        add(t, "%s{\"title\": \"T%zu\"", i > 0 ? ", " : "", i);
        for (size_t k = 0; k < FIELDS; k++) {
            if (p->items[i][k] > 0)
                add(t, ", \"%s\": %s", fields[k].key, fields[k].values[p->items[i][k] - 1]);
        }
        add(t, "}");
    }
    add(t, "]");
    for (size_t i = 0; i < FACTS; i++) {
        if (p->facts[i] > 0)
            add(t, ", \"%s\": %s", facts[i].key, facts[i].values[p->facts[i] - 1]);
    }
    add(t, "}");
}

// --- what rules do ---

typedef enum act { ACT_HELD, ACT_FIRED, ACT_OPEN } act;

/// What the rules of a pack do for a person: of each rule as a whole, and for each item that it may run over.
typedef struct acts {
    act rule[64][MOST_ITEMS + 1]; ///< the last: rules without items
    double certainty[64][MOST_ITEMS + 1];
    size_t fired[64][MOST_ITEMS + 1];
    char derived[16][64];              ///< as literals; empty: unknown
    bool may_turn[64][MOST_ITEMS + 1]; ///< by what is not stated
    bool may_change[16];               ///< of each of these
} acts;

typedef struct run_job {
    arena *arena;
    const pack *pack;
    const person *person;
    acts *acts;
} run_job;

/// Which item a rule's bindings are about.
static size_t item_of(const rule *which, const feel_value *bindings)
{
    return which->variable_count == 0 || bindings == NULL || bindings[0].kind != FEEL_CONTEXT
               ? MOST_ITEMS
               : bindings[0].as.context->record - 1;
}

static void note_evidence(acts *out, const pack *p, const evidence *e)
{
    size_t item = item_of(&p->rules[e->rule], e->bindings);
    out->rule[e->rule][item] = ACT_FIRED;
    out->certainty[e->rule][item] = e->certainty;
    out->fired[e->rule][item]++;
}

/// Marks what an undetermined or provisional rule is about.
static void note_open(acts *out, const pack *p, const undetermined *u, bool provisional)
{
    size_t item = item_of(&p->rules[u->rule], u->bindings);
    bool all = p->rules[u->rule].variable_count > 0 && item == MOST_ITEMS;
    for (size_t i = 0; i <= MOST_ITEMS; i++) {
        if ((all || i == item) && provisional)
            out->may_turn[u->rule][i] = true;
        else if (all || i == item)
            out->rule[u->rule][i] = ACT_OPEN;
    }
}

static void run(void *argument)
{
    static text t;
    run_job *job = argument;
    acts *out = job->acts;
    *out = (acts){0};
    write_person(&t, job->person);
    source_text source = {.file = SLICE("p"), .text = {t.bytes, t.length}};
    diag_list *diags = diag_list_new(job->arena);
    const profile *read = profile_read(job->arena, job->pack, &source, PROFILE_JSON, NULL, diags);
    assert_non_null(read);
    const inference *of = infer(job->arena, job->pack, read, (feel_clock){0}, 0, diags, (place){0});
    assert_non_null(of);
    for (size_t i = 0; i < of->advice_count; i++) {
        for (size_t k = 0; k < of->advices[i].evidence_count; k++)
            note_evidence(out, job->pack, &of->advices[i].evidence[k]);
    }
    for (size_t i = 0; i < of->undetermined_count; i++)
        note_open(out, job->pack, &of->undetermined[i], false);
    for (size_t i = 0; i < of->provisional_count; i++)
        note_open(out, job->pack, &of->provisional[i], true);
    for (size_t i = 0; i < job->pack->derivation_count; i++) {
        feel_value v = of->values[job->pack->derivation_order[i]];
        slice literal = feel_is_null(v) ? (slice){"", 0} : feel_to_literal(job->arena, v);
        (void)snprintf(out->derived[i], sizeof out->derived[i], "%.*s", SLICE_ARG(literal));
        for (size_t k = 0; k < of->provisional_count; k++) {
            const rule *by = &job->pack->rules[of->provisional[k].rule];
            if (by->kind == RULE_CONCLUDES && by->target == job->pack->derivation_order[i])
                out->may_change[i] = true;
        }
    }
}

// --- the law ---

typedef struct trial {
    arena *arena;
    const pack *pack;
    const char *folder;
    size_t trials, decided, violations;
} trial;

static void act_for(trial *t, const person *p, acts *out)
{
    run_job job = {t->arena, t->pack, p, out};
    arena_reset(t->arena);
    assert_int_equal(arena_run(t->arena, run, &job), ARENA_DONE);
}

static void violated(trial *t, const person *unknown, const person *known, slice what)
{
    static text one;
    static text other;
    if (t->violations++ > 3)
        return;
    write_person(&one, unknown);
    write_person(&other, known);
    print_error("pack %s: %.*s\n  unknown: %s\n  known:   %s\n", t->folder, SLICE_ARG(what), one.bytes,
                other.bytes);
}

static void compare(trial *t, const person *unknown, const acts *open, const person *known)
{
    acts closed;
    act_for(t, known, &closed);
    for (size_t i = 0; i < t->pack->rule_count; i++) {
        const rule *r = &t->pack->rules[i];
        for (size_t k = 0; r->kind == RULE_RECOMMENDS && k <= MOST_ITEMS; k++) {
            if (open->rule[i][k] == ACT_OPEN || open->may_turn[i][k])
                continue;
            t->decided++;
            if (open->rule[i][k] != closed.rule[i][k] || open->certainty[i][k] != closed.certainty[i][k] ||
                open->fired[i][k] != closed.fired[i][k])
                violated(t, unknown, known, r->id);
        }
    }
    for (size_t i = 0; i < t->pack->derivation_count; i++) {
        if (open->derived[i][0] != '\0' && !open->may_change[i] &&
            strcmp(open->derived[i], closed.derived[i]) != 0)
            violated(t, unknown, known, t->pack->facts[t->pack->derivation_order[i]].name);
    }
    t->trials++;
}

/// Leaves one thing out, and tries all its values.
static void try_values(trial *t, person *p, unsigned *left_out, const choice *c)
{
    acts open;
    *left_out = 0;
    const person unknown = *p;
    act_for(t, p, &open);
    for (unsigned v = 1; v <= choices_of(c); v++) {
        *left_out = v;
        compare(t, &unknown, &open, p);
    }
}

static void test_what_a_rule_does_while_a_fact_is_unknown_it_does_for_every_value(void **state)
{
    (void)state;
    random_source r = random_new();
    trial t = {.arena = arena_new(NULL, 0)};
    const char *wanted = getenv("UNKNOWN_PACKS");
    const size_t packs = wanted != NULL ? strtoul(wanted, NULL, 10) : PACKS;
    for (size_t i = 0; i < packs; i++) {
        char *folder = make_pack(&r);
        arena *notes = arena_new(NULL, 0);
        diag_list *diags = diag_list_new(notes);
        pack *loaded = pack_load(NULL, folder, diags);
        for (size_t d = 0; loaded == NULL && d < diags->count; d++)
            print_error("%s:%zu: %.*s\n", folder, diags->items[d].line, SLICE_ARG(diags->items[d].message));
        assert_non_null(loaded);
        t.pack = loaded;
        t.folder = folder;
        const size_t before = t.violations;
        for (size_t k = 0; k < PROFILES; k++) {
            person p = make_person(&r);
            size_t left_out = (size_t)random_below(&r, FACTS);
            try_values(&t, &p, &p.facts[left_out], &facts[left_out]);
            for (size_t item = 0; item < p.item_count; item++) {
                person q = p;
                size_t field = (size_t)random_below(&r, FIELDS);
                try_values(&t, &q, &q.items[item][field], &fields[field]);
            }
        }
        pack_free(loaded);
        arena_free(notes);
        if (t.violations == before)
            folder_remove(folder);
    }
    arena_free(t.arena);
    print_message("info: unknown facts: %zu values tried, %zu acts of rules decided before, %zu violations\n",
                  t.trials, t.decided, t.violations);
    assert_int_equal(t.violations, 0);
}

// --- bounds ---

enum { COMPLETIONS = 6, PLACES = 3, MOST_BOUNDS = 64 };

/// What may become of a recommendation, or of one item of it.
typedef struct noted_bound {
    size_t recommendation;
    uint32_t position;
    bool named;
    double lowest, highest;
} noted_bound;

typedef struct noted_place {
    size_t recommendation;
    uint32_t position;
} noted_place;

typedef struct noted_advice {
    noted_bound bounds[MOST_BOUNDS];
    size_t bound_count;
    noted_bound certainties[MOST_BOUNDS]; ///< both ends are the certainty
    size_t certainty_count;
    noted_place given[PLACES];
    size_t given_count, final_count;
} noted_advice;

typedef struct bounds_job {
    arena *arena;
    const pack *pack;
    const person *person;
    noted_advice *out;
} bounds_job;

static void note_advice(void *argument)
{
    static text t;
    bounds_job *job = argument;
    noted_advice *out = job->out;
    *out = (noted_advice){0};
    write_person(&t, job->person);
    source_text source = {.file = SLICE("p"), .text = {t.bytes, t.length}};
    diag_list *diags = diag_list_new(job->arena);
    const profile *read = profile_read(job->arena, job->pack, &source, PROFILE_JSON, NULL, diags);
    const inference *of = infer(job->arena, job->pack, read, (feel_clock){0}, PLACES, diags, (place){0});
    assert_true(of->bound_count <= MOST_BOUNDS);
    for (size_t i = 0; i < of->bound_count; i++) {
        const certainty_bound *b = &of->bounds[i];
        out->bounds[out->bound_count++] =
            (noted_bound){b->recommendation, b->position, b->named, b->lowest, b->highest};
    }
    for (size_t i = 0; i < of->advice_count; i++) {
        const advice *a = &of->advices[i];
        out->certainties[out->certainty_count++] =
            (noted_bound){a->recommendation, a->position, true, a->certainty, a->certainty};
    }
    for (size_t i = 0; i < of->given_count && out->given_count < PLACES; i++) {
        const advice *a = &of->advices[i];
        if (a->above < 0) // the head of an entry
            out->given[out->given_count++] = (noted_place){a->recommendation, a->position};
    }
    out->final_count = of->final_count;
}

static void advice_for(arena *a, const pack *p, const person *who, noted_advice *out)
{
    bounds_job job = {a, p, who, out};
    arena_reset(a);
    assert_int_equal(arena_run(a, note_advice, &job), ARENA_DONE);
}

/// Says all that the person left unsaid, or a part of it.
static person complete(random_source *r, const person *from)
{
    person p = *from;
    const uint64_t most = 1 + random_below(r, 3);
    for (size_t i = 0; i < FACTS; i++) {
        if (p.facts[i] == 0 && random_below(r, most) == 0)
            p.facts[i] = 1 + (unsigned)random_below(r, choices_of(&facts[i]));
    }
    for (size_t i = 0; i < p.item_count; i++) {
        for (size_t k = 0; k < FIELDS; k++) {
            if (p.items[i][k] == 0 && random_below(r, most) == 0)
                p.items[i][k] = 1 + (unsigned)random_below(r, choices_of(&fields[k]));
        }
    }
    return p;
}

static bool lies_within(const noted_advice *open, const noted_bound *c)
{
    for (size_t i = 0; i < open->bound_count; i++) {
        const noted_bound *b = &open->bounds[i];
        if (b->recommendation == c->recommendation && b->position == c->position && b->named)
            return c->lowest >= b->lowest - 1e-9 && c->highest <= b->highest + 1e-9;
    }
    return false; // what comes up must have been possible
}

static size_t count_wrong(const noted_advice *open, const noted_advice *closed)
{
    size_t wrong = 0;
    for (size_t i = 0; i < closed->certainty_count; i++)
        if (!lies_within(open, &closed->certainties[i])) {
            print_error("r%zu at %u: %.17g is not within its bounds\n", closed->certainties[i].recommendation,
                        closed->certainties[i].position, closed->certainties[i].lowest);
            wrong++;
        }
    for (size_t i = 0; i < open->final_count; i++) {
        const bool one = i < open->given_count;
        const bool other = i < closed->given_count;
        wrong += one != other || (one && (open->given[i].recommendation != closed->given[i].recommendation ||
                                          open->given[i].position != closed->given[i].position));
    }
    return wrong;
}

static void test_whatever_else_is_said_certainties_stay_within_bounds_and_final_places_stay(void **state)
{
    (void)state;
    random_source r = random_new();
    arena *a = arena_new(NULL, 0);
    size_t tried = 0;
    size_t wrong = 0;
    size_t final_places = 0;
    size_t places = 0;
    for (size_t i = 0; i < PACKS; i++) {
        char *folder = make_pack(&r);
        arena *notes = arena_new(NULL, 0);
        pack *loaded = pack_load(NULL, folder, diag_list_new(notes));
        assert_non_null(loaded);
        for (size_t k = 0; k < PROFILES; k++) {
            noted_advice open;
            noted_advice closed;
            const person p = make_person(&r);
            advice_for(a, loaded, &p, &open);
            places += PLACES;
            final_places += open.final_count;
            for (size_t n = 0; n < COMPLETIONS; n++) {
                static text one;
                static text other;
                const person q = complete(&r, &p);
                advice_for(a, loaded, &q, &closed);
                const size_t bad = count_wrong(&open, &closed);
                write_person(&one, &p);
                write_person(&other, &q);
                if (bad > 0 && wrong == 0)
                    print_error("pack %s\n  unknown: %s\n  known:   %s\n", folder, one.bytes, other.bytes);
                wrong += bad;
                tried++;
            }
        }
        pack_free(loaded);
        arena_free(notes);
        if (wrong == 0)
            folder_remove(folder);
    }
    arena_free(a);
    print_message("info: bounds: %zu completions tried, %zu wrong; %zu of %zu places final before\n", tried,
                  wrong, final_places, places);
    assert_int_equal(wrong, 0);
    assert_true(final_places > places / 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_a_rule_does_while_a_fact_is_unknown_it_does_for_every_value),
        cmocka_unit_test(test_whatever_else_is_said_certainties_stay_within_bounds_and_final_places_stay)};
    return cmocka_run_group_tests_name("infer/unknown_facts", tests, NULL, NULL);
}
