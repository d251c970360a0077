// Recursive descent over the grammar of DMN 1.5, 10.3.1.2: operators, unary tests, and the entry points. Gives a tree; reports
// the first syntax error of an expression (what follows one is guesswork) and never evaluates.
#include "feel/parse.h"

#include "base/utf8.h"

enum { LONGEST_EXPRESSION = 64 * 1024 };

bool at_symbol(const parser *p, int symbol)
{
    return p->token.kind == TOKEN_SYMBOL && p->token.symbol == symbol;
}

bool at_keyword(const parser *p, const char *keyword)
{
    return p->token.kind == TOKEN_WORD &&
           slice_is(slice_part(p->lexer.text, p->token.offset, p->token.length), keyword);
}

void advance(parser *p)
{
    p->token = lex_next(&p->lexer);
}

void move_to(parser *p, size_t offset)
{
    p->lexer.offset = offset;
    advance(p);
}

bool accept_symbol(parser *p, int symbol)
{
    bool found = at_symbol(p, symbol);
    if (found)
        advance(p);
    return found;
}

bool accept_keyword(parser *p, const char *keyword)
{
    bool found = at_keyword(p, keyword);
    if (found)
        advance(p);
    return found;
}

void syntax_error(parser *p, const char *format, ...)
{
    if (p->failed)
        return;
    p->failed = true;
    va_list arguments;
    va_start(arguments, format);
    slice wanted = arena_format_list(p->arena, format, arguments);
    va_end(arguments);
    place where = {p->source, p->token.offset, p->token.length};
    slice found = slice_part(p->lexer.text, p->token.offset, p->token.length);
    if (p->token.kind == TOKEN_BAD)
        diag_error(p->diags, where, "syntax", "%s", p->token.problem);
    else if (p->token.kind == TOKEN_END)
        diag_error(p->diags, where, "syntax", "%.*s, but the expression ends here", SLICE_ARG(wanted));
    else
        diag_error(p->diags, where, "syntax", "%.*s, found '%.*s'", SLICE_ARG(wanted),
                   SLICE_ARG(slice_part(found, 0, 40)));
    if (at_symbol(p, '='))
        diag_hint(p->diags, "FEEL compares with a single '='");
}

void expect_symbol(parser *p, int symbol, const char *what)
{
    if (!accept_symbol(p, symbol))
        syntax_error(p, "expected %s", what);
}

void expect_keyword(parser *p, const char *keyword)
{
    if (!accept_keyword(p, keyword))
        syntax_error(p, "expected '%s'", keyword);
}

uint32_t declare_local(parser *p, slice name, bool is_filter)
{
    uint32_t slot = (uint32_t)p->locals.count;
    local declared = {.name = name, .slot = slot, .is_filter = is_filter};
    ARENA_PUSH(p->arena, &p->locals, items, count, capacity, declared);
    if (p->locals.count > p->local_count)
        p->local_count = (uint32_t)p->locals.count;
    return slot;
}

void forget_locals(parser *p, size_t count)
{
    p->locals.count = count;
}

node *new_node(parser *p, node_kind kind, size_t start)
{
    node *n = ARENA_NEW(p->arena, node);
    n->kind = (uint8_t)kind;
    n->offset = (uint32_t)start;
    n->height = 1;
    return n;
}

static size_t end_of_last_token(const parser *p)
{
    size_t end = p->token.offset;
    slice text = p->lexer.text;
    while (end > 0 && (text.ptr[end - 1] == ' ' || text.ptr[end - 1] == '\n' || text.ptr[end - 1] == '\t' ||
                       text.ptr[end - 1] == '\r'))
        end--;
    return end;
}

node *finish_node(parser *p, node *n, node *const *children, size_t count)
{
    size_t end = end_of_last_token(p);
    n->length = (uint32_t)(end > n->offset ? end - n->offset : 0);
    for (size_t i = 0; i < count; i++) {
        if (children[i] != NULL && children[i]->height >= n->height)
            n->height = (uint16_t)(children[i]->height + 1);
    }
    if (n->height > FEEL_HIGHEST) {
        if (!p->failed)
            diag_error(p->diags, (place){p->source, n->offset, 1}, "too-deep",
                       "the expression is a chain of more than %d links", FEEL_HIGHEST);
        p->failed = true;
        n->height = 1;
    }
    return n;
}

node *finish_node1(parser *p, node *n, node *a)
{
    return finish_node(p, n, &a, 1);
}

node *finish_node2(parser *p, node *n, node *a, node *b)
{
    return finish_node(p, n, (node *[]){a, b}, 2);
}

node *finish_node3(parser *p, node *n, node *a, node *b, node *c)
{
    return finish_node(p, n, (node *[]){a, b, c}, 3);
}

node *literal_node(parser *p, size_t start, feel_value value)
{
    node *n = new_node(p, NODE_LITERAL, start);
    n->as.literal = value;
    return finish_node(p, n, NULL, 0);
}

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
        left = finish_node2(p, n, left, n->as.binary.right);
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
    if (++p->depth > FEEL_DEEPEST)
        syntax_error(p, "expected at most %d levels of nesting", FEEL_DEEPEST);
    n->as.binary.left = p->failed ? literal_node(p, start, feel_null()) : parse_unary(p);
    p->depth--;
    return finish_node1(p, n, n->as.binary.left);
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
    } table[] = {{'=', OP_EQUAL},   {SYMBOL_NOT_EQUAL, OP_NOT_EQUAL},
                 {'<', OP_LESS},    {SYMBOL_AT_MOST, OP_AT_MOST},
                 {'>', OP_GREATER}, {SYMBOL_AT_LEAST, OP_AT_LEAST}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        if (at_symbol(p, table[i].symbol)) {
            *op = table[i].op;
            return true;
        }
    }
    return false;
}

node *parse_comparison_test(parser *p)
{
    operator_kind op = OP_EQUAL;
    size_t start = p->token.offset;
    (void)at_comparison_operator(p, &op);
    advance(p);
    node *n = new_node(p, NODE_TEST, start);
    n->op = (uint8_t)op;
    n->as.binary.left = parse_additive(p);
    return finish_node1(p, n, n->as.binary.left);
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
    (void)finish_node(p, n, tests.items, tests.count);
    return finish_node1(p, n, value);
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
            left = finish_node2(p, n, left, n->as.binary.right);
        } else if (accept_keyword(p, "between")) {
            node *n = new_node(p, NODE_BETWEEN, start);
            n->as.between.value = left;
            n->as.between.low = parse_additive(p);
            expect_keyword(p, "and");
            n->as.between.high = parse_additive(p);
            left = finish_node3(p, n, left, n->as.between.low, n->as.between.high);
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
    return finish_node(p, n, operands.items, operands.count);
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
    if (++p->depth > FEEL_DEEPEST) {
        syntax_error(p, "expected at most %d levels of nesting", FEEL_DEEPEST);
        p->depth--;
        return literal_node(p, start, feel_null());
    }
    node *n = parse_control(p);
    if (n == NULL)
        n = parse_disjunction(p);
    p->depth--;
    return n;
}

// unary tests = "-" | "not" "(" tests ")" | tests
static node *parse_unary_tests(parser *p)
{
    size_t start = p->token.offset;
    node *n = new_node(p, NODE_TESTS, start);
    node_list tests = {0};
    lexer ahead = p->lexer;
    token second = lex_next(&ahead);
    if (at_symbol(p, '-') && second.kind == TOKEN_END) {
        advance(p);
        return finish_node(p, n, NULL, 0);
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
    return finish_node(p, n, tests.items, tests.count);
}

static void parser_init(parser *p, arena *a, const source_text *source, const feel_scope *scope,
                        diag_list *diags)
{
    *p = (parser){.arena = a, .source = source, .scope = scope, .diags = diags, .lexer = {source->text, 0}};
    for (size_t i = 0; i < scope->count && !scope->single_words; i++) {
        if (!lex_is_single_word(scope->variables[i].name))
            ARENA_PUSH(a, &p->scope_names, items, count, capacity, scope->variables[i].name);
        if (scope->variables[i].type != NULL)
            add_members_of_type(p, scope->variables[i].type, 0);
    }
}

static bool text_is_sound(const source_text *source, diag_list *diags)
{
    size_t bad = 0;
    if (source->text.len > LONGEST_EXPRESSION)
        diag_error(diags, (place){source, 0, 1}, "too-long", "the expression is longer than %d bytes",
                   LONGEST_EXPRESSION);
    else if (!utf8_valid(source->text, &bad))
        diag_error(diags, (place){source, bad, 1}, "invalid-utf8", "the expression is not valid UTF-8 here");
    else
        return true;
    return false;
}

static const feel_expression *finish_expression(parser *p, node *root, const feel_type *input,
                                                uint32_t input_slot, bool has_input)
{
    if (!p->failed && p->token.kind != TOKEN_END)
        syntax_error(p, "expected an operator or the end of the expression");
    if (p->failed)
        return NULL;
    size_t errors = p->diags->errors;
    check_input check = {.arena = p->arena,
                         .source = p->source,
                         .scope = p->scope,
                         .diags = p->diags,
                         .local_count = p->local_count,
                         .input_type = input,
                         .input_slot = input_slot,
                         .has_input = has_input};
    feel_check(&check, root);
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
    if (!text_is_sound(source, diags))
        return NULL;
    parser p;
    parser_init(&p, a, source, scope, diags);
    advance(&p);
    if (p.token.kind == TOKEN_END)
        syntax_error(&p, "expected an expression");
    node *root = parse_expression(&p);
    return finish_expression(&p, root, NULL, 0, false);
}

const feel_expression *feel_parse_unary_tests(arena *a, const source_text *source, const feel_scope *scope,
                                              const feel_type *input, diag_list *diags)
{
    if (!text_is_sound(source, diags))
        return NULL;
    parser p;
    parser_init(&p, a, source, scope, diags);
    uint32_t slot = declare_local(&p, SLICE("?"), false);
    advance(&p);
    if (p.token.kind == TOKEN_END)
        syntax_error(&p, "expected unary tests");
    node *root = parse_unary_tests(&p);
    root->as.in.slot = slot;
    return finish_expression(&p, root, input, slot, true);
}

const feel_expression *feel_parse_function(arena *a, const source_text *body, const feel_signature *function,
                                           const feel_scope *scope, diag_list *diags)
{
    if (!text_is_sound(body, diags))
        return NULL;
    parser p;
    parser_init(&p, a, body, scope, diags);
    for (size_t i = 0; i < function->parameter_count; i++) {
        (void)declare_local(&p, function->parameters[i].name, false);
        add_members_of_type(&p, function->parameters[i].type, 0);
    }
    advance(&p);
    if (p.token.kind == TOKEN_END)
        syntax_error(&p, "expected an expression");
    node *root = new_node(&p, NODE_FUNCTION, 0);
    root->as.function.name = function->name;
    root->as.function.parameters = function->parameters;
    root->as.function.count = function->parameter_count;
    root->as.function.result = function->result;
    root->as.function.body = parse_expression(&p);
    (void)finish_node1(&p, root, root->as.function.body);
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
    if (!text_is_sound(source, diags))
        return NULL;
    feel_scope scope = {0};
    parser p;
    parser_init(&p, a, source, &scope, diags);
    advance(&p);
    node *root = parse_range_literal(&p);
    return finish_expression(&p, root, NULL, 0, false);
}

static node *parse_iteration_contexts(parser *p, iteration **iterations, size_t *count);

const feel_expression *feel_parse_iterations(arena *a, const source_text *source, const feel_scope *scope,
                                             diag_list *diags, const feel_variable **variables,
                                             size_t *variable_count)
{
    if (!text_is_sound(source, diags))
        return NULL;
    parser p;
    parser_init(&p, a, source, scope, diags);
    advance(&p);
    iteration *iterations = NULL;
    size_t count = 0;
    node *root = parse_iteration_contexts(&p, &iterations, &count);
    const feel_expression *e = finish_expression(&p, root, NULL, 0, false);
    if (e == NULL)
        return NULL;
    feel_variable *out = ARENA_ARRAY(a, count, feel_variable);
    for (size_t i = 0; i < count; i++) {
        out[i].name = iterations[i].name;
        out[i].type = feel_check_domain_type(a, iterations[i].domain->type, iterations[i].to != NULL);
    }
    *variables = out;
    *variable_count = count;
    return e;
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
    (void)finish_node(p, body, body->as.context.values, list.count);
    loop->as.loop.iterations = list.items;
    loop->as.loop.count = list.count;
    loop->as.loop.body = body;
    loop->as.loop.partial_slot = declare_local(p, SLICE("partial"), false);
    *iterations = list.items;
    *count = list.count;
    return finish_node1(p, loop, body);
}

const feel_type *feel_parse_type(arena *a, const source_text *source, const feel_scope *scope,
                                 diag_list *diags)
{
    if (!text_is_sound(source, diags))
        return NULL;
    parser p;
    parser_init(&p, a, source, scope, diags);
    advance(&p);
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

const size_t *feel_expression_reads(const feel_expression *e, size_t *count)
{
    *count = e->read_count;
    return e->reads;
}

bool feel_expression_is_constant(const feel_expression *e)
{
    return e->read_count == 0 && !e->uses_clock;
}
