// Requests on their way through: gate, route, body, answer.
#include "serve/http.h"
#include "serve/assets.h"
#include "serve/http_reply.h"

#include <stdlib.h>
#include <string.h>

enum {
    /// Bytes of all requests that are held at a time.
    MOST_HELD = 32 << 20,
    /// Bytes of a connection's buffers: a request line and headers must fit.
    CONNECTION_MEMORY = 16 << 10,
    /// Seconds without a byte, as a last resort: guests.c cuts off before.
    SILENCE = 40,
};

/// A request under way.
typedef struct exchange {
    http_server *server;
    struct MHD_Connection *connection;
    guest *guest;
    char *body;
    size_t length, capacity, announced;
    work work;
    bool has_begun, is_working, is_answered;
} exchange;

static guest *guest_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info != NULL ? info->socket_context : NULL;
}

static void on_connection(void *state, struct MHD_Connection *connection, void **context,
                          enum MHD_ConnectionNotificationCode code)
{
    http_server *s = state;
    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        *context = guests_enter(
            &s->guests, MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd);
    else
        guests_leave(&s->guests, *context);
}

/// A request line has come.
static void *on_line(void *state, const char *address, struct MHD_Connection *connection)
{
    (void)state;
    (void)address;
    guest_turn(guest_of(connection), GUEST_READING);
    return NULL;
}

static void on_end(void *state, struct MHD_Connection *connection, void **own,
                   enum MHD_RequestTerminationCode why)
{
    exchange *e = *own;
    (void)state;
    (void)why;
    guest *g = guest_of(connection);
    if (g != NULL)
        g->has_answered = true;
    guest_turn(g, GUEST_SILENT);
    if (e == NULL)
        return;
    e->server->held -= e->announced;
    if (e->is_working)
        response_free(&e->work.answer);
    free(e->body);
    free(e);
    *own = NULL;
}

// --- before the body ---

static const char *header(struct MHD_Connection *connection, const char *name)
{
    return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

static enum MHD_Result count_host(void *state, enum MHD_ValueKind kind, const char *name, const char *value)
{
    (void)kind;
    (void)value;
    *(unsigned *)state += strcasecmp(name, MHD_HTTP_HEADER_HOST) == 0;
    return MHD_YES;
}

static gate_verdict let_in(const http_server *s, struct MHD_Connection *connection, const char *path,
                           const char *method)
{
    char cookie[GATE_COOKIE_NAME];
    gate_cookie_name(&s->gate, cookie);
    gate_request r = {.host = header(connection, MHD_HTTP_HEADER_HOST),
                      .origin = header(connection, MHD_HTTP_HEADER_ORIGIN),
                      .fetch_site = header(connection, "Sec-Fetch-Site"),
                      .authorization = header(connection, MHD_HTTP_HEADER_AUTHORIZATION),
                      .cookie = MHD_lookup_connection_value(connection, MHD_COOKIE_KIND, cookie),
                      .query_token = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "token"),
                      .opens_page = strcmp(path, "/") == 0 && strcmp(method, MHD_HTTP_METHOD_GET) == 0};
    (void)MHD_get_connection_values(connection, MHD_HEADER_KIND, count_host, &r.hosts);
    return gate_check(&s->gate, &r);
}

static enum MHD_Result refuse_at_gate(const exchange *e, gate_verdict verdict, bool opens_page)
{
    switch (verdict) {
    case GATE_NO_HOST:
        return reply_error(e->connection, RESPONSE_BAD_REQUEST, "bad-request", "the request needs one Host");
    case GATE_WRONG_HOST:
        return reply_error(
            e->connection, RESPONSE_WRONG_HOST, "wrong-host",
            "this server answers for 127.0.0.1, localhost and [::1] on its port, and for no other name");
    case GATE_WRONG_ORIGIN:
        return reply_error(e->connection, RESPONSE_FORBIDDEN, "wrong-origin",
                           "only the page of this server, and programs with its token, may ask");
    case GATE_WRONG_TOKEN:
        return opens_page ? reply_locked(e->connection, RESPONSE_FORBIDDEN)
                          : reply_error(e->connection, RESPONSE_FORBIDDEN, "wrong-token",
                                        "the token is not that of this server");
    default:
        return opens_page
                   ? reply_locked(e->connection, RESPONSE_UNAUTHORIZED)
                   : reply_error(e->connection, RESPONSE_UNAUTHORIZED, "no-token",
                                 "send the token that 'advise serve' printed: Authorization: Bearer TOKEN");
    }
}

/// The bytes of the body as the request announces them; false if it does not.
static bool read_length(struct MHD_Connection *connection, size_t *length)
{
    const char *text = header(connection, MHD_HTTP_HEADER_CONTENT_LENGTH);
    char *end = NULL;
    if (text == NULL || header(connection, MHD_HTTP_HEADER_TRANSFER_ENCODING) != NULL || strlen(text) > 18)
        return false;
    *length = strtoull(text, &end, 10);
    return *text != '\0' && *end == '\0';
}

static bool is_json(struct MHD_Connection *connection)
{
    static const char type[] = "application/json";
    const char *given = header(connection, MHD_HTTP_HEADER_CONTENT_TYPE);
    return given != NULL && strncasecmp(given, type, sizeof type - 1) == 0 &&
           strchr("; \t", given[sizeof type - 1]) != NULL;
}

/// Looks at what a request to a route announces. `MHD_YES` with `*refused` false: its body may come.
static enum MHD_Result announce(exchange *e, const respond_route *route, bool *refused)
{
    size_t length;
    *refused = true;
    if (!read_length(e->connection, &length))
        return reply_error(e->connection, RESPONSE_NO_LENGTH, "no-length",
                           "the request must say its Content-Length");
    if (length > route->most)
        return reply_error(e->connection, RESPONSE_TOO_LARGE, "too-large", "the request is too large");
    if (!is_json(e->connection))
        return reply_error(e->connection, RESPONSE_WRONG_TYPE, "wrong-type",
                           "the request must have the Content-Type application/json");
    if (e->server->held + length > MOST_HELD)
        return reply_error(e->connection, RESPONSE_UNAVAILABLE, "busy",
                           "too much is being asked at a time: try again");
    e->server->held += length;
    e->announced = length;
    *refused = false;
    return MHD_YES;
}

static enum MHD_Result serve_asset(const exchange *e, const char *path, bool reads)
{
    const asset *found = path[0] != '\0' ? asset_find(path) : NULL;
    if (found == NULL)
        return reply_error(e->connection, RESPONSE_NOT_FOUND, "not-found", "there is nothing at this path");
    return reads ? reply_asset(e->connection, found) : reply_wrong_method(e->connection, "GET, HEAD");
}

/// Looks at the request line and the headers.
static enum MHD_Result begin(exchange *e, const char *path, const char *method)
{
    const bool reads = strcmp(method, MHD_HTTP_METHOD_GET) == 0 || strcmp(method, MHD_HTTP_METHOD_HEAD) == 0;
    const gate_verdict verdict = let_in(e->server, e->connection, path, method);
    bool refused = false;
    e->has_begun = e->is_answered = true;
    if (verdict == GATE_GIVE_COOKIE)
        return reply_cookie(e->connection, &e->server->gate);
    if (verdict != GATE_OPEN)
        return refuse_at_gate(e, verdict, reads && strcmp(path, "/") == 0);
    if (e->guest != NULL)
        e->guest->is_known = true;
    const respond_route *route = respond_find(path);
    if (route == NULL)
        return serve_asset(e, path, reads);
    if (reads != (route->most == 0) || (!reads && strcmp(method, MHD_HTTP_METHOD_POST) != 0))
        return reply_wrong_method(e->connection, route->most == 0 ? "GET, HEAD" : "POST");
    e->work = (work){.route = route, .owner = e};
    const enum MHD_Result said = route->most > 0 ? announce(e, route, &refused) : MHD_YES;
    e->is_answered = refused;
    return said;
}

// --- the body, and the answer ---

/// Keeps a piece of the body. It may be no longer than was announced: the library sees to it, and this too.
static bool keep(exchange *e, const char *piece, size_t size)
{
    if (size > e->announced - e->length)
        return false;
    if (e->length + size > e->capacity) {
        size_t larger = e->capacity < 4096 ? 4096 : 2 * e->capacity;
        larger = larger < e->length + size ? e->length + size : larger > e->announced ? e->announced : larger;
        char *body = realloc(e->body, larger);
        if (body == NULL)
            return false;
        e->body = body;
        e->capacity = larger;
    }
    memcpy(e->body + e->length, piece, size);
    e->length += size;
    return true;
}

static enum MHD_Result go_on(exchange *e, const char *piece, size_t *size)
{
    if (e->is_working && !e->is_answered) {
        e->is_answered = true;
        guest_turn(e->guest, GUEST_SENDING);
        return reply_response(e->connection, &e->work.answer);
    }
    if (*size > 0) {
        const bool kept = e->is_answered || keep(e, piece, *size);
        *size = 0;
        return kept ? MHD_YES : MHD_NO;
    }
    if (e->is_answered)
        return MHD_YES;
    e->work.body = e->body != NULL ? e->body : "";
    e->work.length = e->length;
    e->is_working = true;
    guest_turn(e->guest, GUEST_WORKING);
    MHD_suspend_connection(e->connection);
    workers_add(e->server->workers, &e->work);
    return MHD_YES;
}

/// Whether a body may come. Where none may, the answer waits for the end of the request: one that comes before closes the connection.
static bool may_have_body(struct MHD_Connection *connection)
{
    return header(connection, MHD_HTTP_HEADER_CONTENT_LENGTH) != NULL ||
           header(connection, MHD_HTTP_HEADER_TRANSFER_ENCODING) != NULL;
}

static enum MHD_Result on_request(void *state, struct MHD_Connection *connection, const char *path,
                                  const char *method, const char *version, const char *piece, size_t *size,
                                  void **own)
{
    exchange *e = *own;
    (void)version;
    if (e != NULL && e->has_begun)
        return go_on(e, piece, size);
    if (e == NULL) {
        e = calloc(1, sizeof *e);
        if (e == NULL)
            return MHD_NO;
        *own = e;
        e->server = state;
        e->connection = connection;
        e->guest = guest_of(connection);
        if (!may_have_body(connection))
            return MHD_YES;
    }
    const enum MHD_Result said = begin(e, path, method);
    if (e->is_answered)
        guest_turn(e->guest, GUEST_SENDING);
    else if (!may_have_body(connection))
        return go_on(e, piece, size);
    return said;
}

void http_go_on(const work *done)
{
    const exchange *e = done->owner;
    MHD_resume_connection(e->connection);
}

struct MHD_Daemon *http_start(http_server *s, int socket)
{
    return MHD_start_daemon(
        MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, on_request, s, MHD_OPTION_LISTEN_SOCKET,
        socket, MHD_OPTION_CONNECTION_LIMIT, (unsigned)(GUESTS_MOST + GUESTS_PASSING),
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_MEMORY, MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)SILENCE, MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
        MHD_OPTION_URI_LOG_CALLBACK, on_line, s, MHD_OPTION_NOTIFY_COMPLETED, on_end, s, MHD_OPTION_END);
}
