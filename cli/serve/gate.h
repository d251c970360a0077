/// Who may come in. What is checked of a request before anything else of it is looked at: for whom it is meant (Host), on whose behalf it comes
/// (Origin, Sec-Fetch-Site), and whether it knows the secret. A page of somebody else's that the user happens to have open passes none of these.
#ifndef ADVISE_CLI_SERVE_GATE_H
#define ADVISE_CLI_SERVE_GATE_H

#include "respond/respond.h"
#include "serve/token.h"

#include <stdint.h>

/// What lets people in.
typedef struct gate {
    uint16_t port;
    char token[TOKEN_SIZE];  ///< in the address that is opened, and in the header of programs
    char cookie[TOKEN_SIZE]; ///< what the browser gets for it
} gate;

/// What of a request is looked at. NULL: it has no such header.
typedef struct gate_request {
    const char *host, *origin, *fetch_site;
    const char *authorization; ///< "Bearer TOKEN", of programs
    const char *cookie;        ///< the value of the cookie of our name
    const char *query_token;   ///< `token` in the address
    unsigned hosts;            ///< how often there is a Host
    bool opens_page;           ///< it asks for the page itself, by GET
} gate_request;

typedef enum gate_verdict {
    GATE_OPEN,
    GATE_GIVE_COOKIE, ///< the address with the token was opened: the browser gets the cookie, and goes to the address without it
    GATE_NO_HOST,      ///< 400
    GATE_WRONG_HOST,   ///< 421
    GATE_WRONG_ORIGIN, ///< 403
    GATE_WRONG_TOKEN,  ///< 403: there is one, and it is not the secret
    GATE_NO_TOKEN,     ///< 401
} gate_verdict;

/// False, with errno set, if the system has no random numbers.
bool gate_make(gate *g, uint16_t port);
gate_verdict gate_check(const gate *g, const gate_request *r);

enum { GATE_COOKIE_NAME = 24 };
/// The name of our cookie: cookies know no ports, so that the name has ours.
void gate_cookie_name(const gate *g, char name[GATE_COOKIE_NAME]);

#endif
