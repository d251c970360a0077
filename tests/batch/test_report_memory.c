// What is asked of the reports of a batch takes memory for one outcome at a time, however many there are; and a lack of it ends the batch.
#include "advise.h"

#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { MANY = 40 /* fewer than are evaluated together */ };

/// Counts what is held. The size of a block stands before it.
typedef struct counted {
    size_t held, most;
    size_t limit; ///< of what is held; 0: none
} counted;

static void *resize_counted(void *state, void *block, size_t size)
{
    enum { BEFORE = 16 };
    counted *c = state;
    unsigned char *old = block != NULL ? (unsigned char *)block - BEFORE : NULL;
    size_t was = 0;
    if (old != NULL)
        memcpy(&was, old, sizeof was);
    if (size > was && c->limit > 0 && c->held - was + size > c->limit)
        return NULL;
    c->held = c->held - was + size;
    c->most = c->held > c->most ? c->held : c->most;
    if (size == 0) {
        free(old);
        return NULL;
    }
    unsigned char *new = realloc(old, size + BEFORE);
    assert_non_null(new);
    memcpy(new, &size, sizeof size);
    return new + BEFORE;
}

typedef struct people {
    size_t left;
    size_t answered, written;
    bool asks;
    const advise_pack *pack;
} people;

static bool next_person(void *state, advise_batch_profile *out)
{
    static const char text[] =
        "name: Ann\nyears_experience: 4\nsatisfaction: restless\ngoals_written: true\n";
    people *p = state;
    *out = (advise_batch_profile){.text = text, .length = strlen(text)};
    return p->left-- > 0;
}

/// If it is to, asks of each recommendation why it is not given.
static void ask_why_not(void *state, size_t thread, const advise_outcome *outcome, advise_text *out)
{
    people *p = state;
    const advise_report *r = advise_outcome_report(outcome);
    assert_int_equal(thread, 0);
    assert_non_null(r);
    for (size_t i = 0; p->asks && i < advise_pack_recommendation_count(p->pack); i++) {
        const advise_target target = {.recommendation = advise_pack_recommendation_id(p->pack, i),
                                      .item = ""};
        const advise_why_not_options options = {.tries = 5};
        const advise_why_not *found;
        const advise_status status = advise_report_why_not(r, &target, &options, &found);
        p->answered += status == ADVISE_OK;
        assert_true(status == ADVISE_OK || status == ADVISE_NO_MEMORY);
    }
    advise_text_add(out, ".\n", 2);
}

static bool write_outcomes(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    people *p = state;
    (void)text;
    (void)refused;
    assert_int_equal(length, 2 * records);
    p->written += records;
    return true;
}

/// @return the most that was held at once
static size_t run(size_t count, bool asks, size_t limit, advise_status *status)
{
    counted memory = {.limit = limit};
    const advise_allocator from = {resize_counted, &memory};
    people p = {.left = count, .asks = asks};
    advise_pack *pack = NULL;
    assert_int_equal(advise_pack_load("rules/paralegal", NULL, &pack, NULL), ADVISE_OK);
    p.pack = pack;
    advise_session *session = advise_session_new(pack, &from);
    assert_non_null(session);
    assert_int_equal(advise_session_set_date(session, "2026-01-31"), ADVISE_OK);
    const advise_batch_options options = {.reports = true,
                                          .jobs = 1,
                                          .state = &p,
                                          .next = next_person,
                                          .render = ask_why_not,
                                          .write = write_outcomes};
    *status = advise_batch_run(session, NULL, 0, &options, NULL, NULL);
    if (*status == ADVISE_OK)
        assert_int_equal(p.written, count);
    assert_true(!asks || limit > 0 || p.answered >= count);
    advise_session_free(session);
    advise_pack_free(pack);
    assert_int_equal(memory.held, 0);
    return memory.most;
}

/// How much more is held if reports are asked.
static size_t extra(size_t count)
{
    advise_status status;
    const size_t plain = run(count, false, 0, &status);
    assert_int_equal(status, ADVISE_OK);
    const size_t asked = run(count, true, 0, &status);
    assert_int_equal(status, ADVISE_OK);
    assert_true(asked > plain);
    return asked - plain;
}

static void test_what_is_asked_of_reports_does_not_add_up(void **state)
{
    (void)state;
    const size_t one = extra(1);
    const size_t many = extra(MANY);
    print_message("info: to ask why-not takes %zu KiB for one person, %zu KiB for %d\n", one / 1024,
                  many / 1024, MANY);
    assert_true(many < 2 * one);
}

static void test_a_lack_of_memory_while_asked_ends_the_batch(void **state)
{
    (void)state;
    advise_status status;
    const size_t most = run(2, true, 0, &status);
    size_t ended = 0;
    for (size_t part = 1; part < 8; part++) {
        (void)run(2, true, most / 8 * part, &status);
        assert_true(status == ADVISE_OK || status == ADVISE_NO_MEMORY);
        ended += status == ADVISE_NO_MEMORY;
    }
    assert_true(ended > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_what_is_asked_of_reports_does_not_add_up),
                                       cmocka_unit_test(test_a_lack_of_memory_while_asked_ends_the_batch)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
