// Places are compared by what a recommendation is about, not by numbers of records: in two files these differ.
#include "conversation/contrast.h"

#include "base/limits.h"
#include "infer/evidence.h"
#include "infer/reads.h"
#include "infer/supposition.h"

// --- which is which ---

/// What a recommendation is about, in words that hold in both profiles: of items with one name, `nth` tells them apart.
typedef struct identity {
    size_t recommendation;
    slice item_name;
    size_t nth;
} identity;

static bool is_twin(const supposed_advice *a, const supposed_advice *b)
{
    return a->recommendation == b->recommendation && slice_equal(a->item_name, b->item_name);
}

static identity identity_of(const supposition *s, const supposed_advice *one)
{
    identity out = {one->recommendation, one->item_name, 0};
    for (size_t i = 0; i < s->count; i++)
        out.nth += is_twin(&s->advices[i], one) && s->advices[i].position < one->position;
    return out;
}

static bool is_identity(identity a, identity b)
{
    return a.recommendation == b.recommendation && a.nth == b.nth && slice_equal(a.item_name, b.item_name);
}

static const supposed_advice *find_in(const supposition *s, identity which)
{
    const supposed_advice *found = NULL;
    for (size_t i = 0; i < s->count && found == NULL; i++) {
        if (s->advices[i].recommendation == which.recommendation &&
            is_identity(identity_of(s, &s->advices[i]), which))
            found = &s->advices[i];
    }
    return found;
}

/// An inference and its ranking.
typedef struct side {
    const inference *of;
    supposition ranking; ///< one for each of the inference's advices, in its order
} side;

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

/// Where a recommendation stands, and with what certainty. All zero if no evidence speaks of it.
typedef struct standing {
    size_t rank; ///< 0: it is not given
    double certainty;
    bool is_below;  ///< it is no head
    identity above; ///< then what it stands below
} standing;

static standing standing_in(const supposition *s, identity which)
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
    return a.rank == b.rank && a.is_below == b.is_below && (!a.is_below || is_identity(a.above, b.above));
}

static bool is_same_standing(standing a, standing b)
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
            !is_identity(identity_of(&before->ranking, was), identity_of(&after->ranking, is)))
            return same;
    }
}

// --- causes ---

typedef struct builder {
    arena *arena;
    const pack *pack;
    side before, after;
    contrast *out;
    const difference *said;
    size_t said_count;
    rule_reads reads, chains;
    supposer *supposer;
    arena *scratch;      ///< of one supposition
    size_t suppositions; ///< made so far
    bool *trial;         ///< which differences a supposition makes
    struct {
        advice_change *items;
        size_t count, capacity;
    } changes;
    struct {
        derived_change *items;
        size_t count, capacity;
    } derived;
} builder;

/// True if the differences of `b->trial` alone give the recommendation this standing.
static bool gives(builder *b, identity which, standing wanted)
{
    size_t count;
    arena_reset(b->scratch);
    const profile_change *changes = difference_changes(b->scratch, b->out->said, b->trial, &count);
    const supposition s = suppose(b->supposer, changes, count);
    b->suppositions++;
    return !s.is_exhausted && is_same_standing(standing_in(&s, which), wanted);
}

static bool has_time(const builder *b)
{
    return b->suppositions < LIMIT_CAUSE_SUPPOSITIONS;
}

static void choose(builder *b, const size_t *which, size_t count, bool chosen)
{
    for (size_t i = 0; i < count; i++)
        b->trial[which[i]] = chosen;
}

/// Leaves out of `left` what can be left out `size` at a time. What stays always suffices. Gives how many stay.
static size_t leave_out(builder *b, identity which, standing wanted, size_t *left, size_t count, size_t size)
{
    for (size_t from = 0; from < count && has_time(b);) {
        const size_t length = from + size < count ? size : count - from;
        choose(b, left + from, length, false);
        if (gives(b, which, wanted)) {
            memmove(left + from, left + from + length, (count - from - length) * sizeof *left);
            count -= length;
        } else {
            choose(b, left + from, length, true);
            from += length;
        }
    }
    return count;
}

/// From all differences, which suffice, to those of which none can be left out: by halves, then by quarters, down to one at a time.
static void find_smallest(builder *b, identity which, standing wanted, advice_change *out)
{
    size_t *left = ARENA_ARRAY(b->arena, b->said_count, size_t);
    size_t count = b->said_count;
    size_t before = 0;
    for (size_t i = 0; i < count; i++)
        left[i] = i;
    for (size_t size = count / 2; size > 1; size /= 2)
        count = leave_out(b, which, wanted, left, count, size);
    while (count != before && has_time(b)) {
        before = count;
        count = leave_out(b, which, wanted, left, count, 1);
    }
    out->causes = left;
    out->cause_count = count;
    out->is_cut = !has_time(b);
}

/// Finds a difference that alone does it.
static bool find_single(builder *b, identity which, standing wanted, advice_change *out)
{
    bool found = false;
    for (size_t i = 0; i < b->said_count && !found && has_time(b); i++) {
        b->trial[i] = true;
        found = gives(b, which, wanted);
        b->trial[i] = false;
        if (found) {
            size_t *cause = ARENA_NEW(b->arena, size_t);
            *cause = i;
            out->causes = cause;
            out->cause_count = 1;
        }
    }
    return found;
}

static void find_causes(builder *b, identity which, standing wanted, advice_change *out)
{
    memset(b->trial, 0, b->said_count * sizeof *b->trial);
    if (find_single(b, which, wanted, out))
        return;
    for (size_t i = 0; i < b->said_count; i++)
        b->trial[i] = true;
    out->by_order = !gives(b, which, wanted);
    if (!out->by_order)
        find_smallest(b, which, wanted, out);
}

// --- evidence ---

static bool is_same_binding(builder *b, const rule *which, size_t variable, feel_value was, feel_value is)
{
    const slice name = infer_item_name(b->arena, b->pack, which, variable, was);
    if (name.len > 0 && was.kind == FEEL_CONTEXT && is.kind == FEEL_CONTEXT)
        return slice_equal(name, infer_item_name(b->arena, b->pack, which, variable, is));
    return feel_same(was, is) || (!feel_is_null(was) && !feel_is_null(is) && evidence_same_item(was, is));
}

static bool is_same_evidence(builder *b, const evidence *was, const evidence *is)
{
    const rule *which = &b->pack->rules[was->rule];
    bool same = was->rule == is->rule;
    for (size_t i = 0; i < which->variable_count && same; i++)
        same = is_same_binding(b, which, i, was->bindings[i], is->bindings[i]);
    return same;
}

static bool is_cause(const advice_change *of, size_t index)
{
    bool found = false;
    for (size_t i = 0; i < of->cause_count && !found; i++)
        found = of->causes[i] == index;
    return found;
}

/// Finds what of the cause the rule reads; if it reads nothing of it, what it reads of all that is said otherwise.
static void find_read(builder *b, const advice_change *of, size_t rule_index, evidence_change *e)
{
    const uint64_t *chain = reads_of(&b->chains, rule_index);
    const uint64_t *direct = reads_of(&b->reads, rule_index);
    size_t *read = ARENA_ARRAY(b->arena, b->said_count, size_t);
    size_t *derived = ARENA_ARRAY(b->arena, b->derived.count, size_t);
    for (int any = 0; any < 2 && e->difference_count == 0; any++) {
        for (size_t i = 0; i < b->said_count; i++) {
            if (reads_fact(chain, b->said[i].fact) && (any == 1 || is_cause(of, i)))
                read[e->difference_count++] = i;
        }
    }
    for (size_t i = 0; i < b->derived.count; i++) {
        if (reads_fact(direct, b->derived.items[i].fact))
            derived[e->derived_count++] = i;
    }
    e->differences = read;
    e->derived = derived;
}

static void add_evidence(builder *b, advice_change *out, evidence_change *list, const evidence *was,
                         const evidence *is)
{
    evidence_change e = {.before = was, .after = is};
    find_read(b, out, is != NULL ? is->rule : was->rule, &e);
    list[out->evidence_count++] = e;
}

/// What came or counts otherwise, in the order of the rules, then what went.
static void compare_evidence(builder *b, advice_change *out)
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
            add_evidence(b, out, list, was, is);
    }
    for (size_t i = 0; i < was_count; i++) {
        if (!matched[i])
            add_evidence(b, out, list, &out->before->evidence[i], NULL);
    }
    out->evidence = list;
}

// --- what stands above ---

static bool is_head_above(standing s, size_t rank)
{
    return s.rank > 0 && !s.is_below && s.rank < rank;
}

/// The heads that stand above a place of `here`, and not above the place of `there`.
static const advice *const *find_above(builder *b, const side *here, size_t rank_here, const side *there,
                                       size_t rank_there, size_t *count)
{
    const advice **found = ARENA_ARRAY(b->arena, here->of->given_count, const advice *);
    *count = 0;
    for (size_t i = 0; i < here->of->given_count; i++) {
        const identity which = identity_at(here, i);
        if (is_head_above(standing_in(&here->ranking, which), rank_here) &&
            !is_head_above(standing_in(&there->ranking, which), rank_there))
            found[(*count)++] = &here->of->advices[i];
    }
    return found;
}

// --- all changes ---

static void add_change(builder *b, identity which)
{
    const standing was = standing_in(&b->before.ranking, which);
    const standing is = standing_in(&b->after.ranking, which);
    advice_change c = {.kind = kind_of(was, is),
                       .before = find_advice(&b->before, which),
                       .after = find_advice(&b->after, which),
                       .only_others = was.certainty == is.certainty};
    if (is_same_standing(was, is))
        return;
    find_causes(b, which, is, &c);
    compare_evidence(b, &c);
    if (c.kind == CONTRAST_MOVES) {
        c.came_above = find_above(b, &b->after, is.rank, &b->before, was.rank, &c.came_above_count);
        c.went_above = find_above(b, &b->before, was.rank, &b->after, is.rank, &c.went_above_count);
    }
    ARENA_PUSH(b->arena, &b->changes, items, count, capacity, c);
}

/// What is given now, then what was given or had evidence, then what has evidence now.
static void compare_advice(builder *b)
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

static void compare_derived(builder *b)
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

const contrast *contrast_find(arena *a, const inference *before, const inference *after, feel_clock clock,
                              bool same_file)
{
    const pack *p = before->pack;
    contrast *out = ARENA_NEW(a, contrast);
    builder b = {.arena = a,
                 .pack = p,
                 .before = {before, supposed_present(a, before)},
                 .after = {after, supposed_present(a, after)},
                 .out = out,
                 .supposer = supposer_of(a, before, clock),
                 .scratch = arena_new_child(a),
                 .reads = reads_of_rules(a, p),
                 .chains = reads_with_chains(a, p)};
    *out = (contrast){.before = before,
                      .after = after,
                      .said = difference_find(a, p, before->profile, after->profile, same_file)};
    b.said = difference_items(out->said, &b.said_count);
    b.trial = ARENA_ARRAY(a, b.said_count, bool);
    compare_derived(&b);
    out->derived = b.derived.items;
    out->derived_count = b.derived.count;
    compare_advice(&b);
    out->changes = b.changes.items;
    out->change_count = b.changes.count;
    out->same_count = count_same(&b.before, &b.after);
    return out;
}
