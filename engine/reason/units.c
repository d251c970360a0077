// Walks the tree once, from the leaves up. Recursion is bounded by the height of the tree.
#include "reason/units.h"

#include "feel/walk.h"

typedef struct unit_walk {
    arena *arena;
    const unit_source *from;
    const feel_expression *expression;
    slice tested_unit, tested;
    slice *locals;                 ///< the unit of each local
    const feel_type **local_types; ///< the type of each item that a filter tests
    struct {
        unit_clash *items;
        size_t count, capacity;
    } found;
} unit_walk;

static slice unit_of(unit_walk *w, const node *n);

static slice text_of(const unit_walk *w, const node *n)
{
    return slice_part(w->expression->source->text, n->offset, n->length);
}

/// Holds two units against each other.
/// @return  the unit of both; empty if neither has one, or they clash
static slice meet(unit_walk *w, unit_use use, const node *where, slice left, slice left_text, slice right,
                  slice right_text)
{
    if (left.len == 0 || right.len == 0)
        return left.len > 0 ? left : right;
    if (slice_equal(left, right))
        return left;
    const unit_clash clash = {
        use, {w->expression->source, where->offset, where->length}, left_text, right_text, left, right};
    ARENA_PUSH(w->arena, &w->found, items, count, capacity, clash);
    return (slice){0};
}

static slice meet_nodes(unit_walk *w, unit_use use, const node *where, const node *left, const node *right)
{
    const slice a = unit_of(w, left);
    const slice b = right != NULL ? unit_of(w, right) : (slice){0};
    return right == NULL ? a : meet(w, use, where, a, text_of(w, left), b, text_of(w, right));
}

// --- names ---

static const feel_type *record_of(const feel_type *type)
{
    if (type != NULL && type->kind == FEEL_TYPE_LIST)
        type = type->element;
    return type != NULL && type->kind == FEEL_TYPE_CONTEXT ? type : NULL;
}

static slice unit_of_field(const unit_walk *w, const feel_type *type, slice field)
{
    const feel_type *record = record_of(type);
    return record != NULL ? w->from->of_field(w->from->state, record, field) : (slice){0};
}

static slice unit_of_name(const unit_walk *w, const node *n)
{
    for (uint32_t i = 0; i < n->as.name.filter_count; i++) { // an entry of the item with that name wins
        const feel_type *record = record_of(w->local_types[n->as.name.filters[i]]);
        if (record != NULL && feel_type_field(record, n->as.name.text) != NULL)
            return unit_of_field(w, record, n->as.name.text);
    }
    switch ((binding_kind)n->as.name.binding) {
    case BINDING_GLOBAL: return w->from->of_variable(w->from->state, n->as.name.slot);
    case BINDING_LOCAL: return w->locals[n->as.name.slot];
    case BINDING_BUILTIN:
    case BINDING_NONE: break;
    }
    return (slice){0};
}

// --- calls ---

static bool is_one_of(slice name, const char *const *names)
{
    bool found = false;
    for (; *names != NULL && !found; names++)
        found = slice_is(name, *names);
    return found;
}

/// The unit of all items of a list that is written out, or of all arguments.
static slice meet_all(unit_walk *w, unit_use use, const node *where, node *const *items, size_t count)
{
    slice unit = {0};
    size_t first = 0;
    for (size_t i = 0; i < count; i++) {
        const slice one = unit_of(w, items[i]);
        if (unit.len == 0)
            first = i;
        unit = unit.len == 0 ? one
                             : meet(w, use, where, unit, text_of(w, items[first]), one, text_of(w, items[i]));
    }
    return unit;
}

static slice unit_of_call(unit_walk *w, const node *n)
{
    static const char *const totals[] = {"sum", "total of", "mean",        "median",   "mode",
                                         "min", "max",      "greatest of", "least of", NULL};
    static const char *const same[] = {"abs",           "floor",           "ceiling",
                                       "decimal",       "round up",        "round down",
                                       "round half up", "round half down", NULL};
    static const char *const sought[] = {"list contains", "index of", NULL};
    static const char *const lists[] = {
        "append",  "concatenate", "distinct values", "flatten", "sort", "insert before",
        "reverse", "sublist",     "remove",          "union",   NULL};
    node *const *given = n->as.call.arguments;
    const size_t count = n->as.call.count;
    const slice name = n->as.call.rows != NULL ? n->as.call.rows->name : (slice){0};
    if (name.len == 0 && n->as.call.callee != NULL)
        (void)unit_of(w, n->as.call.callee);
    if (is_one_of(name, totals) && count == 1 && given[0]->kind == NODE_LIST)
        return meet_all(w, UNITS_GATHERED, n, given[0]->as.list.items, given[0]->as.list.count);
    if (is_one_of(name, totals))
        return meet_all(w, UNITS_GATHERED, n, given, count);
    if (is_one_of(name, sought) && count == 2)
        (void)meet_nodes(w, UNITS_COMPARED, n, given[0], given[1]);
    slice first = {0};
    for (size_t i = 0; i < count && !is_one_of(name, sought); i++) {
        const slice one = unit_of(w, given[i]);
        first = i == 0 ? one : first;
    }
    return is_one_of(name, same) || is_one_of(name, lists) ? first : (slice){0};
}

// --- tests ---

/// Holds a unary test against what it tests.
static void meet_test(unit_walk *w, const node *test, slice unit, slice text)
{
    const node *operand = test->kind == NODE_TEST ? test->as.binary.left : test;
    if (operand->kind == NODE_LIST) {
        for (size_t i = 0; i < operand->as.list.count; i++)
            meet_test(w, operand->as.list.items[i], unit, text);
        return;
    }
    const slice of = unit_of(w, operand);
    if (!test->mentions_input)
        (void)meet(w, UNITS_COMPARED, test, unit, text, of, text_of(w, operand));
}

static void meet_tests(unit_walk *w, const node *n)
{
    const node *value = n->as.in.value;
    const slice unit = value != NULL ? unit_of(w, value) : w->tested_unit;
    w->locals[n->as.in.slot] = unit;
    for (size_t i = 0; i < n->as.in.count; i++)
        meet_test(w, n->as.in.tests[i], unit, value != NULL ? text_of(w, value) : w->tested);
}

// --- the walk ---

static slice unit_of_loop(unit_walk *w, const node *n)
{
    for (size_t i = 0; i < n->as.loop.count; i++) {
        const iteration *it = &n->as.loop.iterations[i];
        w->locals[it->slot] = it->to != NULL ? meet_nodes(w, UNITS_COMPARED, it->domain, it->domain, it->to)
                                             : unit_of(w, it->domain);
    }
    const slice body = unit_of(w, n->as.loop.body);
    return n->kind == NODE_FOR ? body : (slice){0};
}

static void look_at_child(void *state, const node *n, child_role role)
{
    (void)role;
    (void)unit_of(state, n);
}

static slice unit_of_filter(unit_walk *w, const node *n)
{
    const slice unit = unit_of(w, n->as.filter.list);
    w->locals[n->as.filter.slot] = unit;
    w->local_types[n->as.filter.slot] = n->as.filter.list->type;
    (void)unit_of(w, n->as.filter.condition);
    return unit;
}

static slice unit_of_arithmetic(unit_walk *w, const node *n)
{
    if (n->op == OP_ADD || n->op == OP_SUBTRACT)
        return meet_nodes(w, UNITS_ADDED, n, n->as.binary.left, n->as.binary.right);
    node_visit_children(n, look_at_child, w);
    return (slice){0};
}

static slice unit_of(unit_walk *w, const node *n)
{
    switch ((node_kind)n->kind) {
    case NODE_NAME: return unit_of_name(w, n);
    case NODE_PATH:
        (void)unit_of(w, n->as.path.object);
        return unit_of_field(w, n->as.path.object->type, n->as.path.name);
    case NODE_FILTER: return unit_of_filter(w, n);
    case NODE_CALL: return unit_of_call(w, n);
    case NODE_NEGATE: return unit_of(w, n->as.binary.left);
    case NODE_ARITHMETIC: return unit_of_arithmetic(w, n);
    case NODE_COMPARE:
        (void)meet_nodes(w, UNITS_COMPARED, n, n->as.binary.left, n->as.binary.right);
        return (slice){0};
    case NODE_BETWEEN:
        (void)meet_nodes(w, UNITS_COMPARED, n, n->as.between.value, n->as.between.low);
        (void)meet_nodes(w, UNITS_COMPARED, n, n->as.between.value, n->as.between.high);
        return (slice){0};
    case NODE_IN:
    case NODE_TESTS: meet_tests(w, n); return (slice){0};
    case NODE_IF:
        (void)unit_of(w, n->as.branch.condition);
        return meet_nodes(w, UNITS_ALTERNATE, n, n->as.branch.yes, n->as.branch.no);
    case NODE_FOR:
    case NODE_SOME:
    case NODE_EVERY: return unit_of_loop(w, n);
    case NODE_RANGE:
        if (n->as.range.low == NULL || n->as.range.high == NULL)
            return unit_of(w, n->as.range.low != NULL ? n->as.range.low : n->as.range.high);
        return meet_nodes(w, UNITS_COMPARED, n, n->as.range.low, n->as.range.high);
    default: node_visit_children(n, look_at_child, w); return (slice){0};
    }
}

const unit_clash *units_clash(arena *a, const unit_source *from, const feel_expression *x, slice tested_unit,
                              slice tested, size_t *count, slice *unit)
{
    unit_walk w = {.arena = a,
                   .from = from,
                   .expression = x,
                   .tested_unit = tested_unit,
                   .tested = tested,
                   .locals = ARENA_ARRAY(a, x->local_count + 1, slice),
                   .local_types = ARENA_ARRAY(a, x->local_count + 1, const feel_type *)};
    const slice of = unit_of(&w, x->root);
    if (unit != NULL)
        *unit = of;
    *count = w.found.count;
    return w.found.items;
}

// --- spellings ---

/// Small letters and signs without blanks and points, and without the s of a plural.
static slice plain_unit(slice unit, char buffer[64])
{
    size_t length = 0;
    for (size_t i = 0; i < unit.len && length < 64; i++) {
        const char c = unit.ptr[i];
        if (c != ' ' && c != '.' && c != '-')
            buffer[length++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    if (length > 2 && buffer[length - 1] == 's')
        length--;
    return (slice){buffer, length};
}

static slice long_unit(slice plain)
{
    static const struct {
        slice abbreviation, unit;
    } rows[] = {{SLICE_INIT("h"), SLICE_INIT("hour")},       {SLICE_INIT("hr"), SLICE_INIT("hour")},
                {SLICE_INIT("min"), SLICE_INIT("minute")},   {SLICE_INIT("d"), SLICE_INIT("day")},
                {SLICE_INIT("wk"), SLICE_INIT("week")},      {SLICE_INIT("mo"), SLICE_INIT("month")},
                {SLICE_INIT("y"), SLICE_INIT("year")},       {SLICE_INIT("yr"), SLICE_INIT("year")},
                {SLICE_INIT("$"), SLICE_INIT("dollar")},     {SLICE_INIT("usd"), SLICE_INIT("dollar")},
                {SLICE_INIT("eur"), SLICE_INIT("euro")},     {SLICE_INIT("€"), SLICE_INIT("euro")},
                {SLICE_INIT("%"), SLICE_INIT("percent")},    {SLICE_INIT("people"), SLICE_INIT("person")},
                {SLICE_INIT("kilometre"), SLICE_INIT("km")}, {SLICE_INIT("kilometer"), SLICE_INIT("km")}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (slice_equal(plain, rows[i].abbreviation))
            return rows[i].unit;
    }
    return plain;
}

bool units_are_one(slice a, slice b)
{
    char left[64];
    char right[64];
    return slice_equal(long_unit(plain_unit(a, left)), long_unit(plain_unit(b, right)));
}
