// Screens for the streams of the program, and diagnostics on them.
#include "command/terminal.h"

#include "report/diagnostics.h"

screen screen_on(FILE *out, const common_options *o)
{
    return (screen){out, screen_width(out, o->width), screen_colour(out, o->no_colour)};
}

int say_problems(const common_options *o, advise_status status, advise_diagnostics *problems)
{
    screen errors = screen_on(stderr, o);
    diagnostics_text(&errors, problems, o->quiet);
    advise_diagnostics_free(problems);
    return exit_status_of(status);
}
