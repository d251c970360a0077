// Literals, and what follows a value: calls, paths and filters.
#include "feel/parse.h"

#include "base/limits.h"
#include "feel/temporal.h"

static node *parse_number(parser *p)
{
    size_t start = p->token.offset;
    decimal d;
    slice text = token_text(p);
    bool fits = decimal_parse(text, &d);
    if (!fits)
        syntax_error(p, "expected a number in decimal128's range");
    advance(p);
    return literal_node(p, start, fits ? feel_number(p->arena, d) : feel_null());
}

static node *parse_text_literal(parser *p)
{
    size_t start = p->token.offset;
    bool at = p->token.kind == TOKEN_AT_STRING;
    slice value = lex_string_value(p->arena, slice_part(token_text(p), at ? 1 : 0, p->token.length));
    feel_value v = at ? temporal_parse_any(p->arena, value) : feel_string(value);
    if (at && feel_is_null(v) && p->scope->strict)
        syntax_error(p, "expected a date, time, date and time or duration between the quotes");
    advance(p);
    return literal_node(p, start, v);
}

node *parse_primary(parser *p)
{
    size_t start = p->token.offset;
    switch (p->token.kind) {
    case TOKEN_NUMBER: return parse_number(p);
    case TOKEN_STRING:
    case TOKEN_AT_STRING: return parse_text_literal(p);
    case TOKEN_WORD: {
        node *control = parse_control(p);
        return control != NULL ? control : parse_name(p);
    }
    case TOKEN_SYMBOL:
        if (at_symbol(p, '(') || at_symbol(p, '[') || at_symbol(p, ']') || at_symbol(p, '{'))
            return parse_bracketed(p);
        break;
    case TOKEN_END:
    case TOKEN_BAD: break;
    }
    syntax_error(p, "expected a value");
    return literal_node(p, start, feel_null());
}

/// The name of a named argument, if one is here: a name and then a colon.
static slice accept_argument_name(parser *p)
{
    if (p->token.kind != TOKEN_WORD)
        return (slice){NULL, 0};
    size_t at = p->token.offset;
    slice name = lex_declared_name(p->arena, p->lexer.text, &at, (slice){NULL, 0});
    size_t after = lex_skip_space(p->lexer.text, at);
    if (name.len == 0 || after >= p->lexer.text.len || p->lexer.text.ptr[after] != ':')
        return (slice){NULL, 0};
    move_to(p, after + 1);
    return name;
}

static node *parse_call(parser *p, node *callee, size_t start)
{
    node *n = new_node(p, NODE_CALL, start);
    node_list arguments = {0};
    name_list names = {0};
    bool in_range_end = p->in_range_end;
    p->in_range_end = false;
    advance(p);
    if (!at_symbol(p, ')')) {
        do {
            slice name = accept_argument_name(p);
            if ((name.len > 0) != (names.count > 0) && arguments.count > 0)
                syntax_error(p, "expected all arguments by name or all by position");
            if (name.len > 0)
                ARENA_PUSH(p->arena, &names, items, count, capacity, name);
            if (arguments.count == LIMIT_ARGUMENTS)
                syntax_error(p, "expected at most %d arguments", LIMIT_ARGUMENTS);
            node *argument = parse_expression(p);
            ARENA_PUSH(p->arena, &arguments, items, count, capacity, argument);
        } while (!p->failed && accept_symbol(p, ','));
    }
    expect_symbol(p, ')', "',' or ')'");
    p->in_range_end = in_range_end;
    if (callee->kind == NODE_NAME && callee->as.name.binding == BINDING_BUILTIN)
        n->as.call.rows = builtin_find(callee->as.name.text, &n->as.call.row_count);
    n->as.call.callee = callee;
    n->as.call.arguments = arguments.items;
    n->as.call.names = names.count > 0 ? names.items : NULL;
    n->as.call.count = arguments.count;
    return finish_node(p, n);
}

static node *parse_path(parser *p, node *object, size_t start)
{
    advance(p);
    node *n = new_node(p, NODE_PATH, start);
    n->as.path.object = object;
    if (p->token.kind != TOKEN_WORD) {
        syntax_error(p, "expected the name of an entry after '.'");
        return n;
    }
    slice name = token_text(p);
    size_t end = p->token.offset + p->token.length;
    slice member;
    size_t member_end = match_member(p, p->token.offset, &member);
    if (member_end > end) {
        name = member;
        end = member_end;
    }
    n->as.path.name = name;
    n->as.path.name_offset = (uint32_t)p->token.offset;
    move_to(p, end);
    return finish_node(p, n);
}

static node *parse_filter(parser *p, node *list, size_t start)
{
    node *n = new_node(p, NODE_FILTER, start);
    size_t outer = p->locals.count;
    bool in_range_end = p->in_range_end;
    p->in_range_end = false;
    advance(p);
    n->as.filter.list = list;
    n->as.filter.slot = declare_local(p, SLICE("item"), true);
    n->as.filter.condition = parse_expression(p);
    expect_symbol(p, ']', "']'");
    p->in_range_end = in_range_end;
    forget_locals(p, outer);
    return finish_node(p, n);
}

/// Whether a '[' after the upper end of a range closes the range, as in ]1..5[, rather than opens a filter. It does if what follows
/// cannot begin a filter's condition.
static bool closes_range(const parser *p)
{
    lexer ahead = p->lexer;
    token next = lex_next(&ahead);
    if (!p->in_range_end || next.kind == TOKEN_END)
        return p->in_range_end;
    if (next.kind == TOKEN_WORD)
        return is_keyword(slice_part(p->lexer.text, next.offset, next.length));
    return next.kind == TOKEN_SYMBOL && next.symbol != '(' && next.symbol != '[' && next.symbol != '{' &&
           next.symbol != '-';
}

node *parse_postfix(parser *p)
{
    size_t start = p->token.offset;
    node *n = parse_primary(p);
    while (!p->failed) {
        if (at_symbol(p, '.'))
            n = parse_path(p, n, start);
        else if (at_symbol(p, '[') && closes_range(p))
            break;
        else if (at_symbol(p, '['))
            n = parse_filter(p, n, start);
        else if (at_symbol(p, '('))
            n = parse_call(p, n, start);
        else
            break;
    }
    if (p->failed || !at_keyword(p, "instance"))
        return n;
    advance(p);
    expect_keyword(p, "of");
    node *test = new_node(p, NODE_INSTANCE_OF, start);
    test->as.instance.value = n;
    test->as.instance.type = parse_type(p, &test->as.instance.type_text);
    return finish_node(p, test);
}
