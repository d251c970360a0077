// Opens a file for writing only if it is not there, unless it is to be replaced.
#include "scaffold/new_file.h"

#include "file/output.h"
#include "write/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

FILE *new_file_open(const char *path, bool force, unsigned mode)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | (force ? O_TRUNC : O_EXCL), mode);
    FILE *out = file >= 0 ? fdopen(file, "w") : NULL;
    if (file < 0 && errno == EEXIST)
        (void)fprintf(stderr, "advise: %s is there already; --force replaces it\n", path);
    else if (out == NULL)
        (void)output_complain(path);
    if (out == NULL && file >= 0)
        (void)close(file);
    return out;
}

bool new_file_keep(const char *path, char **kept)
{
    struct stat about;
    *kept = NULL;
    if (lstat(path, &about) != 0 || (!S_ISREG(about.st_mode) && !S_ISLNK(about.st_mode)) ||
        about.st_size == 0)
        return true;
    char *name = must_format("%s.old", path);
    for (unsigned i = 2; lstat(name, &about) == 0; i++) {
        free(name);
        name = must_format("%s.old%u", path, i);
    }
    if (rename(path, name) != 0) {
        free(name);
        return output_complain(path);
    }
    *kept = name;
    return true;
}

bool new_file_close(FILE *file, const char *path)
{
    bool good = ferror(file) == 0;
    return (fclose(file) == 0 && good) || output_complain(path);
}
