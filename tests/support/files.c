#include "files.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

_Noreturn static void give_up(const char *what, const char *path)
{
    fprintf(stderr, "tests: cannot %s '%s': %s\n", what, path, strerror(errno));
    abort();
}

char *text_of(const char *format, ...)
{
    char *text = NULL;
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(&text, format, arguments) < 0)
        give_up("format", format);
    va_end(arguments);
    return text;
}

char *file_read(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    char *bytes = NULL;
    size_t used = 0;
    size_t capacity = 0;
    for (;;) {
        if (capacity - used < 2) {
            capacity = capacity < 4096 ? 4096 : capacity * 2;
            char *larger = realloc(bytes, capacity);
            if (larger == NULL)
                give_up("read", path);
            bytes = larger;
        }
        size_t got = fread(bytes + used, 1, capacity - used - 1, file);
        used += got;
        if (got == 0)
            break;
    }
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed) {
        free(bytes);
        return NULL;
    }
    bytes[used] = '\0';
    if (length != NULL)
        *length = used;
    return bytes;
}

static void make_folders_above(const char *path)
{
    char *copy = text_of("%s", path);
    for (char *slash = strchr(copy + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(copy, 0700) != 0 && errno != EEXIST)
            give_up("make", copy);
        *slash = '/';
    }
    free(copy);
}

void file_write(const char *path, const void *bytes, size_t length)
{
    make_folders_above(path);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, length, file) != length || fclose(file) != 0)
        give_up("write", path);
}

char *file_make(const char *folder, const char *name, const char *text)
{
    char *path = text_of("%s/%s", folder, name);
    file_write(path, text, strlen(text));
    return path;
}

char *folder_new(void)
{
    const char *parent = getenv("TMPDIR");
    char *path = text_of("%s/advise-test-XXXXXX", parent != NULL && *parent != '\0' ? parent : "/tmp");
    if (mkdtemp(path) == NULL)
        give_up("make", path);
    return path;
}

static void remove_below(const char *path, unsigned depth)
{
    struct stat status;
    if (lstat(path, &status) != 0)
        return;
    if (S_ISDIR(status.st_mode) && depth > 0) {
        chmod(path, 0700); // a test may have locked it
        DIR *folder = opendir(path);
        for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
            if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
                continue;
            char *inner = text_of("%s/%s", path, entry->d_name);
            remove_below(inner, depth - 1);
            free(inner);
        }
        if (folder != NULL)
            closedir(folder);
        rmdir(path);
    } else {
        unlink(path);
    }
}

void folder_remove(char *folder)
{
    if (folder != NULL)
        remove_below(folder, 100);
    free(folder);
}

typedef struct name_list {
    char **names;
    size_t count;
} name_list;

static void collect(name_list *list, const char *folder, const char *suffix, unsigned depth)
{
    DIR *stream = opendir(folder);
    if (stream == NULL)
        return;
    for (struct dirent *entry; (entry = readdir(stream)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        char *path = text_of("%s/%s", folder, entry->d_name);
        struct stat status;
        size_t length = strlen(path);
        if (stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
            if (depth > 0)
                collect(list, path, suffix, depth - 1);
        } else if (length >= strlen(suffix) && strcmp(path + length - strlen(suffix), suffix) == 0) {
            char **larger = realloc(list->names, (list->count + 2) * sizeof *larger);
            if (larger == NULL)
                give_up("list", folder);
            list->names = larger;
            list->names[list->count++] = path;
            continue;
        }
        free(path);
    }
    closedir(stream);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **files_below(const char *folder, const char *suffix, size_t *count)
{
    name_list list = {calloc(1, sizeof *list.names), 0};
    if (list.names == NULL)
        give_up("list", folder);
    collect(&list, folder, suffix, 16);
    qsort(list.names, list.count, sizeof *list.names, by_name);
    list.names[list.count] = NULL;
    if (count != NULL)
        *count = list.count;
    return list.names;
}

void names_free(char **names)
{
    for (char **name = names; name != NULL && *name != NULL; name++)
        free(*name);
    free(names);
}
