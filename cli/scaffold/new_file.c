// Opens a file for writing only if it is not there, unless it is to be replaced.
#include "scaffold/new_file.h"

#include "write/memory.h"
#include "write/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static mode_t allowed_by_umask(mode_t mode)
{
    mode_t mask = umask(0);
    (void)umask(mask);
    return mode & ~mask;
}

bool new_file_open(output_file *file, const char *path, bool force, mode_t mode)
{
    struct stat about;
    if (force || lstat(path, &about) != 0)
        return output_open_file(file, path, allowed_by_umask(mode), !force);
    (void)fputs("advise: ", stderr);
    screen_safe(stderr, path);
    (void)fputs(" is there already; --force replaces it\n", stderr);
    return false;
}

/// A second name of the file itself, not of a link to it. Not every file system can have that; there the file is moved, and for a moment there
/// is none.
static bool name_again(const char *path, const char *name)
{
    struct stat about;
    if (linkat(AT_FDCWD, path, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0)
        return true;
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK)
        return false;
    bool is_link = lstat(path, &about) != 0 || S_ISLNK(about.st_mode);
    errno = is_link ? EOPNOTSUPP : 0;
    return !is_link && rename(path, name) == 0;
}

bool new_file_keep(const char *path, char **kept)
{
    struct stat about;
    *kept = NULL;
    if (stat(path, &about) != 0)
        return errno == ENOENT || output_complain(path);
    if (!S_ISREG(about.st_mode) || about.st_size == 0)
        return true;
    char *name = must_format("%s.old", path);
    for (unsigned i = 2; lstat(name, &about) == 0; i++) {
        free(name);
        name = must_format("%s.old%u", path, i);
    }
    if (!name_again(path, name)) {
        free(name);
        return output_complain(path);
    }
    *kept = name;
    return true;
}

bool new_file_close(output_file *file)
{
    return output_close(file, true);
}
