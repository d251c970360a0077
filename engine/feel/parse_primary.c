// Literals, names, brackets, calls, paths and filters. A name is the longest known one that the text spells here: known are the
// expression's own names, the variables of the scope, the built-ins and, after a point or within a filter, the entries of contexts.
#include "feel/parse.h"

#include "feel/temporal.h"

static slice token_text(const parser *p)
{
    return slice_part(p->lexer.text, p->token.offset, p->token.length);
}

void add_member(parser *p, slice name)
{
    if (!lex_is_single_word(name))
        ARENA_PUSH(p->arena, &p->members, items, count, capacity, name);
}

void add_members_of_type(parser *p, const feel_type *type, unsigned depth)
{
    if (type == NULL || depth > FEEL_DEEPEST)
        return;
    if (type->kind == FEEL_TYPE_LIST || type->kind == FEEL_TYPE_RANGE)
        add_members_of_type(p, type->element, depth + 1);
    for (size_t i = 0; type->kind == FEEL_TYPE_CONTEXT && i < type->field_count; i++) {
        add_member(p, type->fields[i].name);
        add_members_of_type(p, type->fields[i].type, depth + 1);
    }
}

/// Keeps the longer of the best match so far and `name`.
static void match_longer(const parser *p, size_t offset, slice name, size_t *best, slice *best_name)
{
    if (name.len == 0 || offset >= p->lexer.text.len || p->lexer.text.ptr[offset] != name.ptr[0])
        return;
    size_t end = lex_match_name(p->lexer.text, offset, name);
    if (end > *best) {
        *best = end;
        *best_name = name;
    }
}

size_t match_member(const parser *p, size_t offset, slice *name)
{
    size_t best = 0;
    for (size_t i = 0; i < p->members.count; i++)
        match_longer(p, offset, p->members.items[i], &best, name);
    static const slice properties[] = {SLICE_INIT("time offset"), SLICE_INIT("start included"),
                                       SLICE_INIT("end included")};
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        match_longer(p, offset, properties[i], &best, name);
    return best;
}

static const builtin_table *const tables[] = {
    &builtins_boolean,    &builtins_string,   &builtins_list,  &builtins_numeric, &builtins_context,
    &builtins_conversion, &builtins_temporal, &builtins_range, &builtins_advice,
};

static void match_builtins(const parser *p, size_t offset, size_t *best, slice *name)
{
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        for (size_t i = 0; i < tables[t]->count; i++) {
            slice candidate = tables[t]->rows[i].name;
            if (memchr(candidate.ptr, ' ', candidate.len) != NULL)
                match_longer(p, offset, candidate, best, name);
        }
    }
}

/// The longest known name of several words at `offset`, or the single word there.
static size_t match_name(const parser *p, size_t offset, slice *name)
{
    size_t best = 0;
    bool in_filter = false;
    for (size_t i = 0; i < p->locals.count; i++) {
        in_filter = in_filter || p->locals.items[i].is_filter;
        match_longer(p, offset, p->locals.items[i].name, &best, name);
    }
    for (size_t i = 0; i < p->scope_names.count; i++)
        match_longer(p, offset, p->scope_names.items[i], &best, name);
    match_builtins(p, offset, &best, name);
    if (in_filter) {
        slice member;
        size_t end = match_member(p, offset, &member);
        if (end > best) {
            best = end;
            *name = member;
        }
    }
    size_t word_end = p->token.offset + p->token.length;
    if (best < word_end || (best == word_end && lex_is_single_word(token_text(p)))) {
        *name = token_text(p);
        best = word_end;
    }
    return best;
}

bool begins_longer_name(const parser *p)
{
    slice name;
    return match_name(p, p->token.offset, &name) > p->token.offset + p->token.length;
}

static bool is_keyword(slice word)
{
    static const char *const keywords[] = {"and",      "or",     "if",       "then",  "else",      "for",
                                           "in",       "return", "some",     "every", "satisfies", "between",
                                           "instance", "of",     "function", NULL};
    for (size_t i = 0; keywords[i] != NULL; i++) {
        if (slice_is(word, keywords[i]))
            return true;
    }
    return false;
}

/// Keeps what an expression reads in order: it reads few variables.
static void note_read(parser *p, size_t variable)
{
    size_t at = p->reads.count;
    while (at > 0 && p->reads.items[at - 1] > variable)
        at--;
    if (at > 0 && p->reads.items[at - 1] == variable)
        return;
    ARENA_PUSH(p->arena, &p->reads, items, count, capacity, variable);
    for (size_t i = p->reads.count - 1; i > at; i--)
        p->reads.items[i] = p->reads.items[i - 1];
    p->reads.items[at] = variable;
}

/// Binds a name: to the innermost local or else the variable of the scope or else a built-in; filters passed on the way out are kept.
static void bind_name(parser *p, node *n)
{
    slice name = n->as.name.text;
    uint32_t *filters = NULL;
    for (size_t i = p->locals.count; i-- > 0;) {
        const local *l = &p->locals.items[i];
        if (!l->hidden && slice_equal(l->name, name)) {
            if (l->is_filter && slice_is(name, "item")) { // an entry called item wins over the item itself
                if (filters == NULL)
                    filters = ARENA_ARRAY(p->arena, p->locals.count, uint32_t);
                filters[n->as.name.filter_count++] = l->slot;
            }
            n->as.name.filters = filters;
            n->as.name.binding = BINDING_LOCAL;
            n->as.name.slot = l->slot;
            p->mentions_input = p->mentions_input || slice_is(name, "?");
            p->mentions_partial = p->mentions_partial || slice_is(name, "partial");
            return;
        }
        if (l->is_filter) {
            if (filters == NULL)
                filters = ARENA_ARRAY(p->arena, p->locals.count, uint32_t);
            filters[n->as.name.filter_count++] = l->slot;
        }
    }
    n->as.name.filters = filters;
    size_t variable;
    if (scope_find(p->scope, name, &variable)) {
        n->as.name.binding = BINDING_GLOBAL;
        n->as.name.slot = (uint32_t)variable;
        note_read(p, variable);
        return;
    }
    size_t rows;
    if (builtin_find(name, &rows) != NULL) {
        n->as.name.binding = BINDING_BUILTIN;
        p->uses_clock = p->uses_clock || slice_is(name, "now") || slice_is(name, "today");
    }
}

static node *parse_name(parser *p)
{
    size_t start = p->token.offset;
    slice name;
    size_t end = match_name(p, start, &name);
    bool single = end == start + p->token.length;
    if (single && is_keyword(name)) {
        syntax_error(p, "expected a value");
        return literal_node(p, start, feel_null());
    }
    node *n = new_node(p, NODE_NAME, start);
    n->as.name.text = name;
    move_to(p, end);
    if (single && slice_is(name, "null"))
        return literal_node(p, start, feel_null());
    if (single && (slice_is(name, "true") || slice_is(name, "false")))
        return literal_node(p, start, feel_boolean(slice_is(name, "true")));
    bind_name(p, n);
    n->length = (uint32_t)(end - start);
    return n;
}

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
    return finish_node2(p, n, low, n->as.range.high);
}

// range literal = open , [ end point ] , ".." , [ end point ] , close: an end that is left out is unbounded, and open
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
    return finish_node2(p, n, n->as.range.low, n->as.range.high);
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
    return finish_node(p, n, items.items, items.count);
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
                syntax_error(p, "expected another name: an entry '%.*s' stands before", SLICE_ARG(name));
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
    return finish_node(p, n, values.items, values.count);
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

/// The name of a named argument, where the text has one here (a name and then a colon).
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
    (void)finish_node(p, n, arguments.items, arguments.count);
    return finish_node1(p, n, callee);
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
    return finish_node1(p, n, object);
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
    return finish_node2(p, n, list, n->as.filter.condition);
}

/// At a '[' where the upper end of a range is read: whether it closes the range, as in ]1..5[, rather than opens a filter. It does
/// where what follows cannot begin a filter's condition.
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
    return finish_node1(p, test, n);
}
