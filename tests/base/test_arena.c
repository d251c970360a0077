// Arenas against a model: what was handed out stays as it was filled, counts as it should, and ends where the limit is, not before.
#include "base/arena.h"

#include "random.h"
#include "test.h"

enum { MOST = 400, ALIGNED = alignof(max_align_t) };

typedef struct piece {
    unsigned char *bytes;
    size_t size;
    unsigned char filled;
} piece;

typedef struct model {
    arena *arena;
    size_t limit, used;
    piece pieces[MOST];
    size_t count;
} model;

/// One step of work, which may end at the limit.
typedef struct step {
    arena *arena;
    void *old; ///< to be extended; NULL: a new one
    size_t old_size, size;
    bool clear;
    unsigned char *got;
} step;

static void take_step(void *argument)
{
    step *s = argument;
    if (s->old != NULL)
        s->got = s->clear ? arena_grow(s->arena, s->old, s->old_size, s->size)
                          : arena_extend(s->arena, s->old, s->old_size, s->size);
    else
        s->got = s->clear ? arena_alloc(s->arena, s->size) : arena_uncleared(s->arena, s->size);
}

static size_t rounded(size_t size)
{
    return (size + ALIGNED - 1) / ALIGNED * ALIGNED;
}

static size_t random_size(random_source *random)
{
    static const size_t sizes[] = {0, 1, 15, 16, 17, 63, 64, 65, 1000, 2048, 4095, 4096, 4097};
    if (random_below(random, 20) == 0)
        return (size_t)random_below(random, 300000);
    return random_below(random, 3) == 0 ? (size_t)random_below(random, 200)
                                        : sizes[random_below(random, sizeof sizes / sizeof *sizes)];
}

static void expect_all_as_filled(const model *m)
{
    for (size_t i = 0; i < m->count; i++) {
        for (size_t k = 0; k < m->pieces[i].size; k++)
            assert_int_equal(m->pieces[i].bytes[k], m->pieces[i].filled);
    }
    assert_int_equal(arena_used(m->arena), m->used);
}

static void fill(piece *p, random_source *random)
{
    p->filled = (unsigned char)random_below(random, 256);
    memset(p->bytes, p->filled, p->size);
}

static void expect_zeros(const unsigned char *bytes, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        assert_int_equal(bytes[i], 0);
}

static void add_piece(model *m, random_source *random)
{
    step s = {.arena = m->arena, .size = random_size(random), .clear = random_below(random, 2) == 0};
    const bool fits = m->limit == 0 || m->used + rounded(s.size) <= m->limit;
    assert_int_equal(arena_run(m->arena, take_step, &s), fits ? ARENA_DONE : ARENA_LIMIT);
    if (!fits)
        return;
    assert_non_null(s.got);
    assert_int_equal((uintptr_t)s.got % ALIGNED, 0);
    if (s.clear)
        expect_zeros(s.got, 0, s.size);
    m->used += rounded(s.size);
    m->pieces[m->count] = (piece){s.got, s.size, 0};
    fill(&m->pieces[m->count++], random);
}

static void extend_piece(model *m, random_source *random)
{
    const bool last = random_below(random, 4) > 0;
    piece *p = &m->pieces[last ? m->count - 1 : (size_t)random_below(random, m->count)];
    step s = {.arena = m->arena,
              .old = p->bytes,
              .old_size = p->size,
              .size = p->size + random_size(random),
              .clear = random_below(random, 2) == 0};
    const arena_outcome end = arena_run(m->arena, take_step, &s);
    if (end == ARENA_LIMIT) {
        assert_true(m->limit != 0 && m->used + rounded(s.size) > m->limit);
        return;
    }
    assert_int_equal(end, ARENA_DONE);
    if (s.got == p->bytes)
        m->used += rounded(s.size) - rounded(p->size);
    else
        m->used += rounded(s.size);
    for (size_t k = 0; k < p->size; k++)
        assert_int_equal(s.got[k], p->filled);
    if (s.clear)
        expect_zeros(s.got, p->size, s.size);
    *p = (piece){s.got, s.size, 0};
    fill(p, random);
}

static void test_random_work_is_as_the_model_says(void **state)
{
    (void)state;
    random_source random = random_new();
    for (int round = 0; round < 30; round++) {
        static model m;
        const size_t limit = random_below(&random, 2) == 0 ? 0 : 1 + (size_t)random_below(&random, 320000);
        m = (model){.arena = arena_new(NULL, limit), .limit = limit};
        assert_non_null(m.arena);
        for (int i = 0; i < 600; i++) {
            if (m.count == MOST || random_below(&random, 200) == 0) {
                expect_all_as_filled(&m);
                arena_reset(m.arena);
                m.used = m.count = 0;
            } else if (m.count > 0 && random_below(&random, 3) == 0) {
                extend_piece(&m, &random);
            } else {
                add_piece(&m, &random);
            }
        }
        expect_all_as_filled(&m);
        arena_free(m.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_work_is_as_the_model_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
