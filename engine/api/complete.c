// Lists for people who write expressions: the built-in functions, and what may follow at the end of a text.
#include "api/internal.h"

#include "base/limits.h"
#include "base/text.h"

#include <stdlib.h>

static const char *terminated(arena *a, slice s)
{
    return text_of(arena_copy(a, s));
}

typedef struct list_job {
    scope_job call;
    const advise_function *functions;
    slice text;
    size_t start;
    struct {
        const char **items;
        size_t count, capacity;
    } found;
} list_job;

static void list_functions(void *argument)
{
    list_job *job = argument;
    arena *a = job->call.scope->scratch;
    size_t count = feel_function_count();
    advise_function *out = ARENA_ARRAY(a, count, advise_function);
    for (size_t i = 0; i < count; i++) {
        feel_function_help help = feel_function_describe(a, i);
        out[i] = (advise_function){terminated(a, help.name), text_of(help.signature),
                                   terminated(a, help.summary), help.extension};
    }
    job->functions = out;
}

const advise_function *advise_functions(advise_scope *s, size_t *count)
{
    list_job job = {.functions = NULL};
    bool done = scope_call(&job.call, s, list_functions, NULL) == ADVISE_OK;
    *count = done ? feel_function_count() : 0;
    return done ? job.functions : NULL;
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static bool begins_word(slice text, size_t at)
{
    return at == text.len || (is_word_byte(text.ptr[at]) && (at == 0 || !is_word_byte(text.ptr[at - 1])));
}

static void offer(list_job *job, slice candidate, const char *ending)
{
    slice prefix = slice_part(job->text, job->start, job->text.len);
    if (!slice_starts_with(candidate, prefix))
        return;
    slice text = arena_format(job->call.scope->scratch, "%.*s%s", SLICE_ARG(candidate), ending);
    ARENA_PUSH(job->call.scope->scratch, &job->found, items, count, capacity, text.ptr);
}

static void offer_names(list_job *job)
{
    const advise_scope *s = job->call.scope;
    arena *a = s->scratch;
    for (size_t i = 0; i < s->variables.count; i++)
        offer(job, s->variables.items[i].name, "");
    for (size_t i = 0; i < feel_function_count(); i++)
        offer(job, feel_function_describe(a, i).name, "(");
    const char *const *words = feel_keywords();
    for (size_t i = 0; words[i] != NULL; i++)
        offer(job, slice_of(words[i]), "");
}

/// The entries of what is before the point: the longest text there that is an expression with entries.
static void offer_entries(list_job *job, size_t point)
{
    advise_scope *s = job->call.scope;
    feel_scope scope = scope_view(s);
    scope.strict = false;
    for (size_t from = point > LIMIT_COMPLETED_WORD ? point - LIMIT_COMPLETED_WORD : 0; from < point;
         from++) {
        if (!begins_word(job->text, from))
            continue;
        source_text source = {.text = slice_part(job->text, from, point - from)};
        const feel_expression *e = feel_parse(s->scratch, &source, &scope, diag_list_new(s->scratch));
        const feel_type *type = e != NULL ? feel_expression_type(e) : NULL;
        if (type != NULL && type->kind == FEEL_TYPE_LIST)
            type = type->element;
        if (type == NULL || type->kind != FEEL_TYPE_CONTEXT)
            continue;
        for (size_t i = 0; i < type->field_count; i++)
            offer(job, type->fields[i].name, "");
        return;
    }
}

static int order_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void complete(void *argument)
{
    list_job *job = argument;
    slice text = job->text;
    for (job->start = text.len > LIMIT_COMPLETED_WORD ? text.len - LIMIT_COMPLETED_WORD : 0;
         job->start <= text.len; job->start++) {
        if (!begins_word(text, job->start))
            continue;
        size_t before = job->start;
        while (before > 0 && text.ptr[before - 1] == ' ')
            before--;
        if (before > 0 && text.ptr[before - 1] == '.')
            offer_entries(job, before - 1);
        else if (job->start < text.len || job->start == 0)
            offer_names(job);
        if (job->found.count > 0)
            break;
    }
    if (job->found.count == 0) {
        job->start = text.len;
        return;
    }
    qsort(job->found.items, job->found.count, sizeof *job->found.items, order_texts);
    size_t kept = 1;
    for (size_t i = 1; i < job->found.count; i++) {
        if (strcmp(job->found.items[i], job->found.items[kept - 1]) != 0)
            job->found.items[kept++] = job->found.items[i];
    }
    job->found.count = kept;
}

const char *const *advise_complete(advise_scope *s, const char *text, size_t *start, size_t *count)
{
    list_job job = {.text = slice_of(text)};
    bool done = scope_call(&job.call, s, complete, NULL) == ADVISE_OK;
    *start = done ? job.start : strlen(text);
    *count = done ? job.found.count : 0;
    return done ? job.found.items : NULL;
}
