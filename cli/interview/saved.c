#include "interview/saved.h"

#include "file/output.h"
#include "write/memory.h"
#include "write/screen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_READ = 2 << 20 }; // the engine refuses less than that

bool saved_exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

/// Reads up to MOST_READ bytes; false, with errno, if that fails.
static bool read_all(int in, char *text, size_t *length)
{
    ssize_t got;
    do {
        got = read(in, text + *length, MOST_READ - *length);
        if (got > 0)
            *length += (size_t)got;
    } while (got > 0 || (got < 0 && errno == EINTR));
    return got == 0;
}

char *saved_read(const char *path, size_t *length)
{
    struct stat about;
    const int in = open(path, O_RDONLY | O_CLOEXEC);
    if (in >= 0 && fstat(in, &about) == 0 && !S_ISREG(about.st_mode)) {
        screen_complain(path, 0, "this is no file that answers can be kept in");
        (void)close(in);
        return NULL;
    }
    char *text = must_have(malloc(MOST_READ + 1));
    *length = 0;
    const bool good = in >= 0 && read_all(in, text, length);
    if (!good)
        screen_complain(path, 0, errno == ENOMEM ? must_have(NULL) : strerror(errno));
    if (in >= 0)
        (void)close(in);
    text[*length] = '\0';
    if (good)
        return text;
    free(text);
    return NULL;
}

bool saved_is_writable(const char *path)
{
    output_file out;
    return output_open(&out, path) && output_close(&out, false);
}

bool saved_write(const char *path, const char *text, size_t length)
{
    output_file out;
    if (saved_exists(path))
        return output_replace(path, text, length);
    if (!output_open(&out, path))
        return false;
    (void)fwrite(text, 1, length, out.stream);
    return output_close(&out, true);
}

char *saved_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return must_have(strdup("."));
    return must_have(strndup(path, slash == path ? 1 : (size_t)(slash - path)));
}
