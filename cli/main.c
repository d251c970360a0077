// Finds the command and runs it. Output that could not be written is an error of its own.
#include "advise.h"
#include "options.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct command {
    const char *name;
    int (*run)(const options *);
    const char *usage, *summary;
} commands[] = {
    {"", command_advise, "advise [OPTION…] PROFILE…", "Advise on each profile ('-' is standard input)."},
    {"check", command_check, "advise check [OPTION…] [PACK…]", "Say what is wrong with a rule pack."},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

bool help_print(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strcmp(commands[i].name, name) != 0)
            continue;
        (void)printf("Usage: %s\n%s\n\n", commands[i].usage, commands[i].summary);
        if (i == 0) {
            (void)puts("Commands:");
            for (size_t c = 1; c < COMMANDS; c++)
                (void)printf("  %-22s %s\n", commands[c].name, commands[c].summary);
            (void)puts("  help [COMMAND]         Print the help of a command.\n");
        }
        (void)puts("Options:");
        options_help();
        if (i == 0)
            (void)puts("\nExit status: 0 done, 1 findings, 2 wrong usage, 3 bad pack, 4 bad profile,\n5 "
                       "input or output failed, 70 a bug.");
        return true;
    }
    return false;
}

static bool is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

const char *default_pack(void)
{
    static char path[PATH_MAX];
    static const char *const beside[] = {"/../rules/paralegal", "/../share/advise/rules/paralegal"};
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length > 0) {
        program[length] = '\0';
        char *slash = strrchr(program, '/');
        if (slash != NULL)
            *slash = '\0';
        for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
            int written = snprintf(path, sizeof path, "%s%s", program, beside[i]);
            if (written > 0 && (size_t)written < sizeof path && is_folder(path)) {
                char *resolved = realpath(path, NULL);
                if (resolved != NULL) {
                    (void)snprintf(path, sizeof path, "%s", resolved);
                    free(resolved);
                }
                return path;
            }
        }
    }
    (void)snprintf(path, sizeof path, "%s", ADVISE_DATADIR "/rules/paralegal");
    return is_folder(path) ? path : NULL;
}

/// What was printed must have arrived: a full disk or a closed pipe is a failure, the latter a quiet one.
static int finish(int status)
{
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout) != 0;
    if (!failed)
        failed = fclose(stdout) != 0;
    if (!failed)
        return status;
    if (errno != EPIPE)
        (void)fprintf(stderr, "advise: the output could not be written: %s\n", strerror(errno));
    return EXIT_IO;
}

static int run(int count, char **arguments)
{
    const struct command *command = &commands[0];
    options o;
    if (count > 1 && strcmp(arguments[1], "help") == 0) {
        const char *name = count > 2 ? arguments[2] : "";
        if (help_print(name))
            return EXIT_DONE;
        (void)fprintf(stderr, "advise: there is no command '%s'\n", name);
        return EXIT_USAGE;
    }
    int first = 1;
    for (size_t i = 1; count > 1 && i < COMMANDS; i++) {
        if (strcmp(arguments[1], commands[i].name) == 0) {
            command = &commands[i];
            first = 2;
        }
    }
    int status = EXIT_DONE;
    if (!options_read(count - first, arguments + first, &o))
        status = EXIT_USAGE;
    else if (o.version)
        (void)printf("advise %s\n", advise_version());
    else if (o.help)
        (void)help_print(command->name);
    else
        status = command->run(&o);
    free(o.sets);
    free(o.operands);
    return status;
}

int main(int count, char **arguments)
{
    (void)signal(SIGPIPE, SIG_IGN);
    return finish(run(count, arguments));
}
