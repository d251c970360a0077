#include "conversation/asking.h"
#include "conversation/chance.h"

choices choices_new(const asking *k, const int *from)
{
    choices out = ARENA_ARRAY(k->arena, k->slot_count, int);
    for (size_t i = 0; i < k->slot_count; i++)
        out[i] = from != NULL ? from[i] : OPEN;
    return out;
}

const profile_change *changes_of(const asking *k, const int *chosen, size_t *count)
{
    profile_change *out = ARENA_ARRAY(k->arena, k->slot_count, profile_change);
    *count = 0;
    for (size_t i = 0; i < k->slot_count; i++) {
        if (chosen[i] != OPEN)
            out[(*count)++] = (profile_change){k->slots[i].at, k->slots[i].answers[chosen[i]]};
    }
    return out;
}

// --- first places ---

/// Records beyond those of the profile were made up for an answer.
static uint64_t item_number(const asking *k, const supposed_advice *one)
{
    const uint32_t records = k->of->profile->record_count;
    uint32_t hash = one->position > records ? records + 1 : one->position;
    for (size_t i = 0; i < one->item_name.len;
         i++) // an item that is no record has its place in a list, which changes
        hash = hash * 31 + (unsigned char)one->item_name.ptr[i];
    return hash;
}

first_places first_places_of(const asking *k, const supposition *s)
{
    uint64_t *out = ARENA_ARRAY(k->arena, k->top, uint64_t);
    for (size_t i = 0; i < s->given_count; i++) {
        const supposed_advice *one = &s->advices[i];
        if (one->is_head && one->rank <= k->top)
            out[one->rank - 1] = ((uint64_t)one->recommendation + 1) << 32 | item_number(k, one);
    }
    return out;
}

bool first_places_equal(const asking *k, first_places a, first_places b)
{
    return memcmp(a, b, k->top * sizeof *a) == 0;
}

first_places places_with(asking *k, const int *chosen)
{
    size_t count = 0;
    const profile_change *changes = changes_of(k, chosen, &count);
    const supposition s = suppose(k->supposer, changes, count);
    k->tried++;
    return s.is_exhausted ? NULL : first_places_of(k, &s);
}

// --- tables ---

/// The number of these first places among the table's; they are added if they are new.
static int outcome_of(const asking *k, completion_table *t, first_places places, size_t room)
{
    size_t found = 0;
    while (found < t->outcome_count && !first_places_equal(k, t->places[found], places))
        found++;
    if (found == t->outcome_count && found < room)
        t->places[t->outcome_count++] = places;
    return (int)found;
}

/// The number of combinations, or something above `most`.
static size_t combinations(const asking *k, const size_t *slots, size_t count, size_t most)
{
    size_t product = 1;
    for (size_t i = 0; i < count && product <= most; i++)
        product *= k->slots[slots[i]].answer_count;
    return product;
}

/// The answers of row `row`.
static void choose(const asking *k, const completion_table *t, size_t row, chance *c, choices chosen)
{
    for (size_t i = t->slot_count; i-- > 0;) {
        const size_t count = k->slots[t->slots[i]].answer_count;
        const size_t answer = t->is_exhaustive ? row % count : chance_below(c, count);
        row /= count;
        chosen[t->slots[i]] = (int)answer;
    }
}

completion_table completions_try(asking *k, const int *chosen, const size_t *slots, size_t count, size_t most)
{
    const size_t all = combinations(k, slots, count, most);
    const size_t rows = all > most ? most : all;
    completion_table t = {.slots = slots, .slot_count = count, .is_exhaustive = all <= most};
    t.answers = ARENA_ARRAY(k->arena, rows * count, int);
    t.outcomes = ARENA_ARRAY(k->arena, rows, int);
    t.places = ARENA_ARRAY(k->arena, rows, first_places);
    chance c = chance_begin();
    choices now = choices_new(k, chosen);
    bool all_known = true;
    for (size_t row = 0; row < rows; row++) {
        choose(k, &t, row, &c, now);
        const first_places places = places_with(k, now);
        all_known = all_known && places != NULL;
        if (places == NULL)
            continue;
        for (size_t i = 0; i < count; i++)
            t.answers[t.count * count + i] = now[slots[i]];
        t.outcomes[t.count++] = outcome_of(k, &t, places, rows);
    }
    t.is_exhaustive = t.is_exhaustive && all_known;
    return t;
}
