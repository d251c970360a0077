// Interviews through the public API: what an answer does to the text, how it is taken back and changed, and what a lack of memory leaves.
#include "advise.h"
#include "failing.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// An interview about the pack tests/packs/interview.
typedef struct talk {
    advise_pack *pack;
    advise_session *session;
    advise_interview *interview;
    advise_diagnostics *problems;
    advise_reply reply; ///< the latest
} talk;

static talk talk_about(const char *text, const advise_interview_options *o)
{
    talk t = {0};
    assert_int_equal(advise_pack_load("tests/packs/interview", NULL, &t.pack, NULL), ADVISE_OK);
    t.session = advise_session_new(t.pack, NULL);
    assert_int_equal(advise_session_set_date(t.session, "2026-01-31"), ADVISE_OK);
    assert_int_equal(advise_interview_new(t.session, "me.yaml", text, strlen(text), "tests/profiles", o,
                                          &t.interview, &t.problems),
                     ADVISE_OK);
    return t;
}

static void talk_end(talk *t)
{
    advise_interview_free(t->interview);
    advise_diagnostics_free(t->problems);
    advise_session_free(t->session);
    advise_pack_free(t->pack);
}

static void give(talk *t, const char *text)
{
    assert_int_equal(advise_interview_answer(t->interview, text, strlen(text), &t->reply), ADVISE_OK);
}

/// Gives an answer that must be accepted.
static void answer(talk *t, const char *text)
{
    give(t, text);
    assert_int_equal(t->reply.kind, ADVISE_REPLY_ACCEPTED);
}

static const char *asked(const talk *t)
{
    const advise_interview_question q = advise_interview_next(t->interview);
    return *q.field != '\0' ? q.field : q.fact;
}

/// Skips questions until the one about a fact or field.
static void skip_to(talk *t, const char *name)
{
    for (size_t i = 0; strcmp(asked(t), name) != 0; i++) {
        assert_true(i < 20);
        assert_int_equal(advise_interview_progress(t->interview).state, ADVISE_INTERVIEW_ASKS);
        assert_int_equal(advise_interview_skip(t->interview, &t->reply), ADVISE_OK);
    }
}

static const char *text_of(const talk *t)
{
    return advise_interview_text(t->interview, NULL);
}

/// The number of the answer about a fact or field.
static size_t find_answer(const talk *t, const char *name)
{
    size_t at = 0;
    while (strcmp(advise_interview_get_answer(t->interview, at).fact, name) != 0 &&
           strcmp(advise_interview_get_answer(t->interview, at).field, name) != 0) {
        at++;
        assert_true(at < advise_interview_answer_count(t->interview));
    }
    return at;
}

static void test_an_answer_changes_the_text_and_the_advice(void **state)
{
    (void)state;
    talk t = talk_about("", NULL);
    assert_int_equal(advise_report_given_count(advise_interview_report(t.interview)), 0);
    skip_to(&t, "hours");
    answer(&t, "60");
    assert_string_equal(text_of(&t), "hours: 60\n");
    assert_string_equal(advise_report_advice(advise_interview_report(t.interview), 0).recommendation, "rest");
    assert_int_equal(advise_interview_progress(t.interview).answered, 1);
    assert_int_equal(advise_interview_progress(t.interview).final_places, 1);
    talk_end(&t);
}

static void test_an_answer_that_is_not_accepted_changes_nothing(void **state)
{
    (void)state;
    talk t = talk_about("years: 3\n", NULL);
    skip_to(&t, "hours");
    for (size_t i = 1; i <= 3; i++) {
        give(&t, "plenty");
        assert_int_equal(t.reply.kind, ADVISE_REPLY_REJECTED);
        assert_int_equal(t.reply.rejections, i);
        assert_true(*t.reply.message != '\0');
    }
    assert_string_equal(text_of(&t), "years: 3\n");
    assert_string_equal(asked(&t), "hours");
    answer(&t, "40");
    assert_int_equal(t.reply.rejections, 0);
    talk_end(&t);
}

static void test_comments_order_and_unknown_keys_stay(void **state)
{
    (void)state;
    static const char before[] = "# mine\nshoe_size: 43   # a key of another pack\n\nyears: 3\n\n# the end\n";
    talk t = talk_about(before, NULL);
    assert_int_equal(advise_diagnostics_count(t.problems), 1); // said once
    assert_string_equal(advise_diagnostics_get(t.problems, 0).code, "unknown-key");
    assert_false(advise_diagnostics_get(t.problems, 0).is_error);
    skip_to(&t, "hours");
    answer(&t, "40");
    assert_int_equal(strncmp(text_of(&t), before, strlen(before) - strlen("\n# the end\n")), 0);
    assert_non_null(strstr(text_of(&t), "hours: 40\n"));
    assert_non_null(strstr(text_of(&t), "# the end\n"));
    talk_end(&t);
}

static void test_undo_brings_back_text_question_and_skips(void **state)
{
    (void)state;
    talk t = talk_about("# mine\nyears: 3\n", NULL);
    char first[64];
    (void)snprintf(first, sizeof first, "%s", asked(&t));
    assert_int_equal(advise_interview_undo(t.interview, &t.reply), ADVISE_OK);
    assert_int_equal(t.reply.kind, ADVISE_REPLY_REJECTED); // there is nothing to take back
    assert_int_equal(advise_interview_skip(t.interview, &t.reply), ADVISE_OK);
    assert_string_not_equal(asked(&t), first);
    assert_int_equal(advise_interview_edit(t.interview, find_answer(&t, "years")), ADVISE_OK);
    answer(&t, "7");
    assert_string_equal(text_of(&t), "# mine\nyears: 7\n");
    assert_int_equal(advise_interview_dont_know(t.interview, &t.reply), ADVISE_OK);
    while (advise_interview_progress(t.interview).asked > 0) {
        assert_int_equal(advise_interview_undo(t.interview, &t.reply), ADVISE_OK);
        assert_int_equal(t.reply.kind, ADVISE_REPLY_ACCEPTED);
    }
    assert_string_equal(asked(&t), first);
    assert_string_equal(text_of(&t), "# mine\nyears: 3\n");
    talk_end(&t);
}

static void test_what_is_not_known_is_not_asked_again_after_a_restart(void **state)
{
    (void)state;
    talk t = talk_about("", NULL);
    skip_to(&t, "size");
    assert_int_equal(advise_interview_dont_know(t.interview, &t.reply), ADVISE_OK);
    assert_string_equal(t.reply.understood, "not known");
    assert_false(advise_interview_get_answer(t.interview, find_answer(&t, "size")).is_known);
    talk again = talk_about(text_of(&t), NULL);
    while (advise_interview_progress(again.interview).state == ADVISE_INTERVIEW_ASKS) {
        assert_string_not_equal(asked(&again), "size");
        assert_int_equal(advise_interview_skip(again.interview, &again.reply), ADVISE_OK);
    }
    assert_int_equal(advise_interview_edit(again.interview, find_answer(&again, "size")), ADVISE_OK);
    answer(&again, "small"); // but it can still be said
    assert_string_equal(text_of(&again), "size: small\n");
    talk_end(&again);
    talk_end(&t);
}

static void test_an_answer_is_edited_and_kept_if_nothing_is_typed(void **state)
{
    (void)state;
    talk t = talk_about("hours: 40\nyears: 3\n", NULL);
    const char *const next = asked(&t);
    assert_int_equal(advise_interview_edit(t.interview, 99), ADVISE_BAD_USE);
    assert_int_equal(advise_interview_get_answer(t.interview, find_answer(&t, "years")).line, 2);
    assert_int_equal(advise_interview_edit(t.interview, find_answer(&t, "hours")), ADVISE_OK);
    assert_string_equal(asked(&t), "hours");
    assert_true(advise_interview_next(t.interview).is_edit);
    assert_string_equal(advise_interview_next(t.interview).present, "40 hours");
    answer(&t, "");
    assert_string_equal(text_of(&t), "hours: 40\nyears: 3\n");
    assert_string_equal(asked(&t), next);
    assert_int_equal(advise_interview_edit(t.interview, find_answer(&t, "hours")), ADVISE_OK);
    answer(&t, "45");
    assert_string_equal(text_of(&t), "hours: 45\nyears: 3\n");
    talk_end(&t);
}

static void test_a_list_goes_record_by_record(void **state)
{
    (void)state;
    talk t = talk_about("", NULL);
    skip_to(&t, "duties");
    assert_int_equal(advise_interview_next(t.interview).kind, ADVISE_QUESTION_ITEM);
    answer(&t, "Filing");
    assert_string_equal(asked(&t), "hours"); // the record cannot be written without it
    assert_string_equal(advise_interview_next(t.interview).item, "Filing");
    assert_true(advise_interview_next(t.interview).is_required);
    assert_string_equal(text_of(&t), "");
    answer(&t, "12");
    assert_non_null(strstr(text_of(&t), "Filing"));
    assert_string_equal(asked(&t), "routine"); // it may matter
    answer(&t, "yes");
    assert_string_equal(asked(&t), "duties");
    assert_int_equal(advise_interview_next(t.interview).ordinal, 2);
    answer(&t, "Copying");
    assert_int_equal(advise_interview_skip(t.interview, &t.reply), ADVISE_OK); // without hours it is left out
    assert_null(strstr(text_of(&t), "Copying"));
    assert_int_not_equal(advise_interview_next(t.interview).ordinal, 2);
    talk_end(&t);
}

static void test_a_text_may_be_in_a_file(void **state)
{
    (void)state;
    talk t = talk_about("", NULL);
    skip_to(&t, "memos");
    answer(&t, "Vega");
    skip_to(&t, "text");
    assert_int_equal(advise_interview_next(t.interview).kind, ADVISE_QUESTION_TEXT);
    give(&t, "@nowhere.txt");
    assert_int_equal(t.reply.kind, ADVISE_REPLY_REJECTED);
    answer(&t, "@small.yaml"); // any file below the folder
    assert_string_equal(t.reply.understood, "the file small.yaml");
    assert_non_null(strstr(text_of(&t), "text_file: small.yaml\n"));
    talk_end(&t);
}

static void test_none_is_an_empty_list(void **state)
{
    (void)state;
    talk t = talk_about("", NULL);
    skip_to(&t, "duties");
    answer(&t, "none");
    assert_string_equal(text_of(&t), "duties: []\n");
    talk_end(&t);
}

static void test_a_contradiction_names_both_answers_at_once(void **state)
{
    (void)state;
    talk t = talk_about("years: 3\nduties: [{name: A, hours: 30, routine: false}]\n", NULL);
    assert_int_equal(advise_interview_contradiction_count(t.interview), 0);
    skip_to(&t, "hours");
    answer(&t, "20");
    assert_int_equal(advise_interview_contradiction_count(t.interview), 1);
    const advise_contradiction c = advise_interview_contradiction(t.interview, 0);
    assert_string_equal(c.message, "Your duties take 30 hours, and you say that you work 20");
    assert_true(c.is_new);
    assert_int_equal(c.answer_count, 2);
    const size_t first = advise_interview_contradiction_answer(t.interview, 0, 0);
    assert_string_equal(advise_interview_get_answer(t.interview, first).fact, "hours");
    assert_int_equal(advise_interview_edit(t.interview, find_answer(&t, "years")), ADVISE_OK);
    answer(&t, "4");
    assert_false(advise_interview_contradiction(t.interview, 0).is_new);
    talk_end(&t);
}

static void test_it_stops_after_so_many_questions(void **state)
{
    (void)state;
    const advise_interview_options o = {.most = 1};
    talk t = talk_about("", &o);
    assert_int_equal(advise_interview_skip(t.interview, &t.reply), ADVISE_OK);
    assert_int_equal(advise_interview_progress(t.interview).state, ADVISE_INTERVIEW_ENOUGH);
    assert_int_equal(advise_interview_answer(t.interview, "x", 1, &t.reply), ADVISE_BAD_USE);
    talk_end(&t);
}

static void test_it_stops_if_nothing_can_change_the_first_places(void **state)
{
    (void)state;
    const advise_interview_options o = {.top = 1};
    talk t = talk_about("", &o);
    skip_to(&t, "hours");
    answer(&t, "60");
    assert_int_equal(advise_interview_progress(t.interview).state, ADVISE_INTERVIEW_SETTLED);
    assert_string_equal(advise_interview_next(t.interview).fact, "");
    talk_end(&t);
}

static void test_it_says_if_only_what_was_skipped_is_open(void **state)
{
    (void)state;
    talk t = talk_about("", NULL);
    while (advise_interview_progress(t.interview).state == ADVISE_INTERVIEW_ASKS)
        assert_int_equal(advise_interview_skip(t.interview, &t.reply), ADVISE_OK);
    assert_int_equal(advise_interview_progress(t.interview).state, ADVISE_INTERVIEW_EXHAUSTED);
    assert_string_equal(text_of(&t), "");
    talk_end(&t);
}

/// One step of an interview: done, or memory ended and it stands where it was.
static bool is_done(advise_status status, const advise_interview *interview, char **before)
{
    const char *after = advise_interview_text(interview, NULL);
    assert_true(status == ADVISE_OK || status == ADVISE_NO_MEMORY);
    if (status == ADVISE_NO_MEMORY)
        assert_string_equal(after, *before);
    free(*before);
    *before = strdup(after);
    assert_non_null(*before);
    return status == ADVISE_OK;
}

static bool skip_to_duties(advise_interview *interview, char **text)
{
    advise_reply reply;
    bool done = true;
    while (done && strcmp(advise_interview_next(interview).fact, "duties") != 0)
        done = is_done(advise_interview_skip(interview, &reply), interview, text);
    return done;
}

/// Answers two questions and takes back the second answer.
static void answer_and_undo(advise_interview *interview)
{
    advise_reply reply;
    char *text = strdup("# mine\n");
    assert_string_equal(advise_interview_text(interview, NULL), text);
    const bool answered =
        skip_to_duties(interview, &text) &&
        is_done(advise_interview_answer(interview, "Filing", 6, &reply), interview, &text) &&
        is_done(advise_interview_answer(interview, "3", 1, &reply), interview, &text);
    if (answered)
        assert_string_equal(text, "# mine\nduties:\n  - name: Filing\n    hours: 3\n");
    if (answered && is_done(advise_interview_undo(interview, &reply), interview, &text))
        assert_string_equal(text, "# mine\n");
    free(text);
}

/// An interview in which one allocation fails.
static void try_failing(const advise_pack *pack, size_t fail_at, bool *done)
{
    failing_allocator failing = {.fail_at = fail_at};
    const allocator from = failing_allocator_of(&failing);
    const advise_allocator source = {from.resize, from.state};
    advise_interview *interview = NULL;
    advise_diagnostics *problems = NULL;
    advise_session *session = advise_session_new(pack, &source);
    advise_status status = ADVISE_NO_MEMORY;
    if (session != NULL)
        status = advise_interview_new(session, "x", "# mine\n", 7, NULL, NULL, &interview, &problems);
    assert_true(status == ADVISE_OK || status == ADVISE_NO_MEMORY);
    assert_int_equal(interview != NULL, status == ADVISE_OK);
    if (interview != NULL) {
        answer_and_undo(interview);
        assert_true(advise_report_count(advise_interview_report(interview)) < 10);
    }
    assert_true(failing.failed || interview != NULL);
    advise_interview_free(interview);
    advise_diagnostics_free(problems);
    advise_session_free(session);
    assert_int_equal(failing.live, 0);
    *done = !failing.failed;
}

static void test_a_lack_of_memory_leaves_everything_as_it_was(void **state)
{
    (void)state;
    advise_pack *pack = NULL;
    bool done = false;
    assert_int_equal(advise_pack_load("tests/packs/interview", NULL, &pack, NULL), ADVISE_OK);
    for (size_t at = 1; !done; at++)
        try_failing(pack, at, &done);
    advise_pack_free(pack);
}

static void test_wrong_use_is_a_status(void **state)
{
    (void)state;
    talk t = talk_about("", NULL);
    advise_interview *other = NULL;
    assert_int_equal(advise_interview_new(NULL, "x", "", 0, NULL, NULL, &other, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_interview_new(t.session, "x", NULL, 1, NULL, NULL, &other, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_interview_new(t.session, "x", "years: [", 8, NULL, NULL, &other, NULL),
                     ADVISE_BAD_PROFILE);
    assert_null(other);
    assert_int_equal(advise_interview_answer(NULL, "x", 1, &t.reply), ADVISE_BAD_USE);
    assert_int_equal(advise_interview_undo(t.interview, NULL), ADVISE_BAD_USE);
    talk_end(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_answer_changes_the_text_and_the_advice),
        cmocka_unit_test(test_an_answer_that_is_not_accepted_changes_nothing),
        cmocka_unit_test(test_comments_order_and_unknown_keys_stay),
        cmocka_unit_test(test_undo_brings_back_text_question_and_skips),
        cmocka_unit_test(test_what_is_not_known_is_not_asked_again_after_a_restart),
        cmocka_unit_test(test_an_answer_is_edited_and_kept_if_nothing_is_typed),
        cmocka_unit_test(test_a_list_goes_record_by_record),
        cmocka_unit_test(test_a_text_may_be_in_a_file),
        cmocka_unit_test(test_none_is_an_empty_list),
        cmocka_unit_test(test_a_contradiction_names_both_answers_at_once),
        cmocka_unit_test(test_it_stops_after_so_many_questions),
        cmocka_unit_test(test_it_stops_if_nothing_can_change_the_first_places),
        cmocka_unit_test(test_it_says_if_only_what_was_skipped_is_open),
        cmocka_unit_test(test_a_lack_of_memory_leaves_everything_as_it_was),
        cmocka_unit_test(test_wrong_use_is_a_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
