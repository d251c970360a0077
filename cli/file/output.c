// Writes FILE.advise-part, flushes it to the disk, and renames it, so that whoever looks sees the old file or the complete new one. The writer
// holds a lock on it. A file that a killed writer left behind is not locked, and the next writer takes it over.
#include "file/output.h"
#include "exit_status.h"
#include "file/leftovers.h"
#include "file/links.h"
#include "write/memory.h"
#include "write/screen.h"
#include "write/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OWNER_ONLY = 0600 };

bool output_complain(const char *path)
{
    int why = errno;
    if (why == ENOMEM)
        exit(out_of_memory());
    (void)fputs("advise: ", stderr);
    screen_safe(stderr, path);
    (void)fprintf(stderr, " could not be written: %s\n",
                  why == EWOULDBLOCK ? "another run is writing it" : strerror(why));
    return false;
}

// --- what not every file system can ---

/// Says what the file system of `path` cannot do, once for each `kind` (a bit).
static void say_unsupported(const char *path, unsigned kind, const char *what)
{
    static unsigned said;
    if ((said & kind) != 0)
        return;
    said |= kind;
    (void)fputs("advise: ", stderr);
    screen_safe(stderr, path);
    (void)fprintf(stderr, ": the file system %s\n", what);
}

bool output_lock(int fd, const char *path)
{
    int result;
    do
        result = flock(fd, LOCK_EX | LOCK_NB);
    while (result != 0 && errno == EINTR);
    if (result == 0)
        return true;
    if (errno != EOPNOTSUPP && errno != ENOSYS && errno != ENOLCK && errno != EINVAL)
        return false;
    say_unsupported(path, 1, "has no locks: make sure that no other run writes to it");
    return true;
}

/// Sets the mode of a file. On vfat and some network disks all files have the same one.
static bool set_mode(int fd, const char *path, mode_t mode)
{
    if (fchmod(fd, mode) == 0)
        return true;
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS)
        return false;
    say_unsupported(path, 2, "has no permissions: others may be able to read it");
    return true;
}

bool output_sync(int fd)
{
    int result;
    do
        result = fsync(fd);
    while (result != 0 && errno == EINTR);
    return result == 0;
}

bool output_sync_folder(const char *path)
{
    char *copy = must_have(strdup(path));
    int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int why = errno;
    free(copy);
    if (fd < 0) {
        errno = why;
        return why == EACCES; // the folder may be written to, but not read
    }
    bool good = output_sync(fd) || errno == EINVAL || errno == ENOTSUP; // not every file system can
    why = errno;
    (void)close(fd);
    errno = why;
    return good;
}

// --- opening ---

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

/// True for a device, a pipe, or another name of standard output, which have to be written to directly.
static bool is_direct(const char *path)
{
    struct stat about;
    bool is_name_of_stream = starts_with(path, "/dev/") || starts_with(path, "/proc/");
    return is_name_of_stream || (stat(path, &about) == 0 && !S_ISREG(about.st_mode));
}

/// Empties the file if it is the one at `path`, and this run's own. False, with errno set, if that failed.
/// @param is_another  set if another file is at `path` by now
static bool take_over(int fd, const char *path, mode_t mode, bool *is_another)
{
    struct stat about;
    struct stat there;
    if (fstat(fd, &about) != 0)
        return false;
    // Until it was locked, its last writer may have renamed or removed it.
    bool is_there = stat(path, &there) == 0;
    *is_another = is_there ? there.st_ino != about.st_ino || there.st_dev != about.st_dev : errno == ENOENT;
    if (!is_there || *is_another)
        return false;
    if (!S_ISREG(about.st_mode) || about.st_uid != geteuid() || about.st_nlink != 1) {
        errno = EEXIST;
        return false;
    }
    bool is_empty = about.st_size == 0 || ftruncate(fd, 0) == 0;
    return is_empty && ((about.st_mode & 07777) == mode || set_mode(fd, path, mode));
}

/// Opens an empty file that nobody else writes to. Returns its descriptor; -1, with errno set, if that is impossible.
static int open_locked(const char *path, mode_t mode)
{
    for (;;) {
        bool is_another = false;
        int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, OWNER_ONLY);
        const bool is_made = fd >= 0;
        if (!is_made && errno == EEXIST) {
            fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
            if (fd < 0 && errno == ENOENT)
                continue;
        }
        if (fd < 0)
            return -1;
        if (output_lock(fd, path) && take_over(fd, path, mode, &is_another))
            return fd;
        int why = errno;
        if (is_made && !is_another && why != EWOULDBLOCK)
            (void)unlink(path);
        (void)close(fd);
        errno = why;
        if (!is_another)
            return -1;
    }
}

/// Makes the stream over `o->fd`. False, with a message, if that is impossible; then the descriptor is closed.
static bool open_stream(output_file *o)
{
    o->stream = o->fd >= 0 ? stream_to(o->fd, &o->failure) : NULL;
    if (o->stream != NULL)
        return true;
    int why = errno;
    if (o->fd >= 0)
        (void)close(o->fd);
    errno = why;
    return output_complain(o->path);
}

static bool open_beside(output_file *o, mode_t mode)
{
    struct stat about;
    o->real = links_follow(o->path);
    if (o->real == NULL)
        return output_complain(o->path);
    if (o->is_new && lstat(o->real, &about) == 0) {
        errno = EEXIST;
        return output_complain(o->path);
    }
    o->temporary = must_format("%s.advise-part", o->real);
    o->fd = open_locked(o->temporary, mode);
    if (o->fd >= 0)
        leftovers_add(o->temporary);
    return open_stream(o);
}

static void forget(output_file *o)
{
    if (o->temporary != NULL)
        leftovers_forget(o->temporary);
    free(o->temporary);
    free(o->real);
    o->temporary = o->real = NULL;
}

bool output_open_file(output_file *o, const char *path, mode_t mode, bool is_new)
{
    *o = (output_file){.path = path, .fd = -1, .is_new = is_new};
    if (is_direct(path)) {
        o->fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
        return open_stream(o);
    }
    bool good = open_beside(o, mode);
    if (!good && o->fd >= 0)
        (void)unlink(o->temporary);
    if (!good)
        forget(o);
    return good;
}

bool output_open(output_file *o, const char *path)
{
    *o = (output_file){.stream = stdout, .fd = STDOUT_FILENO};
    if (path == NULL || strcmp(path, "-") == 0)
        return true;
    return output_open_file(o, path, OWNER_ONLY, false);
}

// --- closing ---

/// Gives the file its name. False, with errno set, if that failed.
static bool give_name(const output_file *o)
{
    if (o->is_new && renameat2(AT_FDCWD, o->temporary, AT_FDCWD, o->real, RENAME_NOREPLACE) == 0)
        return true;
    if (o->is_new && errno != EINVAL && errno != ENOSYS) // not every file system can
        return false;
    return rename(o->temporary, o->real) == 0;
}

bool output_close(output_file *o, bool complete)
{
    if (o->path == NULL)
        return true;
    bool good = fflush(o->stream) == 0 && !ferror(o->stream);
    int why = *o->failure;
    if (o->temporary != NULL) {
        bool named = good && complete && output_sync(o->fd) && give_name(o);
        if (good)
            why = errno;
        if (!named)
            (void)unlink(o->temporary);
        leftovers_forget(o->temporary);
        if (named && !output_sync_folder(o->real)) {
            good = false;
            why = errno;
        } else {
            good = named || (good && !complete);
        }
    }
    bool closed = fclose(o->stream) == 0; // this also releases the lock
    if (good && !closed)
        why = errno;
    forget(o);
    errno = why;
    return (good && closed) || output_complain(o->path);
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
    if (!output_open_file(&out, path, about.st_mode & 07777, false))
        return false;
    (void)fwrite(text, 1, length, out.stream);
    return output_close(&out, true);
}
