// Compares files, not names: the same file may have several.
#include "command/input_guard.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/// True if files of such a name are read when their folder is.
static bool is_name_of_profile(const char *path)
{
    const char *dot = strrchr(path, '.');
    return dot != NULL &&
           (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0 || strcmp(dot, ".json") == 0);
}

static bool same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

int guard_inputs(const char *path, const arguments *a)
{
    struct stat out;
    struct stat folder;
    struct stat in;
    if (path == NULL || strcmp(path, "-") == 0 || stat(path, &out) != 0 || !S_ISREG(out.st_mode))
        return EXIT_DONE;
    char *real = is_name_of_profile(path) ? realpath(path, NULL) : NULL;
    bool has_folder = real != NULL && stat(dirname(real), &folder) == 0;
    free(real);
    for (size_t i = 0; i < a->operand_count; i++) {
        const char *input = a->operands[i];
        bool there = (strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &in) : stat(input, &in)) == 0;
        if (there && (same(&out, &in) || (has_folder && same(&folder, &in))))
            return wrong_usage("'%s' is an input: the result would take its place", path);
    }
    return EXIT_DONE;
}
