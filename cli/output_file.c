// A temporary file beside the named one, flushed to the disk, then renamed: whoever looks sees the old file or the whole new one.
#include "output_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool complain(const char *path)
{
    (void)fprintf(stderr, "advise: %s could not be written: %s\n", path, strerror(errno));
    return false;
}

bool output_open(output_file *o, const char *path)
{
    *o = (output_file){.stream = stdout};
    if (path == NULL || strcmp(path, "-") == 0)
        return true;
    o->path = path;
    struct stat about;
    if (lstat(path, &about) == 0 && !S_ISREG(about.st_mode)) { // /dev/stdout, too, is a link
        o->stream = fopen(path, "we");
        return o->stream != NULL || complain(path);
    }
    static const char suffix[] = ".XXXXXX";
    size_t length = strlen(path);
    o->temporary = malloc(length + sizeof suffix);
    if (o->temporary == NULL)
        return complain(path);
    memcpy(o->temporary, path, length);
    memcpy(o->temporary + length, suffix, sizeof suffix);
    int fd = mkstemp(o->temporary); // mode 0600
    o->stream = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (o->stream != NULL)
        return true;
    (void)complain(path);
    if (fd >= 0) {
        (void)close(fd);
        (void)unlink(o->temporary);
    }
    free(o->temporary);
    return false;
}

bool output_close(output_file *o, bool complete)
{
    if (o->path == NULL)
        return true;
    bool good = !ferror(o->stream) && fflush(o->stream) == 0;
    if (good && o->temporary != NULL)
        good = fsync(fileno(o->stream)) == 0;
    int why = errno;
    good = fclose(o->stream) == 0 && good;
    errno = why;
    if (o->temporary != NULL) {
        if (good && complete)
            good = rename(o->temporary, o->path) == 0;
        if (!good || !complete) {
            why = errno;
            (void)unlink(o->temporary);
            errno = why;
        }
        free(o->temporary);
    }
    return good || complain(o->path);
}
