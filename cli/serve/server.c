#include "serve/server.h"

#include "exit_status.h"
#include "serve/http.h"
#include "serve/listen.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum {
    LEAST_THREADS = 3,
    MOST_THREADS = 8,
    LAST_ROUNDS = 50, ///< of the loop while the last answers go out
};

typedef struct server {
    http_server http;
    responder responder;
    atomic_bool stop;
    listen_sockets sockets;
    struct MHD_Daemon *daemons[LISTEN_SOCKETS]; ///< NULL: there is none
    int signals;
} server;

static int complain(const char *what)
{
    (void)fprintf(stderr, "advise: %s: %s\n", what, strerror(errno));
    return EXIT_IO;
}

static int complain_port(uint16_t port)
{
    if (errno != EADDRINUSE)
        return complain("the local page cannot be opened");
    (void)fprintf(
        stderr,
        "advise: port %u is in use, perhaps by another 'advise serve': choose another with --port, or any "
        "that is free with --port 0\n",
        (unsigned)port);
    return EXIT_IO;
}

// --- the loop ---

static int epoll_of(struct MHD_Daemon *daemon)
{
    const union MHD_DaemonInfo *info =
        daemon != NULL ? MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_EPOLL_FD) : NULL;
    return info != NULL ? info->epoll_fd : -1;
}

static void run_daemons(server *s)
{
    for (size_t i = 0; i < LISTEN_SOCKETS; i++) {
        if (s->daemons[i] != NULL)
            (void)MHD_run(s->daemons[i]);
    }
}

static void send_answers(server *s)
{
    for (work *done = workers_done(s->http.workers); done != NULL; done = workers_done(s->http.workers))
        http_go_on(done);
}

/// How long the daemons can be left alone, at most `most` milliseconds.
static int patience(const server *s, int most)
{
    for (size_t i = 0; i < LISTEN_SOCKETS; i++) {
        MHD_UNSIGNED_LONG_LONG left;
        if (s->daemons[i] != NULL && MHD_get_timeout(s->daemons[i], &left) == MHD_YES &&
            left < (unsigned)most)
            most = (int)left;
    }
    return most;
}

/// Waits for something to happen, and does what there is to do then. False once a signal has come.
static bool turn(server *s, int most)
{
    struct pollfd wait[] = {{epoll_of(s->daemons[0]), POLLIN, 0},
                            {epoll_of(s->daemons[1]), POLLIN, 0},
                            {workers_descriptor(s->http.workers), POLLIN, 0},
                            {s->signals, POLLIN, 0}};
    const int sweep = guests_sweep(&s->http.guests);
    run_daemons(s); // closes what was cut off
    (void)poll(wait, sizeof wait / sizeof *wait, patience(s, sweep < most ? sweep : most));
    send_answers(s);
    run_daemons(s);
    return (wait[3].revents & POLLIN) == 0;
}

static void say_where(const server *s, bool quiet)
{
    if (!quiet)
        (void)fputs("Open this address in a browser on this computer. It lets in whoever has it: keep it to "
                    "yourself.\n"
                    "Nothing is stored, and nothing leaves this computer. Ctrl-C ends it.\n",
                    stderr);
    (void)printf("http://127.0.0.1:%u/?token=%s\n", (unsigned)s->sockets.port, s->http.gate.token);
    (void)fflush(stdout);
}

// --- beginning and end ---

static size_t thread_count(void)
{
    const long processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (processors < LEAST_THREADS)
        return LEAST_THREADS;
    return processors > MOST_THREADS ? MOST_THREADS : (size_t)processors;
}

/// Signals that end the server are read by the loop; all threads are born without them.
static bool take_signals(server *s)
{
    sigset_t ending;
    (void)sigemptyset(&ending);
    (void)sigaddset(&ending, SIGINT);
    (void)sigaddset(&ending, SIGTERM);
    (void)sigaddset(&ending, SIGHUP);
    s->signals = pthread_sigmask(SIG_BLOCK, &ending, NULL) == 0 ? signalfd(-1, &ending, SFD_CLOEXEC) : -1;
    return s->signals >= 0;
}

/// From now on, a second signal ends the program at once.
static void let_signals_through(const server *s)
{
    struct signalfd_siginfo first;
    sigset_t all;
    (void)!read(s->signals, &first, sizeof first);
    (void)sigfillset(&all);
    (void)pthread_sigmask(SIG_UNBLOCK, &all, NULL);
}

static int open_server(server *s, const server_call *call)
{
    if (!listen_open(&s->sockets, call->port))
        return complain_port(call->port);
    if (!gate_make(&s->http.gate, s->sockets.port))
        return complain("the system gives no random numbers");
    if (!take_signals(s))
        return complain("signals cannot be read");
    s->http.workers = workers_start(&s->responder, thread_count());
    if (s->http.workers == NULL)
        return complain("threads cannot be started");
    for (size_t i = 0; i < LISTEN_SOCKETS; i++) {
        if (s->sockets.fds[i] < 0)
            continue;
        s->daemons[i] = http_start(&s->http, s->sockets.fds[i]);
        if (s->daemons[i] == NULL)
            return complain("the local page cannot be opened");
        s->sockets.fds[i] = -1; // the daemon's
    }
    return EXIT_DONE;
}

/// Lets nobody in any more, ends what is under way, and sends what was answered.
static void end_work(server *s)
{
    atomic_store(&s->stop, true);
    for (size_t i = 0; i < LISTEN_SOCKETS; i++) {
        if (s->daemons[i] != NULL)
            (void)close(MHD_quiesce_daemon(s->daemons[i]));
    }
    workers_stop(s->http.workers);
    for (int i = 0; i < LAST_ROUNDS; i++)
        (void)turn(s, 1);
}

static void close_server(server *s)
{
    for (size_t i = 0; i < LISTEN_SOCKETS; i++) {
        if (s->daemons[i] != NULL)
            MHD_stop_daemon(s->daemons[i]);
        if (s->sockets.fds[i] >= 0)
            (void)close(s->sockets.fds[i]);
    }
    if (s->http.workers != NULL)
        workers_free(s->http.workers);
    if (s->signals >= 0)
        (void)close(s->signals);
}

int server_run(const server_call *call)
{
    server s = {.sockets.fds = {-1, -1}, .signals = -1};
    s.responder = (responder){call->pack, call->as_of, &s.stop};
    int status = open_server(&s, call);
    if (status == EXIT_DONE) {
        say_where(&s, call->quiet);
        while (turn(&s, 1000))
            ;
        let_signals_through(&s);
    }
    if (s.http.workers != NULL)
        end_work(&s);
    close_server(&s);
    return status;
}
