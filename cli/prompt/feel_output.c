// Prints expressions. Each view has a form for people and one for programs.
#include "prompt/feel_output.h"

#include "exit_status.h"
#include "report/diagnostics.h"

#include <stdlib.h>
#include <string.h>

// --- values and explanations as JSON ---

static void value_json(json_writer *w, const advise_value *v)
{
    if (strcmp(v->type, "list") == 0) {
        json_array_begin(w);
        for (size_t i = 0; i < v->count; i++)
            value_json(w, &v->items[i]);
        json_array_end(w);
    } else if (strcmp(v->type, "context") == 0) {
        json_object_begin(w);
        for (size_t i = 0; i < v->count; i++) {
            json_key(w, v->names[i]);
            value_json(w, &v->items[i]);
        }
        json_object_end(w);
    } else if (strcmp(v->type, "number") == 0) {
        json_digits(w, v->text);
    } else if (strcmp(v->type, "boolean") == 0) {
        json_boolean(w, strcmp(v->text, "true") == 0);
    } else if (strcmp(v->type, "null") == 0) {
        json_null(w);
    } else {
        json_bytes(w, v->text, v->length);
    }
}

/// Writes the step at `*at` with all its parts, and moves past them.
static void step_json(json_writer *w, const advise_evaluation *e, size_t *at)
{
    static const char *const states[] = {"value", "not needed", "round", "more", "cut"};
    const advise_step *s = &e->steps[(*at)++];
    json_object_begin(w);
    json_string_entry(w, "state", states[s->state]);
    if (s->state == ADVISE_STEP_MORE) {
        json_count_entry(w, "count", s->count);
        json_count_entry(w, "count_true", s->count_true);
    } else if (s->state != ADVISE_STEP_CUT) {
        json_string_entry(w, "text", s->text);
        json_count_entry(w, "offset", s->offset);
        json_count_entry(w, "length", s->length);
    }
    if (s->state == ADVISE_STEP_VALUE || s->state == ADVISE_STEP_ROUND)
        json_string_entry(w, "literal", s->literal);
    if (s->note[0] != '\0' && s->state != ADVISE_STEP_MORE)
        json_string_entry(w, "note", s->note);
    json_key(w, "parts");
    json_array_begin(w);
    while (*at < e->step_count && e->steps[*at].depth > s->depth)
        step_json(w, e, at);
    json_array_end(w);
    json_object_end(w);
}

static void evaluation_json(json_writer *w, const advise_evaluation *e)
{
    json_key(w, "value");
    if (e == NULL) {
        json_null(w);
        return;
    }
    value_json(w, &e->value);
    json_string_entry(w, "type", e->value.type);
    json_string_entry(w, "literal", e->literal);
    if (e->step_count == 0)
        return;
    size_t at = 0;
    json_key(w, "explanation");
    step_json(w, e, &at);
}

// --- explanations for people ---

static size_t indent_of(const screen *s, const advise_step *step)
{
    size_t indent = (size_t)step->depth * 2;
    size_t most = s->width / 6 * 2;
    return indent > most ? most : indent;
}

/// The columns of the left side: as wide as its widest line, but no more than three fifths of the screen.
static size_t left_columns(const screen *s, const advise_evaluation *e)
{
    size_t most = s->width * 3 / 5;
    size_t widest = 0;
    for (size_t i = 0; i < e->step_count; i++) {
        size_t columns = indent_of(s, &e->steps[i]) + screen_columns(e->steps[i].text);
        widest = columns > widest ? columns : widest;
    }
    return widest > most ? most : widest;
}

static void spaces(FILE *out, size_t count)
{
    for (size_t i = 0; i < count; i++)
        (void)fputc(' ', out);
}

/// The right side: the value, or why there is none.
static void step_value_text(const screen *s, const advise_step *step, size_t room)
{
    if (step->state == ADVISE_STEP_NOT_NEEDED) {
        ink_begin(s, INK_DIM);
        (void)screen_cut(s->out, "(not needed)", room);
        ink_end(s, INK_DIM);
        return;
    }
    bool decided = strcmp(step->literal, "true") == 0 || strcmp(step->literal, "false") == 0;
    ink_begin(s, INK_BOLD);
    if (step->note[0] == '\0')
        (void)screen_cut(s->out, step->literal, room);
    else // what a filter does says what its condition was, but for null
        (void)fprintf(s->out, "%s%s", step->note, decided ? "" : " (null)");
    ink_end(s, INK_BOLD);
}

static void explanation_text(const screen *s, const advise_evaluation *e)
{
    size_t left = left_columns(s, e);
    for (size_t i = 0; i < e->step_count; i++) {
        const advise_step *step = &e->steps[i];
        size_t indent = indent_of(s, step);
        spaces(s->out, indent);
        if (step->state == ADVISE_STEP_MORE) {
            (void)fprintf(s->out, "… %zu more", step->count);
            if (step->note[0] != '\0')
                (void)fprintf(s->out, ", %zu %s", step->count_true, step->note);
            (void)fputc('\n', s->out);
            continue;
        }
        if (step->state == ADVISE_STEP_CUT) {
            (void)fputs("… and deeper parts\n", s->out);
            continue;
        }
        size_t written = screen_cut(s->out, step->text, left > indent + 4 ? left - indent : 4);
        spaces(s->out, left > indent + written ? left - indent - written : 0);
        (void)fputs("  ", s->out);
        step_value_text(s, step, s->width > left + 6 ? s->width - left - 2 : 4);
        (void)fputc('\n', s->out);
    }
}

// --- tokens and trees ---

/// Writes bytes of the expression as screen_safe would.
static void part_text(FILE *out, const char *text, size_t offset, size_t length)
{
    char *part = strndup(text + offset, length);
    screen_safe(out, part != NULL ? part : "");
    free(part);
}

static void tokens_text(FILE *out, const char *text, const advise_syntax *x)
{
    for (size_t i = 0; i < x->token_count; i++) {
        (void)fprintf(out, "%s\t%zu\t%zu\t", x->tokens[i].kind, x->tokens[i].offset, x->tokens[i].length);
        part_text(out, text, x->tokens[i].offset, x->tokens[i].length);
        (void)fputc('\n', out);
    }
}

static void tokens_json(json_writer *w, const char *text, const advise_syntax *x)
{
    json_key(w, "tokens");
    json_array_begin(w);
    for (size_t i = 0; i < x->token_count; i++) {
        json_object_begin(w);
        json_string_entry(w, "kind", x->tokens[i].kind);
        json_count_entry(w, "offset", x->tokens[i].offset);
        json_count_entry(w, "length", x->tokens[i].length);
        json_key(w, "text");
        json_bytes(w, text + x->tokens[i].offset, x->tokens[i].length);
        json_object_end(w);
    }
    json_array_end(w);
}

static void tree_text(FILE *out, const advise_syntax *x)
{
    for (size_t i = 0; i < x->node_count; i++) {
        const advise_node *n = &x->nodes[i];
        (void)fprintf(out, "%u\t%s\t%s\t", n->depth, n->role, n->kind);
        screen_safe(out, n->label);
        (void)fputc('\t', out);
        screen_safe(out, n->detail);
        (void)fputc('\t', out);
        screen_safe(out, n->type);
        (void)fprintf(out, "\t%zu\t%zu\n", n->offset, n->length);
    }
}

static void node_json(json_writer *w, const advise_syntax *x, size_t *at)
{
    const advise_node *n = &x->nodes[(*at)++];
    json_object_begin(w);
    json_string_entry(w, "kind", n->kind);
    json_string_entry(w, "role", n->role);
    json_string_entry(w, "label", n->label);
    json_string_entry(w, "detail", n->detail);
    json_string_entry(w, "type", n->type);
    json_count_entry(w, "offset", n->offset);
    json_count_entry(w, "length", n->length);
    json_key(w, "children");
    json_array_begin(w);
    while (*at < x->node_count && x->nodes[*at].depth > n->depth)
        node_json(w, x, at);
    json_array_end(w);
    json_object_end(w);
}

static void syntax_json(json_writer *w, feel_view view, const char *text, const advise_syntax *x)
{
    if (view == FEEL_VIEW_TOKENS) {
        tokens_json(w, text, x);
        return;
    }
    size_t at = 0;
    json_key(w, "tree");
    if (x->node_count > 0)
        node_json(w, x, &at);
    else
        json_null(w);
}

// --- one expression ---

static int exit_of_expression(advise_status status)
{
    return status == ADVISE_BAD_USE ? EXIT_USAGE : exit_status_of(status);
}

static void print_text(feel_output *o, const char *text, const advise_evaluation *e, const advise_syntax *x)
{
    switch (o->view) {
    case FEEL_VIEW_VALUE:
        screen_safe(o->out.out, e->literal);
        (void)fputc('\n', o->out.out);
        break;
    case FEEL_VIEW_EXPLANATION:
        if (o->printed++ > 0)
            (void)fputc('\n', o->out.out);
        explanation_text(&o->out, e);
        break;
    case FEEL_VIEW_TOKENS: tokens_text(o->out.out, text, x); break;
    case FEEL_VIEW_TREE: tree_text(o->out.out, x); break;
    case FEEL_VIEW_TYPE:
        screen_safe(o->out.out, x->nodes[0].type);
        (void)fputc('\n', o->out.out);
        break;
    }
}

static void print_json(const feel_output *o, const char *text, size_t length, const advise_evaluation *e,
                       const advise_syntax *x, const advise_diagnostics *problems)
{
    json_writer w = json_begin(o->out.out);
    json_object_begin(&w);
    json_string_entry(&w, "format", "advise-feel/1");
    json_key(&w, "expression");
    json_bytes(&w, text, length);
    if (x != NULL)
        syntax_json(&w, o->view, text, x);
    else
        evaluation_json(&w, e);
    json_key(&w, "diagnostics");
    diagnostics_json_list(&w, problems);
    json_object_end(&w);
    json_line_end(&w);
}

int feel_show(feel_output *o, advise_scope *scope, const char *text, size_t length, const char *file,
              size_t line)
{
    advise_expression x = {.text = text,
                           .length = length,
                           .input = o->input,
                           .file = file,
                           .line = line,
                           .explain = o->view == FEEL_VIEW_EXPLANATION};
    advise_diagnostics *problems = NULL;
    const advise_evaluation *e = NULL;
    const advise_syntax *syntax = NULL;
    bool evaluated = o->view == FEEL_VIEW_VALUE || o->view == FEEL_VIEW_EXPLANATION;
    advise_status status =
        evaluated ? advise_evaluate(scope, &x, &e, &problems) : advise_parse(scope, &x, &syntax, &problems);
    if (o->json && status != ADVISE_NO_MEMORY)
        print_json(o, text, length, e, syntax, problems);
    else if (status == ADVISE_OK || o->view == FEEL_VIEW_TOKENS)
        print_text(o, text, e, syntax);
    if (!o->json)
        diagnostics_text(&o->errors, problems, o->quiet);
    advise_diagnostics_free(problems);
    return exit_of_expression(status);
}
