// Diagnostics as GitHub's workflow commands, which it shows beside the lines of the files:
// "::error file=…,line=…,col=…,endColumn=…,title=…::message".
#include "report/diagnostics.h"

/// Writes the value of a property or, if `in_message`, the message. What would end it, or begin another, is escaped, and what
/// acts on a terminal is shown.
static void write_escaped(FILE *out, const char *text, bool in_message)
{
    for (const char *c = text; *c != '\0'; c += screen_bytes(c, 1)) {
        bool escape = *c == '%' || *c == '\r' || *c == '\n' || (!in_message && (*c == ':' || *c == ','));
        if (escape)
            (void)fprintf(out, "%%%02X", (unsigned)*c);
        else
            screen_safe_part(out, c, 1); // one character: it is shown whole
    }
}

static void write_one(FILE *out, const advise_diagnostic *d)
{
    static const char *const commands[] = {"error", "warning", "notice"};
    (void)fprintf(out, "::%s ", commands[d->severity]);
    if (d->line > 0) {
        (void)fputs("file=", out);
        write_escaped(out, d->file, false);
        (void)fprintf(out, ",line=%zu,col=%zu,endColumn=%zu,", d->line, d->column, d->column + d->length);
    }
    (void)fputs("title=", out);
    write_escaped(out, d->code, false);
    (void)fputs("::", out);
    write_escaped(out, d->message, true);
    if (d->hint[0] != '\0') {
        (void)fputs("%0A", out);
        write_escaped(out, d->hint, true);
    }
    if (d->witness[0] != '\0') {
        (void)fputs("%0Afor example: ", out);
        write_escaped(out, d->witness, true);
    }
    (void)fputc('\n', out);
}

static void write(diagnostics_output *o, const char *subject, const advise_pack *pack,
                  const advise_diagnostics *d)
{
    (void)subject;
    (void)pack;
    for (size_t i = 0; i < advise_diagnostics_count(d); i++) {
        advise_diagnostic one = advise_diagnostics_get(d, i);
        if (one.allowed[0] == '\0')
            write_one(o->screen.out, &one);
    }
}

const diagnostics_format diagnostics_as_github = {.write = write};
