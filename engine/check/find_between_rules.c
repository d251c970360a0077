// Findings about two rules: one repeats the other, one never counts because of the other, or they contradict each other. Not every pair
// is compared: an index by what rules give and by the most telling atom of their conditions names the pairs that can matter, and each
// rule is compared with a bounded number of others.
#include "check/find.h"

#include "base/limits.h"
#include "base/text.h"
#include "pack/dated.h"

typedef struct index_list {
    size_t *items;
    size_t count, capacity;
} index_list;

/// Lists of rules by a key.
typedef struct rule_index {
    name_index names;
    struct {
        index_list *items;
        size_t count, capacity;
    } lists;
} rule_index;

/// What a rule gives, made comparable.
typedef struct outcome {
    bool comparable;
    slice group;      ///< rules of one group give the same, or conclude the same fact
    slice value;      ///< the conclusion or the certainty: a literal, or the expression's text
    bool is_constant; ///< the value is a literal
    bool against;     ///< evidence of a negative certainty
} outcome;

typedef struct pairs pairs;

/// Compares one rule with another that may be implied by it; true if something was reported.
typedef bool comparison(pairs *p, size_t at, size_t other);

struct pairs {
    analysis *an;
    outcome *outcomes; ///< by rule
    rule_index by_atom;
    size_t compared; ///< for the rule at hand
    bool cut_off;
};

static void index_add(analysis *an, rule_index *index, slice key, size_t at)
{
    const name_entry *entry;
    if (name_add(an->arena, &index->names, key, index->lists.count, (place){0}, &entry)) {
        index_list none = {0};
        ARENA_PUSH(an->arena, &index->lists, items, count, capacity, none);
    }
    index_list *list = &index->lists.items[entry->index];
    ARENA_PUSH(an->arena, list, items, count, capacity, at);
}

static const index_list *index_find(const rule_index *index, slice key)
{
    const name_entry *entry = name_find(&index->names, key);
    return entry != NULL ? &index->lists.items[entry->index] : NULL;
}

// --- what a rule gives ---

/// The literal of an expression that reads nothing but constants, else its text.
static slice value_text(analysis *an, const feel_expression *e, bool *is_constant)
{
    size_t count = 0;
    const size_t *reads = feel_expression_reads(e, &count);
    *is_constant = true;
    for (size_t i = 0; i < count; i++)
        *is_constant = *is_constant && reads[i] >= an->pack->fact_count && reads[i] < an->pack->scope.count;
    feel_value v = *is_constant ? witness_evaluate(an, e) : feel_null();
    *is_constant = !feel_is_null(v);
    return arena_copy(an->arena, *is_constant ? feel_to_literal(an->scratch, v) : feel_expression_text(e));
}

/// Rules of one group give the same: the same advice with evidence of the same sign, or the same fact.
static slice group_of(analysis *an, const analysed_rule *r, bool against)
{
    const rule *from = r->rule;
    return arena_format(an->arena, "%d/%zu/%zd/%.*s/%s", (int)from->kind, from->target, from->about_variable,
                        SLICE_ARG(r->signature), against ? "against" : "");
}

static outcome outcome_of(analysis *an, const analysed_rule *r)
{
    outcome o = {.value = SLICE("1"), .is_constant = true};
    const rule *from = r->rule;
    if (from->kind == RULE_ANSWERS)
        return (outcome){0};
    bool concludes = from->kind != RULE_RECOMMENDS;
    const feel_expression *e = concludes ? from->value : from->certainty;
    if (e != NULL)
        o.value = value_text(an, e, &o.is_constant);
    bool against = o.value.len > 0 && o.value.ptr[0] == '-';
    o.comparable = !r->never && from->table == NULL && (concludes || o.is_constant);
    o.group = group_of(an, r, !concludes && against);
    o.against = !concludes && against;
    return o;
}

// --- the index ---

/// How telling an atom is: the higher, the fewer rules share it.
static int selectivity(const formula *f)
{
    if (f->kind != FORMULA_ATOM)
        return 0;
    bool is_equality = f->atom->kind == ATOM_COMPARE && !feel_is_null(f->atom->constant) &&
                       f->atom->op == (f->negated ? COMPARE_NOT_EQUAL : COMPARE_EQUAL);
    if (is_equality)
        return 4;
    if (f->atom->kind == ATOM_CONTAINS || f->atom->subject.kind == SUBJECT_EXPRESSION)
        return 3;
    return f->atom->kind == ATOM_HOLDS ? 2 : 1;
}

static slice atom_key(analysis *an, slice group, const formula *telling)
{
    if (telling == NULL)
        return arena_format(an->scratch, "%.*s//", SLICE_ARG(group));
    slice constant =
        selectivity(telling) == 4 ? feel_to_literal(an->scratch, telling->atom->constant) : (slice){0};
    return arena_format(an->scratch, "%.*s/%zu/%.*s", SLICE_ARG(group), telling->number, SLICE_ARG(constant));
}

/// The most telling atom that the formula cannot be true without; NULL if there is none.
static const formula *most_telling(const formula *f)
{
    const formula *best = NULL;
    if (f == NULL || f->kind == FORMULA_ATOM)
        return f;
    for (size_t i = 0; f->kind == FORMULA_AND && i < f->count; i++) {
        const formula *part = most_telling(f->parts[i]);
        if (part != NULL && (best == NULL || selectivity(part) > selectivity(best)))
            best = part;
    }
    return best;
}

/// Atoms that are true if the formula is: those of an `and`, and of an `or` those of its first part, by which it may be true.
static void implied_atoms(analysis *an, const formula *f, formula_list *out)
{
    if (f == NULL || f->kind == FORMULA_CONSTANT)
        return;
    if (f->kind == FORMULA_ATOM)
        ARENA_PUSH(an->scratch, out, items, count, capacity, f);
    else if (f->kind == FORMULA_OR && f->count > 0)
        implied_atoms(an, f->parts[0], out);
    for (size_t i = 0; f->kind == FORMULA_AND && i < f->count; i++)
        implied_atoms(an, f->parts[i], out);
}

static demand demand_of(analysis *an, const analysed_rule *r, unsigned wanted)
{
    return (demand){formula_or_true(an->scratch, r->fires), wanted};
}

// --- implied rules ---

static bool implies(analysis *an, const analysed_rule *a, const analysed_rule *b)
{
    demand demands[] = {demand_of(an, a, MAY_BE_TRUE), demand_of(an, b, MAY_NOT_BE_TRUE)};
    return solve(&an->solver, demands, 2, false, NULL) == SOLVE_NO;
}

/// A profile for which both fire when they are tried; false if none was found.
static bool both_fire(analysis *an, const analysed_rule *a, const analysed_rule *b, slice *text)
{
    demand demands[] = {demand_of(an, a, MAY_BE_TRUE), demand_of(an, b, MAY_BE_TRUE)};
    choice_list found = {0};
    if (solve(&an->solver, demands, 2, true, &found) != SOLVE_YES)
        return false;
    witness *w = witness_make(an, &found, a);
    bool both = witness_fires(an, a) && witness_fires(an, b);
    *text = w->text;
    witness_clear(an, w);
    return both;
}

static place rule_place(const analysed_rule *r)
{
    return r->rule->where;
}

static void report_duplicate(analysis *an, const analysed_rule *r, const analysed_rule *other, slice example)
{
    find_report(an, rule_place(r), "duplicate-rule", "rule", r->rule->id,
                "'%.*s' fires exactly when '%.*s' does, and gives the same", SLICE_ARG(r->rule->id),
                SLICE_ARG(other->rule->id));
    diag_witness(an->diags, example);
}

/// A conclusion that is drawn already is of no use. Evidence adds up, and may well be meant to: that is only noted.
static void report_subsumed(analysis *an, const analysed_rule *r, const analysed_rule *other, slice example)
{
    const bool evidence = r->rule->kind == RULE_RECOMMENDS;
    diag_finding(an->diags, evidence ? SEVERITY_NOTE : SEVERITY_WARNING, rule_place(r), "subsumed-rule",
                 "rule", r->rule->id, "whenever '%.*s' fires, '%.*s' fires too, and gives the same",
                 SLICE_ARG(r->rule->id), SLICE_ARG(other->rule->id));
    if (evidence)
        diag_hint(an->diags, "their certainties add up; if that is not meant, remove one of the rules");
    diag_witness(an->diags, example);
}

static void report_unreachable(analysis *an, const analysed_rule *r, const analysed_rule *other,
                               slice example)
{
    find_report(an, rule_place(r), "unreachable-rule", "rule", r->rule->id,
                "'%.*s' never counts: whenever it fires, '%.*s' comes before it", SLICE_ARG(r->rule->id),
                SLICE_ARG(other->rule->id));
    diag_hint(an->diags, "the first rule that fires counts for '%.*s'",
              SLICE_ARG(pack_target_name(an->pack, r->rule)));
    diag_witness(an->diags, example);
}

/// Two rules for and against the same advice that fire for the same profiles.
static bool oppose(pairs *p, size_t at, size_t other)
{
    analysis *an = p->an;
    const analysed_rule *r = &an->rules[at];
    const analysed_rule *o = &an->rules[other];
    slice example;
    an->work->comparisons++;
    if (!implies(an, r, o) || !implies(an, o, r) || !both_fire(an, r, o, &example))
        return false;
    find_report(an, rule_place(r), "opposed-rules", "rule", r->rule->id,
                "'%.*s' speaks against what '%.*s' speaks for, under the same condition",
                SLICE_ARG(r->rule->id), SLICE_ARG(o->rule->id));
    diag_witness(an->diags, example);
    return true;
}

static bool compare(pairs *p, size_t at, size_t other)
{
    analysis *an = p->an;
    const analysed_rule *r = &an->rules[at];
    const analysed_rule *o = &an->rules[other];
    const rule *from = r->rule;
    hit_policy policy = from->kind != RULE_RECOMMENDS ? pack_concluded(an->pack, from)->policy : HIT_ANY;
    bool same_value = slice_equal(p->outcomes[at].value, p->outcomes[other].value);
    bool earlier = other < at;
    bool may_hide = policy == HIT_FIRST && earlier && p->outcomes[other].is_constant;
    bool may_repeat = from->kind == RULE_RECOMMENDS || same_value;
    slice example;
    an->work->comparisons++;
    if (!pack_period_covers(&o->rule->period, &from->period) || (!may_hide && !may_repeat) ||
        policy == HIT_UNIQUE || !implies(an, r, o) || !both_fire(an, r, o, &example))
        return false;
    bool equal =
        earlier && may_repeat && pack_period_covers(&from->period, &o->rule->period) && implies(an, o, r);
    bool subsumed = same_value && (policy == HIT_ANY || may_hide);
    if (equal)
        report_duplicate(an, r, o, example);
    else if (subsumed && (earlier || !implies(an, o, r)))
        report_subsumed(an, r, o, example);
    else if (may_hide && !same_value)
        report_unreachable(an, r, o, example);
    else
        return false;
    return true;
}

/// True if both rules come from a base and are unchanged.
static bool is_inherited(const pairs *p, size_t at, size_t other)
{
    const rule *rules = p->an->pack->rules;
    return !pack_is_own(p->an->pack, rules[at].changed_by) &&
           !pack_is_own(p->an->pack, rules[other].changed_by);
}

static bool compare_all(pairs *p, size_t at, const index_list *others, comparison *with)
{
    for (size_t i = 0; others != NULL && i < others->count; i++) {
        if (others->items[i] == at || is_inherited(p, at, others->items[i]) ||
            !pack_periods_meet(&p->an->pack->rules[at].period, &p->an->pack->rules[others->items[i]].period))
            continue;
        if (p->compared == LIMIT_RIVALS) {
            p->cut_off = true;
            return false;
        }
        p->compared++;
        if (with(p, at, others->items[i]))
            return true;
    }
    return false;
}

/// Compares a rule with those of a group that it may imply.
static void find_implied(pairs *p, size_t at, slice group, comparison *with)
{
    analysis *an = p->an;
    formula_list atoms = {0};
    p->compared = 0;
    p->cut_off = false;
    implied_atoms(an, an->rules[at].fires, &atoms);
    bool found = compare_all(p, at, index_find(&p->by_atom, atom_key(an, group, NULL)), with);
    slice *seen = ARENA_ARRAY(an->scratch, atoms.count, slice);
    for (size_t i = 0; i < atoms.count && !found; i++) {
        seen[i] = atom_key(an, group, atoms.items[i]);
        bool again = false;
        for (size_t j = 0; j < i; j++)
            again = again || slice_equal(seen[i], seen[j]);
        found = !again && compare_all(p, at, index_find(&p->by_atom, seen[i]), with);
        if (!found && selectivity(atoms.items[i]) == 4) { // a rule may compare the same subject otherwise
            slice key = arena_format(an->scratch, "%.*s/%zu/", SLICE_ARG(group), atoms.items[i]->number);
            found = compare_all(p, at, index_find(&p->by_atom, key), with);
        }
    }
    an->work->not_compared += p->cut_off && !found;
}

// --- contradictions ---

/// The value that the rule concludes as its variables are bound.
static bool concludes_otherwise(analysis *an, const analysed_rule *r, const void *state)
{
    const feel_value *other = state;
    if (!witness_condition_is_true(an, r))
        return false;
    feel_value v = witness_evaluate(an, r->rule->value);
    bool any = pack_concluded(an->pack, r->rule)->policy == HIT_ANY;
    return !feel_is_null(v) && !feel_is_null(*other) && (!any || feel_equal(v, *other) != FEEL_TRUE);
}

/// Reports two rules that conclude at once what only one may.
static bool contradict(pairs *p, size_t at, size_t other)
{
    analysis *an = p->an;
    const analysed_rule *r = &an->rules[at];
    const analysed_rule *o = &an->rules[other];
    const fact *f = pack_concluded(an->pack, r->rule);
    an->work->comparisons++;
    if (f->policy == HIT_ANY && slice_equal(p->outcomes[at].value, p->outcomes[other].value))
        return false;
    demand demands[] = {demand_of(an, r, MAY_BE_TRUE), demand_of(an, o, MAY_BE_TRUE)};
    choice_list found = {0};
    if (solve(&an->solver, demands, 2, true, &found) != SOLVE_YES ||
        witness_is_contrived(an, &found, (const analysed_rule *[]){r, o}, 2, NULL))
        return false;
    witness *w = witness_make(an, &found, r);
    bool shown = false;
    if (witness_fires(an, o)) {
        feel_value v = witness_evaluate(an, o->rule->value);
        shown = witness_some_binding(an, r, concludes_otherwise, &v);
    }
    witness_clear(an, w);
    if (!shown)
        return false;
    find_report(an, rule_place(r), "conflicting-conclusions", "rule", r->rule->id,
                "'%.*s' and '%.*s' can both fire, and '%.*s' then stays unknown", SLICE_ARG(r->rule->id),
                SLICE_ARG(o->rule->id), SLICE_ARG(f->name));
    diag_hint(an->diags, "%s",
              f->policy == HIT_UNIQUE ? "its hit policy is unique: one rule may fire at a time"
                                      : "its hit policy is any: rules that fire must conclude the same");
    diag_witness(an->diags, w->text);
    return true;
}

/// The equality atom about the subject that the formula cannot be true without.
static const formula *equality_about(const formula *f, size_t about)
{
    if (f == NULL)
        return NULL;
    if (f->kind == FORMULA_ATOM)
        return f->number == about && selectivity(f) == 4 ? f : NULL;
    const formula *found = NULL;
    for (size_t i = 0; f->kind == FORMULA_AND && i < f->count && found == NULL; i++)
        found = equality_about(f->parts[i], about);
    return found;
}

/// The subject that most rules are told apart by; SIZE_MAX if there is none.
/// Votes beyond the first subjects are not counted: it is a choice of speed, not of findings.
static size_t dividing_subject(analysis *an, const size_t *rules, size_t count)
{
    enum { MOST_CANDIDATES = 64 };
    struct {
        size_t about, votes;
    } candidates[MOST_CANDIDATES];
    size_t candidate_count = 0;
    size_t best = SIZE_MAX;
    size_t best_votes = 0;
    for (size_t i = 0; i < count; i++) {
        const formula *key = most_telling(an->rules[rules[i]].fires);
        if (key == NULL || selectivity(key) < 4)
            continue;
        size_t at = 0;
        while (at < candidate_count && candidates[at].about != key->number)
            at++;
        if (at == MOST_CANDIDATES)
            continue;
        if (at == candidate_count) {
            candidates[at].about = key->number;
            candidates[candidate_count++].votes = 0;
        }
        if (++candidates[at].votes > best_votes) {
            best_votes = candidates[at].votes;
            best = key->number;
        }
    }
    return best;
}

/// Compares a rule with those of a list, the last first; true if something was reported.
static bool contradict_some(pairs *p, size_t at, const index_list *others)
{
    for (size_t i = others != NULL ? others->count : 0; i-- > 0;) {
        if (p->compared == LIMIT_RIVALS) {
            p->cut_off = true;
            return false;
        }
        p->compared++;
        if (slice_equal(p->outcomes[others->items[i]].group, p->outcomes[at].group) &&
            !is_inherited(p, at, others->items[i]) && contradict(p, at, others->items[i]))
            return true;
    }
    return false;
}

/// Rules that ask for different values of the subject which divides them cannot fire together: they are not compared.
static void find_contradictions(pairs *p, const size_t *rules, size_t count)
{
    analysis *an = p->an;
    size_t divider = dividing_subject(an, rules, count);
    rule_index index = {0};
    const slice all = SLICE("all");
    const slice undivided = SLICE("undivided");
    for (size_t i = 0; i < count; i++) {
        const analysed_rule *r = &an->rules[rules[i]];
        if (!p->outcomes[rules[i]].comparable)
            continue;
        const formula *telling = divider != SIZE_MAX ? equality_about(r->fires, divider) : NULL;
        slice key = telling != NULL
                        ? arena_copy(an->arena, atom_key(an, p->outcomes[rules[i]].group, telling))
                        : undivided;
        p->compared = 0;
        p->cut_off = false;
        bool found = contradict_some(p, rules[i], index_find(&index, telling != NULL ? key : all));
        if (!found && telling != NULL)
            found = contradict_some(p, rules[i], index_find(&index, undivided));
        an->work->not_compared += p->cut_off && !found;
        index_add(an, &index, key, rules[i]);
        index_add(an, &index, all, rules[i]);
        analysis_reset(an);
    }
}

static bool may_contradict(const fact *f)
{
    return f->policy == HIT_UNIQUE || f->policy == HIT_ANY;
}

void find_between_rules(analysis *an)
{
    pairs p = {.an = an, .outcomes = ARENA_ARRAY(an->arena, an->pack->rule_count, outcome)};
    for (size_t i = 0; i < an->pack->rule_count; i++) {
        p.outcomes[i] = outcome_of(an, &an->rules[i]);
        if (p.outcomes[i].comparable) {
            const formula *key = most_telling(an->rules[i].fires);
            index_add(an, &p.by_atom, arena_copy(an->arena, atom_key(an, p.outcomes[i].group, key)), i);
        }
        analysis_reset(an);
    }
    for (size_t i = 0; i < an->pack->rule_count; i++) {
        if (p.outcomes[i].comparable)
            find_implied(&p, i, p.outcomes[i].group, compare);
        analysis_reset(an);
        if (p.outcomes[i].comparable && p.outcomes[i].against)
            find_implied(&p, i, group_of(an, &an->rules[i], false), oppose);
        analysis_reset(an);
    }
    for (size_t f = 0; f < an->pack->fact_count; f++) {
        if (an->pack->facts[f].derived && may_contradict(&an->pack->facts[f]))
            find_contradictions(&p, an->pack->concluding_rules[f], an->pack->concluding_counts[f]);
    }
    for (size_t f = 0; f < an->pack->derived_field_count; f++) {
        const derived_field *d = &an->pack->derived_fields[f];
        if (may_contradict(d->declared))
            find_contradictions(&p, d->rules, d->rule_count);
    }
}
