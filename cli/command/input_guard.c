// Compares files, not names: the same file may have several.
#include "command/input_guard.h"

#include "advise.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool same(const struct stat *a, const struct stat *b)
{
    return a->st_dev == b->st_dev && a->st_ino == b->st_ino;
}

/// True if the file at `path`, which need not be there, lies below the folder.
static bool lies_below(const char *path, const struct stat *folder)
{
    char *copy = strdup(path);
    char *at = copy != NULL ? realpath(dirname(copy), NULL) : NULL;
    bool found = false;
    while (at != NULL && !found) {
        struct stat here;
        found = stat(at, &here) == 0 && same(&here, folder);
        if (strcmp(at, "/") == 0)
            break;
        (void)dirname(at);
    }
    free(at);
    free(copy);
    return found;
}

int guard_inputs(const char *path, const arguments *a)
{
    struct stat out;
    struct stat in;
    if (path == NULL || strcmp(path, "-") == 0)
        return EXIT_DONE;
    bool exists = stat(path, &out) == 0;
    if (exists && !S_ISREG(out.st_mode))
        return EXIT_DONE;
    for (size_t i = 0; i < a->operand_count; i++) {
        const char *input = a->operands[i];
        bool there = (strcmp(input, "-") == 0 ? fstat(STDIN_FILENO, &in) : stat(input, &in)) == 0;
        bool below = there && S_ISDIR(in.st_mode) && advise_is_input_name(path) && lies_below(path, &in);
        if (there && exists && (same(&out, &in) || below))
            return wrong_usage("'%s' is an input: the result would take its place", path);
        if (below)
            return wrong_usage("'%s' would be an input of the next run, which reads all of '%s'", path,
                               input);
    }
    return EXIT_DONE;
}
