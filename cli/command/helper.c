#include "command/helper.h"

#include "command/pack_path.h"
#include "write/memory.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

void helper_become(const char *name, const char *const words[])
{
    static const char *const beside[] = {"/", "/../libexec/advise/"};
    char folder[PATH_MAX];
    char *const *given = (char *const *)(uintptr_t)words; // execv changes none
    for (size_t i = 0; i < sizeof beside / sizeof *beside && program_folder(folder, sizeof folder); i++) {
        char *path = must_format("%s%s%s", folder, beside[i], name);
        (void)execv(path, given);
        free(path);
    }
    char *installed = must_format("%s/%s", ADVISE_LIBEXECDIR, name);
    (void)execv(installed, given);
    free(installed);
}
