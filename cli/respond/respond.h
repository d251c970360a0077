/// Answers to what the local page and other programs ask: JSON in, a document out. Nothing here knows of HTTP but the numbers of its statuses,
/// and nothing is kept between two requests: a request brings the profile, and whatever else it is about.
#ifndef ADVISE_CLI_RESPOND_RESPOND_H
#define ADVISE_CLI_RESPOND_RESPOND_H

#include "advise.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/// By what it is answered; shared by all threads.
typedef struct responder {
    const advise_pack *pack;
    const char *as_of;       ///< the date if a request names none; NULL: the day of the request
    const atomic_bool *stop; ///< true: what is under way must end; NULL: nothing says so
} responder;

/// The statuses that answers have.
typedef enum response_status {
    RESPONSE_OK = 200,
    RESPONSE_BAD_REQUEST = 400,
    RESPONSE_UNAUTHORIZED = 401,
    RESPONSE_FORBIDDEN = 403,
    RESPONSE_NOT_FOUND = 404,
    RESPONSE_WRONG_METHOD = 405,
    RESPONSE_TIMEOUT = 408,
    RESPONSE_NO_LENGTH = 411,
    RESPONSE_TOO_LARGE = 413,
    RESPONSE_WRONG_TYPE = 415,
    RESPONSE_WRONG_HOST = 421,
    RESPONSE_UNAVAILABLE = 503,
} response_status;

/// An answer. Begin with `response_begin`, free with `response_free`.
typedef struct response {
    response_status status;
    const char *type; ///< of the document, for Content-Type
    char *body;       ///< complete after `response_end`
    size_t length;
    FILE *out;        ///< to the body, until `response_end`
    bool is_constant; ///< the body: nothing frees it
} response;

void response_begin(response *r);
void response_end(response *r);
void response_free(response *r);

/// Answers with an error instead: whatever was written is dropped.
/// @param error    a fixed word, "bad-profile"
/// @param problems  what is wrong in detail; NULL: nothing more. Borrowed
void response_fail(response *r, response_status status, const char *error, const advise_diagnostics *problems,
                   const char *format, ...) __attribute__((format(printf, 5, 6)));

/// Answers that there is no memory for the answer, for which no memory is needed. Ends the response.
void response_refuse(response *r);
/// Begins and ends a response that is an error; or, if there is no memory for it, one that says so.
void response_make_error(response *r, response_status status, const char *error, const char *message);

/// Something that can be asked for.
typedef struct respond_route {
    const char *path;
    size_t most;     ///< bytes that a request may have; 0: it is asked for by GET, with none
    bool takes_long; ///< it may take many seconds
    /// Answers a request, into a response that was begun. Called by several threads at once.
    void (*answer)(const responder *by, const char *body, size_t length, response *out);
} respond_route;

/// All routes; ends with one without a path.
extern const respond_route respond_routes[];
const respond_route *respond_find(const char *path);
/// Answers a request by a route, or refuses it if memory ends. Ends the response.
void respond_answer(const respond_route *route, const responder *by, const char *body, size_t length,
                    response *out);

// Each in the file of its name.
void respond_pack(const responder *by, const char *body, size_t length, response *out);
void respond_advise(const responder *by, const char *body, size_t length, response *out);
void respond_ask(const responder *by, const char *body, size_t length, response *out);
void respond_why(const responder *by, const char *body, size_t length, response *out);
void respond_why_not(const responder *by, const char *body, size_t length, response *out);
void respond_what_if(const responder *by, const char *body, size_t length, response *out);
void respond_batch(const responder *by, const char *body, size_t length, response *out);

#endif
