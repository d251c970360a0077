// Reasons that can come out empty: a text is left out if one of its {{expressions}} is unknown.
#include "check/find.h"

static bool fires_without_reason(analysis *an, const analysed_rule *r, const void *state)
{
    const feel_expression *piece = state;
    bool concludes = r->rule->kind != RULE_RECOMMENDS; // without a value it says nothing that needs a reason
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

/// Evidence against a recommendation is shown, but it does not bring the advice: that needs evidence for it.
static bool speaks_for(analysis *an, const rule *r)
{
    const bool fixed = r->certainty != NULL && feel_expression_is_constant(r->certainty);
    const feel_value v = fixed ? witness_evaluate(an, r->certainty) : feel_null();
    return v.kind != FEEL_NUMBER || decimal_sign(feel_decimal(v)) > 0;
}

static bool text_is_left_out(analysis *an, const template_text *text)
{
    bool found = text->count == 0;
    for (size_t i = 0; i < text->count && !found; i++)
        found = text->pieces[i].expression != NULL &&
                feel_is_null(witness_evaluate(an, text->pieces[i].expression));
    return found;
}

static bool fires_without_step(analysis *an, const analysed_rule *r, const void *state)
{
    const recommendation *about = state;
    bool all = witness_condition_is_true(an, r);
    for (size_t i = 0; i < about->next_step_count && all; i++)
        all = text_is_left_out(an, &r->rule->next_steps[i]);
    return all;
}

/// A text that is looked at, as the rule whose evidence is shown sees it.
typedef struct looked_at {
    const analysed_rule *rule;
    const char *message; ///< with places for an id and the expression
    const char *hint;
    slice id;
    const recommendation *
        steps_of; ///< it is the first of these next steps, and all of them must be left out; NULL: it is no step
} looked_at;

/// Reports the piece if there is a profile for which the rule fires and the piece is unknown.
static bool look_at_piece(analysis *an, const looked_at *at, const feel_expression *e)
{
    const analysed_rule *r = at->rule;
    const formula *unknown = is_unknown(an, r, e);
    demand demands[] = {{formula_or_true(an->scratch, r->fires), MAY_BE_TRUE},
                        {formula_or_true(an->scratch, unknown), MAY_BE_TRUE}};
    choice_list found = {0};
    if (solve(&an->solver, demands, 2, true, &found) != SOLVE_YES ||
        witness_is_contrived(an, &found, &r, 1, e))
        return false;
    witness *w = witness_make(an, &found, r);
    bool shown = at->steps_of != NULL ? witness_some_binding(an, r, fires_without_step, at->steps_of)
                                      : witness_some_binding(an, r, fires_without_reason, e);
    witness_clear(an, w);
    if (!shown)
        return false;
    find_report(an, feel_expression_place(e), "empty-reason", "rule", r->rule->id,
                "'%.*s' can %s: '%.*s' may be unknown", SLICE_ARG(at->id), at->message,
                SLICE_ARG(slice_part(feel_expression_text(e), 0, 120)));
    diag_hint(an->diags, "%s", at->hint);
    diag_witness(an->diags, w->text);
    return true;
}

static bool look_at_text(analysis *an, const looked_at *at, const template_text *text)
{
    bool found = false;
    for (size_t piece = 0; piece < text->count && !found; piece++) {
        if (text->pieces[piece].expression != NULL)
            found = look_at_piece(an, at, text->pieces[piece].expression);
    }
    analysis_reset(an);
    return found;
}

static bool has_expression(const template_text *text)
{
    bool found = false;
    for (size_t piece = 0; piece < text->count && !found; piece++)
        found = text->pieces[piece].expression != NULL;
    return found;
}

/// The first next step, if all of them can be left out; else NULL.
static const template_text *only_steps(const recommendation *about, const rule *r)
{
    for (size_t i = 0; i < about->next_step_count; i++) {
        if (r->next_steps[i].count == 0 || !has_expression(&r->next_steps[i]))
            return NULL;
    }
    return about->next_step_count > 0 ? &r->next_steps[0] : NULL;
}

/// What a recommendation says when this rule speaks for it. One finding for each of its texts is enough.
static void look_at_advice(analysis *an, const analysed_rule *r, bool seen[3])
{
    const recommendation *about = &an->pack->recommendations[r->rule->target];
    const char *hint = "ask for it in the condition, or leave it out of the text";
    looked_at at = {r, "be given without a title", hint, about->id, NULL};
    seen[0] = seen[0] || look_at_text(an, &at, &r->rule->title);
    at.message = "be given without its summary";
    seen[1] = seen[1] || look_at_text(an, &at, &about->summary);
    at.message = "be given without a next step";
    at.steps_of = about;
    const template_text *step = only_steps(about, r->rule);
    seen[2] = seen[2] || (step != NULL && look_at_text(an, &at, step));
}

void find_reasons(analysis *an)
{
    const pack *p = an->pack;
    bool(*seen)[3] = arena_array(an->arena, p->recommendation_count, sizeof *seen);
    for (size_t i = 0; i < p->rule_count; i++) {
        const rule *r = &p->rules[i];
        const looked_at reason = {&an->rules[i], "fire without a reason",
                                  "ask for it in the condition, or leave it out of 'because'", r->id, NULL};
        if (an->rules[i].never || r->table != NULL || !pack_is_own(p, r->changed_by))
            continue;
        (void)look_at_text(an, &reason, &r->because);
        if (r->kind == RULE_RECOMMENDS && pack_is_own(p, p->recommendations[r->target].level) &&
            speaks_for(an, r))
            look_at_advice(an, &an->rules[i], seen[r->target]);
    }
}
