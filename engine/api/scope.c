// Scopes of the public API: names with values, given one by one or taken from a report. Files of them are read by api/context.c.
#include "api/internal.h"

#include "base/limits.h"
#include "feel/lex.h"
#include "feel/temporal.h"

advise_scope *advise_scope_new(const advise_allocator *from)
{
    allocator source = allocator_of(from);
    advise_scope *s = source.resize(source.state, NULL, sizeof *s);
    if (s == NULL)
        return NULL;
    *s = (advise_scope){.kept = arena_new(&source, LIMIT_MEMORY),
                        .scratch = arena_new(&source, LIMIT_MEMORY),
                        .noun = "name"};
    if (s->kept != NULL && s->scratch != NULL)
        return s;
    arena_free(s->kept);
    arena_free(s->scratch);
    (void)source.resize(source.state, s, 0);
    return NULL;
}

void advise_scope_free(advise_scope *s)
{
    if (s == NULL)
        return;
    allocator from = *arena_allocator_borrow(s->kept);
    arena_free(s->kept);
    arena_free(s->scratch);
    (void)from.resize(from.state, s, 0);
}

// --- calls ---

advise_status scope_call(scope_job *job, advise_scope *s, void (*body)(void *job),
                         advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    arena_reset(s->scratch);
    advise_diagnostics *d = diagnostics_new(arena_allocator_borrow(s->kept));
    if (d == NULL)
        return ADVISE_NO_MEMORY;
    *job = (scope_job){s, diagnostics_list(d), ADVISE_OK};
    arena *const arenas[] = {s->scratch, s->kept, d->arena};
    if (arena_run_all(arenas, 3, body, job) != ARENA_DONE) {
        advise_diagnostics_free(d);
        return ADVISE_NO_MEMORY;
    }
    return give_problems(d, problems, job->status);
}

feel_scope scope_view(const advise_scope *s)
{
    return (feel_scope){.variables = s->variables.items,
                        .count = s->variables.count,
                        .types = s->types,
                        .type_count = s->type_count,
                        .strict = s->strict,
                        .alone = true,
                        .noun = s->noun};
}

static const feel_expression *parse_as(arena *a, const source_text *source, const feel_scope *scope,
                                       bool tests, const feel_type *input, diag_list *diags)
{
    return tests ? feel_parse_unary_tests(a, source, scope, input, diags)
                 : feel_parse(a, source, scope, diags);
}

const feel_expression *scope_parse(const advise_scope *s, arena *a, const source_text *source, bool tests,
                                   const feel_type *input, diag_list *diags)
{
    feel_scope scope = scope_view(s);
    scope.strict = true;
    diag_list *strict = s->strict ? diags : diag_list_new(diags->arena);
    const feel_expression *e = parse_as(a, source, &scope, tests, input, strict);
    if (s->strict)
        return e;
    scope.strict = false;
    if (e == NULL)
        e = parse_as(a, source, &scope, tests, input, diags);
    for (size_t i = 0; e != NULL && i < strict->count; i++) {
        diagnostic warning = strict->items[i];
        if (warning.hint.len == 0 && warning.severity == SEVERITY_ERROR)
            warning.hint = SLICE("it is null");
        warning.severity = SEVERITY_WARNING;
        ARENA_PUSH(diags->arena, diags, items, count, capacity, warning);
    }
    return e;
}

bool scope_compute(scope_job *job, const source_text *source, feel_value *out)
{
    advise_scope *s = job->scope;
    const feel_expression *e = scope_parse(s, s->kept, source, false, NULL, job->diags);
    if (e == NULL)
        return false;
    feel_machine m;
    feel_machine_init(&m, s->kept);
    m.clock = s->clock;
    *out = feel_evaluate(&m, e, s->values.items, s->values.count);
    if (m.exhausted)
        feel_report_exhausted(job->diags, (place){source, 0, source->text.len}, (slice){"", 0});
    return !m.exhausted;
}

/// The type with every context in it closed, so that a name that no entry has is reported.
static const feel_type *closed_type(arena *a, const feel_type *type, unsigned depth)
{
    if (type == NULL || depth > LIMIT_EXPRESSION_NESTING ||
        (type->kind != FEEL_TYPE_LIST && type->kind != FEEL_TYPE_CONTEXT))
        return type;
    feel_type *closed = ARENA_NEW(a, feel_type);
    *closed = *type;
    closed->element = closed_type(a, type->element, depth + 1);
    if (type->kind != FEEL_TYPE_CONTEXT)
        return closed;
    feel_field *fields = ARENA_ARRAY(a, type->field_count, feel_field);
    for (size_t i = 0; i < type->field_count; i++)
        fields[i] = (feel_field){type->fields[i].name, closed_type(a, type->fields[i].type, depth + 1)};
    closed->fields = fields;
    closed->closed = true;
    return closed;
}

void scope_put(advise_scope *s, slice name, feel_value v)
{
    const feel_type *type = feel_is_null(v) ? NULL : closed_type(s->kept, feel_type_of_value(s->kept, v), 0);
    for (size_t i = 0; i < s->variables.count; i++) {
        if (!slice_equal(s->variables.items[i].name, name))
            continue;
        s->variables.items[i] = (feel_variable){.name = s->variables.items[i].name, .type = type};
        s->values.items[i] = v;
        return;
    }
    feel_variable variable = {.name = arena_copy(s->kept, name), .type = type};
    ARENA_PUSH(s->kept, &s->values, items, count, capacity, v);
    ARENA_PUSH(s->kept, &s->variables, items, count, capacity, variable);
    s->values.count = s->variables.count; // if memory had run out between the two
}

bool scope_is_name(arena *a, slice name)
{
    size_t end = 0;
    const char *const *words = feel_keywords();
    for (size_t i = 0; words[i] != NULL; i++) {
        if (slice_is(name, words[i]))
            return false;
    }
    return slice_equal(lex_declared_name(a, name, &end, (slice){NULL, 0}), name) && name.len > 0;
}

// --- the public calls ---

typedef struct let_job {
    scope_job call;
    const char *name, *expression;
} let_job;

static void let(void *argument)
{
    let_job *job = argument;
    advise_scope *s = job->call.scope;
    source_text *source = ARENA_NEW(s->kept, source_text);
    source->file = arena_copy(s->kept, slice_of(job->name));
    source->text = arena_copy(s->kept, slice_of(job->expression));
    feel_value v;
    job->call.status = ADVISE_BAD_USE;
    if (!scope_is_name(s->scratch, slice_of(job->name)))
        diag_error(job->call.diags, (place){0}, "bad-name", "'%s' is no name that expressions can use",
                   job->name);
    else if (scope_compute(&job->call, source, &v)) {
        scope_put(s, source->file, v);
        job->call.status = ADVISE_OK;
    }
}

advise_status advise_scope_let(advise_scope *s, const char *name, const char *expression,
                               advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (s == NULL || name == NULL || expression == NULL)
        return ADVISE_BAD_USE;
    let_job job = {.name = name, .expression = expression};
    return scope_call(&job.call, s, let, problems);
}

typedef struct date_job {
    scope_job call;
    const char *date;
} date_job;

static void set_date(void *argument)
{
    date_job *job = argument;
    advise_scope *s = job->call.scope;
    if (!temporal_clock(s->kept, arena_copy(s->kept, slice_of(job->date)), &s->clock))
        job->call.status = ADVISE_BAD_USE;
}

advise_status advise_scope_set_date(advise_scope *s, const char *date)
{
    if (s == NULL || date == NULL)
        return ADVISE_BAD_USE;
    date_job job = {.date = date};
    return scope_call(&job.call, s, set_date, NULL);
}

void advise_scope_set_strict(advise_scope *s, bool strict)
{
    s->strict = strict;
}

typedef struct report_job {
    scope_job call;
    const advise_report *report;
} report_job;

static void use_report(void *argument)
{
    report_job *job = argument;
    advise_scope *s = job->call.scope;
    const inference *result = job->report->result;
    const feel_scope *from = &result->pack->scope;
    for (size_t i = 0; i < from->count; i++)
        ARENA_PUSH(s->kept, &s->values, items, count, capacity, result->values[i]);
    for (size_t i = 0; i < from->count; i++)
        ARENA_PUSH(s->kept, &s->variables, items, count, capacity, from->variables[i]);
    s->types = from->types;
    s->type_count = from->type_count;
    s->noun = "fact";
    s->strict = true;
    s->clock = job->report->session->clock;
}

advise_status advise_scope_use_report(advise_scope *s, const advise_report *report)
{
    if (s == NULL || report == NULL || s->variables.count > 0)
        return ADVISE_BAD_USE;
    report_job job = {.report = report};
    return scope_call(&job.call, s, use_report, NULL);
}
