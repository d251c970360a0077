// A sheet gets its name when it is complete, and the index gets its line after that. Several threads write sheets at once, each its own.
#include "sheet/batch.h"

#include "exit_status.h"
#include "write/screen.h"
#include "write/stream.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/// The end of a file's name until the file is complete.
#define PART ".advise-part"

static bool ends_with(const char *name, const char *ending)
{
    const size_t length = strlen(name);
    return length >= strlen(ending) && strcmp(name + length - strlen(ending), ending) == 0;
}

static bool is_of_run(const struct dirent *e, bool parts_count)
{
    const bool is_folder = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
    return !is_folder && (parts_count || !ends_with(e->d_name, PART));
}

/// Finds out whether nothing lies in the folder but, at most, files that a killed run left without their names. False, with errno set, if it
/// cannot be read.
static bool look_into(int folder, bool parts_count, bool *empty)
{
    const struct dirent *e = NULL;
    const int again = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *entries = again >= 0 ? fdopendir(again) : NULL;
    int why = errno;
    if (entries == NULL && again >= 0)
        (void)close(again);
    if (entries != NULL) {
        do {
            errno = 0;
            e = readdir(entries);
        } while (e != NULL && !is_of_run(e, parts_count));
        why = errno;
        (void)closedir(entries);
    }
    *empty = e == NULL;
    errno = why;
    return entries != NULL && (e != NULL || why == 0);
}

static bool has(int folder, const char *name)
{
    return faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0;
}

/// Whether the sheets of this run may lie in the folder.
static int check_folder(const sheet_batch *b, bool resume)
{
    const bool was_begun = has(b->folder, SHEET_INDEX ".run");
    const bool is_whole = !was_begun && has(b->folder, SHEET_INDEX);
    bool empty = false;
    if (!look_into(b->folder, !resume, &empty)) {
        if (errno == ENOMEM)
            return out_of_memory();
        screen_complain(b->path, 0, strerror(errno));
        return EXIT_IO;
    }
    if (empty || (resume && was_begun))
        return EXIT_DONE;
    screen_complain(b->path, 0,
                    was_begun ? "a run was begun in this folder: --resume continues it"
                    : resume && is_whole
                        ? "the sheets in this folder are complete: there is nothing to continue"
                        : "the folder is not empty: sheets of another run would lie among the new ones");
    return EXIT_USAGE;
}

int sheet_batch_open(sheet_batch *b, const char *path, bool resume)
{
    b->path = path;
    b->folder = -1;
    if (mkdir(path, 0700) == 0 || errno == EEXIST)
        b->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (b->folder >= 0)
        return check_folder(b, resume);
    screen_complain(path, 0, strerror(errno));
    return EXIT_IO;
}

void sheet_batch_close(sheet_batch *b)
{
    if (b->folder >= 0)
        (void)close(b->folder);
    b->folder = -1;
}

void sheet_file_name(char out[SHEET_FILE_NAME], size_t number, const char *id)
{
    enum { MOST = 60 };
    size_t length = (size_t)snprintf(out, SHEET_FILE_NAME, "%06zu", number);
    const size_t end = length + MOST;
    bool gap = true; // a '-' stands before the next letter
    for (; *id != '\0' && length < end; id++) {
        const char c = *id >= 'A' && *id <= 'Z' ? (char)(*id - 'A' + 'a') : *id;
        const bool is_plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (is_plain && gap)
            out[length++] = '-';
        if (is_plain)
            out[length++] = c;
        gap = !is_plain;
    }
    (void)snprintf(out + length, SHEET_FILE_NAME - length, ".html");
}

/// Makes a file that is not there. One that a killed run left behind is the same sheet, maybe cut off.
static int make_part(int folder, const char *part)
{
    enum { NEW = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC };
    const int file = openat(folder, part, NEW, 0600);
    if (file >= 0 || errno != EEXIST || unlinkat(folder, part, 0) != 0)
        return file;
    return openat(folder, part, NEW, 0600);
}

bool sheet_file_write(const sheet_batch *b, const char *name, const char *text, size_t length)
{
    char part[SHEET_FILE_NAME + sizeof PART];
    (void)snprintf(part, sizeof part, "%s" PART, name);
    const int file = make_part(b->folder, part);
    bool written = file >= 0 && stream_write_all(file, text, length) == length;
    written = (file < 0 || stream_close(file) == 0) && written;
    written = written && renameat(b->folder, part, b->folder, name) == 0;
    if (written)
        return true;
    const int why = errno;
    if (file >= 0)
        (void)unlinkat(b->folder, part, 0);
    screen_complain(b->path, 0, strerror(why));
    return false;
}
