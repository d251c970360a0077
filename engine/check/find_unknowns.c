// Conditions that are true only while something is unknown, without asking for that by `= null`: most often null stands in a list of tests.
// Found by trying: an expression that nobody takes apart may do anything.
#include "check/find.h"

#include "base/text.h"
#include "feel/lex.h"

enum {
    MOST_FACTS = 3,  ///< that a condition reads
    MOST_VALUES = 40 ///< that are tried for one of them
};

/// What is tried for one fact.
typedef struct tried {
    const fact *fact;
    size_t slot;
    feel_value values[MOST_VALUES];
    size_t count;
} tried;

typedef struct trials {
    analysis *an;
    const rule *rule;
    tried facts[MOST_FACTS];
    size_t count;
} trials;

/// True if the condition compares something with null: then it says what it does while that is unknown.
static bool asks_for_null(slice text)
{
    lexer l = {text, 0};
    slice before[2] = {{"", 0}, {"", 0}};
    for (token t = lex_next(&l); t.kind != TOKEN_END && t.kind != TOKEN_BAD; t = lex_next(&l)) {
        const slice word = slice_part(text, t.offset, t.length);
        const bool compares = slice_is(before[0], "=") || slice_is(before[0], "!=");
        if ((compares && slice_is(word, "null")) ||
            (slice_is(before[0], "null") && (slice_is(word, "=") || slice_is(word, "!="))))
            return true;
        before[1] = before[0];
        before[0] = word;
    }
    return false;
}

static void add(trials *t, tried *to, feel_value v)
{
    const fact *f = to->fact;
    if (to->count == MOST_VALUES || feel_is_null(v) ||
        !feel_types_meet(feel_type_of_value(t->an->scratch, v), f->type))
        return;
    if (f->allowed == NULL || f->type->kind == FEEL_TYPE_LIST ||
        feel_is_true(feel_evaluate_tests(t->an->machine, f->allowed, v, NULL, 0)))
        to->values[to->count++] = v;
}

/// Each number that the condition names, and its neighbours; each text.
static void add_named(trials *t, tried *to, slice text)
{
    lexer l = {text, 0};
    for (token k = lex_next(&l); k.kind != TOKEN_END && k.kind != TOKEN_BAD; k = lex_next(&l)) {
        decimal d;
        decimal near;
        if (k.kind == TOKEN_STRING && k.length > 2)
            add(t, to, feel_string(slice_part(text, k.offset + 1, k.length - 2)));
        if (k.kind != TOKEN_NUMBER || !decimal_parse(slice_part(text, k.offset, k.length), &d))
            continue;
        for (int by = -1; by <= 1; by++) {
            if (decimal_add(d, decimal_from_int64(by), &near))
                add(t, to, feel_number(t->an->scratch, near));
        }
    }
}

static void add_values(trials *t, size_t slot)
{
    tried *to = &t->facts[t->count++];
    const fact *f = &t->an->pack->facts[slot];
    *to = (tried){.fact = f, .slot = slot};
    for (size_t i = 0; f->type->kind == FEEL_TYPE_STRING && i < f->type->allowed_count; i++)
        add(t, to, f->type->allowed[i]);
    for (int b = 0; b < 2; b++)
        add(t, to, feel_boolean(b == 1));
    if (f->type->kind == FEEL_TYPE_LIST)
        add(t, to, feel_list_of(t->an->scratch, NULL, 0));
    add(t, to, domain_sample(&t->an->solver.in, f, false));
    add_named(t, to, feel_expression_text(t->rule->when));
    const int64_t usual[] = {0, 1, 2, 10, 100, 1000};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        add(t, to, feel_integer(usual[i]));
}

static bool is_true(trials *t)
{
    const feel_value v = feel_evaluate(t->an->machine, t->rule->when, t->an->values, t->an->value_count);
    return feel_is_true(v);
}

/// Tries the facts from `at` on with all values, each of them unknown too if `unknown`. True once the condition is; the values then stand.
static bool try_from(trials *t, size_t at, bool unknown)
{
    if (at == t->count)
        return is_true(t);
    tried *f = &t->facts[at];
    t->an->values[f->slot] = feel_null();
    if (unknown && try_from(t, at + 1, unknown))
        return true;
    for (size_t i = 0; i < f->count; i++) {
        t->an->values[f->slot] = f->values[i];
        if (try_from(t, at + 1, unknown))
            return true;
    }
    t->an->values[f->slot] = feel_null();
    return false;
}

static void report(trials *t)
{
    analysis *an = t->an;
    text_builder example = {.arena = an->scratch};
    slice unknown = {"", 0};
    text_add(&example, SLICE("{"));
    for (size_t i = 0; i < t->count; i++) {
        const feel_value v = an->values[t->facts[i].slot];
        if (feel_is_null(v))
            unknown = t->facts[i].fact->name;
        else
            text_add_format(&example, "%s%.*s: %.*s", example.length > 1 ? ", " : "",
                            SLICE_ARG(t->facts[i].fact->name), SLICE_ARG(feel_to_literal(an->scratch, v)));
    }
    text_add(&example, SLICE("}"));
    find_report(an, feel_expression_place(t->rule->when), "only-unknown", "rule", t->rule->id,
                "'%.*s' seems to fire only while '%.*s' is unknown", SLICE_ARG(t->rule->id),
                SLICE_ARG(unknown));
    diag_hint(an->diags, "if that is meant, ask for it: %.*s = null", SLICE_ARG(unknown));
    diag_witness(an->diags, text_result(&example));
}

static void look_at(analysis *an, const rule *r)
{
    trials t = {.an = an, .rule = r};
    size_t count = 0;
    const size_t *reads = feel_expression_reads(r->when, &count);
    for (size_t i = 0; i < count; i++) {
        if (reads[i] >= an->pack->fact_count)
            continue;
        if (t.count == MOST_FACTS)
            return;
        add_values(&t, reads[i]);
    }
    const bool found = t.count > 0 && !try_from(&t, 0, false) && try_from(&t, 0, true);
    if (found)
        report(&t);
    for (size_t i = 0; i < t.count; i++)
        an->values[t.facts[i].slot] = feel_null();
}

void find_unknowns(analysis *an)
{
    const pack *p = an->pack;
    for (size_t i = 0; i < p->rule_count; i++) {
        const rule *r = &p->rules[i];
        if (r->when != NULL && r->iterations == NULL && r->table == NULL && !an->rules[i].never &&
            pack_is_own(p, r->changed_by) && !asks_for_null(feel_expression_text(r->when)))
            look_at(an, r);
        analysis_reset(an);
    }
}
