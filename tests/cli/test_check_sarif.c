// Reads SARIF logs of advise check back with jansson, and compares them with what the standard (SARIF 2.1.0) asks for.
#include "command.h"
#include "files.h"

#include "test.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static const char *text_at(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    assert_non_null(text);
    return text;
}

static json_int_t number_at(const json_t *object, const char *key)
{
    const json_t *number = json_object_get(object, key);
    assert_true(json_is_integer(number));
    return json_integer_value(number);
}

static json_t *log_of(const char *command, int status)
{
    command_result result = command_run(command, NULL, NULL);
    json_error_t error;
    assert_int_equal(result.status, status);
    json_t *log = json_loads(result.out, JSON_REJECT_DUPLICATES, &error);
    if (log == NULL)
        fail_msg("%s: %s", command, error.text);
    command_free(&result);
    assert_string_equal(text_at(log, "version"), "2.1.0");
    return log;
}

static const json_t *driver_of(const json_t *run)
{
    return json_object_get(json_object_get(run, "tool"), "driver");
}

static void check_rules(const json_t *run)
{
    const json_t *driver = driver_of(run);
    const json_t *rules = json_object_get(driver, "rules");
    size_t i;
    const json_t *rule;
    assert_string_equal(text_at(driver, "name"), "advise");
    assert_true(json_array_size(rules) > 50);
    json_array_foreach(rules, i, rule)
    {
        assert_true(strlen(text_at(rule, "id")) > 0);
        assert_true(strlen(text_at(json_object_get(rule, "shortDescription"), "text")) > 0);
        const char *level = text_at(json_object_get(rule, "defaultConfiguration"), "level");
        assert_true(strcmp(level, "error") == 0 || strcmp(level, "warning") == 0 ||
                    strcmp(level, "note") == 0);
    }
}

static void check_location(const json_t *location)
{
    const json_t *physical = json_object_get(location, "physicalLocation");
    const char *uri = text_at(json_object_get(physical, "artifactLocation"), "uri");
    assert_null(strpbrk(uri, " ,:\"<>\\^`{|}"));
    const json_t *region = json_object_get(physical, "region");
    assert_true(number_at(region, "startLine") >= 1);
    assert_true(number_at(region, "startColumn") >= 1);
    assert_true(number_at(region, "endColumn") > number_at(region, "startColumn"));
    assert_true(json_is_string(json_object_get(json_object_get(region, "snippet"), "text")));
}

static void check_result(const json_t *run, const json_t *result)
{
    const json_t *rules = json_object_get(driver_of(run), "rules");
    const json_t *rule = json_array_get(rules, (size_t)number_at(result, "ruleIndex"));
    assert_string_equal(text_at(rule, "id"), text_at(result, "ruleId"));
    assert_true(strlen(text_at(json_object_get(result, "message"), "text")) > 0);
    assert_true(json_is_array(json_object_get(result, "locations")));
    size_t i;
    const json_t *location;
    json_array_foreach(json_object_get(result, "locations"), i, location) check_location(location);
}

static size_t check_log(const json_t *log)
{
    size_t r;
    size_t i;
    size_t total = 0;
    const json_t *run;
    const json_t *result;
    json_array_foreach(json_object_get(log, "runs"), r, run)
    {
        assert_string_equal(text_at(run, "columnKind"), "unicodeCodePoints");
        check_rules(run);
        json_array_foreach(json_object_get(run, "results"), i, result)
        {
            check_result(run, result);
            total++;
        }
    }
    return total;
}

static void test_a_log_has_a_run_for_each_pack_and_the_shape_of_the_standard(void **state)
{
    (void)state;
    json_t *log = log_of("advise check tests/packs/policies tests/packs/broken --format sarif", 1);
    assert_int_equal(json_array_size(json_object_get(log, "runs")), 2);
    assert_true(check_log(log) > 50);
    json_decref(log);
}

static void test_what_a_pack_allows_is_a_suppressed_result(void **state)
{
    (void)state;
    json_t *log = log_of("advise check rules/paralegal --format sarif", 0);
    assert_true(check_log(log) >= 1);
    size_t i;
    const json_t *result;
    json_array_foreach(json_object_get(json_array_get(json_object_get(log, "runs"), 0), "results"), i, result)
    {
        const json_t *suppression = json_array_get(json_object_get(result, "suppressions"), 0);
        assert_string_equal(text_at(suppression, "kind"), "inSource");
        assert_true(strlen(text_at(suppression, "justification")) > 10);
    }
    json_decref(log);
}

static void test_what_has_no_place_has_no_location(void **state)
{
    (void)state;
    json_t *log = log_of("advise check tests/packs/nowhere --format sarif", 3);
    const json_t *result =
        json_array_get(json_object_get(json_array_get(json_object_get(log, "runs"), 0), "results"), 0);
    assert_string_equal(text_at(result, "ruleId"), "file-missing");
    assert_string_equal(text_at(result, "level"), "error");
    assert_int_equal(json_array_size(json_object_get(result, "locations")), 0);
    json_decref(log);
}

static void test_places_are_escaped_and_examples_are_properties(void **state)
{
    (void)state;
    char *folder = folder_new();
    char *pack = text_of("%s/50%%, a:b", folder);
    char *copy = text_of("cp -r tests/packs/policies '%s'", pack);
    char *check = text_of("advise check '%s' --format sarif", pack);
    command_result copied = command_run(copy, NULL, NULL);
    assert_int_equal(copied.status, 0);
    command_free(&copied);
    json_t *log = log_of(check, 1);
    assert_true(check_log(log) > 5);
    char *text = json_dumps(log, JSON_COMPACT);
    assert_non_null(strstr(text, "/50%25%2C%20a%3Ab/rules.yaml"));
    assert_non_null(strstr(text, "\"properties\":{\"witness\":\"{n: 3}\"}"));
    free(text);
    json_decref(log);
    free(check);
    free(copy);
    free(pack);
    folder_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_log_has_a_run_for_each_pack_and_the_shape_of_the_standard),
        cmocka_unit_test(test_what_a_pack_allows_is_a_suppressed_result),
        cmocka_unit_test(test_what_has_no_place_has_no_location),
        cmocka_unit_test(test_places_are_escaped_and_examples_are_properties),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
