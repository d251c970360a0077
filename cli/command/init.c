// advise init: a profile to fill in.
#include "command/pack_argument.h"
#include "scaffold/new_file.h"
#include "scaffold/profile.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

typedef struct init_options {
    const char *pack;
    bool force;
} init_options;

static const option_row rows[] = {{"--pack", NULL, "PACK", OPTION_TEXT, offsetof(init_options, pack),
                                   PACK_HELP, "The profile has the facts of this pack."},
                                  {"--force", NULL, NULL, OPTION_FLAG, offsetof(init_options, force),
                                   "write FILE anew if it is there, and keep a copy (default: leave it)",
                                   "The copy is FILE.old, or FILE.old2 and so on."},
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
    .summary = "Write a profile to fill in (default: standard output).",
    .example = "advise init me.yaml",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(init_options),
    .run = run,
};
