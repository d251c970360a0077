// The layout of files: what it changes, what it leaves alone, and that it never changes what a file says: on examples, on all files that
// ship, on files written at random, and on files with random damage.
#include "input/layout.h"

#include "files.h"
#include "input/yaml.h"
#include "random.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct layout_case {
    const char *before, *after; ///< `after` NULL: left as it is, with a warning
} layout_case;

typedef struct job {
    arena *arena;
    slice before, after, twice;
    bool readable, same_tree;
    size_t warnings;
} job;

static bool equal_trees(const yaml_node *a, const yaml_node *b)
{
    bool equal = a->kind == b->kind && a->count == b->count && slice_equal(a->text, b->text);
    size_t items = a->count * (a->kind == YAML_MAPPING ? 2 : 1);
    for (size_t i = 0; equal && i < items; i++)
        equal = equal_trees(a->items[i], b->items[i]);
    return equal;
}

static void lay_out(void *argument)
{
    job *j = argument;
    diag_list *diags = diag_list_new(j->arena);
    source_text *before = ARENA_NEW(j->arena, source_text);
    source_text *after = ARENA_NEW(j->arena, source_text);
    *before = (source_text){.file = SLICE("before"), .text = j->before};
    j->after = layout_format(j->arena, before, diags);
    j->readable = j->after.ptr != NULL;
    for (size_t i = 0; i < diags->count; i++) // what is only noted is laid out
        j->warnings += diags->items[i].severity == SEVERITY_WARNING;
    if (!j->readable)
        return;
    *after = (source_text){.file = SLICE("after"), .text = j->after};
    j->twice = layout_format(j->arena, after, diag_list_new(j->arena));
    const yaml_node *old = yaml_read(j->arena, before, diag_list_new(j->arena));
    const yaml_node *new = yaml_read(j->arena, after, diag_list_new(j->arena));
    j->same_tree = new != NULL &&equal_trees(old, new);
}

/// Runs a layout; the job's arena is to be freed.
static job laid_out(slice before)
{
    job j = {.arena = arena_new(NULL, 0), .before = before};
    assert_int_equal(arena_run(j.arena, lay_out, &j), ARENA_DONE);
    return j;
}

static void assert_kept(const job *j, const char *what)
{
    if (!j->readable || (j->same_tree && slice_equal(j->after, j->twice)))
        return;
    print_message("%s:\n%.*s\n--- became\n%.*s\n", what, SLICE_ARG(j->before), SLICE_ARG(j->after));
    fail();
}

static void test_examples(void **state)
{
    (void)state;
    static const layout_case cases[] = {
        {"\n\n# head\n\n\n\na:   1   \nb: 2", "# head\n\na: 1\nb: 2\n"},
        {"a:\n- b\n-   c: 1\n    d: 2\n", "a:\n  - b\n  - c: 1\n    d: 2\n"},
        {"a: [ 1,2 , {b: c,d : e} ]\n", "a: [1, 2, {b: c, d: e}]\n"},
        {"a: {\"b\":1}\n", "a: {\"b\": 1}\n"},
        {"a: [ ]\nb: { }\n", "a: []\nb: {}\n"},
        {"a:  # of a\n    b: 1   # of b\n    # more\nc: 2\n",
         "a:  # of a\n  b: 1   # of b\n  # more\nc: 2\n"},
        {"a:\n  - b: 1\n# end of b\n  - c: 2\n", "a:\n  - b: 1\n# end of b\n  - c: 2\n"},
        {"a: >-\n        x\n          y\n\n        z\nb: |\n x \n  y\n",
         "a: >-\n  x\n    y\n\n  z\nb: |\n  x \n   y\n"},
        {"a: 'x\n         y'\nb: x\n         y\n", "a: 'x\n  y'\nb: x\n  y\n"},
        {"a: \"x\\\n   y\"\n", "a: \"x\\\n  y\"\n"},
        {"a:\n  'long'\n", "a:\n  'long'\n"},
        {"a:\nb: ~\n-c: x\n", "a:\nb: ~\n-c: x\n"},
        {"a: 1\r\nb:   2\r\n", "a: 1\nb: 2\n"},
        {"a:\n    - [1,\n       2, # two\n       3]\n", "a:\n  - [1,\n     2, # two\n     3]\n"},
        {"---\na:  1\n", "---\na: 1\n"},
        {"- - a\n  - b\n-\n  c: d\n", "- - a\n  - b\n- c: d\n"},
        {"a: # no value\nb: c#d\n", "a: # no value\nb: c#d\n"},
        {"- a:   # c\n     d\n-  # why\n    a: b\n", "- a:   # c\n    d\n-  # why\n  a: b\n"},
        {"[a,b]\n", "[a, b]\n"},
        {"word", "word\n"},
        {"é:   ü # ö\n", "é: ü # ö\n"},
        {"a: {b, c: }\n", "a: {b, c: }\n"}, // what is written in a rare way stays as it is
        {"? a\n: b\n", NULL},
        {"a: |2\n   x\n", NULL},
        {"a: |+\n  x\n\n", NULL},
        {"a: b\n...\n", NULL},
        {"- !!map\n  a: 1\n", NULL}, // a tag before a block
        {"- !!seq\n  - a\n", NULL},
        {"a: !!map\n  b: 1\n", NULL},
        {"- !!map {a:  1}\n", NULL},
        {"- !!str x\n-\n\n  !!str y\n", "- !!str x\n- !!str y\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        job j = laid_out(slice_of(cases[i].before));
        const char *wanted = cases[i].after != NULL ? cases[i].after : cases[i].before;
        if (!j.readable || !slice_is(j.after, wanted) || j.warnings != (cases[i].after == NULL))
            print_message("%s--- became, with %zu warnings\n%.*s\n", cases[i].before, j.warnings,
                          SLICE_ARG(j.after));
        assert_true(j.readable && slice_is(j.after, wanted));
        assert_int_equal(j.warnings, cases[i].after == NULL);
        assert_kept(&j, "example");
        arena_free(j.arena);
    }
}

static void test_what_cannot_be_read_is_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {"a\n: b\n",  "a: [1, 2\n", "a: 'x\n", "a: {b: 1\nc: 2\n",
                                        "a: &x b\n", "a: b: c\n",  ""};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        job j = laid_out(slice_of(cases[i]));
        if (j.readable)
            print_message("%s--- became\n%.*s\n", cases[i], SLICE_ARG(j.after));
        assert_false(j.readable);
        arena_free(j.arena);
    }
}

static void test_all_that_ships_is_laid_out(void **state)
{
    (void)state;
    static const char *const folders[] = {"rules", "profiles"};
    for (size_t f = 0; f < sizeof folders / sizeof *folders; f++) {
        size_t count;
        char **names = files_below(folders[f], ".yaml", &count);
        assert_true(count > 0);
        for (size_t i = 0; i < count; i++) {
            size_t length;
            char *text = file_read(names[i], &length);
            job j = laid_out((slice){text, length});
            if (!slice_equal(j.before, j.after) || j.warnings > 0)
                fail_msg("%s is not laid out: run 'advise fmt'", names[i]);
            arena_free(j.arena);
            free(text);
        }
        names_free(names);
    }
}

// --- files written at random ---

typedef struct writer {
    FILE *out;
    random_source *random;
} writer;

static size_t below(writer *w, size_t count)
{
    return (size_t)random_below(w->random, count);
}

static void write_spaces(writer *w, size_t count)
{
    (void)fprintf(w->out, "%*s", (int)count, "");
}

/// Sometimes a comment at the end of the line, or empty lines and comments after it.
static void write_line_end(writer *w, size_t indent)
{
    if (below(w, 8) == 0)
        (void)fprintf(w->out, "%*s# remark %zu", (int)below(w, 4) + 1, "", below(w, 100));
    write_spaces(w, below(w, 5) == 0 ? 2 : 0);
    (void)fputs(below(w, 12) == 0 ? "\r\n" : "\n", w->out);
    while (below(w, 6) == 0) {
        if (below(w, 2) == 0) {
            write_spaces(w, below(w, indent + 3));
            (void)fprintf(w->out, "#%s %zu\n", below(w, 3) == 0 ? "x" : " é", below(w, 100));
        } else {
            write_spaces(w, below(w, 3));
            (void)fputc('\n', w->out);
        }
    }
}

static void write_flow(writer *w, unsigned depth)
{
    static const char *const words[] = {"a",    "é b",  "'q # r'", "\"x\\ty\"", "12",
                                        "null", "\"\"", "a:b",     "x#y"};
    static const char *const commas[] = {",", ", ", " , ", ",  "};
    size_t count = below(w, 4);
    size_t kind = depth > 3 ? 0 : below(w, 4);
    if (kind < 2) {
        (void)fputs(words[below(w, 9)], w->out);
        return;
    }
    (void)fputs(kind == 2 ? "[" : "{", w->out);
    write_spaces(w, below(w, 2));
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            (void)fputs(commas[below(w, 4)], w->out);
        if (kind == 3)
            (void)fprintf(w->out, "k%zu%*s:%*s", i, (int)below(w, 2), "", (int)below(w, 2) + 1, "");
        write_flow(w, depth + 1);
    }
    write_spaces(w, below(w, 2));
    (void)fputs(kind == 2 ? "]" : "}", w->out);
}

static void write_leaf(writer *w, size_t indent)
{
    static const char *const headers[] = {"|", ">", "|-", ">-"};
    size_t deeper = indent + 1 + below(w, 4);
    switch (below(w, 6)) {
    case 0:
        (void)fprintf(w->out, "%s\n", headers[below(w, 4)]);
        for (size_t i = 0; i < 1 + below(w, 3); i++) {
            (void)fprintf(w->out, "%*stext # none%s\n", (int)(deeper + (i > 0 ? below(w, 3) : 0)), "",
                          below(w, 3) == 0 ? " " : "");
            if (below(w, 4) == 0)
                (void)fputc('\n', w->out);
        }
        return;
    case 1: (void)fprintf(w->out, "'one\n%*stwo'", (int)deeper, ""); break;
    case 2: (void)fprintf(w->out, "one\n%*stwo", (int)deeper, ""); break;
    default: write_flow(w, 0); break;
    }
    write_line_end(w, indent);
}

/// A block collection whose entries stand at `indent`; the first is written where the line is now.
static void write_block(writer *w, size_t indent, unsigned depth)
{
    bool mapping = below(w, 3) > 0;
    size_t count = 1 + below(w, 4);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            write_spaces(w, indent);
        size_t gap = 1 + below(w, 3);
        if (mapping)
            (void)fprintf(w->out, "key%zu%*s:", i, (int)(below(w, 5) == 0), "");
        else
            (void)fputc('-', w->out);
        if (depth < 4 && below(w, 3) == 0 && !mapping) {
            write_spaces(w, gap);
            write_block(w, indent + 1 + gap, depth + 1);
        } else if (depth < 4 && below(w, 3) == 0) {
            write_line_end(w, indent);
            size_t deeper = indent + 1 + below(w, 4);
            write_spaces(w, deeper);
            write_block(w, deeper, depth + 1);
        } else if (below(w, 8) == 0) {
            write_line_end(w, indent);
        } else {
            write_spaces(w, gap);
            write_leaf(w, indent);
        }
    }
}

static void test_files_written_at_random_say_the_same_when_laid_out(void **state)
{
    (void)state;
    enum { FILES = 3000 };
    random_source random = random_new();
    size_t left = 0;
    size_t readable = 0;
    for (size_t i = 0; i < FILES; i++) {
        char *text = NULL;
        size_t length = 0;
        writer w = {open_memstream(&text, &length), &random};
        write_block(&w, 0, 0);
        (void)fclose(w.out);
        job j = laid_out((slice){text, length});
        assert_kept(&j, "written at random");
        readable += j.readable;
        left += j.warnings > 0;
        arena_free(j.arena);
        free(text);
    }
    print_message("info: layout: %d random files, %zu sound, %zu left as they are\n", FILES, readable, left);
    assert_true(readable > FILES * 9 / 10);
    assert_true(left < FILES / 50);
}

static void test_damaged_files_are_refused_or_say_the_same(void **state)
{
    (void)state;
    static const char bytes[] = " \n:-#'\"{}[],|>\t&*!x";
    random_source random = random_new();
    size_t length;
    char *text = file_read("rules/paralegal/recommendations.yaml", &length);
    size_t part = length < 3000 ? length : 3000;
    char *damaged = malloc(part);
    if (text == NULL || damaged == NULL)
        fail_msg("%s", "cannot read the file to damage");
    for (size_t i = 0; text != NULL && damaged != NULL && i < 1500; i++) {
        memcpy(damaged, text, part);
        for (size_t k = 0; k < 1 + i % 3; k++)
            damaged[random_below(&random, part)] = bytes[random_below(&random, sizeof bytes - 1)];
        job j = laid_out((slice){damaged, part});
        assert_kept(&j, "damaged");
        arena_free(j.arena);
    }
    free(damaged);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_what_cannot_be_read_is_refused),
        cmocka_unit_test(test_all_that_ships_is_laid_out),
        cmocka_unit_test(test_files_written_at_random_say_the_same_when_laid_out),
        cmocka_unit_test(test_damaged_files_are_refused_or_say_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
