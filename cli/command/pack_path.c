// Makes the search path for packs from the option, the environment and the place of the program.
#include "command/pack_path.h"

#include "write/memory.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
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

/// Where /proc is not mounted: the name that the program was started by, which is a path, also if the shell found it on the PATH.
static bool resolve_started_name(char *out, size_t size)
{
    const char *name = (const char *)(uintptr_t)getauxval(AT_EXECFN);
    char *resolved = name != NULL ? realpath(name, NULL) : NULL;
    const bool fits = resolved != NULL && strlen(resolved) < size;
    if (fits)
        memcpy(out, resolved, strlen(resolved) + 1);
    free(resolved);
    return fits;
}

bool program_folder(char *out, size_t size)
{
    ssize_t length = readlink("/proc/self/exe", out, size - 1);
    out[length > 0 ? length : 0] = '\0';
    if (length <= 0 && !resolve_started_name(out, size))
        return false;
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

const char *const packs_beside_program[] = {"/../rules", "/../share/advise/rules",
                                            "/../../share/advise/rules", NULL};

static void add_beside_program(folder_list *list)
{
    char program[PATH_MAX];
    for (size_t i = 0; packs_beside_program[i] != NULL && program_folder(program, sizeof program); i++) {
        char *path = must_format("%s%s", program, packs_beside_program[i]);
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
