// What-if holds what it says, on packs and profiles made at random: the differences make one profile of the other; whatever has another
// place or certainty is listed, and nothing else; the causes of a change, made alone, give it, and none of them can be left out; and so do
// those of a piece of evidence. CONTRAST_PACKS sets the number of packs (60).
#include "conversation/contrast.h"

#include "files.h"
#include "random_pack.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { PACKS = 60, PAIRS = 6 };

typedef struct contrast_case {
    arena *arena;
    random_source random;
    const pack *pack;
    const profile *base, *other;
    bool same_file;
    const contrast *found;
    const difference *said;
    size_t said_count;
    size_t changes, causes; ///< looked at
} contrast_case;

static const profile *read_profile(contrast_case *c)
{
    static buffer text;
    text.length = 0;
    random_profile(&text, &c->random, 0);
    diag_list *diags = diag_list_new(c->arena);
    const profile *out =
        profile_read_text(c->arena, c->pack, SLICE("p.yaml"),
                          arena_copy(c->arena, (slice){text.text, text.length}), PROFILE_JSON, NULL, diags);
    assert_non_null(out);
    return out;
}

/// The base with some values of another profile: facts, and fields of records.
static const profile *change_some(contrast_case *c, const profile *from)
{
    size_t count, other_count;
    const profile_slot *slots = profile_slots(c->arena, c->pack, c->base, &count);
    const profile_slot *others = profile_slots(c->arena, c->pack, from, &other_count);
    profile *out = ARENA_NEW(c->arena, profile);
    *out = profile_variant(c->arena, c->pack, c->base, NULL, 0);
    for (size_t tries = 0; tries < 5; tries++) {
        const profile_slot at = slots[random_below(&c->random, count)];
        const profile_slot source = others[random_below(&c->random, other_count)];
        const fact *declared = profile_slot_declared(c->pack, c->base, at);
        if (declared != profile_slot_declared(c->pack, from, source) || declared->record != NULL)
            continue;
        const profile_change change = {at, profile_slot_value(from, source)};
        *out = profile_variant(c->arena, c->pack, out, &change, 1);
    }
    return out;
}

static const inference *infer_with(contrast_case *c, const bool *chosen)
{
    size_t count;
    const profile_change *changes = difference_changes(c->arena, c->found->said, chosen, &count);
    profile *person = ARENA_NEW(c->arena, profile);
    *person = profile_variant(c->arena, c->pack, c->base, changes, count);
    const inference *out = infer(c->arena, c->pack, person, (feel_clock){0}, 0, NULL, (place){0});
    assert_non_null(out);
    return out;
}

/// The piece of advice about the same thing; of several of one name, that which comes as many-th in the profile.
static const advice *find_alike(const inference *there, const inference *here, const advice *one)
{
    size_t before = 0;
    const advice *found = NULL;
    for (size_t i = 0; i < here->advice_count; i++) {
        const advice *a = &here->advices[i];
        before += a->recommendation == one->recommendation && slice_equal(a->item_name, one->item_name) &&
                  a->position < one->position;
    }
    for (size_t i = 0; i < there->advice_count; i++) {
        const advice *a = &there->advices[i];
        size_t nth = 0;
        for (size_t k = 0; k < there->advice_count; k++)
            nth += there->advices[k].recommendation == a->recommendation &&
                   slice_equal(there->advices[k].item_name, a->item_name) &&
                   there->advices[k].position < a->position;
        if (a->recommendation == one->recommendation && slice_equal(a->item_name, one->item_name) &&
            nth == before)
            found = a;
    }
    return found;
}

/// True if both have one place, below the same thing, and one certainty. NULL: no evidence speaks of it.
static bool is_alike(const inference *here, const advice *a, const inference *there, const advice *b)
{
    if ((a != NULL ? a->certainty : 0) != (b != NULL ? b->certainty : 0) ||
        (a != NULL ? a->rank : 0) != (b != NULL ? b->rank : 0))
        return false;
    if (a == NULL || a->rank == 0)
        return true;
    const advice *above = a->above >= 0 ? &here->advices[a->above] : NULL;
    const advice *below = b->above >= 0 ? &there->advices[b->above] : NULL;
    return above == NULL || below == NULL ? above == below : find_alike(there, here, above) == below;
}

// --- the properties ---

static void check_that_all_differences_make_the_other(contrast_case *c)
{
    bool *all = ARENA_ARRAY(c->arena, c->said_count, bool);
    size_t count;
    for (size_t i = 0; i < c->said_count; i++)
        all[i] = true;
    const profile_change *changes = difference_changes(c->arena, c->found->said, all, &count);
    const profile made = profile_variant(c->arena, c->pack, c->base, changes, count);
    for (size_t i = 0; i < c->pack->fact_count; i++)
        assert_true(feel_same(made.values[i], c->other->values[i]));
}

static const advice_change *change_of(const contrast *found, const advice *before, const advice *after)
{
    const advice_change *out = NULL;
    for (size_t i = 0; i < found->change_count && out == NULL; i++) {
        if (found->changes[i].before == before && found->changes[i].after == after)
            out = &found->changes[i];
    }
    return out;
}

static void check_that_what_differs_is_listed(const contrast_case *c)
{
    const inference *before = c->found->before;
    const inference *after = c->found->after;
    size_t listed = 0;
    for (size_t i = 0; i < before->advice_count; i++) {
        const advice *was = &before->advices[i];
        const advice *is = find_alike(after, before, was);
        const bool alike = is_alike(before, was, after, is);
        assert_int_equal(change_of(c->found, was, is) != NULL, !alike);
        listed += !alike;
    }
    for (size_t i = 0; i < after->advice_count; i++) {
        const advice *is = &after->advices[i];
        if (find_alike(before, after, is) != NULL)
            continue;
        const bool alike = is_alike(before, NULL, after, is);
        assert_int_equal(change_of(c->found, NULL, is) != NULL, !alike);
        listed += !alike;
    }
    assert_int_equal(listed, c->found->change_count);
}

/// True if these causes, without the one at `left_out`, give the change.
static bool gives(contrast_case *c, const advice_change *change, size_t left_out)
{
    bool *chosen = ARENA_ARRAY(c->arena, c->said_count, bool);
    for (size_t i = 0; i < change->cause_count; i++)
        chosen[change->causes[i]] = i != left_out;
    const inference *with = infer_with(c, chosen);
    const advice *there = change->after != NULL ? find_alike(with, c->found->after, change->after)
                                                : find_alike(with, c->found->before, change->before);
    return is_alike(c->found->after, change->after, with, there);
}

static void check_that_causes_suffice_and_are_needed(contrast_case *c, const advice_change *change)
{
    if (change->by_order) {
        assert_false(c->same_file);
        assert_int_equal(change->cause_count, 0);
        return;
    }
    assert_false(change->is_cut);
    assert_true(change->cause_count > 0);
    assert_true(gives(c, change, change->cause_count));
    for (size_t i = 0; i < change->cause_count && change->cause_count > 1; i++)
        assert_false(gives(c, change, i));
    c->causes += change->cause_count;
}

static double certainty_like(const inference *of, const evidence *like)
{
    const rule *which = &of->pack->rules[like->rule];
    double found = 0;
    for (size_t i = 0; i < of->advice_count; i++) {
        for (size_t k = 0; k < of->advices[i].evidence_count; k++) {
            const evidence *e = &of->advices[i].evidence[k];
            bool same = e->rule == like->rule;
            for (size_t v = 0; same && v < which->variable_count; v++)
                same = feel_same(e->bindings[v], like->bindings[v]);
            found = same ? e->certainty : found;
        }
    }
    return found;
}

/// A rule without variables says one thing; of others, items of one name cannot be told apart here.
static void check_evidence(contrast_case *c, const evidence_change *e)
{
    const evidence *any = e->after != NULL ? e->after : e->before;
    bool *chosen = ARENA_ARRAY(c->arena, c->said_count, bool);
    if (c->pack->rules[any->rule].variable_count > 0)
        return;
    for (size_t i = 0; i < e->difference_count; i++)
        chosen[e->differences[i]] = true;
    const inference *with = infer_with(c, chosen);
    if (certainty_like(with, any) != (e->after != NULL ? e->after->certainty : 0))
        fail_msg("rule %.*s", SLICE_ARG(c->pack->rules[any->rule].id));
}

static void check_pair(void *argument)
{
    contrast_case *c = argument;
    const profile *drawn = read_profile(c);
    c->base = read_profile(c);
    c->other = c->same_file ? change_some(c, drawn) : drawn;
    const inference *before = infer(c->arena, c->pack, c->base, (feel_clock){0}, 0, NULL, (place){0});
    const inference *after = infer(c->arena, c->pack, c->other, (feel_clock){0}, 0, NULL, (place){0});
    assert_non_null(before);
    assert_non_null(after);
    c->found = contrast_find(c->arena, before, after, (feel_clock){0}, c->same_file);
    c->said = difference_items(c->found->said, &c->said_count);
    check_that_all_differences_make_the_other(c);
    check_that_what_differs_is_listed(c);
    for (size_t i = 0; i < c->found->change_count; i++) {
        const advice_change *change = &c->found->changes[i];
        check_that_causes_suffice_and_are_needed(c, change);
        for (size_t k = 0; k < change->evidence_count; k++)
            check_evidence(c, &change->evidence[k]);
        c->changes++;
    }
}

static void test_causes_are_causes_on_random_packs(void **state)
{
    (void)state;
    contrast_case c = {.random = random_new()};
    const char *asked = getenv("CONTRAST_PACKS");
    const size_t packs = asked != NULL ? strtoul(asked, NULL, 10) : PACKS;
    for (size_t i = 0; i < packs; i++) {
        char *folder = i % 4 == 0 ? random_wide_pack(&c.random) : random_pack(&c.random);
        arena *loaded = arena_new(NULL, 0);
        pack *p = pack_load(NULL, folder, diag_list_new(loaded));
        assert_non_null(p);
        c.pack = p;
        for (size_t k = 0; k < PAIRS; k++) {
            c.arena = arena_new(NULL, 0);
            c.same_file = k % 2 == 0;
            assert_int_equal(arena_run(c.arena, check_pair, &c), ARENA_DONE);
            arena_free(c.arena);
        }
        pack_free(p);
        arena_free(loaded);
        folder_remove(folder);
    }
    print_message("%zu changes, %zu causes\n", c.changes, c.causes);
    assert_true(c.changes > packs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_causes_are_causes_on_random_packs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
