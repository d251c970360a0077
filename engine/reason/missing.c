// Of a conjunction all parts that are not true are missing, of a disjunction all alternatives are: one of them would do.
#include "reason/missing.h"

#include "feel/eval.h"
#include "feel/walk.h"
#include "reason/operands.h"

typedef struct finder {
    env env;
    const feel_expression *of;
    missing_part *items;
    size_t count, capacity;
} finder;

typedef struct read_list {
    finder *finder;
    missing_read *items;
    size_t count, capacity;
} read_list;

static void add_read(read_list *to, missing_read read)
{
    for (size_t i = 0; i < to->count; i++) {
        const missing_read *known = &to->items[i];
        if (known->variable == read.variable && known->record == read.record &&
            slice_equal(known->field, read.field))
            return;
    }
    ARENA_PUSH(to->finder->env.machine->arena, to, items, count, capacity, read);
}

/// A name of the scope, unless it is a constant or a function.
static bool is_variable(const env *e, const node *n)
{
    return n->kind == NODE_NAME && n->as.name.binding == BINDING_GLOBAL &&
           n->as.name.slot < e->global_count && e->globals[n->as.name.slot].kind != FEEL_FUNCTION;
}

static void look_at(void *state, const node *n, child_role role)
{
    read_list *to = state;
    const env *e = &to->finder->env;
    (void)role;
    if (is_variable(e, n)) {
        add_read(to, (missing_read){.variable = n->as.name.slot, .value = e->globals[n->as.name.slot]});
        return;
    }
    const node *object = n->kind == NODE_PATH ? n->as.path.object : NULL;
    if (object != NULL && is_variable(e, object) && e->globals[object->as.name.slot].kind == FEEL_CONTEXT) {
        const feel_context *record = e->globals[object->as.name.slot].as.context;
        const feel_value *entry = feel_context_get(record, n->as.path.name);
        add_read(to, (missing_read){object->as.name.slot, record, n->as.path.name,
                                    entry != NULL ? *entry : feel_null()});
        return;
    }
    node_visit_children(n, look_at, to);
}

static slice text_of(const finder *f, const node *n)
{
    return slice_part(f->of->source->text, n->offset, n->length);
}

static void add_part(finder *f, const node *n, feel_value v, unsigned depth)
{
    read_list reads = {.finder = f};
    look_at(&reads, n, (child_role){0});
    missing_part part = {.depth = depth,
                         .text = text_of(f, n),
                         .truth = feel_truth_of(v),
                         .reads = reads.items,
                         .read_count = reads.count};
    const node *left = operands_left_side(n);
    if (left != NULL) {
        part.left = eval_node(&f->env, left);
        part.left_text = text_of(f, left);
    }
    ARENA_PUSH(f->env.machine->arena, f, items, count, capacity, part);
}

static void collect(finder *f, const node *n, unsigned depth)
{
    const feel_value v = eval_node(&f->env, n);
    const operand_list of = operands_of(n);
    if (feel_is_true(v))
        return;
    if (!operands_are_joined(n)) {
        add_part(f, n, v, depth);
        return;
    }
    const bool is_any = n->kind == NODE_OR;
    const bool is_grouped = is_any || depth > 0;
    const missing_part group = {.kind = is_any ? MISSING_ANY : MISSING_ALL,
                                .depth = depth,
                                .text = text_of(f, n),
                                .truth = feel_truth_of(v)};
    if (is_grouped)
        ARENA_PUSH(f->env.machine->arena, f, items, count, capacity, group);
    for (size_t i = 0; i < of.count; i++)
        collect(f, of.items[i], depth + is_grouped);
}

const missing_part *missing_of_condition(feel_machine *m, const feel_expression *x, const feel_value *values,
                                         size_t value_count, size_t *count)
{
    finder f = {.env = eval_env(m, x, values, value_count), .of = x};
    collect(&f, x->root, 0);
    *count = f.count;
    return f.items;
}
