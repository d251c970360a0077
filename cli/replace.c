// Replaces a file by way of a new one beside it.
#include "replace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/// Writes `text` to a new file whose name `beside` is a template for, with the rights `mode`.
static bool write_beside(char *beside, mode_t mode, const char *text, size_t length)
{
    int fd = mkstemp(beside);
    FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
    bool good = out != NULL && fwrite(text, 1, length, out) == length && fflush(out) == 0 &&
                fchmod(fd, mode) == 0 && fsync(fd) == 0;
    if (out != NULL)
        good = fclose(out) == 0 && good;
    if (!good && fd >= 0)
        (void)unlink(beside);
    return good;
}

bool replace_file(const char *path, const char *text, size_t length)
{
    struct stat about;
    char *beside = NULL;
    char *real = realpath(path, NULL);
    bool good = real != NULL && stat(real, &about) == 0;
    if (good && !S_ISREG(about.st_mode)) {
        errno = ENOTSUP; // a device or a pipe is no file that another may take the place of
        good = false;
    }
    good = good && asprintf(&beside, "%s.XXXXXX", real) >= 0 &&
           write_beside(beside, about.st_mode & 07777, text, length);
    if (good && rename(beside, real) != 0) {
        (void)unlink(beside);
        good = false;
    }
    free(beside);
    free(real);
    return good;
}
