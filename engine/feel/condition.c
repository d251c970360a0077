// Cuts a tree into a formula over atoms. Gives up on a shape by calling it an expression that holds or not: never wrong, only less
// telling. Recursion follows the tree, whose height the parser bounds.
#include "feel/condition.h"

#include "base/text.h"
#include "feel/eval.h"
#include "feel/lex.h"

typedef struct cutter {
    const feel_condition_scope *in;
    arena *arena;
    slice text; ///< of the expression
    size_t local_count;
    // What `?` stands for, within tests:
    bool has_input;
    uint32_t input_slot;
    const node *input; ///< the tested value; NULL: the input of unary tests
    // In the filter of a loop's domain: the filtered item.
    bool has_item;
    uint32_t item_slot;
    size_t item_variable;
    const feel_type *item_type;
} cutter;

static const feel_condition *cut(cutter *c, const node *n);

// --- constants ---

static bool is_clock(slice name)
{
    return slice_is(name, "now") || slice_is(name, "today");
}

static const feel_type *field_type(const feel_type *record, slice name)
{
    for (size_t i = 0; record != NULL && record->kind == FEEL_TYPE_CONTEXT && i < record->field_count; i++) {
        if (slice_equal(record->fields[i].name, name))
            return record->fields[i].type != NULL ? record->fields[i].type : feel_type_of_kind(FEEL_TYPE_ANY);
    }
    return NULL;
}

/// True where the name is looked at by no filter but that of the loop's domain, whose items have known entries.
static bool is_filtered_once(const cutter *c, const node *n)
{
    return c->has_item && n->as.name.filter_count == 1 && n->as.name.filters[0] == c->item_slot &&
           c->item_type != NULL && c->item_type->kind == FEEL_TYPE_CONTEXT && c->item_type->closed;
}

/// True where the name may be that of an entry of a filtered item.
static bool may_be_entry(const cutter *c, const node *n)
{
    return n->as.name.filter_count > 0 &&
           !(is_filtered_once(c, n) && field_type(c->item_type, n->as.name.text) == NULL);
}

static bool is_constant(const cutter *c, const node *n);

static bool are_constant(const cutter *c, node *const *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (nodes[i] != NULL && !is_constant(c, nodes[i]))
            return false;
    }
    return true;
}

/// True where the node's value depends on nothing. False for some shapes that are constant but that nobody writes.
static bool is_constant(const cutter *c, const node *n)
{
    switch ((node_kind)n->kind) {
    case NODE_LITERAL: return true;
    case NODE_NAME:
        return n->as.name.binding == BINDING_GLOBAL && !may_be_entry(c, n) &&
               n->as.name.slot < c->in->scope->count &&
               c->in->scope->variables[n->as.name.slot].constant != NULL;
    case NODE_NEGATE: return is_constant(c, n->as.binary.left);
    case NODE_ARITHMETIC:
    case NODE_COMPARE: return is_constant(c, n->as.binary.left) && is_constant(c, n->as.binary.right);
    case NODE_AND:
    case NODE_OR:
    case NODE_LIST: return are_constant(c, n->as.list.items, n->as.list.count);
    case NODE_RANGE: return are_constant(c, (node *[]){n->as.range.low, n->as.range.high}, 2);
    case NODE_CALL:
        return n->as.call.rows != NULL && !is_clock(n->as.call.rows->name) &&
               are_constant(c, n->as.call.arguments, n->as.call.count);
    default: return false;
    }
}

static feel_value value_of(const cutter *c, const node *n)
{
    if (n->kind == NODE_LITERAL)
        return n->as.literal;
    env e = {.machine = c->in->machine,
             .globals = c->in->values,
             .global_count = c->in->scope->count,
             .locals = ARENA_ARRAY(c->arena, c->local_count, feel_value), // a filter's item: none
             .local_count = c->local_count};
    return eval_node(&e, n);
}

/// A constant that atoms compare with.
static bool constant_of(const cutter *c, const node *n, feel_value *out)
{
    if (!is_constant(c, n))
        return false;
    *out = value_of(c, n);
    return true;
}

static bool is_plain(feel_value v)
{
    switch ((feel_kind)v.kind) {
    case FEEL_NULL:
    case FEEL_BOOLEAN:
    case FEEL_NUMBER:
    case FEEL_STRING:
    case FEEL_DATE:
    case FEEL_DAYS_DURATION:
    case FEEL_MONTHS_DURATION: return true;
    default: return false;
    }
}

// --- subjects ---

static slice key_text(const cutter *c, const node *n)
{
    lexer l = {slice_part(c->text, 0, n->offset + n->length), n->offset};
    text_builder out = {.arena = c->arena};
    for (token t = lex_next(&l); t.kind != TOKEN_END && t.kind != TOKEN_BAD; t = lex_next(&l)) {
        if (out.length > 0)
            text_add_byte(&out, ' ');
        text_add(&out, slice_part(c->text, t.offset, t.length));
    }
    return text_result(&out);
}

static const feel_type *type_of(const node *n)
{
    return n->type != NULL ? n->type : feel_type_of_kind(FEEL_TYPE_ANY);
}

/// A variable by its bare name: of the scope, of the loop, or the filtered item.
static bool variable_of(const cutter *c, const node *n, size_t *variable)
{
    if (n->kind != NODE_NAME || may_be_entry(c, n))
        return false;
    if (n->as.name.binding == BINDING_GLOBAL) {
        *variable = n->as.name.slot;
        return n->as.name.slot >= c->in->scope->count ||
               c->in->scope->variables[n->as.name.slot].constant == NULL;
    }
    *variable = c->item_variable;
    return c->has_item && n->as.name.binding == BINDING_LOCAL && n->as.name.slot == c->item_slot;
}

/// A name within a filter that is an entry of the item.
static bool entry_subject(const cutter *c, const node *n, feel_subject *out)
{
    const feel_type *type =
        n->kind == NODE_NAME && is_filtered_once(c, n) ? field_type(c->item_type, n->as.name.text) : NULL;
    if (type == NULL)
        return false;
    *out = (feel_subject){.kind = FEEL_SUBJECT_VARIABLE,
                          .variable = c->item_variable,
                          .field = n->as.name.text,
                          .type = type,
                          .node = n};
    return true;
}

static bool is_input(const cutter *c, const node *n)
{
    return c->has_input && n->kind == NODE_NAME && n->as.name.binding == BINDING_LOCAL &&
           n->as.name.filter_count == 0 && n->as.name.slot == c->input_slot;
}

static bool path_subject(const cutter *c, const node *n, feel_subject *out)
{
    size_t variable;
    if (variable_of(c, n, &variable)) {
        *out = (feel_subject){
            .kind = FEEL_SUBJECT_VARIABLE, .variable = variable, .type = type_of(n), .node = n};
        return true;
    }
    if (entry_subject(c, n, out))
        return true;
    if (n->kind != NODE_PATH || !variable_of(c, n->as.path.object, &variable))
        return false;
    const feel_type *record =
        c->has_item && variable == c->item_variable ? c->item_type : n->as.path.object->type;
    const feel_type *type = field_type(record, n->as.path.name);
    if (type == NULL)
        return false;
    *out = (feel_subject){.kind = FEEL_SUBJECT_VARIABLE,
                          .variable = variable,
                          .field = n->as.path.name,
                          .type = type,
                          .node = n};
    return true;
}

static bool is_call_of(const node *n, const char *name, size_t count)
{
    return n->kind == NODE_CALL && n->as.call.rows != NULL && n->as.call.names == NULL &&
           n->as.call.count == count && slice_is(n->as.call.rows->name, name);
}

static feel_subject subject_of(const cutter *c, const node *n)
{
    feel_subject s = {.kind = FEEL_SUBJECT_EXPRESSION, .type = type_of(n), .node = n};
    if (is_input(c, n)) {
        if (c->input != NULL) {
            cutter outside = *c;
            outside.has_input = false;
            return subject_of(&outside, c->input);
        }
        s.kind = FEEL_SUBJECT_INPUT;
    } else if (is_call_of(n, "count", 1) && path_subject(c, n->as.call.arguments[0], &s) &&
               s.type->kind == FEEL_TYPE_LIST) {
        s.kind = FEEL_SUBJECT_COUNT;
        s.type = type_of(n);
        s.node = n;
    } else if (!path_subject(c, n, &s)) {
        s = (feel_subject){.kind = FEEL_SUBJECT_EXPRESSION, .type = type_of(n), .node = n};
        s.reads_item = c->has_item;
    }
    s.text = key_text(c, n);
    return s;
}

// --- formulas ---

static feel_condition *new_condition(const cutter *c, feel_condition_kind kind, const node *n)
{
    feel_condition *f = ARENA_NEW(c->arena, feel_condition);
    f->kind = kind;
    f->offset = n->offset;
    f->length = n->length;
    return f;
}

static const feel_condition *constant_condition(const cutter *c, const node *n, feel_truth truth)
{
    feel_condition *f = new_condition(c, FEEL_CONDITION_CONSTANT, n);
    f->constant = truth;
    return f;
}

static const feel_condition *holds(const cutter *c, const node *n)
{
    feel_condition *f = new_condition(c, FEEL_CONDITION_ATOM, n);
    f->atom = (feel_atom){.kind = FEEL_ATOM_HOLDS, .subject = subject_of(c, n)};
    return f;
}

static const feel_condition *compare(const cutter *c, const node *where, feel_subject subject,
                                     feel_comparison op, feel_value constant)
{
    feel_condition *f = new_condition(c, FEEL_CONDITION_ATOM, where);
    f->atom = (feel_atom){FEEL_ATOM_COMPARE, op, constant, subject};
    return f;
}

static const feel_condition *join_as(const cutter *c, const node *where, feel_condition_kind kind,
                                     const feel_condition *const *parts, size_t count, bool is_range)
{
    if (count == 1)
        return parts[0];
    feel_condition *f = new_condition(c, kind, where);
    f->is_range = is_range;
    const feel_condition **kept = ARENA_ARRAY(c->arena, count, const feel_condition *);
    if (count > 0)
        memcpy(kept, parts, count * sizeof *kept);
    f->parts = kept;
    f->count = count;
    return f;
}

static const feel_condition *join(const cutter *c, const node *where, feel_condition_kind kind,
                                  const feel_condition *const *parts, size_t count)
{
    return join_as(c, where, kind, parts, count, false);
}

static feel_comparison comparison_of(uint8_t op)
{
    return (feel_comparison)(op - OP_EQUAL);
}

/// The comparison with its sides exchanged.
static feel_comparison mirrored(feel_comparison op)
{
    static const feel_comparison mirror[] = {FEEL_EQUAL,    FEEL_NOT_EQUAL, FEEL_GREATER,
                                             FEEL_AT_LEAST, FEEL_LESS,      FEEL_AT_MOST};
    return mirror[op];
}

static const feel_condition *cut_compare(cutter *c, const node *n)
{
    feel_value v;
    if (constant_of(c, n->as.binary.right, &v) && is_plain(v))
        return compare(c, n, subject_of(c, n->as.binary.left), comparison_of(n->op), v);
    if (constant_of(c, n->as.binary.left, &v) && is_plain(v))
        return compare(c, n, subject_of(c, n->as.binary.right), mirrored(comparison_of(n->op)), v);
    return holds(c, n);
}

static const feel_condition *cut_between(cutter *c, const node *n)
{
    feel_value low;
    feel_value high;
    if (!constant_of(c, n->as.between.low, &low) || !constant_of(c, n->as.between.high, &high) ||
        !is_plain(low) || !is_plain(high))
        return holds(c, n);
    feel_subject s = subject_of(c, n->as.between.value);
    const feel_condition *parts[] = {compare(c, n->as.between.low, s, FEEL_AT_LEAST, low),
                                     compare(c, n->as.between.high, s, FEEL_AT_MOST, high)};
    return join_as(c, n, FEEL_CONDITION_AND, parts, 2, true);
}

static const feel_condition *range_condition(const cutter *c, const node *where, feel_subject s,
                                             const feel_range *r)
{
    const feel_condition *parts[2];
    size_t count = 0;
    if (r->has_low)
        parts[count++] = compare(c, where, s, r->low_closed ? FEEL_AT_LEAST : FEEL_GREATER, r->low);
    if (r->has_high)
        parts[count++] = compare(c, where, s, r->high_closed ? FEEL_AT_MOST : FEEL_LESS, r->high);
    return count > 0 ? join_as(c, where, FEEL_CONDITION_AND, parts, count, true) : NULL;
}

static bool has_plain_ends(const feel_range *r)
{
    return (r->has_low || r->has_high) && (!r->has_low || (is_plain(r->low) && !feel_is_null(r->low))) &&
           (!r->has_high || (is_plain(r->high) && !feel_is_null(r->high)));
}

/// True where a value of the type is a single value or null: then membership of a list is equality with one of its items.
static bool is_single(const feel_type *type)
{
    return type->kind >= FEEL_TYPE_BOOLEAN && type->kind <= FEEL_TYPE_MONTHS_DURATION;
}

/// A test with a constant, of the subject; NULL where it is no such test.
static const feel_condition *constant_test(const cutter *c, const node *where, feel_subject s, feel_value v,
                                           bool in_list)
{
    if (v.kind == FEEL_RANGE && has_plain_ends(v.as.range))
        return range_condition(c, where, s, v.as.range);
    if (is_plain(v))
        return compare(c, where, s, FEEL_EQUAL, v);
    if (v.kind != FEEL_LIST || in_list || !is_single(s.type) || v.as.list->count == 0)
        return NULL;
    const feel_condition **parts = ARENA_ARRAY(c->arena, v.as.list->count, const feel_condition *);
    for (size_t i = 0; i < v.as.list->count; i++) {
        parts[i] = constant_test(c, where, s, v.as.list->items[i], true);
        if (parts[i] == NULL)
            return NULL;
    }
    return join_as(c, where, FEEL_CONDITION_OR, parts, v.as.list->count, true);
}

static const feel_condition *cut_test(cutter *c, const node *test, feel_subject s)
{
    feel_value v;
    if (test->kind == NODE_TEST)
        return constant_of(c, test->as.binary.left, &v) && is_plain(v)
                   ? compare(c, test, s, comparison_of(test->op), v)
                   : NULL;
    if (test->mentions_input)
        return c->input == NULL ? cut(c, test) : NULL;
    return constant_of(c, test, &v) ? constant_test(c, test, s, v, false) : NULL;
}

static const feel_condition *negation(const cutter *c, const node *n, const feel_condition *of)
{
    feel_condition *f = new_condition(c, FEEL_CONDITION_NOT, n);
    const feel_condition **parts = ARENA_NEW(c->arena, const feel_condition *);
    parts[0] = of;
    f->parts = parts;
    f->count = 1;
    return f;
}

/// `value in (tests)`, or unary tests as a whole; NULL where a test is no atom.
static const feel_condition *cut_tests(cutter *c, const node *n, const node *input)
{
    cutter inner = *c;
    inner.has_input = true;
    inner.input_slot = n->as.in.slot;
    inner.input = input;
    feel_subject s = input != NULL ? subject_of(c, input)
                                   : (feel_subject){.kind = FEEL_SUBJECT_INPUT,
                                                    .type = feel_type_of_kind(FEEL_TYPE_ANY),
                                                    .text = SLICE("?")};
    const feel_condition **parts = ARENA_ARRAY(c->arena, n->as.in.count, const feel_condition *);
    for (size_t i = 0; i < n->as.in.count; i++) {
        parts[i] = cut_test(&inner, n->as.in.tests[i], s);
        if (parts[i] == NULL)
            return NULL;
    }
    if (n->as.in.count == 0)
        return constant_condition(c, n, FEEL_TRUE);
    const feel_condition *any = join(c, n, FEEL_CONDITION_OR, parts, n->as.in.count);
    return n->as.in.negated ? negation(c, n, any) : any;
}

static const feel_condition *cut_contains(cutter *c, const node *n)
{
    feel_value v;
    feel_subject s;
    if (!path_subject(c, n->as.call.arguments[0], &s) || s.type->kind != FEEL_TYPE_LIST ||
        !constant_of(c, n->as.call.arguments[1], &v) || !is_plain(v) || feel_is_null(v))
        return holds(c, n);
    s.text = key_text(c, n->as.call.arguments[0]);
    feel_condition *f = new_condition(c, FEEL_CONDITION_ATOM, n);
    f->atom = (feel_atom){.kind = FEEL_ATOM_CONTAINS, .constant = v, .subject = s};
    return f;
}

static const feel_condition *cut_list(cutter *c, const node *n)
{
    const feel_condition **parts = ARENA_ARRAY(c->arena, n->as.list.count, const feel_condition *);
    for (size_t i = 0; i < n->as.list.count; i++)
        parts[i] = cut(c, n->as.list.items[i]);
    return join(c, n, n->kind == NODE_AND ? FEEL_CONDITION_AND : FEEL_CONDITION_OR, parts, n->as.list.count);
}

static const feel_condition *cut(cutter *c, const node *n)
{
    if (is_constant(c, n)) {
        feel_value v = value_of(c, n);
        return constant_condition(c, n,
                                  v.kind != FEEL_BOOLEAN ? FEEL_UNKNOWN
                                  : v.as.boolean         ? FEEL_TRUE
                                                         : FEEL_FALSE);
    }
    const feel_condition *tests = NULL;
    switch ((node_kind)n->kind) {
    case NODE_AND:
    case NODE_OR: return cut_list(c, n);
    case NODE_COMPARE: return cut_compare(c, n);
    case NODE_BETWEEN: return cut_between(c, n);
    case NODE_IN: tests = cut_tests(c, n, n->as.in.value); return tests != NULL ? tests : holds(c, n);
    case NODE_TESTS: tests = cut_tests(c, n, NULL); return tests != NULL ? tests : holds(c, n);
    case NODE_CALL:
        if (is_call_of(n, "not", 1))
            return negation(c, n, cut(c, n->as.call.arguments[0]));
        return is_call_of(n, "list contains", 2) ? cut_contains(c, n) : holds(c, n);
    default: return holds(c, n);
    }
}

static cutter cutter_of(const feel_condition_scope *in, const feel_expression *x)
{
    return (cutter){
        .in = in, .arena = in->machine->arena, .text = x->source->text, .local_count = x->local_count};
}

const feel_condition *feel_condition_of(const feel_condition_scope *in, const feel_expression *x)
{
    cutter c = cutter_of(in, x);
    return cut(&c, x->root);
}

bool feel_expression_subject(const feel_condition_scope *in, const feel_expression *x, feel_subject *out)
{
    cutter c = cutter_of(in, x);
    if (!path_subject(&c, x->root, out))
        return false;
    out->text = key_text(&c, x->root);
    return true;
}

/// The list below a domain's filters; adds the filters' conditions to `filters`.
static ptrdiff_t cut_domain(cutter *c, const node *n, const feel_condition **filters, size_t *count)
{
    enum { MOST_FILTERS = 8 };
    size_t variable;
    if (n->kind == NODE_NAME && variable_of(c, n, &variable) && type_of(n)->kind == FEEL_TYPE_LIST)
        return (ptrdiff_t)variable;
    if (n->kind != NODE_FILTER || *count >= MOST_FILTERS)
        return -1;
    ptrdiff_t list = cut_domain(c, n->as.filter.list, filters, count);
    const feel_type *type = n->as.filter.list->type;
    const node *condition = n->as.filter.condition;
    bool is_index = condition->type == NULL || condition->type->kind != FEEL_TYPE_BOOLEAN;
    if (list < 0 || is_index || type == NULL)
        return -1;
    cutter inner = *c;
    inner.has_item = true;
    inner.item_slot = n->as.filter.slot;
    inner.item_type = type->element;
    filters[(*count)++] = cut(&inner, condition);
    return list;
}

const feel_domain *feel_condition_domains(const feel_condition_scope *in, const feel_expression *iterations,
                                          size_t first, size_t *count)
{
    const node *loop = iterations->root;
    feel_domain *out = ARENA_ARRAY(in->machine->arena, loop->as.loop.count, feel_domain);
    *count = loop->as.loop.count;
    for (size_t i = 0; i < loop->as.loop.count; i++) {
        const iteration *it = &loop->as.loop.iterations[i];
        cutter c = cutter_of(in, iterations);
        c.item_variable = first + i;
        const feel_condition *filters[8];
        size_t filter_count = 0;
        out[i].text = key_text(&c, it->domain);
        out[i].list = it->to == NULL ? cut_domain(&c, it->domain, filters, &filter_count) : -1;
        if (out[i].list >= 0 && filter_count > 0)
            out[i].filter = join(&c, it->domain, FEEL_CONDITION_AND, filters, filter_count);
    }
    return out;
}

// --- truth ---

feel_truth feel_truth_not(feel_truth a)
{
    return a == FEEL_UNKNOWN ? FEEL_UNKNOWN : a == FEEL_TRUE ? FEEL_FALSE : FEEL_TRUE;
}

feel_truth feel_truth_and(feel_truth a, feel_truth b)
{
    if (a == FEEL_FALSE || b == FEEL_FALSE)
        return FEEL_FALSE;
    return a == FEEL_UNKNOWN || b == FEEL_UNKNOWN ? FEEL_UNKNOWN : FEEL_TRUE;
}

feel_truth feel_truth_or(feel_truth a, feel_truth b)
{
    return feel_truth_not(feel_truth_and(feel_truth_not(a), feel_truth_not(b)));
}

static feel_truth truth_of(feel_value v)
{
    return v.kind != FEEL_BOOLEAN ? FEEL_UNKNOWN : v.as.boolean ? FEEL_TRUE : FEEL_FALSE;
}

static feel_truth contains(feel_value list, feel_value constant)
{
    if (list.kind != FEEL_LIST)
        return FEEL_UNKNOWN;
    for (size_t i = 0; i < list.as.list->count; i++) {
        if (feel_equal(list.as.list->items[i], constant) == FEEL_TRUE)
            return FEEL_TRUE;
    }
    return FEEL_FALSE;
}

feel_truth feel_atom_truth(const feel_atom *atom, feel_value subject)
{
    switch (atom->kind) {
    case FEEL_ATOM_HOLDS: return truth_of(subject);
    case FEEL_ATOM_CONTAINS: return contains(subject, atom->constant);
    case FEEL_ATOM_COMPARE:
        return truth_of(eval_compare((operator_kind)(atom->op + OP_EQUAL), subject, atom->constant));
    }
    return FEEL_UNKNOWN;
}

static feel_truth part_truth(env *e, const feel_condition *part)
{
    feel_truth whole;
    switch (part->kind) {
    case FEEL_CONDITION_CONSTANT: return part->constant;
    case FEEL_CONDITION_ATOM: return feel_atom_truth(&part->atom, eval_node(e, part->atom.subject.node));
    case FEEL_CONDITION_NOT: return feel_truth_not(part_truth(e, part->parts[0]));
    case FEEL_CONDITION_AND:
        whole = FEEL_TRUE;
        for (size_t i = 0; i < part->count; i++)
            whole = feel_truth_and(whole, part_truth(e, part->parts[i]));
        return whole;
    case FEEL_CONDITION_OR:
        whole = FEEL_FALSE;
        for (size_t i = 0; i < part->count; i++)
            whole = feel_truth_or(whole, part_truth(e, part->parts[i]));
        return whole;
    }
    return FEEL_UNKNOWN;
}

feel_truth feel_condition_truth(feel_machine *m, const feel_expression *x, const feel_condition *part,
                                const feel_value *values, size_t count)
{
    env e = {.machine = m, .globals = values, .global_count = count, .local_count = x->local_count};
    e.locals = ARENA_ARRAY(m->arena, x->local_count, feel_value);
    return part_truth(&e, part);
}

place feel_expression_place(const feel_expression *x)
{
    return (place){x->source, 0, x->source->text.len};
}

place feel_condition_place(const feel_expression *x, const feel_condition *part)
{
    return (place){x->source, part->offset, part->length};
}

slice feel_condition_text(const feel_expression *x, const feel_condition *part)
{
    return slice_part(x->source->text, part->offset, part->length);
}
