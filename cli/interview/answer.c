// What is said to an answer, and what is read of one that has several lines.
#include "interview/say.h"
#include "interview/talk.h"
#include "report/entry.h"
#include "write/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    PATIENCE = 3, ///< rejected answers to one question, until going on without one is offered
    /// Answers that left the first places as they were, until an end is offered; then twice as many, and so on.
    QUIET = 10,
};

/// A sentence made of words that begin in lower case.
static char *sentence(const char *text)
{
    char *out = must_format("%s.", text);
    const size_t length = strlen(text);
    out[0] = (char)toupper((unsigned char)out[0]);
    if (length > 0 && strchr(".?!", text[length - 1]) != NULL)
        out[length] = '\0';
    return out;
}

static void say_rejection(talk *t, const advise_reply *reply)
{
    t->just_asked = true;
    talk_say(t, INK_YELLOW, sentence(reply->message));
    if (*reply->hint != '\0' && reply->kind == ADVISE_REPLY_REJECTED)
        talk_say(t, INK_PLAIN, sentence(reply->hint));
    if (reply->rejections >= PATIENCE)
        talk_say(t, INK_PLAIN, must_format("'skip' goes on without an answer."));
}

static void say_where(talk *t)
{
    const advise_progress p = advise_interview_progress(t->interview);
    const bool news = !t->has_said_places || p.final_places != t->final_places;
    say_progress(&t->screen, &p, news);
    t->has_said_places = true;
    t->final_places = p.final_places;
}

/// What leads each of the first places.
static char *first_heads(const talk *t)
{
    char *text;
    size_t length;
    FILE *out = must_open_text(&text, &length);
    const advise_report *r = advise_interview_report(t->interview);
    const size_t top = advise_interview_progress(t->interview).places;
    for (size_t i = 0; i < advise_report_given_count(r); i++) {
        const advise_advice a = advise_report_advice(r, i);
        if (a.rank <= top && entry_is_head(&a))
            (void)fprintf(out, "%s %s\n", a.recommendation, a.item);
    }
    must_close_text(out, &text);
    return text;
}

/// Offers an end if the first places have long been as they are: that nothing can change them may take many answers more.
static void offer_end(talk *t)
{
    char *heads = first_heads(t);
    t->same = t->heads != NULL && strcmp(heads, t->heads) == 0 ? t->same + 1 : 0;
    free(t->heads);
    t->heads = heads;
    t->quiet = t->same == 0 ? QUIET : t->quiet;
    if (t->same < t->quiet || *heads == '\0' || !talk_is_asking(t))
        return;
    t->quiet *= 2;
    const size_t places = advise_interview_progress(t->interview).places;
    char *which = places == 1 ? must_format("The first has") : must_format("The first %zu have", places);
    talk_say(t, INK_PLAIN,
             must_format("%s stayed the same for %zu answers. 'advice' shows %s; go on, or 'quit'.", which,
                         t->same, places == 1 ? "it" : "them"));
    free(which);
}

void answer_take(talk *t, advise_status status, const advise_reply *reply, const char *typed)
{
    if (status != ADVISE_OK) {
        talk_end_without_memory(t);
    } else if (reply->kind != ADVISE_REPLY_ACCEPTED) {
        say_rejection(t, reply);
    } else {
        if (*reply->understood != '\0' && strcasecmp(reply->understood, typed) != 0)
            talk_say(t, INK_GREEN, sentence(reply->understood));
        t->is_closed = false;
        talk_save(t);
        say_contradictions(&t->screen, t->interview, false);
        say_where(t);
        offer_end(t);
    }
}

void answer_give(talk *t, const char *text, size_t length)
{
    advise_reply reply;
    const advise_status status = advise_interview_answer(t->interview, text, length, &reply);
    answer_take(t, status, &reply, text);
}

/// Lines up to one that is only a dot. False if they were discarded.
static bool read_text(talk *t, const char *first, size_t first_length, FILE *out)
{
    static char prompt[] = ". ";
    typed_outcome outcome = TYPED_LINE;
    (void)fwrite(first, 1, first_length, out);
    while (outcome == TYPED_LINE) {
        const char *line;
        size_t length;
        outcome = typed_next(t->call->lines, prompt, &line, &length);
        if (outcome == TYPED_LINE && length == 1 && *line == '.')
            break;
        (void)fputc('\n', out);
        if (outcome == TYPED_LINE)
            (void)fwrite(line, 1, length, out);
    }
    t->ended = outcome == TYPED_END;
    return outcome != TYPED_DISCARDED;
}

void answer_give_text(talk *t, const char *first, size_t first_length)
{
    const bool is_path = first_length > 0 && *first == '@';
    char *text;
    size_t length;
    FILE *out = must_open_text(&text, &length);
    if (is_path)
        (void)fwrite(first, 1, first_length, out);
    const bool whole = first_length == 0 || is_path || read_text(t, first, first_length, out);
    must_close_text(out, &text);
    const bool ended = t->ended;
    t->ended = false;
    if (whole)
        answer_give(t, text, length);
    t->ended = t->ended || ended;
    free(text);
}
