// Connections that are open: who is cut off, and what they are told. Their times are moved instead of waited for.
#include "serve/guests.h"
#include "test.h"
#include "write/deadline.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/// A connection with a guest at one end, and the test at the other.
typedef struct line {
    int ends[2];
    guest *guest;
} line;

static line line_of(guests *all)
{
    line l;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, l.ends), 0);
    l.guest = guests_enter(all, l.ends[0]);
    assert_non_null(l.guest);
    return l;
}

static void end_line(guests *all, line *l)
{
    guests_leave(all, l->guest);
    (void)close(l->ends[0]);
    (void)close(l->ends[1]);
}

/// What the test's end has been told, and whether the connection is open.
static bool is_open(const line *l, char *told, size_t room)
{
    const ssize_t length = recv(l->ends[1], told, room - 1, MSG_DONTWAIT);
    char more;
    told[length > 0 ? length : 0] = '\0';
    return recv(l->ends[1], &more, 1, MSG_DONTWAIT) < 0;
}

/// A guest in a state, and what becomes of it once it has lasted so many seconds.
static void expect_after(guest_state state, bool has_answered, double seconds, bool open, const char *begin)
{
    guests all = {0};
    char told[400];
    line l = line_of(&all);
    guest_turn(l.guest, state);
    l.guest->has_answered = has_answered;
    l.guest->since = seconds_now() - seconds;
    (void)guests_sweep(&all);
    if (is_open(&l, told, sizeof told) != open || strncmp(told, begin, strlen(begin)) != 0 ||
        (*begin == '\0' && *told != '\0'))
        fail_msg("state %d, %d: after %g seconds: '%s'", (int)state, has_answered, seconds, told);
    assert_int_equal(all.count, open);
    end_line(&all, &l);
    assert_null(all.first);
    assert_int_equal(all.count, 0);
}

static void test_who_sends_no_whole_request_is_told_that_the_time_is_over(void **state)
{
    static const char too_slow[] = "HTTP/1.1 408 Request Timeout\r\n";
    (void)state;
    expect_after(GUEST_SILENT, false, 1, true, "");
    expect_after(GUEST_SILENT, false, 21, false, too_slow);
    expect_after(GUEST_READING, false, 1, true, "");
    expect_after(GUEST_READING, false, 16, false, too_slow);
    expect_after(GUEST_READING, true, 16, false, too_slow);
}

static void test_who_was_answered_is_cut_off_without_a_word(void **state)
{
    (void)state;
    expect_after(GUEST_SILENT, true, 1, true, "");
    expect_after(GUEST_SILENT, true, 21, false, "");
    expect_after(GUEST_SENDING, false, 16, true, "");
    expect_after(GUEST_SENDING, false, 31, false, ""); // half an answer has gone out: no other may follow
    expect_after(GUEST_SENDING, true, 31, false, "");
}

static void test_who_waits_for_an_answer_is_never_cut_off(void **state)
{
    (void)state;
    expect_after(GUEST_WORKING, false, 1000, true, "");
    expect_after(GUEST_WORKING, true, 1000, true, "");
}

// --- too many ---

/// One more than there may be. The first came first.
typedef struct crowd {
    guests all;
    line lines[GUESTS_MOST + 1];
} crowd;

static crowd *crowd_new(void)
{
    crowd *c = calloc(1, sizeof *c);
    assert_non_null(c);
    for (size_t i = 0; i < GUESTS_MOST + 1; i++) {
        c->lines[i] = line_of(&c->all);
        c->lines[i].guest->since -= 1 + (double)(GUESTS_MOST - i) / 100;
    }
    return c;
}

/// Sweeps; exactly this one is cut off.
static void expect_cut_off(crowd *c, size_t who)
{
    char told[400];
    (void)guests_sweep(&c->all);
    for (size_t i = 0; i < GUESTS_MOST + 1; i++) {
        if (is_open(&c->lines[i], told, sizeof told) == (i == who))
            fail_msg("%zu is %s", i, i == who ? "open" : "cut off");
    }
    assert_int_equal(c->all.count, GUESTS_MOST);
    for (size_t i = 0; i < GUESTS_MOST + 1; i++)
        end_line(&c->all, &c->lines[i]);
    assert_int_equal(c->all.count, 0);
    free(c);
}

static void test_of_too_many_the_one_that_waited_longest_goes(void **state)
{
    (void)state;
    expect_cut_off(crowd_new(), 0);
}

static void test_of_too_many_a_stranger_goes_before_who_rests_between_requests(void **state)
{
    (void)state;
    crowd *c = crowd_new();
    for (size_t i = 0; i < GUESTS_MOST + 1; i++)
        c->lines[i].guest->is_known = i != 20;
    expect_cut_off(c, 20);
}

static void test_of_too_many_none_that_waits_for_an_answer_goes(void **state)
{
    (void)state;
    crowd *c = crowd_new();
    for (size_t i = 0; i < 3; i++)
        c->lines[i].guest->state = GUEST_WORKING;
    expect_cut_off(c, 3);
}

static void test_newcomer_is_given_a_moment_though_there_are_too_many(void **state)
{
    (void)state;
    crowd *c = crowd_new();
    char told[400];
    for (size_t i = 0; i < GUESTS_MOST + 1; i++)
        c->lines[i].guest->since =
            seconds_now() + 60; // as if none had been here for long, however slow the machine is
    (void)guests_sweep(&c->all);
    assert_int_equal(c->all.count, GUESTS_MOST + 1);
    assert_true(is_open(&c->lines[0], told, sizeof told));
    c->lines[7].guest->since = seconds_now() - 1;
    expect_cut_off(c, 7);
}

static void test_sweep_says_when_the_next_is_due(void **state)
{
    (void)state;
    guests all = {0};
    assert_int_equal(guests_sweep(&all), 1001); // looks again each second
    line l = line_of(&all);
    l.guest->since = seconds_now() - 19.5;
    const int next = guests_sweep(&all);
    if (l.guest->state == GUEST_SILENT) // unless the machine stood still for half a second
        assert_in_range(next, 1, 501);
    end_line(&all, &l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_who_sends_no_whole_request_is_told_that_the_time_is_over),
        cmocka_unit_test(test_who_was_answered_is_cut_off_without_a_word),
        cmocka_unit_test(test_who_waits_for_an_answer_is_never_cut_off),
        cmocka_unit_test(test_of_too_many_the_one_that_waited_longest_goes),
        cmocka_unit_test(test_of_too_many_a_stranger_goes_before_who_rests_between_requests),
        cmocka_unit_test(test_of_too_many_none_that_waits_for_an_answer_goes),
        cmocka_unit_test(test_newcomer_is_given_a_moment_though_there_are_too_many),
        cmocka_unit_test(test_sweep_says_when_the_next_is_due)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
