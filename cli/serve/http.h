/// What is spoken with a client: requests as they come in, piece by piece, and what is answered. All of it happens in the thread of the
/// server's loop; only the answers of respond/ are made by other threads.
#ifndef ADVISE_CLI_SERVE_HTTP_H
#define ADVISE_CLI_SERVE_HTTP_H

#include "serve/gate.h"
#include "serve/guests.h"
#include "serve/workers.h"

#include <microhttpd.h>

/// What all connections share.
typedef struct http_server {
    gate gate;
    guests guests;
    workers *workers;
    size_t held; ///< bytes of requests that are being read or answered
} http_server;

/// A daemon that takes connections from a socket. It has no thread: `MHD_run` does what there is to do. NULL if that failed.
struct MHD_Daemon *http_start(http_server *s, int socket);

/// Sends on the answer of work that came back.
void http_go_on(const work *done);

#endif
