// advise new-pack FOLDER: a rule pack to begin with, on top of another.
#include "command/pack_argument.h"
#include "scaffold/pack.h"
#include "scaffold/schema.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct new_pack_options {
    const char *extends, *name;
    bool force;
} new_pack_options;

static const option_row rows[] = {
    {"--extends", NULL, "PACK", OPTION_TEXT, offsetof(new_pack_options, extends),
     "the pack that the new one extends (default: paralegal)", NULL},
    {"--name", NULL, "NAME", OPTION_TEXT, offsetof(new_pack_options, name),
     "name of the pack (default: the name of FOLDER)", "It is made of letters, digits, '_' and '-'."},
    {"--force", NULL, NULL, OPTION_FLAG, offsetof(new_pack_options, force),
     "replace files that are there (default: leave them)", NULL},
    {0}};

static bool is_pack_name(const char *name)
{
    bool letter = (*name >= 'a' && *name <= 'z') || (*name >= 'A' && *name <= 'Z');
    return letter && strlen(name) <= 60 &&
           strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == strlen(name);
}

/// The way from one folder to another, both without links and dots: "../base". Free with free.
static char *way_between(const char *from, const char *to)
{
    char *way;
    size_t size;
    size_t same = 0;
    size_t length = strlen(from);
    for (size_t i = 0; i <= length && (from[i] == to[i] || (i == length && to[i] == '/')); i++) {
        if (from[i] == '/' || from[i] == '\0')
            same = i;
    }
    FILE *out = must_open_text(&way, &size);
    (void)fputs(same == length ? "./" : "../", out);
    for (size_t i = same + 1; i < length; i++)
        (void)fputs(from[i] == '/' ? "../" : "", out);
    (void)fputs(to[same] == '/' ? to + same + 1 : to + same, out);
    must_close_text(out, &way);
    return way;
}

static bool is_file(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

/// What pack.yaml says it extends: a name as it is given, a path as seen from the new pack's folder. A compiled file stands for the folder
/// that the base was loaded from. Free with free.
static char *extends_from(const char *folder, const char *given, const advise_pack *loaded)
{
    const bool is_compiled = is_file(given);
    const char *base =
        is_compiled ? advise_pack_level(loaded, advise_pack_level_count(loaded) - 1).folder : given;
    if (!is_compiled && strchr(base, '/') == NULL)
        return must_have(strdup(base));
    (void)mkdir(folder, 0777); // if that fails, writing into it will say so
    char *from = realpath(folder, NULL);
    char *to = realpath(base, NULL);
    char *way = from != NULL && to != NULL ? way_between(from, to) : must_have(strdup(base));
    free(from);
    free(to);
    return way;
}

/// Writes the files, then loads the new pack, which shows that it is sound, for its schemas.
static int make_pack(const arguments *a, const char *name, const char *folder, const advise_pack *base)
{
    const new_pack_options *o = a->own;
    char *extends = extends_from(folder, o->extends != NULL ? o->extends : advise_pack_name(base), base);
    int status = scaffold_pack(&(new_pack){name, folder, extends, base, o->force});
    free(extends);
    advise_pack *made = status == EXIT_DONE ? load_sources(folder, &a->common, &status) : NULL;
    if (made == NULL)
        return status;
    char *schemas = must_format("%s/schema", folder);
    if (!schema_write_all(made, schemas))
        status = EXIT_IO;
    else if (!a->common.quiet)
        (void)printf("Made the pack %s in %s: read its README.md, then run 'advise check %s'.\n", name,
                     folder, folder);
    free(schemas);
    advise_pack_free(made);
    return status;
}

/// The last part of a path. Free with free.
static char *last_part(const char *path)
{
    size_t end = strlen(path);
    while (end > 1 && path[end - 1] == '/')
        end--;
    size_t start = end;
    while (start > 0 && path[start - 1] != '/')
        start--;
    return must_have(strndup(path + start, end - start));
}

static int run(const arguments *a)
{
    const new_pack_options *o = a->own;
    if (a->operand_count != 1)
        return wrong_usage("name one folder for the new pack");
    char *name = o->name != NULL ? must_have(strdup(o->name)) : last_part(a->operands[0]);
    int status = EXIT_DONE;
    if (!is_pack_name(name))
        status = wrong_usage("a pack's name is letters, digits, '_' and '-', not '%s'%s", name,
                             o->name == NULL ? "; give one with --name" : "");
    advise_pack *base = status == EXIT_DONE ? load_sources(o->extends, &a->common, &status) : NULL;
    if (base != NULL)
        status = make_pack(a, name, a->operands[0], base);
    advise_pack_free(base);
    free(name);
    return status;
}

const command command_new_pack = {
    .name = "new-pack",
    .usage = "advise new-pack [OPTION…] FOLDER",
    .summary = "Make a rule pack that extends another.",
    .example = "advise new-pack ours",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(new_pack_options),
    .run = run,
};
