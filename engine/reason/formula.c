// Conditions to normal forms: negation is pushed down to the atoms.
#include "reason/formula.h"

/// Who a formula is made for.
typedef struct maker {
    arena *arena;
    formula_numbering *number;
    void *owner;
} maker;

static formula *new_formula(arena *a, formula_kind kind)
{
    formula *f = ARENA_NEW(a, formula);
    f->kind = kind;
    return f;
}

/// A formula that always has this truth.
static const formula *constant_formula(arena *a, feel_truth truth)
{
    formula *f = new_formula(a, FORMULA_CONSTANT);
    f->constant = truth;
    return f;
}

static const formula *normal_form(const maker *m, const condition *written, bool turned)
{
    formula *f = new_formula(m->arena, FORMULA_CONSTANT);
    const condition *c = written;
    bool negated = turned;
    for (; c->kind == CONDITION_NOT; c = c->parts[0])
        negated = !negated;
    f->written = written;
    f->turned = turned;
    if (c->kind == CONDITION_CONSTANT) {
        f->constant = negated ? feel_truth_not(c->constant) : c->constant;
    } else if (c->kind == CONDITION_ATOM) {
        f->kind = m->number(m->owner, &c->atom, &f->number) ? FORMULA_ATOM : FORMULA_OPEN;
        f->negated = negated;
        f->atom = &c->atom;
    } else {
        const formula **parts = ARENA_ARRAY(m->arena, c->count, const formula *);
        for (size_t i = 0; i < c->count; i++)
            parts[i] = normal_form(m, c->parts[i], negated);
        f->kind = (c->kind == CONDITION_AND) != negated ? FORMULA_AND : FORMULA_OR;
        f->is_range = c->is_range;
        f->parts = parts;
        f->count = c->count;
    }
    return f;
}

const formula *formula_of(arena *a, const condition *c, formula_numbering *number, void *owner)
{
    return normal_form(&(maker){a, number, owner}, c, false);
}

const formula *formula_and(arena *a, const formula *left, const formula *right)
{
    if (left == NULL || right == NULL)
        return left != NULL ? left : right;
    formula *f = new_formula(a, FORMULA_AND);
    const formula **parts = ARENA_ARRAY(a, 2, const formula *);
    parts[0] = left;
    parts[1] = right;
    f->parts = parts;
    f->count = 2;
    return f;
}

const formula *formula_or_true(arena *a, const formula *f)
{
    return f != NULL ? f : constant_formula(a, FEEL_TRUE);
}

static const formula *with_part(arena *a, const formula *whole, size_t index, const formula *changed)
{
    const formula **parts = ARENA_ARRAY(a, whole->count, const formula *);
    memcpy(parts, whole->parts, whole->count * sizeof *parts);
    parts[index] = changed;
    formula *f = ARENA_NEW(a, formula);
    *f = *whole;
    f->parts = parts;
    return f;
}

const formula *formula_without(arena *a, const formula *whole, const formula *part, feel_truth by)
{
    if (whole == part)
        return constant_formula(a, by);
    for (size_t i = 0; i < whole->count; i++) {
        const formula *changed = formula_without(a, whole->parts[i], part, by);
        if (changed != whole->parts[i])
            return with_part(a, whole, i, changed);
    }
    return whole;
}

bool formula_contains(const formula *whole, const formula *part)
{
    bool found = whole == part;
    for (size_t i = 0; whole != NULL && i < whole->count && !found; i++)
        found = formula_contains(whole->parts[i], part);
    return found;
}

bool formula_is_closed(const formula *f)
{
    for (size_t i = 0; i < f->count; i++) {
        if (!formula_is_closed(f->parts[i]))
            return false;
    }
    return f->kind != FORMULA_OPEN;
}
