// advise serve: a local page. It is a program of its own, advise-serve, so that this one does not pull in a library for HTTP.
#include "command/serve.h"

#include "command/helper.h"
#include "command/pack_argument.h"
#include "command/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { USUAL_PORT = 8731, MOST_PORT = 65535, MOST_WORDS = 12 };

static const option_row rows[] = {
    {"--port", NULL, "N", OPTION_TEXT, offsetof(serve_options, port),
     "port of this computer to listen on; 0: any that is free (default: 8731)", NULL},
    {"--pack", NULL, "PACK", OPTION_TEXT, offsetof(serve_options, pack), PACK_HELP, NULL},
    {"--as-of", NULL, "DATE", OPTION_TEXT, offsetof(serve_options, as_of), AS_OF_HELP, NULL},
    {0}};

int serve_check(const arguments *a, uint16_t *port)
{
    const serve_options *o = a->own;
    char *end = NULL;
    *port = USUAL_PORT;
    if (a->operand_count > 0)
        return wrong_usage("serve takes no files: the page asks for them");
    if (o->port == NULL)
        return EXIT_DONE;
    const unsigned long number = strtoul(o->port, &end, 10);
    if (o->port[strspn(o->port, "0123456789")] != '\0' || *o->port == '\0' || strlen(o->port) > 5 ||
        number > MOST_PORT)
        return wrong_usage("--port takes a number from 0 to %d, not %s", MOST_PORT, o->port);
    *port = (uint16_t)number;
    return EXIT_DONE;
}

static void add_pair(const char **words, size_t *count, const char *option, const char *value)
{
    if (value == NULL)
        return;
    words[(*count)++] = option;
    words[(*count)++] = value;
}

static int run(const arguments *a)
{
    const serve_options *o = a->own;
    const char *words[MOST_WORDS] = {"advise-serve"};
    size_t count = 1;
    uint16_t port;
    const int status = serve_check(a, &port);
    if (status != EXIT_DONE)
        return status;
    add_pair(words, &count, "--port", o->port);
    add_pair(words, &count, "--pack", o->pack);
    add_pair(words, &count, "--as-of", o->as_of);
    add_pair(words, &count, "--pack-path", a->common.pack_path);
    if (a->common.quiet)
        words[count++] = "--quiet";
    helper_become(words[0], words);
    (void)fprintf(
        stderr, "advise: the local page is not part of this installation: install the package advise-serve; "
                "or, if you built advise, install Debian's libmicrohttpd-dev and run 'make' again\n");
    return EXIT_IO;
}

const command command_serve = {
    .name = "serve",
    .usage = "advise serve [OPTION…]",
    .summary = "Open a page for a browser on this computer.",
    .example = "advise serve --port 0",
    .common = COMMON_PACK_PATH | COMMON_QUIET,
    .rows = rows,
    .size = sizeof(serve_options),
    .run = run,
};
