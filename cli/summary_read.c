// Reads results line by line, each by jansson.
#include "summary_read.h"
#include "options.h"
#include "screen.h"

#include <errno.h>
#include <jansson.h>
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
            summary_add_code(&p, code);
    }
    return true;
}

/// The advice that was given: with --explain and --all reports have more.
static bool add_advice(summary_profile *p, const json_t *result)
{
    const json_t *all = json_object_get(result, "recommendations");
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
    }
    summary_end_advice(p, json_array_size(all));
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

static bool add_result(summary *s, const json_t *result)
{
    const char *status = text_member(result, "status");
    if (status != NULL && strcmp(status, "refused") == 0)
        return add_refused(s, result);
    if (status == NULL || strcmp(status, "ok") != 0)
        return false;
    summary_profile p = summary_add(s, NULL);
    return add_advice(&p, result) && add_questions(&p, result);
}

static int complain(const char *path, size_t line, const char *why)
{
    (void)fputs("advise: ", stderr);
    screen_safe(stderr, path);
    if (line > 0)
        (void)fprintf(stderr, ":%zu", line);
    (void)fprintf(stderr, ": %s\n", why);
    return line > 0 ? EXIT_BAD_PROFILE : EXIT_IO;
}

int summary_read(summary *s, const char *path)
{
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *in = is_stdin ? stdin : fopen(path, "re");
    if (in == NULL)
        return complain(path, 0, strerror(errno));
    char *text = NULL;
    size_t size = 0;
    size_t number = 0;
    ssize_t length;
    int status = EXIT_DONE;
    errno = 0;
    while (status == EXIT_DONE && (length = getline(&text, &size, in)) > 0) {
        number++;
        json_t *result = text[length - 1] == '\n' ? json_loadb(text, (size_t)length, 0, NULL) : NULL;
        if (text[length - 1] != '\n')
            status = complain(path, number, "the last result is cut off");
        else if (result == NULL || !add_result(s, result))
            status =
                complain(path, number, "this is no result of 'advise batch' with recommendations and scores");
        json_decref(result);
    }
    if (status == EXIT_DONE && (ferror(in) || errno == EISDIR))
        status = complain(path, 0, strerror(errno));
    free(text);
    if (!is_stdin)
        (void)fclose(in);
    return status;
}
