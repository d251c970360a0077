// The beginning: the file, what is in it, and a word of welcome.
#include "exit_status.h"
#include "interview/saved.h"
#include "interview/talk.h"
#include "report/diagnostics.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

static const char default_file[] = "profile.yaml";

/// Keeps the name that was typed, with the end that files in YAML have.
static void keep_file(talk *t, const char *name)
{
    const char *dot = strrchr(name, '.');
    const bool is_yaml = dot != NULL && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
    char *path = must_format("%s%s", name, is_yaml ? "" : ".yaml");
    talk_keep_text(&t->path, path);
    free(path);
}

bool begin_ask_for_file(talk *t)
{
    const char *line;
    const char *argument;
    size_t length;
    word_id word = WORD_NONE;
    do {
        talk_say(
            t, INK_BOLD,
            must_format("In which file should your answers be saved? (an empty line: %s)", default_file));
        if (talk_read_line(t, &line, &length) != TYPED_LINE)
            return false;
        word = words_find(line, &argument);
        if (word == WORD_QUIT)
            return false;
        if (word != WORD_NONE)
            talk_say(t, INK_PLAIN,
                     must_format(
                         "A file lets you go on later. Type a name for it, such as ana.yaml, or only press "
                         "Enter. The questions come next; quit ends."));
    } while (word != WORD_NONE);
    keep_file(t, length > 0 ? line : default_file);
    return true;
}

static char *new_text(const talk *t)
{
    return must_format("# Answers for: %s. You can change this file by hand; 'advise ask' goes on with it.\n",
                       advise_pack_title(t->call->pack));
}

/// The text to begin with: that of the file in which answers are saved, or else of the profile. NULL, with a message, if it cannot be
/// read.
static char *first_text(talk *t, const char **name, size_t *length)
{
    const char *profile = t->call->profile;
    const bool is_continued = saved_exists(t->path);
    *name = is_continued || profile == NULL ? t->path : profile;
    if (is_continued || (profile != NULL && saved_exists(profile)))
        return saved_read(*name, length);
    if (profile != NULL && strcmp(profile, t->path) != 0)
        talk_say(t, INK_PLAIN, must_format("%s is not there: this begins with nothing.", profile));
    *name = t->path;
    char *text = new_text(t);
    *length = strlen(text);
    return text;
}

bool begin_open(talk *t)
{
    const char *name;
    size_t length = 0;
    advise_diagnostics *problems = NULL;
    char *text = first_text(t, &name, &length);
    if (text == NULL) {
        t->status = EXIT_IO;
        return false;
    }
    char *folder = saved_folder(t->path);
    const advise_interview_options o = {.top = t->call->top, .most = t->call->most};
    const advise_status status =
        advise_interview_new(t->call->session, name, text, length, folder, &o, &t->interview, &problems);
    free(folder);
    free(text);
    (void)fflush(t->screen.out);
    const screen errors = {stderr, t->screen.width, screen_colour(stderr, t->call->no_colour)};
    diagnostics_text(&errors, problems, t->call->quiet);
    advise_diagnostics_free(problems);
    t->status = exit_status_of(status);
    return t->interview != NULL;
}

void begin_greet(const talk *t)
{
    const size_t count = advise_interview_answer_count(t->interview);
    if (t->call->quiet)
        return;
    talk_say(
        t, INK_PLAIN,
        must_format(
            "Questions about what matters for your advice, one at a time. Nothing leaves this computer."));
    talk_say(
        t, INK_PLAIN,
        must_format("Type an answer and press Enter. You can also type: ? (why this is asked), don't know, "
                    "skip, back, show, advice, quit, help."));
    if (count > 0)
        talk_say(t, INK_PLAIN,
                 must_format("%s has %zu answer%s already; this goes on from there.", t->path, count,
                             count == 1 ? "" : "s"));
    else
        talk_say(t, INK_PLAIN, must_format("Your answers are saved in %s after each one.", t->path));
}
