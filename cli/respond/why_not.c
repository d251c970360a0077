// POST /v1/why-not: what keeps a recommendation from being given, and the cheapest changes that would bring it.
#include "report/why_not.h"
#include "respond/answer_json.h"
#include "respond/request_target.h"
#include "write/deadline.h"

enum { MOST_SECONDS = 10 };

typedef struct why_not_request {
    request_profile of;
    request_text recommendation;
    size_t top, seconds;
} why_not_request;

static const member_row rows[] = {
    PROFILE_MEMBERS,
    SET_MEMBER,
    {"recommendation", MEMBER_TEXT, true, offsetof(why_not_request, recommendation), NULL},
    {"top", MEMBER_COUNT, false, offsetof(why_not_request, top), NULL},
    {"seconds", MEMBER_COUNT, false, offsetof(why_not_request, seconds), NULL},
    {0}};

static void search(request_session *s, const why_not_request *asked)
{
    advise_target target;
    if (!request_target(s, &asked->recommendation, &target))
        return;
    const size_t seconds = asked->seconds == 0             ? 1
                           : asked->seconds < MOST_SECONDS ? asked->seconds
                                                           : MOST_SECONDS;
    why_not_report why = {
        .report = s->report, .profile = PROFILE_NAME, .target = &target, .top = asked->top, .all = true};
    deadline until = deadline_in((double)seconds, s->by->stop);
    const advise_why_not_options options = {
        .top = asked->top, .should_stop = deadline_of_answer, .state = &until};
    if (!request_session_good(s, advise_report_why_not(s->report, &target, &options, &why.why_not), NULL))
        return;
    json_writer w = answer_begin(s);
    const screen document = answer_document_begin(&w, "why_not");
    why_not_as_json.write(&document, &why);
    answer_document_end(&w);
    answer_end(s, &w, s->report);
}

void respond_why_not(const responder *by, const char *body, size_t length, response *out)
{
    why_not_request asked = {0};
    request_value *root = request_parse(body, length, out);
    if (root != NULL && request_fill(root, rows, "the request", &asked, out)) {
        request_session s;
        if (request_session_begin(&s, by, &asked.of.as_of, out) && request_session_run(&s, &asked.of, 0))
            search(&s, &asked);
        request_session_end(&s);
    }
    request_free(root);
}
