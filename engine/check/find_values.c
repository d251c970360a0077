// Values of derived facts that conditions test and nothing concludes: most often a misspelt one on either side.
#include "check/find.h"

#include "base/text.h"
#include "reason/results.h"

/// What rules, tables and the default give a derived fact; of a list, the items.
typedef struct concluded {
    feel_value *items;
    size_t count, capacity;
    bool open; ///< something is computed: it may have any value
} concluded;

static void add_value(analysis *an, concluded *c, feel_value v)
{
    const size_t count = v.kind == FEEL_LIST ? v.as.list->count : 1;
    for (size_t i = 0; i < count; i++) {
        const feel_value item = v.kind == FEEL_LIST ? v.as.list->items[i] : v;
        ARENA_PUSH(an->arena, c, items, count, capacity, item);
    }
}

static void add_results(analysis *an, concluded *c, const feel_expression *e)
{
    size_t count = 0;
    bool complete = true;
    const expression_result *results = e != NULL ? results_of(&an->scope, e, &count, &complete) : NULL;
    for (size_t i = 0; i < count; i++)
        add_value(an, c, results[i].value);
    c->open = c->open || !complete;
}

static concluded concluded_for(analysis *an, size_t fact_index)
{
    const pack *p = an->pack;
    const fact *f = &p->facts[fact_index];
    concluded c = {.open = !f->derived || f->ask.len > 0 || p->concluding_counts[fact_index] == 0};
    for (size_t i = 0; i < p->concluding_counts[fact_index] && !c.open; i++) {
        const rule *r = &p->rules[p->concluding_rules[fact_index][i]];
        c.open = r->table != NULL && r->table->form.aggregation != AGGREGATE_NONE;
        add_results(an, &c, r->value);
        if (r->table != NULL)
            add_results(an, &c, r->table->default_value);
    }
    if (f->has_default)
        add_value(an, &c, f->default_value);
    return c;
}

static bool is_concluded(const concluded *c, feel_value v)
{
    for (size_t i = 0; i < c->count; i++) {
        if (feel_equal(c->items[i], v) == FEEL_TRUE)
            return true;
    }
    return false;
}

/// The derived fact that an atom tests for a value; -1 if it tests something else.
static ptrdiff_t tested_fact(const analysis *an, const atom *a)
{
    const bool equality = a->kind == ATOM_CONTAINS ||
                          (a->kind == ATOM_COMPARE && (a->op == COMPARE_EQUAL || a->op == COMPARE_NOT_EQUAL));
    const bool is_fact = a->subject.kind == SUBJECT_VARIABLE && a->subject.field.len == 0 &&
                         a->subject.variable < an->pack->fact_count;
    return equality && is_fact && !feel_is_null(a->constant) ? (ptrdiff_t)a->subject.variable : -1;
}

static void report(analysis *an, const rule *r, const condition *part, const fact *f, const concluded *c)
{
    text_builder known = {.arena = an->scratch};
    for (size_t i = 0; i < c->count; i++) {
        const concluded before = {.items = c->items, .count = i};
        if (!is_concluded(&before, c->items[i]))
            text_add_format(&known, "%s%.*s", known.length > 0 ? ", " : "",
                            SLICE_ARG(feel_to_literal(an->scratch, c->items[i])));
    }
    find_report(an, condition_place(r->when, part), "unconcluded-value", "rule", r->id,
                "nothing concludes %.*s for '%.*s'",
                SLICE_ARG(feel_to_literal(an->scratch, part->atom.constant)), SLICE_ARG(f->name));
    diag_hint(an->diags, "what it can be: %.*s", SLICE_ARG(diag_quote(text_result(&known))));
}

/// Recursion is bounded by the height of the condition.
static void look_at(analysis *an, const concluded *by_fact, const rule *r, const condition *part)
{
    const ptrdiff_t at = part->kind == CONDITION_ATOM ? tested_fact(an, &part->atom) : -1;
    if (at >= 0 && !by_fact[at].open && !is_concluded(&by_fact[at], part->atom.constant))
        report(an, r, part, &an->pack->facts[at], &by_fact[at]);
    for (size_t i = 0; i < part->count; i++)
        look_at(an, by_fact, r, part->parts[i]);
}

void find_values(analysis *an)
{
    const pack *p = an->pack;
    concluded *by_fact = ARENA_ARRAY(an->arena, p->fact_count, concluded);
    for (size_t i = 0; i < p->fact_count; i++)
        by_fact[i] = concluded_for(an, i);
    for (size_t i = 0; i < p->rule_count; i++) {
        const analysed_rule *r = &an->rules[i];
        if (r->condition != NULL && pack_is_own(p, r->rule->changed_by))
            look_at(an, by_fact, r->rule, r->condition);
        analysis_reset(an);
    }
}
