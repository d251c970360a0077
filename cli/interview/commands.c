// What the words do that are commands.
#include "interview/saved.h"
#include "interview/say.h"
#include "interview/talk.h"
#include "write/memory.h"

#include <stdlib.h>

static void save_elsewhere(talk *t, const char *path)
{
    if (*path == '\0')
        talk_save(t);
    else if (saved_exists(path)) {
        talk_say(t, INK_PLAIN, must_format("%s is there already. Name another file.", path));
        return;
    } else {
        talk_keep_text(&t->path, path);
        talk_save(t);
    }
    if (!t->unsaved)
        talk_say(t, INK_PLAIN, must_format("Saved in %s.", t->path));
}

/// Takes a step that is no answer.
/// @param done  what is said of it if the interview has nothing else to say
static void take_step(talk *t, advise_status (*step)(advise_interview *, advise_reply *), const char *done)
{
    advise_reply reply;
    const advise_status status = step(t->interview, &reply);
    if (status == ADVISE_OK && reply.kind == ADVISE_REPLY_ACCEPTED && *reply.understood == '\0')
        reply.understood = done;
    answer_take(t, status, &reply, "");
}

static void why(talk *t)
{
    const advise_interview_question q = advise_interview_next(t->interview);
    say_reasons(&t->screen, t->interview);
    say_question_again(&t->screen, t->call->pack, &q);
    t->just_asked = true;
}

void commands_edit(talk *t, const char *number)
{
    const size_t count = advise_interview_answer_count(t->interview);
    const unsigned long n = strtoul(number, NULL, 10);
    if (n == 0 || n > count) {
        talk_say(t, INK_PLAIN,
                 must_format(count > 0 ? "The answers have the numbers 1 to %zu: 'show' lists them."
                                       : "There are no answers yet.",
                             count));
        return;
    }
    if (advise_interview_edit(t->interview, n - 1) != ADVISE_OK)
        talk_end_without_memory(t);
}

/// Lists the answers; a number that is typed then changes that one. Anything else is what it always is.
static void show(talk *t, bool *again)
{
    say_answers(&t->screen, t->interview);
    say_contradictions(&t->screen, t->interview, true);
    *again = true;
}

void commands_run(talk *t, word_id word, const char *argument, bool *after_show)
{
    const bool asking = talk_is_asking(t);
    switch (word) {
    case WORD_WHY:
        if (asking)
            why(t);
        break;
    case WORD_DONT_KNOW:
        if (asking)
            take_step(t, advise_interview_dont_know, "");
        break;
    case WORD_SKIP:
        if (asking)
            take_step(t, advise_interview_skip, "skipped");
        break;
    case WORD_BACK: take_step(t, advise_interview_undo, "taken back"); break;
    case WORD_SHOW: show(t, after_show); break;
    case WORD_EDIT: commands_edit(t, argument); break;
    case WORD_ADVICE: talk_say_advice(t, 0); break;
    case WORD_SAVE: save_elsewhere(t, argument); break;
    case WORD_HELP: say_help(&t->screen); break;
    case WORD_QUIT: t->ended = true; break;
    case WORD_NONE: break;
    }
}
