#include "command.h"

#include "files.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS_AT_MOST = 300 };

char *build_folder(void)
{
    const char *given = getenv("ADVISE_BUILD");
    char *folder = realpath(given != NULL && *given != '\0' ? given : "build", NULL);
    if (folder == NULL) {
        fprintf(stderr, "tests: no build folder: set ADVISE_BUILD\n");
        abort();
    }
    return folder;
}

/// A file that nobody else sees, open for writing and reading.
static int unnamed_file(void)
{
    FILE *file = tmpfile();
    int copy = file != NULL ? fcntl(fileno(file), F_DUPFD_CLOEXEC, 10) : -1;
    if (copy < 0) {
        perror("tests: cannot make a temporary file");
        abort();
    }
    fclose(file);
    return copy;
}

static char *contents(int descriptor, size_t *length)
{
    char *path = text_of("/proc/self/fd/%d", descriptor);
    char *bytes = file_read(path, length);
    free(path);
    close(descriptor);
    if (bytes == NULL) {
        perror("tests: cannot read what a command wrote");
        abort();
    }
    return bytes;
}

_Noreturn static void become(const char *command, const char *folder, const char *temporary, int out, int err)
{
    int nothing = open("/dev/null", O_RDONLY);
    char *root = realpath(".", NULL);
    char *build = build_folder();
    char *path = text_of("%s:/usr/local/bin:/usr/bin:/bin", build);
    bool ready =
        nothing >= 0 && root != NULL && dup2(nothing, 0) == 0 && dup2(out, 1) == 1 && dup2(err, 2) == 2;
    setenv("PATH", path, 1);
    setenv("ROOT", ready ? root : "", 1);
    setenv("LC_ALL", "C", 1);
    setenv("TZ", "UTC", 1);
    if (temporary != NULL) {
        setenv("TMPDIR", temporary, 1);
        setenv("HOME", temporary, 1);
    }
    static const char *const unwanted[] = {"NO_COLOR", "COLUMNS", "LINES", "TERM", "LANG", "LANGUAGE"};
    for (size_t i = 0; i < sizeof unwanted / sizeof *unwanted; i++)
        unsetenv(unwanted[i]);
    if (ready && (folder == NULL || chdir(folder) == 0)) {
        alarm(SECONDS_AT_MOST);
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    }
    _exit(127);
}

command_result command_run(const char *command, const char *folder, const char *temporary)
{
    command_result result = {0};
    int out = unnamed_file();
    int err = unnamed_file();
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        become(command, folder, temporary, out, err);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) {
        perror("tests: cannot run a command");
        abort();
    }
    result.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    result.out = contents(out, &result.out_length);
    result.err = contents(err, &result.err_length);
    return result;
}

void command_free(command_result *result)
{
    free(result->out);
    free(result->err);
    *result = (command_result){0};
}
