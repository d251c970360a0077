// What is compared or added, but measured in different units: months with hours, in all that the pack itself says.
#include "check/find.h"

#include "reason/units.h"

/// What an expression belongs to, for the finding.
typedef struct owner {
    const char *about;
    slice id;
} owner;

static slice unit_of_variable(const void *state, size_t variable)
{
    const pack *p = state;
    return variable < p->fact_count ? p->facts[variable].unit : (slice){0};
}

static slice unit_of_field(const void *state, const feel_type *record, slice field)
{
    const pack *p = state;
    for (size_t i = 0; i < p->type_count; i++) {
        for (size_t k = 0; p->types[i].type == record && k < p->types[i].field_count; k++) {
            if (slice_equal(p->types[i].fields[k].name, field))
                return p->types[i].fields[k].unit;
        }
    }
    return (slice){0};
}

static void report(analysis *an, const owner *of, const unit_clash *c)
{
    static const char *const uses[] = {[UNITS_COMPARED] = "they are compared",
                                       [UNITS_ADDED] = "they are added",
                                       [UNITS_GATHERED] = "they go into one total",
                                       [UNITS_ALTERNATE] = "one or the other is given"};
    find_report(an, c->where, "mixed-units", of->about, of->id, "'%.*s' is in %.*s, '%.*s' in %.*s, and %s",
                SLICE_ARG(diag_quote(c->left)), SLICE_ARG(diag_quote(c->left_unit)),
                SLICE_ARG(diag_quote(c->right)), SLICE_ARG(diag_quote(c->right_unit)), uses[c->use]);
    if (units_are_one(c->left_unit, c->right_unit))
        diag_hint(an->diags, "if these are one unit, spell it alike in both declarations");
    else
        diag_hint(an->diags, "convert one of them by a function, or correct the unit of its declaration");
}

static unit_source units_of(const analysis *an)
{
    return (unit_source){an->pack, unit_of_variable, unit_of_field};
}

/// @param unit, text  of unary tests: of what they test
/// @return            the unit of what the expression gives
static slice look_at(analysis *an, owner of, const feel_expression *e, slice unit, slice text)
{
    const unit_source from = units_of(an);
    size_t count = 0;
    slice gives = {0};
    const unit_clash *clashes =
        e != NULL ? units_clash(an->scratch, &from, e, unit, text, &count, &gives) : NULL;
    for (size_t i = 0; i < count; i++)
        report(an, &of, &clashes[i]);
    analysis_reset(an);
    return gives;
}

static void look_at_text(analysis *an, owner of, const template_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        (void)look_at(an, of, text->pieces[i].expression, (slice){0}, (slice){0});
}

/// The value that a rule gives a fact is in the fact's unit.
static void look_at_value(analysis *an, const rule *r)
{
    const slice gives = look_at(an, (owner){"rule", r->id}, r->value, (slice){0}, (slice){0});
    const fact *f = pack_concluded(an->pack, r);
    if (f == NULL || gives.len == 0 || f->unit.len == 0 || slice_equal(f->unit, gives))
        return;
    find_report(an, feel_expression_place(r->value), "mixed-units", "rule", r->id,
                "'%.*s' is in %.*s, and its %s '%.*s' in %.*s",
                SLICE_ARG(diag_quote(feel_expression_text(r->value))), SLICE_ARG(diag_quote(gives)),
                r->kind == RULE_CONCLUDES ? "fact" : "field", SLICE_ARG(f->name),
                SLICE_ARG(diag_quote(f->unit)));
    if (units_are_one(f->unit, gives))
        diag_hint(an->diags, "if these are one unit, spell it alike in both declarations");
    else
        diag_hint(an->diags, "convert it by a function, or correct the unit of a declaration");
}

/// Each rule for a recommendation has the expression of its priority: one is looked at.
static bool is_first_for(const pack *p, const rule *r)
{
    const rule *first = p->rules;
    while (first->kind != RULE_RECOMMENDS || first->target != r->target)
        first++;
    return first == r;
}

static void look_at_rule(analysis *an, const rule *r)
{
    const owner of = {"rule", r->id};
    const bool first = r->table != NULL && r->table->first_rule == (size_t)(r - an->pack->rules);
    if (r->table == NULL || first)
        (void)look_at(an, of, r->iterations, (slice){0}, (slice){0});
    if (r->table == NULL)
        (void)look_at(an, of, r->when, (slice){0}, (slice){0});
    (void)look_at(an, of, r->certainty, (slice){0}, (slice){0});
    if (r->priority != NULL && is_first_for(an->pack, r))
        (void)look_at(an, (owner){"recommendation", an->pack->recommendations[r->target].id}, r->priority,
                      (slice){0}, (slice){0});
    look_at_value(an, r);
    look_at_text(an, of, &r->because);
}

static void look_at_table(analysis *an, const pack_table *t)
{
    const size_t inputs = t->form.input_count;
    const rule *rows = &an->pack->rules[t->first_rule];
    for (size_t i = 0; i < inputs; i++) {
        const feel_expression *input = t->form.inputs[i].expression;
        const slice unit = look_at(an, (owner){"rule", rows->id}, input, (slice){0}, (slice){0});
        for (size_t row = 0; row < t->form.row_count; row++)
            (void)look_at(an, (owner){"rule", rows[row].id}, t->form.cells[row * inputs + i], unit,
                          feel_expression_text(input));
    }
}

void find_units(analysis *an)
{
    const pack *p = an->pack;
    for (size_t i = 0; i < p->rule_count; i++) {
        if (pack_is_own(p, p->rules[i].changed_by))
            look_at_rule(an, &p->rules[i]);
    }
    for (size_t i = 0; i < p->table_count; i++) {
        if (pack_is_own(p, p->tables[i].level))
            look_at_table(an, &p->tables[i]);
    }
    for (size_t i = 0; i < p->profile_check_count; i++) {
        if (pack_is_own(p, p->profile_checks[i].level))
            (void)look_at(an, (owner){0}, p->profile_checks[i].when, (slice){0}, (slice){0});
    }
}
