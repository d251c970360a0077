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

/// @param rules  those that conclude it
static concluded concluded_for(analysis *an, const fact *f, const size_t *rules, size_t count)
{
    concluded c = {.open = !f->derived || f->ask.len > 0 || count == 0};
    for (size_t i = 0; i < count && !c.open; i++) {
        const rule *r = &an->pack->rules[rules[i]];
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

/// The derived fact or field that an atom tests for a value: fields come behind all facts. -1 if it tests something else.
static ptrdiff_t tested_fact(const analysis *an, const rule *r, const atom *a)
{
    const bool equality = a->kind == ATOM_CONTAINS ||
                          (a->kind == ATOM_COMPARE && (a->op == COMPARE_EQUAL || a->op == COMPARE_NOT_EQUAL));
    const pack *p = an->pack;
    const size_t variable = a->subject.variable;
    if (!equality || a->subject.kind != SUBJECT_VARIABLE || feel_is_null(a->constant))
        return -1;
    if (a->subject.field.len == 0)
        return variable < p->fact_count ? (ptrdiff_t)variable : -1;
    const bool of_item = variable >= p->scope.count && variable - p->scope.count < r->variable_count;
    const record_type *type =
        of_item ? pack_record_type(p, r->variables[variable - p->scope.count].type) : NULL;
    const ptrdiff_t field = type != NULL ? pack_find_derived_field(p, type, a->subject.field) : -1;
    return field >= 0 ? (ptrdiff_t)p->fact_count + field : -1;
}

static const fact *declared_at(const pack *p, size_t at)
{
    return at < p->fact_count ? &p->facts[at] : p->derived_fields[at - p->fact_count].declared;
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
    const ptrdiff_t at = part->kind == CONDITION_ATOM ? tested_fact(an, r, &part->atom) : -1;
    if (at >= 0 && !by_fact[at].open && !is_concluded(&by_fact[at], part->atom.constant))
        report(an, r, part, declared_at(an->pack, (size_t)at), &by_fact[at]);
    for (size_t i = 0; i < part->count; i++)
        look_at(an, by_fact, r, part->parts[i]);
}

void find_values(analysis *an)
{
    const pack *p = an->pack;
    concluded *by_fact = ARENA_ARRAY(an->arena, p->fact_count + p->derived_field_count, concluded);
    for (size_t i = 0; i < p->fact_count; i++)
        by_fact[i] = concluded_for(an, &p->facts[i], p->concluding_rules[i], p->concluding_counts[i]);
    for (size_t i = 0; i < p->derived_field_count; i++) {
        const derived_field *d = &p->derived_fields[i];
        by_fact[p->fact_count + i] = concluded_for(an, d->declared, d->rules, d->rule_count);
    }
    for (size_t i = 0; i < p->rule_count; i++) {
        const analysed_rule *r = &an->rules[i];
        if (r->condition != NULL && pack_is_own(p, r->rule->changed_by))
            look_at(an, by_fact, r->rule, r->condition);
        analysis_reset(an);
    }
}
