// A check of a pack while memory ends: it says all that it says else, or that memory ended. Never does a pack seem clean for lack of memory.
#include "advise.h"
#include "failing.h"

#include "test.h"

/// Checks a pack, whose allocations fail from some point on, once it is loaded. Returns how many were tried while it was checked.
static size_t check_failing(const char *folder, failing_allocator *failing, size_t fail_at,
                            advise_status *status, size_t *found)
{
    const allocator from = failing_allocator_of(failing);
    const advise_allocator given = {from.resize, from.state};
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    assert_int_equal(advise_pack_load(folder, &given, &pack, NULL), ADVISE_OK);
    const size_t loaded = failing->allocations;
    failing->fail_at = fail_at > 0 ? loaded + fail_at : 0;
    *status = advise_pack_check(pack, &problems);
    *found = advise_diagnostics_count(problems);
    const size_t tried = failing->allocations - loaded;
    failing->fail_at = 0;
    advise_diagnostics_free(problems);
    advise_pack_free(pack);
    assert_int_equal(failing->live, 0);
    return tried;
}

static void test_a_pack_is_not_clean_for_lack_of_memory(void **state)
{
    (void)state;
    static const char *const folders[] = {"tests/packs/office", "tests/packs/tables-warned"};
    for (size_t f = 0; f < sizeof folders / sizeof *folders; f++) {
        advise_status status;
        size_t ever = 0;
        failing_allocator plain = {0};
        const size_t count = check_failing(folders[f], &plain, 0, &status, &ever);
        assert_int_equal(status, ADVISE_OK);
        assert_true(ever > 0 && count > 1);
        size_t ended = 0;
        for (size_t at = 1; at <= count; at++) {
            size_t found = 0;
            failing_allocator failing = {.from_there_on = at % 2 == 0};
            (void)check_failing(folders[f], &failing, at, &status, &found);
            if (status == ADVISE_OK)
                assert_int_equal(found, ever);
            else
                assert_int_equal(status, ADVISE_NO_MEMORY);
            ended += status == ADVISE_NO_MEMORY;
        }
        assert_true(ended > count / 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_pack_is_not_clean_for_lack_of_memory)};
    return cmocka_run_group_tests_name("check/memory", tests, NULL, NULL);
}
