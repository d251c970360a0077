// if, for, some, every, and function literals.
#include "feel/parse.h"

#include "base/limits.h"

static node *parse_if(parser *p, size_t start)
{
    node *n = new_node(p, NODE_IF, start);
    advance(p);
    n->as.branch.condition = parse_expression(p);
    expect_keyword(p, "then");
    n->as.branch.yes = parse_expression(p);
    expect_keyword(p, "else");
    n->as.branch.no = parse_expression(p);
    return finish_node(p, n);
}

iteration parse_iteration(parser *p)
{
    size_t at = p->token.offset;
    iteration one = {.name = lex_declared_name(p->arena, p->lexer.text, &at, SLICE("in"))};
    if (one.name.len == 0)
        syntax_error(p, "expected the name of a variable");
    else
        move_to(p, at);
    expect_keyword(p, "in");
    one.domain = parse_expression(p);
    if (!p->failed && accept_symbol(p, SYMBOL_DOTS))
        one.to = parse_expression(p);
    one.slot = declare_local(p, one.name, false);
    return one;
}

// for = "for" iterations "return" expression; quantified = ("some" | "every") iterations "satisfies" expression
static node *parse_loop(parser *p, node_kind kind, size_t start)
{
    node *n = new_node(p, kind, start);
    size_t outer = p->locals.count;
    struct {
        iteration *items;
        size_t count, capacity;
    } iterations = {0};
    advance(p);
    do {
        iteration one = parse_iteration(p);
        ARENA_PUSH(p->arena, &iterations, items, count, capacity, one);
    } while (!p->failed && accept_symbol(p, ','));
    expect_keyword(p, kind == NODE_FOR ? "return" : "satisfies");
    n->as.loop.iterations = iterations.items;
    n->as.loop.count = iterations.count;
    if (kind == NODE_FOR)
        n->as.loop.partial_slot = declare_local(p, SLICE("partial"), false);
    bool outside = p->mentions_partial;
    p->mentions_partial = false;
    n->as.loop.body = parse_expression(p);
    n->as.loop.uses_partial = p->mentions_partial;
    p->mentions_partial = outside;
    forget_locals(p, outer);
    return finish_node(p, n);
}

// function = "function" "(" [ parameter { "," parameter } ] ")" [ "external" ] expression
static node *parse_function(parser *p, size_t start)
{
    node *n = new_node(p, NODE_FUNCTION, start);
    size_t outer = p->locals.count;
    struct {
        feel_field *items;
        size_t count, capacity;
    } parameters = {0};
    advance(p);
    expect_symbol(p, '(', "'('");
    n->as.function.first_slot = (uint32_t)outer;
    while (!p->failed && !at_symbol(p, ')')) {
        size_t at = p->token.offset;
        feel_field parameter = {.name = lex_declared_name(p->arena, p->lexer.text, &at, (slice){NULL, 0})};
        if (parameter.name.len == 0)
            syntax_error(p, "expected the name of a parameter");
        else
            move_to(p, at);
        slice text;
        if (accept_symbol(p, ':'))
            parameter.type = parse_type(p, &text);
        (void)declare_local(p, parameter.name, false);
        ARENA_PUSH(p->arena, &parameters, items, count, capacity, parameter);
        if (!accept_symbol(p, ','))
            break;
    }
    expect_symbol(p, ')', "',' or ')'");
    bool external = accept_keyword(p, "external");
    node *body = parse_expression(p);
    forget_locals(p, outer);
    n->as.function.parameters = parameters.items;
    n->as.function.count = parameters.count;
    n->as.function.body = external ? NULL : body;
    return finish_node(p, n);
}

node *parse_control(parser *p)
{
    size_t start = p->token.offset;
    if (p->token.kind != TOKEN_WORD)
        return NULL;
    static const struct {
        const char *keyword;
        node_kind kind;
    } known[] = {{"if", NODE_IF},
                 {"for", NODE_FOR},
                 {"some", NODE_SOME},
                 {"every", NODE_EVERY},
                 {"function", NODE_FUNCTION}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!at_keyword(p, known[i].keyword))
            continue;
        if (begins_longer_name(p))
            return NULL;
        if (p->depth >= LIMIT_EXPRESSION_NESTING) {
            syntax_error(p, "expected at most %d levels of nesting", LIMIT_EXPRESSION_NESTING);
            return literal_node(p, start, feel_null());
        }
        if (known[i].kind == NODE_IF)
            return parse_if(p, start);
        if (known[i].kind == NODE_FUNCTION)
            return parse_function(p, start);
        return parse_loop(p, known[i].kind, start);
    }
    return NULL;
}
