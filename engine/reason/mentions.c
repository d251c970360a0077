// Walks the whole tree. A name within a filter may be an entry of the item or a variable: it is noted by its text as both.
#include "reason/mentions.h"

#include "feel/walk.h"
#include "reason/condition_subject.h"
#include "reason/operands.h"

typedef struct finder {
    cutter cutter;
    mention_list *out;
} finder;

static void look_at(void *state, const node *n, child_role role);

static bool is_named(const node *n)
{
    return n->kind == NODE_NAME || n->kind == NODE_PATH;
}

static slice name_of(const node *n)
{
    return n->kind == NODE_PATH ? n->as.path.name : n->as.name.text;
}

static ptrdiff_t variable_of(const finder *f, const node *n)
{
    const bool is_global = n->kind == NODE_NAME && n->as.name.binding == BINDING_GLOBAL &&
                           n->as.name.slot < f->cutter.in->scope->count;
    return is_global ? (ptrdiff_t)n->as.name.slot : -1;
}

static void push(finder *f, mention found)
{
    ARENA_PUSH(f->cutter.arena, f->out, items, count, capacity, found);
}

/// What a name is read from is mentioned too.
static void look_at_object(finder *f, const node *n)
{
    if (n->kind == NODE_PATH)
        look_at(f, n->as.path.object, (child_role){0});
}

static void add(finder *f, const node *n, mention_use use, feel_value constant)
{
    look_at_object(f, n);
    push(f, (mention){.name = name_of(n),
                      .variable = variable_of(f, n),
                      .use = use,
                      .constant = constant,
                      .other_variable = -1});
}

/// Adds a mention for each constant that a value stands for: itself, the ends of a range, the items of a list.
static void add_compared(finder *f, const node *n, feel_value with)
{
    if (feel_is_null(with)) {
        add(f, n, MENTION_TRUTH, with);
    } else if (with.kind == FEEL_RANGE) {
        if (with.as.range->has_low)
            add(f, n, MENTION_COMPARED, with.as.range->low);
        if (with.as.range->has_high)
            add(f, n, MENTION_COMPARED, with.as.range->high);
    } else if (with.kind == FEEL_LIST) {
        for (size_t i = 0; i < with.as.list->count; i++)
            add_compared(f, n, with.as.list->items[i]);
    } else {
        add(f, n, condition_is_plain(with) ? MENTION_COMPARED : MENTION_OTHER, with);
    }
}

/// A name beside another name.
static void add_named(finder *f, const node *n, const node *other)
{
    look_at_object(f, n);
    push(f, (mention){.name = name_of(n),
                      .variable = variable_of(f, n),
                      .use = MENTION_NAMED,
                      .other = name_of(other),
                      .other_variable = variable_of(f, other)});
}

/// A name beside something else: a constant, or not.
static void add_beside(finder *f, const node *n, const node *other)
{
    feel_value constant;
    if (!is_named(n))
        look_at(f, n, (child_role){0});
    else if (condition_constant(&f->cutter, other, &constant))
        add_compared(f, n, constant);
    else if (is_named(other))
        add_named(f, n, other);
    else
        add(f, n, MENTION_OTHER, feel_null());
}

static void add_pair(finder *f, const node *left, const node *right)
{
    add_beside(f, left, right);
    add_beside(f, right, left);
}

static void add_between(finder *f, const node *n)
{
    add_beside(f, n->as.between.value, n->as.between.low);
    add_beside(f, n->as.between.value, n->as.between.high);
    look_at(f, n->as.between.low, (child_role){0});
    look_at(f, n->as.between.high, (child_role){0});
}

static void add_tests(finder *f, const node *n)
{
    const node *value = n->as.in.value;
    for (size_t i = 0; i < n->as.in.count; i++) {
        const node *test = n->as.in.tests[i];
        const node *other = test->kind == NODE_TEST ? test->as.binary.left : test;
        if (value != NULL && !test->mentions_input)
            add_beside(f, value, other);
        else if (value != NULL)
            look_at(f, value, (child_role){0});
        look_at(f, other, (child_role){0});
    }
}

/// The arguments of a function of the pack: what it does with them, its body says.
static void add_arguments(finder *f, const node *n)
{
    for (size_t i = 0; i < n->as.call.count; i++) {
        if (is_named(n->as.call.arguments[i]))
            add(f, n->as.call.arguments[i], MENTION_PASSED, feel_null());
        else
            look_at(f, n->as.call.arguments[i], (child_role){0});
    }
}

static bool is_truth(const node *n)
{
    return is_named(n) && n->type != NULL && n->type->kind == FEEL_TYPE_BOOLEAN;
}

static void look_at(void *state, const node *n, child_role role)
{
    finder *f = state;
    (void)role;
    if (is_named(n))
        add(f, n, is_truth(n) ? MENTION_TRUTH : MENTION_OTHER, feel_null());
    else if (n->kind == NODE_COMPARE)
        add_pair(f, n->as.binary.left, n->as.binary.right);
    else if (n->kind == NODE_BETWEEN)
        add_between(f, n);
    else if (n->kind == NODE_IN || n->kind == NODE_TESTS)
        add_tests(f, n);
    else if (condition_is_call(n, "list contains", 2))
        add_pair(f, n->as.call.arguments[0], n->as.call.arguments[1]);
    else if (n->kind == NODE_CALL && n->as.call.rows == NULL)
        add_arguments(f, n);
    else
        node_visit_children(n, look_at, f);
}

void mentions_add(const condition_scope *in, const feel_expression *x, mention_list *to)
{
    finder f = {.cutter = {.in = in,
                           .arena = in->machine->arena,
                           .text = x->source->text,
                           .local_count = x->local_count},
                .out = to};
    look_at(&f, x->root, (child_role){0});
}
