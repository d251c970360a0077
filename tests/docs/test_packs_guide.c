// docs/packs.md is held against the program. Its examples (```yaml PATH, ```csv PATH, ```svg PATH) are put together to packs and profiles: what a block holds is
// added to what stands in PATH before. Its sessions (```console) are run beside them and must print what is printed there. Its tables of
// keys must be those that files are checked with, and each key must stand in an example. With GOLDEN_UPDATE set, sessions and tables are
// rewritten instead.
#include "advise.h"
#include "command.h"
#include "files.h"
#include "guide.h"
#include "input/yaml.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>

#define GUIDE "docs/packs.md"

/// The line that begins with the key; NULL where there is none.
static const char *find_key(const char *file, const char *key, size_t length)
{
    const char *at = file;
    while (at != NULL && *at != '\0' && strncmp(at, key, length) != 0) {
        at = strchr(at, '\n');
        at = at != NULL ? at + 1 : NULL;
    }
    return at != NULL && *at != '\0' ? at : NULL;
}

/// Adds the entries below a key of the first level where `file` has the key already, else key and entries at the end.
static char *merge_part(const char *file, const char *part, size_t length)
{
    size_t name = strcspn(part, ":") + 1;
    const char *at = find_key(file, part, name);
    if (at == NULL)
        return text_of("%s%.*s", file, (int)length, part);
    do
        at += strcspn(at, "\n") + 1;
    while (*at == ' ' || *at == '#');
    size_t key_line = strcspn(part, "\n") + 1;
    return text_of("%.*s%.*s%s", (int)(at - file), file, (int)(length - key_line), part + key_line, at);
}

/// A block's parts, each a key of the first level with what is below it, go to the file.
static void add_to_file(guide *g, guide_line header)
{
    char *path = text_of("%s/%.*s", g->folder, (int)header.length - 9, header.text + 8);
    char *file = file_read(path, NULL);
    g->files += file == NULL;
    file = file != NULL ? file : text_of("%s", "");
    const char *part = g->at;
    guide_line l;
    while (guide_next(g, &l) && !guide_begins(l, "```")) {
        guide_keep(g, l);
        char next = *g->at;
        if (next != ' ' && next != '#' && next != '\n') {
            char *merged = merge_part(file, part, (size_t)(g->at - part));
            free(file);
            file = merged;
            part = g->at;
        }
    }
    guide_keep(g, l);
    file_write(path, file, strlen(file));
    free(file);
    free(path);
}

static const char *const file_names[] = {[ADVISE_FILE_PACK] = "pack.yaml",
                                         [ADVISE_FILE_VOCABULARY] = "vocabulary.yaml",
                                         [ADVISE_FILE_RECOMMENDATIONS] = "recommendations.yaml",
                                         [ADVISE_FILE_RULES] = "rules.yaml",
                                         [ADVISE_FILE_TESTS] = "*.test.yaml"};

static void write_row(FILE *out, advise_key key)
{
    (void)fprintf(out, "| `%s` | %s | %s", key.name, key.required ? "required" : "", key.help);
    for (const char *word = key.words; *word != '\0';) {
        size_t length = strcspn(word, "|");
        (void)fprintf(out, "%s`%.*s`", word == key.words ? " One of " : ", ", (int)length, word);
        word += length + (word[length] == '|');
    }
    (void)fprintf(out, "%s |\n", *key.words != '\0' ? "." : "");
}

/// The rows of a file's own keys, or of those of the records in a list. False where there is no such list.
static bool write_table(FILE *out, const char *name)
{
    for (advise_file_kind kind = 0; kind < ADVISE_FILE_KINDS; kind++) {
        bool is_file = strcmp(file_names[kind], name) == 0;
        size_t depth = 0;
        bool inside = is_file;
        bool found = is_file;
        if (is_file)
            (void)fputs("\n| key | | meaning |\n| --- | --- | --- |\n", out);
        for (size_t i = 0; i < advise_key_count(kind); i++) {
            advise_key key = advise_key_get(kind, i);
            inside = inside && (key.depth >= depth);
            if (inside && key.depth == depth)
                write_row(out, key);
            if (!found && (key.kind == ADVISE_KEY_RECORDS || key.kind == ADVISE_KEY_RECORD) &&
                strcmp(key.name, name) == 0) {
                (void)fputs("\n| key | | meaning |\n| --- | --- | --- |\n", out);
                depth = key.depth + 1;
                inside = true;
                found = true;
            }
        }
        if (found) {
            (void)fputc('\n', out);
            return true;
        }
    }
    return false;
}

static void write_keys(guide *g, guide_line marker)
{
    char name[40];
    (void)snprintf(name, sizeof name, "%.*s", (int)strcspn(marker.text + 11, " "), marker.text + 11);
    guide_line l;
    while (guide_next(g, &l) && !guide_begins(l, "<!-- end"))
        ;
    if (!write_table(g->out, name))
        fail_msg("%s has a table of keys for '%s', which no file has", GUIDE, name);
    guide_keep(g, l);
}

static guide built;

/// Reads the whole guide once: the folder with its packs is what the tests look at.
static int build(void **state)
{
    (void)state;
    guide_begin(&built, GUIDE);
    guide_line l;
    while (guide_next(&built, &l)) {
        guide_keep(&built, l);
        if (guide_begins(l, "```yaml "))
            add_to_file(&built, l);
        else if (guide_begins(l, "```csv "))
            guide_write_file(&built, l, "```csv ");
        else if (guide_begins(l, "```svg "))
            guide_write_file(&built, l, "```svg ");
        else if (guide_begins(l, "```console"))
            guide_run_session(&built);
        else if (guide_begins(l, "<!-- keys: "))
            write_keys(&built, l);
    }
    guide_end(&built);
    return 0;
}

static int clean(void **state)
{
    (void)state;
    guide_free(&built);
    return 0;
}

static void test_the_guide_says_what_the_program_does(void **state)
{
    (void)state;
    assert_true(built.files > 4 && built.sessions > 1);
    guide_check(&built);
}

static void test_every_pack_of_the_guide_is_sound(void **state)
{
    (void)state;
    size_t count;
    char **packs = files_below(built.folder, "pack.yaml", &count);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        *strrchr(packs[i], '/') = '\0';
        char *command = text_of("advise check '%s' && { ! [ -f '%s'/*.test.yaml ] || advise test '%s'; }",
                                packs[i], packs[i], packs[i]);
        command_result result = command_run(command, NULL, built.folder);
        if (result.status != 0)
            fail_msg("%s", result.out);
        command_free(&result);
        free(command);
    }
    names_free(packs);
}

/// The keys that stand in the examples, as "list key" lines.
static void collect_keys(FILE *out, const yaml_node *node, slice list)
{
    for (size_t i = 0; node->kind == YAML_MAPPING && i < node->count; i++) {
        const yaml_node *key = node->items[2 * i];
        const yaml_node *value = node->items[2 * i + 1];
        (void)fprintf(out, "\n%.*s %.*s\n", SLICE_ARG(list), SLICE_ARG(key->text));
        for (size_t j = 0; value->kind == YAML_SEQUENCE && j < value->count; j++)
            collect_keys(out, value->items[j], key->text);
        collect_keys(out, value, key->text);
    }
}

typedef struct collection {
    arena *arena;
    FILE *out;
    const char *path;
} collection;

static void collect_file(void *argument)
{
    collection *c = argument;
    char *text = file_read(c->path, NULL);
    source_text source = {.file = slice_of(c->path), .text = slice_of(text)};
    const yaml_node *root = yaml_read(c->arena, &source, diag_list_new(c->arena));
    assert_non_null(root);
    collect_keys(c->out, root, SLICE(""));
    free(text);
}

static void test_every_key_has_words_and_stands_in_a_table_and_in_an_example(void **state)
{
    (void)state;
    char *used;
    size_t length;
    size_t count;
    FILE *out = open_memstream(&used, &length);
    char **files = files_below(built.folder, ".yaml", &count);
    for (size_t i = 0; i < count; i++) {
        collection c = {arena_new(NULL, 0), out, files[i]};
        assert_int_equal(arena_run(c.arena, collect_file, &c), ARENA_DONE);
        arena_free(c.arena);
    }
    (void)fclose(out);
    size_t missing = 0;
    for (advise_file_kind kind = 0; kind < ADVISE_FILE_KINDS; kind++) {
        const char *lists[8] = {""};
        for (size_t i = 0; i < advise_key_count(kind); i++) {
            advise_key key = advise_key_get(kind, i);
            const char *list = lists[key.depth];
            if (strcmp(list, "warnings") == 0)
                list = "diagnostics"; // the same
            char *pair = text_of("\n%s %s\n", list, key.name);
            char *marker = text_of("<!-- keys: %s -->", *list != '\0' ? list : file_names[kind]);
            const char *lacks = *key.help == '\0'                    ? "words in engine/pack/key_help.c"
                                : strstr(built.text, marker) == NULL ? "a table of its list in " GUIDE
                                : strstr(used, pair) == NULL         ? "an example in " GUIDE
                                                                     : NULL;
            if (lacks != NULL)
                print_message("the key '%s' of '%s' lacks %s\n", key.name,
                              *list != '\0' ? list : file_names[kind], lacks);
            missing += lacks != NULL;
            if (key.kind == ADVISE_KEY_RECORDS || key.kind == ADVISE_KEY_RECORD)
                lists[key.depth + 1] = key.name;
            free(pair);
            free(marker);
        }
    }
    names_free(files);
    free(used);
    assert_int_equal(missing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_guide_says_what_the_program_does),
        cmocka_unit_test(test_every_pack_of_the_guide_is_sound),
        cmocka_unit_test(test_every_key_has_words_and_stands_in_a_table_and_in_an_example),
    };
    return cmocka_run_group_tests(tests, build, clean);
}
