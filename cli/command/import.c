// advise import: a profile from a résumé or an export.
#include "command/pack_argument.h"
#include "command/session.h"
#include "command/terminal.h"
#include "interview/saved.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

typedef struct import_options {
    const char *pack, *as_of, *output;
    bool connections;
} import_options;

static const option_row rows[] = {
    {"--pack", NULL, "PACK", OPTION_TEXT, offsetof(import_options, pack), PACK_HELP,
     "What in a file states which fact of the pack, the pack says in its folder 'import'."},
    {"--output", "-o", "PROFILE", OPTION_TEXT, offsetof(import_options, output),
     "complete PROFILE, or begin it (default: standard output)",
     "What PROFILE states already stays as it is, with its comments, so importing twice changes nothing."},
    {"--connections", NULL, NULL, OPTION_FLAG, offsetof(import_options, connections),
     "take other people's data too: connections, references", "Ask them first, or the law of your country."},
    {"--as-of", NULL, "DATE", OPTION_TEXT, offsetof(import_options, as_of), AS_OF_HELP, NULL},
    {0}};

/// The text of a profile, old and new.
typedef struct profile_text {
    char *old, *folder, *new;
    size_t old_length, new_length;
} profile_text;

static void take_text(void *state, const char *text, size_t length)
{
    profile_text *t = state;
    t->new = must_have(malloc(length + 1));
    memcpy(t->new, length > 0 ? text : "", length);
    t->new_length = length;
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/// What was done, in sentences.
static void say_result(const advise_import_result *r, const char *profile, const char *file, bool changed)
{
    if (changed)
        (void)printf("Wrote %s: %zu thing%s that %s says", profile, r->stated, plural(r->stated), file);
    else
        (void)printf("%s says all that %s says: nothing was changed", profile, file);
    if (r->guesses > 0)
        (void)printf(", and %zu %s", r->guesses,
                     r->guesses == 1 ? "guess as a comment" : "guesses as comments");
    (void)printf(".\n");
    if (changed && r->kept > 0)
        (void)printf("%zu other thing%s in the file %s about what it says already, which stays as it is.\n",
                     r->kept, plural(r->kept), r->kept == 1 ? "is" : "are");
    if (r->people > 0)
        (void)printf("Left out %zu other %s: to take them too, add --connections.\n", r->people,
                     r->people == 1 ? "person" : "people");
    (void)printf("Run 'advise ask %s' for what is missing.\n", profile);
}

static int write_profile(const import_options *o, const profile_text *t, const advise_import_result *r,
                         const char *file, bool quiet)
{
    const bool changed =
        t->old == NULL || t->old_length != t->new_length || memcmp(t->old, t->new, t->new_length) != 0;
    if (o->output == NULL) {
        (void)fwrite(t->new, 1, t->new_length, stdout); // main.c checks it
        return EXIT_DONE;
    }
    if (changed && !saved_write(o->output, t->new, t->new_length))
        return EXIT_IO;
    if (!quiet)
        say_result(r, o->output, file, changed);
    return EXIT_DONE;
}

static int import_file(const arguments *a, const advise_session *session)
{
    const import_options *o = a->own;
    const char *file = a->operands[0];
    profile_text t = {0};
    if (o->output != NULL && saved_exists(o->output)) {
        t.old = saved_read(o->output, &t.old_length);
        t.folder = saved_folder(o->output);
        if (t.old == NULL) {
            free(t.folder);
            return EXIT_IO;
        }
    }
    const advise_import_profile profile = {.name = o->output != NULL ? o->output : "-",
                                           .text = t.old,
                                           .length = t.old_length,
                                           .folder = t.folder};
    advise_import_result result;
    advise_diagnostics *problems = NULL;
    const advise_status ended =
        advise_import(session, file, &profile, o->connections, take_text, &t, &result, &problems);
    int status = say_problems(&a->common, ended, problems);
    if (status == EXIT_DONE)
        status = write_profile(o, &t, &result, file, a->common.quiet);
    free(t.old);
    free(t.folder);
    free(t.new);
    return status;
}

static bool is_json(const char *path)
{
    const size_t length = path != NULL ? strlen(path) : 0;
    return length > 5 && strcmp(path + length - 5, ".json") == 0;
}

static int run(const arguments *a)
{
    const import_options *o = a->own;
    int status = EXIT_DONE;
    if (a->operand_count != 1)
        return wrong_usage("name one file to import");
    if (is_json(o->output) || (o->output != NULL && strcmp(o->output, "-") == 0))
        return wrong_usage("a profile is imported into a file in YAML: name it, such as -o me.yaml");
    advise_pack *pack = load_sources(o->pack, &a->common, &status);
    if (pack == NULL)
        return status;
    advise_session *session = open_session(pack, o->as_of, NULL, &status);
    if (session != NULL)
        status = import_file(a, session);
    advise_session_free(session);
    advise_pack_free(pack);
    return status;
}

const command command_import = {
    .name = "import",
    .usage = "advise import [OPTION…] FILE",
    .summary = "Write a profile from a resume or an export: JSON Resume, LinkedIn, Europass.",
    .example = "advise import resume.json -o me.yaml",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(import_options),
    .run = run,
};
