// The whole explanation of one evaluation: a line for each part with what it gave, made from the trace. Evaluates once, through the
// ordinary evaluator; the number and depth of the lines are bounded.
#include "reason/explain_tree.h"

#include "base/limits.h"
#include "base/text.h"
#include "feel/trace.h"
#include "feel/walk.h"

typedef struct step_list {
    explain_step *items;
    size_t count, capacity;
} step_list;

typedef struct explanation {
    arena *arena;
    slice text;
    step_list steps;
    unsigned depth;
    const trace_record *of; ///< the record whose children are looked at
    bool full;
} explanation;

static void add_record(explanation *x, const trace_record *r);

static void add_step(explanation *x, explain_step step)
{
    if (x->full)
        return;
    if (x->steps.count == LIMIT_EXPLAINED_STEPS) {
        x->full = true;
        step = (explain_step){.state = EXPLAIN_STEP_CUT};
    }
    step.depth = x->depth;
    step.note = step.note != NULL ? step.note : "";
    ARENA_PUSH(x->arena, &x->steps, items, count, capacity, step);
}

static explain_step step_of(const explanation *x, const node *n)
{
    return (explain_step){
        .text = slice_part(x->text, n->offset, n->length), .offset = n->offset, .length = n->length};
}

/// Nodes whose value is plain from the text: literals, lists and ranges of them, function literals.
static bool is_plain(const node *n)
{
    if (n->kind == NODE_LITERAL || n->kind == NODE_FUNCTION)
        return true;
    bool plain = n->kind == NODE_LIST || n->kind == NODE_RANGE;
    for (size_t i = 0; plain && n->kind == NODE_LIST && i < n->as.list.count; i++)
        plain = n->as.list.items[i]->kind == NODE_LITERAL;
    if (plain && n->kind == NODE_RANGE)
        plain = (n->as.range.low == NULL || n->as.range.low->kind == NODE_LITERAL) &&
                (n->as.range.high == NULL || n->as.range.high->kind == NODE_LITERAL);
    return plain;
}

/// A variable of a loop whose value the line of the round above has named.
static bool is_loop_variable(const trace_record *r, const node *n)
{
    if (n->kind != NODE_NAME || n->as.name.binding != BINDING_LOCAL)
        return false;
    for (; r != NULL && r->parent != NULL; r = r->parent) {
        const node *loop = r->parent->node;
        if (r->bindings == NULL)
            continue;
        if (loop->kind == NODE_FILTER && loop->as.filter.slot == n->as.name.slot)
            return true;
        for (size_t i = 0; loop->kind != NODE_FILTER && i < loop->as.loop.count; i++) {
            if (loop->as.loop.iterations[i].slot == n->as.name.slot)
                return true;
        }
    }
    return false;
}

static bool is_chain_of_names(const node *n)
{
    while (n->kind == NODE_PATH)
        n = n->as.path.object;
    return n->kind == NODE_NAME;
}

static slice round_text(explanation *x, const trace_record *r)
{
    const node *parent = r->parent->node;
    text_builder out = {.arena = x->arena};
    if (parent->kind == NODE_FILTER) {
        text_add_format(&out, "item %zu: %.*s", r->round,
                        SLICE_ARG(feel_to_literal(x->arena, r->bindings[0])));
        return text_result(&out);
    }
    for (size_t i = 0; i < parent->as.loop.count; i++)
        text_add_format(&out, "%s%.*s = %.*s", i > 0 ? ", " : "",
                        SLICE_ARG(parent->as.loop.iterations[i].name),
                        SLICE_ARG(feel_to_literal(x->arena, r->bindings[i])));
    return text_result(&out);
}

static void add_parts(explanation *x, const trace_record *r);

static void add_round(explanation *x, const trace_record *r)
{
    explain_step step = step_of(x, r->node);
    step.state = EXPLAIN_STEP_ROUND;
    step.text = round_text(x, r);
    step.value = r->value;
    if (r->parent->node->kind == NODE_FILTER && r->value.kind != FEEL_NUMBER)
        step.note = feel_is_true(r->value) ? "kept" : "dropped";
    add_step(x, step);
    add_parts(x, r);
}

static void add_child(void *state, const node *n, child_role role)
{
    explanation *x = state;
    const trace_record *latest = NULL;
    size_t shown = 0;
    bool test = strcmp(role.role, "test") == 0;
    if ((is_plain(n) && !test) || is_loop_variable(x->of, n))
        return;
    for (const trace_record *r = x->of->first; r != NULL; r = r->next) {
        if (r->node != n)
            continue;
        if (latest != NULL && r->round > latest->round + 1) {
            explain_step more = {.state = EXPLAIN_STEP_MORE, .count = r->round - latest->round - 1};
            more.count_true = r->rounds_true - feel_is_true(r->value) - latest->rounds_true;
            more.note = x->of->node->kind == NODE_FILTER                                    ? "kept"
                        : x->of->node->kind == NODE_SOME || x->of->node->kind == NODE_EVERY ? "true"
                                                                                            : "";
            add_step(x, more);
        }
        if (r->bindings != NULL)
            add_round(x, r);
        else
            add_record(x, r);
        latest = r;
        shown++;
    }
    if (shown == 0) {
        explain_step step = step_of(x, n);
        step.state = EXPLAIN_STEP_NOT_NEEDED;
        add_step(x, step);
    }
}

typedef struct child_search {
    const node *wanted;
    bool found;
} child_search;

static void look_at_child(void *state, const node *n, child_role role)
{
    child_search *search = state;
    (void)role;
    search->found = search->found || n == search->wanted;
}

/// The bodies of the function literals that were called: they stand elsewhere in the text.
static void add_called(explanation *x, const trace_record *r)
{
    for (const trace_record *child = r->first; child != NULL; child = child->next) {
        child_search search = {.wanted = child->node};
        node_visit_children(r->node, look_at_child, &search);
        if (!search.found)
            add_record(x, child);
    }
}

static void add_parts(explanation *x, const trace_record *r)
{
    const trace_record *outer = x->of;
    bool chain = r->node->kind == NODE_PATH && is_chain_of_names(r->node) && !feel_is_null(r->value);
    if (chain || r->node->kind == NODE_FUNCTION || x->full)
        return;
    x->depth++;
    if (x->depth > LIMIT_EXPLAINED_NESTING) {
        if (r->first != NULL)
            add_step(x, (explain_step){.state = EXPLAIN_STEP_CUT});
    } else {
        x->of = r;
        node_visit_children(r->node, add_child, x);
        if (r->node->kind == NODE_CALL)
            add_called(x, r);
        x->of = outer;
    }
    x->depth--;
}

static void add_record(explanation *x, const trace_record *r)
{
    // A test that is not a comparison was recorded twice: its truth, and below that its value.
    const trace_record *inside = r->first != NULL && r->first->node == r->node ? r->first : r;
    explain_step step = step_of(x, r->node);
    step.value = r->value;
    add_step(x, step);
    add_parts(x, inside);
}

feel_value explain_tree(feel_machine *m, const feel_expression *e, feel_value input, const feel_value *values,
                        size_t count, const explain_step **steps, size_t *step_count)
{
    m->trace = trace_new(m->arena, e);
    feel_value v = e->root->kind == NODE_TESTS ? feel_evaluate_tests(m, e, input, values, count)
                                               : feel_evaluate(m, e, values, count);
    explanation x = {.arena = m->arena, .text = e->source->text};
    if (m->trace->root != NULL)
        add_record(&x, m->trace->root);
    m->trace = NULL;
    *steps = x.steps.items;
    *step_count = x.steps.count;
    return v;
}
