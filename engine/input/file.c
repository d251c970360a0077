// Reads files by descriptor: what is opened is what was checked. Never blocks on a FIFO.
#include "input/file.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

/// How long a named pipe is waited for, in steps: enough for a program that was started beside this one.
enum { WAITS = 100, WAIT_MILLISECONDS = 50 };

/// Waits until there is something to read, or was. False if nobody has written by then.
static bool await(int fd)
{
    struct pollfd waiting = {.fd = fd, .events = POLLIN};
    return poll(&waiting, 1, WAIT_MILLISECONDS) > 0;
}

/// Whether somebody holds a pipe open to write to it. Nothing is taken from it: a byte is copied, if there is one.
static bool has_writer(int fd)
{
    int copy[2];
    if (pipe2(copy, O_CLOEXEC | O_NONBLOCK) != 0)
        return true; // reading it will tell
    const ssize_t copied = tee(fd, copy[1], 1, SPLICE_F_NONBLOCK);
    (void)close(copy[0]);
    (void)close(copy[1]);
    return copied != 0;
}

int file_open(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat about = {0};
    if (fd < 0 || (fstat(fd, &about) == 0 && S_ISREG(about.st_mode)))
        return fd;
    bool is_written = !S_ISFIFO(about.st_mode) || has_writer(fd);
    for (int i = 0; i < WAITS && !is_written; i++)
        is_written = await(fd) || has_writer(fd);
    if (is_written) {
        (void)fcntl(fd, F_SETFL, 0); // from now on it blocks: whoever writes may take his time
        return fd;
    }
    (void)close(fd);
    errno = EPIPE;
    return -1;
}

/// A file that is read to its end.
typedef struct reading {
    arena *arena;
    int fd;
    size_t limit;
    file_problem problem;
    slice text;
} reading;

static void read_pieces(void *argument)
{
    reading *r = argument;
    text_builder out = {.arena = r->arena};
    char buffer[16384];
    ssize_t got = 1;
    while (r->problem == FILE_READ && got != 0) {
        got = read(r->fd, buffer, sizeof buffer);
        if (got < 0 && errno != EINTR)
            r->problem = FILE_FAILED;
        else if (got > 0 && out.length + (size_t)got > r->limit)
            r->problem = FILE_TOO_LARGE;
        else if (got > 0)
            text_add(&out, (slice){buffer, (size_t)got});
    }
    r->text = text_result(&out);
}

/// Reads to the end, and closes `fd`.
static file_problem read_all(arena *a, int fd, size_t limit, slice *text)
{
    reading r = {a, fd, limit, FILE_READ, {NULL, 0}};
    const arena_outcome outcome = arena_run(a, read_pieces, &r);
    (void)close(fd);
    if (outcome != ARENA_DONE)
        arena_end(a, outcome); // only now: the file must not stay open
    if (r.problem == FILE_READ)
        *text = r.text;
    return r.problem;
}

/// Closes a file that is not to be read.
static file_problem refuse(int fd, file_problem problem)
{
    (void)close(fd);
    return problem;
}

/// ENAMETOOLONG: no file can have such a name. ELOOP comes of a link where none is followed, EPIPE of `file_open`.
static file_problem file_problem_of(int why)
{
    switch (why) {
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG: return FILE_MISSING;
    case ELOOP: return FILE_OUTSIDE;
    case EPIPE: return FILE_NO_WRITER;
    default: return FILE_FAILED;
    }
}

file_problem file_read_at(arena *a, const char *path, size_t limit, slice *text)
{
    int fd = file_open(path);
    if (fd < 0)
        return errno == ELOOP ? FILE_FAILED : file_problem_of(errno);
    struct stat about;
    if (fstat(fd, &about) != 0)
        return refuse(fd, FILE_FAILED);
    return S_ISDIR(about.st_mode) ? refuse(fd, FILE_FOLDER) : read_all(a, fd, limit, text);
}

/// Opens one step of a path in the folder `at`, following no link; closes `at`.
static int open_step(int at, slice step, int flags)
{
    char name[256];
    if (step.len == 0 || step.len >= sizeof name || slice_is(step, "..")) {
        (void)close(at);
        errno = ELOOP;
        return -1;
    }
    memcpy(name, step.ptr, step.len);
    name[step.len] = '\0';
    int fd = openat(at, name, flags | O_NOFOLLOW | O_CLOEXEC);
    int why = errno;
    (void)close(at);
    errno = why;
    return fd;
}

file_problem file_read_beneath(arena *a, const char *folder, slice relative, size_t limit, slice *text)
{
    if (relative.len == 0 || relative.ptr[0] == '/' || memchr(relative.ptr, '\0', relative.len) != NULL)
        return FILE_OUTSIDE;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    while (fd >= 0 && relative.len > 0) {
        size_t end = 0;
        while (end < relative.len && relative.ptr[end] != '/')
            end++;
        slice step = slice_part(relative, 0, end);
        relative = slice_part(relative, end + 1, relative.len);
        if (slice_is(step, "."))
            continue;
        fd = open_step(fd, step, relative.len > 0 ? O_RDONLY | O_DIRECTORY : O_RDONLY | O_NONBLOCK);
    }
    if (fd < 0)
        return file_problem_of(errno);
    struct stat about;
    if (fstat(fd, &about) != 0)
        return refuse(fd, FILE_FAILED);
    return S_ISREG(about.st_mode) ? read_all(a, fd, limit, text) : refuse(fd, FILE_NOT_REGULAR);
}

// --- whole blocks ---

typedef struct owned_block {
    const allocator *from;
    void *bytes;
} owned_block;

static void release_block(void *block)
{
    const owned_block *b = block;
    (void)b->from->resize(b->from->state, b->bytes, 0);
}

/// As many bytes as there are, `size` at most.
static bool read_bytes(int fd, char *bytes, size_t size, size_t *got)
{
    ssize_t more = 1;
    for (*got = 0; *got < size && more != 0;) {
        more = read(fd, bytes + *got, size - *got);
        if (more < 0 && errno != EINTR)
            return false;
        *got += more > 0 ? (size_t)more : 0;
    }
    return true;
}

static bool take_block(arena *a, owned_block *block, size_t size)
{
    block->from = arena_allocator_borrow(a);
    block->bytes = block->from->resize(block->from->state, NULL, size > 0 ? size : 1);
    if (block->bytes != NULL)
        arena_on_release(a, release_block, block);
    return block->bytes != NULL;
}

file_problem file_read_block(arena *a, const char *path, size_t limit, char **bytes, size_t *size)
{
    owned_block *block = ARENA_NEW(a, owned_block); // before the file is open, since it may not return
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return errno == ELOOP ? FILE_FAILED : file_problem_of(errno);
    struct stat about;
    file_problem problem = FILE_READ;
    bool has_memory = true;
    if (fstat(fd, &about) != 0)
        problem = FILE_FAILED;
    else if (!S_ISREG(about.st_mode))
        problem = S_ISDIR(about.st_mode) ? FILE_FOLDER : FILE_NOT_REGULAR;
    else if ((uint64_t)about.st_size > (uint64_t)limit)
        problem = FILE_TOO_LARGE;
    else if (!take_block(a, block, (size_t)about.st_size))
        has_memory = false;
    else if (!read_bytes(fd, block->bytes, (size_t)about.st_size, size))
        problem = FILE_FAILED;
    (void)close(fd);
    if (!has_memory)
        arena_fail(a);
    *bytes = block->bytes;
    return problem;
}

file_problem file_identify(const char *path, file_identity *out)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return file_problem_of(errno);
    *out = (file_identity){about.st_dev, about.st_ino, S_ISDIR(about.st_mode)};
    return FILE_READ;
}

slice file_folder(arena *a, slice path)
{
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    while (end > 1 && path.ptr[end - 1] == '/')
        end--;
    return end > 0 ? arena_copy(a, slice_part(path, 0, end)) : SLICE(".");
}

const char *file_problem_text(file_problem problem)
{
    static const char *const texts[] = {"",
                                        "there is no such file",
                                        "the file is too large",
                                        "this is a folder",
                                        "this is not a regular file",
                                        "the path leads out of its folder, or through a link",
                                        "this is a pipe that nobody writes to",
                                        "the file could not be read"};
    return texts[problem];
}
