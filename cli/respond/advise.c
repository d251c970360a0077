// POST /v1/advise: a report, or a sheet to take home.
#include "respond/answer_json.h"
#include "sheet/sheet.h"

typedef struct advise_request {
    request_profile of;
    size_t top;
    bool all;
    size_t format; ///< a position among `formats`
    size_t sheet;  ///< whom it is for; 1: the counselor
} advise_request;

static const struct {
    const report_format *format;
    const char *type;
} formats[] = {{&report_as_json, "application/json"},
               {&sheet_as_html, "text/html; charset=utf-8"},
               {&sheet_as_markdown, "text/markdown; charset=utf-8"}};

static const member_row rows[] = {
    PROFILE_MEMBERS,
    SET_MEMBER,
    {"top", MEMBER_COUNT, false, offsetof(advise_request, top), NULL},
    {"all", MEMBER_FLAG, false, offsetof(advise_request, all), NULL},
    {"format", MEMBER_WORD, false, offsetof(advise_request, format), "json|html|markdown"},
    {"sheet", MEMBER_WORD, false, offsetof(advise_request, sheet), "person|counselor"},
    {0}};

static void write_report(request_session *s, const advise_request *asked)
{
    const report_options shown = {
        .explain_signs = true, .top = asked->top, .all = asked->all, .counselor = asked->sheet > 0};
    if (asked->format > 0) {
        const screen page = answer_screen(s);
        answer_page(s, formats[asked->format].type);
        formats[asked->format].format->write(&page, &shown, s->by->pack, s->report);
        answer_page_end(s, s->report);
        return;
    }
    json_writer w = answer_begin(s);
    answer_report(&w, "report", &shown, s->by->pack, s->report);
    answer_end(s, &w, s->report);
}

static bool is_possible(const advise_request *asked, response *out)
{
    if (asked->sheet == 0 || asked->format > 0)
        return true;
    response_fail(out, RESPONSE_BAD_REQUEST, "bad-request", NULL,
                  "'sheet' counselor is for 'format' html or markdown");
    return false;
}

void respond_advise(const responder *by, const char *body, size_t length, response *out)
{
    advise_request asked = {0};
    request_value *root = request_parse(body, length, out);
    if (root != NULL && request_fill(root, rows, "the request", &asked, out) && is_possible(&asked, out)) {
        request_session s;
        if (request_session_begin(&s, by, &asked.of.as_of, out) &&
            request_session_run(&s, &asked.of, asked.top))
            write_report(&s, &asked);
        request_session_end(&s);
    }
    request_free(root);
}
