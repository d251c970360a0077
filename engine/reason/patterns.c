// Walks a whole tree for calls whose regular expression was compiled with the expression.
#include "reason/patterns.h"

#include "feel/ast.h"

typedef struct finder {
    arena *arena;
    const source_text *source;
    const feel_scope *scope;
    feel_pattern *items;
    size_t count, capacity;
} finder;

static void walk(finder *f, const node *n);

static void walk_all(finder *f, node *const *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        walk(f, nodes[i]);
}

static slice pattern_text(const finder *f, const node *n)
{
    if (n->kind == NODE_LITERAL)
        return feel_text(n->as.literal);
    return feel_text(*f->scope->variables[n->as.name.slot].constant);
}

static void walk_call(finder *f, const node *n)
{
    if (n->as.call.regex != NULL) {
        const node *pattern = n->as.call.arguments[1];
        for (size_t i = 0; n->as.call.names != NULL && i < n->as.call.count; i++) {
            if (slice_is(n->as.call.names[i], "pattern") || slice_is(n->as.call.names[i], "delimiter"))
                pattern = n->as.call.arguments[i];
        }
        feel_pattern found = {n->as.call.regex, pattern_text(f, pattern),
                              (place){f->source, pattern->offset, pattern->length}};
        ARENA_PUSH(f->arena, f, items, count, capacity, found);
    }
    walk(f, n->as.call.callee);
    walk_all(f, n->as.call.arguments, n->as.call.count);
}

/// The depth is that of the tree, which the parser bounds.
static void walk(finder *f, const node *n)
{
    if (n == NULL)
        return;
    switch ((node_kind)n->kind) {
    case NODE_LITERAL:
    case NODE_NAME: return;
    case NODE_PATH: walk(f, n->as.path.object); return;
    case NODE_FILTER:
        walk(f, n->as.filter.list);
        walk(f, n->as.filter.condition);
        return;
    case NODE_CALL: walk_call(f, n); return;
    case NODE_NEGATE:
    case NODE_TEST: walk(f, n->as.binary.left); return;
    case NODE_ARITHMETIC:
    case NODE_COMPARE:
        walk(f, n->as.binary.left);
        walk(f, n->as.binary.right);
        return;
    case NODE_BETWEEN:
        walk(f, n->as.between.value);
        walk(f, n->as.between.low);
        walk(f, n->as.between.high);
        return;
    case NODE_IN:
    case NODE_TESTS:
        walk(f, n->kind == NODE_IN ? n->as.in.value : NULL);
        walk_all(f, n->as.in.tests, n->as.in.count);
        return;
    case NODE_AND:
    case NODE_OR:
    case NODE_LIST: walk_all(f, n->as.list.items, n->as.list.count); return;
    case NODE_IF:
        walk(f, n->as.branch.condition);
        walk(f, n->as.branch.yes);
        walk(f, n->as.branch.no);
        return;
    case NODE_FOR:
    case NODE_SOME:
    case NODE_EVERY:
        for (size_t i = 0; i < n->as.loop.count; i++) {
            walk(f, n->as.loop.iterations[i].domain);
            walk(f, n->as.loop.iterations[i].to);
        }
        walk(f, n->as.loop.body);
        return;
    case NODE_INSTANCE_OF: walk(f, n->as.instance.value); return;
    case NODE_CONTEXT: walk_all(f, n->as.context.values, n->as.context.count); return;
    case NODE_RANGE:
        walk(f, n->as.range.low);
        walk(f, n->as.range.high);
        return;
    case NODE_FUNCTION: walk(f, n->as.function.body); return;
    }
}

const feel_pattern *feel_expression_patterns(arena *a, const feel_expression *x, const feel_scope *scope,
                                             size_t *count)
{
    finder f = {.arena = a, .source = x->source, .scope = scope};
    walk(&f, x->root);
    *count = f.count;
    return f.items;
}
