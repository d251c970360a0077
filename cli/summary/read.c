// Reads results and summaries line by line, results by jansson.
#include "summary/read.h"
#include "exit_status.h"
#include "file/json_line.h"
#include "file/lines.h"
#include "summary/part.h"
#include "write/screen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const char *text_member(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static double number_member(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static bool add_refused(summary *s, const json_t *result)
{
    summary_profile p = summary_add_refused(s);
    size_t i;
    const json_t *one;
    json_array_foreach(json_object_get(result, "diagnostics"), i, one)
    {
        const char *code = text_member(one, "code");
        const char *severity = text_member(one, "severity");
        if (code == NULL || severity == NULL)
            return false;
        if (strcmp(severity, "error") == 0)
            summary_add_code(&p, code,
                             text_member(one, "message") != NULL ? text_member(one, "message") : "");
    }
    return true;
}

/// Adds the advice that was given.
static bool add_advice(summary_profile *p, const json_t *result)
{
    const json_t *all = json_object_get(result, "recommendations");
    json_int_t entries = 0;
    size_t i;
    const json_t *one;
    if (!json_is_array(all))
        return false;
    json_array_foreach(all, i, one)
    {
        const char *id = text_member(one, "id");
        if (id == NULL || !json_is_number(json_object_get(one, "score")))
            return false;
        summary_add_advice(p, id, number_member(one, "score"));
        entries = json_integer_value(json_object_get(one, "rank"));
    }
    const json_t *given = json_object_get(result, "given");
    bool is_cut = json_is_integer(given) && json_integer_value(given) > entries;
    summary_end_advice(p, (size_t)entries, (size_t)(is_cut ? json_integer_value(given) : entries));
    return true;
}

static bool add_questions(summary_profile *p, const json_t *result)
{
    const json_t *all = json_object_get(result, "questions");
    size_t i;
    const json_t *one;
    if (all != NULL)
        p->to->has_questions = true;
    json_array_foreach(all, i, one)
    {
        const char *fact = text_member(one, "fact");
        const char *field = text_member(one, "field");
        if (fact == NULL || field == NULL)
            return false;
        summary_add_question(p, fact, field, number_member(one, "weight"));
    }
    return true;
}

/// Sets `*why` if the result lacks the fact to count by.
static bool add_result(summary *s, const json_t *result, const char **why)
{
    const char *status = text_member(result, "status");
    if (status != NULL && strcmp(status, "refused") == 0)
        return add_refused(s, result);
    if (status == NULL || strcmp(status, "ok") != 0)
        return false;
    const json_t *value = s->by != NULL ? json_object_get(json_object_get(result, "facts"), s->by) : NULL;
    if (s->by != NULL && !json_is_string(value) && !json_is_null(value)) {
        *why = "this result does not have the fact to count by: 'advise batch --facts' writes it";
        return false;
    }
    summary_profile p = summary_add(s, json_string_value(value));
    return add_advice(&p, result) && add_questions(&p, result);
}

static int complain(const char *path, size_t line, const char *why)
{
    screen_complain(path, line, why);
    return line > 0 ? EXIT_BAD_PROFILE : EXIT_IO;
}

/// Adds a line: a result to `results`, a summary to `s`. Returns why it cannot be; NULL: it was added.
static const char *add_line(summary *s, summary *results, const char *line, size_t length)
{
    const char *why = "this is not a result of 'advise batch' with recommendations and scores";
    if (line[length - 1] != '\n')
        return "the last result is cut off";
    if (summary_begins(line, length)) {
        why = summary_read_json(s, line, length);
        bool other = why == NULL && results->by != NULL && (s->by == NULL || strcmp(s->by, results->by) != 0);
        return other ? "this summary does not count by that fact" : why;
    }
    json_t *result = json_line_parse(line, length);
    if (result != NULL && add_result(results, result, &why))
        why = NULL;
    json_decref(result);
    return why;
}

int summary_read(summary *s, const char *by, const char *path)
{
    line_reader lines = lines_open(path);
    summary results = {0};
    if (by != NULL)
        summary_set_by(&results, by);
    const char *why = NULL;
    while (why == NULL && lines_next(&lines))
        why = add_line(s, &results, lines.line, lines.length);
    if (why == NULL && lines.problem == NULL && results.profiles > 0)
        why = summary_add_part(s, &results);
    int status = why != NULL ? complain(path, lines.number, why) : EXIT_DONE;
    if (lines.problem != NULL)
        status = complain(path, 0, lines.problem);
    summary_free(&results);
    lines_close(&lines);
    return status;
}
