// Finds the command and runs it. Output that could not be written is an error of its own.
#include "complete.h"
#include "help.h"
#include "manual.h"
#include "write/memory.h"
#include "write/screen.h"
#include "write/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// All commands; the first is the program's main job.
static const command *const commands[] = {
    &command_advise,     &command_ask,     &command_batch,    &command_check,   &command_compile,
    &command_completion, &command_diff,    &command_feel,     &command_fmt,     &command_import,
    &command_init,       &command_merge,   &command_new_pack, &command_schema,  &command_serve,
    &command_show,       &command_summary, &command_test,     &command_what_if, &command_why,
    &command_why_not,
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void print_help(const command *c)
{
    bool is_main = c == commands[0];
    (void)printf("Usage: %s\n%s\n\n", c->usage, c->summary);
    for (size_t i = 1; is_main && i < COMMANDS; i++)
        (void)printf("%s  %-21s %s\n", i == 1 ? "Commands:\n" : "", commands[i]->name, commands[i]->summary);
    if (is_main)
        (void)puts("  help [COMMAND]        Print the help of a command.\n");
    (void)puts("Options:");
    help_options(c);
    if (is_main)
        (void)puts("\nExit status: 0 done, 1 findings, 2 wrong usage, 3 bad pack, 4 bad profile,\n"
                   "5 input or output failed, 70 a bug, 71 out of memory.");
    (void)printf("\nExample:\n  %s\n", c->example);
}

/// Whether nobody reads standard output any more.
static bool reader_has_gone(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

/// What was printed must have arrived: a full disk or a closed pipe is a failure, the latter a quiet one.
/// @param failure  where the errno of the first failure is until standard output is closed; NULL: it is not kept
static int finish(int status, const int *failure)
{
    errno = 0;
    bool failed = fflush(stdout) != 0 || ferror(stdout) != 0;
    const int first = !failed ? 0 : failure != NULL ? *failure : errno;
    failed = fclose(stdout) != 0 || failed; // closed in any case: it frees what it holds
    if (!failed)
        return status;
    if (first != 0)
        errno = first;
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

/// The command that a misspelt word was meant to be; NULL if it is like none.
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

/// Says that there is no such command, and which one was meant. `or_file` is " or file" if a file would have done.
static int complain_unknown(const char *name, const char *or_file)
{
    const command *nearest = nearest_command(name);
    (void)fputs("advise: there is no command", stderr);
    (void)fprintf(stderr, "%s '", or_file);
    screen_safe(stderr, name);
    (void)fprintf(stderr, nearest != NULL ? "'; did you mean '%s'?\n" : "'%s\n",
                  nearest != NULL ? nearest->name : "");
    return EXIT_USAGE;
}

/// For the manual pages, and for nobody else: all options, the page on a command, or the keys of a pack's files.
static int print_manual(const char *name)
{
    const command *c = find_command(name);
    if (name[0] == '\0')
        manual_options(commands, COMMANDS);
    else if (strcmp(name, "--keys") == 0)
        manual_keys();
    else if (c != NULL)
        manual_page(c);
    else
        return complain_unknown(name, "");
    return EXIT_DONE;
}

static int help(int count, char **texts)
{
    const char *name = count > 0 ? texts[0] : "";
    if (strcmp(name, "--manual") == 0)
        return print_manual(count > 1 ? texts[1] : "");
    if (strcmp(name, "--complete") == 0) { // for the shells
        complete_words(commands, COMMANDS, count - 1, texts + 1);
        return EXIT_DONE;
    }
    const command *c = find_command(name[0] == '-' ? "" : name);
    if (c != NULL)
        print_help(c);
    return c != NULL ? EXIT_DONE : complain_unknown(name, "");
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

/// A word without '.' and '/', as commands are, that names no file.
static bool is_unknown_command(const char *word)
{
    return word[0] != '-' && word[0] != '\0' && strpbrk(word, "./") == NULL && access(word, F_OK) != 0;
}

static int run(int count, char **texts)
{
    const char *first = count > 1 ? texts[1] : "";
    const command *c = first[0] != '\0' ? find_command(first) : NULL;
    if (strcmp(first, "help") == 0)
        return help(count - 2, texts + 2);
    if (c != NULL)
        return run_command(c, count - 2, texts + 2);
    if (is_unknown_command(first))
        return complain_unknown(first, " or file");
    return run_command(commands[0], count > 0 ? count - 1 : 0, texts + 1);
}

/// Opens the standard streams that the caller has closed: else the next file would be one of them, and messages would go into it. What reads or
/// writes such a stream fails, as it should; messages are lost.
static void open_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
            (void)open("/dev/null", fd == STDOUT_FILENO ? O_RDONLY : O_WRONLY);
    }
}

int main(int count, char **texts)
{
    (void)signal(SIGPIPE, SIG_IGN);
    open_standard_streams();
    const int *failure = NULL;
    FILE *out = isatty(STDOUT_FILENO) ? stdout : stream_to(STDOUT_FILENO, &failure);
    if (out == NULL)
        return out_of_memory();
    stdout = out; // a terminal keeps its stream, for the editor of the prompt
    return finish(run(count, texts), failure);
}
