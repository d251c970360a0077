// Opens sessions, and sets what today() answers: the library reads no clock.
#include "command/session.h"

#include "command/pack_argument.h"
#include "command/terminal.h"
#include "write/memory.h"
#include "write/screen.h"
#include "write/today.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

const char *pair_equals(const char *pair)
{
    const char *at = pair;
    for (size_t depth = 0; *at != '\0' && (*at != '=' || depth > 0); at++)
        depth += *at == '[' ? 1 : *at == ']' && depth > 0 ? (size_t)-1 : 0;
    return *at == '=' ? at : strchr(pair, '=');
}

char *pair_name(const char *pair, const char **value)
{
    const char *end = pair_equals(pair);
    const char *start = pair + strspn(pair, " ");
    *value = end + 1 + strspn(end + 1, " ");
    while (end > start && end[-1] == ' ')
        end--;
    return must_have(strndup(start, end > start ? (size_t)(end - start) : 0));
}

int check_pairs(const char *option, const text_list *pairs)
{
    for (size_t i = 0; i < pairs->count; i++) {
        const char *equals = pair_equals(pairs->items[i]);
        if (equals == NULL)
            return wrong_usage("%s takes NAME=FEEL, not %s: write %s '%s=VALUE'", option, pairs->items[i],
                               option, pairs->items[i]);
        if (equals == pairs->items[i] + strspn(pairs->items[i], " "))
            return wrong_usage("%s takes NAME=FEEL, and here the name is missing: write %s 'NAME%s'", option,
                               option, equals);
    }
    return EXIT_DONE;
}

enum { MOMENT_SIZE = 40 };

/// `as_of`, or this second with its distance from UTC, written into `buffer`, if it is NULL.
static const char *date_or_now(const char *as_of, char buffer[MOMENT_SIZE])
{
    time_t now = time(NULL);
    struct tm local;
    if (as_of != NULL)
        return as_of;
    if (localtime_r(&now, &local) == NULL)
        return "";
    size_t length = strftime(buffer, MOMENT_SIZE, "%Y-%m-%dT%H:%M:%S", &local);
    long minutes = labs(local.tm_gmtoff) / 60;
    (void)snprintf(buffer + length, MOMENT_SIZE - length, "%c%02ld:%02ld", local.tm_gmtoff < 0 ? '-' : '+',
                   minutes / 60, minutes % 60);
    return buffer;
}

/// The exit status for a date that was set, with a message if it was none.
static int date_status(advise_status set, const char *as_of)
{
    if (set == ADVISE_BAD_USE) {
        (void)fputs("advise: --as-of takes a date such as 2026-01-31, not '", stderr);
        screen_safe(stderr, as_of != NULL ? as_of : "");
        (void)fputs("'\n", stderr);
    }
    return exit_status_of(set);
}

int set_scope_date(advise_scope *scope, const char *as_of)
{
    char moment[MOMENT_SIZE];
    return date_status(advise_scope_set_date(scope, date_or_now(as_of, moment)), as_of);
}

static int set_facts(advise_session *session, const text_list *sets)
{
    advise_status set = ADVISE_OK;
    for (size_t i = 0; i < sets->count && set == ADVISE_OK; i++) {
        const char *value;
        char *name = pair_name(sets->items[i], &value);
        set = advise_session_set_fact(session, name, value);
        free(name);
    }
    return exit_status_of(set);
}

advise_session *open_session(const advise_pack *pack, const char *as_of, const text_list *sets, int *status)
{
    char today[TODAY_SIZE];
    advise_session *session = must_have(advise_session_new(pack, NULL));
    *status = date_status(advise_session_set_date(session, date_or_today(as_of, today)), as_of);
    if (*status == EXIT_DONE && sets != NULL)
        *status = set_facts(session, sets);
    if (*status == EXIT_DONE)
        return session;
    advise_session_free(session);
    return NULL;
}

int answer_for_profile(const arguments *a, const report_question *q)
{
    int status = EXIT_DONE;
    advise_pack *pack = load_pack(q->pack, &a->common, &status);
    if (pack == NULL)
        return status;
    advise_session *session = open_session(pack, q->as_of, q->sets, &status);
    if (session != NULL) {
        const advise_report *report = NULL;
        advise_diagnostics *problems = NULL;
        const advise_status ran = advise_run_file(session, a->operands[0], &report, &problems);
        status = say_problems(&a->common, ran, problems);
        if (report != NULL)
            status = q->answer(a, pack, report, q->state);
    }
    advise_session_free(session);
    advise_pack_free(pack);
    return status;
}

int close_with_report(output_file *out, const advise_report *report)
{
    const bool complete = advise_report_is_complete(report);
    if (!output_close(out, complete))
        return EXIT_IO;
    return complete ? EXIT_DONE : out_of_memory();
}
