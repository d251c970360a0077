// Looks for an assignment of cells to subjects that meets all demands, by backtracking: it turns back as soon as a demand can no longer
// be met. Sets of truths are worked out as if the parts of a formula were independent, so a set may be too large, never too small.
#include "check/solve.h"

#include "base/limits.h"

/// A formula of the question, with its atoms tied to the question's own subjects.
typedef struct term {
    const formula *formula;
    struct term *parts;
    size_t unknown; ///< of an atom: index into `search.unknowns`
    size_t column;  ///< of an atom: its column in the domain's truths
} term;

/// A subject of the question.
typedef struct unknown {
    size_t subject;
    atom_list atoms;
    domain domain;
    bool chosen;
    size_t cell;
    unsigned *possible; ///< by atom: the truths that it has in some cell
} unknown;

typedef struct search {
    solver *solver;
    arena *arena; ///< of its machine
    unknown *unknowns;
    size_t unknown_count;
    const demand *demands;
    term *terms;
    size_t demand_count;
    size_t steps;
    bool too_large;
} search;

static size_t unknown_for(search *s, size_t about)
{
    for (size_t i = 0; i < s->unknown_count; i++) {
        if (s->unknowns[i].subject == about)
            return i;
    }
    if (s->unknown_count == LIMIT_SOLVER_SUBJECTS) {
        s->too_large = true;
        return 0;
    }
    s->unknowns[s->unknown_count] = (unknown){.subject = about};
    return s->unknown_count++;
}

static void build(search *s, const formula *f, term *out)
{
    *out = (term){.formula = f};
    if (f->kind == FORMULA_ATOM) {
        out->unknown = unknown_for(s, f->number);
        unknown *u = &s->unknowns[out->unknown];
        out->column = u->atoms.count;
        ARENA_PUSH(s->arena, &u->atoms, items, count, capacity, f->atom);
        return;
    }
    out->parts = ARENA_ARRAY(s->arena, f->count, term);
    for (size_t i = 0; i < f->count; i++)
        build(s, f->parts[i], &out->parts[i]);
}

static unsigned atom_truths(const search *s, const term *t)
{
    const unknown *u = &s->unknowns[t->unknown];
    unsigned set = u->chosen ? truth_set_of(u->domain.truths[u->cell * u->domain.atom_count + t->column])
                             : u->possible[t->column];
    return t->formula->negated ? truth_set_not(set) : set;
}

/// The truths that the term can have as far as subjects are chosen.
static unsigned truths_of(const search *s, const term *t)
{
    if (t->formula->kind == FORMULA_CONSTANT)
        return truth_set_of(t->formula->constant);
    if (t->formula->kind == FORMULA_ATOM)
        return atom_truths(s, t);
    bool is_and = t->formula->kind == FORMULA_AND;
    unsigned decisive = is_and ? MAY_BE_FALSE : MAY_BE_TRUE; // one part suffices for it
    unsigned neutral = is_and ? MAY_BE_TRUE : MAY_BE_FALSE;  // all parts are needed for it
    bool all_neutral = true;
    bool all_open = true; // no part is decisive for certain
    bool some_unknown = false;
    unsigned set = 0;
    for (size_t i = 0; i < t->formula->count; i++) {
        unsigned part = truths_of(s, &t->parts[i]);
        set |= part & decisive;
        all_neutral = all_neutral && (part & neutral) != 0;
        all_open = all_open && (part & (neutral | MAY_BE_UNKNOWN)) != 0;
        some_unknown = some_unknown || (part & MAY_BE_UNKNOWN) != 0;
    }
    return set | (all_neutral ? neutral : 0) | (all_open && some_unknown ? MAY_BE_UNKNOWN : 0);
}

static solve_answer descend(search *s, size_t index)
{
    s->solver->steps++;
    if (++s->steps > LIMIT_SOLVER_STEPS)
        return SOLVE_GAVE_UP;
    for (size_t i = 0; i < s->demand_count; i++) {
        if ((truths_of(s, &s->terms[i]) & s->demands[i].wanted) == 0)
            return SOLVE_NO;
    }
    if (index == s->unknown_count)
        return SOLVE_YES;
    unknown *u = &s->unknowns[index];
    u->chosen = true;
    solve_answer result = SOLVE_NO;
    for (u->cell = 0; u->cell < u->domain.count && result == SOLVE_NO; u->cell++)
        result = descend(s, index + 1);
    if (result == SOLVE_YES) {
        u->cell--;
        return result;
    }
    u->chosen = false;
    return result;
}

static void make_domains(search *s, bool proper)
{
    for (size_t i = 0; i < s->unknown_count; i++) {
        unknown *u = &s->unknowns[i];
        u->domain = domain_of(&s->solver->in, &s->solver->subjects.items[u->subject], &u->atoms, proper);
        u->possible = ARENA_ARRAY(s->arena, u->atoms.count, unsigned);
        for (size_t c = 0; c < u->domain.count; c++) {
            for (size_t j = 0; j < u->atoms.count; j++)
                u->possible[j] |= truth_set_of(u->domain.truths[c * u->domain.atom_count + j]);
        }
    }
}

solve_answer solve(solver *by, const demand *demands, size_t count, bool proper, choice_list *found)
{
    search s = {.solver = by, .arena = by->in.machine->arena, .demands = demands, .demand_count = count};
    s.unknowns = ARENA_ARRAY(s.arena, LIMIT_SOLVER_SUBJECTS, unknown);
    s.terms = ARENA_ARRAY(s.arena, count, term);
    by->questions++;
    for (size_t i = 0; i < count; i++)
        build(&s, demands[i].formula, &s.terms[i]);
    solve_answer result = SOLVE_GAVE_UP;
    if (!s.too_large) {
        make_domains(&s, proper);
        result = descend(&s, 0);
    }
    by->too_hard += result == SOLVE_GAVE_UP;
    if (result != SOLVE_YES || found == NULL)
        return result;
    *found = (choice_list){0};
    for (size_t i = 0; i < s.unknown_count; i++) {
        choice c = {s.unknowns[i].subject, s.unknowns[i].domain.cells[s.unknowns[i].cell]};
        ARENA_PUSH(s.arena, found, items, count, capacity, c);
    }
    return result;
}
