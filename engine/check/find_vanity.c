// Parts of expressions that are in vain by themselves, in whatever the pack itself says: rules, texts, tables, constants, functions and
// allowed values.
#include "check/find.h"

#include "reason/vanity.h"

/// What an expression belongs to, for the finding.
typedef struct owner {
    const char *about;
    slice id;
    const feel_expression *input; ///< of a cell: what it tests
} owner;

static void report_range(analysis *an, const owner *of, const vain_part *part)
{
    find_report(an, part->where, "empty-range", of->about, of->id, "nothing lies in '%.*s'",
                SLICE_ARG(diag_quote(part->text)));
    diag_hint(an->diags, "the lower end comes first");
}

static void report_comparison(analysis *an, const owner *of, const vain_part *part)
{
    find_report(an, part->where, "compared-with-itself", of->about, of->id, "'%.*s' is %s true",
                SLICE_ARG(diag_quote(part->text)), part->truth ? "always" : "never");
    diag_hint(an->diags, "it compares something with itself");
}

static void report_value(analysis *an, const owner *of, const vain_part *part)
{
    slice *names = ARENA_ARRAY(an->scratch, part->type->allowed_count, slice);
    for (size_t i = 0; i < part->type->allowed_count; i++)
        names[i] =
            part->type->allowed[i].kind == FEEL_STRING ? feel_text(part->type->allowed[i]) : (slice){NULL, 0};
    find_report(an, part->where, "impossible-value", of->about, of->id,
                "'%.*s' is not an allowed value of '%.*s'", SLICE_ARG(diag_quote(part->value)),
                SLICE_ARG(diag_quote(of->input != NULL ? feel_expression_text(of->input) : part->compared)));
    diag_hint_nearest(an->diags, part->value, names, part->type->allowed_count);
}

/// @param tested  of unary tests
static void look_at(analysis *an, owner of, const feel_expression *e, const feel_type *tested)
{
    size_t count = 0;
    const vain_part *parts = e != NULL ? vain_parts(&an->solver.in, e, tested, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind == VAIN_RANGE)
            report_range(an, &of, &parts[i]);
        else if (parts[i].kind == VAIN_COMPARISON)
            report_comparison(an, &of, &parts[i]);
        else
            report_value(an, &of, &parts[i]);
    }
    analysis_reset(an);
}

static void look_at_text(analysis *an, owner of, const template_text *text)
{
    for (size_t i = 0; i < text->count; i++)
        look_at(an, of, text->pieces[i].expression, NULL);
}

/// Of a row the cells are looked at, and not the condition that is made of them.
static void look_at_rule(analysis *an, const rule *r)
{
    const owner of = {"rule", r->id, NULL};
    const bool first = r->table != NULL && r->table->first_rule == (size_t)(r - an->pack->rules);
    if (r->table == NULL || first)
        look_at(an, of, r->iterations, NULL);
    if (r->table == NULL)
        look_at(an, of, r->when, NULL);
    look_at(an, of, r->certainty, NULL);
    look_at(an, of, r->value, NULL);
    look_at_text(an, of, &r->because);
}

static void look_at_table(analysis *an, const pack_table *t)
{
    const size_t inputs = t->form.input_count;
    for (size_t i = 0; i < inputs; i++)
        look_at(an, (owner){"rule", an->pack->rules[t->first_rule].id, NULL}, t->form.inputs[i].expression,
                NULL);
    for (size_t row = 0; row < t->form.row_count; row++) {
        for (size_t i = 0; i < inputs; i++)
            look_at(an,
                    (owner){"rule", an->pack->rules[t->first_rule + row].id, t->form.inputs[i].expression},
                    t->form.cells[row * inputs + i], t->form.inputs[i].type);
    }
}

static void look_at_vocabulary(analysis *an)
{
    const pack *p = an->pack;
    for (size_t i = 0; i < p->fact_count; i++) {
        if (pack_is_own(p, p->facts[i].level))
            look_at(an, (owner){"fact", p->facts[i].name, NULL}, p->facts[i].allowed, NULL);
    }
    for (size_t i = 0; i < p->type_count; i++) {
        for (size_t k = 0; pack_is_own(p, p->types[i].level) && k < p->types[i].field_count; k++)
            look_at(an, (owner){0}, p->types[i].fields[k].allowed, NULL);
    }
    for (size_t i = 0; i < p->profile_check_count; i++) {
        if (pack_is_own(p, p->profile_checks[i].level))
            look_at(an, (owner){0}, p->profile_checks[i].when, NULL);
    }
}

void find_vanity(analysis *an)
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
    for (size_t i = 0; i < p->constant_count; i++) {
        if (pack_is_own(p, p->constants[i].level))
            look_at(an, (owner){0}, p->constants[i].body, NULL);
    }
    look_at_vocabulary(an);
}
