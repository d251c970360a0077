// A folder whose reading fails, at its first entry or after some, is never taken for one that has fewer files: each call that lists folders
// says so, and gives no result. This program's readdir stands before the one of the C library.
#include "advise.h"
#include "files.h"

#include "test.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static size_t entries, fail_at; // the entry, from 1, that cannot be read; 0: all can
static bool from_there_on;      // and none after it

// NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name): the C library calls it by a reserved name
struct dirent *readdir(DIR *stream)
{
    static struct dirent *(*real)(DIR *);
    if (real == NULL) {
        void *found = dlsym(RTLD_NEXT, "readdir");
        memcpy(&real, &found, sizeof real);
    }
    const bool is_later = fail_at > 0 && entries >= fail_at;
    if (++entries != fail_at && !(from_there_on && is_later))
        return real(stream);
    errno = EIO;
    return NULL;
}

typedef struct setting {
    advise_pack *pack;
    advise_session *session;
    char *folder; ///< that the test made
    size_t said;  ///< how often a folder was said to be unreadable; nothing else may be said
} setting;

static void count_said(void *count, const advise_diagnostics *problems)
{
    for (size_t i = 0; i < advise_diagnostics_count(problems); i++) {
        assert_string_equal(advise_diagnostics_get(problems, i).code, "file-unreadable");
        ++*(size_t *)count;
    }
}

/// One call that lists folders. `problems` receives what is said.
typedef advise_status action(setting *s, advise_diagnostics **problems);

static advise_status load_pack(setting *s, advise_diagnostics **problems)
{
    (void)s;
    advise_pack *pack = NULL;
    const advise_status status =
        advise_pack_load("rules/harlow-pike", NULL, &pack, problems); // extends another
    assert_int_equal(pack != NULL, status == ADVISE_OK);
    advise_pack_free(pack);
    return status;
}

static advise_status test_pack(setting *s, advise_diagnostics **problems)
{
    const advise_test_options o = {0};
    advise_tests *tests = NULL;
    const advise_status status = advise_tests_run(s->pack, &o, NULL, &tests, problems);
    assert_int_equal(tests != NULL, status == ADVISE_OK);
    advise_tests_free(tests);
    return status;
}

static void render(void *state, size_t thread, const advise_outcome *outcome, advise_text *out)
{
    (void)state;
    (void)thread;
    (void)outcome;
    advise_text_add(out, ".", 1);
}

static bool take(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    (void)state;
    (void)text;
    (void)refused;
    assert_int_equal(length, records);
    return true;
}

static advise_status run_batch(setting *s, advise_diagnostics **problems)
{
    const char *const inputs[] = {s->folder};
    const advise_batch_options o = {
        .jobs = 1, .state = &s->said, .render = render, .write = take, .trouble = count_said};
    advise_batch_totals totals;
    const advise_status status = advise_batch_run(s->session, inputs, 1, &o, &totals, problems);
    assert_int_equal(status, ADVISE_OK);
    return totals.unreadable == 0 ? status : ADVISE_IO_FAILED;
}

static void ignore(void *state, const char *text, size_t length)
{
    (void)text;
    *(size_t *)state += length;
}

static advise_status import_tables(setting *s, advise_diagnostics **problems)
{
    const advise_import_profile into = {.name = "me.yaml"};
    size_t written = 0;
    const advise_status status =
        advise_import(s->session, s->folder, &into, false, ignore, &written, NULL, problems);
    assert_int_equal(written > 0, status == ADVISE_OK);
    return status;
}

/// Runs an action as things are, and then with each entry that it reads failing.
/// @param first  what is returned for so many entries, which are the first that it reads; for all others `later`
static void try_each_entry(action *act, setting *s, size_t first_count, advise_status first,
                           advise_status later)
{
    advise_diagnostics *problems = NULL;
    fail_at = entries = 0;
    assert_int_equal(act(s, &problems), ADVISE_OK);
    advise_diagnostics_free(problems);
    const size_t count = entries;
    assert_true(count >= 3);
    for (size_t at = 1; at <= count; at++) {
        problems = NULL;
        s->said = 0;
        entries = 0;
        fail_at = at;
        const advise_status expected = at <= first_count ? first : later;
        const advise_status status = act(s, &problems);
        fail_at = 0;
        if (status != expected)
            print_message("entry %zu of %zu\n", at, count);
        assert_int_equal(status, expected);
        count_said(&s->said, problems);
        assert_int_equal(s->said, 1);
        advise_diagnostics_free(problems);
    }
}

static int set_up(void **state)
{
    static setting s;
    s = (setting){.folder = folder_new()};
    from_there_on = false;
    fail_at = 0;
    assert_int_equal(advise_pack_load("rules/paralegal", NULL, &s.pack, NULL), ADVISE_OK);
    s.session = advise_session_new(s.pack, NULL);
    assert_non_null(s.session);
    *state = &s;
    return 0;
}

static int tear_down(void **state)
{
    setting *s = *state;
    advise_session_free(s->session);
    advise_pack_free(s->pack);
    folder_remove(s->folder);
    return 0;
}

static void test_a_pack_is_not_loaded_without_some_of_its_files(void **state)
{
    try_each_entry(load_pack, *state, 0, ADVISE_OK, ADVISE_IO_FAILED);
}

static void test_tests_do_not_pass_without_some_of_their_files(void **state)
{
    try_each_entry(test_pack, *state, 0, ADVISE_OK, ADVISE_IO_FAILED);
}

static void test_a_batch_leaves_out_no_profiles(void **state)
{
    setting *s = *state;
    free(file_make(s->folder, "a.yaml", "name: A\n"));
    free(file_make(s->folder, "b.yaml", "name: B\n"));
    free(file_make(s->folder, "below/c.yaml", "name: C\n"));
    free(file_make(s->folder, "below/d.yaml", "name: D\n"));
    from_there_on = true; // it is walked twice, and only the second time counts
    try_each_entry(run_batch, s, 0, ADVISE_OK, ADVISE_IO_FAILED);
}

static void test_an_import_leaves_out_no_tables(void **state)
{
    setting *s = *state;
    free(file_make(s->folder, "Profile.csv", "First Name,Last Name,Headline\nAnn,Lee,Paralegal\n"));
    free(file_make(s->folder, "Skills.csv", "Name\nFiling\n"));
    free(file_make(s->folder, "Jobs/Notes.csv", "a,b\n1,2\n"));
    free(file_make(s->folder, "Readme.txt", "What this is.\n")); // no folder
    size_t descriptions = 0;
    names_free(files_below("rules/paralegal/import", "", &descriptions));
    // The folder of descriptions is listed first, with "." and "..", and its end.
    try_each_entry(import_tables, s, descriptions + 3, ADVISE_IO_FAILED, ADVISE_BAD_PROFILE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_pack_is_not_loaded_without_some_of_its_files, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_tests_do_not_pass_without_some_of_their_files, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(test_a_batch_leaves_out_no_profiles, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_import_leaves_out_no_tables, set_up, tear_down)};
    return cmocka_run_group_tests_name("api/unreadable_folders", tests, NULL, NULL);
}
