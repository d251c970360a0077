// Answers under way: a document that grows in memory, or an error in its place.
#include "report/diagnostics.h"
#include "respond/respond.h"
#include "write/memory.h"

#include <stdarg.h>
#include <stdlib.h>

void response_begin(response *r)
{
    *r = (response){.status = RESPONSE_OK, .type = "application/json"};
    r->out = must_open_text(&r->body, &r->length);
}

void response_end(response *r)
{
    if (r->out != NULL)
        must_close_text(r->out, &r->body);
    r->out = NULL;
}

void response_free(response *r)
{
    response_end(r);
    free(r->body);
    *r = (response){0};
}

/// Drops what was written so far.
static void start_again(response *r)
{
    response_free(r);
    response_begin(r);
}

void response_fail(response *r, response_status status, const char *error, const advise_diagnostics *problems,
                   const char *format, ...)
{
    va_list list;
    char *message = NULL;
    va_start(list, format);
    (void)must_have(vasprintf(&message, format, list) >= 0 ? message : NULL);
    va_end(list);
    start_again(r);
    r->status = status;
    json_writer w = json_begin(r->out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-error/1");
    json_count_entry(&w, "status", status);
    json_string_entry(&w, "error", error);
    json_string_entry(&w, "message", message);
    json_key(&w, "diagnostics");
    diagnostics_json_list(&w, problems);
    json_object_end(&w);
    json_line_end(&w);
    free(message);
}
