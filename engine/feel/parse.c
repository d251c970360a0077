// The entry points of the parser, a recursive descent: text to a checked expression. Reports only the first syntax error
// of an expression, since what follows it would be guesswork. Never evaluates.
#include "feel/parse.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "feel/typecheck.h"

static bool text_is_sound(const source_text *source, diag_list *diags)
{
    size_t bad = 0;
    if (source->text.len > LIMIT_EXPRESSION)
        diag_error(diags, (place){source, 0, 1}, "too-long", "the expression is longer than %d bytes",
                   LIMIT_EXPRESSION);
    else if (!utf8_valid(source->text, &bad))
        diag_error(diags, (place){source, bad, 1}, "invalid-utf8", "the expression is not valid UTF-8 here");
    else
        return true;
    return false;
}

/// Stands at the first token of the text; false if the text cannot be read.
static bool begin(parser *p, arena *a, const source_text *source, const feel_scope *scope, diag_list *diags)
{
    if (!text_is_sound(source, diags))
        return false;
    *p = (parser){.arena = a, .source = source, .scope = scope, .diags = diags, .lexer = {source->text, 0}};
    for (size_t i = 0; i < scope->count && !scope->single_words; i++) {
        if (!lex_is_single_word(scope->variables[i].name))
            ARENA_PUSH(a, &p->scope_names, items, count, capacity, scope->variables[i].name);
        if (scope->variables[i].type != NULL)
            add_members_of_type(p, scope->variables[i].type, 0);
    }
    advance(p);
    return true;
}

static const feel_expression *finish_expression(parser *p, node *root, const feel_type *input,
                                                uint32_t input_slot, bool has_input)
{
    if (!p->failed && p->token.kind != TOKEN_END)
        syntax_error(p, "expected an operator or the end of the expression");
    if (p->failed)
        return NULL;
    size_t errors = p->diags->errors;
    typecheck_input check = {.arena = p->arena,
                             .source = p->source,
                             .scope = p->scope,
                             .diags = p->diags,
                             .local_count = p->local_count,
                             .input_type = input,
                             .input_slot = input_slot,
                             .has_input = has_input};
    typecheck(&check, root);
    if (p->diags->errors > errors)
        return NULL;
    feel_expression *e = ARENA_NEW(p->arena, feel_expression);
    *e = (feel_expression){.source = p->source,
                           .root = root,
                           .type = root->type,
                           .local_count = p->local_count,
                           .input_slot = input_slot,
                           .uses_clock = p->uses_clock,
                           .scope_count = p->scope->count};
    e->reads = p->reads.items;
    e->read_count = p->reads.count;
    return e;
}

const feel_expression *feel_parse(arena *a, const source_text *source, const feel_scope *scope,
                                  diag_list *diags)
{
    parser p;
    if (!begin(&p, a, source, scope, diags))
        return NULL;
    if (p.token.kind == TOKEN_END)
        syntax_error(&p, "expected an expression");
    node *root = parse_expression(&p);
    return finish_expression(&p, root, NULL, 0, false);
}

const feel_expression *feel_parse_unary_tests(arena *a, const source_text *source, const feel_scope *scope,
                                              const feel_type *input, diag_list *diags)
{
    parser p;
    if (!begin(&p, a, source, scope, diags))
        return NULL;
    p.is_tests = true;
    uint32_t slot = declare_local(&p, SLICE("?"), false);
    if (p.token.kind == TOKEN_END)
        syntax_error(&p, "expected unary tests");
    node *root = parse_unary_tests(&p);
    root->as.in.slot = slot;
    return finish_expression(&p, root, input, slot, true);
}

const feel_expression *feel_parse_function(arena *a, const source_text *body, const feel_signature *function,
                                           const feel_scope *scope, diag_list *diags)
{
    parser p;
    if (!begin(&p, a, body, scope, diags))
        return NULL;
    for (size_t i = 0; i < function->parameter_count; i++) {
        (void)declare_local(&p, function->parameters[i].name, false);
        add_members_of_type(&p, function->parameters[i].type, 0);
    }
    if (p.token.kind == TOKEN_END)
        syntax_error(&p, "expected an expression");
    node *root = new_node(&p, NODE_FUNCTION, 0);
    root->as.function.name = function->name;
    root->as.function.parameters = function->parameters;
    root->as.function.count = function->parameter_count;
    root->as.function.result = function->result;
    root->as.function.body = parse_expression(&p);
    (void)finish_node(&p, root);
    return finish_expression(&p, root, NULL, 0, false);
}

const feel_type *feel_function_type(arena *a, const feel_signature *function)
{
    feel_type *type = ARENA_NEW(a, feel_type);
    *type = (feel_type){.kind = FEEL_TYPE_FUNCTION,
                        .element = function->result,
                        .fields = function->parameters,
                        .field_count = function->parameter_count};
    return type;
}

const feel_expression *feel_parse_range_literal(arena *a, const source_text *source)
{
    diag_list *diags = diag_list_new(a);
    feel_scope scope = {0};
    parser p;
    if (!begin(&p, a, source, &scope, diags))
        return NULL;
    node *root = parse_range_literal(&p);
    return finish_expression(&p, root, NULL, 0, false);
}

/// Builds `for … return {v1: v1, …}` from the iterations alone.
static node *parse_iteration_contexts(parser *p, iteration **iterations, size_t *count)
{
    size_t start = p->token.offset;
    node *loop = new_node(p, NODE_FOR, start);
    struct {
        iteration *items;
        size_t count, capacity;
    } list = {0};
    do {
        iteration one = parse_iteration(p);
        ARENA_PUSH(p->arena, &list, items, count, capacity, one);
    } while (!p->failed && accept_symbol(p, ','));
    node *body = new_node(p, NODE_CONTEXT, start);
    body->as.context.names = ARENA_ARRAY(p->arena, list.count, slice);
    body->as.context.values = ARENA_ARRAY(p->arena, list.count, node *);
    body->as.context.count = list.count;
    body->as.context.first_slot = (uint32_t)p->locals.count;
    for (size_t i = 0; i < list.count; i++) {
        node *value = new_node(p, NODE_NAME, start);
        value->as.name.text = list.items[i].name;
        value->as.name.binding = BINDING_LOCAL;
        value->as.name.slot = list.items[i].slot;
        body->as.context.names[i] = list.items[i].name;
        body->as.context.values[i] = value;
        (void)declare_local(p, list.items[i].name, false);
    }
    (void)finish_node(p, body);
    loop->as.loop.iterations = list.items;
    loop->as.loop.count = list.count;
    loop->as.loop.body = body;
    loop->as.loop.partial_slot = declare_local(p, SLICE("partial"), false);
    *iterations = list.items;
    *count = list.count;
    return finish_node(p, loop);
}

const feel_expression *feel_parse_iterations(arena *a, const source_text *source, const feel_scope *scope,
                                             diag_list *diags, const feel_variable **variables,
                                             size_t *variable_count)
{
    parser p;
    if (!begin(&p, a, source, scope, diags))
        return NULL;
    iteration *iterations = NULL;
    size_t count = 0;
    node *root = parse_iteration_contexts(&p, &iterations, &count);
    const feel_expression *e = finish_expression(&p, root, NULL, 0, false);
    if (e == NULL)
        return NULL;
    feel_variable *out = ARENA_ARRAY(a, count, feel_variable);
    for (size_t i = 0; i < count; i++) {
        out[i].name = iterations[i].name;
        out[i].type = typecheck_domain_type(iterations[i].domain->type, iterations[i].to != NULL);
    }
    *variables = out;
    *variable_count = count;
    return e;
}

const feel_type *feel_parse_type(arena *a, const source_text *source, const feel_scope *scope,
                                 diag_list *diags)
{
    parser p;
    if (!begin(&p, a, source, scope, diags))
        return NULL;
    slice text;
    const feel_type *type = parse_type(&p, &text);
    if (!p.failed && p.token.kind != TOKEN_END)
        syntax_error(&p, "expected the end of the type");
    return p.failed ? NULL : type;
}

const feel_type *feel_expression_type(const feel_expression *e)
{
    return e->type != NULL ? e->type : feel_type_of_kind(FEEL_TYPE_ANY);
}

slice feel_expression_text(const feel_expression *e)
{
    return e->source->text;
}

place feel_expression_place(const feel_expression *e)
{
    return (place){e->source, 0, e->source->text.len};
}

const size_t *feel_expression_reads(const feel_expression *e, size_t *count)
{
    *count = e->read_count;
    return e->reads;
}

bool feel_expression_is_constant(const feel_expression *e)
{
    return e->read_count == 0 && !e->uses_clock;
}
