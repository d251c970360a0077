/// The sockets on which this computer, and nobody else, reaches the server.
#ifndef ADVISE_CLI_SERVE_LISTEN_H
#define ADVISE_CLI_SERVE_LISTEN_H

#include <stdbool.h>
#include <stdint.h>

/// 127.0.0.1, and ::1 if this computer has IPv6.
enum { LISTEN_SOCKETS = 2 };

typedef struct listen_sockets {
    int fds[LISTEN_SOCKETS]; ///< -1: there is none
    uint16_t port;
} listen_sockets;

/// Opens them on a port; 0: on one that is free. False, with errno set, if that failed; then none is open.
bool listen_open(listen_sockets *out, uint16_t port);

#endif
