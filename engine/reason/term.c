// The collection of terms: each is made once, and knows what its value depends on.
#include "reason/term_make.h"

static size_t mix(size_t hash, size_t value)
{
    hash = (hash ^ value) * 1099511628211u;
    return hash ^ (hash >> 29);
}

static size_t hash_of_constant(feel_value v)
{
    size_t hash = v.kind;
    if (v.kind == FEEL_STRING) {
        for (size_t i = 0; i < v.length; i++)
            hash = mix(hash, (unsigned char)v.as.text[i]);
    } else if (v.kind == FEEL_BOOLEAN) {
        hash = mix(hash, v.as.boolean);
    } else if (v.kind == FEEL_NUMBER && v.small) {
        hash = mix(hash, (size_t)v.as.integer);
    }
    return hash;
}

static size_t hash_of(const term *t)
{
    size_t hash = mix(mix((size_t)t->kind, (size_t)t->op), t->fact);
    hash = mix(mix(mix(hash, t->variable), t->other), t->field);
    for (size_t i = 0; i < t->part_count; i++)
        hash = mix(hash, t->parts[i]->number);
    return !feel_is_null(t->constant) ? mix(hash, hash_of_constant(t->constant)) : hash;
}

/// True if two evaluated terms read the same records.
static bool same_reading(const term *a, const term *b)
{
    return a->over[0] == b->over[0] && a->over[1] == b->over[1] && a->places[0] == b->places[0] &&
           a->places[1] == b->places[1];
}

static bool same_term(const term *a, const term *b)
{
    return a->kind == b->kind && a->op == b->op && a->fact == b->fact && a->variable == b->variable &&
           a->other == b->other && a->field == b->field && a->part_count == b->part_count &&
           a->parts[0] == b->parts[0] && a->parts[1] == b->parts[1] && a->constant.kind == b->constant.kind &&
           (feel_is_null(a->constant) || feel_equal(a->constant, b->constant) == FEEL_TRUE) &&
           (a->kind != TERM_EVALUATED || same_reading(a, b));
}

static size_t *slot_of(const term_collection *c, const term *t)
{
    size_t at = hash_of(t) & (c->slot_count - 1);
    while (c->slots[at] != 0 && !same_term(c->terms.items[c->slots[at] - 1], t))
        at = (at + 1) & (c->slot_count - 1);
    return &c->slots[at];
}

static void grow(term_collection *c)
{
    c->slot_count = c->slot_count == 0 ? 256 : c->slot_count * 2;
    c->slots = ARENA_ARRAY(c->arena, c->slot_count, size_t);
    for (size_t i = 0; i < c->terms.count; i++)
        *slot_of(c, c->terms.items[i]) = i + 1;
}

/// Adds a variable to those that a term depends on; false if there are too many.
static bool depend(term *t, size_t variable)
{
    if (variable == (size_t)TERM_NONE || t->over[0] == variable || t->over[1] == variable)
        return true;
    if (t->over[1] != (size_t)TERM_NONE)
        return false;
    const bool first = t->over[0] == (size_t)TERM_NONE;
    const bool before = !first && variable < t->over[0];
    t->over[1] = first ? (size_t)TERM_NONE : before ? t->over[0] : variable;
    t->over[0] = first || before ? variable : t->over[0];
    return true;
}

/// Takes back a variable that a term runs over.
static void release(term *t, size_t variable)
{
    if (variable == (size_t)TERM_NONE)
        return;
    if (t->over[0] == variable) {
        t->over[0] = t->over[1];
        t->over[1] = (size_t)TERM_NONE;
    } else if (t->over[1] == variable) {
        t->over[1] = (size_t)TERM_NONE;
    }
}

static bool runs_over_records(const term *t)
{
    return t->kind >= TERM_SOME && t->kind <= TERM_SUM;
}

/// Fills in what the term's value depends on.
static bool find_dependence(term *t)
{
    if (t->kind == TERM_EVALUATED)
        return true; // whoever made it has said
    t->over[0] = t->over[1] = (size_t)TERM_NONE;
    bool fits = t->kind != TERM_FIELD || depend(t, t->variable);
    for (size_t i = 0; i < t->part_count; i++)
        fits = fits && depend(t, t->parts[i]->over[0]) && depend(t, t->parts[i]->over[1]);
    if (runs_over_records(t)) {
        // Each record is gone over even if the condition does not read it.
        fits = fits && depend(t, t->variable) && depend(t, t->other);
        release(t, t->variable);
        release(t, t->other);
    }
    return fits;
}

const term *term_add(term_collection *c, term made)
{
    if (made.kind != TERM_FIELD && !runs_over_records(&made))
        made.variable = (size_t)TERM_NONE;
    if (made.kind != TERM_TALLY)
        made.other = (size_t)TERM_NONE;
    if (!find_dependence(&made))
        return NULL;
    if ((c->terms.count + 1) * 2 > c->slot_count)
        grow(c);
    size_t *slot = slot_of(c, &made);
    if (*slot != 0)
        return c->terms.items[*slot - 1];
    made.number = c->terms.count;
    term *kept = ARENA_NEW(c->arena, term);
    *kept = made;
    const term *added = kept;
    ARENA_PUSH(c->arena, &c->terms, items, count, capacity, added);
    *slot = c->terms.count;
    return kept;
}

size_t term_variable_for(term_collection *c, size_t list, size_t nesting, const feel_type *record)
{
    for (size_t i = 0; i < c->variables.count; i++) {
        if (c->variables.items[i].list == list && c->variables.items[i].nesting == nesting)
            return i;
    }
    const term_variable added = {list, nesting, record};
    ARENA_PUSH(c->arena, &c->variables, items, count, capacity, added);
    return c->variables.count - 1;
}

const term *term_constant(term_collection *c, feel_value v)
{
    const term_type type = v.kind == FEEL_BOOLEAN  ? TERM_BOOLEAN
                           : v.kind == FEEL_NUMBER ? TERM_NUMBER
                                                   : TERM_TEXT;
    return term_add(c, (term){.kind = TERM_CONSTANT, .type = type, .constant = v});
}

const term *term_not(term_collection *c, const term *part)
{
    if (part->kind == TERM_NOT)
        return part->parts[0];
    return term_add(c, (term){.kind = TERM_NOT, .type = TERM_BOOLEAN, .parts = {part}, .part_count = 1});
}

const term *term_join(term_collection *c, term_kind kind, const term *left, const term *right)
{
    if (left == right)
        return left;
    const bool turned = left->number > right->number; // so that the same two are one term
    return term_add(c, (term){.kind = kind,
                              .type = TERM_BOOLEAN,
                              .parts = {turned ? right : left, turned ? left : right},
                              .part_count = 2});
}

const term *term_true(term_collection *c)
{
    return term_constant(c, feel_boolean(true));
}

const term *term_and(term_collection *c, const term *left, const term *right)
{
    if (left == NULL || right == NULL)
        return left != NULL ? left : right;
    return term_join(c, TERM_AND, left, right);
}

const term *term_tally(term_collection *c, const term *when, const size_t *variables, size_t count)
{
    const term *part = when != NULL ? when : term_true(c);
    return term_add(c, (term){.kind = TERM_TALLY,
                              .type = TERM_NUMBER,
                              .variable = variables[0],
                              .other = count > 1 ? variables[1] : (size_t)TERM_NONE,
                              .parts = {part},
                              .part_count = 1});
}
