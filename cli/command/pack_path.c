// Makes the search path for packs out of the option, the environment and the place of the program.
#include "command/pack_path.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Appends the text of `length` bytes and then `below`.
static bool add_part(folder_list *list, const char *text, size_t length, const char *below)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 8 : list->capacity * 2;
        char **larger = realloc(list->items, capacity * sizeof *larger);
        if (larger == NULL)
            return false;
        list->items = larger;
        list->capacity = capacity;
    }
    size_t size = length + strlen(below) + 1;
    char *folder = malloc(size);
    if (folder == NULL)
        return false;
    (void)snprintf(folder, size, "%.*s%s", (int)length, text, below);
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], folder) ==
            0) { // said before: an installed program lies where its data does
            free(folder);
            return true;
        }
    }
    list->items[list->count++] = folder;
    return true;
}

/// Appends each of the folders that ':' joins, with `below` after it; empty ones are left out. NULL adds none.
static bool add(folder_list *list, const char *folders, const char *below)
{
    while (folders != NULL && *folders != '\0') {
        size_t length = strcspn(folders, ":");
        if (length > 0 && !add_part(list, folders, length, below))
            return false;
        folders += length + (folders[length] == ':');
    }
    return true;
}

static const char *stated(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL && value[0] != '\0' ? value : NULL;
}

bool program_folder(char *out, size_t size)
{
    ssize_t length = readlink("/proc/self/exe", out, size - 1);
    if (length <= 0)
        return false;
    out[length] = '\0';
    char *slash = strrchr(out, '/');
    if (slash != NULL)
        *slash = '\0';
    return slash != NULL;
}

/// A folder whose name may hold ':', unlike those of a list.
static bool add_one(folder_list *list, const char *folder, const char *below)
{
    return folder == NULL || add_part(list, folder, strlen(folder), below);
}

bool pack_paths_find(pack_paths *out, const char *given)
{
    char program[PATH_MAX];
    const char *system = stated("XDG_DATA_DIRS");
    const char *data = stated("XDG_DATA_HOME");
    *out = (pack_paths){0};
    if (!add(&out->first, given, "") || !add(&out->first, stated("ADVISE_PACK_PATH"), ""))
        return false;
    if (!(data != NULL ? add_one(&out->last, data, "/advise/rules")
                       : add_one(&out->last, stated("HOME"), "/.local/share/advise/rules")))
        return false;
    if (program_folder(program, sizeof program)) {
        char *resolved = NULL;
        bool good = true;
        for (size_t i = 0; i < 2 && good; i++) {
            char beside[PATH_MAX];
            int written = snprintf(beside, sizeof beside, "%s%s", program,
                                   i == 0 ? "/../rules" : "/../share/advise/rules");
            resolved = written > 0 && (size_t)written < sizeof beside ? realpath(beside, NULL) : NULL;
            good = resolved == NULL || add_one(&out->last, resolved, "");
            free(resolved);
        }
        if (!good)
            return false;
    }
    return add(&out->last, system != NULL ? system : "/usr/local/share:/usr/share", "/advise/rules") &&
           add_one(&out->last, ADVISE_DATADIR, "/rules");
}

static void free_list(folder_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i]);
    free(list->items);
}

void pack_paths_free(pack_paths *paths)
{
    free_list(&paths->first);
    free_list(&paths->last);
}
