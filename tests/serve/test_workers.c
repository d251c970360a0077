// The threads that answer requests: all come back, what is short is not kept by what is long, and an end leaves nothing behind.
#include "serve/workers.h"
#include "test.h"

#include <poll.h>
#include <pthread.h>
#include <string.h>

enum { PATIENCE = 60000 }; // milliseconds: only a test that fails waits so long

/// Requests that wait until they are told to go on.
static struct gate {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    size_t waiting;
    bool is_open;
} gate = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, false};

static void close_gate(void)
{
    gate.is_open = false;
    gate.waiting = 0;
}

static void open_gate(void)
{
    (void)pthread_mutex_lock(&gate.lock);
    gate.is_open = true;
    (void)pthread_cond_broadcast(&gate.changed);
    (void)pthread_mutex_unlock(&gate.lock);
}

/// Waits until so many requests stand at the gate.
static void await(size_t count)
{
    (void)pthread_mutex_lock(&gate.lock);
    while (gate.waiting < count)
        (void)pthread_cond_wait(&gate.changed, &gate.lock);
    (void)pthread_mutex_unlock(&gate.lock);
}

static void answer_at_gate(const responder *by, const char *body, size_t length, response *out)
{
    (void)by;
    (void)pthread_mutex_lock(&gate.lock);
    gate.waiting++;
    (void)pthread_cond_broadcast(&gate.changed);
    while (!gate.is_open)
        (void)pthread_cond_wait(&gate.changed, &gate.lock);
    (void)pthread_mutex_unlock(&gate.lock);
    (void)fwrite(body, 1, length, out->out);
}

static void answer_now(const responder *by, const char *body, size_t length, response *out)
{
    (void)fprintf(out->out, "%s ", by->as_of);
    (void)fwrite(body, 1, length, out->out);
}

static const respond_route at_gate = {.path = "gate", .most = 10, .answer = answer_at_gate};
static const respond_route long_at_gate = {
    .path = "long", .most = 10, .takes_long = true, .answer = answer_at_gate};
static const respond_route now = {.path = "now", .most = 10, .answer = answer_now};
static const responder by = {.as_of = "2026-01-31"};

static void ask(workers *w, work *item, const respond_route *route, const char *body)
{
    *item = (work){.route = route, .body = body, .length = strlen(body)};
    workers_add(w, item);
}

/// The next that comes back.
static work *await_done(workers *w)
{
    work *item = workers_done(w);
    while (item == NULL) {
        struct pollfd one = {.fd = workers_descriptor(w), .events = POLLIN};
        assert_int_equal(poll(&one, 1, PATIENCE), 1);
        item = workers_done(w);
    }
    return item;
}

static void expect(work *item, const char *body)
{
    assert_int_equal(item->answer.status, RESPONSE_OK);
    assert_string_equal(item->answer.body, body);
    assert_int_equal(item->answer.length, strlen(body));
    response_free(&item->answer);
}

static void end(workers *w)
{
    workers_stop(w);
    assert_null(workers_done(w));
    workers_free(w);
}

static void test_every_request_comes_back_with_its_answer(void **state)
{
    enum { COUNT = 200 };
    (void)state;
    work items[COUNT];
    char texts[COUNT][4];
    bool seen[COUNT] = {false};
    workers *w = workers_start(&by, 3);
    assert_non_null(w);
    for (size_t i = 0; i < COUNT; i++) {
        (void)snprintf(texts[i], sizeof texts[i], "%zu", i);
        ask(w, &items[i], &now, texts[i]);
    }
    for (size_t i = 0; i < COUNT; i++) {
        work *item = await_done(w);
        const size_t at = (size_t)(item - items);
        char wanted[32];
        assert_in_range(at, 0, COUNT - 1);
        assert_false(seen[at]);
        seen[at] = true;
        (void)snprintf(wanted, sizeof wanted, "2026-01-31 %zu", at);
        expect(item, wanted);
    }
    end(w);
}

static void test_one_thread_answers_in_the_order_of_asking(void **state)
{
    (void)state;
    work items[4];
    workers *w = workers_start(&by, 1);
    close_gate();
    ask(w, &items[0], &at_gate, "a");
    await(1);
    for (size_t i = 1; i < 4; i++)
        ask(w, &items[i], &now, "b");
    assert_null(workers_done(w));
    open_gate();
    for (size_t i = 0; i < 4; i++) {
        work *item = await_done(w);
        assert_ptr_equal(item, &items[i]);
        expect(item, i == 0 ? "a" : "2026-01-31 b");
    }
    end(w);
}

static void test_what_takes_long_leaves_a_thread_to_what_is_short(void **state)
{
    (void)state;
    work items[5];
    workers *w = workers_start(&by, 3);
    close_gate();
    for (size_t i = 0; i < 3; i++)
        ask(w, &items[i], &long_at_gate, "long");
    await(2); // the third may not be begun
    ask(w, &items[3], &now, "short");
    ask(w, &items[4], &now, "short");
    for (size_t i = 3; i < 5; i++) {
        work *item = await_done(w);
        assert_ptr_equal(item, &items[i]);
        expect(item, "2026-01-31 short");
    }
    assert_int_equal(gate.waiting, 2);
    open_gate();
    for (size_t i = 0; i < 3; i++) // also the third, which had to wait
        expect(await_done(w), "long");
    end(w);
}

static void *stop(void *argument)
{
    workers_stop(argument);
    return NULL;
}

/// The only thread never begins what takes long.
static void test_at_the_end_what_was_begun_is_answered_and_the_rest_is_refused(void **state)
{
    (void)state;
    work items[4];
    pthread_t stopping;
    workers *w = workers_start(&by, 1);
    close_gate();
    for (size_t i = 0; i < 3; i++)
        ask(w, &items[i], &long_at_gate, "long");
    ask(w, &items[3], &at_gate, "begun");
    await(1);
    assert_int_equal(pthread_create(&stopping, NULL, stop, w), 0);
    open_gate();
    assert_int_equal(pthread_join(stopping, NULL), 0);
    expect(workers_done(w), "begun");
    for (size_t i = 0; i < 3; i++) {
        work *item = workers_done(w);
        assert_ptr_equal(item, &items[i]);
        assert_int_equal(item->answer.status, RESPONSE_UNAVAILABLE);
        assert_non_null(strstr(item->answer.body, "the server is ending"));
        response_free(&item->answer);
    }
    assert_null(workers_done(w));
    workers_free(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_request_comes_back_with_its_answer),
        cmocka_unit_test(test_one_thread_answers_in_the_order_of_asking),
        cmocka_unit_test(test_what_takes_long_leaves_a_thread_to_what_is_short),
        cmocka_unit_test(test_at_the_end_what_was_begun_is_answered_and_the_rest_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
