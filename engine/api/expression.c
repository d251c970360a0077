// Evaluates expressions for the public API and shows what they are made of: values, explanations, tokens and trees as plain
// structs; built-ins and completions as lists of texts.
#include "api/internal.h"

#include "base/limits.h"
#include "feel/temporal.h"
#include "reason/explain_tree.h"

static const char *terminated(arena *a, slice s)
{
    return text_of(arena_copy(a, s));
}

// --- what the calls share ---

typedef struct expression_job {
    scope_job call;
    const advise_expression *from;
    const feel_expression *parsed;
    feel_value input;
    const advise_evaluation *evaluation;
    const advise_syntax *syntax;
} expression_job;

static bool is_usable(const advise_scope *s, const advise_expression *x)
{
    return s != NULL && x != NULL && (x->text != NULL || x->length == 0);
}

static feel_machine machine_of(const advise_scope *s)
{
    feel_machine m;
    feel_machine_init(&m, s->scratch);
    m.clock = s->clock;
    return m;
}

static source_text *source_of(const expression_job *job, const char *file, slice text)
{
    source_text *source = ARENA_NEW(job->call.scope->scratch, source_text);
    *source = (source_text){.file = slice_of(file), .text = text};
    return source;
}

/// Evaluates the tested value of unary tests.
/// @param type  receives its type; NULL: nothing is known of it
static bool compute_input(expression_job *job, const feel_type **type)
{
    advise_scope *s = job->call.scope;
    const source_text *source = source_of(job, "input", slice_of(job->from->input));
    const feel_expression *e = scope_parse(s, s->scratch, source, false, NULL, job->call.diags);
    if (e == NULL)
        return false;
    feel_machine m = machine_of(s);
    job->input = feel_evaluate(&m, e, s->values.items, s->values.count);
    const feel_type *declared = feel_expression_type(e);
    const bool is_closed =
        declared != NULL && declared->allowed != NULL; // that says more than the value does
    *type = is_closed || feel_is_null(job->input) ? declared : feel_type_of_value(s->scratch, job->input);
    return !m.exhausted;
}

static bool parse(expression_job *job)
{
    advise_scope *s = job->call.scope;
    diag_list *diags = job->call.diags;
    const advise_expression *x = job->from;
    const feel_type *input = NULL;
    if (x->input != NULL && !compute_input(job, &input))
        return false;
    const source_text *source =
        source_of(job, x->file != NULL ? x->file : "expression", (slice){x->text, x->length});
    size_t before = diags->count;
    job->parsed = scope_parse(s, s->scratch, source, x->input != NULL, input, diags);
    for (size_t i = before; x->line > 1 && i < diags->count; i++)
        diags->items[i].line += diags->items[i].line > 0 ? x->line - 1 : 0;
    return job->parsed != NULL;
}

// --- evaluation ---

static advise_value value_of(arena *a, feel_value v, unsigned depth)
{
    advise_value out = {.type = feel_kind_name((feel_kind)v.kind), .text = ""};
    bool structured = v.kind == FEEL_LIST || v.kind == FEEL_CONTEXT;
    if (!structured || depth > LIMIT_EXPRESSION_NESTING) {
        slice text = depth > LIMIT_EXPRESSION_NESTING ? SLICE("…") : feel_to_shown(a, v);
        out.text = terminated(a, text);
        out.length = text.len;
        return out;
    }
    bool list = v.kind == FEEL_LIST;
    out.count = list ? v.as.list->count : v.as.context->count;
    advise_value *items = ARENA_ARRAY(a, out.count, advise_value);
    const char **names = list ? NULL : ARENA_ARRAY(a, out.count, const char *);
    for (size_t i = 0; i < out.count; i++) {
        items[i] = value_of(a, list ? v.as.list->items[i] : v.as.context->entries[i].value, depth + 1);
        if (names != NULL)
            names[i] = terminated(a, v.as.context->entries[i].name);
    }
    out.items = items;
    out.names = names;
    return out;
}

static const advise_step *steps_of(arena *a, const explain_step *steps, size_t count)
{
    static const advise_step_state states[] = {
        [EXPLAIN_STEP_VALUE] = ADVISE_STEP_VALUE, [EXPLAIN_STEP_NOT_NEEDED] = ADVISE_STEP_NOT_NEEDED,
        [EXPLAIN_STEP_ROUND] = ADVISE_STEP_ROUND, [EXPLAIN_STEP_MORE] = ADVISE_STEP_MORE,
        [EXPLAIN_STEP_CUT] = ADVISE_STEP_CUT,
    };
    advise_step *out = ARENA_ARRAY(a, count, advise_step);
    for (size_t i = 0; steps != NULL && i < count; i++) {
        const explain_step *s = &steps[i];
        bool valued = s->state == EXPLAIN_STEP_VALUE || s->state == EXPLAIN_STEP_ROUND;
        out[i] = (advise_step){.state = states[s->state],
                               .depth = s->depth,
                               .text = terminated(a, s->text),
                               .offset = s->offset,
                               .length = s->length,
                               .literal = valued ? text_of(feel_to_literal(a, s->value)) : "",
                               .note = s->note,
                               .count = s->count,
                               .count_true = s->count_true};
    }
    return out;
}

static void evaluate(void *argument)
{
    expression_job *job = argument;
    advise_scope *s = job->call.scope;
    arena *a = s->scratch;
    job->call.status = ADVISE_BAD_USE;
    if (!parse(job))
        return;
    feel_machine m = machine_of(s);
    const explain_step *steps = NULL;
    advise_evaluation *out = ARENA_NEW(a, advise_evaluation);
    feel_value v;
    if (job->from->explain)
        v = explain_tree(&m, job->parsed, job->input, s->values.items, s->values.count, &steps,
                         &out->step_count);
    else if (job->from->input != NULL)
        v = feel_evaluate_tests(&m, job->parsed, job->input, s->values.items, s->values.count);
    else
        v = feel_evaluate(&m, job->parsed, s->values.items, s->values.count);
    for (size_t i = 0; i < m.warning_count; i++)
        diag_warning(job->call.diags, (place){0}, m.warnings[i].code, "%.*s",
                     SLICE_ARG(m.warnings[i].message));
    job->call.status = m.exhausted ? ADVISE_BAD_PROFILE : ADVISE_OK;
    if (m.exhausted) {
        feel_report_exhausted(job->call.diags, (place){0}, (slice){"", 0});
        return;
    }
    out->value = value_of(a, v, 0);
    out->literal = text_of(feel_to_literal(a, v));
    out->static_type = text_of(feel_type_text(a, feel_expression_type(job->parsed)));
    out->steps = steps_of(a, steps, out->step_count);
    job->evaluation = out;
}

advise_status advise_evaluate(advise_scope *s, const advise_expression *x, const advise_evaluation **result,
                              advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (!is_usable(s, x) || result == NULL)
        return ADVISE_BAD_USE;
    expression_job job = {.from = x};
    advise_status status = scope_call(&job.call, s, evaluate, problems);
    *result = status == ADVISE_OK ? job.evaluation : NULL;
    return status;
}

// --- syntax ---

static const advise_node *nodes_of(arena *a, const feel_syntax_row *rows, size_t count)
{
    advise_node *out = ARENA_ARRAY(a, count, advise_node);
    for (size_t i = 0; i < count; i++)
        out[i] = (advise_node){.depth = rows[i].depth,
                               .kind = rows[i].kind,
                               .role = rows[i].role,
                               .label = terminated(a, rows[i].label),
                               .detail = terminated(a, rows[i].detail),
                               .type = text_of(feel_type_text(a, rows[i].type)),
                               .offset = rows[i].offset,
                               .length = rows[i].length};
    return out;
}

static void show_syntax(void *argument)
{
    expression_job *job = argument;
    arena *a = job->call.scope->scratch;
    advise_syntax *out = ARENA_NEW(a, advise_syntax);
    const feel_token *tokens = feel_tokens(a, (slice){job->from->text, job->from->length}, &out->token_count);
    advise_token *copies = ARENA_ARRAY(a, out->token_count, advise_token);
    for (size_t i = 0; i < out->token_count; i++)
        copies[i] = (advise_token){tokens[i].kind, tokens[i].offset, tokens[i].length};
    out->tokens = copies;
    job->syntax = out;
    if (!parse(job)) {
        job->call.status = ADVISE_BAD_USE;
        return;
    }
    const feel_syntax_row *rows = feel_syntax(a, job->parsed, &out->node_count);
    out->nodes = nodes_of(a, rows, out->node_count);
}

advise_status advise_parse(advise_scope *s, const advise_expression *x, const advise_syntax **syntax,
                           advise_diagnostics **problems)
{
    if (problems != NULL)
        *problems = NULL;
    if (!is_usable(s, x) || syntax == NULL)
        return ADVISE_BAD_USE;
    expression_job job = {.from = x};
    advise_status status = scope_call(&job.call, s, show_syntax, problems);
    *syntax = status == ADVISE_NO_MEMORY ? NULL : job.syntax;
    return status;
}
