// advise ask: an interview that writes a profile.
#include "command/pack_argument.h"
#include "command/session.h"
#include "interview/interview.h"

#include <string.h>

typedef struct ask_options {
    const char *pack, *as_of, *output, *answers;
    size_t top, most;
} ask_options;

static const option_row rows[] = {
    {"--pack", NULL, "PACK", OPTION_TEXT, offsetof(ask_options, pack), PACK_HELP, NULL},
    {"--output", "-o", "FILE", OPTION_TEXT, offsetof(ask_options, output),
     "save the answers in FILE (default: in PROFILE)",
     "If FILE exists, the interview continues it; otherwise it starts from PROFILE."},
    {"--top", NULL, "N", OPTION_COUNT, offsetof(ask_options, top),
     "settle the first N entries of the advice (default: 3)",
     "A question that cannot change these is not asked."},
    {"--most", NULL, "N", OPTION_COUNT, offsetof(ask_options, most),
     "ask at most N questions (default: as many as it takes)", NULL},
    {"--answers", NULL, "FILE", OPTION_TEXT, offsetof(ask_options, answers),
     "read the answers from FILE, a line each, as they would be typed", "The end of FILE is 'quit'."},
    {"--as-of", NULL, "DATE", OPTION_TEXT, offsetof(ask_options, as_of), AS_OF_HELP, NULL},
    {0}};

/// True for the name of a file that answers cannot be saved in.
static bool is_no_yaml(const char *path)
{
    const size_t length = path != NULL ? strlen(path) : 0;
    return path != NULL &&
           (strcmp(path, "-") == 0 || (length > 5 && strcmp(path + length - 5, ".json") == 0));
}

static int hold(const arguments *a, const advise_pack *pack, const advise_session *session)
{
    const ask_options *o = a->own;
    typed_source *lines = typed_open(o->answers, stdout);
    if (lines == NULL)
        return EXIT_IO;
    const interview_call call = {.pack = pack,
                                 .session = session,
                                 .profile = a->operand_count > 0 ? a->operands[0] : NULL,
                                 .output = o->output,
                                 .top = o->top,
                                 .most = o->most,
                                 .lines = lines,
                                 .out = stdout,
                                 .width = a->common.width,
                                 .no_colour = a->common.no_colour,
                                 .quiet = a->common.quiet};
    const int status = interview_run(&call);
    typed_close(lines);
    return status;
}

static int run(const arguments *a)
{
    const ask_options *o = a->own;
    int status = EXIT_DONE;
    if (a->operand_count > 1)
        return wrong_usage("name one profile");
    if (is_no_yaml(o->output) || (a->operand_count > 0 && is_no_yaml(a->operands[0])))
        return wrong_usage("answers are saved in a file in YAML: name it, such as me.yaml");
    advise_pack *pack = load_pack(o->pack, &a->common, &status);
    if (pack == NULL)
        return status;
    advise_session *session = open_session(pack, o->as_of, NULL, &status);
    if (session != NULL)
        status = hold(a, pack, session);
    advise_session_free(session);
    advise_pack_free(pack);
    return status;
}

const command command_ask = {
    .name = "ask",
    .usage = "advise ask [OPTION…] [PROFILE]",
    .summary = "Ask for what matters, and write a profile.",
    .example = "advise ask me.yaml",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(ask_options),
    .run = run,
};
