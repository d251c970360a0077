// A prompt for expressions on libedit: history, completion, input of several lines, and commands that begin with a colon.
#include "prompt/prompt.h"

#include "exit_status.h"
#include "prompt/history.h"
#include "report/diagnostics.h"

#include <histedit.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_INPUT = 64 * 1024, MOST_LISTED = 200 };

typedef struct prompt {
    feel_output *output;
    advise_scope *scope;
    EditLine *editor;
    History *history;
    char *input; ///< the lines so far, LONGEST_INPUT + 1 bytes
    size_t length;
    bool cancelled, ended;
} prompt;

// --- editing ---

static prompt *prompt_of(EditLine *editor)
{
    void *p = NULL;
    (void)el_get(editor, EL_CLIENTDATA, &p);
    return p;
}

static char *prompt_text(EditLine *editor)
{
    static char first[] = "feel> ";
    static char further[] = "  ... ";
    return prompt_of(editor)->length == 0 ? first : further;
}

/// Ctrl-C: discards the line and those before it.
static unsigned char cancel(EditLine *editor, int key)
{
    (void)key;
    prompt_of(editor)->cancelled = true;
    return CC_EOF;
}

static size_t shared_length(const char *const *texts, size_t count)
{
    size_t length = strlen(texts[0]);
    for (size_t i = 1; i < count; i++) {
        size_t same = 0;
        while (same < length && texts[i][same] == texts[0][same])
            same++;
        length = same;
    }
    while (length > 0 && ((unsigned char)texts[0][length] & 0xC0) == 0x80)
        length--; // no half of a character
    return length;
}

static void list_candidates(const prompt *p, const char *const *texts, size_t count)
{
    const screen *s = &p->output->out;
    size_t widest = 1;
    for (size_t i = 0; i < count; i++) {
        size_t columns = screen_columns(texts[i]) + 2;
        widest = columns > widest ? columns : widest;
    }
    size_t across = s->width / widest > 0 ? s->width / widest : 1;
    for (size_t i = 0; i < count && i < MOST_LISTED; i++) {
        (void)fputs(i % across == 0 ? "\n" : "", s->out);
        screen_safe(s->out, texts[i]);
        for (size_t pad = screen_columns(texts[i]); (i + 1) % across != 0 && pad < widest; pad++)
            (void)fputc(' ', s->out);
    }
    (void)fputc('\n', s->out);
    (void)fflush(s->out);
}

/// Tab: inserts as much as all candidates share, or lists them.
static unsigned char complete(EditLine *editor, int key)
{
    prompt *p = prompt_of(editor);
    const LineInfo *line = el_line(editor);
    size_t before = (size_t)(line->cursor - line->buffer);
    char *text = malloc(p->length + before + 1);
    (void)key;
    if (text == NULL)
        return CC_ERROR;
    memcpy(text, p->input, p->length);
    memcpy(text + p->length, line->buffer, before);
    text[p->length + before] = '\0';
    size_t start = 0;
    size_t count = 0;
    const char *const *found = advise_complete(p->scope, text, &start, &count);
    size_t typed = strlen(text) - start;
    free(text);
    if (count == 0)
        return CC_ERROR;
    size_t shared = shared_length(found, count);
    if (shared <= typed) {
        if (count == 1)
            return CC_ERROR;
        list_candidates(p, found, count);
        return CC_REDISPLAY;
    }
    char *rest = strndup(found[0] + typed, shared - typed);
    bool inserted = rest != NULL && el_insertstr(editor, rest) == 0;
    free(rest);
    return inserted ? CC_REFRESH : CC_ERROR;
}

// --- input of several lines ---

/// True if a bracket or a quote is open and the text is not yet a complete expression.
static bool is_open(const prompt *p)
{
    advise_expression x = {.text = p->input, .length = p->length};
    const advise_syntax *syntax = NULL;
    if (advise_parse(p->scope, &x, &syntax, NULL) == ADVISE_OK || syntax == NULL)
        return false;
    long depth = 0;
    bool quote = false;
    for (size_t i = 0; i < syntax->token_count; i++) {
        char first = p->input[syntax->tokens[i].offset];
        bool symbol = strcmp(syntax->tokens[i].kind, "symbol") == 0;
        depth += symbol && (first == '(' || first == '[' || first == '{');
        depth -= symbol && (first == ')' || first == ']' || first == '}');
        quote = strcmp(syntax->tokens[i].kind, "bad") == 0 && (first == '"' || first == '@');
    }
    return depth > 0 || quote;
}

/// Adds a line to the input. False if that would be too long.
static bool add_line(prompt *p, const char *line, size_t length)
{
    if (p->length + length + 1 > LONGEST_INPUT) {
        (void)fputs("advise: this is too long\n", stderr);
        return false;
    }
    if (p->length > 0)
        p->input[p->length++] = '\n';
    memcpy(p->input + p->length, line, length);
    p->length += length;
    p->input[p->length] = '\0';
    return true;
}

/// Reads lines into `input` until an expression or command is complete. An empty line ends it in any case.
static void read_input(prompt *p)
{
    p->length = 0;
    p->input[0] = '\0';
    for (;;) {
        int count = 0;
        p->cancelled = false;
        const char *line = el_gets(p->editor, &count);
        if (line == NULL || count <= 0) {
            (void)fputs(p->cancelled ? "^C\n" : "\n", p->output->out.out);
            p->ended = !p->cancelled;
            p->length = 0;
            return;
        }
        size_t length = strcspn(line, "\r\n");
        if (!add_line(p, line, length))
            p->length = 0;
        if (p->length == 0 || length == 0 || p->input[0] == ':' || !is_open(p))
            return;
    }
}

static void remember(prompt *p)
{
    HistEvent event;
    char *line = strdup(p->input);
    for (char *at = line; at != NULL && *at != '\0'; at++)
        *at = *at == '\n' ? ' ' : *at;
    if (line != NULL)
        (void)history(p->history, &event, H_ENTER, line);
    free(line);
}

// --- commands ---

static void show(prompt *p, feel_view view, const char *text)
{
    feel_view before = p->output->view;
    p->output->view = view;
    p->output->printed = 0;
    (void)feel_show(p->output, p->scope, text, strlen(text), NULL, 0);
    p->output->view = before;
}

static void report(const prompt *p, advise_diagnostics *problems)
{
    (void)fflush(p->output->out.out);
    diagnostics_text(&p->output->errors, problems, p->output->quiet);
    advise_diagnostics_free(problems);
}

static void command_let(prompt *p, const char *text)
{
    const char *equals = strchr(text, '=');
    if (equals == NULL) {
        (void)fputs("advise: write :let NAME = EXPRESSION\n", stderr);
        return;
    }
    const char *end = equals;
    while (end > text && end[-1] == ' ')
        end--;
    char *name = strndup(text, (size_t)(end - text));
    advise_diagnostics *problems = NULL;
    if (name != NULL)
        (void)advise_scope_let(p->scope, name, equals + 1, &problems);
    free(name);
    report(p, problems);
}

static void command_load(prompt *p, const char *path)
{
    advise_diagnostics *problems = NULL;
    (void)advise_scope_read_file(p->scope, path, &problems);
    report(p, problems);
}

static void command_type(prompt *p, const char *text)
{
    show(p, FEEL_VIEW_TYPE, text);
}

static void command_explain(prompt *p, const char *text)
{
    show(p, FEEL_VIEW_EXPLANATION, text);
}

static void command_functions(prompt *p, const char *word)
{
    const screen *s = &p->output->out;
    size_t count = 0;
    size_t shown = 0;
    const advise_function *functions = advise_functions(p->scope, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcasestr(functions[i].signature, word) == NULL &&
            strcasestr(functions[i].summary, word) == NULL)
            continue;
        screen_wrap(s, "", INK_PLAIN, 2, functions[i].signature, INK_BOLD);
        screen_wrap(s, "    ", INK_PLAIN, 4, functions[i].summary, INK_PLAIN);
        shown++;
    }
    if (shown == 0)
        (void)fprintf(stderr, "advise: no built-in function mentions '%s'\n", word);
}

static void command_quit(prompt *p, const char *text)
{
    (void)text;
    p->ended = true;
}

static void command_help(prompt *p, const char *text);

static const struct {
    const char *name;
    void (*run)(prompt *p, const char *text);
    const char *usage, *help;
} commands[] = {
    {":let", command_let, ":let NAME = EXPRESSION", "give a name a value"},
    {":load", command_load, ":load FILE", "take names and values from a YAML or JSON mapping"},
    {":type", command_type, ":type EXPRESSION", "show what is known of the type, without evaluating"},
    {":explain", command_explain, ":explain EXPRESSION", "show what each part gives"},
    {":functions", command_functions, ":functions [WORD]",
     "list built-in functions, or those that speak of WORD"},
    {":help", command_help, ":help", "print this"},
    {":quit", command_quit, ":quit", "end, as Ctrl-D does"},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void command_help(prompt *p, const char *text)
{
    (void)text;
    for (size_t i = 0; i < COMMANDS; i++)
        (void)fprintf(p->output->out.out, "%-23s %s\n", commands[i].usage, commands[i].help);
    (void)fputs("Anything else is an expression: its value is printed. Input continues while a\n"
                "bracket or quote is open; Tab completes names, Ctrl-C discards a line.\n",
                p->output->out.out);
}

static void run_command(prompt *p)
{
    size_t length = strcspn(p->input, " \t");
    char *text = p->input + length;
    text += strspn(text, " \t");
    for (size_t end = strlen(text); end > 0 && (text[end - 1] == ' ' || text[end - 1] == '\t'); end--)
        text[end - 1] = '\0';
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strlen(commands[i].name) == length && strncmp(commands[i].name, p->input, length) == 0) {
            commands[i].run(p, text);
            return;
        }
    }
    (void)fputs("advise: there is no command ", stderr);
    p->input[length] = '\0';
    screen_safe(stderr, p->input);
    (void)fputs("; :help lists them\n", stderr);
}

// --- the whole ---

static bool open_editor(prompt *p)
{
    HistEvent event;
    p->input = malloc(LONGEST_INPUT + 1);
    p->history = history_init();
    p->editor = el_init("advise", stdin, stdout, stderr);
    if (p->input == NULL || p->history == NULL || p->editor == NULL)
        return false;
    (void)history(p->history, &event, H_SETSIZE, 1000);
    (void)history(p->history, &event, H_SETUNIQUE, 1);
    history_load(p->history);
    (void)el_set(p->editor, EL_CLIENTDATA, p);
    (void)el_set(p->editor, EL_PROMPT, prompt_text);
    (void)el_set(p->editor, EL_EDITOR, "emacs");
    (void)el_set(p->editor, EL_HIST, history, p->history);
    (void)el_set(p->editor, EL_ADDFN, "advise-complete", "complete a name", complete);
    (void)el_set(p->editor, EL_ADDFN, "advise-cancel", "discard the line", cancel);
    (void)el_set(p->editor, EL_BIND, "^I", "advise-complete", NULL);
    (void)el_set(p->editor, EL_BIND, "^R", "em-inc-search-prev", NULL);
    (void)el_source(p->editor, NULL);
    (void)el_set(p->editor, EL_SETTY, "-d", "-isig", NULL); // Ctrl-C is a key while a line is edited
    (void)el_set(p->editor, EL_BIND, "^C", "advise-cancel", NULL);
    return true;
}

static void converse(prompt *p)
{
    if (!p->output->quiet)
        (void)fputs("FEEL. :help lists the commands, Ctrl-D ends.\n", p->output->out.out);
    while (!p->ended) {
        read_input(p);
        if (p->input[strspn(p->input, " \t\n")] == '\0' || p->length == 0)
            continue;
        remember(p);
        if (p->input[0] == ':')
            run_command(p);
        else
            show(p, p->output->view, p->input);
        (void)fflush(p->output->out.out);
    }
}

int prompt_run(feel_output *o, advise_scope *scope)
{
    prompt p = {.output = o, .scope = scope};
    (void)setlocale(LC_CTYPE, ""); // for the editor: which bytes are a character
    bool opened = open_editor(&p);
    if (opened) {
        converse(&p);
        history_save(p.history);
    }
    if (p.editor != NULL)
        el_end(p.editor);
    if (p.history != NULL)
        history_end(p.history);
    free(p.input);
    return opened ? EXIT_DONE : out_of_memory();
}
