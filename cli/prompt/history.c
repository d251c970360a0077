// The file of the history. A prompt without one works as well, so nothing is said if it cannot be made.
#include "prompt/history.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/// The path of the file; makes its folders if `make`. False if there is no home or the path is too long.
static bool find_path(char path[PATH_MAX], bool make)
{
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    bool own = state != NULL && state[0] == '/';
    if (!own && (home == NULL || home[0] != '/'))
        return false;
    int length =
        snprintf(path, PATH_MAX, "%s%s/advise/feel_history", own ? state : home, own ? "" : "/.local/state");
    if (length < 0 || length >= PATH_MAX)
        return false;
    for (char *slash = strchr(path + 1, '/'); make && slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool there = mkdir(path, 0700) == 0 || errno == EEXIST;
        *slash = '/';
        if (!there)
            return false;
    }
    return true;
}

void history_load(History *h)
{
    char path[PATH_MAX];
    HistEvent event;
    if (find_path(path, false) && access(path, R_OK) == 0)
        (void)history(h, &event, H_LOAD, path);
}

void history_save(History *h)
{
    char path[PATH_MAX];
    HistEvent event;
    if (!find_path(path, true))
        return;
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    FILE *out = file >= 0 ? fdopen(file, "w") : NULL;
    if (out == NULL) {
        if (file >= 0)
            (void)close(file);
        return;
    }
    (void)fchmod(file, 0600);
    (void)history(h, &event, H_SAVE_FP, out);
    (void)fclose(out);
}
