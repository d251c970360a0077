// Tokens and trees as rows, for tools such as highlighters and linters. Never evaluates.
#include "feel/lex.h"
#include "feel/walk.h"

static const char *const keywords[] = {
    "and",      "between", "else", "every", "external", "false",     "for",  "function", "if",   "in",
    "instance", "null",    "of",   "or",    "return",   "satisfies", "some", "then",     "true", NULL};

const char *const *feel_keywords(void)
{
    return keywords;
}

static const char *token_kind_name(slice text, const token *t)
{
    switch (t->kind) {
    case TOKEN_NUMBER: return "number";
    case TOKEN_STRING: return "string";
    case TOKEN_AT_STRING: return "temporal";
    case TOKEN_SYMBOL: return "symbol";
    case TOKEN_WORD:
        for (size_t i = 0; keywords[i] != NULL; i++) {
            if (slice_is(slice_part(text, t->offset, t->length), keywords[i]))
                return "keyword";
        }
        return "name";
    case TOKEN_END:
    case TOKEN_BAD: break;
    }
    return "bad";
}

const feel_token *feel_tokens(arena *a, slice text, size_t *count)
{
    struct {
        feel_token *items;
        size_t count, capacity;
    } out = {0};
    lexer l = {text, 0};
    for (token t = lex_next(&l); t.kind != TOKEN_END; t = lex_next(&l)) {
        feel_token row = {token_kind_name(text, &t), t.offset, t.length};
        ARENA_PUSH(a, &out, items, count, capacity, row);
        if (t.kind == TOKEN_BAD)
            break; // what follows is guesswork
    }
    *count = out.count;
    return out.items;
}

static const char *const kind_names[] = {
    [NODE_LITERAL] = "literal",
    [NODE_NAME] = "name",
    [NODE_PATH] = "path",
    [NODE_FILTER] = "filter",
    [NODE_CALL] = "call",
    [NODE_NEGATE] = "negation",
    [NODE_ARITHMETIC] = "arithmetic",
    [NODE_COMPARE] = "comparison",
    [NODE_BETWEEN] = "between",
    [NODE_IN] = "in",
    [NODE_AND] = "and",
    [NODE_OR] = "or",
    [NODE_IF] = "if",
    [NODE_FOR] = "for",
    [NODE_SOME] = "some",
    [NODE_EVERY] = "every",
    [NODE_INSTANCE_OF] = "instance of",
    [NODE_LIST] = "list",
    [NODE_CONTEXT] = "context",
    [NODE_RANGE] = "range",
    [NODE_FUNCTION] = "function",
    [NODE_TEST] = "test",
    [NODE_TESTS] = "tests",
};

typedef struct row_list {
    feel_syntax_row *items;
    size_t count, capacity;
} row_list;

typedef struct syntax_walk {
    arena *arena;
    row_list rows;
    unsigned depth;
} syntax_walk;

static slice detail_of(arena *a, const node *n)
{
    static const char *const operators[] = {
        [OP_ADD] = "+",      [OP_SUBTRACT] = "-", [OP_MULTIPLY] = "*",   [OP_DIVIDE] = "/",
        [OP_POWER] = "**",   [OP_EQUAL] = "=",    [OP_NOT_EQUAL] = "!=", [OP_LESS] = "<",
        [OP_AT_MOST] = "<=", [OP_GREATER] = ">",  [OP_AT_LEAST] = ">=",
    };
    switch ((node_kind)n->kind) {
    case NODE_LITERAL: return feel_to_literal(a, n->as.literal);
    case NODE_NAME: return n->as.name.text;
    case NODE_PATH: return n->as.path.name;
    case NODE_CALL: return n->as.call.rows != NULL ? n->as.call.rows->name : (slice){NULL, 0};
    case NODE_ARITHMETIC:
    case NODE_COMPARE:
    case NODE_TEST: return slice_of(operators[n->op]);
    case NODE_INSTANCE_OF: return n->as.instance.type_text;
    case NODE_TESTS: return slice_of(n->as.in.negated ? "not" : NULL);
    case NODE_RANGE:
        return arena_format(a, "%c..%c", n->as.range.low_closed ? '[' : '(',
                            n->as.range.high_closed ? ']' : ')');
    default: return (slice){NULL, 0};
    }
}

static void add_row(void *state, const node *n, child_role role)
{
    syntax_walk *w = state;
    feel_syntax_row row = {.depth = w->depth,
                           .kind = kind_names[n->kind],
                           .role = role.role,
                           .label = role.label,
                           .detail = detail_of(w->arena, n),
                           .offset = n->offset,
                           .length = n->length,
                           .type = n->type};
    ARENA_PUSH(w->arena, &w->rows, items, count, capacity, row);
    w->depth++;
    node_visit_children(n, add_row, w);
    w->depth--;
}

const feel_syntax_row *feel_syntax(arena *a, const feel_expression *x, size_t *count)
{
    syntax_walk w = {.arena = a};
    add_row(&w, x->root, (child_role){"whole", {NULL, 0}});
    *count = w.rows.count;
    return w.rows.items;
}

static bool same_token(slice a, const token *x, slice b, const token *y)
{
    const slice left = slice_part(a, x->offset, x->length);
    const slice right = slice_part(b, y->offset, y->length);
    decimal p;
    decimal q;
    if (x->kind == TOKEN_NUMBER && y->kind == TOKEN_NUMBER && decimal_parse(left, &p) &&
        decimal_parse(right, &q))
        return decimal_compare(p, q) == 0;
    return x->kind == y->kind && slice_equal(left, right);
}

bool feel_same_text(slice a, slice b)
{
    lexer left = {a, 0};
    lexer right = {b, 0};
    for (;;) {
        const token x = lex_next(&left);
        const token y = lex_next(&right);
        if (!same_token(a, &x, b, &y))
            return false;
        if (x.kind == TOKEN_END || x.kind == TOKEN_BAD)
            return x.kind == TOKEN_END || slice_equal(a, b);
    }
}
