#include "serve/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    /// Who comes while too many do waits here; beyond it, the system would try again after a second.
    BACKLOG = 1024,
    TRIES = 20, ///< of ports that are free for one kind of address and taken for the other
};

/// An address of this computer for itself.
typedef union loopback {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
} loopback;

static loopback loopback_address(int family, uint16_t port, socklen_t *length)
{
    loopback address = {0};
    if (family == AF_INET6) {
        address.v6 = (struct sockaddr_in6){
            .sin6_family = AF_INET6, .sin6_port = htons(port), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
        *length = sizeof address.v6;
    } else {
        address.v4 = (struct sockaddr_in){
            .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        *length = sizeof address.v4;
    }
    return address;
}

/// A socket that listens; -1, with errno set.
static int open_one(int family, uint16_t port)
{
    const int yes = 1;
    socklen_t length;
    const loopback address = loopback_address(family, port, &length);
    const int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    // A port that was in use a moment ago can be used again; one that is in use cannot.
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (family == AF_INET6)
        (void)setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    if (bind(fd, &address.any, length) == 0 && listen(fd, BACKLOG) == 0)
        return fd;
    const int why = errno;
    (void)close(fd);
    errno = why;
    return -1;
}

static uint16_t port_of(int fd)
{
    loopback address = {0};
    socklen_t length = sizeof address;
    return getsockname(fd, &address.any, &length) == 0 ? ntohs(address.v4.sin_port) : 0;
}

/// Whether this computer has no such addresses, so that nobody can ask for the other socket.
static bool has_no_v6(int why)
{
    return why == EAFNOSUPPORT || why == EADDRNOTAVAIL || why == EPROTONOSUPPORT;
}

static bool open_both(listen_sockets *out, uint16_t port)
{
    *out = (listen_sockets){.fds = {-1, -1}};
    out->fds[0] = open_one(AF_INET, port);
    if (out->fds[0] < 0)
        return false;
    out->port = port_of(out->fds[0]);
    out->fds[1] = open_one(AF_INET6, out->port);
    if (out->fds[1] >= 0 || has_no_v6(errno))
        return true;
    const int why = errno;
    (void)close(out->fds[0]);
    errno = why;
    return false;
}

bool listen_open(listen_sockets *out, uint16_t port)
{
    bool good = open_both(out, port);
    for (int i = 1; i < TRIES && !good && port == 0 && errno == EADDRINUSE; i++)
        good = open_both(out, port);
    return good;
}
