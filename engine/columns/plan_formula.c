// Conditions to formulas over atoms.
#include "columns/plan_builder.h"

/// Negation is pushed down to the atoms.
static formula formula_of(plan_builder *b, const feel_condition *c, bool negated)
{
    formula out = {.kind = FORMULA_OPEN};
    switch (c->kind) {
    case FEEL_CONDITION_CONSTANT:
        out.kind = FORMULA_CONSTANT;
        out.constant = negated ? feel_truth_not(c->constant) : c->constant;
        break;
    case FEEL_CONDITION_ATOM: {
        uint32_t atom;
        if (plan_find_atom(b, &c->atom, &atom)) {
            out.kind = FORMULA_LITERAL;
            out.literal = 2 * atom + negated;
        }
        break;
    }
    case FEEL_CONDITION_NOT: return formula_of(b, c->parts[0], !negated);
    case FEEL_CONDITION_AND:
    case FEEL_CONDITION_OR: {
        formula *parts = ARENA_ARRAY(b->arena, c->count, formula);
        for (size_t i = 0; i < c->count; i++)
            parts[i] = formula_of(b, c->parts[i], negated);
        out.kind = (c->kind == FEEL_CONDITION_AND) != negated ? FORMULA_AND : FORMULA_OR;
        out.parts = parts;
        out.count = c->count;
        break;
    }
    }
    return out;
}

static bool is_closed(const formula *f)
{
    for (size_t i = 0; i < f->count; i++) {
        if (!is_closed(&f->parts[i]))
            return false;
    }
    return f->kind != FORMULA_OPEN;
}

/// The literals of a conjunction of literals, nested ones too; false where the formula is none.
static bool collect_literals(const formula *f, uint32_t *literals, size_t most, size_t *count)
{
    if (f->kind == FORMULA_LITERAL) {
        if (*count == most)
            return false;
        literals[(*count)++] = f->literal;
        return true;
    }
    if (f->kind == FORMULA_CONSTANT)
        return f->constant == FEEL_TRUE;
    for (size_t i = 0; f->kind == FORMULA_AND && i < f->count; i++) {
        if (!collect_literals(&f->parts[i], literals, most, count))
            return false;
    }
    return f->kind == FORMULA_AND;
}

/// Notes the facts that a rule's variables run over.
static void note_lists(plan_builder *b, const rule *r, plan_rule *out)
{
    size_t count = 0;
    const feel_domain *domains =
        feel_condition_domains(&b->scope, r->iterations, b->pack->scope.count, &count);
    size_t *lists = ARENA_ARRAY(b->arena, count, size_t);
    for (size_t i = 0; i < count; i++) {
        if (domains[i].list >= 0 && (size_t)domains[i].list < b->pack->fact_count)
            lists[out->list_count++] = (size_t)domains[i].list;
    }
    out->lists = lists;
}

plan_rule plan_rule_of(plan_builder *b, size_t index)
{
    enum { MOST_LITERALS = 64 };
    const rule *r = &b->pack->rules[index];
    plan_rule out = {.rule = index, .when = {.kind = FORMULA_CONSTANT, .constant = FEEL_TRUE}};
    if (r->table != NULL)
        return out; // its rows are held together against a profile at a time
    if (r->when != NULL)
        out.when = formula_of(b, feel_condition_of(&b->scope, r->when), false);
    if (r->iterations != NULL)
        note_lists(b, r, &out);
    out.closed = r->iterations == NULL && is_closed(&out.when);
    uint32_t literals[MOST_LITERALS];
    out.conjoins = out.closed && collect_literals(&out.when, literals, MOST_LITERALS, &out.literal_count);
    if (!out.conjoins)
        out.literal_count = 0;
    if (out.literal_count > 0) {
        uint32_t *kept = ARENA_ARRAY(b->arena, out.literal_count, uint32_t);
        memcpy(kept, literals, out.literal_count * sizeof *kept);
        out.literals = kept;
    }
    return out;
}
