// JSON as RFC 8259 has it: what is accepted and what it means, what is refused and where, the limits, and, on random texts, the same
// answers as jansson.
#include "input/json.h"

#include "base/limits.h"
#include "base/text.h"
#include "random.h"
#include "repeated.h"

#include "test.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct job {
    arena *arena;
    slice text;
    diag_list *diags;
    const yaml_node *root;
    slice shown;
} job;

/// The tree as text: a string in <>, any other scalar bare.
static void show(text_builder *out, const yaml_node *n)
{
    if (n->kind == YAML_SCALAR) {
        bool quoted = n->style == YAML_DOUBLE_QUOTED;
        text_add(out, quoted ? SLICE("<") : SLICE(""));
        text_add(out, n->text);
        text_add(out, quoted ? SLICE(">") : SLICE(""));
        return;
    }
    bool mapping = n->kind == YAML_MAPPING;
    text_add_byte(out, mapping ? '{' : '[');
    for (size_t i = 0; i < n->count * (mapping ? 2 : 1); i++) {
        if (i > 0)
            text_add_byte(out, mapping && i % 2 == 1 ? ':' : ' ');
        show(out, n->items[i]);
    }
    text_add_byte(out, mapping ? '}' : ']');
}

static void read_inside(void *argument)
{
    job *j = argument;
    source_text *source = ARENA_NEW(j->arena, source_text);
    *source = (source_text){.file = SLICE("f"), .text = j->text};
    j->diags = diag_list_new(j->arena);
    j->root = json_read(j->arena, source, j->diags);
    if (j->root != NULL) {
        text_builder out = {.arena = j->arena};
        show(&out, j->root);
        j->shown = text_result(&out);
    }
}

/// Reads; free `arena` after looking at the result.
static job read_text(slice text)
{
    job j = {.arena = arena_new(NULL, 0), .text = text};
    assert_int_equal(arena_run(j.arena, read_inside, &j), ARENA_DONE);
    return j;
}

typedef struct accepted {
    const char *text, *shown;
} accepted;

static void test_what_the_rfc_allows_is_read_exactly(void **state)
{
    (void)state;
    static const accepted cases[] = {
        {"null", "null"},
        {" \t\r\n true \n", "true"},
        {"false", "false"},
        {"\"null\"", "<null>"},
        {"\"\"", "<>"},
        {"0", "0"},
        {"-0", "-0"},
        {"-0.0e-0", "-0.0e-0"},
        {"1.50", "1.50"},
        {"1E+2", "1E+2"},
        {"0.1000000000000000055511151231257827", "0.1000000000000000055511151231257827"},
        {"123456789012345678901234567890", "123456789012345678901234567890"},
        {"[]", "[]"},
        {"{}", "{}"},
        {"[[],{}]", "[[] {}]"},
        {"[1,2 , 3]", "[1 2 3]"},
        {"{\"a\":1,\"b\":{\"c\":[null]}}", "{<a>:1 <b>:{<c>:[null]}}"},
        {"{\"\":0}", "{<>:0}"},
        {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "<\"\\/\b\f\n\r\t>"},
        {"\"\\u0041\\u00e9\\u20AC\"", "<A\u00e9\u20ac>"},
        {"\"\\uD83D\\uDE00\"", "<\U0001F600>"},
        {"\"\u00e9\u20ac\U0001F600\"", "<\u00e9\u20ac\U0001F600>"},
        {"\"\x7f\"", "<\x7f>"},
        {"\"\\uFFFE\\u2028\"", "<\uFFFE\u2028>"},
        {"\xEF\xBB\xBF[1]", "[1]"},
        {"{\"a\":1,\"A\":2}", "{<a>:1 <A>:2}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        job j = read_text(slice_of(cases[i].text));
        if (j.root == NULL)
            fail_msg("refused: %s", cases[i].text);
        assert_string_equal(j.shown.ptr, cases[i].shown);
        arena_free(j.arena);
    }
}

typedef struct refused {
    const char *text, *code;
    size_t line, column;
    const char *message, *hint;
} refused;

static void test_everything_else_is_refused_with_its_place(void **state)
{
    (void)state;
    static const refused cases[] = {
        {"", "empty-file", 1, 1, "the file is empty",
         "write keys and values into it, such as {\"name\": \"Jo\"}"},
        {" \n ", "empty-file", 1, 1, "the file is empty",
         "write keys and values into it, such as {\"name\": \"Jo\"}"},
        {"[", "json-syntax", 1, 2, "expected a value, but the text ends here", ""},
        {"{", "json-syntax", 1, 2, "expected a key in double quotes, but the text ends here", ""},
        {"[1", "json-syntax", 1, 3, "expected ',' or ']', but the text ends here", ""},
        {"[1 2]", "json-syntax", 1, 4, "expected ',' or ']'",
         "JSON is {\"key\": \"value\", \"number\": 3}: commas between the keys, text in double quotes"},
        {"[1,]", "json-syntax", 1, 3, "nothing follows this comma", "take it out"},
        {"[,1]", "json-syntax", 1, 2, "expected a value",
         "JSON is {\"key\": \"value\", \"number\": 3}: commas between the keys, text in double quotes"},
        {"[1}", "json-syntax", 1, 3, "expected ',' or ']'",
         "JSON is {\"key\": \"value\", \"number\": 3}: commas between the keys, text in double quotes"},
        {"{\"a\":1,}", "json-syntax", 1, 7, "nothing follows this comma", "take it out"},
        {"{\n  a: 1}", "json-syntax", 2, 3, "expected a key in double quotes",
         "put the key in double quotes, or let the file's name end in .yaml"},
        {"{'a': 1}", "json-syntax", 1, 2, "expected a key in double quotes", "put text in double quotes"},
        {"{\"a\" 1}", "json-syntax", 1, 6, "expected ':' and a value",
         "JSON is {\"key\": \"value\", \"number\": 3}: commas between the keys, text in double quotes"},
        {"{\"a\":}", "json-syntax", 1, 6, "expected a value",
         "JSON is {\"key\": \"value\", \"number\": 3}: commas between the keys, text in double quotes"},
        {"{1:2}", "json-syntax", 1, 2, "expected a key in double quotes",
         "JSON is {\"key\": \"value\", \"number\": 3}: commas between the keys, text in double quotes"},
        {"{\"a\":1 \"b\":2}", "json-syntax", 1, 8, "expected ',' or '}'",
         "JSON is {\"key\": \"value\", \"number\": 3}: commas between the keys, text in double quotes"},
        {"1 2", "json-syntax", 1, 3, "something stands after the end of the JSON text", ""},
        {"{}\n{}", "json-syntax", 2, 1, "something stands after the end of the JSON text",
         "a file with one profile a line is NDJSON: let its name end in .ndjson"},
        {"nul", "json-syntax", 1, 1, "expected a value",
         "JSON begins with {; if this is YAML, let the file's name end in .yaml"},
        {"nulll", "json-syntax", 1, 5, "something stands after the end of the JSON text", ""},
        {"None", "json-syntax", 1, 1, "expected a value", "write null, or leave it out"},
        {"True", "json-syntax", 1, 1, "expected a value", "write true or false in small letters"},
        {"NaN", "json-syntax", 1, 1, "expected a value",
         "JSON has no such number; leave out what is not known"},
        {"-Infinity", "json-syntax", 1, 1, "expected a value",
         "JSON has no such number; leave out what is not known"},
        {"// a", "json-syntax", 1, 1, "expected a value", "JSON has no comments"},
        {"01", "json-syntax", 1, 1, "a number may not begin with a superfluous 0", ""},
        {"-", "json-syntax", 1, 2, "expected a digit, but the text ends here", ""},
        {"+1", "json-syntax", 1, 1, "expected a value",
         "JSON begins with {; if this is YAML, let the file's name end in .yaml"},
        {".5", "json-syntax", 1, 1, "expected a value",
         "JSON begins with {; if this is YAML, let the file's name end in .yaml"},
        {"1.", "json-syntax", 1, 3, "expected a digit after the point, but the text ends here", ""},
        {"1e", "json-syntax", 1, 3, "expected a digit of the exponent, but the text ends here", ""},
        {"1e+x", "json-syntax", 1, 4, "expected a digit of the exponent",
         "JSON is {\"key\": \"value\", \"number\": 3}: commas between the keys, text in double quotes"},
        {"0x1", "json-syntax", 1, 2, "something stands after the end of the JSON text", ""},
        {"\"a", "json-syntax", 1, 1, "the string that begins here has no end", ""},
        {"\"a\nb\"", "json-syntax", 1, 3, "a control character within a string must be escaped",
         "a line end is written \\n, a tab \\t"},
        {"\"\\x41\"", "json-syntax", 1, 2, "there is no such escape", "a backslash itself is written \\\\"},
        {"\"\\", "json-syntax", 1, 2, "there is no such escape", "a backslash itself is written \\\\"},
        {"\"\\u12\"", "json-syntax", 1, 2, "\\u wants four hexadecimal digits", ""},
        {"\"\u00e9\\ud800\"", "json-syntax", 1, 3, "half of a surrogate pair is no character", ""},
        {"\"\\ud800\\u0041\"", "json-syntax", 1, 2, "half of a surrogate pair is no character", ""},
        {"\"\\udc00\\ud800\"", "json-syntax", 1, 2, "half of a surrogate pair is no character", ""},
        {"\"\\u0000\"", "nul", 1, 2, "a NUL character may not stand in text", ""},
        {"\"\xff\"", "invalid-utf8", 1, 2, "the text is not valid UTF-8 here",
         "save the file as UTF-8: as Windows-1252, which it most likely is, this is 'ÿ'"},
        {"\"\xed\xa0\x80\"", "invalid-utf8", 1, 2, "the text is not valid UTF-8 here",
         "save the file as UTF-8: as Windows-1252, which it most likely is, this is 'í'"},
        {"{\"a\":1,\"a\":1}", "duplicate-key", 1, 8, "the key 'a' is given twice",
         "keep one of them: the other is in line 1"},
        {"{\"a\":1,\n\"\\u0061\":1}", "duplicate-key", 2, 1, "the key 'a' is given twice",
         "keep one of them: the other is in line 1"},
        {"\xC2\xA0[1]", "json-syntax", 1, 1, "expected a value",
         "JSON begins with {; if this is YAML, let the file's name end in .yaml"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        job j = read_text(slice_of(cases[i].text));
        if (j.root != NULL || j.diags->count != 1)
            fail_msg("accepted, or more than one error: %s", cases[i].text);
        const diagnostic *d = &j.diags->items[0];
        if (strcmp(d->code, cases[i].code) != 0 || d->line != cases[i].line || d->column != cases[i].column ||
            !slice_is(d->message, cases[i].message) || !slice_is(d->hint, cases[i].hint))
            fail_msg("%s: %s %zu:%zu '%s' '%s'", cases[i].text, d->code, d->line, d->column, d->message.ptr,
                     d->hint.len > 0 ? d->hint.ptr : "");
        arena_free(j.arena);
    }
    job nul = read_text(SLICE("[1,\0 2]"));
    assert_null(nul.root);
    assert_string_equal(nul.diags->items[0].code, "nul");
    assert_int_equal(nul.diags->items[0].column, 4);
    arena_free(nul.arena);
}

/// "" where the text is accepted, else the code.
static const char *code_of(slice text, char code[32])
{
    job j = read_text(text);
    code[0] = '\0';
    if (j.root == NULL)
        (void)strncat(code, j.diags->items[0].code, 31);
    arena_free(j.arena);
    free((void *)(uintptr_t)text.ptr);
    return code;
}

static void test_limits_hold_below_at_and_above(void **state)
{
    (void)state;
    char code[32];
    for (size_t above = 0; above < 3; above++) {
        bool good = above < 2;
        size_t string = LIMIT_STRING - 1 + above;
        size_t key = LIMIT_KEY - 1 + above;
        size_t digits = LIMIT_NUMBER_TEXT - 1 + above;
        size_t deep = LIMIT_NESTING - 1 + above;
        assert_string_equal(code_of(repeated("\"", "a", string, "\""), code), good ? "" : "too-long");
        assert_string_equal(code_of(repeated("{\"", "a", key, "\":1}"), code), good ? "" : "too-long");
        assert_string_equal(code_of(repeated("", "1", digits, ""), code), good ? "" : "too-long");
        slice closed = repeated("", "]", deep, "");
        slice nested = repeated("", "[", deep, closed.ptr);
        free((void *)(uintptr_t)closed.ptr);
        assert_string_equal(code_of(nested, code), good ? "" : "too-deep");
    }
    assert_string_equal(code_of(repeated("", "[", 1000000, ""), code), "too-deep");
}

static void test_very_many_keys_take_no_quadratic_time(void **state)
{
    (void)state;
    enum { KEYS = 200000 };
    char *text = malloc((size_t)KEYS * 16 + 2);
    assert_non_null(text);
    char *at = text;
    *at++ = '{';
    for (int i = 0; i < KEYS; i++)
        at += sprintf(at, "%s\"k%07d\":0", i > 0 ? "," : "", i);
    *at++ = '}';
    char code[32];
    assert_string_equal(code_of((slice){text, (size_t)(at - text)}, code), "");
}

// --- against jansson ---

enum { MOST_TEXT = 4096 };

typedef struct generated {
    random_source *random;
    char text[MOST_TEXT + 64];
    size_t length;
} generated;

static void put(generated *g, const char *text)
{
    size_t length = strlen(text);
    if (g->length + length > MOST_TEXT)
        return;
    memcpy(g->text + g->length, text, length);
    g->length += length;
}

static const char *pick(generated *g, const char *const *texts, size_t count)
{
    return texts[random_below(g->random, count)];
}

#define PICK(g, ...)                                                                                         \
    pick((g), (const char *const[]){__VA_ARGS__},                                                            \
         sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void put_string(generated *g)
{
    put(g, "\"");
    for (uint64_t i = random_below(g->random, 4); i > 0; i--)
        put(g, PICK(g, "a", "b", "name", " ", "\\n", "\\\"", "\\\\", "\\/", "\\u0041", "\\u20ac",
                    "\\ud83d\\ude00", "\u00e9", "\U0001F600", "'", "{", ","));
    put(g, "\"");
}

static void put_value(generated *g, unsigned depth)
{
    put(g, PICK(g, "", "", " ", "\n", "\t\r"));
    switch (random_below(g->random, depth > 5 ? 4 : 6)) {
    case 0: put_string(g); break;
    case 1: put(g, PICK(g, "true", "false", "null")); break;
    case 2: put(g, PICK(g, "0", "-0", "1", "-12", "3.25", "1e5", "2.5E-3", "1234567890", "0.1")); break;
    case 3: put(g, PICK(g, "[]", "{}", "\"\"", "7")); break;
    case 4:
        put(g, "[");
        for (uint64_t i = random_below(g->random, 4), first = i; i > 0; i--) {
            put(g, i < first ? "," : "");
            put_value(g, depth + 1);
        }
        put(g, "]");
        break;
    default:
        put(g, "{");
        for (uint64_t i = random_below(g->random, 4), first = i; i > 0; i--) {
            put(g, i < first ? "," : "");
            put_string(g);
            put(g, ":");
            put_value(g, depth + 1);
        }
        put(g, "}");
    }
    put(g, PICK(g, "", "", "", " ", "\n"));
}

/// Changes, drops or inserts a few bytes.
static void damage(generated *g)
{
    static const char bytes[] = "{}[]\",:\\0123456789eE+-.tfnu \n/'a\x01\xC3\xA9\xFF";
    for (uint64_t i = 1 + random_below(g->random, 3); i > 0 && g->length > 0; i--) {
        size_t at = random_below(g->random, g->length);
        char byte = bytes[random_below(g->random, sizeof bytes - 1)];
        switch (random_below(g->random, 3)) {
        case 0: g->text[at] = byte; break;
        case 1:
            memmove(g->text + at, g->text + at + 1, g->length - at - 1);
            g->length--;
            break;
        default:
            memmove(g->text + at + 1, g->text + at, g->length - at);
            g->text[at] = byte;
            g->length++;
        }
    }
}

static bool same_tree(const yaml_node *n, json_t *oracle)
{
    switch (json_typeof(oracle)) {
    case JSON_OBJECT: {
        const char *key;
        json_t *value;
        size_t i = 0;
        if (n->kind != YAML_MAPPING || n->count != json_object_size(oracle))
            return false;
        json_object_foreach(oracle, key, value)
        {
            if (!slice_is(n->items[2 * i]->text, key) || !same_tree(n->items[2 * i + 1], value))
                return false;
            i++;
        }
        return true;
    }
    case JSON_ARRAY:
        if (n->kind != YAML_SEQUENCE || n->count != json_array_size(oracle))
            return false;
        for (size_t i = 0; i < n->count; i++) {
            if (!same_tree(n->items[i], json_array_get(oracle, i)))
                return false;
        }
        return true;
    case JSON_STRING:
        return n->kind == YAML_SCALAR && n->style == YAML_DOUBLE_QUOTED &&
               slice_equal(n->text, (slice){json_string_value(oracle), json_string_length(oracle)});
    case JSON_INTEGER:
    case JSON_REAL:
        return n->kind == YAML_SCALAR && n->style == YAML_PLAIN &&
               strtod(n->text.ptr, NULL) == json_number_value(oracle);
    case JSON_TRUE: return n->style == YAML_PLAIN && slice_is(n->text, "true");
    case JSON_FALSE: return n->style == YAML_PLAIN && slice_is(n->text, "false");
    case JSON_NULL: return n->style == YAML_PLAIN && slice_is(n->text, "null");
    }
    return false;
}

static void test_random_texts_are_read_as_jansson_reads_them(void **state)
{
    (void)state;
    random_source random = random_new();
    size_t both = 0;
    size_t neither = 0;
    for (int i = 0; i < 20000; i++) {
        generated g = {.random = &random};
        put_value(&g, 0);
        if (i % 2 == 1)
            damage(&g);
        json_error_t error;
        json_t *oracle = json_loadb(
            g.text, g.length, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &error);
        if (oracle == NULL && strstr(error.text, "overflow") != NULL)
            continue; // jansson keeps doubles only
        job j = read_text((slice){g.text, g.length});
        if ((j.root != NULL) != (oracle != NULL))
            fail_msg("we: %s, jansson: %s: %.*s", j.root != NULL ? "accept" : j.diags->items[0].message.ptr,
                     oracle != NULL ? "accepts" : error.text, (int)g.length, g.text);
        if (oracle != NULL && (j.root == NULL || !same_tree(j.root, oracle)))
            fail_msg("not the same: %.*s", (int)g.length, g.text);
        both += oracle != NULL;
        neither += oracle == NULL;
        json_decref(oracle);
        arena_free(j.arena);
    }
    assert_true(both > 5000 && neither > 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_the_rfc_allows_is_read_exactly),
        cmocka_unit_test(test_everything_else_is_refused_with_its_place),
        cmocka_unit_test(test_limits_hold_below_at_and_above),
        cmocka_unit_test(test_very_many_keys_take_no_quadratic_time),
        cmocka_unit_test(test_random_texts_are_read_as_jansson_reads_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
