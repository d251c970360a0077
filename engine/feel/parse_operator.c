// Expressions with operators, loosest first, by the grammar of DMN 1.5, 10.3.1.2.
#include "feel/parse.h"

#include "base/limits.h"

/// `left op right op …`, grouping to the left, for the operators of one level.
static node *parse_left(parser *p, node *(*next)(parser *), const int *symbols, const operator_kind *ops,
                        size_t count)
{
    size_t start = p->token.offset;
    node *left = next(p);
    for (;;) {
        size_t found = 0;
        while (found < count && !at_symbol(p, symbols[found]))
            found++;
        if (found == count || p->failed)
            return left;
        advance(p);
        node *n = new_node(p, NODE_ARITHMETIC, start);
        n->op = (uint8_t)ops[found];
        n->as.binary.left = left;
        n->as.binary.right = next(p);
        left = finish_node(p, n);
    }
}

// arithmetic negation = "-" , expression: binds tighter than "**"
static node *parse_unary(parser *p)
{
    if (!at_symbol(p, '-'))
        return parse_postfix(p);
    size_t start = p->token.offset;
    advance(p);
    node *n = new_node(p, NODE_NEGATE, start);
    if (++p->depth > LIMIT_EXPRESSION_NESTING)
        syntax_error(p, "expected at most %d levels of nesting", LIMIT_EXPRESSION_NESTING);
    n->as.binary.left = p->failed ? literal_node(p, start, feel_null()) : parse_unary(p);
    p->depth--;
    return finish_node(p, n);
}

static node *parse_power(parser *p)
{
    return parse_left(p, parse_unary, (int[]){SYMBOL_POWER}, (operator_kind[]){OP_POWER}, 1);
}

static node *parse_multiplicative(parser *p)
{
    return parse_left(p, parse_power, (int[]){'*', '/'}, (operator_kind[]){OP_MULTIPLY, OP_DIVIDE}, 2);
}

node *parse_additive(parser *p)
{
    return parse_left(p, parse_multiplicative, (int[]){'+', '-'}, (operator_kind[]){OP_ADD, OP_SUBTRACT}, 2);
}

bool at_comparison_operator(const parser *p, operator_kind *op)
{
    static const struct {
        int symbol;
        operator_kind op;
    } known[] = {{'=', OP_EQUAL},   {SYMBOL_NOT_EQUAL, OP_NOT_EQUAL},
                 {'<', OP_LESS},    {SYMBOL_AT_MOST, OP_AT_MOST},
                 {'>', OP_GREATER}, {SYMBOL_AT_LEAST, OP_AT_LEAST}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (at_symbol(p, known[i].symbol)) {
            *op = known[i].op;
            return true;
        }
    }
    return false;
}

/// After `in`: one test without parentheses, binding as tightly as `+`.
static node *parse_bare_test(parser *p)
{
    operator_kind op;
    if (at_comparison_operator(p, &op))
        return parse_comparison_test(p);
    return parse_additive(p);
}

/// `e in (t1, t2)`, told apart from `e in (a..b)` and `e in (x + 1) * 2` by what follows.
static bool parse_parenthesised_tests(parser *p, node_list *tests)
{
    size_t before = p->token.offset;
    size_t diag_count = p->diags->count;
    size_t errors = p->diags->errors;
    advance(p);
    parse_test_list(p, tests);
    bool closed = !p->failed && accept_symbol(p, ')');
    if (!closed && !p->failed && !at_symbol(p, SYMBOL_DOTS))
        syntax_error(p, "expected ',' or ')'");
    bool goes_on = at_symbol(p, '[') || at_symbol(p, '.') || at_symbol(p, '(') || at_symbol(p, '+') ||
                   at_symbol(p, '-') || at_symbol(p, '*') || at_symbol(p, '/') || at_symbol(p, SYMBOL_POWER);
    if (closed && !(tests->count == 1 && goes_on && tests->items[0]->kind != NODE_TEST))
        return true;
    if (p->failed && !at_symbol(p, SYMBOL_DOTS))
        return true; // the error in the tests is the one to report
    p->failed = false;
    p->diags->count = diag_count;
    p->diags->errors = errors;
    tests->count = 0;
    move_to(p, before);
    return false;
}

static node *parse_in(parser *p, node *value, size_t start)
{
    node *n = new_node(p, NODE_IN, start);
    size_t outer = p->locals.count;
    n->as.in.value = value;
    n->as.in.slot = declare_local(p, SLICE("?"), false);
    node_list tests = {0};
    if (!at_symbol(p, '(') || !parse_parenthesised_tests(p, &tests)) {
        bool outside = p->mentions_input;
        p->mentions_input = false;
        node *test = parse_bare_test(p);
        test->mentions_input = p->mentions_input;
        p->mentions_input = outside;
        ARENA_PUSH(p->arena, &tests, items, count, capacity, test);
    }
    forget_locals(p, outer);
    n->as.in.tests = tests.items;
    n->as.in.count = tests.count;
    return finish_node(p, n);
}

// comparison = additive , { op additive | "between" additive "and" additive | "in" tests }
static node *parse_comparison(parser *p)
{
    size_t start = p->token.offset;
    node *left = parse_additive(p);
    while (!p->failed) {
        operator_kind op;
        if (at_comparison_operator(p, &op)) {
            advance(p);
            if (op == OP_EQUAL && at_symbol(p, '='))
                syntax_error(p, "expected a value after '='");
            node *n = new_node(p, NODE_COMPARE, start);
            n->op = (uint8_t)op;
            n->as.binary.left = left;
            n->as.binary.right = parse_additive(p);
            left = finish_node(p, n);
        } else if (accept_keyword(p, "between")) {
            node *n = new_node(p, NODE_BETWEEN, start);
            n->as.between.value = left;
            n->as.between.low = parse_additive(p);
            expect_keyword(p, "and");
            n->as.between.high = parse_additive(p);
            left = finish_node(p, n);
        } else if (accept_keyword(p, "in")) {
            left = parse_in(p, left, start);
        } else {
            break;
        }
    }
    return left;
}

static node *parse_connective(parser *p, const char *keyword, node_kind kind, node *(*next)(parser *))
{
    size_t start = p->token.offset;
    node *first = next(p);
    if (p->failed || !at_keyword(p, keyword))
        return first;
    node_list operands = {0};
    ARENA_PUSH(p->arena, &operands, items, count, capacity, first);
    while (!p->failed && accept_keyword(p, keyword)) {
        node *operand = next(p);
        ARENA_PUSH(p->arena, &operands, items, count, capacity, operand);
    }
    node *n = new_node(p, kind, start);
    n->as.list.items = operands.items;
    n->as.list.count = operands.count;
    return finish_node(p, n);
}

static node *parse_conjunction(parser *p)
{
    return parse_connective(p, "and", NODE_AND, parse_comparison);
}

static node *parse_disjunction(parser *p)
{
    return parse_connective(p, "or", NODE_OR, parse_conjunction);
}

node *parse_expression(parser *p)
{
    size_t start = p->token.offset;
    if (p->failed)
        return literal_node(p, start, feel_null());
    if (++p->depth > LIMIT_EXPRESSION_NESTING) {
        syntax_error(p, "expected at most %d levels of nesting", LIMIT_EXPRESSION_NESTING);
        p->depth--;
        return literal_node(p, start, feel_null());
    }
    node *n = parse_control(p);
    if (n == NULL)
        n = parse_disjunction(p);
    p->depth--;
    return n;
}
