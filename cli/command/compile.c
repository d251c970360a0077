// advise compile PACK: writes a pack as one file that loads many times as fast.
#include "command/pack_argument.h"
#include "command/terminal.h"
#include "file/output.h"
#include "report/diagnostics.h"
#include "write/memory.h"

#include <stdlib.h>

typedef struct compile_options {
    const char *output;
} compile_options;

static const option_row rows[] = {
    {"--output", "-o", "FILE", OPTION_TEXT, offsetof(compile_options, output),
     "the file to write (default: pack.compiled in the pack's folder)",
     "A file of that name in a pack's folder is used whenever the pack is, as long as it fits the files "
     "beside "
     "it. Any other file is used by its name, as in --pack FILE. - is standard output."},
    {0}};

static void write_bytes(void *state, const char *bytes, size_t length)
{
    (void)fwrite(bytes, 1, length, state);
}

/// Everybody who may read the pack may read the file.
static bool open_output(output_file *out, const char *path)
{
    enum { FOR_ALL = 0644 };
    return path[0] == '-' && path[1] == '\0' ? output_open(out, NULL)
                                             : output_open_file(out, path, FOR_ALL, false);
}

static int write_to(const char *path, const advise_pack *pack, const advise_diagnostics *problems)
{
    output_file out;
    if (!open_output(&out, path))
        return EXIT_IO;
    const advise_status written = advise_pack_compile(pack, problems, write_bytes, out.stream);
    const bool closed = output_close(&out, written == ADVISE_OK);
    return written != ADVISE_OK ? exit_status_of(written) : closed ? EXIT_DONE : EXIT_IO;
}

static int run(const arguments *a)
{
    const compile_options *o = a->own;
    advise_pack *pack = NULL;
    advise_diagnostics *problems = NULL;
    if (a->operand_count != 1)
        return wrong_usage("name one pack");
    const advise_status loaded = open_pack(a->operands[0], NEEDS_SOURCES, &a->common, &pack, &problems);
    int status = exit_status_of(loaded);
    screen errors = screen_on(stderr, &a->common);
    diagnostics_text(&errors, problems, a->common.quiet);
    if (pack != NULL) {
        char *beside = must_format("%s/pack.compiled",
                                   advise_pack_level(pack, advise_pack_level_count(pack) - 1).folder);
        status = write_to(o->output != NULL ? o->output : beside, pack, problems);
        free(beside);
    }
    advise_diagnostics_free(problems);
    advise_pack_free(pack);
    return status;
}

const command command_compile = {
    .name = "compile",
    .usage = "advise compile [OPTION…] PACK",
    .summary = "Write a pack as one file that loads at once.",
    .example = "advise compile ours",
    .common = COMMON_ALL,
    .rows = rows,
    .size = sizeof(compile_options),
    .run = run,
};
