// What all of the parser's files work with: the current token, errors, the names that an expression declares, and nodes.
#include "feel/parse.h"

#include "base/limits.h"
#include "feel/remedy.h"
#include "feel/walk.h"

slice token_text(const parser *p)
{
    return slice_part(p->lexer.text, p->token.offset, p->token.length);
}

bool at_keyword(const parser *p, const char *keyword)
{
    return p->token.kind == TOKEN_WORD && slice_is(token_text(p), keyword);
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
    syntax_remedy remedy = {0};
    bool known = !p->diags->unread && remedy_of_syntax(p, wanted, &remedy);
    if (known)
        where = (place){p->source, remedy.offset, remedy.length};
    if (known && remedy.message.len > 0)
        diag_error(p->diags, where, "syntax", "%.*s", SLICE_ARG(remedy.message));
    else if (p->token.kind == TOKEN_BAD)
        diag_error(p->diags, where, "syntax", "%s", p->token.problem);
    else if (p->token.kind == TOKEN_END)
        diag_error(p->diags, where, "syntax", "%.*s, but the expression ends here", SLICE_ARG(wanted));
    else
        diag_error(p->diags, where, "syntax", "%.*s, found '%.*s'", SLICE_ARG(wanted),
                   SLICE_ARG(slice_part(token_text(p), 0, 40)));
    if (known)
        diag_hint(p->diags, "%.*s", SLICE_ARG(remedy.hint));
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

static void rise_above(void *state, const node *child, child_role role)
{
    node *n = state;
    (void)role;
    if (child->height >= n->height)
        n->height = (uint16_t)(child->height + 1);
}

node *finish_node(parser *p, node *n)
{
    size_t end = end_of_last_token(p);
    n->length = (uint32_t)(end > n->offset ? end - n->offset : 0);
    node_visit_children(n, rise_above, n);
    if (n->height > LIMIT_EXPRESSION_HEIGHT) {
        if (!p->failed)
            diag_error(p->diags, (place){p->source, n->offset, 1}, "too-deep",
                       "the expression is a chain of more than %d links", LIMIT_EXPRESSION_HEIGHT);
        p->failed = true;
        n->height = 1;
    }
    return n;
}

node *literal_node(parser *p, size_t start, feel_value value)
{
    node *n = new_node(p, NODE_LITERAL, start);
    n->as.literal = value;
    return finish_node(p, n);
}
