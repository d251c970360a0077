// Finds and loads the pack that a command works on.
#include "command/pack_argument.h"

#include "command/pack_path.h"
#include "command/terminal.h"
#include "write/memory.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

/// True also if nothing can be known of `path`: whoever reads it will say why.
static bool may_be_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 ? S_ISDIR(about.st_mode) : errno != ENOENT && errno != ENOTDIR;
}

const char *default_pack(void)
{
    static char path[PATH_MAX];
    char program[PATH_MAX];
    for (size_t i = 0; packs_beside_program[i] != NULL && program_folder(program, sizeof program); i++) {
        char *candidate = must_format("%s%s/paralegal", program, packs_beside_program[i]);
        bool found = realpath(candidate, path) != NULL && may_be_folder(path);
        free(candidate);
        if (found)
            return path;
    }
    (void)snprintf(path, sizeof path, "%s", ADVISE_DATADIR "/rules/paralegal");
    return may_be_folder(path) ? path : NULL;
}

advise_status open_pack(const char *pack, pack_need need, const common_options *o, advise_pack **out,
                        advise_diagnostics **problems)
{
    pack_paths paths;
    pack_paths_find(&paths, o->pack_path);
    advise_load_options options = {.path = (const char *const *)paths.first.items,
                                   .path_count = paths.first.count,
                                   .last_path = (const char *const *)paths.last.items,
                                   .last_path_count = paths.last.count,
                                   .compiled = need == NEEDS_PACK};
    advise_status status = advise_pack_load_with(pack, &options, out, problems);
    pack_paths_free(&paths);
    return status;
}

int complain_no_default(void)
{
    (void)fputs("advise: the default pack was not found; name a pack\n", stderr);
    return EXIT_BAD_PACK;
}

static advise_pack *load(const char *name, pack_need need, const common_options *o, int *status)
{
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    if (name == NULL)
        name = default_pack();
    if (name == NULL) {
        *status = complain_no_default();
        return NULL;
    }
    advise_status loaded = open_pack(name, need, o, &pack, &problems);
    *status = say_problems(o, loaded, problems);
    return pack;
}

advise_pack *load_pack(const char *name, const common_options *o, int *status)
{
    return load(name, NEEDS_PACK, o, status);
}

advise_pack *load_sources(const char *name, const common_options *o, int *status)
{
    return load(name, NEEDS_SOURCES, o, status);
}
