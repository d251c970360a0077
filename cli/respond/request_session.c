// The session that answers one request.
#include "respond/bounded.h"
#include "respond/held.h"
#include "respond/request.h"
#include "write/memory.h"
#include "write/today.h"

#include <string.h>

enum {
    /// Bytes that one request may take of the library: the longest profile with all that is weighed of it takes a fraction.
    MOST_MEMORY = 256 << 20,
    MOST_SETTINGS = 100,
};

static void release_bound(void *bound)
{
    bounded_free(bound);
}

static void release_session(void *session)
{
    advise_session_free(session);
}

bool request_session_good(request_session *s, advise_status status, advise_diagnostics *problems)
{
    advise_diagnostics_free(s->problems);
    s->problems = problems;
    switch (status) {
    case ADVISE_OK: return true;
    case ADVISE_BAD_PROFILE:
        response_fail(s->out, RESPONSE_BAD_REQUEST, "bad-profile", problems, "the profile cannot be used");
        break;
    case ADVISE_NO_MEMORY:
        response_fail(s->out, RESPONSE_UNAVAILABLE, "out-of-memory", NULL,
                      "the request takes more memory than it may");
        break;
    default:
        response_fail(s->out, RESPONSE_BAD_REQUEST, "bad-request", problems, "the request cannot be met");
    }
    return false;
}

bool request_session_begin(request_session *s, const responder *by, const request_text *as_of, response *out)
{
    char today[TODAY_SIZE];
    *s = (request_session){.by = by, .out = out};
    s->bound = bounded_new(MOST_MEMORY, &s->from);
    held_add(release_bound, s->bound);
    s->session = advise_session_new(by->pack, &s->from);
    held_add(release_session, s->session);
    if (s->session == NULL)
        return request_session_good(s, ADVISE_NO_MEMORY, NULL);
    const char *date = date_or_today(as_of->text != NULL ? as_of->text : by->as_of, today);
    const advise_status set = advise_session_set_date(s->session, date);
    if (set == ADVISE_OK || set == ADVISE_NO_MEMORY)
        return request_session_good(s, set, NULL);
    response_fail(out, RESPONSE_BAD_REQUEST, "bad-request", NULL,
                  "'as_of' of the request must be a date such as 2026-01-31");
    return false;
}

bool request_settings(request_session *s, const request_value *list, advise_setting *settings, size_t most,
                      size_t *count)
{
    typedef struct setting {
        request_text name, value;
    } setting;
    static const member_row rows[] = {{"name", MEMBER_TEXT, true, offsetof(setting, name), NULL},
                                      {"value", MEMBER_TEXT, true, offsetof(setting, value), NULL},
                                      {0}};
    bool good = true;
    if (request_count(list) > most) {
        response_fail(s->out, RESPONSE_BAD_REQUEST, "bad-request", NULL, "'set' has at most %zu items", most);
        return false;
    }
    for (*count = 0; *count < request_count(list) && good; (*count)++) {
        setting one = {0};
        good = request_fill(request_item(list, *count), rows, "an item of 'set'", &one, s->out);
        settings[*count] = (advise_setting){one.name.text, one.value.text};
    }
    return good;
}

static bool set_facts(request_session *s, const request_value *list)
{
    advise_setting settings[MOST_SETTINGS];
    size_t count;
    bool good = request_settings(s, list, settings, MOST_SETTINGS, &count);
    for (size_t i = 0; good && i < count; i++)
        good = request_session_good(
            s, advise_session_set_fact(s->session, settings[i].name, settings[i].expression), NULL);
    return good;
}

bool request_session_run(request_session *s, const request_profile *asked, size_t places)
{
    advise_diagnostics *problems = NULL;
    if (!set_facts(s, asked->set))
        return false;
    (void)advise_session_set_places(s->session, places);
    // Without a folder: files that it names are refused.
    const advise_status ran = advise_run_text(s->session, PROFILE_NAME, asked->profile.text,
                                              asked->profile.length, NULL, &s->report, &problems);
    return request_session_good(s, ran, problems);
}

void *request_session_room(const request_session *s, size_t size)
{
    void *room = must_have(s->from.resize(s->from.state, NULL, size));
    return memset(room, 0, size);
}

char *request_session_keep(const request_session *s, const char *text)
{
    const size_t length = text != NULL ? strlen(text) : 0;
    char *copy = request_session_room(s, length + 1);
    return length > 0 ? memcpy(copy, text, length) : copy;
}

void request_session_end(request_session *s)
{
    advise_diagnostics_free(s->problems);
    held_release(s->session);
    held_release(s->bound);
}
