#include "reason/results.h"

#include "reason/condition_subject.h"

typedef struct search {
    cutter cutter;
    const feel_expression *expression;
    struct {
        expression_result *items;
        size_t count, capacity;
    } found;
    bool complete;
} search;

/// Recursion is bounded by the height of the tree.
static void look_at(search *s, const node *n)
{
    feel_value v;
    if (n->kind == NODE_IF) {
        look_at(s, n->as.branch.yes);
        look_at(s, n->as.branch.no);
    } else if (condition_constant(&s->cutter, n, &v)) {
        const place where = {s->expression->source, n->offset, n->length};
        const expression_result r = {v, where};
        ARENA_PUSH(s->cutter.arena, &s->found, items, count, capacity, r);
    } else {
        s->complete = false;
    }
}

const expression_result *results_of(const condition_scope *in, const feel_expression *x, size_t *count,
                                    bool *complete)
{
    search s = {.cutter = {.in = in,
                           .arena = in->machine->arena,
                           .text = x->source->text,
                           .local_count = x->local_count},
                .expression = x,
                .complete = true};
    look_at(&s, x->root);
    *count = s.found.count;
    *complete = s.complete;
    return s.found.items;
}
