// Runs the cases of the DMN TCK in cases.ndjson and prints how many pass, by tier and by topic. A case may fail only if
// failing.txt lists it with a reason; one that is listed and passes must be removed from the list. Decision tables run through the
// engine's own (standard_table.h).
#include "feel/feel.h"
#include "feel/temporal.h"
#include "files.h"
#include "standard_table.h"
#include "test.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { TIERS = 3, MOST_TOPICS = 400 };

typedef struct tally {
    size_t cases, passed, valued, valued_passed; ///< valued: those that do not expect null
} tally;

typedef struct topic {
    char name[80];
    tally all;
} topic;

static tally tiers[TIERS + 1];
static topic topics[MOST_TOPICS];
static size_t topic_count;

static slice json_slice(const json_t *text)
{
    return text != NULL ? (slice){json_string_value(text), json_string_length(text)} : (slice){NULL, 0};
}

static feel_value typed_value(arena *a, json_t *typed)
{
    const char *kind = json_object_iter_key(json_object_iter(typed));
    json_t *v = json_object_iter_value(json_object_iter(typed));
    if (strcmp(kind, "number") == 0) {
        decimal d;
        return decimal_parse(json_slice(v), &d) ? feel_number(a, d) : feel_null();
    }
    if (strcmp(kind, "string") == 0)
        return feel_string(arena_copy(a, json_slice(v)));
    if (strcmp(kind, "boolean") == 0)
        return feel_boolean(json_is_true(v));
    if (strcmp(kind, "date") == 0)
        return temporal_parse_date(a, json_slice(v));
    if (strcmp(kind, "time") == 0)
        return temporal_parse_time(a, json_slice(v));
    if (strcmp(kind, "dateTime") == 0)
        return temporal_parse_date_time(a, json_slice(v));
    if (strcmp(kind, "duration") == 0)
        return temporal_parse_duration(a, json_slice(v));
    if (strcmp(kind, "list") == 0) {
        size_t count = json_array_size(v);
        feel_value *items = ARENA_ARRAY(a, count, feel_value);
        for (size_t i = 0; i < count; i++)
            items[i] = typed_value(a, json_array_get(v, i));
        return feel_list_of(a, items, count);
    }
    if (strcmp(kind, "context") == 0) {
        feel_entry *entries = ARENA_ARRAY(a, json_object_size(v), feel_entry);
        size_t count = 0;
        const char *key;
        json_t *entry;
        json_object_foreach(v, key, entry)
        {
            entries[count++] = (feel_entry){arena_copy(a, slice_of(key)), typed_value(a, entry)};
        }
        return feel_context_of(a, entries, count);
    }
    return feel_null();
}

static bool same_list(const feel_list *a, const feel_list *b);
static bool same_context(const feel_context *a, const feel_context *b);

/// Equal to expected, as the TCK's own runners compare.
static bool same(feel_value got, feel_value expected)
{
    if (got.kind != expected.kind)
        return false;
    switch ((feel_kind)got.kind) {
    case FEEL_NULL: return true;
    case FEEL_NUMBER:
        return fabs(decimal_to_double(feel_decimal(got)) - decimal_to_double(feel_decimal(expected))) <
                   1e-8 ||
               feel_equal(got, expected) == FEEL_TRUE;
    case FEEL_LIST: return same_list(got.as.list, expected.as.list);
    case FEEL_CONTEXT: return same_context(got.as.context, expected.as.context);
    case FEEL_DATE:
    case FEEL_TIME:
    case FEEL_DATE_TIME: return temporal_identical(got, expected);
    default: return feel_equal(got, expected) == FEEL_TRUE;
    }
}

static bool same_list(const feel_list *a, const feel_list *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        if (!same(a->items[i], b->items[i]))
            return false;
    }
    return true;
}

static bool same_context(const feel_context *a, const feel_context *b)
{
    if (a->count != b->count)
        return false;
    for (size_t i = 0; i < a->count; i++) {
        const feel_value *other = feel_context_get(b, a->entries[i].name);
        if (other == NULL || !same(a->entries[i].value, *other))
            return false;
    }
    return true;
}

/// The scope and values that a case is evaluated in; `let` adds to both.
typedef struct world {
    arena *arena;
    feel_variable variables[256];
    feel_value values[256];
    feel_field types[64];
    feel_scope scope;
} world;

static const source_text *source_new(arena *a, slice text)
{
    source_text *s = ARENA_NEW(a, source_text);
    s->file = SLICE("case");
    s->text = text;
    return s;
}

static const feel_type *type_of_text(world *w, const json_t *text)
{
    if (text == NULL)
        return NULL;
    return feel_parse_type(w->arena, source_new(w->arena, json_slice(text)), &w->scope,
                           diag_list_new(w->arena));
}

static void add_variable(world *w, slice name, feel_value v)
{
    w->variables[w->scope.count] = (feel_variable){.name = name, .type = feel_type_of_value(w->arena, v)};
    w->values[w->scope.count] = v;
    w->scope.count++;
}

static const source_text *optional_source(world *w, const json_t *text)
{
    return text != NULL ? source_new(w->arena, json_slice(text)) : NULL;
}

static const source_text *cell_sources(world *w, const json_t *cells)
{
    source_text *out = ARENA_ARRAY(w->arena, json_array_size(cells), source_text);
    for (size_t i = 0; i < json_array_size(cells); i++)
        out[i] = *source_new(w->arena, json_slice(json_array_get(cells, i)));
    return out;
}

static feel_value evaluate_table(world *w, feel_machine *m, const json_t *json)
{
    const json_t *inputs = json_object_get(json, "inputs");
    const json_t *outputs = json_object_get(json, "outputs");
    const json_t *rules = json_object_get(json, "rules");
    standard_input *in = ARENA_ARRAY(w->arena, json_array_size(inputs), standard_input);
    standard_output *out = ARENA_ARRAY(w->arena, json_array_size(outputs), standard_output);
    standard_row *rows = ARENA_ARRAY(w->arena, json_array_size(rules), standard_row);
    for (size_t i = 0; i < json_array_size(inputs); i++) {
        const json_t *j = json_array_get(inputs, i);
        in[i] = (standard_input){optional_source(w, json_object_get(j, "expression")),
                                 type_of_text(w, json_object_get(j, "type")),
                                 optional_source(w, json_object_get(j, "values"))};
    }
    for (size_t i = 0; i < json_array_size(outputs); i++) {
        const json_t *j = json_array_get(outputs, i);
        out[i] = (standard_output){json_slice(json_object_get(j, "name")),
                                   type_of_text(w, json_object_get(j, "type")),
                                   optional_source(w, json_object_get(j, "values")),
                                   optional_source(w, json_object_get(j, "default"))};
    }
    for (size_t i = 0; i < json_array_size(rules); i++) {
        const json_t *j = json_array_get(rules, i);
        rows[i] = (standard_row){cell_sources(w, json_object_get(j, "in")),
                                 cell_sources(w, json_object_get(j, "out"))};
    }
    standard_table table = {.policy = json_slice(json_object_get(json, "hitPolicy")),
                            .aggregation = json_slice(json_object_get(json, "aggregation")),
                            .inputs = in,
                            .input_count = json_array_size(inputs),
                            .outputs = out,
                            .output_count = json_array_size(outputs),
                            .rows = rows,
                            .row_count = json_array_size(rules)};
    return standard_table_evaluate(m, &table, &w->scope, w->values);
}

static feel_value evaluate_one(world *w, const json_t *one)
{
    feel_machine m;
    feel_machine_init(&m, w->arena);
    m.clock.now = temporal_parse_date_time(w->arena, SLICE("2026-01-31T12:00:00Z"));
    m.clock.today = temporal_parse_date(w->arena, SLICE("2026-01-31"));
    const json_t *expression = json_object_get(one, "expression");
    feel_value v = feel_null();
    if (expression != NULL) {
        const feel_expression *e = feel_parse(w->arena, source_new(w->arena, json_slice(expression)),
                                              &w->scope, diag_list_new(w->arena));
        if (e != NULL)
            v = feel_evaluate(&m, e, w->values, w->scope.count);
    } else {
        v = evaluate_table(w, &m, json_object_get(one, "table"));
    }
    if (m.exhausted)
        v = feel_null();
    const json_t *type = json_object_get(one, "type");
    if (type == NULL)
        return v;
    const feel_type *declared = type_of_text(w, type);
    return declared != NULL ? feel_coerce(w->arena, v, declared) : v;
}

/// An input outside its allowed values makes the whole case null.
static bool inputs_allowed(world *w, const json_t *one)
{
    const char *name;
    json_t *tests;
    json_object_foreach(json_object_get(one, "allowed"), name, tests)
    {
        for (size_t i = 0; i < w->scope.count; i++) {
            if (!slice_is(w->variables[i].name, name))
                continue;
            const feel_expression *e = feel_parse_unary_tests(
                w->arena, source_new(w->arena, json_slice(tests)), &w->scope, NULL, diag_list_new(w->arena));
            feel_machine m;
            feel_machine_init(&m, w->arena);
            if (e == NULL ||
                !feel_is_true(feel_evaluate_tests(&m, e, w->values[i], w->values, w->scope.count)))
                return false;
        }
    }
    return true;
}

typedef struct case_run {
    arena *arena;
    const json_t *one;
    bool passed;
    slice got;
} case_run;

static void run_case(void *argument)
{
    case_run *run = argument;
    world *w = ARENA_NEW(run->arena, world);
    w->arena = run->arena;
    w->scope.variables = w->variables;
    w->scope.types = w->types;
    const char *name;
    json_t *item;
    json_object_foreach(json_object_get(run->one, "types"), name, item)
    {
        w->types[w->scope.type_count] = (feel_field){slice_of(name), type_of_text(w, item)};
        w->scope.type_count++;
    }
    json_object_foreach(json_object_get(run->one, "context"), name, item)
    {
        add_variable(w, slice_of(name), typed_value(w->arena, item));
    }
    size_t index;
    json_t *let;
    json_array_foreach(json_object_get(run->one, "let"), index, let)
    {
        add_variable(w, json_slice(json_object_get(let, "name")), evaluate_one(w, let));
    }
    feel_value got = inputs_allowed(w, run->one) ? evaluate_one(w, run->one) : feel_null();
    run->passed = same(got, typed_value(w->arena, json_object_get(run->one, "expected")));
    run->got = feel_to_literal(w->arena, got);
}

static void count_case(const json_t *one, bool passed)
{
    const char *name = json_string_value(json_object_get(one, "id"));
    int length = (int)strcspn(name, "/"); // the folder
    bool valued = json_object_get(json_object_get(one, "expected"), "null") == NULL;
    size_t at = 0;
    while (at < topic_count &&
           (strncmp(topics[at].name, name, (size_t)length) != 0 || topics[at].name[length] != '\0'))
        at++;
    if (at == topic_count) {
        assert_true(topic_count < MOST_TOPICS);
        (void)snprintf(topics[topic_count++].name, sizeof topics[0].name, "%.*s", length, name);
    }
    tally *both[] = {&topics[at].all, &tiers[json_integer_value(json_object_get(one, "tier"))], &tiers[0]};
    for (size_t i = 0; i < 3; i++) {
        both[i]->cases++;
        both[i]->passed += passed;
        both[i]->valued += valued;
        both[i]->valued_passed += passed && valued;
    }
}

static double rate(size_t part, size_t whole)
{
    return whole > 0 ? 100.0 * (double)part / (double)whole : 100.0;
}

static void print_tally(const char *name, const tally *t)
{
    print_message("info: FEEL %-28s %4zu of %4zu (%6.2f %%), not null %4zu of %4zu (%6.2f %%)\n", name,
                  t->passed, t->cases, rate(t->passed, t->cases), t->valued_passed, t->valued,
                  rate(t->valued_passed, t->valued));
}

/// A folder's name without its number and "feel-".
static const char *short_name(const char *folder)
{
    const char *name = folder + strspn(folder, "0123456789-");
    return strncmp(name, "feel-", 5) == 0 ? name + 5 : name;
}

/// Every topic that is not complete on a line of its own; the others by name, several a line, as "name cases".
static void print_topics(void)
{
    enum { WIDTH = 140 };
    double sum = 0;
    size_t complete = 0;
    for (size_t i = 0; i < topic_count; i++) {
        sum += rate(topics[i].all.passed, topics[i].all.cases);
        complete += topics[i].all.passed == topics[i].all.cases;
        if (topics[i].all.passed < topics[i].all.cases)
            print_tally(topics[i].name, &topics[i].all);
    }
    print_message("info: FEEL topics: %zu of %zu complete, mean %.2f %%; complete, with their cases:\n",
                  complete, topic_count, topic_count > 0 ? sum / (double)topic_count : 0.0);
    char line[WIDTH + 100] = "";
    for (size_t i = 0; i < topic_count; i++) {
        if (topics[i].all.passed < topics[i].all.cases)
            continue;
        size_t used = strlen(line);
        (void)snprintf(line + used, sizeof line - used, " %.79s %zu,", short_name(topics[i].name),
                       topics[i].all.cases);
        if (strlen(line) > WIDTH) {
            print_message("info:  %s\n", line);
            line[0] = '\0';
        }
    }
    if (line[0] != '\0')
        print_message("info:  %s\n", line);
}

/// True if failing.txt has a line that begins with the id.
static bool is_listed(const char *list, const char *id)
{
    size_t length = strlen(id);
    for (const char *line = list; line != NULL && *line != '\0';) {
        if (strncmp(line, id, length) == 0 && (line[length] == ' ' || line[length] == '\t'))
            return true;
        line = strchr(line, '\n');
        line = line != NULL ? line + 1 : NULL;
    }
    return false;
}

static void test_cases_of_the_tck_pass_or_are_listed(void **state)
{
    (void)state;
    size_t length;
    char *text = file_read("tests/feel/cases.ndjson", &length);
    char *failing = file_read("tests/feel/failing.txt", NULL);
    assert_non_null(text);
    assert_non_null(failing);
    size_t surprises = 0;
    for (char *line = text; line < text + length;) {
        char *end = memchr(line, '\n', (size_t)(text + length - line));
        end = end != NULL ? end : text + length;
        json_t *one = json_loadb(line, (size_t)(end - line), JSON_ALLOW_NUL, NULL);
        assert_non_null(one);
        case_run run = {.arena = arena_new(NULL, 256u << 20), .one = one};
        (void)arena_run(run.arena, run_case, &run);
        const char *id = json_string_value(json_object_get(one, "id"));
        count_case(one, run.passed);
        if (run.passed == is_listed(failing, id)) {
            surprises++;
            const json_t *expression = json_object_get(one, "expression");
            char *expected = json_dumps(json_object_get(one, "expected"), JSON_ENCODE_ANY);
            print_message(
                "%s: %s: %s: got %.*s, expected %s\n", run.passed ? "passes, but is listed" : "fails", id,
                expression != NULL ? json_string_value(expression) : "(table)", SLICE_ARG(run.got), expected);
            free(expected);
        }
        arena_free(run.arena);
        json_decref(one);
        line = end + 1;
    }
    free(text);
    free(failing);
    print_topics();
    static const char *const names[] = {"all", "tier 1", "tier 2", "tier 3"};
    for (size_t i = 0; i <= TIERS; i++)
        print_tally(names[i], &tiers[i]);
    assert_int_equal(surprises, 0);
    assert_true(rate(tiers[0].passed, tiers[0].cases) >= 98.0);
    assert_true(rate(tiers[1].passed, tiers[1].cases) >= 99.0);
    assert_true(rate(tiers[1].valued_passed, tiers[1].valued) >= 99.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases_of_the_tck_pass_or_are_listed)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
