// A sheet gets its name when it is complete. Several threads write sheets at once, each its own.
#include "sheet/batch.h"

#include "exit_status.h"
#include "write/screen.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_empty(int folder)
{
    const int again = dup(folder);
    DIR *entries = again >= 0 ? fdopendir(again) : NULL;
    bool empty = entries != NULL;
    if (entries == NULL && again >= 0)
        (void)close(again);
    for (const struct dirent *e; empty && (e = readdir(entries)) != NULL;)
        empty = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
    if (entries != NULL)
        (void)closedir(entries);
    return empty;
}

int sheet_batch_open(sheet_batch *b, const char *path)
{
    b->path = path;
    b->folder = -1;
    if (mkdir(path, 0700) == 0 || errno == EEXIST)
        b->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (b->folder < 0) {
        screen_complain(path, 0, strerror(errno));
        return EXIT_IO;
    }
    if (is_empty(b->folder))
        return EXIT_DONE;
    screen_complain(path, 0, "the folder is not empty: sheets of another run would lie among the new ones");
    return EXIT_USAGE;
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

static bool write_all(int file, const char *text, size_t length)
{
    while (length > 0) {
        const ssize_t done = write(file, text, length);
        if (done < 0 && errno != EINTR)
            return false;
        text += done > 0 ? done : 0;
        length -= done > 0 ? (size_t)done : 0;
    }
    return true;
}

bool sheet_file_write(const sheet_batch *b, const char *name, const char *text, size_t length)
{
    char part[SHEET_FILE_NAME + 16];
    (void)snprintf(part, sizeof part, "%s.advise-part", name);
    const int file = openat(b->folder, part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool written = file >= 0 && write_all(file, text, length);
    written = (file < 0 || close(file) == 0) && written;
    written = written && renameat(b->folder, part, b->folder, name) == 0;
    if (written)
        return true;
    const int why = errno;
    if (file >= 0)
        (void)unlinkat(b->folder, part, 0);
    screen_complain(b->path, 0, strerror(why));
    return false;
}
