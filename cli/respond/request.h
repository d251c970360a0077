/// What a request says. A kind of request declares its members as rows of a table; whatever is no member, or is of another type, is an error
/// that says so, as a misspelt word is everywhere else.
#ifndef ADVISE_CLI_RESPOND_REQUEST_H
#define ADVISE_CLI_RESPOND_REQUEST_H

#include "respond/respond.h"

/// A value of JSON. What reads it, jansson, is known to request.c alone: some of its names are those of our writer.
typedef struct json_t request_value;

typedef enum member_kind {
    MEMBER_TEXT, ///< request_text, with a NULL text if it is not given
    MEMBER_WORD, ///< size_t: the position among the row's words, which '|' separates; the first if it is not given
    MEMBER_COUNT, ///< size_t, from 1 to a million; 0 if not given
    MEMBER_FLAG,  ///< bool
    MEMBER_LIST,  ///< const request_value *: an array, NULL if not given
} member_kind;

/// A text of a request: without NULs, and with one behind it.
typedef struct request_text {
    const char *text;
    size_t length;
} request_text;

/// One member. Rows end with one without a name.
typedef struct member_row {
    const char *name;
    member_kind kind;
    bool required;
    size_t offset;     ///< of what it fills in
    const char *words; ///< of MEMBER_WORD
} member_row;

/// Reads a request's body. NULL, with an error as the response, if it is no JSON object. End with
/// `request_free`, which allows NULL.
request_value *request_parse(const char *body, size_t length, response *out);
void request_free(request_value *request);

/// How many items a list has; 0 of NULL. An item by its index.
size_t request_count(const request_value *list);
const request_value *request_item(const request_value *list, size_t index);
/// A value as JSON. Free with free.
char *request_copy(const request_value *value);

/// Fills in `into`, which begins as zeros, from an object. False, with an error as the response, if something is wrong.
/// @param what  what the object is, for messages: "the request"
bool request_fill(const request_value *object, const member_row *rows, const char *what, void *into,
                  response *out);

// --- what requests have in common ---

/// Members that most requests have: the profile, its date and what is tried in it.
typedef struct request_profile {
    request_text profile; ///< YAML, of which JSON is a part
    request_text as_of;
    const request_value *set;
} request_profile;

/// Rows for a struct that begins with a request_profile. Interviews try nothing: they have no "set".
#define PROFILE_MEMBERS                                                                                      \
    {"profile", MEMBER_TEXT, true, offsetof(request_profile, profile), NULL},                                \
    {                                                                                                        \
        "as_of", MEMBER_TEXT, false, offsetof(request_profile, as_of), NULL                                  \
    }
#define SET_MEMBER                                                                                           \
    {                                                                                                        \
        "set", MEMBER_LIST, false, offsetof(request_profile, set), NULL                                      \
    }

/// What an answer calls a profile that has no file.
#define PROFILE_NAME "profile"

/// What a request is answered with: a session of its own, whose memory is bounded, and what was found on the way.
typedef struct request_session {
    const responder *by;
    advise_allocator from;
    void *bound; ///< what `from` counts
    advise_session *session;
    const advise_report *report;
    advise_diagnostics *problems; ///< of the profile: errors, or warnings beside a report
    response *out;
} request_session;

/// Opens a session with the date of the request. False, with an error as the response, if that cannot be. End with
/// `request_session_end` in any case.
bool request_session_begin(request_session *s, const responder *by, const request_text *as_of, response *out);
/// Runs it on the profile, with what is tried in it. False, with an error as the response, if there is no report.
bool request_session_run(request_session *s, const request_profile *asked, size_t places);
/// Reads a list of settings, of a fact or a field by its name and a FEEL expression. False, with an error as the response, if it is none, or
/// longer than `most`. The texts are the request's.
bool request_settings(request_session *s, const request_value *list, advise_setting *settings, size_t most,
                      size_t *count);
/// Answers with an error if a call of the library ended badly. True if it did not.
/// @param problems  what the call found; they become the session's
bool request_session_good(request_session *s, advise_status status, advise_diagnostics *problems);
/// Zeroed memory that lives as long as the session.
void *request_session_room(const request_session *s, size_t size);
/// A copy of a text likewise; of NULL, the empty text.
char *request_session_keep(const request_session *s, const char *text);
void request_session_end(request_session *s);

#endif
