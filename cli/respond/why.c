// POST /v1/why: the proof of one piece of advice, or of all that is given.
#include "report/why.h"
#include "respond/answer_json.h"
#include "respond/held.h"
#include "respond/request_target.h"

typedef struct why_request {
    request_profile of;
    request_text recommendation;
    size_t format; ///< a position among `formats`
} why_request;

static const struct {
    const why_format *format;
    const char *type;
} formats[] = {{&why_as_json, "application/json"}, {&why_as_html, "text/html; charset=utf-8"}};

static const member_row rows[] = {
    PROFILE_MEMBERS,
    SET_MEMBER,
    {"recommendation", MEMBER_TEXT, false, offsetof(why_request, recommendation), NULL},
    {"format", MEMBER_WORD, false, offsetof(why_request, format), "json|html"},
    {0}};

static void write_proofs(request_session *s, const why_request *asked, const why_report *why)
{
    if (asked->format == 0) {
        json_writer w = answer_begin(s);
        const screen document = answer_document_begin(&w, "proof");
        why_as_json.write(&document, why);
        answer_document_end(&w);
        answer_end(s, &w, s->report);
    } else {
        answer_page(s, formats[asked->format].type);
        const screen page = answer_screen(s);
        formats[asked->format].format->write(&page, why);
        answer_page_end(s, s->report);
    }
}

static void release_why(void *why)
{
    why_free(why);
}

static void prove(request_session *s, const why_request *asked)
{
    advise_target target;
    const bool is_one = asked->recommendation.text != NULL;
    if (is_one && !request_target(s, &asked->recommendation, &target))
        return;
    why_report *why = request_session_room(s, sizeof *why);
    *why = (why_report){.pack = s->by->pack,
                        .report = s->report,
                        .profile = PROFILE_NAME,
                        .target = is_one ? &target : NULL,
                        .names_no_commands = true};
    held_add(release_why, why);
    const advise_status proved = why_prove(why);
    if (proved == ADVISE_OK)
        write_proofs(s, asked, why);
    else
        (void)request_session_good(s, proved, NULL);
    held_release(why);
}

void respond_why(const responder *by, const char *body, size_t length, response *out)
{
    why_request asked = {0};
    request_value *root = request_parse(body, length, out);
    if (root != NULL && request_fill(root, rows, "the request", &asked, out)) {
        request_session s;
        if (request_session_begin(&s, by, &asked.of.as_of, out) && request_session_run(&s, &asked.of, 0))
            prove(&s, &asked);
        request_session_end(&s);
    }
    request_free(root);
}
