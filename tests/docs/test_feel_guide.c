// docs/feel.md is held against the program: its examples are evaluated, and each built-in function must stand in one. An example is a line
// `expression => literal` in a block ```feel; the block ```yaml holds their names.
#include "advise.h"
#include "files.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GUIDE "docs/feel.md"

typedef struct guide {
    char *text;
    advise_scope *scope;
} guide;

static int open_guide(void **state)
{
    static guide g;
    g.text = file_read(GUIDE, NULL);
    g.scope = advise_scope_new(NULL);
    *state = &g;
    if (g.text == NULL || g.scope == NULL)
        return -1;
    const char *yaml = strstr(g.text, "```yaml\n");
    const char *end = yaml != NULL ? strstr(yaml + 8, "```") : NULL;
    if (end == NULL)
        return -1;
    return advise_scope_read_text(g.scope, GUIDE, yaml + 8, (size_t)(end - yaml - 8), NULL) == ADVISE_OK &&
                   advise_scope_set_date(g.scope, "2026-01-31") == ADVISE_OK
               ? 0
               : -1;
}

static int close_guide(void **state)
{
    guide *g = *state;
    free(g->text);
    advise_scope_free(g->scope);
    return 0;
}

/// The last " => " of a line; NULL where it has none.
static const char *find_arrow(const char *line, const char *end)
{
    const char *found = NULL;
    for (const char *at = line; at + 4 <= end; at++)
        found = strncmp(at, " => ", 4) == 0 ? at : found;
    return found;
}

/// Calls `body` for each line of the blocks ```feel; the number of the lines.
static size_t each_example(const guide *g, void (*body)(const guide *g, const char *line, const char *end))
{
    size_t count = 0;
    bool inside = false;
    for (const char *line = g->text; *line != '\0';) {
        const char *end = strchr(line, '\n');
        end = end != NULL ? end : line + strlen(line);
        if (strncmp(line, "```", 3) == 0) {
            inside = strncmp(line, "```feel", 7) == 0;
        } else if (inside) {
            count++;
            body(g, line, end);
        }
        line = *end != '\0' ? end + 1 : end;
    }
    return count;
}

static size_t failures;

static void evaluate_example(const guide *g, const char *line, const char *end)
{
    const char *arrow = find_arrow(line, end);
    advise_expression x = {.text = line, .length = (size_t)((arrow != NULL ? arrow : end) - line)};
    const advise_evaluation *result = NULL;
    advise_status status = advise_evaluate(g->scope, &x, &result, NULL);
    const char *got = status == ADVISE_OK ? result->literal : "an error";
    if (arrow != NULL && strlen(got) == (size_t)(end - arrow - 4) &&
        strncmp(got, arrow + 4, (size_t)(end - arrow - 4)) == 0)
        return;
    failures++;
    print_message("%.*s: got %s\n", (int)(end - line), line, got);
}

static void test_every_example_gives_what_the_guide_says(void **state)
{
    failures = 0;
    size_t count = each_example(*state, evaluate_example);
    assert_true(count > 150);
    assert_int_equal(failures, 0);
}

/// The names of the functions that the examples call, each between line ends.
static char called[1 << 16];
static size_t called_length;

static void note_calls(const guide *g, const char *line, const char *end)
{
    const char *arrow = find_arrow(line, end);
    advise_expression x = {.text = line, .length = (size_t)((arrow != NULL ? arrow : end) - line)};
    const advise_syntax *syntax = NULL;
    if (advise_parse(g->scope, &x, &syntax, NULL) != ADVISE_OK)
        return;
    for (size_t i = 0; i < syntax->node_count; i++) {
        size_t room = sizeof called - called_length;
        if (strcmp(syntax->nodes[i].kind, "call") == 0)
            called_length +=
                (size_t)snprintf(called + called_length, room, "\n%s\n", syntax->nodes[i].detail);
        assert_true(called_length < sizeof called);
    }
}

static void test_every_built_in_function_stands_in_an_example(void **state)
{
    guide *g = *state;
    size_t count = 0;
    size_t missing = 0;
    (void)each_example(g, note_calls);
    const advise_function *functions = advise_functions(g->scope, &count);
    assert_true(count > 100);
    for (size_t i = 0; i < count; i++) {
        char line[128];
        (void)snprintf(line, sizeof line, "\n%s\n", functions[i].name);
        if (strstr(called, line) != NULL)
            continue;
        missing++;
        print_message("%s has no example in %s\n", functions[i].name, GUIDE);
    }
    assert_int_equal(missing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_example_gives_what_the_guide_says),
        cmocka_unit_test(test_every_built_in_function_stands_in_an_example),
    };
    return cmocka_run_group_tests(tests, open_guide, close_guide);
}
