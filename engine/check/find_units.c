// What is compared or added, but measured in different units: months with hours.
#include "check/expressions.h"
#include "check/find.h"

#include "reason/units.h"

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

static void report(analysis *an, const found_expression *of, const unit_clash *c)
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

/// The value that a rule gives a fact is in the fact's unit.
static void look_at_value(analysis *an, const rule *r, slice gives)
{
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

/// @param state  the unit of the expression that was visited last and is no cell: a cell tests it
static void look_at(analysis *an, const found_expression *of, void *state)
{
    slice *unit = state;
    const unit_source from = {an->pack, unit_of_variable, unit_of_field};
    const bool is_cell = of->input != NULL;
    size_t count = 0;
    slice gives = {0};
    const unit_clash *clashes =
        units_clash(an->scratch, &from, of->expression, is_cell ? *unit : (slice){0},
                    is_cell ? feel_expression_text(of->input) : (slice){0}, &count, &gives);
    for (size_t i = 0; i < count; i++)
        report(an, of, &clashes[i]);
    if (of->value_of != NULL)
        look_at_value(an, of->value_of, gives);
    if (!is_cell)
        *unit = gives;
    analysis_reset(an);
}

void find_units(analysis *an)
{
    slice unit = {0};
    expressions_visit(an, look_at, &unit);
}
