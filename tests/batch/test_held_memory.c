// What a batch with reports holds at most: inferences are large, and so are the texts made of them, so only few of them wait for their turn,
// however many profiles there are.
#include "advise.h"
#include "files.h"
#include "generate.h"

#include "test.h"

#include <malloc.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { PROFILES = 800, REPORT_BYTES = 24000, MEBIBYTE = 1 << 20 };

/// An allocator's books.
typedef struct gauge {
    _Atomic size_t now, most;
    size_t records;
} gauge;

static void *resize(void *state, void *block, size_t size)
{
    gauge *g = state;
    const size_t before = malloc_usable_size(block);
    if (size == 0) {
        g->now -= before;
        free(block);
        return NULL;
    }
    void *resized = realloc(block, size);
    if (resized == NULL)
        return NULL;
    g->now += malloc_usable_size(resized) - before;
    for (size_t most = g->most; g->now > most && !atomic_compare_exchange_weak(&g->most, &most, g->now);)
        ;
    return resized;
}

/// As much text as a report has.
static void render(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    static const char filler[REPORT_BYTES];
    (void)state;
    (void)thread;
    assert_non_null(advise_outcome_report(o));
    advise_text_add(out, filler, sizeof filler);
}

static bool take(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    gauge *g = state;
    (void)text;
    (void)refused;
    assert_int_equal(length, records * REPORT_BYTES);
    g->records += records;
    return true;
}

/// The most that a batch with reports held, in MiB.
static size_t most_held(const char *path, size_t jobs)
{
    gauge g = {0};
    advise_allocator counted = {resize, &g};
    advise_pack *pack = NULL;
    const char *inputs[] = {path};
    assert_int_equal(advise_pack_load("rules/paralegal", NULL, &pack, NULL), ADVISE_OK);
    advise_session *session = advise_session_new(pack, &counted);
    assert_non_null(session);
    assert_int_equal(advise_session_set_date(session, "2026-01-31"), ADVISE_OK);
    advise_batch_options options = {
        .jobs = jobs, .reports = true, .state = &g, .render = render, .write = take};
    assert_int_equal(advise_batch_run(session, inputs, 1, &options, NULL, NULL), ADVISE_OK);
    assert_int_equal(g.records, PROFILES);
    advise_session_free(session);
    advise_pack_free(pack);
    assert_int_equal(g.now, 0);
    return g.most / MEBIBYTE;
}

static void test_reports_hold_some_megabytes_a_thread(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = text_of("%s/people.ndjson", folder);
    generate_cohort(path, PROFILES, 17);
    const size_t alone = most_held(path, 1);
    const size_t together = most_held(path, 3);
    print_message("info: batch: with reports, %zu MiB for one thread, %zu for three\n", alone, together);
    assert_in_range(alone, 1, 16);
    assert_in_range(together, 1, 48);
    free(path);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reports_hold_some_megabytes_a_thread)};
    return cmocka_run_group_tests_name("batch/held memory", tests, NULL, NULL);
}
