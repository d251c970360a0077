// Golden transcripts: every tests/golden/**.txt holds commands and all that they print. tests/golden/README.md says
// how to write one. Each file is one test; what differs is shown as a diff. With GOLDEN_UPDATE set, files are
// rewritten instead.
#include "command.h"
#include "files.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// A text that grows.
typedef struct transcript {
    FILE *stream;
    char *bytes;
    size_t length;
} transcript;

/// Places that differ from machine to machine, by the name that stands for them.
typedef struct stand_in {
    const char *path;
    const char *name;
} stand_in;

/// Begins `t`, which must stay where it is until its stream is closed.
static void transcript_open(transcript *t)
{
    *t = (transcript){0};
    t->stream = open_memstream(&t->bytes, &t->length);
    if (t->stream == NULL)
        abort();
}

static bool starts(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

/// One line of output, made visible: control characters as their Unicode pictures (ESC is U+241B), a line that could be
/// taken for the transcript's own with a backslash before it.
static void add_line(FILE *to, const char *prefix, const char *line, size_t length, const stand_in *names)
{
    static const char *const own[] = {"$ ", "> ", "! ", "[exit ", "[no newline", "\\"};
    fputs(prefix, to);
    for (size_t i = 0; *prefix == '\0' && i < sizeof own / sizeof *own; i++) {
        if (length >= strlen(own[i]) && starts(line, own[i])) {
            putc('\\', to);
            break;
        }
    }
    for (size_t i = 0; i < length;) {
        const stand_in *name = names;
        while (name->path != NULL && !(strlen(name->path) <= length - i && starts(line + i, name->path)))
            name++;
        if (name->path != NULL) {
            fputs(name->name, to);
            i += strlen(name->path);
            continue;
        }
        unsigned char byte = (unsigned char)line[i++];
        if (byte == 0x7f)
            fputs("\u2421", to);
        else if (byte < 0x20 && byte != '\t')
            fprintf(to, "\xe2\x90%c", 0x80 + byte);
        else
            putc(byte, to);
    }
    putc('\n', to);
}

static void add_output(FILE *to, const char *prefix, const char *bytes, size_t length, const stand_in *names)
{
    const char *end = bytes + length;
    for (const char *line = bytes; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        add_line(to, prefix, line, (size_t)((newline != NULL ? newline : end) - line), names);
        if (newline == NULL)
            fprintf(to, "%s[no newline at end]\n", prefix);
        line = newline != NULL ? newline + 1 : end;
    }
}

/// The end of the line at `text`, its newline included.
static const char *line_end(const char *text)
{
    const char *newline = strchr(text, '\n');
    return newline != NULL ? newline + 1 : text + strlen(text);
}

/// Where the comments begin that stand right above the command at `command`, after an empty line; else `command`.
static const char *comments_above(const char *from, const char *command)
{
    const char *comments = NULL;
    for (const char *line = from; line < command; line = line_end(line)) {
        if (*line == '\n')
            comments = line + 1;
        else if (!starts(line, "# ") && !starts(line, "#\n"))
            comments = NULL;
    }
    return comments != NULL ? comments : command;
}

/// Runs the commands of the transcript `expected`, and gives the transcript as it is now.
static char *run_transcript(const char *expected, const char *folder, const char *temporary)
{
    char *root = realpath(".", NULL);
    char *build = build_folder();
    const stand_in names[] = {{temporary, "TMPDIR"}, {build, "BUILD"}, {root, "ROOT"}, {NULL, NULL}};
    transcript now;
    transcript_open(&now);
    const char *at = expected;
    while (*at != '\0' && !starts(at, "$ "))
        at = line_end(at);
    fwrite(expected, 1, (size_t)(at - expected), now.stream);
    while (*at != '\0') {
        // The command, with the lines that carry it on; without their two first bytes it is what the shell gets.
        transcript command;
        transcript_open(&command);
        do {
            const char *end = line_end(at);
            fwrite(at, 1, (size_t)(end - at), now.stream);
            fwrite(at + 2, 1, (size_t)(end - at) - 2, command.stream);
            at = end;
        } while (starts(at, "> "));
        fclose(command.stream);

        command_result result = command_run(command.bytes, folder, temporary);
        add_output(now.stream, "", result.out, result.out_length, names);
        add_output(now.stream, "! ", result.err, result.err_length, names);
        if (result.status != 0)
            fprintf(now.stream, "[exit %d]\n", result.status);
        command_free(&result);
        free(command.bytes);

        const char *next = at;
        while (*next != '\0' && !starts(next, "$ "))
            next = line_end(next);
        if (*next != '\0') {
            const char *comments = comments_above(at, next);
            putc('\n', now.stream);
            fwrite(comments, 1, (size_t)(next - comments), now.stream);
        }
        at = next;
    }
    fclose(now.stream);
    free(root);
    free(build);
    return now.bytes;
}

static void show_difference(const char *path, const char *now, const char *temporary)
{
    char *file = file_make(temporary, "now", now);
    char *command =
        text_of("diff -u --label '%s (expected)' --label '%s (now)' '%s' '%s'", path, path, path, file);
    command_result result = command_run(command, NULL, temporary);
    fputs(result.out, stdout);
    command_free(&result);
    free(command);
    free(file);
}

/// The folder where the commands run: a new one, made ready by the `setup` beside the transcript; without a `setup`
/// NULL, which is the repository. False where `setup` fails.
static bool prepare(const char *path, char *temporary, char **folder)
{
    char *beside = text_of("%.*s", (int)(strrchr(path, '/') - path), path);
    char *setup = text_of("%s/setup", beside);
    bool ready = true;
    *folder = NULL;
    if (access(setup, R_OK) == 0) {
        *folder = text_of("%s/work", temporary);
        char *command =
            text_of("mkdir '%s' && cd '%s' && FROM=\"$ROOT/%s\" && export FROM && sh -eu \"$ROOT/%s\"",
                    *folder, *folder, beside, setup);
        command_result result = command_run(command, NULL, temporary);
        ready = result.status == 0;
        if (!ready)
            printf("# %s failed:\n%s%s", setup, result.out, result.err);
        command_free(&result);
        free(command);
    }
    free(setup);
    free(beside);
    return ready;
}

/// True where the transcript at `path` still holds, or was rewritten.
static bool check_transcript(const char *path, bool update)
{
    char *expected = file_read(path, NULL);
    char *temporary = folder_new();
    char *folder = NULL;
    bool good = expected != NULL && prepare(path, temporary, &folder);
    char *now = good ? run_transcript(expected, folder, temporary) : NULL;
    if (good && strstr(expected, "$ ") == NULL) {
        printf("# %s holds no command\n", path);
        good = false;
    } else if (good && strcmp(expected, now) != 0) {
        if (update) {
            file_write(path, now, strlen(now));
            printf("rewrote %s\n", path);
        } else {
            show_difference(path, now, temporary);
            good = false;
        }
    }
    free(now);
    free(folder);
    folder_remove(temporary);
    free(expected);
    return good;
}

/// Usage: test_golden [TRANSCRIPT...]; without names, all of them.
int main(int argc, char **argv)
{
    bool update = getenv("GOLDEN_UPDATE") != NULL;
    (void)unsetenv("TMPDIR"); // where lines break depends on the length of its paths
    size_t count = (size_t)(argc > 1 ? argc - 1 : 0);
    char **found = argc > 1 ? NULL : files_below("tests/golden", ".txt", &count);
    char **paths = found != NULL ? found : argv + 1;
    bool all = true;
    if (!update)
        printf("1..%zu\n", count > 0 ? count : 1);
    for (size_t i = 0; i < count; i++) {
        bool good = check_transcript(paths[i], update);
        all = all && good;
        if (!update || !good)
            printf("%s %zu - %s\n", good ? "ok" : "not ok", i + 1, paths[i]);
        fflush(stdout);
    }
    if (count == 0 && !update)
        printf("ok 1 # SKIP there is no transcript\n");
    names_free(found);
    return all ? 0 : 1;
}
