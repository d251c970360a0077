// advise merge RESULTS…: the results of shards, joined in order as one run would have written them. A part that is missing, cut off, or
// not whole yet is an error, and nothing is kept.
#include "options.h"
#include "output_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct merge_options {
    const char *output;
    size_t shards;
} merge_options;

static const option_row rows[] = {
    {"--output", "-o", "FILE", OPTION_TEXT, offsetof(merge_options, output), "write to FILE, when whole"},
    {"--shards", NULL, "N", OPTION_COUNT, offsetof(merge_options, shards), "fail unless there are N results"},
    {0}};

/// What has been read of one of the results.
typedef struct part {
    const char *path;
    FILE *stream;
    char *line;
    size_t capacity;
    size_t lines;
} part;

static int complain(const part *p, const char *why)
{
    if (p->lines > 0)
        (void)fprintf(stderr, "advise: %s:%zu: %s\n", p->path, p->lines, why);
    else
        (void)fprintf(stderr, "advise: %s: %s\n", p->path, why);
    return EXIT_IO;
}

/// True where `advise batch --append` has not come to the end of the file.
static bool is_being_written(const char *path)
{
    size_t length = strlen(path) + sizeof ".run";
    char *run = malloc(length);
    bool there = true; // where memory ran out: better no result than a wrong one
    if (run != NULL) {
        (void)snprintf(run, length, "%s.run", path);
        there = access(run, F_OK) == 0;
    }
    free(run);
    return there;
}

/// Writes a line. A profile that is named by its number in the shard gets its number among all.
static int write_line(part *p, size_t length, size_t before, FILE *out)
{
    static const char key[] = "{\"id\":";
    const size_t skip = sizeof key - 1;
    p->lines++;
    if (p->line[length - 1] != '\n')
        return complain(p, "the last line is cut off");
    if (length < 3 || p->line[0] != '{' || p->line[length - 2] != '}' ||
        memchr(p->line, '\0', length) != NULL)
        return complain(p, "this is not a line of results");
    const char *rest = p->line;
    if (strncmp(p->line, key, skip) == 0 && p->line[skip] >= '0' && p->line[skip] <= '9') {
        char *end;
        if (strtoull(p->line + skip, &end, 10) != p->lines)
            return complain(p, "the result before this line is missing, or is from another part");
        (void)fprintf(out, "%s%zu", key, before + p->lines);
        rest = end;
    }
    size_t left = length - (size_t)(rest - p->line);
    return fwrite(rest, 1, left, out) == left ? EXIT_DONE : EXIT_IO;
}

static int merge_part(part *p, size_t before, FILE *out)
{
    p->stream = fopen(p->path, "re");
    if (p->stream == NULL)
        return complain(p, strerror(errno));
    int status = is_being_written(p->path) ? complain(p, "its run has not ended: see 'advise batch --resume'")
                                           : EXIT_DONE;
    ssize_t length;
    while (status == EXIT_DONE && (length = getline(&p->line, &p->capacity, p->stream)) > 0)
        status = write_line(p, (size_t)length, before, out);
    if (status == EXIT_DONE && ferror(p->stream))
        status = complain(p, "the file could not be read");
    (void)fclose(p->stream);
    return status;
}

static int run(const arguments *a)
{
    const merge_options *o = a->own;
    if (a->operand_count == 0)
        return wrong_usage("name the results to join, in the order of their shards");
    if (o->shards > 0 && o->shards != a->operand_count)
        return wrong_usage("there are %zu results of %zu shards", a->operand_count, o->shards);
    output_file file;
    if (!output_open(&file, o->output))
        return EXIT_IO;
    int status = EXIT_DONE;
    size_t before = 0;
    part p = {0};
    for (size_t i = 0; status == EXIT_DONE && i < a->operand_count; i++) {
        p.path = a->operands[i];
        p.lines = 0;
        status = merge_part(&p, before, file.stream);
        before += p.lines;
    }
    free(p.line);
    if (!output_close(&file, status == EXIT_DONE) && status == EXIT_DONE)
        status = EXIT_IO;
    return status;
}

const command command_merge = {"merge",
                               "advise merge [OPTION…] RESULTS…",
                               "Join the results of shards, in order.",
                               rows,
                               sizeof(merge_options),
                               run};
