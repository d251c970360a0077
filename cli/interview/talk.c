// What all parts of the conversation do: say, and save.
#include "interview/talk.h"

#include "exit_status.h"
#include "interview/saved.h"
#include "report/report.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>

void talk_say(const talk *t, ink i, char *text)
{
    screen_wrap(&t->screen, "", INK_PLAIN, 0, text, i);
    free(text);
}

void talk_keep_text(char **at, const char *text)
{
    free(*at);
    *at = must_have(strdup(text));
}

bool talk_is_asking(const talk *t)
{
    return advise_interview_progress(t->interview).state == ADVISE_INTERVIEW_ASKS;
}

void talk_say_advice(const talk *t, size_t top)
{
    const report_options o = {.top = top, .brief = true};
    (void)fputc('\n', t->screen.out);
    report_as_text.write(&t->screen, &o, t->call->pack, advise_interview_report(t->interview));
}

void talk_save(talk *t)
{
    size_t length;
    const char *text = advise_interview_text(t->interview, &length);
    (void)fflush(t->screen.out);
    const bool failed = !saved_write(t->path, text, length);
    if (failed && !t->unsaved)
        talk_say(
            t, INK_BOLD,
            must_format("Your answers are not saved. You can go on: they are kept here, and written to %s as "
                        "soon as that works. 'save OTHER.yaml' saves them in another file.",
                        t->path));
    t->unsaved = failed;
}

typed_outcome talk_read_line(const talk *t, const char **line, size_t *length)
{
    static char prompt[] = "> ";
    return typed_next(t->call->lines, prompt, line, length);
}

void talk_end_without_memory(talk *t)
{
    t->status = out_of_memory();
    t->ended = true;
}
