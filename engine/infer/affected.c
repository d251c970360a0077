// What only adds to what is known leaves most rules as they are, by the law of unknowns: see infer/open_rules.h. A profile that says something
// otherwise does not.
#include "infer/affected.h"

#include "base/bit_set.h"
#include "infer/open_rules.h"

struct affected {
    const run *base;
    const pack *pack;
    const readers *readers;
    blocking *blocking;
    const uint64_t
        *open; ///< the rules that may do something else once more is known; NULL: nobody knows which
    bool adds; ///< nothing changes but what was not stated
    touch most, now;
    uint64_t *asking; ///< a set: the rules whose needs are being found
    size_t fact_words, rule_words;
    profile_slot last; ///< the only slot that `most` is for
    bool has_last;
};

static touch touch_new(arena *a, const affected *x)
{
    return (touch){ARENA_ARRAY(a, x->fact_words, uint64_t), ARENA_ARRAY(a, x->rule_words, uint64_t),
                   ARENA_ARRAY(a, x->fact_words, uint64_t)};
}

affected *affected_new(run *r, const inference *of, const readers *by, conjunctions *parts)
{
    affected *x = ARENA_NEW(r->arena, affected);
    *x = (affected){.base = r,
                    .pack = of->pack,
                    .readers = by,
                    .blocking = blocking_new(r, of, parts),
                    .open = of->unrecorded ? NULL : open_rules(r->arena, of, by),
                    .fact_words = bit_set_words(of->pack->fact_count),
                    .rule_words = bit_set_words(of->pack->rule_count)};
    x->most = touch_new(r->arena, x);
    x->now = touch_new(r->arena, x);
    x->asking = ARENA_ARRAY(r->arena, x->rule_words, uint64_t);
    return x;
}

// --- what is touched ---

static void add_readers(const affected *x, touch *to, reader_list list)
{
    for (size_t i = 0; i < list.count; i++) {
        const rule *r = &x->pack->rules[list.rules[i]];
        if (x->adds && !bit_set_has(x->open, list.rules[i]))
            continue;
        if (r->kind == RULE_RECOMMENDS)
            bit_set_add(to->rules, list.rules[i]);
        else if (r->kind == RULE_CONCLUDES)
            bit_set_add(to->stale, r->target);
    }
}

void affected_add(affected *x, touch *to, size_t fact_index)
{
    bit_set_add(to->facts, fact_index);
    add_readers(x, to, readers_of_fact(x->readers, fact_index));
}

/// Of a record that stands in the fact itself, only the field is not as it was.
static void add_slot(affected *x, touch *to, profile_slot at)
{
    const record_type *type = profile_slot_type(x->pack, x->base->person, at);
    if (type == NULL || type != x->pack->facts[at.fact].record) {
        affected_add(x, to, at.fact);
        return;
    }
    bit_set_add(to->facts, at.fact);
    add_readers(x, to, readers_of_field(x->readers, at.fact, at.field));
}

/// True if the slot was not stated, nor concluded, and names no item.
static bool is_addition(const affected *x, profile_slot at)
{
    const fact *declared = profile_slot_declared(x->pack, x->base->person, at);
    const record_type *type = profile_slot_type(x->pack, x->base->person, at);
    return declared != NULL && !declared->derived && (type == NULL || type->key != (ptrdiff_t)at.field) &&
           feel_is_null(profile_slot_value(x->base->person, at));
}

static void begin(affected *x, touch *to, const profile_change *changes, size_t count)
{
    memset(to->facts, 0, x->fact_words * sizeof *to->facts);
    memset(to->rules, 0, x->rule_words * sizeof *to->rules);
    memset(to->stale, 0, x->fact_words * sizeof *to->stale);
    for (size_t i = 0; i < count; i++)
        add_slot(x, to, changes[i].at);
}

touch *affected_begin(affected *x, const profile_change *changes, size_t count)
{
    begin(x, &x->now, changes, count);
    return &x->now;
}

// --- what may be touched ---

/// Derived facts come after what they are derived from, so one pass finds them all.
static void add_derived(affected *x)
{
    for (size_t i = 0; i < x->pack->derivation_count; i++) {
        const size_t index = x->pack->derivation_order[i];
        if (bit_set_has(x->most.stale, index) && !x->base->person->stated[index])
            affected_add(x, &x->most, index);
    }
}

/// In a pack with derived fields each record is a run's own, and any fact that has some may be another.
static void add_all(affected *x)
{
    for (size_t i = 0; i < x->pack->fact_count; i++)
        affected_add(x, &x->most, i);
}

static void drop_blocked(affected *x, arena *scratch)
{
    const size_t count = x->pack->rule_count;
    uint64_t *rules = x->most.rules;
    for (size_t i = bit_set_next(rules, 0, count); i < count; i = bit_set_next(rules, i + 1, count)) {
        if (!blocking_lets_fire(x->blocking, scratch, i, x->most.facts))
            bit_set_remove(rules, i);
    }
}

const touch *affected_by(affected *x, arena *scratch, const profile_change *changes, size_t count)
{
    if (count == 1 && x->has_last && profile_slot_equal(x->last, changes[0].at))
        return &x->most;
    x->has_last = false; // should memory end on the way
    x->adds = x->open != NULL;
    for (size_t i = 0; i < count && x->adds; i++)
        x->adds = is_addition(x, changes[i].at);
    begin(x, &x->most, changes, count);
    if (x->pack->derived_field_count > 0)
        add_all(x);
    else
        add_derived(x);
    drop_blocked(x, scratch);
    x->has_last = count == 1;
    x->last = count == 1 ? changes[0].at : x->last;
    return &x->most;
}

// --- what is needed ---

static bool is_read_by(const affected *x, const uint64_t *rules, size_t fact_index)
{
    const reader_list list = readers_of_fact(x->readers, fact_index);
    bool found = false;
    for (size_t i = 0; i < list.count && !found; i++)
        found = bit_set_has(rules, list.rules[i]);
    return found;
}

void affected_needs(affected *x, const uint64_t *rules, uint64_t *needed)
{
    const pack *p = x->pack;
    memset(needed, 0, x->fact_words * sizeof *needed);
    memcpy(x->asking, rules, x->rule_words * sizeof *rules);
    for (size_t i = p->derivation_count; i > 0; i--) {
        const size_t index = p->derivation_order[i - 1];
        if (!bit_set_has(x->most.facts, index) || !is_read_by(x, x->asking, index))
            continue;
        bit_set_add(needed, index);
        for (size_t k = 0; k < p->concluding_counts[index]; k++)
            bit_set_add(x->asking, p->concluding_rules[index][k]);
    }
}

bool affected_lets_fire(affected *x, arena *scratch, size_t rule_index, const touch *by)
{
    return bit_set_has(by->rules, rule_index) &&
           blocking_lets_fire(x->blocking, scratch, rule_index, by->facts);
}
