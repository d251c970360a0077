// The end: of the questions, and of the conversation.
#include "exit_status.h"
#include "interview/saved.h"
#include "interview/talk.h"
#include "write/memory.h"

static void say_why_ended(const talk *t)
{
    const advise_progress p = advise_interview_progress(t->interview);
    char places[48] = "first place";
    if (p.places != 1)
        (void)snprintf(places, sizeof places, "first %zu places", p.places);
    if (p.state == ADVISE_INTERVIEW_SETTLED)
        talk_say(t, INK_BOLD,
                 must_format("Nothing that you could still say changes the %s. This is proved.", places));
    else if (p.state == ADVISE_INTERVIEW_ENOUGH)
        talk_say(t, INK_BOLD, must_format("That was the last question for now."));
    else
        talk_say(
            t, INK_BOLD,
            must_format("There are no more questions. What could still change the %s is what you skipped or "
                        "do not know.",
                        places));
}

/// Says what comes first in any case, if the advice does not show it yet.
static void say_settled(const talk *t)
{
    const size_t count = advise_interview_settled_count(t->interview);
    if (count == 0)
        return;
    talk_say(
        t, INK_PLAIN,
        must_format("Some of the advice below waits for answers that make no difference to it. Whatever they "
                    "are, this comes first:"));
    for (size_t i = 0; i < count; i++)
        talk_say(t, INK_PLAIN, must_format("  %zu. %s", i + 1, advise_interview_settled(t->interview, i)));
}

void end_questions(talk *t)
{
    if (t->is_closed)
        return;
    (void)fputc('\n', t->screen.out);
    say_why_ended(t);
    say_settled(t);
    talk_say_advice(t, advise_interview_progress(t->interview).places);
    talk_say(t, INK_PLAIN, must_format("Saved in %s. 'advise %s' shows the whole advice.", t->path, t->path));
    talk_say(t, INK_PLAIN,
             must_format("An empty line ends; 'show' lists your answers, 'back' takes the last one back."));
    t->is_closed = true;
}

/// Says what is not in the file, since something is missing that it cannot be used without.
static void say_begun(const talk *t)
{
    const advise_interview_question q = advise_interview_next(t->interview);
    if (q.is_required && !q.is_edit)
        talk_say(t, INK_YELLOW,
                 must_format("\"%s\" is left out, since this was not answered: %s", q.item, q.ask));
}

void end_talk(talk *t)
{
    say_begun(t);
    if (t->unsaved)
        talk_save(t);
    if (t->unsaved)
        t->status = EXIT_IO;
    else if (!t->is_closed && t->status == EXIT_DONE && saved_exists(t->path))
        talk_say(t, INK_PLAIN,
                 must_format("Your answers are in %s. 'advise ask %s' goes on from here.", t->path, t->path));
    if (typed_failed(t->call->lines) && t->status == EXIT_DONE)
        t->status = EXIT_IO;
}
