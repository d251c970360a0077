#include "serve/http_reply.h"
#include "write/page.h"
#include "write/text_stream.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// A page may load what this server has, ask it, and nothing else. Sheets that it opens have the style of all pages in them.
static void add_policy(struct MHD_Response *r)
{
    char policy[400];
    (void)snprintf(policy, sizeof policy,
                   "default-src 'none'; script-src 'self'; style-src 'self' %s; connect-src 'self'; img-src "
                   "data:; form-action "
                   "'none'; base-uri 'none'; frame-ancestors 'none'",
                   page_style_hash());
    (void)MHD_add_response_header(r, "Content-Security-Policy", policy);
}

static void add_headers(struct MHD_Response *r, const char *type)
{
    static const char *const headers[][2] = {{"Cache-Control", "no-store"},
                                             {"X-Content-Type-Options", "nosniff"},
                                             {"Referrer-Policy", "no-referrer"},
                                             {"X-Frame-Options", "DENY"},
                                             {"Cross-Origin-Resource-Policy", "same-origin"},
                                             {"Cross-Origin-Opener-Policy", "same-origin"}};
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++)
        (void)MHD_add_response_header(r, headers[i][0], headers[i][1]);
    (void)MHD_add_response_header(r, "Content-Type", type);
    add_policy(r);
}

/// Sends a response, and lets go of it.
static enum MHD_Result send_it(struct MHD_Connection *connection, unsigned status, struct MHD_Response *r)
{
    const enum MHD_Result sent = MHD_queue_response(connection, status, r);
    MHD_destroy_response(r);
    return sent;
}

static enum MHD_Result send_bytes(struct MHD_Connection *connection, unsigned status, const char *type,
                                  const char *bytes, size_t length, enum MHD_ResponseMemoryMode mode)
{
    struct MHD_Response *r = MHD_create_response_from_buffer(length, (void *)(uintptr_t)bytes, mode);
    if (r == NULL)
        return MHD_NO;
    add_headers(r, type);
    return send_it(connection, status, r);
}

enum MHD_Result reply_response(struct MHD_Connection *connection, response *answer)
{
    struct MHD_Response *r =
        MHD_create_response_from_buffer(answer->length, answer->body, MHD_RESPMEM_PERSISTENT);
    if (r == NULL)
        return MHD_NO;
    add_headers(r, answer->type);
    if (answer->status == RESPONSE_UNAVAILABLE)
        (void)MHD_add_response_header(r, "Retry-After", "1");
    return send_it(connection, answer->status, r);
}

/// The document of an error; `allowed` is NULL unless it has to tell the methods that there are.
static enum MHD_Result send_error(struct MHD_Connection *connection, response_status status,
                                  const char *error, const char *message, const char *allowed)
{
    response answer;
    response_make_error(&answer, status, error, message);
    status = answer.status;
    struct MHD_Response *r =
        MHD_create_response_from_buffer(answer.length, answer.body, MHD_RESPMEM_MUST_COPY);
    response_free(&answer);
    if (r == NULL)
        return MHD_NO;
    add_headers(r, "application/json");
    if (allowed != NULL)
        (void)MHD_add_response_header(r, "Allow", allowed);
    if (status == RESPONSE_UNAUTHORIZED)
        (void)MHD_add_response_header(r, "WWW-Authenticate", "Bearer realm=\"advise\"");
    if (status == RESPONSE_UNAVAILABLE)
        (void)MHD_add_response_header(r, "Retry-After", "1");
    return send_it(connection, status, r);
}

enum MHD_Result reply_error(struct MHD_Connection *connection, response_status status, const char *error,
                            const char *message)
{
    return send_error(connection, status, error, message, NULL);
}

enum MHD_Result reply_wrong_method(struct MHD_Connection *connection, const char *allowed)
{
    return send_error(connection, RESPONSE_WRONG_METHOD, "wrong-method",
                      "this path is asked for by another method", allowed);
}

enum MHD_Result reply_asset(struct MHD_Connection *connection, const asset *file)
{
    return send_bytes(connection, RESPONSE_OK, file->type, file->bytes, file->length, MHD_RESPMEM_PERSISTENT);
}

enum MHD_Result reply_locked(struct MHD_Connection *connection, response_status status)
{
    char *text = NULL;
    size_t length = 0;
    FILE *out = text_stream(&text, &length);
    if (out == NULL)
        return MHD_NO;
    const page p = {.out = out}; // with its style in it: who may not come in is given no other file
    page_begin(&p, "This page is locked");
    page_put(&p,
             "<p>It opens only by the whole address that <code>advise serve</code> printed, with the token "
             "at its end. Copy that address into this browser.</p>\n<p>If the server was started again "
             "since, the old address no longer fits: it printed a new one.</p>\n");
    page_end(&p);
    bool is_whole = !ferror(out);
    is_whole = fclose(out) == 0 && is_whole;
    const enum MHD_Result sent = is_whole ? send_bytes(connection, status, "text/html; charset=utf-8", text,
                                                       length, MHD_RESPMEM_MUST_COPY)
                                          : MHD_NO;
    free(text);
    return sent;
}

enum MHD_Result reply_cookie(struct MHD_Connection *connection, const gate *g)
{
    char name[GATE_COOKIE_NAME];
    char cookie[128];
    struct MHD_Response *r =
        MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
    if (r == NULL)
        return MHD_NO;
    gate_cookie_name(g, name);
    (void)snprintf(cookie, sizeof cookie, "%s=%s; Path=/; HttpOnly; SameSite=Strict", name, g->cookie);
    add_headers(r, "text/plain");
    (void)MHD_add_response_header(r, "Set-Cookie", cookie);
    (void)MHD_add_response_header(r, "Location", "/");
    return send_it(connection, 303, r);
}
