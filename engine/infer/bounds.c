#include "infer/bounds.h"

#include "infer/certainty.h"
#include "infer/evidence.h"
#include "infer/rank.h"

/// A bound while it is made: what sure and possible evidence leave open, apart for each side.
typedef struct draft {
    certainty_bound bound;
    double in_favour, against;           ///< of sure evidence
    double more_in_favour, more_against; ///< of possible evidence
} draft;

typedef struct draft_list {
    draft *items;
    size_t count, capacity;
} draft_list;

static draft *draft_for(run *r, draft_list *list, size_t target, feel_value item, bool named)
{
    for (size_t i = 0; i < list->count; i++) {
        const certainty_bound *b = &list->items[i].bound;
        if (b->recommendation == target && b->named == named && (!named || evidence_same_item(b->item, item)))
            return &list->items[i];
    }
    draft added = {{.recommendation = target, .item = item, .named = named, .advice = -1}, 1, 1, 1, 1};
    ARENA_PUSH(r->arena, list, items, count, capacity, added);
    return &list->items[list->count - 1];
}

/// Adds what evidence there is: sure, or provisional.
static void add_evidence(draft *d, const advice *a)
{
    for (size_t i = 0; i < a->evidence_count; i++) {
        const evidence *e = &a->evidence[i];
        double *side = e->certainty < 0 ? &d->against : &d->in_favour;
        if (e->provisional)
            side = e->certainty < 0 ? &d->more_against : &d->more_in_favour;
        *side = certainty_rest(*side, e->certainty);
    }
}

/// The certainty that a rule's evidence would have; false if that may be anything.
static bool known_certainty(run *r, const undetermined *u, double *certainty)
{
    const rule *which = &r->pack->rules[u->rule];
    *certainty = 1;
    if (which->certainty == NULL)
        return true;
    feel_value *variables = r->values + r->pack->scope.count;
    for (size_t i = 0; i < which->variable_count; i++)
        variables[i] = i < u->bound ? u->bindings[i] : feel_null();
    r->machine->null_tested = false;
    const feel_value v = run_evaluate(r, u->rule, which->certainty);
    if (v.kind != FEEL_NUMBER || r->machine->null_tested)
        return false;
    *certainty = fmax(-1, fmin(1, decimal_to_double(feel_decimal(v))));
    return true;
}

/// How often the rule may give evidence for the item: once, or as often as there are bindings that nobody knows.
static bool may_repeat(const rule *which, const undetermined *u, bool named)
{
    const size_t unbound = which->variable_count - u->bound;
    return named ? unbound > 0 : unbound > 1;
}

static void add_possible(run *r, draft_list *list, const undetermined *u)
{
    const rule *which = &r->pack->rules[u->rule];
    double certainty;
    if (which->kind != RULE_RECOMMENDS)
        return;
    const bool is_known = known_certainty(r, u, &certainty);
    const bool about = which->about_variable >= 0;
    const bool named = !about || (size_t)which->about_variable < u->bound;
    const feel_value item = about && named ? u->bindings[which->about_variable] : feel_null();
    draft *d = draft_for(r, list, which->target, item, named);
    if (about && named && d->bound.item_name.len == 0)
        d->bound.item_name = infer_item_name(r->arena, r->pack, which, (size_t)which->about_variable, item);
    if (about && named && item.kind == FEEL_CONTEXT)
        d->bound.position = item.as.context->record;
    const bool repeats = may_repeat(which, u, named);
    if (!is_known || certainty > 0)
        d->more_in_favour = is_known && !repeats ? certainty_rest(d->more_in_favour, certainty) : 0;
    if (!is_known || certainty < 0)
        d->more_against = is_known && !repeats ? certainty_rest(d->more_against, certainty) : 0;
}

static certainty_bound finish(const draft *d)
{
    certainty_bound b = d->bound;
    b.highest = certainty_of_rests(d->in_favour * d->more_in_favour, d->against);
    b.lowest = b.named ? certainty_of_rests(d->in_favour, d->against * d->more_against) : -1;
    return b;
}

void bounds_find(run *r, inference *of)
{
    draft_list list = {0};
    for (size_t i = 0; i < of->advice_count; i++) {
        const advice *a = &of->advices[i];
        draft d = {
            {a->recommendation, a->item, a->item_name, a->position, true, (ptrdiff_t)i, 0, 0}, 1, 1, 1, 1};
        add_evidence(&d, a);
        ARENA_PUSH(r->arena, &list, items, count, capacity, d);
    }
    for (size_t i = 0; i < of->undetermined_count; i++)
        add_possible(r, &list, &of->undetermined[i]);
    for (size_t i = 0; i < of->provisional_count; i++)
        add_possible(r, &list, &of->provisional[i]);
    certainty_bound *out = ARENA_ARRAY(r->arena, list.count, certainty_bound);
    for (size_t i = 0; i < list.count; i++)
        out[i] = finish(&list.items[i]);
    of->bounds = out;
    of->bound_count = list.count;
}

// --- what is final ---

static ranking ranking_at(const inference *of, const certainty_bound *b, double certainty)
{
    return ranking_of(of->pack, b->recommendation, certainty, b->position, 0);
}

/// True if `a` stays above `b` whatever becomes known.
static bool stays_above(const inference *of, const certainty_bound *a, const certainty_bound *b)
{
    const ranking low = ranking_at(of, a, a->lowest);
    const ranking high = ranking_at(of, b, b->highest);
    return low.score > high.score ||
           (low.score == high.score && a->named && b->named && ranking_before(&low, &high));
}

static bool are_rivals(const inference *of, const certainty_bound *a, const certainty_bound *b)
{
    const recommendation *r = &of->pack->recommendations[a->recommendation];
    bool found = false;
    for (size_t i = 0; i < r->rival_count && !found; i++)
        found = r->rivals[i] == b->recommendation;
    return found;
}

/// True if `b` can never be given: its evidence does not suffice, or one of the first `count` places, which are final, excludes it.
static bool stays_out(const inference *of, size_t count, const certainty_bound *b)
{
    bool out = !certainty_exceeds(b->highest, of->pack->threshold);
    for (size_t i = 0; i < count && !out; i++)
        out = are_rivals(of, &of->bounds[i], b) && stays_above(of, &of->bounds[i], b);
    return out;
}

/// Something other than the first `rank` entries that may stand in the next place instead of what stands there; NULL if nothing may.
static const certainty_bound *find_rival(const inference *of, size_t rank)
{
    const certainty_bound *here = rank < of->given_count ? &of->bounds[rank] : NULL;
    if (here != NULL && !certainty_exceeds(here->lowest, of->pack->threshold))
        return here;
    for (size_t i = rank + (here != NULL); i < of->bound_count; i++) {
        const certainty_bound *other = &of->bounds[i];
        if (!stays_out(of, rank, other) && !(here != NULL && stays_above(of, here, other)))
            return other;
    }
    return NULL;
}

void bounds_settle(inference *of, size_t top)
{
    of->places = top;
    of->final_count = 0;
    of->rival = NULL;
    while (of->final_count < top && (of->rival = find_rival(of, of->final_count)) == NULL)
        of->final_count++;
}

bool bounds_reach(const inference *of, size_t target, size_t top)
{
    const certainty_bound *last = top > 0 && of->given_count >= top ? &of->bounds[top - 1] : NULL;
    for (size_t i = 0; i < of->bound_count; i++) {
        const certainty_bound *b = &of->bounds[i];
        const bool among = i < top && i < of->given_count;
        if (b->recommendation == target && b->lowest < b->highest &&
            (among || last == NULL || !stays_above(of, last, b)) &&
            certainty_exceeds(b->highest, of->pack->threshold))
            return true;
    }
    return false;
}
