// Reads a scope's names and values from a YAML or JSON mapping. Values are typed by how they are written, not by a vocabulary.
#include "api/internal.h"

#include "base/limits.h"
#include "feel/temporal.h"
#include "input/file.h"
#include "input/yaml.h"

typedef struct context_job {
    scope_job call;
    const char *path; ///< NULL: `text`
    const char *name;
    slice text;
} context_job;

static bool is_one_of(slice text, const char *const *words)
{
    while (*words != NULL && !slice_is(text, *words))
        words++;
    return *words != NULL;
}

static size_t after_equals(const source_text *inner, size_t offset)
{
    (void)inner;
    return offset + 1;
}

/// `=EXPRESSION`: what follows the sign, with places that lead back to the file.
static bool compute_scalar(scope_job *job, const yaml_node *n, bool has_sign, feel_value *out)
{
    arena *a = job->scope->kept;
    const source_text *whole = yaml_scalar_source(a, n);
    if (!has_sign)
        return scope_compute(job, whole, out);
    source_text *source = ARENA_NEW(a, source_text);
    *source = (source_text){.file = whole->file,
                            .text = slice_part(whole->text, 1, whole->text.len),
                            .outer = whole,
                            .to_outer = after_equals};
    return scope_compute(job, source, out);
}

static bool read_scalar(scope_job *job, const yaml_node *n, feel_value *out)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
    static const char *const truths[] = {"true", "True", "TRUE", NULL};
    static const char *const falsehoods[] = {"false", "False", "FALSE", NULL};
    arena *a = job->scope->kept;
    decimal d;
    *out = feel_string(n->text);
    if (n->style != YAML_PLAIN)
        return true;
    if (n->text.len > 1 && n->text.ptr[0] == '=')
        return compute_scalar(job, n, true, out);
    if (is_one_of(n->text, nulls))
        *out = feel_null();
    else if (is_one_of(n->text, truths) || is_one_of(n->text, falsehoods))
        *out = feel_boolean(is_one_of(n->text, truths));
    else if (decimal_parse(n->text, &d))
        *out = feel_number(a, d);
    else if (!feel_is_null(temporal_parse_any(job->scope->scratch, n->text))) {
        diag_warning(job->diags, n->where, "date-as-text", "'%.*s' is read as text", SLICE_ARG(n->text));
        diag_hint(job->diags, "for the date or duration write =@\"%.*s\", for the text quotes",
                  SLICE_ARG(n->text));
    }
    return true;
}

static bool read_value(scope_job *job, const yaml_node *n, feel_value *out);

static bool read_sequence(scope_job *job, const yaml_node *n, feel_value *out)
{
    feel_value *items = ARENA_ARRAY(job->scope->kept, n->count, feel_value);
    bool good = true;
    for (size_t i = 0; i < n->count; i++)
        good = read_value(job, n->items[i], &items[i]) && good;
    *out = feel_list_of(job->scope->kept, items, n->count);
    return good;
}

/// One entry of a mapping: pair `i`.
static bool read_entry(scope_job *job, const yaml_node *mapping, size_t i, feel_entry *entry)
{
    const yaml_node *key = mapping->items[2 * i];
    entry->name = key->kind == YAML_SCALAR ? key->text : (slice){NULL, 0};
    if (!scope_is_name(job->scope->scratch, entry->name))
        diag_warning(job->diags, key->where, "bad-name", "'%.*s' is no name that expressions can use",
                     SLICE_ARG(entry->name));
    return read_value(job, mapping->items[2 * i + 1], &entry->value);
}

static bool read_mapping(scope_job *job, const yaml_node *n, feel_value *out)
{
    const yaml_node *expression = n->count == 1 ? yaml_get(n, "=") : NULL;
    if (expression != NULL && expression->kind == YAML_SCALAR)
        return compute_scalar(job, expression, false, out);
    feel_entry *entries = ARENA_ARRAY(job->scope->kept, n->count, feel_entry);
    bool good = true;
    for (size_t i = 0; i < n->count; i++)
        good = read_entry(job, n, i, &entries[i]) && good;
    *out = feel_context_of(job->scope->kept, entries, n->count);
    return good;
}

static bool read_value(scope_job *job, const yaml_node *n, feel_value *out)
{
    switch (n->kind) {
    case YAML_SCALAR: return read_scalar(job, n, out);
    case YAML_SEQUENCE: return read_sequence(job, n, out);
    case YAML_MAPPING: break;
    }
    return read_mapping(job, n, out);
}

/// A copy of the text of the file, or of the caller. False, with a diagnostic, if it cannot be read.
static bool read_source(context_job *job, source_text *source)
{
    arena *a = job->call.scope->kept;
    if (job->path == NULL) {
        *source = (source_text){.file = arena_copy(a, slice_of(job->name)), .text = arena_copy(a, job->text)};
        return true;
    }
    bool standard_input = strcmp(job->path, "-") == 0;
    source->file = standard_input ? SLICE("<stdin>") : arena_copy(a, slice_of(job->path));
    file_problem problem =
        file_read_at(a, standard_input ? "/dev/stdin" : job->path, LIMIT_PROFILE, &source->text);
    if (problem == FILE_READ)
        return true;
    diag_error(job->call.diags, (place){0}, problem == FILE_TOO_LARGE ? "too-large" : "file-unreadable",
               "%s: %s", job->path, file_problem_text(problem));
    job->call.status = problem == FILE_TOO_LARGE ? ADVISE_BAD_PROFILE : ADVISE_IO_FAILED;
    return false;
}

static void read_context(void *argument)
{
    context_job *job = argument;
    advise_scope *s = job->call.scope;
    source_text *source = ARENA_NEW(s->kept, source_text);
    const yaml_node *root = NULL;
    if (read_source(job, source))
        root = yaml_read(s->kept, source, job->call.diags);
    if (root != NULL && root->kind != YAML_MAPPING)
        diag_error(job->call.diags, root->where, "wrong-type", "a context is a mapping of names to values");
    for (size_t i = 0; root != NULL && root->kind == YAML_MAPPING && i < root->count; i++) {
        feel_entry entry;
        if (read_entry(&job->call, root, i, &entry))
            scope_put(s, entry.name, entry.value);
    }
    if (job->call.diags->errors > 0 && job->call.status == ADVISE_OK)
        job->call.status = ADVISE_BAD_PROFILE;
}

advise_status advise_scope_read_file(advise_scope *s, const char *path, advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (s == NULL || path == NULL)
        return ADVISE_BAD_USE;
    context_job job = {.path = path};
    return scope_call(&job.call, s, read_context, problems);
}

advise_status advise_scope_read_text(advise_scope *s, const char *name, const char *text, size_t length,
                                     advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (s == NULL || name == NULL || (text == NULL && length > 0))
        return ADVISE_BAD_USE;
    context_job job = {.name = name, .text = {text, length}};
    return scope_call(&job.call, s, read_context, problems);
}
