// Places are compared by what a recommendation is about, not by numbers of records: in two files these differ.
#include "conversation/contrast_state.h"

#include "base/limits.h"
#include "infer/evidence.h"

// --- which is which ---

static bool is_twin(const supposed_advice *a, size_t target, slice item_name)
{
    return a->recommendation == target && slice_equal(a->item_name, item_name);
}

identity identity_of(const supposition *s, const supposed_advice *one)
{
    identity out = {one->recommendation, one->item_name, 0};
    for (size_t i = 0; i < s->count; i++)
        out.nth += is_twin(&s->advices[i], one->recommendation, one->item_name) &&
                   s->advices[i].position < one->position;
    return out;
}

bool identity_equal(identity a, identity b)
{
    return a.recommendation == b.recommendation && a.nth == b.nth && slice_equal(a.item_name, b.item_name);
}

/// NULL if it is not there.
static const supposed_advice *find_in(const supposition *s, identity which)
{
    const supposed_advice *found = NULL;
    for (size_t i = 0; i < s->count && found == NULL; i++) {
        const supposed_advice *one = &s->advices[i];
        if (is_twin(one, which.recommendation, which.item_name) && identity_of(s, one).nth == which.nth)
            found = one;
    }
    return found;
}

static identity identity_at(const side *s, size_t index)
{
    return identity_of(&s->ranking, &s->ranking.advices[index]);
}

/// The recommendation in an inference; NULL if no evidence speaks of it.
static const advice *find_advice(const side *s, identity which)
{
    const supposed_advice *found = find_in(&s->ranking, which);
    return found != NULL ? &s->of->advices[found - s->ranking.advices] : NULL;
}

// --- places ---

standing standing_in(const supposition *s, identity which)
{
    const supposed_advice *one = find_in(s, which);
    standing out = {0};
    if (one == NULL)
        return out;
    out.rank = one->rank;
    out.certainty = one->certainty;
    out.is_below = one->above >= 0;
    if (out.is_below)
        out.above = identity_of(s, &s->advices[one->above]);
    return out;
}

static bool is_same_place(standing a, standing b)
{
    return a.rank == b.rank && a.is_below == b.is_below && (!a.is_below || identity_equal(a.above, b.above));
}

bool standing_equal(standing a, standing b)
{
    return is_same_place(a, b) && a.certainty == b.certainty;
}

static contrast_kind kind_of(standing was, standing is)
{
    if (was.rank == 0 || is.rank == 0)
        return is.rank > 0 ? CONTRAST_ENTERS : was.rank > 0 ? CONTRAST_LEAVES : CONTRAST_NOT_GIVEN;
    return is_same_place(was, is) ? CONTRAST_STAYS : CONTRAST_MOVES;
}

/// How many of the first entries have the same head on both sides.
static size_t count_same(const side *before, const side *after)
{
    size_t same = 0;
    for (;; same++) {
        const supposed_advice *was = supposed_head(&before->ranking, same + 1);
        const supposed_advice *is = supposed_head(&after->ranking, same + 1);
        if (was == NULL || is == NULL ||
            !identity_equal(identity_of(&before->ranking, was), identity_of(&after->ranking, is)))
            return same;
    }
}

// --- evidence ---

static bool is_same_binding(contrast_builder *b, const rule *which, size_t variable, feel_value was,
                            feel_value is)
{
    const slice name = infer_item_name(b->arena, b->pack, which, variable, was);
    if (name.len > 0 && was.kind == FEEL_CONTEXT && is.kind == FEEL_CONTEXT)
        return slice_equal(name, infer_item_name(b->arena, b->pack, which, variable, is));
    return feel_same(was, is) || (b->same_file && was.kind == FEEL_CONTEXT && evidence_same_item(was, is));
}

static bool is_same_evidence(contrast_builder *b, const evidence *was, const evidence *is)
{
    const rule *which = &b->pack->rules[was->rule];
    bool same = was->rule == is->rule;
    for (size_t i = 0; i < which->variable_count && same; i++)
        same = is_same_binding(b, which, i, was->bindings[i], is->bindings[i]);
    return same;
}

/// The names of the records that the bindings are, in words that hold in both profiles; empty for what has none.
static const slice *names_of(contrast_builder *b, const evidence *e)
{
    const rule *which = &b->pack->rules[e->rule];
    slice *names = ARENA_ARRAY(b->arena, which->variable_count, slice);
    for (size_t i = 0; i < which->variable_count; i++) {
        if (e->bindings[i].kind == FEEL_CONTEXT)
            names[i] = infer_item_name(b->arena, b->pack, which, i, e->bindings[i]);
    }
    return names;
}

/// @param like  one of the two: the rule, and what it is said of
static void add_evidence(contrast_builder *b, advice_change *out, evidence_change *list, const evidence *was,
                         const evidence *is, const evidence *like)
{
    evidence_change *e = &list[out->evidence_count++];
    *e = (evidence_change){.before = was, .after = is};
    const open_evidence open = {
        .change = e, .like = like, .names = names_of(b, like), .wanted = is != NULL ? is->certainty : 0};
    ARENA_PUSH(b->arena, &b->evidence, items, count, capacity, open);
}

/// What came or counts otherwise, in the order of the rules, then what went.
static void compare_evidence(contrast_builder *b, advice_change *out)
{
    const size_t was_count = out->before != NULL ? out->before->evidence_count : 0;
    const size_t is_count = out->after != NULL ? out->after->evidence_count : 0;
    evidence_change *list = ARENA_ARRAY(b->arena, was_count + is_count, evidence_change);
    bool *matched = ARENA_ARRAY(b->arena, was_count, bool);
    for (size_t k = 0; k < is_count; k++) {
        const evidence *is = &out->after->evidence[k];
        const evidence *was = NULL;
        for (size_t i = 0; i < was_count && was == NULL; i++) {
            if (!matched[i] && is_same_evidence(b, &out->before->evidence[i], is)) {
                was = &out->before->evidence[i];
                matched[i] = true;
            }
        }
        if (was == NULL || was->certainty != is->certainty)
            add_evidence(b, out, list, was, is, is);
    }
    for (size_t i = 0; i < was_count; i++) {
        if (!matched[i])
            add_evidence(b, out, list, &out->before->evidence[i], NULL, &out->before->evidence[i]);
    }
    out->evidence = list;
}

// --- what stands above ---

/// True if it heads an entry above the place, or the entry that the place is in.
static bool is_head_above(standing s, standing than)
{
    return s.rank > 0 && !s.is_below && (s.rank < than.rank || (s.rank == than.rank && than.is_below));
}

/// The heads that stand above the place in `here`, and not above that in `there`.
static const advice *const *find_above(contrast_builder *b, const side *here, standing place_here,
                                       const side *there, standing place_there, size_t *count)
{
    const advice **found = ARENA_ARRAY(b->arena, here->of->given_count, const advice *);
    *count = 0;
    for (size_t i = 0; i < here->of->given_count; i++) {
        const identity which = identity_at(here, i);
        if (is_head_above(standing_in(&here->ranking, which), place_here) &&
            !is_head_above(standing_in(&there->ranking, which), place_there))
            found[(*count)++] = &here->of->advices[i];
    }
    return found;
}

// --- all changes ---

static void add_change(contrast_builder *b, identity which)
{
    const standing was = standing_in(&b->before.ranking, which);
    const standing is = standing_in(&b->after.ranking, which);
    open_change c = {.which = which,
                     .wanted = is,
                     .change = {.kind = kind_of(was, is),
                                .before = find_advice(&b->before, which),
                                .after = find_advice(&b->after, which),
                                .only_others = was.certainty == is.certainty}};
    if (standing_equal(was, is))
        return;
    compare_evidence(b, &c.change);
    if (c.change.kind == CONTRAST_MOVES) {
        c.change.came_above = find_above(b, &b->after, is, &b->before, was, &c.change.came_above_count);
        c.change.went_above = find_above(b, &b->before, was, &b->after, is, &c.change.went_above_count);
    }
    ARENA_PUSH(b->arena, &b->changes, items, count, capacity, c);
}

/// What is given now, then what was given or had evidence, then what has evidence now.
static void compare_advice(contrast_builder *b)
{
    for (size_t i = 0; i < b->after.of->given_count; i++)
        add_change(b, identity_at(&b->after, i));
    for (size_t i = 0; i < b->before.of->advice_count; i++) {
        const identity which = identity_at(&b->before, i);
        if (standing_in(&b->after.ranking, which).rank == 0)
            add_change(b, which);
    }
    for (size_t i = b->after.of->given_count; i < b->after.of->advice_count; i++) {
        const identity which = identity_at(&b->after, i);
        if (find_advice(&b->before, which) == NULL)
            add_change(b, which);
    }
}

static void compare_derived(contrast_builder *b)
{
    for (size_t i = 0; i < b->pack->derivation_count; i++) {
        const size_t fact_index = b->pack->derivation_order[i];
        const derived_change d = {fact_index, b->before.of->values[fact_index],
                                  b->after.of->values[fact_index]};
        if (!feel_same(d.before, d.after))
            ARENA_PUSH(b->arena, &b->derived, items, count, capacity, d);
    }
}

static supposer *supposer_of(arena *a, const inference *of, feel_clock clock)
{
    feel_machine *m = ARENA_NEW(a, feel_machine);
    run *r = ARENA_NEW(a, run);
    feel_machine_init(m, a);
    m->clock = clock;
    *r = run_start(m, of->pack, of->profile, false);
    return supposer_new(r, of);
}

/// The changes without what was needed to find their causes.
static void give_changes(contrast_builder *b, contrast *out)
{
    advice_change *changes = ARENA_ARRAY(b->arena, b->changes.count, advice_change);
    for (size_t i = 0; i < b->changes.count; i++)
        changes[i] = b->changes.items[i].change;
    out->changes = changes;
    out->change_count = b->changes.count;
}

const contrast *contrast_find(arena *a, const inference *before, const inference *after, feel_clock clock,
                              bool same_file)
{
    const pack *p = before->pack;
    contrast *out = ARENA_NEW(a, contrast);
    contrast_builder b = {.arena = a,
                          .pack = p,
                          .clock = clock,
                          .before = {before, supposed_present(a, before)},
                          .after = {after, supposed_present(a, after)},
                          .out = out,
                          .same_file = same_file,
                          .supposer = supposer_of(a, before, clock),
                          .scratch = arena_new_child(a),
                          .reads = reads_of_rules(a, p),
                          .chains = reads_with_chains(a, p),
                          .work_left = LIMIT_CAUSE_STEPS};
    *out = (contrast){.before = before,
                      .after = after,
                      .said = difference_find(a, p, before->profile, after->profile, same_file)};
    b.said = difference_items(out->said, &b.said_count);
    b.chosen = ARENA_ARRAY(a, b.said_count, bool);
    compare_derived(&b);
    out->derived = b.derived.items;
    out->derived_count = b.derived.count;
    compare_advice(&b);
    find_causes(&b);
    give_changes(&b, out);
    out->same_count = count_same(&b.before, &b.after);
    return out;
}
