// How a finding is reported.
#include "check/find.h"

#include "pack/codes.h"

void find_report(analysis *an, place where, const char *code, const char *about, slice id, const char *format,
                 ...)
{
    va_list arguments;
    va_start(arguments, format);
    slice message = arena_format_list(an->scratch, format, arguments);
    va_end(arguments);
    const check_code *row = check_code_find(slice_of(code));
    diag_finding(an->diags, row != NULL ? row->level : SEVERITY_WARNING, where, code, about, id, "%.*s",
                 SLICE_ARG(message));
}
