#include "interview/saved.h"

#include "file/output.h"
#include "write/memory.h"
#include "write/screen.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_READ = 2 << 20 }; // the engine refuses less than that

bool saved_exists(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0;
}

char *saved_read(const char *path, size_t *length)
{
    struct stat about;
    errno = 0;
    FILE *in = fopen(path, "re");
    if (in != NULL && fstat(fileno(in), &about) == 0 && !S_ISREG(about.st_mode)) {
        screen_complain(path, 0, "this is no file that answers can be kept in");
        (void)fclose(in);
        return NULL;
    }
    char *text = must_have(malloc(MOST_READ + 1));
    *length = in != NULL ? fread(text, 1, MOST_READ, in) : 0;
    const bool good = in != NULL && ferror(in) == 0;
    if (!good)
        screen_complain(path, 0, strerror(errno));
    if (in != NULL)
        (void)fclose(in);
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
