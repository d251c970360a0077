// advise init: a profile to fill in.
#include "pack_argument.h"
#include "template.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct init_options {
    const char *of;
    bool force;
} init_options;

static const option_row rows[] = {
    {"--for", NULL, "PACK", OPTION_TEXT, offsetof(init_options, of), "write a profile for PACK"},
    {"--force", NULL, NULL, OPTION_FLAG, offsetof(init_options, force), "replace files that are there"},
    {0}};

FILE *template_open(const char *path, bool force, unsigned mode)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (force ? O_TRUNC : O_EXCL), mode);
    FILE *out = file >= 0 ? fdopen(file, "w") : NULL;
    if (file < 0 && errno == EEXIST)
        (void)fprintf(stderr, "advise: %s is there already; --force replaces it\n", path);
    else if (out == NULL)
        (void)fprintf(stderr, "advise: %s could not be written: %s\n", path, strerror(errno));
    if (out == NULL && file >= 0)
        (void)close(file);
    return out;
}

/// The schema that came with the pack, for the line that leads editors to it. NULL where it has none.
static char *find_schema(const char *folder)
{
    char path[PATH_MAX];
    int length = snprintf(path, sizeof path, "%s/schema/profile.json", folder);
    return length > 0 && (size_t)length < sizeof path ? realpath(path, NULL) : NULL;
}

static int write_profile(const advise_pack *pack, const char *folder, const char *path, bool force)
{
    FILE *out = strcmp(path, "-") == 0 ? stdout : template_open(path, force, 0600); // profiles are personal
    if (out == NULL)
        return EXIT_IO;
    char *schema = find_schema(folder);
    template_profile(out, pack, schema);
    free(schema);
    if (out == stdout)
        return EXIT_DONE; // checked where the program ends
    bool good = ferror(out) == 0;
    if (fclose(out) == 0 && good)
        return EXIT_DONE;
    (void)fprintf(stderr, "advise: %s could not be written: %s\n", path, strerror(errno));
    return EXIT_IO;
}

static int run(const arguments *a)
{
    const init_options *o = a->own;
    int status = EXIT_DONE;
    if (a->operand_count > 1)
        return wrong_usage("name one file");
    const char *folder = o->of != NULL ? o->of : default_pack();
    advise_pack *pack = load_pack(folder, &a->common, &status);
    if (pack == NULL)
        return status;
    const char *path = a->operand_count > 0 ? a->operands[0] : "-";
    status = write_profile(pack, folder, path, o->force);
    if (status == EXIT_DONE && strcmp(path, "-") != 0 && !a->common.quiet)
        (void)printf("Wrote %s: fill in what you know, then run 'advise %s'.\n", path, path);
    advise_pack_free(pack);
    return status;
}

const command command_init = {
    "init", "advise init [OPTION…] [FILE]", "Write a profile to fill in (on standard output without FILE).",
    rows,   sizeof(init_options),           run};
