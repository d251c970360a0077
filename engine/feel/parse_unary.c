// Unary tests, by the grammar of DMN 1.5, 10.3.1.2.
#include "feel/parse.h"

node *parse_comparison_test(parser *p)
{
    operator_kind op = OP_EQUAL;
    size_t start = p->token.offset;
    (void)at_comparison_operator(p, &op);
    advance(p);
    node *n = new_node(p, NODE_TEST, start);
    n->op = (uint8_t)op;
    n->as.binary.left = parse_additive(p);
    return finish_node(p, n);
}

// positive unary test = expression: an end point with an operator, or an expression that may mention "?"
node *parse_positive_test(parser *p)
{
    operator_kind op;
    if (at_comparison_operator(p, &op))
        return parse_comparison_test(p);
    bool outside = p->mentions_input;
    p->mentions_input = false;
    node *test = parse_expression(p);
    test->mentions_input = p->mentions_input;
    p->mentions_input = outside;
    return test;
}

void parse_test_list(parser *p, node_list *tests)
{
    do {
        node *test = parse_positive_test(p);
        ARENA_PUSH(p->arena, tests, items, count, capacity, test);
    } while (!p->failed && accept_symbol(p, ','));
}

// unary tests = "-" | "not" "(" tests ")" | tests
node *parse_unary_tests(parser *p)
{
    size_t start = p->token.offset;
    node *n = new_node(p, NODE_TESTS, start);
    node_list tests = {0};
    lexer ahead = p->lexer;
    token second = lex_next(&ahead);
    if (at_symbol(p, '-') && second.kind == TOKEN_END) {
        advance(p);
        return finish_node(p, n);
    }
    bool negated = at_keyword(p, "not") && second.kind == TOKEN_SYMBOL && second.symbol == '(';
    if (negated) {
        size_t diag_count = p->diags->count;
        size_t errors = p->diags->errors;
        advance(p);
        advance(p);
        parse_test_list(p, &tests);
        expect_symbol(p, ')', "')'");
        if (p->failed || p->token.kind != TOKEN_END) { // an ordinary call of not(), as in: not(?) or ? = 1
            p->failed = false;
            p->diags->count = diag_count;
            p->diags->errors = errors;
            negated = false;
            tests.count = 0;
            move_to(p, start);
        }
    }
    if (!negated)
        parse_test_list(p, &tests);
    n->as.in.tests = tests.items;
    n->as.in.count = tests.count;
    n->as.in.negated = negated;
    return finish_node(p, n);
}
