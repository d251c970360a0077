// On a terminal, libedit; no history, since answers are personal. Elsewhere each line is echoed.
#include "interview/typed.h"

#include "file/lines.h"
#include "write/memory.h"
#include "write/screen.h"

#include <histedit.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct typed_source {
    FILE *out;
    const char *path; ///< NULL: standard input
    line_reader in;   ///< unless lines are edited
    EditLine *editor; ///< NULL: lines are not edited
    char *prompt;
    bool cancelled, discarded;
    char *line;
    size_t length;
    char *edited; ///< the editor's line
};

// --- a terminal ---

static typed_source *source_of(EditLine *editor)
{
    void *lines = NULL;
    (void)el_get(editor, EL_CLIENTDATA, &lines);
    return lines;
}

static char *prompt_text(EditLine *editor)
{
    return source_of(editor)->prompt;
}

/// Ctrl-C: discards the line; if there is nothing to discard, ends.
static unsigned char cancel(EditLine *editor, int key)
{
    const LineInfo *line = el_line(editor);
    typed_source *lines = source_of(editor);
    (void)key;
    lines->cancelled = true;
    lines->discarded = line->lastchar > line->buffer;
    return CC_EOF;
}

static void open_editor(typed_source *lines)
{
    (void)setlocale(LC_CTYPE, ""); // for the editor: which bytes are a character
    lines->editor = must_have(el_init("advise", stdin, stdout, stderr));
    (void)el_set(lines->editor, EL_CLIENTDATA, lines);
    (void)el_set(lines->editor, EL_PROMPT, prompt_text);
    (void)el_set(lines->editor, EL_EDITOR, "emacs");
    (void)el_set(lines->editor, EL_SIGNAL, 1); // a terminal that changes its size, or is stopped
    (void)el_set(lines->editor, EL_ADDFN, "advise-cancel", "discard the line", cancel);
    (void)el_source(lines->editor, NULL);
    (void)el_set(lines->editor, EL_SETTY, "-d", "-isig", NULL); // Ctrl-C is a key while a line is edited
    (void)el_set(lines->editor, EL_BIND, "^C", "advise-cancel", NULL);
}

/// Keeps a copy of the editor's line: what it gives is its own.
static void keep(typed_source *lines, const char *line, size_t length)
{
    free(lines->edited);
    lines->line = lines->edited = must_have(strndup(line, length));
    lines->length = strlen(lines->line);
}

static typed_outcome edit_line(typed_source *lines)
{
    int count = 0;
    lines->cancelled = false;
    el_resize(lines->editor);
    const char *line = el_gets(lines->editor, &count);
    if (line != NULL && count > 0) {
        keep(lines, line, (size_t)count);
        return TYPED_LINE;
    }
    (void)fputs(lines->cancelled ? "^C\n" : "\n", lines->out);
    return lines->cancelled && lines->discarded ? TYPED_DISCARDED : TYPED_END;
}

// --- anything else ---

static typed_outcome read_line(typed_source *lines)
{
    (void)fputs(lines->prompt, lines->out);
    (void)fflush(lines->out); // a program may wait for it
    if (lines_next(&lines->in)) {
        lines->line = lines->in.line;
        lines->length = lines->in.length;
        return TYPED_LINE;
    }
    (void)fputc('\n', lines->out);
    if (typed_failed(lines))
        screen_complain(lines->path != NULL ? lines->path : "standard input", lines->in.number,
                        lines->in.problem);
    return TYPED_END;
}

// --- both ---

typed_source *typed_open(const char *path, FILE *out)
{
    const bool is_stdin = path == NULL || strcmp(path, "-") == 0;
    typed_source *lines = must_have(calloc(1, sizeof *lines));
    *lines = (typed_source){.in = lines_open(is_stdin ? "-" : path), .out = out, .path = path};
    if (lines->in.problem != NULL) {
        screen_complain(path, 0, lines->in.problem);
        typed_close(lines);
        return NULL;
    }
    if (is_stdin && isatty(STDIN_FILENO) != 0 && isatty(fileno(out)) != 0)
        open_editor(lines);
    return lines;
}

void typed_close(typed_source *lines)
{
    if (lines == NULL)
        return;
    if (lines->editor != NULL)
        el_end(lines->editor);
    lines_close(&lines->in);
    free(lines->edited);
    free(lines);
}

/// Removes the end of the line.
static void cut_end(typed_source *lines)
{
    while (lines->length > 0 &&
           (lines->line[lines->length - 1] == '\n' || lines->line[lines->length - 1] == '\r'))
        lines->length--;
    lines->line[lines->length] = '\0';
}

typed_outcome typed_next(typed_source *lines, char *prompt, const char **line, size_t *length)
{
    lines->prompt = prompt;
    (void)fflush(lines->out);
    const typed_outcome outcome = lines->editor != NULL ? edit_line(lines) : read_line(lines);
    if (outcome != TYPED_LINE)
        return outcome;
    cut_end(lines);
    if (lines->editor == NULL) {
        screen_safe(lines->out, lines->line);
        (void)fputc('\n', lines->out);
    }
    *line = lines->line;
    *length = lines->length;
    return outcome;
}

bool typed_failed(const typed_source *lines)
{
    return lines->in.problem != NULL;
}
