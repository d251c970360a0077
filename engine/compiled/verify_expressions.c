// Looks at expressions: each is a tree of its own, no higher than the parser allows, whose nodes have what their kinds need and whose names
// stand for places that there are.
#include "base/limits.h"
#include "compiled/image.h"
#include "feel/walk.h"

typedef struct expression_check {
    const image *im;
    const node *nodes;
    bool *seen;                ///< by node: it is a part of something
    size_t *function_locals;   ///< by node: of a function, how many locals its expression has, plus 1
    const feel_expression *of; ///< the one that is looked at
    bool good;
} expression_check;

static bool has_slots(const expression_check *c, size_t first, size_t count)
{
    const size_t room = c->of->local_count;
    return first <= room && count <= room - first;
}

static bool is_within(size_t offset, size_t length, slice text)
{
    return offset <= text.len && length <= text.len - offset;
}

// --- by kind ---

static bool is_name_sound(const expression_check *c, const node *n)
{
    size_t rows;
    bool good = n->as.name.binding != BINDING_LOCAL || has_slots(c, n->as.name.slot, 1);
    if (n->as.name.binding == BINDING_BUILTIN)
        good = builtin_find(n->as.name.text, &rows) != NULL;
    if (n->as.name.binding == BINDING_GLOBAL)
        good = n->as.name.slot < c->of->scope_count;
    for (size_t i = 0; i < n->as.name.filter_count && good; i++)
        good = has_slots(c, n->as.name.filters[i], 1);
    return good;
}

/// True if a row takes so many arguments.
static bool takes(const builtin *row, size_t count)
{
    size_t least = 0;
    for (size_t i = 0; i < row->parameter_count; i++)
        least += (row->parameters[i].accepts & (PARAMETER_OPTIONAL | PARAMETER_VARIADIC)) == 0;
    const bool open = row->parameter_count > 0 &&
                      (row->parameters[row->parameter_count - 1].accepts & PARAMETER_VARIADIC) != 0;
    return count >= least && (open || count <= row->parameter_count);
}

static bool is_call_sound(const node *n)
{
    bool good = (n->as.call.rows == NULL) != (n->as.call.callee == NULL) || n->as.call.rows != NULL;
    bool fits = n->as.call.rows == NULL;
    for (size_t i = 0; i < n->as.call.row_count && !fits; i++)
        fits = takes(&n->as.call.rows[i], n->as.call.count);
    return good && fits && n->as.call.count <= LIMIT_ARGUMENTS;
}

static bool is_loop_sound(const expression_check *c, const node *n)
{
    bool good =
        n->as.loop.count > 0 && (!n->as.loop.uses_partial || has_slots(c, n->as.loop.partial_slot, 1));
    for (size_t i = 0; i < n->as.loop.count && good; i++)
        good = has_slots(c, n->as.loop.iterations[i].slot, 1);
    return good;
}

static bool is_kind_sound(const expression_check *c, const node *n)
{
    switch ((node_kind)n->kind) {
    case NODE_NAME: return is_name_sound(c, n);
    case NODE_FILTER: return has_slots(c, n->as.filter.slot, 1);
    case NODE_CALL: return is_call_sound(n);
    case NODE_ARITHMETIC: return n->op <= OP_POWER && n->as.binary.right != NULL;
    case NODE_COMPARE: return n->op >= OP_EQUAL && n->as.binary.right != NULL;
    case NODE_TEST: return n->op >= OP_EQUAL;
    case NODE_IN: return n->as.in.value != NULL && has_slots(c, n->as.in.slot, 1);
    case NODE_TESTS: return n == c->of->root && has_slots(c, n->as.in.slot, 1);
    case NODE_AND:
    case NODE_OR: return n->as.list.count > 0;
    case NODE_FOR:
    case NODE_SOME:
    case NODE_EVERY: return is_loop_sound(c, n);
    case NODE_CONTEXT: return has_slots(c, n->as.context.first_slot, n->as.context.count);
    case NODE_FUNCTION: return has_slots(c, n->as.function.first_slot, n->as.function.count);
    case NODE_LITERAL:
    case NODE_PATH:
    case NODE_NEGATE:
    case NODE_BETWEEN:
    case NODE_IF:
    case NODE_INSTANCE_OF:
    case NODE_LIST:
    case NODE_RANGE: break;
    }
    return true;
}

// --- the tree ---

typedef struct parent {
    expression_check *check;
    const node *node;
} parent;

/// As deep as a tree is high.
static void check_node(expression_check *c, const node *n);

static void check_child(void *state, const node *child, child_role role)
{
    const parent *p = state;
    (void)role;
    p->check->good = p->check->good && child->height < p->node->height;
    if (p->check->good)
        check_node(p->check, child);
}

static void check_node(expression_check *c, const node *n)
{
    const size_t at = (size_t)(n - c->nodes);
    parent p = {c, n};
    c->good = !c->seen[at] && is_kind_sound(c, n) && is_within(n->offset, n->length, c->of->source->text);
    c->seen[at] = true;
    if (n->kind == NODE_FUNCTION)
        c->function_locals[at] = c->of->local_count + 1;
    if (c->good)
        node_visit_children(n, check_child, &p);
}

static bool is_expression_sound(expression_check *c, const feel_expression *x)
{
    bool good = x->local_count <= LIMIT_EXPRESSION && x->source->text.len <= LIMIT_EXPRESSION &&
                x->root->height <= LIMIT_EXPRESSION_HEIGHT;
    for (size_t i = 0; i < x->read_count && good; i++)
        good = x->reads[i] < x->scope_count;
    c->of = x;
    if (good)
        check_node(c, x->root);
    return good && c->good;
}

/// A function value calls a function of some expression with as many locals as that has.
static bool is_function_sound(const expression_check *c, const feel_function *f)
{
    if (f->rows != NULL || f->table != NULL)
        return f->literal == NULL && (f->rows == NULL || f->table == NULL);
    const size_t locals = f->literal != NULL ? c->function_locals[f->literal - c->nodes] : 0;
    return locals > 0 && f->local_count >= locals - 1;
}

bool verify_expressions(const image *im)
{
    const size_t nodes = im->sections[SECTION_NODE].count;
    expression_check c = {.im = im,
                          .nodes = IMAGE_ITEMS(im, NODE, node),
                          .seen = ARENA_ARRAY(im->arena, nodes + 1, bool),
                          .function_locals = ARENA_ARRAY(im->arena, nodes + 1, size_t),
                          .good = true};
    bool good = true;
    for (size_t i = 0; i < im->sections[SECTION_EXPRESSION].count && good; i++)
        good = is_expression_sound(&c, &IMAGE_ITEMS(im, EXPRESSION, feel_expression)[i]);
    for (size_t i = 0; i < im->sections[SECTION_FUNCTION].count && good; i++)
        good = is_function_sound(&c, &IMAGE_ITEMS(im, FUNCTION, feel_function)[i]);
    return good;
}
