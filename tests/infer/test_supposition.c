// A supposition is what inference gives for the changed profile: the same recommendations with the same certainties, bit for bit, in the same
// places. Tried on packs, profiles and changes made at random. TEST_PACKS sets how many packs.
#include "infer/supposition.h"

#include "files.h"
#include "random_pack.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { PACKS = 60, PROFILES = 12, CHANGES = 12, MOST_CHANGES = 6 };

typedef struct trial {
    arena *arena;
    const pack *pack;
    random_source *random;
    slice here, other; ///< profiles, as JSON
    size_t compared, moved, answered;
} trial;

static const profile *read(const trial *t, slice text)
{
    diag_list *diags = diag_list_new(t->arena);
    const profile *person = profile_read_text(t->arena, t->pack, SLICE("p"), text, PROFILE_JSON, NULL, diags);
    assert_non_null(person);
    return person;
}

/// A value of a type: what is unknown is never anything else, and rules that were decided rest on that.
static feel_value value_of_type(const trial *t, const feel_type *type)
{
    static const char *const texts[] = {"k", "m", "a"};
    feel_value *item = ARENA_NEW(t->arena, feel_value);
    switch (type->kind) {
    case FEEL_TYPE_NUMBER: return feel_integer((int64_t)random_below(t->random, 4));
    case FEEL_TYPE_BOOLEAN: return feel_boolean(random_below(t->random, 2) == 0);
    case FEEL_TYPE_LIST:
        *item = value_of_type(t, type->element);
        return feel_list_of(t->arena, item, (size_t)random_below(t->random, 2));
    default: return feel_string(slice_of(texts[random_below(t->random, 3)]));
    }
}

/// A value for a slot: what another profile says there, or nothing.
static feel_value value_for(const trial *t, const profile *other, profile_slot at)
{
    const profile_slot list = {.fact = at.fact};
    if (random_below(t->random, 4) == 0)
        return feel_null();
    if (at.record == 0)
        return profile_slot_value(other, list);
    return value_of_type(t, t->pack->facts[at.fact].record->fields[at.field].type);
}

static const advice *advice_of(const inference *of, const supposed_advice *one)
{
    const advice *found = NULL;
    for (size_t i = 0; i < of->advice_count && found == NULL; i++) {
        const advice *a = &of->advices[i];
        const supposed_advice as = {
            .recommendation = a->recommendation, .item_name = a->item_name, .position = a->position};
        found = supposed_same(&as, one) ? a : NULL;
    }
    return found;
}

static void compare(const inference *of, const supposition *s)
{
    assert_false(s->is_exhausted);
    assert_int_equal(s->count, of->advice_count);
    assert_int_equal(s->given_count, of->given_count);
    assert_int_equal(s->entry_count, of->entry_count);
    for (size_t i = 0; i < s->count; i++) {
        const supposed_advice *one = &s->advices[i];
        const advice *a = i < s->given_count ? &of->advices[i] : advice_of(of, one);
        assert_non_null(a);
        assert_int_equal(one->recommendation, a->recommendation);
        assert_int_equal(one->position, a->position);
        assert_true(slice_equal(one->item_name, a->item_name));
        assert_memory_equal(&one->certainty, &a->certainty, sizeof a->certainty);
        assert_memory_equal(&one->score, &a->score, sizeof a->score);
        assert_int_equal(one->rank, a->rank);
        assert_int_equal(one->is_head, a->status == ADVICE_GIVEN && a->above < 0);
    }
}

static void try_changes(void *argument)
{
    trial *t = argument;
    const profile *person = read(t, t->here);
    const profile *other = read(t, t->other);
    feel_machine m;
    feel_machine_init(&m, t->arena);
    run r = run_start(&m, t->pack, person, false);
    const inference *of = infer_run(&r);
    supposer *s = supposer_new(&r, of);
    size_t count = 0;
    const profile_slot *slots = profile_slots(t->arena, t->pack, person, &count);
    for (size_t i = 0; i < CHANGES; i++) {
        profile_change changes[MOST_CHANGES];
        const size_t change_count = 1 + (size_t)random_below(t->random, MOST_CHANGES);
        for (size_t k = 0; k < change_count; k++) {
            const profile_slot at = slots[random_below(t->random, count)];
            changes[k] = (profile_change){at, value_for(t, other, at)};
        }
        const profile changed = profile_variant(t->arena, t->pack, person, changes, change_count);
        const inference *then = infer(t->arena, t->pack, &changed, (feel_clock){0}, 0, NULL, (place){0});
        const supposition supposed = suppose(s, changes, change_count);
        compare(then, &supposed);
        if (change_count == 1) {
            const supposition answered = suppose_answer(s, changes[0].at, changes[0].value);
            compare(then, &answered);
            t->answered++;
        }
        t->compared++;
        t->moved += then->given_count != of->given_count;
    }
}

static void test_a_supposition_is_what_inference_gives_for_the_changed_profile(void **state)
{
    (void)state;
    static buffer here, other;
    random_source random = random_new();
    const char *packs = getenv("TEST_PACKS");
    trial t = {.arena = arena_new(NULL, 0), .random = &random};
    for (size_t i = packs != NULL ? strtoul(packs, NULL, 10) : PACKS; i > 0; i--) {
        char *folder = random_pack(&random);
        arena *messages = arena_new(NULL, 0);
        pack *p = pack_load(NULL, folder, diag_list_new(messages));
        folder_remove(folder);
        for (size_t k = 0; p != NULL && k < PROFILES; k++) {
            random_profile(&here, &random, 0);
            random_profile(&other, &random, 0);
            t.pack = p;
            t.here = (slice){here.text, here.length};
            t.other = (slice){other.text, other.length};
            assert_int_equal(arena_run(t.arena, try_changes, &t), ARENA_DONE);
            arena_reset(t.arena);
        }
        pack_free(p);
        arena_free(messages);
    }
    print_message(
        "info: %zu suppositions, %zu of them with another number of recommendations, %zu as answers\n",
        t.compared, t.moved, t.answered);
    assert_true(t.moved > t.compared / 20);
    arena_free(t.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_supposition_is_what_inference_gives_for_the_changed_profile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
