// advise init: a profile to fill in.
#include "command/batch_input.h"
#include "command/pack_argument.h"
#include "command/terminal.h"
#include "scaffold/new_file.h"
#include "scaffold/profile.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

typedef struct init_options {
    const char *pack, *table;
    bool force;
    input_options input;
} init_options;

static const option_row rows[] = {
    {"--pack", NULL, "PACK", OPTION_TEXT, offsetof(init_options, pack), PACK_HELP,
     "The profile has the facts of this pack."},
    {"--force", NULL, NULL, OPTION_FLAG, offsetof(init_options, force),
     "write FILE anew if it is there, and keep a copy (default: leave it)",
     "The copy is FILE.old, or FILE.old2 and so on."},
    {"--map", NULL, "TABLE", OPTION_TEXT, offsetof(init_options, table),
     "draft a map for TABLE in place of a profile",
     "A map says what the columns and codes of an office's own data mean: docs/data.md. The draft compares "
     "names with the facts of the pack and their questions, and lists the values that no fact allows. TABLE "
     "is "
     "any input of 'advise batch', and is read as the options below say."},
    INPUT_ROWS(offsetof(init_options, input)),
    {0}};

/// The schema that came with the pack, for the line that leads editors to it; NULL if it has none. Free with free.
static char *find_schema(const char *folder)
{
    char *path = must_format("%s/schema/profile.json", folder);
    char *found = realpath(path, NULL);
    free(path);
    return found;
}

static int write_profile(const advise_pack *pack, const char *path, bool force, char **kept)
{
    bool standard = strcmp(path, "-") == 0;
    output_file out = {.stream = stdout};
    if (!standard && !new_file_open(&out, path, force, 0600)) // profiles are personal
        return EXIT_IO;
    char *schema = find_schema(advise_pack_level(pack, advise_pack_level_count(pack) - 1).folder);
    scaffold_profile(out.stream, pack, schema);
    free(schema);
    if (standard) // main.c checks it
        return EXIT_DONE;
    bool is_kept = !force || new_file_keep(path, kept);
    if (!is_kept)
        (void)output_close(&out, false);
    return is_kept && new_file_close(&out) ? EXIT_DONE : EXIT_IO;
}

// --- maps ---

static void write_text(void *state, const char *text, size_t length)
{
    (void)fwrite(text, 1, length, state);
}

static int draft_map(const arguments *a, const advise_pack *pack, const char *path)
{
    const init_options *o = a->own;
    const bool standard = strcmp(path, "-") == 0;
    advise_batch_input input;
    advise_diagnostics *problems = NULL;
    char *text = NULL;
    size_t length = 0;
    if (read_input_options(&o->input, &input) != EXIT_DONE)
        return EXIT_USAGE;
    FILE *draft = must_open_text(&text, &length);
    const advise_status ended = advise_map_draft(pack, o->table, &input, write_text, draft, &problems);
    must_close_text(draft, &text);
    int status = say_problems(&a->common, ended, problems);
    output_file out = {.stream = stdout};
    char *kept = NULL;
    if (status == EXIT_DONE && !standard &&
        !new_file_open(&out, path, o->force, 0600)) // values may be personal
        status = EXIT_IO;
    if (status == EXIT_DONE) {
        write_text(out.stream, text, length);
        if (!standard && !((!o->force || new_file_keep(path, &kept)) && new_file_close(&out)))
            status = EXIT_IO;
    }
    free(text);
    if (kept != NULL && !a->common.quiet)
        (void)printf("Kept what was there as %s.\n", kept);
    free(kept);
    if (status == EXIT_DONE && !standard && !a->common.quiet)
        (void)printf("Wrote %s: check what was guessed, then run 'advise batch --map %s %s'.\n", path, path,
                     o->table);
    return status;
}

static int run(const arguments *a)
{
    const init_options *o = a->own;
    int status = EXIT_DONE;
    if (a->operand_count > 1)
        return wrong_usage("name one file");
    advise_pack *pack = load_pack(o->pack, &a->common, &status);
    if (pack == NULL)
        return status;
    const char *path = a->operand_count > 0 ? a->operands[0] : "-";
    char *kept = NULL;
    if (o->table != NULL) {
        status = draft_map(a, pack, path);
        advise_pack_free(pack);
        return status;
    }
    status = write_profile(pack, path, o->force, &kept);
    if (kept != NULL && !a->common.quiet)
        (void)printf("Kept what was there as %s.\n", kept);
    free(kept);
    if (status == EXIT_DONE && strcmp(path, "-") != 0 && !a->common.quiet)
        (void)printf("Wrote %s: fill in what you know, then run 'advise %s'.\n", path, path);
    advise_pack_free(pack);
    return status;
}

const command command_init = {
    .name = "init",
    .usage = "advise init [OPTION…] [FILE]",
    .summary = "Write a profile to fill in, or the draft of a map (default: standard output).",
    .example = "advise init me.yaml",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(init_options),
    .run = run,
};
