// advise fmt FILE|PACK…: lays out files in one way and keeps words and comments.
#include "command/terminal.h"
#include "file/output.h"
#include "write/memory.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct fmt_options {
    bool check, diff;
} fmt_options;

static const option_row rows[] = {{"--check", NULL, NULL, OPTION_FLAG, offsetof(fmt_options, check),
                                   "change nothing; list the files that would change", NULL},
                                  {"--diff", NULL, NULL, OPTION_FLAG, offsetof(fmt_options, diff),
                                   "change nothing; show what would change", NULL},
                                  {0}};

// --- differences ---

typedef struct line {
    const char *text;
    size_t length; ///< without the newline
} line;

/// The lines of a text. Free with free.
static line *split(const char *text, size_t length, size_t *count)
{
    size_t most = 1;
    for (size_t i = 0; i < length; i++)
        most += text[i] == '\n';
    line *lines = must_have(calloc(most, sizeof *lines));
    *count = 0;
    for (size_t at = 0; at < length;) {
        const char *end = memchr(text + at, '\n', length - at);
        size_t one = end != NULL ? (size_t)(end - text) - at : length - at;
        lines[(*count)++] = (line){text + at, one};
        at += one + 1;
    }
    return lines;
}

static bool same(line a, line b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

static void show_line(const screen *s, ink colour, const char *mark, line l)
{
    char *text = must_have(strndup(l.text, l.length));
    ink_begin(s, colour);
    (void)fputs(mark, s->out);
    screen_safe(s->out, text);
    ink_end(s, colour);
    (void)fputc('\n', s->out);
    free(text);
}

/// How many lines of each to skip until a line that is not empty agrees again; the fewest of both together.
static void find_agreement(const line *a, size_t a_count, const line *b, size_t b_count, size_t *skip_a,
                           size_t *skip_b)
{
    enum { FARTHEST = 400 };
    for (size_t sum = 1; sum < FARTHEST; sum++) {
        for (size_t i = 0; i <= sum; i++) {
            size_t j = sum - i;
            bool ends = i == a_count && j == b_count;
            if (ends || (i < a_count && j < b_count && a[i].length > 0 && same(a[i], b[j]))) {
                *skip_a = i;
                *skip_b = j;
                return;
            }
        }
    }
    *skip_a = a_count;
    *skip_b = b_count;
}

static void show_difference(const screen *s, const char *path, const advise_layout *layout)
{
    size_t before_length;
    size_t after_length;
    size_t a_count;
    size_t b_count;
    const char *before = advise_layout_before(layout, &before_length);
    const char *after = advise_layout_after(layout, &after_length);
    line *a = split(before, before_length, &a_count);
    line *b = split(after, after_length, &b_count);
    for (size_t i = 0, j = 0; i < a_count || j < b_count; i++, j++) {
        if (i < a_count && j < b_count && same(a[i], b[j]))
            continue;
        size_t skip_a;
        size_t skip_b;
        find_agreement(a + i, a_count - i, b + j, b_count - j, &skip_a, &skip_b);
        screen_safe(s->out, path);
        (void)fprintf(s->out, ":%zu:\n", i + 1);
        for (size_t k = 0; k < skip_a; k++)
            show_line(s, INK_RED, "- ", a[i + k]);
        for (size_t k = 0; k < skip_b; k++)
            show_line(s, INK_GREEN, "+ ", b[j + k]);
        i += skip_a;
        j += skip_b;
    }
    if (before_length > 0 && before[before_length - 1] != '\n')
        (void)fprintf(s->out, "%s: a newline at the end\n", path);
    free(a);
    free(b);
}

// --- files ---

/// What came of all files.
typedef struct outcome {
    int status;
    size_t files, changed;
    bool failed; ///< a folder could not be read: a message was printed
} outcome;

static void format_file(const arguments *a, const char *path, outcome *all)
{
    const fmt_options *o = a->own;
    advise_layout *layout = NULL;
    advise_diagnostics *problems = NULL;
    screen out = screen_on(stdout, &a->common);
    advise_status laid_out = advise_layout_file(path, NULL, &layout, &problems);
    int one = say_problems(&a->common, laid_out, problems);
    all->files++;
    if (layout == NULL) {
        all->status = one > all->status ? one : all->status;
        return;
    }
    size_t before_length;
    size_t after_length;
    const char *before = advise_layout_before(layout, &before_length);
    const char *after = advise_layout_after(layout, &after_length);
    bool changes = before_length != after_length || memcmp(before, after, after_length) != 0;
    all->changed += changes;
    if (strcmp(path, "-") == 0 && !o->check && !o->diff)
        (void)fwrite(after, 1, after_length, stdout);
    else if (changes && o->diff)
        show_difference(&out, path, layout);
    else if (changes && !o->check && !output_replace(path, after, after_length))
        all->status = EXIT_IO;
    else if (changes) {
        screen_safe(stdout, path);
        (void)fputs("\n", stdout);
    }
    advise_layout_free(layout);
}

static int is_yaml(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);
    return entry->d_name[0] != '.' && length > 5 && strcmp(entry->d_name + length - 5, ".yaml") == 0;
}

/// All *.yaml of a folder, in the order of their names.
static void format_folder(const arguments *a, const char *folder, outcome *all)
{
    struct dirent **names = NULL;
    int count = scandir(folder, &names, is_yaml, alphasort);
    if (count < 0 && errno == ENOMEM)
        exit(out_of_memory());
    if (count < 0) {
        screen_complain(folder, 0, strerror(errno));
        all->status = EXIT_IO;
        all->failed = true;
    }
    for (int i = 0; i < count && all->status != EXIT_NO_MEMORY; i++) {
        char *path = must_format("%s/%s", folder, names[i]->d_name);
        format_file(a, path, all);
        free(path);
    }
    for (int i = 0; i < count; i++)
        free(names[i]);
    free((void *)names);
}

static int run(const arguments *a)
{
    const fmt_options *o = a->own;
    outcome all = {.status = EXIT_DONE};
    if (a->operand_count == 0)
        return wrong_usage("name files or packs to lay out");
    for (size_t i = 0; i < a->operand_count && all.status != EXIT_NO_MEMORY; i++) {
        struct stat about;
        bool folder = stat(a->operands[i], &about) == 0 && S_ISDIR(about.st_mode);
        (folder ? format_folder : format_file)(a, a->operands[i], &all);
    }
    if (all.files == 0 && !all.failed) {
        (void)fputs("advise: there is no YAML file there\n", stderr);
        return EXIT_IO;
    }
    return all.status == EXIT_DONE && all.changed > 0 && (o->check || o->diff) ? EXIT_FINDINGS : all.status;
}

const command command_fmt = {
    .name = "fmt",
    .usage = "advise fmt [OPTION…] FILE|PACK…",
    .summary = "Lay out files in one way ('-' is standard input).",
    .example = "advise fmt ours me.yaml",
    .common = COMMON_SCREEN | COMMON_QUIET,
    .rows = rows,
    .size = sizeof(fmt_options),
    .run = run,
};
