// Writes FILE.advise-part, flushes it to the disk, and renames it, so that whoever looks sees the old file or the complete new one. The writer
// holds a lock on it. A file that a killed writer left behind is not locked, and the next writer takes it over.
#include "file/output.h"
#include "file/leftovers.h"
#include "write/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

bool output_complain(const char *path)
{
    int why = errno;
    (void)fputs("advise: ", stderr);
    screen_safe(stderr, path);
    (void)fprintf(stderr, " could not be written: %s\n",
                  why == EWOULDBLOCK ? "another run is writing it" : strerror(why));
    return false;
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/// The regular file that will be replaced, links followed, or `path` if nothing is there. NULL: a device, a pipe or another name of standard
/// output, which has to be written to directly. Free with free.
static char *file_to_replace(const char *path)
{
    struct stat about;
    if (lstat(path, &about) != 0)
        return strdup(path);
    char *real = starts_with(path, "/dev/") || starts_with(path, "/proc/") ? NULL : realpath(path, NULL);
    bool is_file = real != NULL && stat(real, &about) == 0 && S_ISREG(about.st_mode);
    if (is_file && !starts_with(real, "/dev/") && !starts_with(real, "/proc/"))
        return real;
    free(real);
    return NULL;
}

/// Opens an empty file that nobody else writes to. Returns its descriptor; -1, with errno set, if that is impossible.
static int open_locked(const char *path)
{
    for (;;) {
        struct stat about;
        struct stat there;
        int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd < 0)
            return -1;
        bool locked = flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &about) == 0;
        // Until it was locked, its last writer may have renamed or removed it.
        bool is_it =
            locked && stat(path, &there) == 0 && there.st_ino == about.st_ino && there.st_dev == about.st_dev;
        bool is_ours = is_it && S_ISREG(about.st_mode) && about.st_uid == geteuid() && about.st_nlink == 1;
        if (is_ours && ftruncate(fd, 0) == 0 && fchmod(fd, 0600) == 0)
            return fd;
        int why = is_it && !is_ours ? EEXIST : errno;
        (void)close(fd);
        if (!locked || is_it) {
            errno = why;
            return -1;
        }
    }
}

bool output_open(output_file *o, const char *path)
{
    *o = (output_file){.stream = stdout};
    if (path == NULL || strcmp(path, "-") == 0)
        return true;
    o->path = path;
    o->real = file_to_replace(path);
    if (o->real == NULL) {
        o->stream = fopen(path, "we");
        return o->stream != NULL || output_complain(path);
    }
    char *temporary = NULL;
    if (asprintf(&temporary, "%s.advise-part", o->real) < 0)
        temporary = NULL;
    int fd = temporary != NULL ? open_locked(temporary) : -1;
    o->stream = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (o->stream != NULL) {
        o->temporary = temporary;
        leftovers_add(temporary);
        return true;
    }
    (void)output_complain(path);
    if (fd >= 0) {
        (void)unlink(temporary);
        (void)close(fd);
    }
    free(temporary);
    free(o->real);
    return false;
}

bool output_sync_folder(const char *path)
{
    char *copy = strdup(path);
    int fd = copy != NULL ? open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    int why = errno;
    free(copy);
    if (fd < 0)
        return copy != NULL && why == EACCES; // the folder may be written to, but not read
    bool good = fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP; // not every file system can
    why = errno;
    (void)close(fd);
    errno = why;
    return good;
}

bool output_close(output_file *o, bool complete)
{
    if (o->path == NULL)
        return true;
    bool good = !ferror(o->stream) && fflush(o->stream) == 0;
    if (o->temporary != NULL) {
        bool named = good && complete && fsync(fileno(o->stream)) == 0 && rename(o->temporary, o->real) == 0;
        int why = errno;
        if (!named)
            (void)unlink(o->temporary);
        errno = why;
        leftovers_forget(o->temporary);
        good = named ? output_sync_folder(o->real) : good && !complete;
    }
    int why = errno;
    bool closed = fclose(o->stream) == 0; // this also releases the lock
    if (!good)
        errno = why;
    good = good && closed;
    free(o->temporary);
    free(o->real);
    return good || output_complain(o->path);
}

bool output_replace(const char *path, const char *text, size_t length)
{
    output_file out;
    struct stat about;
    if (stat(path, &about) != 0)
        return output_complain(path);
    if (!S_ISREG(about.st_mode)) {
        errno = ENOTSUP; // a device or a pipe cannot be replaced
        return output_complain(path);
    }
    if (!output_open(&out, path))
        return false;
    bool good = out.temporary != NULL && fchmod(fileno(out.stream), about.st_mode & 07777) == 0;
    (void)fwrite(text, 1, length, out.stream);
    return output_close(&out, good) && good;
}
