#include "serve/gate.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { ADDRESS_SIZE = 40 };

/// The names of this computer to itself.
static const char *const names[] = {"127.0.0.1", "localhost", "[::1]"};

bool gate_make(gate *g, uint16_t port)
{
    *g = (gate){.port = port};
    return token_make(g->token) && token_make(g->cookie);
}

void gate_cookie_name(const gate *g, char name[GATE_COOKIE_NAME])
{
    (void)snprintf(name, GATE_COOKIE_NAME, "advise-%u", (unsigned)g->port);
}

/// Whether the text is one of our names with our port, after `before`.
static bool is_ours(const gate *g, const char *text, const char *before)
{
    char address[ADDRESS_SIZE];
    bool found = false;
    for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++) {
        (void)snprintf(address, sizeof address, "%s%s:%u", before, names[i], (unsigned)g->port);
        found = strcasecmp(text, address) == 0;
    }
    return found;
}

/// Whether a browser says that a page of ours asks, or the user: by the address line, a bookmark or a new window.
static bool comes_from_us(const gate *g, const gate_request *r)
{
    if (r->origin != NULL && !is_ours(g, r->origin, "http://"))
        return false;
    return r->fetch_site == NULL || strcmp(r->fetch_site, "same-origin") == 0 ||
           (strcmp(r->fetch_site, "none") == 0 && r->origin == NULL);
}

static bool is_secret(const char *secret, const char *given)
{
    return token_is(secret, given, strlen(given));
}

static gate_verdict check_secret(const gate *g, const gate_request *r)
{
    static const char scheme[] = "Bearer ";
    if (r->authorization != NULL)
        return strncasecmp(r->authorization, scheme, sizeof scheme - 1) == 0 &&
                       is_secret(g->token, r->authorization + sizeof scheme - 1)
                   ? GATE_OPEN
                   : GATE_WRONG_TOKEN;
    if (r->query_token != NULL && r->opens_page)
        return is_secret(g->token, r->query_token) ? GATE_GIVE_COOKIE : GATE_WRONG_TOKEN;
    if (r->cookie != NULL && is_secret(g->cookie, r->cookie))
        return GATE_OPEN;
    return GATE_NO_TOKEN; // also for the cookie of an earlier server on this port
}

gate_verdict gate_check(const gate *g, const gate_request *r)
{
    if (r->host == NULL || r->hosts != 1)
        return GATE_NO_HOST;
    if (!is_ours(g, r->host, ""))
        return GATE_WRONG_HOST;
    if (!comes_from_us(g, r))
        return GATE_WRONG_ORIGIN;
    return check_secret(g, r);
}
