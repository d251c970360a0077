// What is said about somebody else's data: no message repeats a value, whatever is wrong with it, unless that is asked for.
#include "advise.h"

#include "test.h"

#include <stdio.h>
#include <string.h>

/// A word that stands in values only. It looks like nothing that a fact may be, and like a text for which hints propose something.
#define SECRET "Zebrina"

static const char *const facts[] = {"grade", "share", "below", "odd",  "size",   "code",      "keen", "born",
                                    "wakes", "met",   "tags",  "home", "places", "not_known", "ready"};

/// Values as JSON; each holds the word, or a number that nothing else has.
static const char *const json_values[] = {
    "\"" SECRET "\"",
    "\"" SECRET "; " SECRET "\"",
    "\"\xE2\x80\x9C" SECRET "\xE2\x80\x9D\"",
    "[\"" SECRET "\"]",
    "[\"" SECRET "\", \"small\"]",
    "{\"name\": \"" SECRET "\"}",
    "{\"name\": \"" SECRET "\", \"since\": \"" SECRET "\"}",
    "[{\"name\": \"" SECRET "\", \"since\": \"" SECRET "\"}]",
    "[[\"" SECRET "\"]]",
    "\"about 98765\"",
    "\"98765 years\"",
    "98765",
    "[98765, 98766]",
    "\"31.12.9876\"",
    "\"9876-13-45\"",
    "\"small or large, " SECRET "\"",
};

/// The same in YAML, with slips that end in errors of syntax.
static const char *const yaml_values[] = {
    " " SECRET,
    " '" SECRET,
    " \"" SECRET "\" and more",
    " " SECRET ": " SECRET ": " SECRET,
    " &" SECRET " x",
    " !" SECRET " x",
    " !!" SECRET " x",
    " *" SECRET,
    " [" SECRET,
    " {name: " SECRET ", since: " SECRET "}",
    " @" SECRET,
    " %" SECRET,
    " 98765 years",
    "\n  -" SECRET,
    "\n\t" SECRET ": x",
    "=" SECRET,
    SECRET,
    "\n  " SECRET "\n " SECRET,
    " \"" SECRET "\\q\"",
    " " SECRET "\x80",
    "\n- " SECRET "\n-" SECRET,
};

typedef struct source {
    size_t at, count;
    char text[400];
    bool is_json;
} source;

/// What was found: texts that repeat a value.
typedef struct watch {
    source from;
    size_t refused, repeated;
    bool shown; ///< values are to be shown
} watch;

static bool next(void *state, advise_batch_profile *out)
{
    watch *w = state;
    const size_t values =
        w->from.is_json ? sizeof json_values / sizeof *json_values : sizeof yaml_values / sizeof *yaml_values;
    const size_t fact_count = sizeof facts / sizeof *facts;
    if (w->from.at == values * fact_count)
        return false;
    const char *fact = facts[w->from.at % fact_count];
    const size_t value = w->from.at / fact_count;
    (void)snprintf(w->from.text, sizeof w->from.text, w->from.is_json ? "{\"%s\": %s}" : "%s:%s\n", fact,
                   w->from.is_json ? json_values[value] : yaml_values[value]);
    w->from.at++;
    *out = (advise_batch_profile){
        .text = w->from.text, .length = strlen(w->from.text), .is_json = w->from.is_json, .file = "clients"};
    return true;
}

static bool holds_value(const char *text)
{
    return strstr(text, SECRET) != NULL || strstr(text, "9876") != NULL || strstr(text, "1-Dec") != NULL;
}

static void render(void *state, size_t thread, const advise_outcome *o, advise_text *out)
{
    watch *w = state;
    const advise_diagnostics *problems = advise_outcome_problems(o);
    (void)thread;
    (void)out;
    w->refused += advise_outcome_is_refused(o);
    for (size_t i = 0; i < advise_diagnostics_count(problems); i++) {
        const advise_diagnostic d = advise_diagnostics_get(problems, i);
        const bool found = holds_value(d.message) || holds_value(d.hint) || holds_value(d.source_line) ||
                           holds_value(d.file);
        if (found && !w->shown)
            print_message("line \"%s\": %s = %s\n", d.source_line, d.message, d.hint);
        w->repeated += found;
    }
}

static bool write_nothing(void *state, const char *text, size_t length, size_t records, size_t refused)
{
    (void)state;
    (void)text;
    (void)length;
    (void)records;
    (void)refused;
    return true;
}

/// Reads everything; gives how often a message repeats a value.
static size_t count_repeated(bool is_json, bool shown)
{
    advise_pack *pack = NULL;
    assert_int_equal(advise_pack_load("tests/packs/all-types", NULL, &pack, NULL), ADVISE_OK);
    advise_session *session = advise_session_new(pack, NULL);
    assert_int_equal(advise_session_set_date(session, "2026-01-31"), ADVISE_OK);
    watch w = {.from = {.is_json = is_json}, .shown = shown};
    const advise_batch_options options = {
        .state = &w, .next = next, .render = render, .write = write_nothing, .show_values = shown};
    assert_int_equal(advise_batch_run(session, NULL, 0, &options, NULL, NULL), ADVISE_OK);
    assert_int_equal(w.refused, w.from.at); // each lacks what is required, too
    advise_session_free(session);
    advise_pack_free(pack);
    return w.repeated;
}

static void test_no_message_repeats_a_value(void **state)
{
    (void)state;
    assert_int_equal(count_repeated(true, false), 0);
    assert_int_equal(count_repeated(false, false), 0);
}

static void test_values_are_shown_if_that_is_asked_for(void **state)
{
    (void)state;
    assert_true(count_repeated(true, true) > 200);
    assert_true(count_repeated(false, true) > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_message_repeats_a_value),
        cmocka_unit_test(test_values_are_shown_if_that_is_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
