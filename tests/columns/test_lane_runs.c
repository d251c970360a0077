// Runs of lanes, and words of comparisons, against what one lane after the other says: runs that cross words, owners without lanes, more
// owners than bits of a word, no lanes at all.
#include "columns/lane_compare.h"
#include "columns/lane_runs.h"
#include "random.h"

#include "test.h"

enum { MOST_LANES = 400, MOST_OWNERS = 200, MOST_WORDS = (MOST_LANES + 63) / 64, ROUNDS = 4000 };

typedef struct runs_case {
    arena *arena;
    uint32_t owner[MOST_LANES + 64];
    size_t count, owner_count;
    bool scattered;
    lane_runs runs;
} runs_case;

static bool bit_of(const uint64_t *words, size_t at)
{
    return (words[at / 64] >> at % 64 & 1) != 0;
}

static void fill(random_source *r, uint64_t *words, size_t count)
{
    const uint64_t kind = random_below(r, 4); // dense, sparse, all, none
    for (size_t i = 0; i < count; i++) {
        const uint64_t dense = random_next(r);
        const uint64_t sparse = dense & random_next(r) & random_next(r);
        words[i] = kind == 0 ? dense : kind == 1 ? sparse : kind == 2 ? UINT64_MAX : 0;
    }
}

/// Gives owners lanes: none, one, a few, or more than a word has.
static void give_lanes(random_source *r, runs_case *c)
{
    const uint64_t lengths[] = {1, 2, 4, 33, 150};
    const uint64_t longest = lengths[random_below(r, 5)];
    const uint64_t empty = random_below(r, 4);
    c->owner_count = 1 + random_below(r, random_below(r, 2) == 0 ? 64 : MOST_OWNERS);
    c->scattered = random_below(r, 6) == 0;
    c->count = 0;
    for (uint32_t owner = 0; owner < c->owner_count; owner++) {
        const uint64_t lanes = random_below(r, 4) < empty ? 0 : random_below(r, longest + 1);
        for (uint64_t i = 0; i < lanes && c->count < MOST_LANES; i++)
            c->owner[c->count++] = owner;
    }
    for (size_t i = c->count; c->scattered && i > 1; i--) {
        const size_t at = random_below(r, i);
        const uint32_t kept = c->owner[i - 1];
        c->owner[i - 1] = c->owner[at];
        c->owner[at] = kept;
    }
}

static void make_runs(void *argument)
{
    runs_case *c = argument;
    c->runs = lane_runs_new(c->arena, c->owner, c->count, c->owner_count, c->scattered);
}

static void test_spreading_gives_each_lane_the_bit_of_its_owner(void **state)
{
    (void)state;
    random_source r = random_new();
    runs_case c = {.arena = arena_new(NULL, 0)};
    for (int round = 0; round < ROUNDS; round++) {
        uint64_t bits[MOST_WORDS];
        uint64_t out[MOST_WORDS];
        fill(&r, bits, MOST_WORDS);
        fill(&r, out, MOST_WORDS);
        give_lanes(&r, &c);
        assert_int_equal(arena_run(c.arena, make_runs, &c), ARENA_DONE);
        lane_runs_spread(&c.runs, bits, out);
        for (size_t i = 0; i < c.count; i++)
            assert_int_equal(bit_of(out, i), bit_of(bits, c.owner[i]));
        arena_reset(c.arena);
    }
    arena_free(c.arena);
}

static void test_spreading_gives_each_lane_the_number_of_its_owner(void **state)
{
    (void)state;
    random_source r = random_new();
    runs_case c = {.arena = arena_new(NULL, 0)};
    for (int round = 0; round < ROUNDS; round++) {
        double numbers[MOST_OWNERS];
        uint32_t texts[MOST_OWNERS];
        double spread[MOST_LANES + LANES_BEHIND];
        uint32_t spread_texts[MOST_LANES + LANES_BEHIND];
        for (size_t i = 0; i < MOST_OWNERS; i++) {
            texts[i] = (uint32_t)random_next(&r);
            numbers[i] = (double)texts[i] / 8;
        }
        give_lanes(&r, &c);
        assert_int_equal(arena_run(c.arena, make_runs, &c), ARENA_DONE);
        lane_runs_spread_numbers(&c.runs, numbers, spread);
        lane_runs_spread_texts(&c.runs, texts, spread_texts);
        for (size_t i = 0; i < c.count; i++) {
            assert_true(spread[i] == numbers[c.owner[i]]);
            assert_int_equal(spread_texts[i], texts[c.owner[i]]);
        }
        arena_reset(c.arena);
    }
    arena_free(c.arena);
}

static void test_an_owner_has_as_many_as_its_lanes_have(void **state)
{
    (void)state;
    random_source r = random_new();
    runs_case c = {.arena = arena_new(NULL, 0)};
    for (int round = 0; round < ROUNDS; round++) {
        const bool negated = random_below(&r, 2) == 0;
        uint64_t bits[MOST_WORDS];
        double out[MOST_OWNERS];
        int expected[MOST_OWNERS] = {0};
        fill(&r, bits, MOST_WORDS);
        give_lanes(&r, &c);
        assert_int_equal(arena_run(c.arena, make_runs, &c), ARENA_DONE);
        lane_runs_count(&c.runs, bits, negated, out);
        for (size_t i = 0; i < c.count; i++)
            expected[c.owner[i]] += bit_of(bits, i) != negated;
        for (size_t i = 0; i < c.owner_count; i++)
            assert_true(out[i] == expected[i]);
        arena_reset(c.arena);
    }
    arena_free(c.arena);
}

static void test_an_owner_has_a_bit_if_some_lane_of_it_has(void **state)
{
    (void)state;
    random_source r = random_new();
    runs_case c = {.arena = arena_new(NULL, 0)};
    size_t found = 0;
    for (int round = 0; round < ROUNDS; round++) {
        const bool negated = random_below(&r, 2) == 0;
        bool expected[MOST_OWNERS] = {false};
        uint64_t bits[MOST_WORDS];
        uint64_t out[MOST_WORDS];
        fill(&r, bits, MOST_WORDS);
        fill(&r, out, MOST_WORDS);
        give_lanes(&r, &c);
        assert_int_equal(arena_run(c.arena, make_runs, &c), ARENA_DONE);
        lane_runs_any(&c.runs, bits, negated, out);
        for (size_t i = 0; i < c.count; i++)
            expected[c.owner[i]] = expected[c.owner[i]] || bit_of(bits, i) != negated;
        for (size_t i = 0; i < c.owner_count; i++) {
            assert_int_equal(bit_of(out, i), expected[i]);
            found += expected[i];
        }
        arena_reset(c.arena);
    }
    assert_true(found > ROUNDS);
    arena_free(c.arena);
}

static void test_comparing_a_word_is_comparing_its_lanes(void **state)
{
    (void)state;
    const double numbers[] = {-1e15, -2.5, -0.0, 0.0, 0.1, 1, 40, 999999999999999.0};
    random_source r = random_new();
    for (int round = 0; round < ROUNDS; round++) {
        double x[64];
        double y[64];
        uint32_t texts[64];
        uint32_t others[64];
        const size_t count = 1 + random_below(&r, 64);
        for (size_t i = 0; i < 64; i++) {
            x[i] = numbers[random_below(&r, 8)];
            y[i] = numbers[random_below(&r, 8)];
            texts[i] = (uint32_t)random_below(&r, 3) << random_below(&r, 32);
            others[i] = random_below(&r, 3) == 0 ? (uint32_t)random_below(&r, 3) << 31 : texts[i];
        }
        const uint64_t less = lanes_less(x, y, count);
        const uint64_t same = lanes_same(texts, others, count);
        for (size_t i = 0; i < count; i++) {
            assert_int_equal(less >> i & 1, x[i] < y[i]);
            assert_int_equal(same >> i & 1, texts[i] == others[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spreading_gives_each_lane_the_bit_of_its_owner),
        cmocka_unit_test(test_spreading_gives_each_lane_the_number_of_its_owner),
        cmocka_unit_test(test_an_owner_has_as_many_as_its_lanes_have),
        cmocka_unit_test(test_an_owner_has_a_bit_if_some_lane_of_it_has),
        cmocka_unit_test(test_comparing_a_word_is_comparing_its_lanes),
    };
    return cmocka_run_group_tests_name("batch/lane_runs", tests, NULL, NULL);
}
