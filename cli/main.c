// Finds the command and runs it. Output that could not be written is an error of its own.
#include "advise.h"
#include "options.h"
#include "write/memory.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// All commands; the first is the program's main job.
static const command *const commands[] = {
    &command_advise, &command_batch, &command_check,  &command_diff, &command_feel,    &command_fmt,
    &command_init,   &command_merge, &command_schema, &command_show, &command_summary, &command_test,
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void print_help(const command *c)
{
    (void)printf("Usage: %s\n%s\n\n", c->usage, c->summary);
    if (c == commands[0]) {
        (void)puts("Commands:");
        for (size_t i = 1; i < COMMANDS; i++)
            (void)printf("  %-22s %s\n", commands[i]->name, commands[i]->summary);
        (void)puts("  help [COMMAND]         Print the help of a command.\n");
    }
    (void)puts("Options:");
    options_help(c);
    if (c == commands[0])
        (void)puts("\nExit status: 0 done, 1 findings, 2 wrong usage, 3 bad pack, 4 bad profile,\n5 "
                   "input or output failed, 70 a bug, 71 out of memory.");
}

/// Whether nobody reads standard output any more.
static bool reader_has_gone(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
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
    if (errno != EPIPE && !reader_has_gone())
        (void)fprintf(stderr, "advise: the output could not be written%s%s\n", errno != 0 ? ": " : "",
                      errno != 0 ? strerror(errno) : "");
    return EXIT_IO;
}

static const command *find_command(const char *name)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    }
    return NULL;
}

/// The command that a misspelt word was meant to be; NULL where it is like none.
static const command *nearest_command(const char *word)
{
    const command *nearest = NULL;
    size_t most = 2;
    for (size_t i = 1; i < COMMANDS; i++) {
        size_t length = strlen(commands[i]->name);
        bool as_long = strlen(word) + 2 >= length && strlen(word) <= length + 2;
        if (as_long && letters_shared(word, commands[i]->name) >= most) {
            most = letters_shared(word, commands[i]->name) + 1;
            nearest = commands[i];
        }
    }
    return nearest;
}

static int help(const char *name)
{
    const command *c = find_command(name);
    if (c == NULL) {
        const command *nearest = nearest_command(name);
        (void)fprintf(stderr, "advise: there is no command '%s'", name);
        (void)fprintf(stderr, nearest != NULL ? "; did you mean '%s'?\n" : "%s\n",
                      nearest != NULL ? nearest->name : "");
        return EXIT_USAGE;
    }
    print_help(c);
    return EXIT_DONE;
}

static int run_command(const command *c, int count, char **texts)
{
    arguments a;
    int status = EXIT_DONE;
    void *own = must_have(calloc(1, c->size > 0 ? c->size : 1));
    if (!options_read(c, count, texts, own, &a))
        status = EXIT_USAGE;
    else if (a.common.version)
        (void)printf("advise %s\n", advise_version());
    else if (a.common.help)
        print_help(c);
    else
        status = c->run(&a);
    options_free(&a);
    free(own);
    return status;
}

static int run(int count, char **texts)
{
    if (count > 1 && strcmp(texts[1], "help") == 0)
        return help(count > 2 ? texts[2] : "");
    const command *c = count > 1 && texts[1][0] != '\0' ? find_command(texts[1]) : NULL;
    if (c != NULL)
        return run_command(c, count - 2, texts + 2);
    int status = run_command(commands[0], count > 0 ? count - 1 : 0, texts + 1);
    c = status == EXIT_IO && access(texts[1], F_OK) != 0 ? nearest_command(texts[1]) : NULL;
    if (c != NULL)
        (void)fprintf(stderr, "advise: did you mean the command '%s'?\n", c->name);
    return status;
}

int main(int count, char **texts)
{
    (void)signal(SIGPIPE, SIG_IGN);
    return finish(run(count, texts));
}
