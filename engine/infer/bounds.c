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

/// Puts what is bound of a rule's variables in place; the others are unknown.
static void place_bindings(run *r, const undetermined *u)
{
    feel_value *variables = r->values + r->pack->scope.count;
    for (size_t i = 0; i < r->pack->rules[u->rule].variable_count; i++)
        variables[i] = i < u->bound ? u->bindings[i] : feel_null();
}

/// The priority of what a rule may recommend.
static priority_bounds open_priority(run *r, const undetermined *u)
{
    if (r->pack->rules[u->rule].priority != NULL)
        place_bindings(r, u);
    return priority_of(r, u->rule);
}

static draft *draft_for(run *r, draft_list *list, const undetermined *u, feel_value item, bool named)
{
    const size_t target = r->pack->rules[u->rule].target;
    for (size_t i = 0; i < list->count; i++) {
        const certainty_bound *b = &list->items[i].bound;
        if (b->recommendation == target && b->named == named && (!named || evidence_same_item(b->item, item)))
            return &list->items[i];
    }
    const priority_bounds its = open_priority(r, u);
    draft added = {{.recommendation = target,
                    .item = item,
                    .named = named,
                    .advice = -1,
                    .least = its.lowest,
                    .most = its.highest},
                   1,
                   1,
                   1,
                   1};
    ARENA_PUSH(r->arena, list, items, count, capacity, added);
    return &list->items[list->count - 1];
}

/// Adds the evidence that is sure. The provisional kind is among the rules that may fire, and counts there.
static void add_evidence(draft *d, const advice *a)
{
    for (size_t i = 0; i < a->evidence_count; i++) {
        const evidence *e = &a->evidence[i];
        double *side = e->certainty < 0 ? &d->against : &d->in_favour;
        if (!e->provisional)
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
    place_bindings(r, u);
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
    draft *d = draft_for(r, list, u, item, named);
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
        draft d = {{.recommendation = a->recommendation,
                    .item = a->item,
                    .item_name = a->item_name,
                    .position = a->position,
                    .named = true,
                    .advice = (ptrdiff_t)i,
                    .least = a->priority_is_open ? 1 : a->priority,
                    .most = a->priority_is_open ? 100 : a->priority},
                   1,
                   1,
                   1,
                   1};
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

static ranking ranking_at(const inference *of, const certainty_bound *b, double certainty, bool high)
{
    const double priority = high == (certainty > 0) ? b->most : b->least;
    return ranking_of(of->pack, b->recommendation, certainty, priority, b->position, 0);
}

bool bounds_stays_above(const inference *of, const certainty_bound *a, const certainty_bound *b)
{
    const ranking low = ranking_at(of, a, a->lowest, false);
    const ranking high = ranking_at(of, b, b->highest, true);
    return low.score > high.score ||
           (low.score == high.score && a->named && b->named && ranking_before(&low, &high));
}

bool bounds_are_rivals(const inference *of, const certainty_bound *a, const certainty_bound *b)
{
    const recommendation *r = &of->pack->recommendations[a->recommendation];
    bool found = false;
    for (size_t i = 0; i < r->rival_count && !found; i++)
        found = r->rivals[i] == b->recommendation;
    return found;
}

/// What is known while the first places are gone through.
typedef struct settling {
    const inference *of;
    const certainty_bound **sure; ///< given whatever becomes known; with each a place is final
    size_t sure_count;
} settling;

/// True if `b` can never be given: its evidence does not suffice, or something that is surely given excludes it.
static bool stays_out(const settling *s, const certainty_bound *b)
{
    bool out = !certainty_exceeds(b->highest, s->of->pack->threshold);
    for (size_t i = 0; i < s->sure_count && !out; i++)
        out = bounds_are_rivals(s->of, s->sure[i], b) && bounds_stays_above(s->of, s->sure[i], b);
    return out;
}

/// True if `b`, should it be given, stands in an entry whose place is final: below its whole, or beside an alternative.
static bool is_absorbed(const settling *s, const certainty_bound *b)
{
    const recommendation *items = s->of->pack->recommendations;
    const recommendation *r = &items[b->recommendation];
    bool found = false;
    for (size_t i = 0; i < s->sure_count && !found; i++) {
        const size_t sure = s->sure[i]->recommendation;
        found = r->whole == (ptrdiff_t)sure ||
                (r->group_number > 0 && r->group_number == items[sure].group_number);
    }
    return found;
}

static bool is_sure(const settling *s, const certainty_bound *b)
{
    bool found = false;
    for (size_t i = 0; i < s->sure_count && !found; i++)
        found = s->sure[i] == b;
    return found;
}

static bool are_alternatives(const inference *of, const certainty_bound *a, const certainty_bound *b)
{
    const size_t group = of->pack->recommendations[a->recommendation].group_number;
    return group > 0 && group == of->pack->recommendations[b->recommendation].group_number;
}

/// What keeps `here` from being surely given; with `is_next`, what may lead the next entry instead. NULL: nothing does.
/// @param here  NULL: there is no next entry
static const certainty_bound *find_rival(const settling *s, const certainty_bound *here, bool is_next)
{
    const inference *of = s->of;
    if (here != NULL && !certainty_exceeds(here->lowest, of->pack->threshold))
        return here;
    for (size_t i = 0; i < of->bound_count; i++) {
        const certainty_bound *other = &of->bounds[i];
        const bool may_exclude = here != NULL && bounds_are_rivals(of, here, other);
        const bool may_lead =
            is_next && (!is_absorbed(s, other) || (here != NULL && are_alternatives(of, here, other)));
        if (other != here && !is_sure(s, other) && (may_exclude || may_lead) && !stays_out(s, other) &&
            !(here != NULL && bounds_stays_above(of, here, other)))
            return other;
    }
    return NULL;
}

/// The best of those given that are in no final entry; NULL if there is none.
static const certainty_bound *find_next(const settling *s)
{
    for (size_t i = 0; i < s->of->given_count; i++) {
        const certainty_bound *b = &s->of->bounds[s->of->by_ranking[i]];
        if (!is_sure(s, b) && !is_absorbed(s, b))
            return b;
    }
    return NULL;
}

/// Adds what `part` is a part of to what is surely given, if it surely is or is not: the head of the entry is then known.
/// @return  what leaves that open; NULL if nothing does
static const certainty_bound *settle_whole(settling *s, const certainty_bound *part)
{
    const pack *p = s->of->pack;
    const ptrdiff_t whole = p->recommendations[part->recommendation].whole;
    const certainty_bound *found = NULL;
    for (size_t i = 0; whole >= 0 && i < s->of->bound_count && found == NULL; i++) {
        const certainty_bound *b = &s->of->bounds[i];
        if (b->recommendation == (size_t)whole && !stays_out(s, b))
            found = b;
    }
    if (found == NULL)
        return NULL;
    const recommendation *r = &p->recommendations[whole];
    const bool is_single = r->group_number == 0 && r->about.len == 0 && found->advice >= 0 &&
                           s->of->advices[found->advice].status == ADVICE_GIVEN;
    const certainty_bound *rival = is_single ? find_rival(s, found, false) : found;
    if (rival == NULL)
        s->sure[s->sure_count++] = found;
    return rival;
}

/// Adds the next entry to those whose places are final.
/// @return  what may still take or lose the place; NULL if nothing may
static const certainty_bound *settle_next(settling *s)
{
    const certainty_bound *next = find_next(s);
    const certainty_bound *rival = next != NULL ? find_rival(s, next, false) : NULL;
    if (next != NULL && rival == NULL) {
        s->sure[s->sure_count++] = next;
        rival = settle_whole(s, next);
    }
    return rival != NULL ? rival : find_rival(s, next, true);
}

void bounds_settle(run *r, inference *of, size_t top)
{
    settling s = {.of = of, .sure = ARENA_ARRAY(r->arena, 2 * of->given_count, const certainty_bound *)};
    of->places = top;
    of->final_count = 0;
    of->rival = NULL;
    while (of->final_count < top && (of->rival = settle_next(&s)) == NULL)
        of->final_count++;
}
