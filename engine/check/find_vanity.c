// Parts of expressions that are in vain by themselves.
#include "check/expressions.h"
#include "check/find.h"

#include "reason/vanity.h"

static void report_range(analysis *an, const found_expression *of, const vain_part *part)
{
    find_report(an, part->where, "empty-range", of->about, of->id, "nothing lies in '%.*s'",
                SLICE_ARG(diag_quote(part->text)));
    diag_hint(an->diags, "the lower end comes first");
}

static void report_comparison(analysis *an, const found_expression *of, const vain_part *part)
{
    find_report(an, part->where, "compared-with-itself", of->about, of->id, "'%.*s' is %s true",
                SLICE_ARG(diag_quote(part->text)), part->truth ? "always" : "never");
    diag_hint(an->diags, "it compares something with itself");
}

static void report_value(analysis *an, const found_expression *of, const vain_part *part)
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

static void look_at(analysis *an, const found_expression *of, void *state)
{
    (void)state;
    size_t count = 0;
    const vain_part *parts = vain_parts(&an->solver.in, of->expression, of->input_type, &count);
    for (size_t i = 0; i < count; i++) {
        if (parts[i].kind == VAIN_RANGE)
            report_range(an, of, &parts[i]);
        else if (parts[i].kind == VAIN_COMPARISON)
            report_comparison(an, of, &parts[i]);
        else
            report_value(an, of, &parts[i]);
    }
    analysis_reset(an);
}

void find_vanity(analysis *an)
{
    expressions_visit(an, look_at, NULL);
}
