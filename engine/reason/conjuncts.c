#include "reason/conjuncts.h"

#include "feel/eval.h"
#include "feel/walk.h"
#include "reason/operands.h"

typedef struct read_list {
    size_t *items;
    size_t count, capacity;
} read_list;

/// A condition that is taken apart.
typedef struct cutting {
    arena *arena;
    const feel_scope *scope;
    size_t most;
    struct {
        conjunct *items;
        size_t count, capacity;
    } out;
    read_list reads; ///< of the operand that is looked at
} cutting;

static void add_read(cutting *c, size_t variable)
{
    bool known = false;
    for (size_t i = 0; i < c->reads.count && !known; i++)
        known = c->reads.items[i] == variable;
    if (!known)
        ARENA_PUSH(c->arena, &c->reads, items, count, capacity, variable);
}

static void find_reads(void *state, const node *n, child_role role)
{
    cutting *c = state;
    (void)role;
    if (n->kind == NODE_NAME && n->as.name.binding == BINDING_GLOBAL) {
        const size_t slot = n->as.name.slot;
        add_read(c, slot);
        for (size_t i = 0; slot < c->scope->count && i < c->scope->variables[slot].read_count; i++)
            add_read(c, c->scope->variables[slot].reads[i]);
    }
    node_visit_children(n, find_reads, c);
}

static void cut(cutting *c, const node *n)
{
    if (n->kind == NODE_AND) {
        const operand_list of = operands_of(n);
        for (size_t i = 0; i < of.count; i++)
            cut(c, of.items[i]);
    } else if (c->out.count < c->most) {
        c->reads = (read_list){0};
        find_reads(c, n, (child_role){0});
        const conjunct found = {n, c->reads.items, c->reads.count};
        ARENA_PUSH(c->arena, &c->out, items, count, capacity, found);
    }
}

const conjunct *conjuncts_of(arena *a, const feel_scope *scope, const feel_expression *x, size_t most,
                             size_t *count)
{
    cutting c = {.arena = a, .scope = scope, .most = most};
    cut(&c, x->root);
    *count = c.out.count;
    return c.out.items;
}

bool conjunct_holds(feel_machine *m, const feel_expression *x, const conjunct *c, const feel_value *values,
                    size_t count)
{
    env e = eval_env(m, x, values, count);
    return feel_is_true(eval_node(&e, c->node));
}
