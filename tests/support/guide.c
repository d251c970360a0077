// Reads a manual line by line and writes it as it should be beside.
#include "guide.h"

#include "command.h"
#include "files.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

void guide_begin(guide *g, const char *path)
{
    *g = (guide){.path = path, .text = file_read(path, NULL), .folder = folder_new()};
    assert_non_null(g->text);
    g->at = g->text;
    g->out = open_memstream(&g->now, &g->now_length);
}

void guide_end(guide *g)
{
    (void)fclose(g->out);
}

void guide_free(guide *g)
{
    folder_remove(g->folder);
    free(g->text);
    free(g->now);
}

bool guide_next(guide *g, guide_line *out)
{
    const char *end = strchr(g->at, '\n');
    *out = (guide_line){g->at, end != NULL ? (size_t)(end - g->at) + 1 : strlen(g->at)};
    g->at += out->length;
    return out->length > 0;
}

bool guide_begins(guide_line l, const char *with)
{
    return strncmp(l.text, with, strlen(with)) == 0;
}

void guide_keep(guide *g, guide_line l)
{
    (void)fwrite(l.text, 1, l.length, g->out);
}

void guide_write_file(guide *g, guide_line header, const char *before)
{
    const size_t skip = strlen(before);
    char *path = text_of("%s/%.*s", g->folder, (int)(header.length - skip - 1), header.text + skip);
    const char *start = g->at;
    guide_line l;
    while (guide_next(g, &l) && !guide_begins(l, "```"))
        guide_keep(g, l);
    file_write(path, start, (size_t)(l.text - start));
    guide_keep(g, l);
    g->files++;
    free(path);
}

/// Reads a command with the lines that continue it; free with free.
static char *read_command(guide *g, guide_line first)
{
    char *command = text_of("%.*s", (int)first.length - 2, first.text + 2);
    guide_line l;
    guide_keep(g, first);
    while (strncmp(g->at, "> ", 2) == 0 && guide_next(g, &l)) {
        char *longer = text_of("%s%.*s", command, (int)l.length - 2, l.text + 2);
        guide_keep(g, l);
        free(command);
        command = longer;
    }
    return command;
}

void guide_run_session(guide *g)
{
    guide_line l;
    while (guide_next(g, &l) && !guide_begins(l, "```")) {
        if (!guide_begins(l, "$ "))
            continue; // what was printed before
        char *written = read_command(g, l);
        char *temporary = folder_new();
        char *command = text_of("{ %s} 2>&1", written);
        command_result result = command_run(command, g->folder, temporary);
        (void)fwrite(result.out, 1, result.out_length, g->out);
        const char *next = strstr(g->at, "\n\n$ ");
        if (*g->at == '\n' || (*g->at != '`' && next != NULL && next < strstr(g->at, "\n```")))
            (void)fputc('\n', g->out);
        command_free(&result);
        free(command);
        free(written);
        folder_remove(temporary);
        g->sessions++;
    }
    guide_keep(g, l);
}

void guide_check(const guide *g)
{
    if (strcmp(g->text, g->now) == 0)
        return;
    if (getenv("GOLDEN_UPDATE") != NULL) {
        file_write(g->path, g->now, g->now_length);
        return;
    }
    char *now = file_make(g->folder, "manual-now.md", g->now);
    char *command = text_of("diff -u %s '%s'", g->path, now);
    command_result result = command_run(command, NULL, g->folder);
    print_message("%s\n", result.out);
    command_free(&result);
    free(command);
    free(now);
    fail_msg("%s is not what the program says: 'make golden-update' rewrites sessions and tables", g->path);
}
