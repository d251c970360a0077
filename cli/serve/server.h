/// The server: opens its sockets, says where it is, and answers until a signal ends it.
#ifndef ADVISE_CLI_SERVE_SERVER_H
#define ADVISE_CLI_SERVE_SERVER_H

#include "advise.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct server_call {
    const advise_pack *pack;
    const char *as_of; ///< NULL: the day of each request
    uint16_t port;     ///< 0: any that is free
    bool quiet;        ///< print the address alone
} server_call;

/// Serves. Returns an exit status, with a message if it is not EXIT_DONE.
int server_run(const server_call *call);

#endif
