// realpath fails if nothing is at the end of a link, but a file can be made there.
#include "file/links.h"
#include "write/memory.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_LINKS = 40 }; // as the system itself follows

/// What the link at `path` says, seen from the folder in which it lies. NULL, with errno set, if it cannot be read.
static char *follow_one(const char *path)
{
    char target[PATH_MAX];
    ssize_t length = readlink(path, target, sizeof target - 1);
    if (length < 0)
        return NULL;
    target[length] = '\0';
    const char *slash = strrchr(path, '/');
    if (target[0] == '/' || slash == NULL)
        return must_have(strdup(target));
    return must_format("%.*s/%s", (int)(slash - path), path, target);
}

char *links_follow(const char *path)
{
    char *at = must_have(strdup(path));
    for (int i = 0; at != NULL; i++) {
        struct stat about;
        bool is_there = lstat(at, &about) == 0;
        if (is_there ? !S_ISLNK(about.st_mode) : errno == ENOENT)
            return at;
        if (i == MOST_LINKS)
            errno = ELOOP;
        char *next = is_there && i < MOST_LINKS ? follow_one(at) : NULL;
        free(at);
        at = next;
    }
    return NULL;
}
