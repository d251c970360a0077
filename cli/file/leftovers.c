// A signal handler may read neither memory that is being freed nor a list that is being changed. So paths are copied into fixed places, each
// with a flag.
#include "file/leftovers.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_FILES = 4 };

static struct {
    atomic_bool is_there;
    char path[PATH_MAX];
} files[MOST_FILES];

static void remove_all(void)
{
    for (size_t i = 0; i < MOST_FILES; i++) {
        if (atomic_load(&files[i].is_there))
            (void)unlink(files[i].path);
    }
}

static void remove_and_die(int signal_number)
{
    int why = errno;
    remove_all();
    errno = why;
    (void)raise(signal_number); // SA_RESETHAND: this time it ends the program
}

static void handle_ends(void)
{
    static atomic_flag handled = ATOMIC_FLAG_INIT;
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGXFSZ};
    struct sigaction action = {.sa_handler = remove_and_die, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER)};
    struct sigaction before;
    if (atomic_flag_test_and_set(&handled))
        return;
    (void)atexit(remove_all);
    (void)sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler == SIG_DFL)
            (void)sigaction(signals[i], &action, NULL);
    }
}

void leftovers_add(const char *path)
{
    size_t length = strlen(path);
    size_t i = 0;
    while (i < MOST_FILES && atomic_load(&files[i].is_there))
        i++;
    if (i == MOST_FILES || length >= PATH_MAX)
        return;
    memcpy(files[i].path, path, length + 1);
    atomic_store(&files[i].is_there, true);
    handle_ends();
}

void leftovers_forget(const char *path)
{
    for (size_t i = 0; i < MOST_FILES; i++) {
        if (atomic_load(&files[i].is_there) && strcmp(files[i].path, path) == 0)
            atomic_store(&files[i].is_there, false);
    }
}
