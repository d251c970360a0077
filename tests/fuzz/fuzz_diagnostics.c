// Diagnostics as they are printed, in every format: the input is a profile, whose mistakes are shown with its lines. Nothing that acts on a
// terminal may arrive.
#include "advise.h"
#include "report/diagnostics.h"
#include "write/acting.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static advise_pack *pack;

static void free_pack(void)
{
    advise_pack_free(pack);
}

static void check_text(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        ucs4_t c = 0;
        int bytes = u8_mbtoucr(&c, (const uint8_t *)text + at, length - at);
        if (bytes <= 0 || (is_control(c) && c != '\n') || turns_direction(c))
            abort();
        at += (size_t)bytes;
    }
}

static void print(const diagnostics_format *format, size_t width, const advise_diagnostics *problems)
{
    char *text = NULL;
    size_t length = 0;
    diagnostics_output o = {.screen = {.out = open_memstream(&text, &length), .width = width}};
    if (o.screen.out == NULL)
        abort();
    if (format->begin != NULL)
        format->begin(&o);
    format->write(&o, "fuzz", NULL, problems);
    if (format->end != NULL)
        format->end(&o);
    if (fclose(o.screen.out) != 0)
        abort();
    check_text(text, length);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const diagnostics_format *const formats[] = FORMATS_TABLE(DIAGNOSTICS_FORMATS);
    if (pack == NULL) {
        if (advise_pack_load("tests/packs/all-types", NULL, &pack, NULL) != ADVISE_OK)
            abort();
        (void)atexit(free_pack);
    }
    advise_session *session = advise_session_new(pack, NULL);
    advise_diagnostics *problems = NULL;
    const advise_report *report = NULL;
    if (session == NULL)
        abort();
    (void)advise_run_text(session, "fuzz", (const char *)data, size, NULL, &report, &problems);
    for (size_t i = 0; problems != NULL && i < sizeof formats / sizeof *formats; i++)
        print(formats[i], 20 + size % 80, problems);
    advise_diagnostics_free(problems);
    advise_session_free(session);
    return 0;
}
