// POST /v1/what-if: what other advice would be given if something were otherwise: by cases, each with what is set in it, or by another profile.
#include "report/contrast.h"
#include "respond/answer_json.h"
#include "write/memory.h"

#include <stdlib.h>

enum { MOST_CASES = 20, MOST_SETTINGS = 100 };

typedef struct what_if_request {
    request_profile of;
    const request_value *cases;
    request_text other;
    size_t top;
} what_if_request;

static const member_row rows[] = {PROFILE_MEMBERS,
                                  SET_MEMBER,
                                  {"cases", MEMBER_LIST, false, offsetof(what_if_request, cases), NULL},
                                  {"other", MEMBER_TEXT, false, offsetof(what_if_request, other), NULL},
                                  {"top", MEMBER_COUNT, false, offsetof(what_if_request, top), NULL},
                                  {0}};

typedef struct asked_case {
    request_text name;
    const request_value *set;
} asked_case;

static const member_row case_rows[] = {{"name", MEMBER_TEXT, false, offsetof(asked_case, name), NULL},
                                       {"set", MEMBER_LIST, true, offsetof(asked_case, set), NULL},
                                       {0}};

/// Makes one contrast. Its report's session is the request's: it keeps until the next run.
static bool make_one(request_session *s, const advise_alternative *asked, advise_contrast **contrast)
{
    advise_diagnostics *problems = NULL;
    const advise_status made = advise_contrast_new(s->report, asked, contrast, &problems);
    if (made != ADVISE_OK)
        return request_session_good(s, made, problems);
    advise_diagnostics_free(problems); // warnings of what is only supposed
    return true;
}

static bool make_case(request_session *s, const request_value *list, size_t index, contrast_case *out)
{
    asked_case asked = {0};
    advise_setting settings[MOST_SETTINGS];
    advise_alternative alternative = {.settings = settings};
    if (!request_fill(request_item(list, index), case_rows, "an item of 'cases'", &asked, s->out) ||
        !request_settings(s, asked.set, settings, MOST_SETTINGS, &alternative.setting_count))
        return false;
    out->name = asked.name.text != NULL ? asked.name.text : "what if";
    return make_one(s, &alternative, &out->contrast);
}

static bool make_cases(request_session *s, const what_if_request *asked, contrast_case *cases, size_t *count)
{
    if (asked->other.text != NULL) {
        const advise_alternative other = {.text = asked->other.text, .length = asked->other.length};
        cases[0].name = "other";
        *count = 1;
        return make_one(s, &other, &cases[0].contrast);
    }
    bool good = true;
    for (*count = 0; *count < request_count(asked->cases) && good; (*count)++)
        good = make_case(s, asked->cases, *count, &cases[*count]);
    return good;
}

/// Whether it is clear what is to be compared.
static bool is_clear(const what_if_request *asked, response *out)
{
    const size_t count = request_count(asked->cases);
    if ((count == 0) != (asked->other.text != NULL)) {
        response_fail(out, RESPONSE_BAD_REQUEST, "bad-request", NULL,
                      "the request needs either 'cases', at least one, or 'other'");
        return false;
    }
    if (count <= MOST_CASES)
        return true;
    response_fail(out, RESPONSE_BAD_REQUEST, "bad-request", NULL, "'cases' has at most %d items", MOST_CASES);
    return false;
}

static void compare(request_session *s, const what_if_request *asked)
{
    contrast_case cases[MOST_CASES] = {0};
    contrast_output result = {.pack = s->by->pack,
                              .base = s->report,
                              .base_name = "as it is",
                              .cases = cases,
                              .is_other_profile = asked->other.text != NULL,
                              .top = asked->top};
    if (make_cases(s, asked, cases, &result.case_count)) {
        json_writer w = answer_begin(s);
        const screen document = answer_document_begin(&w, "contrast");
        contrast_as_json.write(&document, &result);
        answer_document_end(&w);
        answer_end(s, &w, s->report);
    }
    for (size_t i = 0; i < MOST_CASES; i++)
        advise_contrast_free(cases[i].contrast);
}

void respond_what_if(const responder *by, const char *body, size_t length, response *out)
{
    what_if_request asked = {0};
    request_value *root = request_parse(body, length, out);
    if (root != NULL && request_fill(root, rows, "the request", &asked, out) && is_clear(&asked, out)) {
        request_session s;
        if (request_session_begin(&s, by, &asked.of.as_of, out) && request_session_run(&s, &asked.of, 0))
            compare(&s, &asked);
        request_session_end(&s);
    }
    request_free(root);
}
