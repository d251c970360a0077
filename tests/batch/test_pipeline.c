// Batches through the public API: one outcome for each profile, in order, the same bytes for any number of threads, and nothing lost
// where profiles are bad or memory fails.
#include "advise.h"
#include "failing.h"
#include "files.h"
#include "random_document.h"

#include "test.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RECORDS = 1000 };

typedef struct collected {
    char *text;
    size_t length, capacity;
    size_t records, refused, writes;
    size_t stop_after; ///< writes; 0: never
} collected;

static void add_formatted(advise_text *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void add_formatted(advise_text *out, const char *format, ...)
{
    char line[400];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    advise_text_add(out, line, (size_t)length < sizeof line ? (size_t)length : sizeof line - 1);
}

static void render(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    (void)state;
    (void)thread;
    advise_record r = advise_outcome_record(o);
    add_formatted(out, "%zu %s:%zu %s %zu", r.number, r.file, r.line, advise_outcome_id(o),
                  advise_outcome_given_count(o));
    for (size_t i = 0; i < advise_outcome_count(o); i++) {
        advise_outcome_advice a = advise_outcome_get(o, i);
        add_formatted(out, " %s/%s=%.17g", a.recommendation, a.item, a.score);
    }
    const advise_diagnostics *d = advise_outcome_problems(o);
    for (size_t i = 0; advise_outcome_is_refused(o) && i < advise_diagnostics_count(d); i++) {
        advise_diagnostic one = advise_diagnostics_get(d, i);
        add_formatted(out, " [%s %zu:%zu]", one.code, one.line, one.column);
    }
    advise_text_add(out, "\n", 1);
}

static bool take(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    collected *c = state;
    if (c->length + length + 1 > c->capacity) {
        c->capacity = 2 * (c->length + length + 1);
        c->text = realloc(c->text, c->capacity);
    }
    memcpy(c->text + c->length, text, length);
    c->length += length;
    c->text[c->length] = '\0';
    c->records += records;
    c->refused += refused;
    return ++c->writes != c->stop_after;
}

static advise_batch_options options_for(collected *c)
{
    return (advise_batch_options){.state = c, .render = render, .write = take};
}

static advise_session *session_on(const char *folder, advise_pack **pack)
{
    assert_int_equal(advise_pack_load(folder, NULL, pack, NULL), ADVISE_OK);
    advise_session *session = advise_session_new(*pack, NULL);
    assert_non_null(session);
    return session;
}

static char *write_records(random_source *r, const char *folder, size_t count)
{
    static buffer profile;
    char *text = malloc(count * 1000);
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        random_profile(&profile, r, 10);
        memcpy(text + length, profile.text, profile.length);
        length += profile.length;
        text[length++] = '\n';
    }
    text[length] = '\0';
    char *path = file_make(folder, "records.ndjson", text);
    free(text);
    return path;
}

/// Random profiles, and a session on the random pack that they are for.
typedef struct random_cohort {
    char *folder;
    char *path;
    advise_pack *pack;
    advise_session *session;
} random_cohort;

static random_cohort random_cohort_new(void)
{
    random_source r = random_new();
    random_cohort c = {.folder = random_pack(&r)};
    c.path = write_records(&r, c.folder, RECORDS);
    c.session = session_on(c.folder, &c.pack);
    return c;
}

static void random_cohort_free(random_cohort *c)
{
    advise_session_free(c->session);
    advise_pack_free(c->pack);
    free(c->path);
    folder_remove(c->folder);
}

static void test_nothing_is_not_written(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *empty = file_make(folder, "empty.ndjson", "");
    char *blank = file_make(folder, "blank.ndjson", "\n\n");
    char *missing = text_of("%s/nowhere.ndjson", folder);
    const char *inputs[] = {empty, blank, missing};
    advise_pack *pack = NULL;
    advise_session *session = session_on("tests/packs/diff-old", &pack);
    collected c = {0};
    const advise_batch_options options = options_for(&c);
    assert_int_equal(advise_batch_run(session, inputs, 3, &options, NULL, NULL), ADVISE_OK);
    assert_int_equal(c.writes, 0);
    free(c.text);
    advise_session_free(session);
    advise_pack_free(pack);
    free(missing);
    free(blank);
    free(empty);
    folder_remove(folder);
}

static void test_any_number_of_threads_writes_the_same_bytes(void **state)
{
    (void)state;
    random_cohort cohort = random_cohort_new();
    const char *inputs[] = {cohort.path};
    const size_t jobs[] = {1, 2, 7};
    collected all[3] = {0};
    for (size_t i = 0; i < 3; i++) {
        advise_batch_options o = options_for(&all[i]);
        advise_batch_totals totals;
        o.jobs = jobs[i];
        o.id = "s1";
        assert_int_equal(advise_batch_run(cohort.session, inputs, 1, &o, &totals, NULL), ADVISE_OK);
        assert_int_equal(totals.records, RECORDS);
        assert_int_equal(totals.records, all[i].records);
        assert_int_equal(totals.refused, all[i].refused);
        assert_in_range(totals.refused, 1, RECORDS / 2);
        assert_string_equal(all[i].text, all[0].text);
    }
    for (size_t i = 0; i < 3; i++)
        free(all[i].text);
    random_cohort_free(&cohort);
}

static void test_documents_become_what_the_full_reader_makes_of_them(void **state)
{
    (void)state;
    static buffer document;
    random_source r = random_new();
    random_cohort cohort = {.folder = random_pack(&r)};
    cohort.session = session_on(cohort.folder, &cohort.pack);
    char *text = calloc(RECORDS, 2000);
    size_t length = 0;
    for (size_t i = 0; i < RECORDS; i++) {
        random_document(&document, &r, DOCUMENT_WITHIN, 7);
        assert_in_range(document.length, 1, 1999);
        memcpy(text + length, document.text, document.length);
        length += document.length;
    }
    cohort.path = text_of("%s/records.yaml", cohort.folder);
    file_write(cohort.path, text, length);
    free(text);
    const char *inputs[] = {cohort.path};
    collected all[4] = {0};
    for (size_t i = 0; i < 4; i++) {
        advise_batch_options o = options_for(&all[i]);
        advise_batch_totals totals;
        o.jobs = i % 2 == 0 ? 1 : 3;
        o.id = "s1";
        o.reports = i < 2;          // made from what the full reader reads
        o.input.encoding = "UTF-8"; // a damaged byte refuses its record only
        assert_int_equal(advise_batch_run(cohort.session, inputs, 1, &o, &totals, NULL), ADVISE_OK);
        assert_in_range(totals.refused, RECORDS / 20, RECORDS / 2);
        assert_string_equal(all[i].text, all[0].text);
    }
    for (size_t i = 0; i < 4; i++)
        free(all[i].text);
    random_cohort_free(&cohort);
}

static void test_rules_are_counted_alike_however_the_batch_is_run(void **state)
{
    (void)state;
    random_cohort cohort = random_cohort_new();
    const char *inputs[] = {cohort.path};
    size_t rules = advise_pack_rule_count(cohort.pack);
    size_t *first = calloc(rules, sizeof *first);
    size_t most = 0;
    for (size_t i = 0; i < 6; i++) {
        size_t *fired = i == 0 ? first : calloc(rules, sizeof *fired);
        collected c = {0};
        advise_batch_options o = options_for(&c);
        o.jobs = 1 + i % 3 * 3;
        o.top = i % 2;
        o.reports = i == 5;
        o.fired = fired;
        assert_int_equal(advise_batch_run(cohort.session, inputs, 1, &o, NULL, NULL), ADVISE_OK);
        assert_memory_equal(fired, first, rules * sizeof *first);
        for (size_t k = 0; k < rules; k++)
            most = fired[k] > most ? fired[k] : most;
        assert_in_range(most, 1, c.records - c.refused);
        free(c.text);
        if (i > 0)
            free(fired);
    }
    free(first);
    random_cohort_free(&cohort);
}

static void test_checks_count_alike_and_name_the_first_profiles_however_the_batch_is_run(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *text = calloc(RECORDS, 40);
    for (size_t i = 1; i <= RECORDS;
         i++) // one in five is unlikely, from the third on; one in four is refused
        (void)sprintf(text + strlen(text), "{\"hours\": %d%s}\n", i % 5 == 3 ? 90 : 30,
                      i % 4 == 0 ? ", \"x\": 1" : "");
    char *path = file_make(folder, "records.ndjson", text);
    const char *inputs[] = {path};
    advise_pack *pack;
    advise_session *session = session_on("tests/packs/checks/base", &pack);
    assert_int_equal(advise_pack_profile_check_count(pack), 5);
    for (size_t i = 0; i < 6; i++) {
        collected c = {0};
        advise_check_tally checks[5] = {0};
        static const size_t first[] = {3, 13, 18}; // 8 is refused
        advise_batch_options o = options_for(&c);
        o.jobs = 1 + i % 3 * 3;
        o.reports = i > 2;
        o.checks = checks;
        assert_int_equal(advise_batch_run(session, inputs, 1, &o, NULL, NULL), ADVISE_OK);
        assert_string_equal(advise_pack_profile_check(pack, 3).id, "hours-without-week");
        assert_int_equal(checks[3].count, RECORDS / 5 - RECORDS / 20);
        assert_int_equal(checks[3].example_count, ADVISE_EXAMPLES);
        for (size_t k = 0; k < ADVISE_EXAMPLES; k++) {
            assert_string_equal(checks[3].examples[k].file, path);
            assert_int_equal(checks[3].examples[k].line, first[k]);
        }
        assert_int_equal(checks[0].count + checks[1].count + checks[2].count + checks[4].count, 0);
        free(c.text);
    }
    advise_session_free(session);
    advise_pack_free(pack);
    free(text);
    free(path);
    folder_remove(folder);
}

typedef struct given_records {
    const char *const *texts;
    size_t next;
    collected out;
} given_records;

static bool next_text(void *state, advise_batch_profile *out)
{
    given_records *g = state;
    const char *text = g->texts[g->next++];
    if (text == NULL)
        return false;
    *out = (advise_batch_profile){
        .text = text, .length = strlen(text), .is_json = text[0] == '{', .file = "given", .line = g->next};
    return true;
}

static void render_given(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    render(&((given_records *)state)->out, thread, o, out);
}

static bool take_given(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    return take(&((given_records *)state)->out, text, length, records, refused);
}

static void test_profiles_can_come_from_a_call(void **state)
{
    (void)state;
    static const char *const texts[] = {"{\"n\": 2}", "n: 3\n", "{\"n\": \"two\"}",
                                        "{\"n\": 1",  "m: 2\n", "{\"n\": 5, \"n\": 6}",
                                        "{}",         NULL};
    advise_pack *pack;
    advise_session *session = session_on("tests/packs/warned", &pack);
    given_records g = {.texts = texts};
    advise_batch_options o = {
        .state = &g, .next = next_text, .render = render_given, .write = take_given, .max_record = 15};
    advise_batch_totals totals;
    assert_int_equal(advise_batch_run(session, NULL, 0, &o, &totals, NULL), ADVISE_OK);
    assert_string_equal(g.out.text, "1 given:1  1 given/=25\n"
                                    "2 given:2  1 given/=25\n"
                                    "3 given:3  0 [wrong-type 3:7]\n"
                                    "4 given:4  0 [json-syntax 4:8]\n"
                                    "5 given:5  0 [unknown-key 5:1] [missing-key 5:1]\n"
                                    "6 given:6  0 [too-large 6:1]\n"
                                    "7 given:7  0 [missing-key 7:1]\n");
    assert_int_equal(totals.records, 7);
    assert_int_equal(totals.refused, 5);
    free(g.out.text);
    advise_session_free(session);
    advise_pack_free(pack);
}

static void render_facts(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    (void)state;
    (void)thread;
    for (size_t i = 0; i < 3; i++) {
        const char *value = advise_outcome_fact(o, i);
        add_formatted(out, "%s,", value != NULL ? value : "unknown");
    }
}

static void test_outcomes_have_the_values_of_facts(void **state)
{
    (void)state;
    static const char *const texts[] = {"{\"n\": 1}", "{}", "{\"n\": 2, \"by_first\": \"\"}",
                                        "{\"n\": \"?\"}", NULL};
    static const char *const facts[] = {"by_default", "n", "by_first"};
    advise_pack *pack;
    advise_session *session = session_on("tests/packs/policies", &pack);
    given_records g = {.texts = texts};
    advise_batch_options o = {.state = &g,
                              .next = next_text,
                              .render = render_facts,
                              .write = take_given,
                              .facts = facts,
                              .fact_count = 3};
    assert_int_equal(advise_batch_run(session, NULL, 0, &o, NULL, NULL), ADVISE_OK);
    assert_string_equal(g.out.text, "7,1,two,unknown,unknown,unknown,7,2,,unknown,unknown,unknown,");
    free(g.out.text);
    advise_session_free(session);
    advise_pack_free(pack);
}

static void test_a_rule_does_not_count_for_a_profile_that_is_refused_in_the_end(void **state)
{
    (void)state;
    static const char *const texts[] = {"{\"n\": 1}", "{\"n\": 667}", "{\"n\": \"?\"}", "{\"n\": 1}", NULL};
    advise_pack *pack;
    advise_session *session = session_on("tests/packs/policies", &pack);
    size_t fired[100] = {0};
    given_records g = {.texts = texts};
    advise_batch_options o = {
        .state = &g, .next = next_text, .render = render_given, .write = take_given, .fired = fired};
    advise_batch_totals totals;
    assert_in_range(advise_pack_rule_count(pack), 1, 100);
    assert_int_equal(advise_batch_run(session, NULL, 0, &o, &totals, NULL), ADVISE_OK);
    assert_non_null(strstr(g.out.text, "[budget"));
    assert_int_equal(totals.refused, 2);
    size_t seen = 0;
    for (size_t i = 0; i < advise_pack_rule_count(pack); i++) {
        assert_true(fired[i] == 0 || fired[i] == 2);
        seen += fired[i] > 0;
    }
    assert_true(seen > 0);
    free(g.out.text);
    advise_session_free(session);
    advise_pack_free(pack);
}

static void test_each_file_of_a_folder_is_named_by_its_own_name(void **state)
{
    (void)state;
    char *folder = folder_new();
    free(file_make(folder, "a1.yaml", "n: two\n"));
    free(file_make(folder, "a2.yaml", "n: two\n"));
    advise_pack *pack;
    advise_session *session = session_on("tests/packs/warned", &pack);
    const char *inputs[] = {folder};
    collected c = {0};
    advise_batch_options o = options_for(&c);
    assert_int_equal(advise_batch_run(session, inputs, 1, &o, NULL, NULL), ADVISE_OK);
    assert_non_null(strstr(c.text, "/a1.yaml:1"));
    assert_non_null(strstr(c.text, "/a2.yaml:1"));
    free(c.text);
    advise_session_free(session);
    advise_pack_free(pack);
    folder_remove(folder);
}

static void test_a_batch_stops_where_writing_does(void **state)
{
    (void)state;
    random_cohort cohort = random_cohort_new();
    const char *inputs[] = {cohort.path};
    for (size_t jobs = 1; jobs < 4; jobs++) {
        collected c = {.stop_after = 2};
        advise_batch_options o = options_for(&c);
        o.jobs = jobs;
        assert_int_equal(advise_batch_run(cohort.session, inputs, 1, &o, NULL, NULL), ADVISE_OK);
        assert_int_equal(c.writes, 2);
        free(c.text);
    }
    random_cohort_free(&cohort);
}

static void test_the_first_profiles_can_be_passed_over(void **state)
{
    (void)state;
    random_cohort cohort = random_cohort_new();
    const char *inputs[] = {cohort.path};
    const size_t skips[] = {0, 1, 255, 256, 700, RECORDS - 1, RECORDS, RECORDS + 5};
    collected whole = {0};
    for (size_t i = 0; i < sizeof skips / sizeof *skips; i++) {
        collected c = {0};
        advise_batch_options o = options_for(&c);
        advise_batch_totals totals;
        o.jobs = 1 + i % 3;
        o.skip = skips[i];
        assert_int_equal(advise_batch_run(cohort.session, inputs, 1, &o, &totals, NULL), ADVISE_OK);
        assert_int_equal(totals.records, skips[i] < RECORDS ? RECORDS - skips[i] : 0);
        if (i == 0)
            whole = c;
        else if (c.text != NULL)
            assert_string_equal(c.text, whole.text + whole.length - c.length);
        if (i > 0)
            free(c.text);
    }
    free(whole.text);
    random_cohort_free(&cohort);
}

static void count_trouble(void *state, const advise_diagnostics *problems)
{
    (void)state;
    assert_int_equal(advise_diagnostics_count(problems), 1);
}

static void test_an_input_that_cannot_be_read_ends_the_run_where_asked_for(void **state)
{
    (void)state;
    advise_pack *pack;
    advise_session *session = session_on("tests/packs/diff-old", &pack);
    const char *inputs[] = {"tests/cohorts/clients.ndjson", "tests/cohorts/nowhere.ndjson",
                            "tests/cohorts/clients.ndjson"};
    for (size_t i = 0; i < 4; i++) {
        collected c = {0};
        advise_batch_options o = options_for(&c);
        advise_batch_totals totals;
        o.jobs = 1 + i / 2;
        o.stop_at_trouble = i % 2 == 1;
        o.trouble = count_trouble;
        assert_int_equal(advise_batch_run(session, inputs, 3, &o, &totals, NULL), ADVISE_OK);
        assert_int_equal(totals.unreadable, 1);
        assert_int_equal(totals.records, o.stop_at_trouble ? 10 : 20);
        free(c.text);
    }
    advise_session_free(session);
    advise_pack_free(pack);
}

/// What is called in the thread of the caller, how often, and how often elsewhere.
typedef struct calls {
    pthread_t caller;
    size_t profiles, writes, troubles, elsewhere;
} calls;

static void note_call(calls *c, size_t *count)
{
    (*count)++;
    c->elsewhere += !pthread_equal(pthread_self(), c->caller);
}

static bool next_of_many(void *state, advise_batch_profile *out)
{
    calls *c = state;
    *out = (advise_batch_profile){.text = "{\"n\": 2}", .length = 8, .is_json = true};
    note_call(c, &c->profiles);
    return c->profiles <= 3 * RECORDS;
}

static void render_nothing(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    (void)state;
    (void)thread;
    (void)o;
    (void)out;
}

static bool note_write(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    (void)text;
    (void)refused;
    assert_int_equal(length, 0);
    assert_int_not_equal(records, 0);
    note_call(state, &((calls *)state)->writes);
    return true;
}

static void note_trouble(void *state, const advise_diagnostics *problems)
{
    (void)problems;
    note_call(state, &((calls *)state)->troubles);
}

static void test_the_caller_is_called_in_its_own_thread(void **state)
{
    (void)state;
    advise_pack *pack;
    advise_session *session = session_on("tests/packs/warned", &pack);
    calls c = {.caller = pthread_self()};
    advise_batch_options o = {.state = &c,
                              .jobs = 3,
                              .next = next_of_many,
                              .render = render_nothing,
                              .write = note_write,
                              .trouble = note_trouble};
    assert_int_equal(advise_batch_run(session, NULL, 0, &o, NULL, NULL), ADVISE_OK);
    assert_int_equal(c.profiles, 3 * RECORDS + 1);
    assert_true(c.writes > 1);
    const char *inputs[] = {"tests/cohorts/clients.ndjson", "tests/cohorts/nowhere.ndjson",
                            "tests/cohorts/clients.ndjson", "tests/cohorts/nowhere.ndjson"};
    o.next = NULL;
    assert_int_equal(advise_batch_run(session, inputs, 4, &o, NULL, NULL), ADVISE_OK);
    assert_int_equal(c.troubles, 2);
    assert_int_equal(c.elsewhere, 0);
    advise_session_free(session);
    advise_pack_free(pack);
}

static void test_wrong_use_of_batches_is_a_status(void **state)
{
    (void)state;
    advise_pack *pack;
    advise_session *session = session_on("tests/packs/warned", &pack);
    collected c = {0};
    const char *inputs[] = {"tests/profiles/nowhere.ndjson"};
    advise_batch_options o = options_for(&c);
    advise_batch_totals totals;
    assert_int_equal(advise_batch_run(NULL, inputs, 1, &o, NULL, NULL), ADVISE_BAD_USE);
    assert_int_equal(advise_batch_run(session, NULL, 0, &o, NULL, NULL), ADVISE_BAD_USE);
    o.id = "nobody";
    assert_int_equal(advise_batch_run(session, inputs, 1, &o, NULL, NULL), ADVISE_BAD_USE);
    o.id = NULL;
    static const char *const facts[] = {"n", "nothing"};
    o.facts = facts;
    o.fact_count = 2;
    assert_int_equal(advise_batch_run(session, inputs, 1, &o, NULL, NULL), ADVISE_BAD_USE);
    o.fact_count = 0;
    assert_int_equal(advise_batch_run(session, inputs, 1, &o, &totals, NULL), ADVISE_OK);
    assert_int_equal(totals.unreadable, 1);
    assert_int_equal(totals.records, 0);
    advise_session_free(session);
    advise_pack_free(pack);
}

/// Runs a batch with one allocation that fails; 0: none does.
static advise_status run_failing(const char *folder, const char *input, failing_allocator *failing,
                                 collected *out)
{
    const allocator from = failing_allocator_of(failing);
    const advise_allocator given = {from.resize, from.state};
    advise_pack *pack = NULL;
    assert_int_equal(advise_pack_load(folder, NULL, &pack, NULL), ADVISE_OK);
    advise_session *session = advise_session_new(pack, &given);
    advise_batch_options o = options_for(out);
    advise_check_tally checks[3] = {0};
    advise_status done = ADVISE_NO_MEMORY;
    o.checks = checks; // a random pack has 3 of them, or none
    if (session != NULL)
        done = advise_batch_run(session, &input, 1, &o, NULL, NULL);
    advise_session_free(session);
    advise_pack_free(pack);
    assert_int_equal(failing->live, 0);
    return done;
}

/// What is written then is the beginning of what is written else.
static void test_memory_that_fails_anywhere_is_a_status(void **state)
{
    (void)state;
    random_source r = random_new();
    char *folder = random_pack(&r);
    char *path = write_records(&r, folder, 70);
    collected whole = {0};
    failing_allocator failing = {0};
    assert_int_equal(run_failing(folder, path, &failing, &whole), ADVISE_OK);
    assert_int_equal(whole.records, 70);
    for (size_t at = 1; at == 1 || failing.failed; at++) {
        collected c = {0};
        failing = (failing_allocator){.fail_at = at};
        const advise_status done = run_failing(folder, path, &failing, &c);
        assert_true(done == ADVISE_OK || (failing.failed && done == ADVISE_NO_MEMORY));
        assert_true(c.length <= whole.length && (done == ADVISE_NO_MEMORY || c.length == whole.length));
        assert_true(c.length == 0 || memcmp(c.text, whole.text, c.length) == 0);
        free(c.text);
    }
    free(whole.text);
    free(path);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_not_written),
        cmocka_unit_test(test_any_number_of_threads_writes_the_same_bytes),
        cmocka_unit_test(test_documents_become_what_the_full_reader_makes_of_them),
        cmocka_unit_test(test_rules_are_counted_alike_however_the_batch_is_run),
        cmocka_unit_test(test_checks_count_alike_and_name_the_first_profiles_however_the_batch_is_run),
        cmocka_unit_test(test_profiles_can_come_from_a_call),
        cmocka_unit_test(test_outcomes_have_the_values_of_facts),
        cmocka_unit_test(test_a_rule_does_not_count_for_a_profile_that_is_refused_in_the_end),
        cmocka_unit_test(test_each_file_of_a_folder_is_named_by_its_own_name),
        cmocka_unit_test(test_a_batch_stops_where_writing_does),
        cmocka_unit_test(test_the_first_profiles_can_be_passed_over),
        cmocka_unit_test(test_an_input_that_cannot_be_read_ends_the_run_where_asked_for),
        cmocka_unit_test(test_the_caller_is_called_in_its_own_thread),
        cmocka_unit_test(test_wrong_use_of_batches_is_a_status),
        cmocka_unit_test(test_memory_that_fails_anywhere_is_a_status)};
    return cmocka_run_group_tests_name("batch/pipeline", tests, NULL, NULL);
}
