// The loop of the conversation: what is typed is an answer or a command.
#include "interview/interview.h"

#include "exit_status.h"
#include "interview/saved.h"
#include "interview/say.h"
#include "interview/talk.h"
#include "write/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void ask(talk *t)
{
    const advise_interview_question q = advise_interview_next(t->interview);
    const bool other_topic = t->topic == NULL || strcmp(t->topic, q.topic) != 0;
    const bool other_item = other_topic || t->item == NULL || strcmp(t->item, q.item) != 0;
    if (other_topic && *q.topic != '\0')
        say_topic(&t->screen, q.topic);
    talk_keep_text(&t->topic, q.topic);
    talk_keep_text(&t->item, q.item);
    say_question(&t->screen, t->call->pack, &q, other_item);
}

/// True if the line is a value of the choices of the question, written out: then it is the answer, even if it is a command too.
static bool is_choice(const talk *t, const char *line)
{
    const advise_interview_question q = advise_interview_next(t->interview);
    if (!talk_is_asking(t) || q.kind != ADVISE_QUESTION_VALUE)
        return false;
    const advise_fact f = advise_pack_fact(t->call->pack, q.type, q.index);
    bool found = false;
    for (size_t i = 0; i < f.allowed_count && !found; i++)
        found = strcasecmp(advise_pack_allowed(t->call->pack, q.type, q.index, i).low, line) == 0;
    return found;
}

/// An answer; or, if there is no question, an empty line that ends the interview.
static void answer(talk *t, const char *line, size_t length)
{
    const bool is_text =
        talk_is_asking(t) && advise_interview_next(t->interview).kind == ADVISE_QUESTION_TEXT;
    if (is_text)
        answer_give_text(t, line, length);
    else if (talk_is_asking(t))
        answer_give(t, line, length);
    else if (length == 0)
        t->ended = true;
    else
        talk_say(t, INK_PLAIN, must_format("There is no question now. An empty line ends."));
}

static bool is_number(const char *line)
{
    return *line != '\0' && line[strspn(line, "0123456789")] == '\0';
}

/// Takes a line: an answer, a command, or, after `show`, the number of an answer.
static void take_line(talk *t, const char *line, size_t length, bool *after_show)
{
    const char *argument;
    const bool may_be_number = *after_show;
    const word_id word = is_choice(t, line) ? WORD_NONE : words_find(line, &argument);
    *after_show = false;
    if (word != WORD_NONE)
        commands_run(t, word, argument, after_show);
    else if (may_be_number && is_number(line))
        commands_edit(t, line);
    else if (!may_be_number || length > 0)
        answer(t, line, length);
}

static void converse(talk *t)
{
    bool after_show = false;
    while (!t->ended) {
        const char *line;
        size_t length;
        t->screen.width = screen_width(t->call->out, t->call->width);
        if (!talk_is_asking(t))
            end_questions(t);
        else if (!after_show && !t->just_asked)
            ask(t);
        t->just_asked = false;
        const typed_outcome outcome = talk_read_line(t, &line, &length);
        t->screen.width = screen_width(t->call->out, t->call->width);
        if (outcome == TYPED_LINE)
            take_line(t, line, length, &after_show);
        t->ended = t->ended || outcome == TYPED_END;
    }
}

int interview_run(const interview_call *call)
{
    talk t = {.call = call,
              .screen = {call->out, screen_width(call->out, call->width),
                         screen_colour(call->out, call->no_colour)}};
    const char *path = call->output != NULL ? call->output : call->profile;
    if (path != NULL)
        talk_keep_text(&t.path, path);
    if (path != NULL || begin_ask_for_file(&t)) {
        if (!saved_is_writable(t.path))
            t.status = EXIT_IO;
        else if (begin_open(&t)) {
            begin_greet(&t);
            converse(&t);
            end_talk(&t);
        }
    }
    advise_interview_free(t.interview);
    free(t.path);
    free(t.topic);
    free(t.item);
    free(t.heads);
    return t.status;
}
