// Random overlays: packs that extend each other in random ways set, add, remove, disable, and put rows and fields beside those of others.
// A plain model says what each key then holds and which pack each value is from; `advise show` must say the same. TEST_SEED repeats a run.
#include "advise.h"
#include "files.h"
#include "random.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

enum { ROUNDS = 200, MOST_PACKS = 6, MOST_THINGS = 120, MOST_VALUES = 40, MOST_SLOTS = 3, OPERATIONS = 14 };

typedef struct value {
    char text[40];
    size_t from;    ///< the pack that it is from
    uint64_t gone;  ///< the packs that removed it
    bool is_shared; ///< two packs added it
} value;

/// A key of a thing.
typedef struct slot {
    const char *key;
    bool is_list;
    value values[MOST_VALUES];
    size_t count;
    uint64_t touched, set; ///< the packs that changed it at all, and that set it
} slot;

typedef struct thing {
    const char *kind;
    char id[60], name[40]; ///< `name`: of a row or field within its table or type
    size_t from;
    slot slots[MOST_SLOTS];
    size_t slot_count;
    bool is_disabled;
    uint64_t touched, switched;
} thing;

typedef struct model {
    random_source random;
    size_t packs;
    size_t bases[MOST_PACKS][MOST_PACKS], base_count[MOST_PACKS];
    uint64_t below[MOST_PACKS];
    char overrides[MOST_PACKS][8000], rules[MOST_PACKS][2000];
    thing things[MOST_THINGS];
    size_t thing_count;
    size_t rows[MOST_THINGS], row_count; ///< the things that are rows, in their order
    size_t fields[MOST_THINGS], field_count;
    size_t fresh; ///< numbers texts
    size_t operations, agreed;
} model;

// --- what there is ---

static uint64_t bit(size_t pack)
{
    return UINT64_C(1) << pack;
}

static void append(char *to, size_t size, const char *text)
{
    const size_t length = strlen(to);
    assert_true(length + strlen(text) < size);
    memcpy(to + length, text, strlen(text) + 1);
}

static value *add_value(slot *s, const char *text, size_t from)
{
    assert_true(s->count < MOST_VALUES);
    value *v = &s->values[s->count++];
    *v = (value){.from = from};
    (void)snprintf(v->text, sizeof v->text, "%s", text);
    return v;
}

static thing *add_thing(model *m, const char *kind, const char *id, size_t from)
{
    assert_true(m->thing_count < MOST_THINGS);
    thing *t = &m->things[m->thing_count++];
    *t = (thing){.kind = kind, .from = from};
    (void)snprintf(t->id, sizeof t->id, "%s", id);
    return t;
}

static slot *add_slot(thing *t, const char *key, bool is_list)
{
    slot *s = &t->slots[t->slot_count++];
    *s = (slot){.key = key, .is_list = is_list};
    return s;
}

static thing *add_rule(model *m, const char *id, size_t from, const char *certainty)
{
    thing *t = add_thing(m, "rule", id, from);
    (void)add_value(add_slot(t, "certainty", false), certainty, from);
    (void)add_value(add_slot(t, "because", false), id, from);
    slot *sources = add_slot(t, "sources", true);
    (void)add_value(sources, "s0", from);
    (void)add_value(sources, "s1", from);
    return t;
}

static void insert_row(model *m, const char *name, size_t from, const char *out, size_t at)
{
    char id[60];
    (void)snprintf(id, sizeof id, "t/%s", name);
    thing *t = add_thing(m, "row", id, from);
    (void)snprintf(t->name, sizeof t->name, "%s", name);
    (void)add_value(add_slot(t, "out", true), out, from);
    memmove(&m->rows[at + 1], &m->rows[at], (m->row_count++ - at) * sizeof *m->rows);
    m->rows[at] = m->thing_count - 1;
}

static void add_field(model *m, const char *name, size_t from)
{
    char id[60];
    (void)snprintf(id, sizeof id, "rec/%s", name);
    thing *t = add_thing(m, "field", id, from);
    (void)snprintf(t->name, sizeof t->name, "%s", name);
    (void)add_value(add_slot(t, "ask", false), name, from);
    slot *allowed = add_slot(t, "allowed", true);
    (void)add_value(allowed, "\"v0\"", from);
    (void)add_value(allowed, "\"v1\"", from);
    m->fields[m->field_count++] = m->thing_count - 1;
}

/// The pack on which all others stand.
static void make_base(model *m)
{
    char id[8];
    for (size_t i = 0; i < 4; i++) {
        (void)snprintf(id, sizeof id, "r%zu", i);
        (void)add_rule(m, id, 0, "0.5");
        (void)snprintf(id, sizeof id, "c%zu", i);
        thing *c = add_thing(m, "recommendation", id, 0);
        (void)add_value(add_slot(c, "priority", false), "50", 0);
        slot *steps = add_slot(c, "next_steps", true);
        for (size_t k = 0; k < 3; k++) {
            char step[20];
            (void)snprintf(step, sizeof step, "step %zu", k);
            (void)add_value(steps, step, 0);
        }
        (void)snprintf(id, sizeof id, "%zu", i + 1);
        insert_row(m, id, 0, id, m->row_count);
    }
    thing *f = add_thing(m, "fact", "mood", 0);
    (void)add_value(add_slot(f, "ask", false), "How are you", 0);
    slot *allowed = add_slot(f, "allowed", true);
    (void)add_value(allowed, "\"v0\"", 0);
    (void)add_value(allowed, "\"v1\"", 0);
    thing *k = add_thing(m, "constant", "words", 0);
    slot *words = add_slot(k, "expression", true);
    (void)add_value(words, "\"v0\"", 0);
    (void)add_value(words, "\"v1\"", 0);
    (void)add_value(add_slot(add_thing(m, "source", "s1", 0), "title", false), "Second", 0);
    (void)add_value(add_slot(add_thing(m, "check", "odd", 0), "because", false), "Odd", 0);
    add_field(m, "one", 0);
    add_field(m, "two", 0);
}

static const char *const base_files[][2] = {
    {"pack.yaml", "advise: 1\npack: p0\nversion: 1\ntitle: Base\nsources:\n  - {id: s0, title: First}\n"
                  "  - {id: s1, title: Second}\n  - {id: s2, title: Third}\n"},
    {"vocabulary.yaml",
     "types:\n  - name: rec\n    fields:\n"
     "      - {name: one, type: string, ask: one, allowed: '\"v0\", \"v1\"'}\n"
     "      - {name: two, type: string, ask: two, allowed: '\"v0\", \"v1\"'}\n"
     "facts:\n  - {name: mood, type: string, ask: How are you, allowed: '\"v0\", \"v1\"'}\n"
     "  - {name: years, type: number}\n  - {name: recs, type: list, of: rec}\n"
     "  - {name: total, type: number, derived: true}\n"
     "checks:\n  - {id: odd, when: years > 100, because: Odd}\n"},
    {"recommendations.yaml", "recommendations:\n"
                             "  - {id: c0, title: A, priority: 50, next_steps: [step 0, step 1, step 2]}\n"
                             "  - {id: c1, title: B, priority: 50, next_steps: [step 0, step 1, step 2]}\n"
                             "  - {id: c2, title: C, priority: 50, next_steps: [step 0, step 1, step 2]}\n"
                             "  - {id: c3, title: D, priority: 50, next_steps: [step 0, step 1, step 2]}\n"},
    {"rules.yaml",
     "constants:\n  - {name: words, expression: '[\"v0\", \"v1\"]'}\nrules:\n"
     "  - {id: r0, when: years > 0, recommend: c0, certainty: 0.5, because: r0, sources: [s0, s1]}\n"
     "  - {id: r1, when: years > 1, recommend: c1, certainty: 0.5, because: r1, sources: [s0, s1]}\n"
     "  - {id: r2, when: total > 2, recommend: c2, certainty: 0.5, because: r2, sources: [s0, s1]}\n"
     "  - {id: r3, when: years > 3, recommend: c3, certainty: 0.5, because: r3, sources: [s0, s1]}\n"
     "tables:\n  - id: t\n    hit_policy: collect\n    aggregation: sum\n    conclude: total\n    because: "
     "Sum\n"
     "    inputs: [{expression: years}]\n    outputs: [{name: points}]\n    rows:\n"
     "      - {in: ['> 0'], out: ['1']}\n      - {in: ['> 0'], out: ['2']}\n"
     "      - {in: ['> 0'], out: ['3']}\n      - {in: ['> 0'], out: ['4']}\n"}};

// --- who extends whom ---

static void visit(size_t at, const size_t (*wanted)[MOST_PACKS], const size_t *counts, size_t *number,
                  size_t *next)
{
    if (number[at] != SIZE_MAX)
        return;
    for (size_t i = 0; i < counts[at]; i++)
        visit(wanted[at][i], wanted, counts, number, next); // as deep as there are packs
    number[at] = (*next)++;
}

/// Packs that extend random others, numbered in the order of the manual: each after what it extends, as it names them.
static void make_packs(model *m)
{
    size_t wanted[MOST_PACKS][MOST_PACKS] = {{0}};
    size_t counts[MOST_PACKS] = {0};
    size_t number[MOST_PACKS];
    bool is_extended[MOST_PACKS] = {false};
    m->packs = 2 + random_below(&m->random, MOST_PACKS - 1);
    for (size_t i = 1; i < m->packs; i++) {
        const bool top = i + 1 == m->packs;
        for (size_t tries = 0; tries < i; tries++) {
            const size_t base = top ? tries : random_below(&m->random, i);
            bool is_there = top && is_extended[base];
            for (size_t k = 0; k < counts[i]; k++)
                is_there = is_there || wanted[i][k] == base;
            if (is_there || (!top && counts[i] > 0 && random_below(&m->random, 2) == 0))
                continue;
            wanted[i][counts[i]++] = base;
        }
        for (size_t k = 0; k < counts[i]; k++)
            is_extended[wanted[i][k]] = true;
    }
    for (size_t i = 0; i < MOST_PACKS; i++)
        number[i] = SIZE_MAX;
    size_t next = 0;
    visit(m->packs - 1, (const size_t(*)[MOST_PACKS])wanted, counts, number, &next);
    assert_int_equal(next, m->packs);
    for (size_t i = 0; i < m->packs; i++) {
        const size_t at = number[i];
        m->base_count[at] = counts[i];
        for (size_t k = 0; k < counts[i]; k++)
            m->bases[at][k] = number[wanted[i][k]];
    }
    for (size_t at = 0; at < m->packs; at++) {
        for (size_t k = 0; k < m->base_count[at]; k++)
            m->below[at] |= m->below[m->bases[at][k]] | bit(m->bases[at][k]);
    }
}

// --- what packs do ---

/// True if another pack, which this one does not extend, is among them.
static bool is_beside(const model *m, uint64_t packs, size_t pack)
{
    return (packs & ~(m->below[pack] | bit(pack))) != 0;
}

static bool is_reached(const model *m, const thing *t, size_t pack)
{
    return (m->below[pack] & bit(t->from)) != 0 && !t->is_disabled && !is_beside(m, t->switched, pack);
}

static void emit(model *m, size_t pack, const thing *t, const char *what)
{
    char line[400];
    (void)snprintf(line, sizeof line, "  - {%s: %s, %s, reason: Why not.}\n", t->kind, t->id, what);
    append(m->overrides[pack], sizeof m->overrides[pack], line);
    m->operations++;
}

/// A text that no value had before.
static void fresh_text(model *m, const thing *t, const slot *s, char *out, size_t size)
{
    const size_t n = ++m->fresh;
    if (strcmp(s->key, "certainty") == 0)
        (void)snprintf(out, size, "0.%04zu", n);
    else if (strcmp(s->key, "priority") == 0)
        (void)snprintf(out, size, "%zu", strcmp(s->values[0].text, "50") == 0 ? 1 + n % 40 : 60 + n % 40);
    else if (strcmp(s->key, "out") == 0)
        (void)snprintf(out, size, "%zu", 10 + n);
    else if (strcmp(s->key, "allowed") == 0 || strcmp(s->key, "expression") == 0)
        (void)snprintf(out, size, "\"w%zu\"", n);
    else
        (void)snprintf(out, size, "%s text %zu", t->kind, n);
}

static void note(thing *t, slot *s, size_t pack)
{
    s->touched |= bit(pack);
    t->touched |= bit(pack);
}

static void set_scalar(model *m, size_t pack, thing *t, slot *s)
{
    char text[40];
    char what[100];
    const bool beside = is_beside(m, s->touched, pack);
    const bool agrees = beside && (s->touched & (m->below[pack] | bit(pack))) == 0;
    if ((s->touched & bit(pack)) != 0 || (beside && !agrees))
        return;
    if (agrees)
        (void)snprintf(text, sizeof text, "%s", s->values[0].text);
    else
        fresh_text(m, t, s, text, sizeof text);
    (void)snprintf(what, sizeof what, "set: {%s: %s}", s->key, text);
    emit(m, pack, t, what);
    note(t, s, pack);
    m->agreed += agrees;
    if (agrees || strcmp(s->values[0].text, text) == 0)
        return;
    s->count = 0;
    (void)add_value(s, text, pack);
}

static void set_list(model *m, size_t pack, thing *t, slot *s)
{
    char text[40];
    char what[200];
    const bool feel = (strcmp(s->key, "allowed") == 0 || strcmp(s->key, "expression") == 0);
    if (s->touched != 0 && (is_beside(m, s->touched, pack) || (s->touched & bit(pack)) != 0))
        return;
    if (feel || strcmp(s->key, "sources") == 0)
        return; // those are edited
    fresh_text(m, t, s, text, sizeof text);
    (void)snprintf(what, sizeof what, "set: {%s: ['%s']}", s->key, text);
    emit(m, pack, t, what);
    note(t, s, pack);
    s->set |= bit(pack);
    s->count = 0;
    (void)add_value(s, text, pack);
}

static bool may_edit(const model *m, const slot *s, size_t pack)
{
    return !is_beside(m, s->set, pack) && (s->set & bit(pack)) == 0 && strcmp(s->key, "out") != 0;
}

static void add_to_list(model *m, size_t pack, thing *t, slot *s)
{
    char text[40];
    char what[100];
    value *other = NULL;
    if (!may_edit(m, s, pack) || s->count == MOST_VALUES)
        return;
    for (size_t i = 0; i < s->count && random_below(&m->random, 2) == 0; i++) {
        if (is_beside(m, bit(s->values[i].from), pack) && s->values[i].gone == 0)
            other = &s->values[i];
    }
    if (strcmp(s->key, "sources") == 0) {
        for (size_t i = 0; i < s->count; i++) {
            if (strcmp(s->values[i].text, "s2") == 0)
                return; // it was there, or is
        }
        (void)snprintf(text, sizeof text, "s2");
        other = NULL;
    } else if (other != NULL) {
        (void)snprintf(text, sizeof text, "%s", other->text);
    } else {
        fresh_text(m, t, s, text, sizeof text);
    }
    (void)snprintf(what, sizeof what,
                   random_below(&m->random, 2) == 0 ? "add: {%s: ['%s']}" : "add: {%s: '%s'}", s->key, text);
    emit(m, pack, t, what);
    note(t, s, pack);
    m->agreed += other != NULL;
    if (other != NULL)
        other->is_shared = true;
    else
        (void)add_value(s, text, pack);
}

static size_t count_left(const slot *s)
{
    size_t left = 0;
    for (size_t i = 0; i < s->count; i++)
        left += s->values[i].gone == 0;
    return left;
}

static void remove_from_list(model *m, size_t pack, thing *t, slot *s)
{
    char what[100];
    if (!may_edit(m, s, pack) || s->count == 0)
        return;
    value *v = &s->values[random_below(&m->random, s->count)];
    const bool visible =
        (m->below[pack] & bit(v->from)) != 0 && (v->gone & (m->below[pack] | bit(pack))) == 0;
    if (!visible || v->is_shared || (v->gone == 0 && count_left(s) < 2))
        return;
    (void)snprintf(what, sizeof what, "remove: {%s: ['%s']}", s->key, v->text);
    emit(m, pack, t, what);
    note(t, s, pack);
    m->agreed += v->gone != 0;
    v->gone |= bit(pack);
}

static bool can_switch(const thing *t)
{
    return strcmp(t->kind, "rule") == 0 || strcmp(t->kind, "check") == 0 ||
           (strcmp(t->kind, "row") == 0 && strcmp(t->name, "1") != 0) ||
           (strcmp(t->kind, "field") == 0 && strcmp(t->name, "one") != 0);
}

static void switch_thing(model *m, size_t pack, thing *t)
{
    const bool beside = is_beside(m, t->switched, pack);
    const bool agrees = beside && t->is_disabled && (t->touched & m->below[pack]) == 0 &&
                        (t->switched & ~m->below[pack]) == t->switched;
    if (!can_switch(t) || (m->below[pack] & bit(t->from)) == 0 || (t->switched & bit(pack)) != 0 ||
        (t->touched & bit(pack)) != 0)
        return;
    if (!agrees && (beside || is_beside(m, t->touched, pack)))
        return;
    emit(m, pack, t, t->is_disabled && !agrees ? "disable: false" : "disable: true");
    t->switched |= bit(pack);
    m->agreed += agrees;
    if (!agrees)
        t->is_disabled = !t->is_disabled;
}

/// A row that a pack adds is called after it.
static void insert_fresh_row(model *m, size_t pack, size_t points, size_t at)
{
    char name[40];
    char out[20];
    size_t number = 1;
    for (size_t i = 0; i < m->row_count; i++)
        number += m->things[m->rows[i]].from == pack;
    (void)snprintf(name, sizeof name, "p%zu.%zu", pack, number);
    (void)snprintf(out, sizeof out, "%zu", points);
    insert_row(m, name, pack, out, at);
}

static void put_row(model *m, size_t pack)
{
    char what[200];
    const size_t at = random_below(&m->random, m->row_count);
    const size_t where = random_below(&m->random, 4);
    const size_t points = 100 + (m->fresh += 2);
    const thing table = {.kind = "table", .id = "t"};
    static const char *const forms[][2] = {
        {"add: {before: [", "]}"}, {"add: {after: ", "}"}, {"add: {rows: [", "]}"}};
    const thing beside = m->things[m->rows[at]];
    if ((where != 2 && !is_reached(m, &beside, pack)) || m->thing_count + 2 > MOST_THINGS)
        return;
    if (where == 3) { // two rows, on both sides
        (void)snprintf(what, sizeof what,
                       "add: {before: {in: ['> 0'], out: ['%zu']}, after: [{in: ['> 0'], out: ['%zu']}]}",
                       points, points + 1);
        insert_fresh_row(m, pack, points, at);
        insert_fresh_row(m, pack, points + 1, at + 2);
    } else {
        (void)snprintf(what, sizeof what, "%s{in: ['> 0'], out: ['%zu']}%s", forms[where][0], points,
                       forms[where][1]);
        insert_fresh_row(m, pack, points, where == 2 ? m->row_count : at + where);
    }
    emit(m, pack, where == 2 ? &table : &beside, what);
}

static void put_field(model *m, size_t pack)
{
    char name[20];
    char what[200];
    const thing type = {.kind = "type", .id = "rec"};
    (void)snprintf(name, sizeof name, "f%zu", ++m->fresh);
    (void)snprintf(what, sizeof what,
                   "add: {fields: [{name: %s, type: string, ask: %s, allowed: '\"v0\", \"v1\"'}]}", name,
                   name);
    emit(m, pack, &type, what);
    add_field(m, name, pack);
}

static void put_rule(model *m, size_t pack)
{
    char id[20];
    char line[200];
    (void)snprintf(id, sizeof id, "n%zu", ++m->fresh);
    (void)snprintf(
        line, sizeof line,
        "  - {id: %s, when: years > 9, recommend: c0, certainty: 0.3, because: %s, sources: [s0, s1]}\n", id,
        id);
    append(m->rules[pack], sizeof m->rules[pack], line);
    (void)add_rule(m, id, pack, "0.3");
}

static void change_thing(model *m, size_t pack)
{
    thing *t = &m->things[random_below(&m->random, m->thing_count)];
    slot *s = &t->slots[random_below(&m->random, t->slot_count)];
    const size_t what = random_below(&m->random, 5);
    if (what == 0)
        switch_thing(m, pack, t);
    else if (!is_reached(m, t, pack) || (t->switched & bit(pack)) != 0)
        return;
    else if (!s->is_list)
        set_scalar(m, pack, t, s);
    else if (what == 1)
        set_list(m, pack, t, s);
    else if (what == 2)
        remove_from_list(m, pack, t, s);
    else
        add_to_list(m, pack, t, s);
}

static void change_pack(model *m, size_t pack)
{
    for (size_t i = 0; i < OPERATIONS; i++) {
        switch (random_below(&m->random, 8)) {
        case 0: put_row(m, pack); break;
        case 1: put_field(m, pack); break;
        case 2: put_rule(m, pack); break;
        default: change_thing(m, pack); break;
        }
    }
}

// --- writing ---

static void write_pack(const model *m, const char *folder, size_t pack)
{
    char *own = text_of("%s/p%zu", folder, pack);
    char extends[100] = "";
    for (size_t i = 0; i < m->base_count[pack]; i++) {
        char one[20];
        (void)snprintf(one, sizeof one, "%sp%zu", i > 0 ? ", " : "", m->bases[pack][i]);
        append(extends, sizeof extends, one);
    }
    char *head = text_of("advise: 1\npack: p%zu\nversion: 1\ntitle: P\nextends: [%s]\n%s%s", pack, extends,
                         m->overrides[pack][0] != '\0' ? "overrides:\n" : "", m->overrides[pack]);
    free(file_make(own, "pack.yaml", head));
    if (m->rules[pack][0] != '\0') {
        char *rules = text_of("rules:\n%s", m->rules[pack]);
        free(file_make(own, "rules.yaml", rules));
        free(rules);
    }
    free(head);
    free(own);
}

static void write_packs(const model *m, const char *folder)
{
    char *base = text_of("%s/p0", folder);
    for (size_t i = 0; i < sizeof base_files / sizeof *base_files; i++)
        free(file_make(base, base_files[i][0], base_files[i][1]));
    free(base);
    for (size_t pack = 1; pack < m->packs; pack++)
        write_pack(m, folder, pack);
}

// --- comparing ---

/// The line of the file must hold the text: so the place is right, too.
static void check_place(const char *file, size_t line, const char *text)
{
    char *content = file_read(file, NULL);
    const char *at = content;
    assert_non_null(content);
    for (size_t i = 1; i < line && at != NULL; i++) {
        at = strchr(at, '\n');
        at = at != NULL ? at + 1 : NULL;
    }
    assert_non_null(at);
    const size_t length = strcspn(at, "\n");
    char *own = text_of("%.*s", (int)length, at);
    if (strstr(own, text) == NULL)
        print_message("%s:%zu: no '%s' in: %s\n", file, line, text, own);
    assert_non_null(strstr(own, text));
    free(own);
    free(content);
}

static void check_from(const char *pack, size_t from, const char *what)
{
    char name[20];
    (void)snprintf(name, sizeof name, "p%zu", from);
    if (strcmp(pack, name) != 0)
        print_message("%s is from %s, and was expected from %s\n", what, pack, name);
    assert_string_equal(pack, name);
}

static size_t find_field(const advise_listing *l, size_t at, const char *key)
{
    const size_t count = advise_listing_thing(l, at).field_count;
    size_t field = 0;
    while (field < count && strcmp(advise_listing_field(l, at, field).key, key) != 0)
        field++;
    return field;
}

static void check_list(const advise_listing *l, size_t at, size_t field, const slot *s, const char *id)
{
    size_t item = 0;
    const advise_field f = advise_listing_field(l, at, field);
    for (size_t i = 0; i < s->count; i++) {
        if (s->values[i].gone != 0)
            continue;
        const char *text = s->values[i].text;
        if (!f.value.is_list) { // nobody edited it: it is one text
            assert_non_null(strstr(f.value.text, text));
            check_from(f.pack, s->values[i].from, id);
            continue;
        }
        assert_true(item < f.value.item_count);
        const advise_listed_item one = advise_listing_item(l, at, field, item++);
        assert_string_equal(one.text, text);
        check_from(one.pack, s->values[i].from, text);
        check_place(one.file, one.line, text);
    }
    if (f.value.is_list)
        assert_int_equal(item, f.value.item_count);
}

static void check_thing(const advise_listing *l, size_t at, const thing *t)
{
    const advise_thing shown = advise_listing_thing(l, at);
    assert_int_equal(shown.disabled, t->is_disabled);
    check_from(shown.pack, t->from, t->id);
    for (size_t i = 0; i < t->slot_count; i++) {
        const slot *s = &t->slots[i];
        const size_t field = find_field(l, at, s->key);
        assert_true(field < shown.field_count);
        const advise_field f = advise_listing_field(l, at, field);
        if (s->is_list) {
            check_list(l, at, field, s, t->id);
            continue;
        }
        assert_string_equal(f.value.text, s->values[0].text);
        check_from(f.pack, s->values[0].from, t->id);
        check_place(f.file, f.line, s->values[0].text);
    }
}

static size_t find_thing(const advise_listing *l, const char *kind, const char *id)
{
    size_t at = 0;
    while (at < advise_listing_count(l) && (strcmp(advise_listing_thing(l, at).kind, kind) != 0 ||
                                            strcmp(advise_listing_thing(l, at).id, id) != 0))
        at++;
    return at;
}

/// The rows of the table, or the fields of the type, in their order.
static void check_order(const model *m, const advise_listing *l, const char *kind, const char *id,
                        const char *key, const size_t *order, size_t count)
{
    const size_t at = find_thing(l, kind, id);
    const size_t field = find_field(l, at, key);
    const advise_field f = advise_listing_field(l, at, field);
    size_t item = 0;
    for (size_t i = 0; i < count; i++) {
        const thing *t = &m->things[order[i]];
        if (t->is_disabled)
            continue;
        assert_true(item < f.value.item_count);
        const advise_listed_item one = advise_listing_item(l, at, field, item++);
        const bool row = strcmp(kind, "table") == 0;
        char *wanted =
            row ? text_of("out: [%s]}", t->slots[0].values[0].text) : text_of("{name: %s, ", t->name);
        assert_non_null(strstr(one.text, wanted));
        check_from(one.pack, t->from, t->id);
        free(wanted);
    }
    assert_int_equal(item, f.value.item_count);
}

static void check_shown(const model *m, const advise_pack *pack)
{
    advise_listing *l = advise_listing_new(pack, NULL);
    assert_non_null(l);
    for (size_t i = 0; i < m->thing_count; i++) {
        const thing *t = &m->things[i];
        const size_t at = find_thing(l, t->kind, t->id);
        const bool part = strcmp(t->kind, "row") == 0 || strcmp(t->kind, "field") == 0;
        if (part && t->touched == 0 && t->switched == 0)
            continue; // parts are shown by themselves only if they are changed
        if (at == advise_listing_count(l))
            print_message("there is no %s %s\n", t->kind, t->id);
        assert_true(at < advise_listing_count(l));
        check_thing(l, at, t);
    }
    check_order(m, l, "table", "t", "rows", m->rows, m->row_count);
    check_order(m, l, "type", "rec", "fields", m->fields, m->field_count);
    advise_listing_free(l);
}

static void print_errors(const advise_diagnostics *found)
{
    for (size_t i = 0; i < advise_diagnostics_count(found); i++) {
        const advise_diagnostic d = advise_diagnostics_get(found, i);
        print_message("%s:%zu: %s (%s)\n", d.file, d.line, d.message, d.hint);
    }
}

static void run_round(model *m, const char *folder)
{
    make_packs(m);
    make_base(m);
    for (size_t pack = 1; pack < m->packs; pack++)
        change_pack(m, pack);
    write_packs(m, folder);
    char *top = text_of("%s/p%zu", folder, m->packs - 1);
    advise_pack *pack = NULL;
    advise_diagnostics *found = NULL;
    const advise_status status = advise_pack_load(top, NULL, &pack, &found);
    if (status != ADVISE_OK)
        print_errors(found);
    assert_int_equal(status, ADVISE_OK);
    check_shown(m, pack);
    advise_pack_free(pack);
    advise_diagnostics_free(found);
    free(top);
}

static void test_each_value_of_random_overlays_is_shown_with_the_pack_that_it_is_from(void **state)
{
    (void)state;
    random_source random = random_new();
    size_t operations = 0;
    size_t agreed = 0;
    for (size_t round = 0; round < ROUNDS; round++) {
        char *folder = folder_new();
        model *m = calloc(1, sizeof *m);
        assert_non_null(m);
        m->random = random;
        run_round(m, folder);
        random = m->random;
        operations += m->operations;
        agreed += m->agreed;
        free(m);
        folder_remove(folder);
    }
    print_message("info: overlays: %d rounds, %zu changes, %zu made alike by two bases\n", ROUNDS, operations,
                  agreed);
    assert_true(operations > (size_t)ROUNDS * 10 && agreed > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_value_of_random_overlays_is_shown_with_the_pack_that_it_is_from)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
