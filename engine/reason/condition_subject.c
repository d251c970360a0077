// Which nodes are constants, and which variable, field or expression any other node is.
#include "reason/condition_subject.h"

#include "base/text.h"
#include "feel/eval.h"
#include "feel/lex.h"

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

/// True if the only filter between the name and what it is bound to is that of the loop's list, whose items have known entries.
static bool is_filtered_once(const cutter *c, const node *n)
{
    return c->has_item && n->as.name.filter_count == 1 && n->as.name.filters[0] == c->item_slot &&
           c->item_type != NULL && c->item_type->kind == FEEL_TYPE_CONTEXT && c->item_type->closed;
}

/// True if the name may mean an entry of a filtered item.
static bool may_be_entry(const cutter *c, const node *n)
{
    return n->as.name.filter_count > 0 &&
           !(is_filtered_once(c, n) && field_type(c->item_type, n->as.name.text) == NULL);
}

static bool are_constant(const cutter *c, node *const *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (nodes[i] != NULL && !condition_is_constant(c, nodes[i]))
            return false;
    }
    return true;
}

bool condition_is_constant(const cutter *c, const node *n)
{
    switch ((node_kind)n->kind) {
    case NODE_LITERAL: return true;
    case NODE_NAME:
        return n->as.name.binding == BINDING_GLOBAL && !may_be_entry(c, n) &&
               n->as.name.slot < c->in->scope->count &&
               c->in->scope->variables[n->as.name.slot].constant != NULL;
    case NODE_NEGATE: return condition_is_constant(c, n->as.binary.left);
    case NODE_ARITHMETIC:
    case NODE_COMPARE:
        return condition_is_constant(c, n->as.binary.left) && condition_is_constant(c, n->as.binary.right);
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

feel_value condition_value(const cutter *c, const node *n)
{
    if (n->kind == NODE_LITERAL)
        return n->as.literal;
    c->in->machine->values = c->in->values;
    c->in->machine->value_count = c->in->scope->count;
    env e = {.machine = c->in->machine,
             .globals = c->in->values,
             .global_count = c->in->scope->count,
             .locals = ARENA_ARRAY(c->arena, c->local_count, feel_value), // a filter's item: none
             .local_count = c->local_count};
    return eval_node(&e, n);
}

bool condition_constant(const cutter *c, const node *n, feel_value *out)
{
    if (!condition_is_constant(c, n))
        return false;
    *out = condition_value(c, n);
    return true;
}

bool condition_is_plain(feel_value v)
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

slice condition_key(const cutter *c, const node *n)
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

const feel_type *condition_type(const node *n)
{
    return n->type != NULL ? n->type : feel_type_of_kind(FEEL_TYPE_ANY);
}

bool condition_variable(const cutter *c, const node *n, size_t *variable)
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
static bool entry_subject(const cutter *c, const node *n, atom_subject *out)
{
    const feel_type *type =
        n->kind == NODE_NAME && is_filtered_once(c, n) ? field_type(c->item_type, n->as.name.text) : NULL;
    if (type == NULL)
        return false;
    *out = (atom_subject){.kind = SUBJECT_VARIABLE,
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

bool condition_path(const cutter *c, const node *n, atom_subject *out)
{
    size_t variable;
    if (condition_variable(c, n, &variable)) {
        *out = (atom_subject){
            .kind = SUBJECT_VARIABLE, .variable = variable, .type = condition_type(n), .node = n};
        return true;
    }
    if (entry_subject(c, n, out))
        return true;
    if (n->kind != NODE_PATH || !condition_variable(c, n->as.path.object, &variable))
        return false;
    const feel_type *record =
        c->has_item && variable == c->item_variable ? c->item_type : n->as.path.object->type;
    const feel_type *type = field_type(record, n->as.path.name);
    if (type == NULL)
        return false;
    *out = (atom_subject){
        .kind = SUBJECT_VARIABLE, .variable = variable, .field = n->as.path.name, .type = type, .node = n};
    return true;
}

bool condition_is_call(const node *n, const char *name, size_t count)
{
    return n->kind == NODE_CALL && n->as.call.rows != NULL && n->as.call.names == NULL &&
           n->as.call.count == count && slice_is(n->as.call.rows->name, name);
}

atom_subject condition_subject(const cutter *c, const node *n)
{
    atom_subject s = {.kind = SUBJECT_EXPRESSION, .type = condition_type(n), .node = n};
    if (is_input(c, n)) {
        if (c->input != NULL) {
            cutter outside = *c;
            outside.has_input = false;
            return condition_subject(&outside, c->input);
        }
        s.kind = SUBJECT_INPUT;
    } else if (condition_is_call(n, "count", 1) && condition_path(c, n->as.call.arguments[0], &s) &&
               s.type->kind == FEEL_TYPE_LIST) {
        s.kind = SUBJECT_COUNT;
        s.type = condition_type(n);
        s.node = n;
    } else if (!condition_path(c, n, &s)) {
        s = (atom_subject){.kind = SUBJECT_EXPRESSION, .type = condition_type(n), .node = n};
        s.reads_item = c->has_item;
    }
    s.text = condition_key(c, n);
    return s;
}
