// POST /v1/ask: an interview that nobody keeps. A request brings the profile and what was said since; it is said again, and the answer holds the
// profile with it, what is to be brought the next time, the next question and the advice so far.
#include "respond/ask_json.h"
#include "respond/held.h"
#include "write/deadline.h"

#include <string.h>

enum {
    MOST_MOVES = 1000,
    SECONDS = 10, ///< that saying all of it again may take
};

typedef struct ask_request {
    request_profile of;
    const request_value *said, *skipped;
    request_text topic;
    size_t top, most;
} ask_request;

static const member_row rows[] = {PROFILE_MEMBERS,
                                  {"said", MEMBER_LIST, false, offsetof(ask_request, said), NULL},
                                  {"skipped", MEMBER_LIST, false, offsetof(ask_request, skipped), NULL},
                                  {"topic", MEMBER_TEXT, false, offsetof(ask_request, topic), NULL},
                                  {"top", MEMBER_COUNT, false, offsetof(ask_request, top), NULL},
                                  {"most", MEMBER_COUNT, false, offsetof(ask_request, most), NULL},
                                  {0}};

typedef enum move_kind { MOVE_ANSWER, MOVE_DONT_KNOW, MOVE_SKIP, MOVE_EDIT } move_kind;

/// One thing that was said.
typedef struct move {
    size_t kind;
    request_text text;
    size_t number; ///< of an answer, from 1
} move;

static const member_row move_rows[] = {
    {"kind", MEMBER_WORD, true, offsetof(move, kind), "answer|dont_know|skip|edit"},
    {"text", MEMBER_TEXT, false, offsetof(move, text), NULL},
    {"number", MEMBER_COUNT, false, offsetof(move, number), NULL},
    {0}};

static bool is_asking(const advise_interview *interview)
{
    return advise_interview_progress(interview).state == ADVISE_INTERVIEW_ASKS;
}

/// What is wrong with a move as things stand; NULL: nothing.
static const char *wrong_move(const advise_interview *interview, const move *m)
{
    if (m->kind == MOVE_EDIT && (m->number == 0 || m->number > advise_interview_answer_count(interview)))
        return "'number' of 'edit' must be that of an answer";
    if (m->kind == MOVE_ANSWER && m->text.text == NULL)
        return "an item of 'said' that is an answer needs 'text'";
    if (m->kind != MOVE_EDIT && !is_asking(interview))
        return "an item of 'said' answers no question";
    return NULL;
}

static advise_status make_move(advise_interview *interview, const move *m, advise_reply *reply)
{
    switch ((move_kind)m->kind) {
    case MOVE_ANSWER: return advise_interview_answer(interview, m->text.text, m->text.length, reply);
    case MOVE_DONT_KNOW: return advise_interview_dont_know(interview, reply);
    case MOVE_SKIP: return advise_interview_skip(interview, reply);
    case MOVE_EDIT:
        *reply = (advise_reply){ADVISE_REPLY_ACCEPTED, "", "", "", 0};
        return advise_interview_edit(interview, m->number - 1);
    }
    return ADVISE_BAD_USE;
}

static const member_row skipped_rows[] = {{"fact", MEMBER_TEXT, true, offsetof(ask_skipped, fact), NULL},
                                          {"field", MEMBER_TEXT, true, offsetof(ask_skipped, field), NULL},
                                          {"item", MEMBER_TEXT, true, offsetof(ask_skipped, item), NULL},
                                          {0}};

/// An interview that is being held again.
typedef struct repetition {
    request_session *session;
    advise_interview *interview;
    deadline until;
    ask_skipped *skipped; ///< before and now, with room for one more than can be
    size_t skipped_count;
    const char *topic; ///< of the question that was answered last; NULL: none was
    advise_reply reply;
} repetition;

static bool is_in_time(const repetition *r)
{
    if (!deadline_is_past(&r->until))
        return true;
    response_fail(r->session->out, RESPONSE_UNAVAILABLE, "too-long", NULL, "the request takes too long");
    return false;
}

static bool is_text(request_text a, const char *b)
{
    return strcmp(a.text, b) == 0;
}

static bool was_skipped(const repetition *r, const advise_interview_question *q)
{
    bool found = false;
    for (size_t i = 0; i < r->skipped_count && !found; i++) {
        const ask_skipped *one = &r->skipped[i];
        found = is_text(one->fact, q->fact) && is_text(one->field, q->field) && is_text(one->item, q->item);
    }
    return found;
}

/// Skips what was skipped before.
static bool skip_again(repetition *r)
{
    bool good = true;
    advise_reply reply;
    while (good && is_asking(r->interview)) {
        const advise_interview_question q = advise_interview_next(r->interview);
        if (q.is_edit || q.is_required || !was_skipped(r, &q))
            break;
        good = is_in_time(r) &&
               request_session_good(r->session, advise_interview_pass(r->interview, &reply), NULL);
    }
    return good;
}

static request_text keep(const repetition *r, const char *text)
{
    return (request_text){request_session_keep(r->session, text), strlen(text)};
}

/// Remembers the question as one that was skipped, unless skipping it leaves a record out or keeps an answer.
static void note_skip(repetition *r)
{
    const advise_interview_question q = advise_interview_next(r->interview);
    if (q.is_required || q.is_edit || was_skipped(r, &q))
        return;
    r->skipped[r->skipped_count++] = (ask_skipped){keep(r, q.fact), keep(r, q.field), keep(r, q.item)};
}

static bool say_one(repetition *r, const request_value *said)
{
    move m = {0};
    request_session *s = r->session;
    if (!is_in_time(r) || !request_fill(said, move_rows, "an item of 'said'", &m, s->out))
        return false;
    const char *wrong = wrong_move(r->interview, &m);
    if (wrong != NULL) {
        response_fail(s->out, RESPONSE_BAD_REQUEST, "bad-request", NULL, "%s", wrong);
        return false;
    }
    if (m.kind == MOVE_SKIP)
        note_skip(r);
    const char *topic = advise_interview_next(r->interview).topic; // the pack's
    if (!request_session_good(s, make_move(r->interview, &m, &r->reply), NULL))
        return false;
    if (r->reply.kind == ADVISE_REPLY_ACCEPTED && m.kind != MOVE_EDIT)
        r->topic = topic;
    return true;
}

/// Reads what was skipped before.
static bool read_skipped(repetition *r, const request_value *list)
{
    bool good = true;
    for (size_t i = 0; i < request_count(list) && good; i++) {
        ask_skipped one = {0};
        good =
            request_fill(request_item(list, i), skipped_rows, "an item of 'skipped'", &one, r->session->out);
        if (good)
            r->skipped[r->skipped_count++] =
                (ask_skipped){keep(r, one.fact.text), keep(r, one.field.text), keep(r, one.item.text)};
    }
    return good;
}

static bool is_short_enough(const request_session *s, const ask_request *asked)
{
    if (request_count(asked->said) <= MOST_MOVES && request_count(asked->skipped) <= MOST_MOVES)
        return true;
    response_fail(s->out, RESPONSE_BAD_REQUEST, "bad-request", NULL,
                  "'said' and 'skipped' have at most %d items", MOST_MOVES);
    return false;
}

/// Says again what was said.
static bool say(repetition *r, const ask_request *asked)
{
    bool good = is_short_enough(r->session, asked) && read_skipped(r, asked->skipped);
    for (size_t i = 0; i < request_count(asked->said) && good; i++)
        good = skip_again(r) && say_one(r, request_item(asked->said, i));
    return good;
}

static void hold(request_session *s, const ask_request *asked, advise_interview *interview)
{
    advise_diagnostics *problems =
        s->problems; // of the profile as it was brought: what is said again adds none
    repetition r = {.session = s,
                    .interview = interview,
                    .until = deadline_in(SECONDS, s->by->stop),
                    .topic = asked->topic.text};
    ask_answer answer = {
        .session = s, .interview = interview, .profile = &asked->of.profile, .said = asked->said};
    s->problems = NULL;
    r.skipped = request_session_room(s, 2 * MOST_MOVES * sizeof *r.skipped);
    if (say(&r, asked)) {
        ask_keep_reply(&answer, &r.reply);
        answer.skipped = r.skipped;
        answer.topic_before = asked->topic.text;
        answer.topic = r.topic;
        answer.skipped_before = request_count(asked->skipped);
        if (skip_again(&r)) {
            answer.skipped_count = r.skipped_count;
            s->problems = problems;
            problems = NULL;
            ask_write(&answer);
        }
    }
    advise_diagnostics_free(problems);
}

static void release_interview(void *interview)
{
    advise_interview_free(interview);
}

void respond_ask(const responder *by, const char *body, size_t length, response *out)
{
    ask_request asked = {0};
    request_value *root = request_parse(body, length, out);
    if (root != NULL && request_fill(root, rows, "the request", &asked, out)) {
        request_session s;
        advise_interview *interview = NULL;
        advise_diagnostics *problems = NULL;
        const advise_interview_options o = {.top = asked.top, .most = asked.most, .topic = asked.topic.text};
        if (request_session_begin(&s, by, &asked.of.as_of, out)) {
            const advise_status begun =
                advise_interview_new(s.session, PROFILE_NAME, asked.of.profile.text, asked.of.profile.length,
                                     NULL, &o, &interview, &problems);
            held_add(release_interview, interview);
            if (request_session_good(&s, begun, problems))
                hold(&s, &asked, interview);
        }
        held_release(interview);
        request_session_end(&s);
    }
    request_free(root);
}
