// Reasons that can come out empty: a text is left out if one of its {{expressions}} is unknown.
#include "check/find.h"

static bool fires_without_reason(analysis *an, const analysed_rule *r, const void *state)
{
    const feel_expression *piece = state;
    bool concludes = r->rule->kind == RULE_CONCLUDES; // without a value it says nothing that needs a reason
    return witness_condition_is_true(an, r) && feel_is_null(witness_evaluate(an, piece)) &&
           !(concludes && feel_is_null(witness_evaluate(an, r->rule->value)));
}

/// The formula that says of a variable or field that it is unknown; NULL for all other expressions.
static const formula *is_unknown(analysis *an, const analysed_rule *r, const feel_expression *e)
{
    atom *asks = ARENA_NEW(an->scratch, atom);
    *asks = (atom){.kind = ATOM_COMPARE, .op = COMPARE_EQUAL, .constant = feel_null()};
    if (!condition_expression_subject(&an->solver.in, e, &asks->subject))
        return NULL;
    formula *f = ARENA_NEW(an->scratch, formula);
    *f = (formula){.kind = FORMULA_ATOM, .atom = asks, .number = analysis_subject(an, r, asks)};
    return f;
}

/// Reports the piece if there is a profile for which the rule fires and the piece is unknown.
static bool look_at_piece(analysis *an, const analysed_rule *r, const feel_expression *e)
{
    const formula *unknown = is_unknown(an, r, e);
    demand demands[] = {{formula_or_true(an->scratch, r->fires), MAY_BE_TRUE},
                        {formula_or_true(an->scratch, unknown), MAY_BE_TRUE}};
    choice_list found = {0};
    if (solve(&an->solver, demands, 2, true, &found) != SOLVE_YES || witness_is_contrived(an, &found, &r, 1))
        return false;
    witness *w = witness_make(an, &found, r);
    bool shown = witness_some_binding(an, r, fires_without_reason, e);
    witness_clear(an, w);
    if (!shown)
        return false;
    find_report(an, feel_expression_place(e), "empty-reason", "rule", r->rule->id,
                "'%.*s' can fire without a reason: '%.*s' may be unknown", SLICE_ARG(r->rule->id),
                SLICE_ARG(slice_part(feel_expression_text(e), 0, 120)));
    diag_hint(an->diags, "ask for it in the condition, or leave it out of 'because'");
    diag_witness(an->diags, w->text);
    return true;
}

void find_reasons(analysis *an)
{
    for (size_t i = 0; i < an->pack->rule_count; i++) {
        const template_text *because = &an->pack->rules[i].because;
        bool found = an->rules[i].never || an->pack->rules[i].table != NULL ||
                     !pack_is_own(an->pack, an->pack->rules[i].changed_by);
        for (size_t piece = 0; piece < because->count && !found; piece++) {
            if (because->pieces[piece].expression != NULL)
                found = look_at_piece(an, &an->rules[i], because->pieces[piece].expression);
        }
        analysis_reset(an);
    }
}
