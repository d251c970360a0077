// advise merge RESULTS…: joins the results of shards in order, as one run would have written them. A part that is missing, cut off, or
// incomplete is an error, and nothing is kept.
#include "merge/merge.h"
#include "command/input_guard.h"
#include "write/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct merge_options {
    const char *output;
    size_t shards, min_group;
} merge_options;

static const option_row rows[] = {{"--output", "-o", "FILE", OPTION_TEXT, offsetof(merge_options, output),
                                   OUTPUT_HELP, "FILE gets its name only when it is complete."},
                                  {"--shards", NULL, "N", OPTION_COUNT, offsetof(merge_options, shards),
                                   "fail unless N results are named", NULL},
                                  {"--min-group", NULL, "N", OPTION_COUNT, offsetof(merge_options, min_group),
                                   "in summaries, withhold numbers of people below N (default: 10)",
                                   "As in 'advise summary'."},
                                  {0}};

/// True if `advise batch --append` has not completed the file.
static bool is_being_written(const char *path)
{
    char *run = must_format("%s.run", path);
    bool there = access(run, F_OK) == 0;
    free(run);
    return there;
}

/// The kind of results that begin with the line of `p`; NULL, with a message, if there is none.
static const merge_kind *kind_of(const merge_part *p, int *status)
{
    static const char page[] = "<!DOCTYPE html";
    const merge_kind *kind = merge_kind_of(p);
    if (kind != NULL)
        return kind;
    *status = merge_complain(p, "this is not a result of 'advise batch'");
    if (p->length > strlen(page) && memcmp(p->line, page, strlen(page)) == 0) {
        (void)fputs("  pages of HTML cannot be joined: join NDJSON, CSV or databases\n", stderr);
        *status = EXIT_USAGE;
    }
    return NULL;
}

/// Adds a part, which must have the same `kind` as those before it (NULL: it is the first).
static int add_part(merge *m, merge_part *p, const merge_kind **kind)
{
    int status = EXIT_DONE;
    p->lines = lines_open(p->path);
    if (p->lines.problem != NULL)
        return merge_complain(p, "");
    if (is_being_written(p->path))
        status = merge_complain(p, "its run has not ended: see 'advise batch --resume'");
    const merge_kind *its = NULL;
    if (status == EXIT_DONE) {
        (void)merge_next_line(p);
        its = p->lines.problem != NULL ? *kind : kind_of(p, &status);
    }
    if (*kind == NULL)
        *kind = its;
    if (status == EXIT_DONE && its != NULL && its != &merge_summary && m->min_group > 0)
        status = wrong_usage("--min-group works only with summaries in JSON");
    if (status == EXIT_DONE && its != NULL && its->needs_file && m->out.temporary == NULL)
        status = wrong_usage("databases are joined in a file: name it with -o");
    if (status == EXIT_DONE && its != NULL && its != *kind) {
        char why[80];
        p->number = 0;
        (void)snprintf(why, sizeof why, "this is %s, but what comes before it is %s", merge_kind_name(its),
                       merge_kind_name(*kind));
        status = merge_complain(p, why);
    }
    errno = 0;
    if (status == EXIT_DONE && its != NULL)
        status = its->add(m, p);
    if (ferror(m->out.stream))
        m->failure = errno;
    if (status == EXIT_DONE && p->lines.problem != NULL)
        status = merge_complain(p, "");
    lines_close(&p->lines);
    return status;
}

static int run(const arguments *a)
{
    const merge_options *o = a->own;
    if (a->operand_count == 0)
        return wrong_usage("name the results to join, in the order of their shards");
    if (o->shards > 0 && o->shards != a->operand_count)
        return wrong_usage("there are %zu results of %zu shards", a->operand_count, o->shards);
    if (guard_inputs(o->output, a) != EXIT_DONE)
        return EXIT_USAGE;
    merge m = {.min_group = o->min_group};
    if (!output_open(&m.out, o->output))
        return EXIT_IO;
    int status = EXIT_DONE;
    const merge_kind *kind = NULL;
    merge_part p = {0};
    for (; status == EXIT_DONE && m.parts < a->operand_count; m.parts++) {
        p.path = a->operands[m.parts];
        p.number = 0;
        status = add_part(&m, &p, &kind);
    }
    if (kind != NULL && kind->end != NULL)
        status = kind->end(&m, status);
    errno = m.failure;
    if (!output_close(&m.out, status == EXIT_DONE) && status == EXIT_DONE)
        status = EXIT_IO;
    if (status == EXIT_DONE && m.records == 0) {
        (void)fputs("advise: there was no result to join\n", stderr);
        status = EXIT_BAD_PROFILE;
    }
    return status;
}

const command command_merge = {
    .name = "merge",
    .usage = "advise merge [OPTION…] RESULTS…",
    .summary = "Join the results of shards, in order.",
    .example = "advise merge part-1.ndjson part-2.ndjson -o results.ndjson",
    .common = 0,
    .rows = rows,
    .size = sizeof(merge_options),
    .run = run,
};
