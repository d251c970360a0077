// Walks a whole tree for calls whose regular expression was compiled with the expression.
#include "reason/patterns.h"

#include "feel/walk.h"

typedef struct finder {
    arena *arena;
    const source_text *source;
    const feel_scope *scope;
    constant_pattern *items;
    size_t count, capacity;
} finder;

static slice pattern_text(const finder *f, const node *n)
{
    if (n->kind == NODE_LITERAL)
        return feel_text(n->as.literal);
    return feel_text(*f->scope->variables[n->as.name.slot].constant);
}

static void add_pattern(finder *f, const node *call)
{
    const node *pattern = call->as.call.arguments[1];
    for (size_t i = 0; call->as.call.names != NULL && i < call->as.call.count; i++) {
        if (slice_is(call->as.call.names[i], "pattern") || slice_is(call->as.call.names[i], "delimiter"))
            pattern = call->as.call.arguments[i];
    }
    constant_pattern found = {call->as.call.regex, pattern_text(f, pattern),
                              (place){f->source, pattern->offset, pattern->length}};
    ARENA_PUSH(f->arena, f, items, count, capacity, found);
}

/// The depth is that of the tree, which the parser bounds.
static void look_at(void *state, const node *n, child_role role)
{
    finder *f = state;
    (void)role;
    if (n->kind == NODE_CALL && n->as.call.regex != NULL)
        add_pattern(f, n);
    node_visit_children(n, look_at, f);
}

const constant_pattern *patterns_of(arena *a, const feel_expression *x, const feel_scope *scope,
                                    size_t *count)
{
    finder f = {.arena = a, .source = x->source, .scope = scope};
    look_at(&f, x->root, (child_role){0});
    *count = f.count;
    return f.items;
}
