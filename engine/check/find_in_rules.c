// Findings about a single rule: a condition that is never or always true, and parts of it that make no difference.
#include "check/find.h"

#include "base/text.h"
#include "reason/condition_truth.h"

// --- never ---

/// Adds the parts of a condition of which all must be true.
static void add_conjuncts(analysis *an, const formula *f, formula_list *out)
{
    if (f == NULL)
        return;
    if (f->kind != FORMULA_AND) {
        ARENA_PUSH(an->scratch, out, items, count, capacity, f);
        return;
    }
    for (size_t i = 0; i < f->count; i++)
        add_conjuncts(an, f->parts[i], out);
}

static solve_answer solve_all(analysis *an, const formula_list *parts, size_t without, choice_list *found)
{
    demand *demands = ARENA_ARRAY(an->scratch, parts->count, demand);
    size_t count = 0;
    for (size_t i = 0; i < parts->count; i++) {
        if (i != without)
            demands[count++] = (demand){parts->items[i], MAY_BE_TRUE};
    }
    return solve(&an->solver, demands, count, false, found);
}

/// Leaves parts out as long as the rest still contradicts itself. What remains is the contradiction.
static void keep_contradiction(analysis *an, formula_list *parts)
{
    for (size_t i = 0; i < parts->count && parts->count > 1;) {
        if (solve_all(an, parts, i, NULL) != SOLVE_NO) {
            i++;
            continue;
        }
        for (size_t j = i + 1; j < parts->count; j++)
            parts->items[j - 1] = parts->items[j];
        parts->count--;
    }
}

/// The truth of a part of `when` as the rule's variables are bound.
static feel_truth truth_of(analysis *an, const analysed_rule *r, const formula *f)
{
    feel_truth t = condition_truth(an->machine, r->rule->when, f->written, an->values, an->value_count);
    return f->turned ? feel_truth_not(t) : t;
}

/// All parts but the last are true, and the condition is not.
static bool only_last_fails(analysis *an, const analysed_rule *r, const void *state)
{
    const formula_list *parts = state;
    for (size_t i = 0; i + 1 < parts->count; i++) {
        if (truth_of(an, r, parts->items[i]) != FEEL_TRUE)
            return false;
    }
    return !witness_condition_is_true(an, r);
}

static slice written(const analysed_rule *r, const formula *f)
{
    return slice_part(condition_text(r->rule->when, f->written), 0, 200);
}

static void report_never(analysis *an, analysed_rule *r)
{
    formula_list parts = {0};
    choice_list found = {0};
    add_conjuncts(an, r->fires, &parts);
    keep_contradiction(an, &parts);
    if (parts.count == 0) // a formula that is never true has a part
        return;
    const formula *last = parts.items[parts.count - 1];
    demand *demands = ARENA_ARRAY(an->scratch, parts.count, demand);
    for (size_t i = 0; i < parts.count; i++)
        demands[i] = (demand){parts.items[i], i + 1 < parts.count ? MAY_BE_TRUE : MAY_BE_FALSE};
    if (solve(&an->solver, demands, parts.count, true, &found) != SOLVE_YES) {
        demands[parts.count - 1].wanted = MAY_NOT_BE_TRUE;
        if (solve(&an->solver, demands, parts.count, false, &found) != SOLVE_YES)
            return;
    }
    bool all_in_when = true;
    for (size_t i = 0; i < parts.count; i++)
        all_in_when = all_in_when && formula_contains(r->when, parts.items[i]);
    witness *w = witness_make(an, &found, r);
    bool shown =
        !witness_fires(an, r) && (!all_in_when || witness_some_binding(an, r, only_last_fails, &parts));
    witness_clear(an, w);
    if (!shown)
        return;
    bool in_when = formula_contains(r->when, last);
    place where = in_when ? condition_place(r->rule->when, last->written) : r->rule->where;
    find_report(an, where, "never-fires", "rule", r->rule->id, "the rule '%.*s' can never fire",
                SLICE_ARG(r->rule->id));
    if (parts.count > 1 && in_when)
        diag_hint(an->diags, "'%.*s' contradicts the rest of the rule", SLICE_ARG(written(r, last)));
    else if (in_when)
        diag_hint(an->diags, "no allowed value makes '%.*s' true", SLICE_ARG(written(r, last)));
    else
        diag_hint(an->diags, "no item of the list meets the condition of 'for'");
    diag_witness(an->diags, w->text);
}

// --- always ---

static void report_always(analysis *an, analysed_rule *r)
{
    choice_list nothing = {0};
    witness *w = witness_make(an, &nothing, r);
    bool shown = witness_fires(an, r);
    witness_clear(an, w);
    if (!shown)
        return;
    find_report(an, condition_place(r->rule->when, r->condition), "always-fires", "rule", r->rule->id,
                "the condition of '%.*s' is true whatever a profile says", SLICE_ARG(r->rule->id));
    diag_hint(an->diags, "leave 'when' out if that is what you mean");
    diag_witness(an->diags, w->text);
}

// --- redundant parts ---

static bool part_and_whole_are_true(analysis *an, const analysed_rule *r, const void *state)
{
    const formula *part = state;
    return truth_of(an, r, part) == FEEL_TRUE && witness_condition_is_true(an, r);
}

/// True if the two have the same truth for every profile that the loop's filters let through.
static bool are_equal(analysis *an, const formula *filters, const formula *a, const formula *b)
{
    for (unsigned truth = MAY_BE_FALSE; truth <= MAY_BE_UNKNOWN; truth <<= 1) {
        demand demands[] = {{a, truth}, {b, MAY_BE_ANY & ~truth}, {filters, MAY_BE_TRUE}};
        if (solve(&an->solver, demands, 3, false, NULL) != SOLVE_NO)
            return false;
    }
    return true;
}

typedef struct part_search {
    analysis *an;
    const analysed_rule *rule;
    const formula *whole; ///< `when` without the parts reported so far
    const formula *filters;
    size_t found;
} part_search;

static void report_part(part_search *s, const formula *part, bool in_and)
{
    analysis *an = s->an;
    const analysed_rule *r = s->rule;
    choice_list found = {0};
    demand demands[] = {{r->when, MAY_BE_TRUE}, {part, MAY_BE_TRUE}, {s->filters, MAY_BE_TRUE}};
    if (part->kind == FORMULA_CONSTANT && part->constant != FEEL_TRUE)
        demands[1].formula = s->filters; // a part that is never true: any profile on which the rest is
    if (solve(&an->solver, demands, 3, true, &found) != SOLVE_YES)
        return;
    witness *w = witness_make(an, &found, r);
    bool shown = part->kind == FORMULA_CONSTANT ? witness_fires(an, r)
                                                : witness_some_binding(an, r, part_and_whole_are_true, part);
    witness_clear(an, w);
    if (!shown)
        return;
    s->found++;
    find_report(an, condition_place(r->rule->when, part->written), "redundant-part", "rule", r->rule->id,
                "'%.*s' makes no difference here", SLICE_ARG(written(r, part)));
    diag_hint(an->diags, "%s",
              part->kind == FORMULA_CONSTANT ? "it never changes"
              : in_and                       ? "it is true whenever the rest is true"
                                             : "whenever it is true, the rest is true too");
    diag_witness(an->diags, w->text);
}

/// True if the condition is the same with a constant instead of the part.
static bool is_redundant(part_search *s, const formula *whole, const formula *part, feel_truth by)
{
    return are_equal(s->an, s->filters, whole, formula_without(s->an->scratch, whole, part, by));
}

/// Tries each part of each `and` and `or`, the last first. A part is reported if it makes no difference to the condition as written, and
/// none without the parts reported before: of two parts that say the same, only the later one is reported.
static void try_parts(part_search *s, const formula *f)
{
    feel_truth neutral = f->kind == FORMULA_AND ? FEEL_TRUE : FEEL_FALSE;
    if ((f->kind != FORMULA_AND && f->kind != FORMULA_OR) || f->is_range)
        return;
    for (size_t i = f->count; i-- > 0;) {
        size_t before = s->found;
        if (is_redundant(s, s->whole, f->parts[i], neutral) &&
            (s->found == 0 || is_redundant(s, s->rule->when, f->parts[i], neutral)))
            report_part(s, f->parts[i], f->kind == FORMULA_AND);
        if (s->found > before)
            s->whole = formula_without(s->an->scratch, s->whole, f->parts[i], neutral);
        else
            try_parts(s, f->parts[i]);
    }
}

// --- guards of old ---

static bool is_null_test(const formula *f)
{
    const atom *a = f->atom;
    return f->kind == FORMULA_ATOM && a->kind == ATOM_COMPARE && feel_is_null(a->constant) &&
           (a->op == COMPARE_NOT_EQUAL) != f->negated && (a->op == COMPARE_EQUAL) == f->negated;
}

/// True if it says that something is not so, which is unknown if the thing is.
static bool is_denial(const formula *f)
{
    const atom *a = f->atom;
    if (f->kind != FORMULA_ATOM || (a->kind == ATOM_COMPARE && feel_is_null(a->constant)))
        return false;
    return f->negated ? a->kind == ATOM_CONTAINS || (a->kind == ATOM_COMPARE && a->op == COMPARE_EQUAL)
                      : a->kind == ATOM_COMPARE && a->op == COMPARE_NOT_EQUAL;
}

static bool is_about_same(const formula *guard, const formula *f)
{
    return guard->atom->subject.variable == f->atom->subject.variable &&
           slice_equal(guard->atom->subject.field, f->atom->subject.field);
}

/// `size != null and size != "large"`: since unknown is not "something else", the first part has nothing to guard.
static void find_guards(analysis *an, const analysed_rule *r)
{
    const formula *when = r->when;
    for (size_t i = 0; when->kind == FORMULA_AND && i < when->count; i++) {
        const formula *guard = when->parts[i];
        bool needless = false;
        for (size_t k = 0; is_null_test(guard) && k < when->count && !needless; k++)
            needless = is_denial(when->parts[k]) && is_about_same(guard, when->parts[k]);
        if (!needless)
            continue;
        find_report(an, condition_place(r->rule->when, guard->written), "needless-guard", "rule", r->rule->id,
                    "'%.*s' guards nothing", SLICE_ARG(written(r, guard)));
        diag_hint(an->diags,
                  "leave it out: while that is unknown, the rest is unknown too, and the rule does not fire");
    }
}

static void look_at(analysis *an, analysed_rule *r)
{
    if (r->fires == NULL || r->rule->table != NULL) // rows are looked at with their tables
        return;
    demand fires = {r->fires, MAY_BE_TRUE};
    if (solve(&an->solver, &fires, 1, false, NULL) == SOLVE_NO) {
        r->never = true;
        if (pack_is_own(an->pack, r->rule->changed_by))
            report_never(an, r);
        return;
    }
    if (r->when == NULL || !pack_is_own(an->pack, r->rule->changed_by))
        return;
    find_guards(an, r);
    demand fails[] = {{r->when, MAY_NOT_BE_TRUE}, {formula_or_true(an->scratch, r->filters), MAY_BE_TRUE}};
    if (solve(&an->solver, fails, 2, false, NULL) == SOLVE_NO) {
        report_always(an, r);
        return;
    }
    part_search s = {
        .an = an, .rule = r, .whole = r->when, .filters = formula_or_true(an->scratch, r->filters)};
    try_parts(&s, r->when);
}

void find_in_rules(analysis *an)
{
    for (size_t i = 0; i < an->pack->rule_count; i++) {
        look_at(an, &an->rules[i]);
        analysis_reset(an);
    }
}
