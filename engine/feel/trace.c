// Records evaluations as they happen. Of what is evaluated repeatedly, only the first rounds and the last are kept, so
// that memory grows with the expression and not with the data.
#include "feel/trace.h"

#include "feel/walk.h"

#include <stdlib.h>

typedef struct node_set {
    arena *arena;
    const node **items;
    size_t count, capacity;
} node_set;

static void add_node(void *state, const node *n, child_role role)
{
    node_set *set = state;
    (void)role;
    ARENA_PUSH(set->arena, set, items, count, capacity, n);
    node_visit_children(n, add_node, set);
}

static int order_nodes(const void *a, const void *b)
{
    const node *left = *(const node *const *)a;
    const node *right = *(const node *const *)b;
    return (left > right) - (left < right);
}

feel_trace *trace_new(arena *a, const feel_expression *x)
{
    node_set set = {.arena = a};
    add_node(&set, x->root, (child_role){"whole", {NULL, 0}});
    qsort(set.items, set.count, sizeof(const node *), order_nodes);
    feel_trace *t = ARENA_NEW(a, feel_trace);
    *t = (feel_trace){.arena = a, .known = set.items, .known_count = set.count};
    return t;
}

static trace_record *take_record(feel_trace *t)
{
    trace_record *r = t->spare;
    if (r == NULL)
        return ARENA_NEW(t->arena, trace_record);
    t->spare = r->next;
    *r = (trace_record){0};
    return r;
}

/// Gives a record and all below it back for reuse.
static void drop(feel_trace *t, trace_record *r)
{
    for (trace_record *child = r->first; child != NULL;) {
        trace_record *next = child->next;
        drop(t, child);
        child = next;
    }
    r->next = t->spare;
    t->spare = r;
}

/// Whether children of the node may be evaluated more than once.
static bool repeats(const node *n)
{
    return n->kind == NODE_FOR || n->kind == NODE_SOME || n->kind == NODE_EVERY || n->kind == NODE_FILTER ||
           n->kind == NODE_CALL;
}

/// The newest record of the node below `parent`; NULL if there is none.
static trace_record *earlier_round(const trace_record *parent, const node *n)
{
    trace_record *found = NULL;
    for (trace_record *r = parent->first; r != NULL && repeats(parent->node); r = r->next) {
        if (r->node == n)
            found = r;
    }
    return found;
}

static void unlink_record(trace_record *parent, const trace_record *r)
{
    trace_record *before = NULL;
    trace_record *at = parent->first;
    while (at != r) {
        before = at;
        at = at->next;
    }
    if (before != NULL)
        before->next = r->next;
    else
        parent->first = r->next;
    if (parent->last == r)
        parent->last = before;
}

static const feel_value *bindings_of(arena *a, const env *e, const node *parent, const node *n)
{
    if (parent->kind == NODE_FILTER && parent->as.filter.condition == n) {
        feel_value *item = ARENA_NEW(a, feel_value);
        *item = e->locals[parent->as.filter.slot];
        return item;
    }
    bool loop = parent->kind == NODE_FOR || parent->kind == NODE_SOME || parent->kind == NODE_EVERY;
    if (!loop || parent->as.loop.body != n)
        return NULL;
    feel_value *values = ARENA_ARRAY(a, parent->as.loop.count, feel_value);
    for (size_t i = 0; i < parent->as.loop.count; i++)
        values[i] = e->locals[parent->as.loop.iterations[i].slot];
    return values;
}

trace_record *trace_begin(feel_trace *t, const env *e, const node *n)
{
    bool known = bsearch(&n, t->known, t->known_count, sizeof(const node *), order_nodes) != NULL;
    if (t->muted > 0 || !known) {
        t->muted++;
        return NULL;
    }
    trace_record *parent = t->current;
    trace_record *earlier = parent != NULL ? earlier_round(parent, n) : NULL;
    trace_record *r = take_record(t);
    r->node = n;
    r->parent = parent;
    r->round = 1;
    if (earlier != NULL) {
        r->round = earlier->round + 1;
        r->rounds_true = earlier->rounds_true;
        if (earlier->round >= TRACE_ROUNDS_KEPT) {
            unlink_record(parent, earlier);
            drop(t, earlier);
        }
    }
    r->rounds = r->round;
    if (parent == NULL) {
        t->root = r;
    } else {
        r->bindings = bindings_of(t->arena, e, parent->node, n);
        if (parent->last != NULL)
            parent->last->next = r;
        else
            parent->first = r;
        parent->last = r;
    }
    t->current = r;
    return r;
}

void trace_end(feel_trace *t, trace_record *r, feel_value v)
{
    if (r == NULL) {
        t->muted--;
        return;
    }
    r->value = v;
    r->rounds_true += feel_is_true(v);
    t->current = r->parent;
}
