// advise init: a profile to fill in, or a new pack on top of another.
#include "command/pack_argument.h"
#include "scaffold/schema.h"
#include "scaffold/template.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct init_options {
    const char *of, *pack, *extends;
    bool force;
} init_options;

static const option_row rows[] = {
    {"--for", NULL, "PACK", OPTION_TEXT, offsetof(init_options, of), "write a profile for PACK"},
    {"--pack", NULL, "NAME", OPTION_TEXT, offsetof(init_options, pack),
     "make a rule pack NAME instead, in DIR or in ./NAME"},
    {"--extends", NULL, "PACK", OPTION_TEXT, offsetof(init_options, extends),
     "the pack that the new one stands on (paralegal)"},
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

static bool is_pack_name(const char *name)
{
    bool letter = (*name >= 'a' && *name <= 'z') || (*name >= 'A' && *name <= 'Z');
    return letter && strlen(name) <= 60 &&
           strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == strlen(name);
}

/// The way from one folder to another, both without links and dots: "../base". Free with free.
static char *way_between(const char *from, const char *to)
{
    char *way = NULL;
    size_t size = 0;
    size_t same = 0;
    size_t length = strlen(from);
    for (size_t i = 0; i <= length && (from[i] == to[i] || (i == length && to[i] == '/')); i++) {
        if (from[i] == '/' || from[i] == '\0')
            same = i;
    }
    FILE *out = open_memstream(&way, &size);
    if (out == NULL)
        return NULL;
    (void)fputs(same == length ? "./" : "../", out);
    for (size_t i = same + 1; i < length; i++)
        (void)fputs(from[i] == '/' ? "../" : "", out);
    (void)fputs(to[same] == '/' ? to + same + 1 : to + same, out);
    return fclose(out) == 0 ? way : NULL;
}

/// What pack.yaml says it extends: a name as it is given, a path as seen from the new pack's folder. Free with free.
static char *extends_from(const char *folder, const char *base)
{
    if (strchr(base, '/') == NULL)
        return strdup(base);
    (void)mkdir(folder, 0777); // where that fails, writing into it will say so
    char *from = realpath(folder, NULL);
    char *to = realpath(base, NULL);
    char *way = from != NULL && to != NULL ? way_between(from, to) : strdup(base);
    free(from);
    free(to);
    return way;
}

/// Writes the files, then loads the new pack, which shows that it is sound, for its schemas.
static int make_pack(const arguments *a, const advise_pack *base)
{
    const init_options *o = a->own;
    const char *folder = a->operand_count > 0 ? a->operands[0] : o->pack;
    char *extends = extends_from(folder, o->extends != NULL ? o->extends : advise_pack_name(base));
    char *schemas = NULL;
    int status =
        extends != NULL ? template_pack(&(new_pack){o->pack, folder, extends, base, o->force}) : EXIT_BUG;
    free(extends);
    if (status != EXIT_DONE || asprintf(&schemas, "%s/schema", folder) < 0)
        return status != EXIT_DONE ? status : EXIT_BUG;
    advise_pack *made = load_pack(folder, &a->common, &status);
    if (made != NULL && !schema_write_all(made, schemas))
        status = EXIT_IO;
    if (made != NULL && status == EXIT_DONE && !a->common.quiet)
        (void)printf("Made the pack %s in %s: read its README.md, then run 'advise check %s'.\n", o->pack,
                     folder, folder);
    advise_pack_free(made);
    free(schemas);
    return status;
}

static int run(const arguments *a)
{
    const init_options *o = a->own;
    int status = EXIT_DONE;
    if (a->operand_count > 1)
        return wrong_usage("name one %s", o->pack != NULL ? "folder" : "file");
    if (o->pack != NULL && !is_pack_name(o->pack))
        return wrong_usage("a pack's name is letters, digits, '_' and '-', not %s", o->pack);
    if (o->pack == NULL && o->extends != NULL)
        return wrong_usage("--extends goes with --pack");
    if (o->pack != NULL) {
        advise_pack *base = load_pack(o->extends, &a->common, &status);
        status = base != NULL ? make_pack(a, base) : status;
        advise_pack_free(base);
        return status;
    }
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

const command command_init = {"init",
                              "advise init [OPTION…] [FILE]\n       advise init --pack NAME [OPTION…] [DIR]",
                              "Write a profile to fill in (on standard output without FILE), or a new pack.",
                              rows,
                              sizeof(init_options),
                              run};
