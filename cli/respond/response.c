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
    FILE *out = r->out;
    r->out = NULL; // if memory ends now, it is closed
    if (out != NULL)
        must_close_text(out, &r->body);
}

void response_free(response *r)
{
    if (r->out != NULL)
        (void)fclose(r->out);
    if (!r->is_constant)
        free(r->body);
    *r = (response){0};
}

void response_refuse(response *r)
{
    static char body[] =
        "{\"format\":\"advise-error/1\",\"status\":503,\"error\":\"out-of-memory\",\"message\":\"the request "
        "takes more memory than it may\",\"diagnostics\":[]}\n";
    response_free(r);
    *r = (response){.status = RESPONSE_UNAVAILABLE,
                    .type = "application/json",
                    .body = body,
                    .length = sizeof body - 1,
                    .is_constant = true};
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
    start_again(r);
    va_start(list, format);
    const int made = vasprintf(&message, format, list);
    va_end(list);
    (void)must_have(made >= 0 ? message : NULL);
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

typedef struct error_job {
    response *out;
    response_status status;
    const char *error, *message;
} error_job;

static void make_error(void *argument)
{
    const error_job *job = argument;
    response_begin(job->out);
    response_fail(job->out, job->status, job->error, NULL, "%s", job->message);
    response_end(job->out);
}

void response_make_error(response *r, response_status status, const char *error, const char *message)
{
    error_job job = {r, status, error, message};
    *r = (response){0};
    if (!memory_try(make_error, &job))
        response_refuse(r);
}
