// Earlier results are found by the names of clients, however many there are, and each only once.
#include "exit_status.h"
#include "since/last.h"

#include "files.h"
#include "test.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum { COUNT = 5000 };

static size_t failing; ///< the read of the file that keeps the results which fails, from 1 on; 0: none

/// Stands in for the system's.
ssize_t pread(int fd, void *buf, size_t nbytes, off_t offset)
{
    if (failing > 0 && --failing == 0) {
        errno = EIO;
        return -1;
    }
    return lseek(fd, offset, SEEK_SET) == offset ? read(fd, buf, nbytes) : -1;
}

static last_results *open_text(char **folder, const char *text)
{
    int status = EXIT_DONE;
    *folder = folder_new();
    char *path = file_make(*folder, "last.ndjson", text);
    last_results *l = last_open(path, &status);
    assert_int_equal(status, EXIT_DONE);
    assert_non_null(l);
    free(path);
    return l;
}

static char *many(void)
{
    char *text = malloc(COUNT * 100 + 1);
    size_t length = 0;
    for (size_t i = 0; i < COUNT; i++)
        length += (size_t)sprintf(
            text + length,
            "{\"id\":\"client %zu\",\"status\":\"ok\",\"given\":0,\"recommendations\":[],\"n\":%zu}\n", i, i);
    return text;
}

static void test_each_client_is_found_once(void **state)
{
    (void)state;
    char *folder;
    char *text = many();
    last_results *l = open_text(&folder, text);
    assert_int_equal(last_about(l)->count, COUNT);
    for (size_t k = 0; k < COUNT; k++) {
        const size_t i = (k * 7919) % COUNT;
        char name[40];
        json_t *result = NULL;
        (void)snprintf(name, sizeof name, "client %zu", i);
        if (i % 10 == 3)
            continue;
        assert_int_equal(last_find(l, name, &result), LAST_FOUND);
        assert_int_equal(json_integer_value(json_object_get(result, "n")), i);
        json_decref(result);
        assert_int_equal(last_find(l, name, &result), LAST_AGAIN);
    }
    json_t *result = NULL;
    assert_int_equal(last_find(l, "client", &result), LAST_MISSING);
    for (size_t i = 0; i < 2 * COUNT; i++) {
        char name[40];
        (void)snprintf(name, sizeof name, "other %zu", i % COUNT);
        assert_int_equal(last_find(l, name, &result), i < COUNT ? LAST_MISSING : LAST_AGAIN);
    }
    for (size_t i = 3; i < COUNT; i += 10) { // those that are left, in the order of the file
        result = last_next_left(l);
        assert_int_equal(json_integer_value(json_object_get(result, "n")), i);
        json_decref(result);
    }
    assert_null(last_next_left(l));
    assert_int_equal(errno, 0);
    last_free(l);
    free(text);
    folder_remove(folder);
}

static void test_repeated_names_and_none_are_counted(void **state)
{
    (void)state;
    char *folder;
    last_results *l = open_text(&folder, "{\"id\":\"a\",\"status\":\"refused\",\"n\":1}\n"
                                         "{\"id\":\"a\",\"status\":\"refused\",\"n\":2}\n"
                                         "{\"id\":7,\"status\":\"refused\"}\n"
                                         "{\"id\":\"b\",\"status\":\"refused\"}\n"
                                         "{\"id\":\"a\",\"status\":\"refused\",\"n\":3}\n");
    const last_facts *about = last_about(l);
    assert_int_equal(about->count, 2);
    assert_int_equal(about->repeated, 2);
    assert_int_equal(about->repeated_line, 2);
    assert_int_equal(about->nameless, 1);
    assert_null(about->pack);
    json_t *result = NULL;
    assert_int_equal(last_find(l, "a", &result), LAST_FOUND);
    assert_int_equal(json_integer_value(json_object_get(result, "n")), 1);
    json_decref(result);
    result = last_next_left(l);
    assert_string_equal(json_string_value(json_object_get(result, "id")), "b");
    json_decref(result);
    assert_null(last_next_left(l));
    last_free(l);
    folder_remove(folder);
}

static void test_what_the_results_say_of_their_run_is_kept(void **state)
{
    (void)state;
    char *folder;
    last_results *l = open_text(
        &folder, "{\"id\":\"a\",\"status\":\"ok\",\"given\":2,\"recommendations\":[{\"rank\":1,\"id\":\"x\","
                 "\"score\":5}],\"pack\":\"p 1.0.0\",\"as_of\":\"2026-01-31\"}\n");
    const last_facts *about = last_about(l);
    assert_true(about->is_cut);
    assert_true(about->has_scores);
    assert_string_equal(about->pack, "p 1.0.0");
    assert_string_equal(about->as_of, "2026-01-31");
    last_free(l);
    folder_remove(folder);
}

static void test_what_is_no_result_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "{}\n",
                                      "[1]\n",
                                      "nonsense\n",
                                      "{\"id\":\"a\",\"status\":\"ok\"}\n",
                                      "{\"id\":\"a\",\"status\":\"refused\"}",
                                      "{\"id\":1,\"status\":\"refused\"}\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int status = EXIT_DONE;
        char *folder = folder_new();
        char *path = file_make(folder, "last.ndjson", bad[i]);
        assert_null(last_open(path, &status));
        assert_int_equal(status, EXIT_BAD_PROFILE);
        free(path);
        folder_remove(folder);
    }
    int status = EXIT_DONE;
    assert_null(last_open("/nowhere/at/all", &status));
    assert_int_equal(status, EXIT_IO);
    last_free(NULL);
}

/// Results are kept in a temporary file while they are sought.
static void test_a_full_disk_is_no_bad_result(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *text = many();
    char *path = file_make(folder, "last.ndjson", text);
    struct rlimit usual;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &usual), 0);
    (void)signal(SIGXFSZ, SIG_IGN);
    for (rlim_t most = 0; most <= 3000; most += 1000) {
        int status = EXIT_DONE;
        const struct rlimit little = {.rlim_cur = most, .rlim_max = usual.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
        last_results *l = last_open(path, &status);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &usual), 0);
        assert_null(l);
        assert_int_equal(status, EXIT_IO);
    }
    (void)signal(SIGXFSZ, SIG_DFL);
    free(text);
    free(path);
    folder_remove(folder);
}

/// Whether a name is an earlier one's again can be told only from the results that were kept.
static void test_names_that_cannot_be_compared_are_no_good_results(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *path = file_make(folder, "last.ndjson",
                           "{\"id\":\"a\",\"status\":\"refused\"}\n{\"id\":\"b\",\"status\":\"refused\"}\n"
                           "{\"id\":\"a\",\"status\":\"refused\"}\n{\"id\":\"b\",\"status\":\"refused\"}\n");
    for (size_t at = 1; at <= 4; at++) { // two of each pair
        int status = EXIT_DONE;
        failing = at;
        last_results *l = last_open(path, &status);
        assert_int_equal(failing, 0);
        assert_null(l);
        assert_int_equal(status, EXIT_IO);
    }
    int status = EXIT_IO;
    last_results *l = last_open(path, &status);
    assert_int_equal(status, EXIT_DONE);
    assert_int_equal(last_about(l)->repeated, 2);
    last_free(l);
    free(path);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_client_is_found_once),
        cmocka_unit_test(test_repeated_names_and_none_are_counted),
        cmocka_unit_test(test_what_the_results_say_of_their_run_is_kept),
        cmocka_unit_test(test_what_is_no_result_is_refused),
        cmocka_unit_test(test_a_full_disk_is_no_bad_result),
        cmocka_unit_test(test_names_that_cannot_be_compared_are_no_good_results),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
