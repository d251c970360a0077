// A name within a filter may be an entry of the item: the types of the lists that are filtered are kept while their conditions are walked.
#include "reason/field_reads.h"

#include "feel/walk.h"

typedef struct finder {
    arena *arena;
    field_read_list *out;
    const feel_type **items; ///< by local: the type of the items of the filter that has it
    size_t local_count;
} finder;

/// The record type of a value, or of the items of a list; NULL: any. `*is_none` receives whether it surely is no record.
static const feel_type *record_of(const feel_type *type, bool *is_none)
{
    while (type != NULL && type->kind == FEEL_TYPE_LIST)
        type = type->element;
    *is_none = type != NULL && type->kind != FEEL_TYPE_ANY && type->kind != FEEL_TYPE_CONTEXT;
    return type != NULL && type->kind == FEEL_TYPE_CONTEXT ? type : NULL;
}

static void add(finder *f, const feel_type *type, slice name)
{
    for (size_t i = 0; i < f->out->count; i++) {
        if (f->out->items[i].type == type && slice_equal(f->out->items[i].name, name))
            return;
    }
    const field_read read = {type, name};
    ARENA_PUSH(f->arena, f->out, items, count, capacity, read);
}

static void add_field(finder *f, const feel_type *of, slice name)
{
    bool is_none;
    const feel_type *type = record_of(of, &is_none);
    if (!is_none)
        add(f, type, name);
}

/// A record that is looked at as a whole. Of what may be anything, nothing is said: a null that it still has is unknown to whoever looks.
static void add_whole(finder *f, const node *n)
{
    bool is_none;
    const feel_type *type = n != NULL ? record_of(n->type, &is_none) : NULL;
    if (type != NULL)
        add(f, type, (slice){"", 0});
}

static void look_at(void *state, const node *n, child_role role);

static void look_at_name(finder *f, const node *n)
{
    for (uint32_t i = 0; i < n->as.name.filter_count; i++) {
        const uint32_t slot = n->as.name.filters[i];
        add_field(f, slot < f->local_count ? f->items[slot] : NULL, n->as.name.text);
    }
}

static void look_at_filter(finder *f, const node *n)
{
    look_at(f, n->as.filter.list, (child_role){0});
    if (n->as.filter.slot < f->local_count)
        f->items[n->as.filter.slot] = n->as.filter.list->type;
    look_at(f, n->as.filter.condition, (child_role){0});
}

/// True for a built-in that passes items on without looking into them.
static bool passes_on(slice name)
{
    static const char *const names[] = {"append",  "concatenate", "count", "flatten", "insert before",
                                        "reverse", "remove",      "sort",  "sublist"};
    bool found = false;
    for (size_t i = 0; i < sizeof names / sizeof *names && !found; i++)
        found = slice_is(name, names[i]);
    return found;
}

/// Whoever compares with null asks if there is a record, and not what is in it.
static bool is_null(const node *n)
{
    return n->kind == NODE_LITERAL && feel_is_null(n->as.literal);
}

static void look_at_tests(finder *f, const node *n)
{
    if (n->kind == NODE_IN)
        add_whole(f, n->as.in.value);
    for (size_t i = 0; i < n->as.in.count; i++)
        add_whole(f, n->as.in.tests[i]);
}

static void look_at(void *state, const node *n, child_role role)
{
    finder *f = state;
    (void)role;
    if (n->kind == NODE_FILTER) {
        look_at_filter(f, n);
        return;
    }
    if (n->kind == NODE_NAME) {
        look_at_name(f, n);
    } else if (n->kind == NODE_PATH) {
        add_field(f, n->as.path.object->type, n->as.path.name);
    } else if (n->kind == NODE_COMPARE && !is_null(n->as.binary.left) && !is_null(n->as.binary.right)) {
        add_whole(f, n->as.binary.left);
        add_whole(f, n->as.binary.right);
    } else if (n->kind == NODE_IN || n->kind == NODE_TESTS) {
        look_at_tests(f, n);
    } else if (n->kind == NODE_CALL && n->as.call.rows != NULL && !passes_on(n->as.call.rows->name)) {
        for (size_t i = 0; i < n->as.call.count; i++)
            add_whole(f, n->as.call.arguments[i]);
    }
    node_visit_children(n, look_at, f);
}

void field_reads_add(arena *a, const feel_expression *x, field_read_list *to)
{
    finder f = {.arena = a,
                .out = to,
                .items = ARENA_ARRAY(a, x->local_count, const feel_type *),
                .local_count = x->local_count};
    look_at(&f, x->root, (child_role){0});
}

static list_home home_of_name(const node *loop, const node *n, size_t before)
{
    list_home out = {.is_kept = n->as.name.binding == BINDING_GLOBAL, .variable = (ptrdiff_t)n->as.name.slot};
    for (size_t i = 0; n->as.name.binding == BINDING_LOCAL && i < before; i++) {
        if (loop->as.loop.iterations[i].slot == n->as.name.slot)
            out = (list_home){true, -1, i};
    }
    return out;
}

list_home field_reads_home(arena *a, const feel_expression *iterations, size_t index, field_read_list *reads)
{
    const node *loop = iterations->root;
    const iteration *it = &loop->as.loop.iterations[index];
    const node *n = it->to == NULL ? it->domain : NULL;
    finder f = {.arena = a, .out = reads};
    while (n != NULL && (n->kind == NODE_PATH || n->kind == NODE_FILTER)) {
        if (n->kind == NODE_PATH)
            add_field(&f, n->as.path.object->type, n->as.path.name);
        n = n->kind == NODE_PATH ? n->as.path.object : n->as.filter.list;
    }
    return n != NULL && n->kind == NODE_NAME ? home_of_name(loop, n, index) : (list_home){0};
}
