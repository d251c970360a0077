// The conversation: what is typed, what is said to it, and when the file is written.
#include "interview/interview.h"

#include "exit_status.h"
#include "interview/saved.h"
#include "interview/say.h"
#include "interview/words.h"
#include "report/diagnostics.h"
#include "report/report.h"
#include "write/memory.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    PATIENCE = 3, ///< rejected answers to one question, until going on without one is offered
    QUIET =
        10, ///< answers that left the first places as they were, until an end is offered; then twice as many, and so on
};

static char prompt_answer[] = "> ";
static char prompt_more[] = ". ";
static const char default_file[] = "profile.yaml";

typedef struct talk {
    const interview_call *call;
    advise_interview *interview;
    char *path; ///< where answers are saved
    screen screen;
    char *topic, *item; ///< of the question before
    size_t final_places;
    char *heads;     ///< of the first places, after the latest answer
    size_t same;     ///< answers since they changed
    size_t quiet;    ///< as many, until an end is offered
    bool just_asked; ///< the question stands right above: nothing need be said before the prompt
    bool has_said_places;
    bool is_closed; ///< it was said that there are no more questions
    bool ended;
    bool unsaved; ///< the latest answers could not be saved
    int status;
} talk;

// --- saying ---

static void say(const talk *t, ink i, char *text)
{
    screen_wrap(&t->screen, "", INK_PLAIN, 0, text, i);
    free(text);
}

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

static void keep_text(char **at, const char *text)
{
    free(*at);
    *at = must_have(strdup(text));
}

static void ask(talk *t)
{
    const advise_interview_question q = advise_interview_next(t->interview);
    const bool other_topic = t->topic == NULL || strcmp(t->topic, q.topic) != 0;
    const bool other_item = other_topic || t->item == NULL || strcmp(t->item, q.item) != 0;
    if (other_topic && *q.topic != '\0')
        say_topic(&t->screen, q.topic);
    keep_text(&t->topic, q.topic);
    keep_text(&t->item, q.item);
    say_question(&t->screen, t->call->pack, &q, other_item);
}

static void say_advice(const talk *t, size_t top)
{
    const report_options o = {.top = top, .brief = true};
    (void)fputc('\n', t->screen.out);
    report_as_text.write(&t->screen, &o, t->call->pack, advise_interview_report(t->interview));
}

static bool is_asking(const talk *t)
{
    return advise_interview_progress(t->interview).state == ADVISE_INTERVIEW_ASKS;
}

// --- saving ---

static void save(talk *t)
{
    size_t length;
    const char *text = advise_interview_text(t->interview, &length);
    (void)fflush(t->screen.out);
    const bool failed = !saved_write(t->path, text, length);
    if (failed && !t->unsaved)
        say(t, INK_BOLD,
            must_format("Your answers are not saved. You can go on: they are kept here, and written to %s as "
                        "soon as that works. 'save OTHER.yaml' saves them in another file.",
                        t->path));
    t->unsaved = failed;
}

static void save_elsewhere(talk *t, const char *path)
{
    if (*path == '\0')
        save(t);
    else if (saved_exists(path)) {
        say(t, INK_PLAIN, must_format("%s is there already. Name another file.", path));
        return;
    } else {
        keep_text(&t->path, path);
        save(t);
    }
    if (!t->unsaved)
        say(t, INK_PLAIN, must_format("Saved in %s.", t->path));
}

// --- answers ---

static void say_rejection(talk *t, const advise_reply *reply)
{
    t->just_asked = true;
    say(t, INK_YELLOW, sentence(reply->message));
    if (*reply->hint != '\0' && reply->kind == ADVISE_REPLY_REJECTED)
        say(t, INK_PLAIN, sentence(reply->hint));
    if (reply->rejections >= PATIENCE)
        say(t, INK_PLAIN, must_format("'skip' goes on without an answer."));
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
        if (a.rank <= top && *a.part_of == '\0' && *a.alternative_to == '\0')
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
    if (t->same < t->quiet || *heads == '\0' || !is_asking(t))
        return;
    t->quiet *= 2;
    const size_t places = advise_interview_progress(t->interview).places;
    char *which = places == 1 ? must_format("The first has") : must_format("The first %zu have", places);
    say(t, INK_PLAIN,
        must_format("%s stayed the same for %zu answers. 'advice' shows %s; go on, or 'quit'.", which,
                    t->same, places == 1 ? "it" : "them"));
    free(which);
}

/// Says what became of an answer; saves what was accepted.
/// @param typed  what need not be repeated back, since it was typed like that
static void take(talk *t, advise_status status, const advise_reply *reply, const char *typed)
{
    if (status != ADVISE_OK) {
        t->status = out_of_memory();
        t->ended = true;
    } else if (reply->kind != ADVISE_REPLY_ACCEPTED) {
        say_rejection(t, reply);
    } else {
        if (*reply->understood != '\0' && strcasecmp(reply->understood, typed) != 0)
            say(t, INK_GREEN, sentence(reply->understood));
        t->is_closed = false;
        save(t);
        say_contradictions(&t->screen, t->interview, false);
        say_where(t);
        offer_end(t);
    }
}

static void give(talk *t, const char *text, size_t length)
{
    advise_reply reply;
    const advise_status status = advise_interview_answer(t->interview, text, length, &reply);
    take(t, status, &reply, text);
}

/// Lines up to one that is only a dot. False if they were discarded.
static bool read_text(talk *t, const char *first, size_t first_length, FILE *out)
{
    typed_outcome outcome = TYPED_LINE;
    (void)fwrite(first, 1, first_length, out);
    while (outcome == TYPED_LINE) {
        const char *line;
        size_t length;
        outcome = typed_next(t->call->lines, prompt_more, &line, &length);
        if (outcome == TYPED_LINE && length == 1 && *line == '.')
            break;
        (void)fputc('\n', out);
        if (outcome == TYPED_LINE)
            (void)fwrite(line, 1, length, out);
    }
    t->ended = outcome == TYPED_END;
    return outcome != TYPED_DISCARDED;
}

/// @param first  the line that was typed, which the next one replaces
static void give_text(talk *t, const char *first, size_t first_length)
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
        give(t, text, length);
    t->ended = t->ended || ended;
    free(text);
}

// --- commands ---

static void undo(talk *t)
{
    advise_reply reply;
    const advise_status status = advise_interview_undo(t->interview, &reply);
    if (status == ADVISE_OK && reply.kind == ADVISE_REPLY_ACCEPTED && *reply.understood == '\0')
        reply.understood = "taken back";
    take(t, status, &reply, "");
}

static void skip(talk *t)
{
    advise_reply reply;
    const advise_status status = advise_interview_skip(t->interview, &reply);
    if (status == ADVISE_OK && reply.kind == ADVISE_REPLY_ACCEPTED && *reply.understood == '\0')
        reply.understood = "skipped";
    take(t, status, &reply, "");
}

static void dont_know(talk *t)
{
    advise_reply reply;
    const advise_status status = advise_interview_dont_know(t->interview, &reply);
    take(t, status, &reply, "");
}

static void why(talk *t)
{
    const advise_interview_question q = advise_interview_next(t->interview);
    say_reasons(&t->screen, t->interview);
    say_question_again(&t->screen, t->call->pack, &q);
    t->just_asked = true;
}

static void edit(talk *t, const char *number)
{
    const size_t count = advise_interview_answer_count(t->interview);
    const unsigned long n = strtoul(number, NULL, 10);
    if (n == 0 || n > count) {
        say(t, INK_PLAIN,
            must_format(count > 0 ? "The answers have the numbers 1 to %zu: 'show' lists them."
                                  : "There are no answers yet.",
                        count));
        return;
    }
    if (advise_interview_edit(t->interview, n - 1) != ADVISE_OK) {
        t->status = out_of_memory();
        t->ended = true;
    }
}

/// Lists the answers; a number that is typed then changes that one. Anything else is what it always is.
static void show(talk *t, bool *again)
{
    say_answers(&t->screen, t->interview);
    say_contradictions(&t->screen, t->interview, true);
    *again = true;
}

// --- the loop ---

/// True if the line is a value of the choices of the question, written out: then it is the answer, even if it is a command too.
static bool is_choice(const talk *t, const char *line)
{
    const advise_interview_question q = advise_interview_next(t->interview);
    if (!is_asking(t) || q.kind != ADVISE_QUESTION_VALUE)
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
    const bool is_text = is_asking(t) && advise_interview_next(t->interview).kind == ADVISE_QUESTION_TEXT;
    if (is_text)
        give_text(t, line, length);
    else if (is_asking(t))
        give(t, line, length);
    else if (length == 0)
        t->ended = true;
    else
        say(t, INK_PLAIN, must_format("There is no question now. An empty line ends."));
}

static void run_word(talk *t, word_id word, const char *argument, bool *after_show)
{
    const bool asking = is_asking(t);
    switch (word) {
    case WORD_WHY:
        if (asking)
            why(t);
        break;
    case WORD_DONT_KNOW:
        if (asking)
            dont_know(t);
        break;
    case WORD_SKIP:
        if (asking)
            skip(t);
        break;
    case WORD_BACK: undo(t); break;
    case WORD_SHOW: show(t, after_show); break;
    case WORD_EDIT: edit(t, argument); break;
    case WORD_ADVICE: say_advice(t, 0); break;
    case WORD_SAVE: save_elsewhere(t, argument); break;
    case WORD_HELP: say_help(&t->screen); break;
    case WORD_QUIT: t->ended = true; break;
    case WORD_NONE: break;
    }
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
        run_word(t, word, argument, after_show);
    else if (may_be_number && is_number(line))
        edit(t, line);
    else if (!may_be_number || length > 0)
        answer(t, line, length);
}

static void say_why_ended(const talk *t)
{
    const advise_progress p = advise_interview_progress(t->interview);
    char places[48] = "first place";
    if (p.places != 1)
        (void)snprintf(places, sizeof places, "first %zu places", p.places);
    if (p.state == ADVISE_INTERVIEW_SETTLED)
        say(t, INK_BOLD,
            must_format("Nothing that you could still say changes the %s. This is proved.", places));
    else if (p.state == ADVISE_INTERVIEW_ENOUGH)
        say(t, INK_BOLD, must_format("That was the last question for now."));
    else
        say(t, INK_BOLD,
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
    say(t, INK_PLAIN,
        must_format("Some of the advice below waits for answers that make no difference to it. Whatever they "
                    "are, this comes first:"));
    for (size_t i = 0; i < count; i++)
        say(t, INK_PLAIN, must_format("  %zu. %s", i + 1, advise_interview_settled(t->interview, i)));
}

/// Says that there are no more questions, and what is advised.
static void close_questions(talk *t)
{
    if (t->is_closed)
        return;
    (void)fputc('\n', t->screen.out);
    say_why_ended(t);
    say_settled(t);
    say_advice(t, advise_interview_progress(t->interview).places);
    say(t, INK_PLAIN, must_format("Saved in %s. 'advise %s' shows the whole advice.", t->path, t->path));
    say(t, INK_PLAIN,
        must_format("An empty line ends; 'show' lists your answers, 'back' takes the last one back."));
    t->is_closed = true;
}

static void converse(talk *t)
{
    bool after_show = false;
    while (!t->ended) {
        const char *line;
        size_t length;
        t->screen.width = screen_width(t->call->out, t->call->width);
        if (!is_asking(t))
            close_questions(t);
        else if (!after_show && !t->just_asked)
            ask(t);
        t->just_asked = false;
        const typed_outcome outcome = typed_next(t->call->lines, prompt_answer, &line, &length);
        t->screen.width = screen_width(t->call->out, t->call->width);
        if (outcome == TYPED_LINE)
            take_line(t, line, length, &after_show);
        t->ended = t->ended || outcome == TYPED_END;
    }
}

// --- beginning and end ---

/// Keeps the name that was typed, with the end that files in YAML have.
static void keep_file(talk *t, const char *name)
{
    const char *dot = strrchr(name, '.');
    const bool is_yaml = dot != NULL && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0);
    char *path = must_format("%s%s", name, is_yaml ? "" : ".yaml");
    keep_text(&t->path, path);
    free(path);
}

/// Asks for the file to save in. False at the end of the input.
static bool ask_for_file(talk *t)
{
    const char *line;
    const char *argument;
    size_t length;
    word_id word = WORD_NONE;
    do {
        say(t, INK_BOLD,
            must_format("In which file should your answers be saved? (an empty line: %s)", default_file));
        if (typed_next(t->call->lines, prompt_answer, &line, &length) != TYPED_LINE)
            return false;
        word = words_find(line, &argument);
        if (word == WORD_QUIT)
            return false;
        if (word != WORD_NONE)
            say(t, INK_PLAIN,
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
        say(t, INK_PLAIN, must_format("%s is not there: this begins with nothing.", profile));
    *name = t->path;
    char *text = new_text(t);
    *length = strlen(text);
    return text;
}

static bool open_interview(talk *t)
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

static void open_talk(const talk *t)
{
    const size_t count = advise_interview_answer_count(t->interview);
    if (t->call->quiet)
        return;
    say(t, INK_PLAIN,
        must_format(
            "Questions about what matters for your advice, one at a time. Nothing leaves this computer."));
    say(t, INK_PLAIN,
        must_format("Type an answer and press Enter. You can also type: ? (why this is asked), don't know, "
                    "skip, back, show, advice, quit, help."));
    if (count > 0)
        say(t, INK_PLAIN,
            must_format("%s has %zu answer%s already; this goes on from there.", t->path, count,
                        count == 1 ? "" : "s"));
    else
        say(t, INK_PLAIN, must_format("Your answers are saved in %s after each one.", t->path));
}

/// Says what is not in the file, since something is missing that it cannot be used without.
static void say_begun(const talk *t)
{
    const advise_interview_question q = advise_interview_next(t->interview);
    if (q.is_required && !q.is_edit)
        say(t, INK_YELLOW, must_format("\"%s\" is left out, since this was not answered: %s", q.item, q.ask));
}

static void close_talk(talk *t)
{
    say_begun(t);
    if (t->unsaved)
        save(t);
    if (t->unsaved)
        t->status = EXIT_IO;
    else if (!t->is_closed && t->status == EXIT_DONE && saved_exists(t->path))
        say(t, INK_PLAIN,
            must_format("Your answers are in %s. 'advise ask %s' goes on from here.", t->path, t->path));
    if (typed_failed(t->call->lines) && t->status == EXIT_DONE)
        t->status = EXIT_IO;
}

int interview_run(const interview_call *call)
{
    talk t = {.call = call,
              .screen = {call->out, screen_width(call->out, call->width),
                         screen_colour(call->out, call->no_colour)}};
    const char *path = call->output != NULL ? call->output : call->profile;
    if (path != NULL)
        keep_text(&t.path, path);
    if (path != NULL || ask_for_file(&t)) {
        if (!saved_is_writable(t.path))
            t.status = EXIT_IO;
        else if (open_interview(&t)) {
            open_talk(&t);
            converse(&t);
            close_talk(&t);
        }
    }
    advise_interview_free(t.interview);
    free(t.path);
    free(t.topic);
    free(t.item);
    free(t.heads);
    return t.status;
}
