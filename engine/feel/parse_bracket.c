// Whatever is in brackets: an expression in parentheses, lists, contexts and ranges.
#include "feel/parse.h"

/// The bracket that closes a range: `]`, or `)` and `[` for an open end.
static void parse_range_close(parser *p, node *range)
{
    range->as.range.high_closed = at_symbol(p, ']');
    if (!at_symbol(p, ']') && !at_symbol(p, ')') && !at_symbol(p, '['))
        syntax_error(p, "expected ']', ')' or '[' after the range");
    advance(p);
}

/// What follows the first end point of a range: `.. high` and its closing bracket.
static node *parse_range_rest(parser *p, size_t start, node *low, bool low_closed)
{
    node *n = new_node(p, NODE_RANGE, start);
    advance(p);
    bool outside = p->in_range_end;
    p->in_range_end = true;
    n->as.range.low = low;
    n->as.range.low_closed = low_closed;
    n->as.range.high = parse_additive(p);
    p->in_range_end = outside;
    parse_range_close(p, n);
    return finish_node(p, n);
}

// range literal = open , [ end point ] , ".." , [ end point ] , close: a missing end is unbounded, and open
node *parse_range_literal(parser *p)
{
    size_t start = p->token.offset;
    node *n = new_node(p, NODE_RANGE, start);
    n->as.range.low_closed = at_symbol(p, '[');
    if (!at_symbol(p, '[') && !at_symbol(p, '(') && !at_symbol(p, ']'))
        syntax_error(p, "expected '[', '(' or ']' before the range");
    advance(p);
    if (!at_symbol(p, SYMBOL_DOTS))
        n->as.range.low = parse_additive(p);
    expect_symbol(p, SYMBOL_DOTS, "'..'");
    p->in_range_end = true;
    if (!at_symbol(p, ']') && !at_symbol(p, ')') && !at_symbol(p, '['))
        n->as.range.high = parse_additive(p);
    parse_range_close(p, n);
    bool bounded = n->as.range.low != NULL || n->as.range.high != NULL;
    if (!bounded || (n->as.range.low == NULL && n->as.range.low_closed) ||
        (n->as.range.high == NULL && n->as.range.high_closed))
        syntax_error(p, "expected an end point");
    return finish_node(p, n);
}

static node *parse_parenthesis(parser *p)
{
    size_t start = p->token.offset;
    operator_kind op;
    advance(p);
    if (at_comparison_operator(p, &op)) { // (< 10): a range with one end
        node *test = parse_comparison_test(p);
        expect_symbol(p, ')', "')'");
        return test;
    }
    node *inner = parse_expression(p);
    if (at_symbol(p, SYMBOL_DOTS))
        return parse_range_rest(p, start, inner, false);
    expect_symbol(p, ')', "')'");
    return inner;
}

static node *parse_list(parser *p)
{
    size_t start = p->token.offset;
    node_list items = {0};
    advance(p);
    if (!at_symbol(p, ']')) {
        do {
            operator_kind op;
            node *item = at_comparison_operator(p, &op) ? parse_comparison_test(p) : parse_expression(p);
            if (items.count == 0 && at_symbol(p, SYMBOL_DOTS))
                return parse_range_rest(p, start, item, true);
            ARENA_PUSH(p->arena, &items, items, count, capacity, item);
        } while (!p->failed && accept_symbol(p, ','));
    }
    expect_symbol(p, ']', "',' or ']'");
    node *n = new_node(p, NODE_LIST, start);
    n->as.list.items = items.items;
    n->as.list.count = items.count;
    return finish_node(p, n);
}

static node *parse_open_range(parser *p)
{
    size_t start = p->token.offset;
    advance(p);
    node *low = parse_additive(p);
    if (!at_symbol(p, SYMBOL_DOTS)) {
        syntax_error(p, "expected '..'");
        return low;
    }
    return parse_range_rest(p, start, low, false);
}

static slice parse_key(parser *p)
{
    slice name = {NULL, 0};
    if (p->token.kind == TOKEN_STRING) {
        name = lex_string_value(p->arena, token_text(p));
        advance(p);
        return name;
    }
    size_t at = p->token.offset;
    name = lex_declared_name(p->arena, p->lexer.text, &at, (slice){NULL, 0});
    if (name.len == 0)
        syntax_error(p, "expected the name of an entry");
    else
        move_to(p, at);
    return name;
}

// context = "{" , [ key ":" expression , { "," key ":" expression } ] , "}"
static node *parse_context(parser *p)
{
    size_t start = p->token.offset;
    size_t outer = p->locals.count;
    node *n = new_node(p, NODE_CONTEXT, start);
    name_list names = {0};
    node_list values = {0};
    advance(p);
    while (!p->failed && !at_symbol(p, '}')) {
        token key_token = p->token;
        slice name = parse_key(p);
        for (size_t i = 0; i < names.count; i++) {
            if (slice_equal(names.items[i], name) && !p->failed) {
                p->token = key_token;
                syntax_error(p, "expected another name: there is already an entry '%.*s'", SLICE_ARG(name));
            }
        }
        expect_symbol(p, ':', "':' after the name of the entry");
        // Slots of entries must follow one another, so an entry takes its slot before its value is read.
        uint32_t slot = declare_local(p, name, false);
        size_t entry = p->locals.count - 1;
        p->locals.items[entry].hidden = true;
        node *value = parse_expression(p);
        p->locals.items[entry].hidden = false;
        if (names.count == 0)
            n->as.context.first_slot = slot;
        add_member(p, name);
        ARENA_PUSH(p->arena, &names, items, count, capacity, name);
        ARENA_PUSH(p->arena, &values, items, count, capacity, value);
        if (!accept_symbol(p, ','))
            break;
        if (at_symbol(p, '}'))
            syntax_error(p, "expected the name of an entry");
    }
    expect_symbol(p, '}', "',' or '}'");
    forget_locals(p, outer);
    n->as.context.names = names.items;
    n->as.context.values = values.items;
    n->as.context.count = values.count;
    return finish_node(p, n);
}

node *parse_bracketed(parser *p)
{
    bool outside = p->in_range_end;
    p->in_range_end = false;
    node *n;
    switch (p->token.symbol) {
    case '(': n = parse_parenthesis(p); break;
    case '[': n = parse_list(p); break;
    case ']': n = parse_open_range(p); break;
    default: n = parse_context(p); break;
    }
    p->in_range_end = outside;
    return n;
}
