// Makes the search path for packs from the option, the environment and the place of the program.
#include "command/pack_path.h"

#include "write/memory.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool has(const folder_list *list, const char *folder)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], folder) == 0)
            return true;
    }
    return false;
}

/// Appends the text of `length` bytes and then `below`, unless it is there: an installed program lies beside its data.
static void add_part(folder_list *list, const char *text, size_t length, const char *below)
{
    char *folder = must_format("%.*s%s", (int)length, text, below);
    if (has(list, folder)) {
        free(folder);
        return;
    }
    list->items = must_have(realloc(list->items, (list->count + 1) * sizeof *list->items));
    list->items[list->count++] = folder;
}

/// Appends each of the folders that ':' joins, with `below` after it; skips empty ones. NULL adds none.
static void add(folder_list *list, const char *folders, const char *below)
{
    while (folders != NULL && *folders != '\0') {
        size_t length = strcspn(folders, ":");
        if (length > 0)
            add_part(list, folders, length, below);
        folders += length + (folders[length] == ':');
    }
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

/// A folder whose name may contain ':', unlike those of a list.
static void add_one(folder_list *list, const char *folder, const char *below)
{
    if (folder != NULL)
        add_part(list, folder, strlen(folder), below);
}

static void add_beside_program(folder_list *list)
{
    static const char *const beside[] = {"/../rules", "/../share/advise/rules"};
    char program[PATH_MAX];
    for (size_t i = 0; i < 2 && program_folder(program, sizeof program); i++) {
        char *path = must_format("%s%s", program, beside[i]);
        char *resolved = realpath(path, NULL);
        add_one(list, resolved, "");
        free(resolved);
        free(path);
    }
}

void pack_paths_find(pack_paths *out, const char *given)
{
    const char *system = stated("XDG_DATA_DIRS");
    const char *data = stated("XDG_DATA_HOME");
    *out = (pack_paths){0};
    add(&out->first, given, "");
    add(&out->first, stated("ADVISE_PACK_PATH"), "");
    if (data != NULL)
        add_one(&out->last, data, "/advise/rules");
    else
        add_one(&out->last, stated("HOME"), "/.local/share/advise/rules");
    add_beside_program(&out->last);
    add(&out->last, system != NULL ? system : "/usr/local/share:/usr/share", "/advise/rules");
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
