// Which children a node has: the one place that knows this.
#include "feel/walk.h"

static const slice no_label = {NULL, 0};

static void visit_all(node *const *nodes, size_t count, const char *role, child_visitor *visit, void *state)
{
    for (size_t i = 0; i < count; i++)
        visit(state, nodes[i], (child_role){role, no_label});
}

static void visit_one(const node *n, const char *role, child_visitor *visit, void *state)
{
    if (n != NULL)
        visit(state, n, (child_role){role, no_label});
}

static void visit_call(const node *n, child_visitor *visit, void *state)
{
    if (n->as.call.rows == NULL)
        visit_one(n->as.call.callee, "callee", visit, state);
    for (size_t i = 0; i < n->as.call.count; i++)
        visit(state, n->as.call.arguments[i],
              (child_role){"argument", n->as.call.names != NULL ? n->as.call.names[i] : no_label});
}

static void visit_loop(const node *n, child_visitor *visit, void *state)
{
    for (size_t i = 0; i < n->as.loop.count; i++) {
        const iteration *it = &n->as.loop.iterations[i];
        visit(state, it->domain, (child_role){it->to != NULL ? "from" : "domain", it->name});
        if (it->to != NULL)
            visit(state, it->to, (child_role){"to", it->name});
    }
    visit_one(n->as.loop.body, n->kind == NODE_FOR ? "return" : "satisfies", visit, state);
}

void node_visit_children(const node *n, child_visitor *visit, void *state)
{
    switch ((node_kind)n->kind) {
    case NODE_LITERAL:
    case NODE_NAME: break;
    case NODE_PATH: visit_one(n->as.path.object, "object", visit, state); break;
    case NODE_FILTER:
        visit_one(n->as.filter.list, "list", visit, state);
        visit_one(n->as.filter.condition, "condition", visit, state);
        break;
    case NODE_CALL: visit_call(n, visit, state); break;
    case NODE_NEGATE:
    case NODE_TEST: visit_one(n->as.binary.left, "operand", visit, state); break;
    case NODE_ARITHMETIC:
    case NODE_COMPARE:
        visit_one(n->as.binary.left, "left", visit, state);
        visit_one(n->as.binary.right, "right", visit, state);
        break;
    case NODE_BETWEEN:
        visit_one(n->as.between.value, "value", visit, state);
        visit_one(n->as.between.low, "low", visit, state);
        visit_one(n->as.between.high, "high", visit, state);
        break;
    case NODE_IN:
    case NODE_TESTS:
        visit_one(n->kind == NODE_IN ? n->as.in.value : NULL, "value", visit, state);
        visit_all(n->as.in.tests, n->as.in.count, "test", visit, state);
        break;
    case NODE_AND:
    case NODE_OR: visit_all(n->as.list.items, n->as.list.count, "operand", visit, state); break;
    case NODE_LIST: visit_all(n->as.list.items, n->as.list.count, "item", visit, state); break;
    case NODE_IF:
        visit_one(n->as.branch.condition, "condition", visit, state);
        visit_one(n->as.branch.yes, "then", visit, state);
        visit_one(n->as.branch.no, "else", visit, state);
        break;
    case NODE_FOR:
    case NODE_SOME:
    case NODE_EVERY: visit_loop(n, visit, state); break;
    case NODE_INSTANCE_OF: visit_one(n->as.instance.value, "value", visit, state); break;
    case NODE_CONTEXT:
        for (size_t i = 0; i < n->as.context.count; i++)
            visit(state, n->as.context.values[i], (child_role){"entry", n->as.context.names[i]});
        break;
    case NODE_RANGE:
        visit_one(n->as.range.low, "low", visit, state);
        visit_one(n->as.range.high, "high", visit, state);
        break;
    case NODE_FUNCTION: visit_one(n->as.function.body, "body", visit, state); break;
    }
}
