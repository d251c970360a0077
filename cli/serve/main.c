// The program advise-serve, which 'advise serve' starts: reads the options of that command, loads the pack and serves.
#include "command/pack_argument.h"
#include "command/serve.h"
#include "command/session.h"
#include "serve/server.h"

#include <signal.h>
#include <stdio.h>

static int serve(const arguments *a)
{
    const serve_options *o = a->own;
    uint16_t port;
    int status = serve_check(a, &port);
    if (status != EXIT_DONE)
        return status;
    advise_pack *pack = load_pack(o->pack, &a->common, &status);
    if (pack == NULL)
        return status;
    // A date that is none is found out now, not by the first request.
    advise_session *session = open_session(pack, o->as_of, NULL, &status);
    advise_session_free(session);
    if (status == EXIT_DONE) {
        const server_call call = {.pack = pack, .as_of = o->as_of, .port = port, .quiet = a->common.quiet};
        status = server_run(&call);
    }
    advise_pack_free(pack);
    return status;
}

int main(int count, char **texts)
{
    serve_options own = {0};
    arguments a;
    int status = EXIT_USAGE;
    (void)signal(SIGPIPE, SIG_IGN);
    if (options_read(&command_serve, count - 1, texts + 1, &own, &a))
        status = serve(&a);
    options_free(&a);
    return fflush(stdout) == 0 ? status : EXIT_IO;
}
