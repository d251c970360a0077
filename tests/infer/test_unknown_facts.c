// The law of unknowns: what a rule does while a fact or a field is unknown, it does for every value that this may have, unless it asks if
// something is stated (`= null`): then inference says that it may change. Tried on packs and
// profiles made at random: one thing is left out, inference runs, and then runs once for each of its values.
#include "files.h"
#include "infer/infer.h"
#include "unknown_pack.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PACKS = 150, PROFILES = 20, MOST_ITEMS = PERSON_MOST_ITEMS };

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
    char field[8][MOST_ITEMS][64];     ///< of each derived field of each item the same
    bool field_may_change[8];
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

static void note_fields(arena *a, acts *out, const inference *of)
{
    for (size_t i = 0; i < of->field_derivation_count; i++) {
        const derivation *d = &of->field_derivations[i];
        const slice literal = feel_is_null(d->value) ? (slice){"", 0} : feel_to_literal(a, d->value);
        char *text = out->field[d->field][d->record->record - 1];
        (void)snprintf(text, sizeof out->field[0][0], "%.*s", SLICE_ARG(literal));
    }
    for (size_t k = 0; k < of->provisional_count; k++) {
        const rule *by = &of->pack->rules[of->provisional[k].rule];
        if (by->kind == RULE_CONCLUDES_FIELD)
            out->field_may_change[by->target] = true;
    }
}

static void run(void *argument)
{
    static buffer t;
    run_job *job = argument;
    acts *out = job->acts;
    *out = (acts){0};
    person_write(&t, job->person);
    source_text source = {.file = SLICE("p"), .text = {t.text, t.length}};
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
    note_fields(job->arena, out, of);
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
    static buffer one;
    static buffer other;
    if (t->violations++ > 3)
        return;
    person_write(&one, unknown);
    person_write(&other, known);
    print_error("pack %s: %.*s\n  unknown: %s\n  known:   %s\n", t->folder, SLICE_ARG(what), one.text,
                other.text);
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
    for (size_t i = 0; i < t->pack->derived_field_count; i++) {
        for (size_t k = 0; k < unknown->item_count; k++) {
            if (open->field[i][k][0] != '\0' && !open->field_may_change[i] &&
                strcmp(open->field[i][k], closed.field[i][k]) != 0)
                violated(t, unknown, known, t->pack->derived_fields[i].name);
        }
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
    for (unsigned v = 1; v <= choice_count(c); v++) {
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
        char *folder = unknown_pack(&r);
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
            person p = person_make(&r);
            size_t left_out = (size_t)random_below(&r, PERSON_FACTS);
            try_values(&t, &p, &p.facts[left_out], &person_facts[left_out]);
            for (size_t item = 0; item < p.item_count; item++) {
                person q = p;
                size_t field = (size_t)random_below(&r, PERSON_FIELDS);
                try_values(&t, &q, &q.items[item][field], &person_fields[field]);
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
    static buffer t;
    bounds_job *job = argument;
    noted_advice *out = job->out;
    *out = (noted_advice){0};
    person_write(&t, job->person);
    source_text source = {.file = SLICE("p"), .text = {t.text, t.length}};
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
    for (size_t i = 0; i < PERSON_FACTS; i++) {
        if (p.facts[i] == 0 && random_below(r, most) == 0)
            p.facts[i] = 1 + (unsigned)random_below(r, choice_count(&person_facts[i]));
    }
    for (size_t i = 0; i < p.item_count; i++) {
        for (size_t k = 0; k < PERSON_FIELDS; k++) {
            if (p.items[i][k] == 0 && random_below(r, most) == 0)
                p.items[i][k] = 1 + (unsigned)random_below(r, choice_count(&person_fields[k]));
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
        char *folder = unknown_pack(&r);
        arena *notes = arena_new(NULL, 0);
        pack *loaded = pack_load(NULL, folder, diag_list_new(notes));
        assert_non_null(loaded);
        for (size_t k = 0; k < PROFILES; k++) {
            noted_advice open;
            noted_advice closed;
            const person p = person_make(&r);
            advice_for(a, loaded, &p, &open);
            places += PLACES;
            final_places += open.final_count;
            for (size_t n = 0; n < COMPLETIONS; n++) {
                static buffer one;
                static buffer other;
                const person q = complete(&r, &p);
                advice_for(a, loaded, &q, &closed);
                const size_t bad = count_wrong(&open, &closed);
                person_write(&one, &p);
                person_write(&other, &q);
                if (bad > 0 && wrong == 0)
                    print_error("pack %s\n  unknown: %s\n  known:   %s\n", folder, one.text, other.text);
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
