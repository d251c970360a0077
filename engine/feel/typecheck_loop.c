// Calls that go through a list as other languages have them: `any(m in memos, …)`, `filter(memos, pages > 10)`, `sum(memos, pages)`.
#include "base/text.h"
#include "base/utf8.h"
#include "feel/foreign_loop.h"
#include "feel/typecheck_advice.h"
#include "feel/walk.h"

enum { LONGEST = 60 }; ///< bytes of a condition that a hint repeats

static slice written(const checker *c, const node *n)
{
    return slice_part(c->in->source->text, n->offset, n->length);
}

/// The type of a list that a name or a field is, before it is checked; NULL if nothing is known of it.
static const feel_type *type_of(const checker *c, const node *n)
{
    if (n->kind == NODE_FILTER)
        return type_of(c, n->as.filter.list);
    if (n->kind == NODE_NAME && n->as.name.binding == BINDING_GLOBAL)
        return c->in->scope->variables[n->as.name.slot].type;
    if (n->kind == NODE_NAME && n->as.name.binding == BINDING_LOCAL)
        return c->locals[n->as.name.slot];
    const feel_type *object = n->kind == NODE_PATH ? type_of(c, n->as.path.object) : NULL;
    const feel_field *field =
        is_kind(object, FEEL_TYPE_CONTEXT) ? feel_type_field(object, n->as.path.name) : NULL;
    return field != NULL ? field->type : NULL;
}

/// Names that nothing has, in the order of writing.
typedef struct strangers {
    arena *arena;
    const node **items;
    size_t count, capacity;
} strangers;

static void find_strangers(void *state, const node *child, child_role role)
{
    (void)role;
    strangers *found = state;
    if (is_unbound(child) && child->as.name.filter_count == 0)
        ARENA_PUSH(found->arena, found, items, count, capacity, child);
    node_visit_children(child, find_strangers, found);
}

/// What replaces a name, and how many bytes of the text behind it go too.
typedef slice replace_name(const checker *c, const node *name, const loop_parts *parts, size_t *more);

static slice field_of_variable(const checker *c, const node *name, const loop_parts *parts, size_t *more)
{
    *more = 0;
    return arena_format(c->in->arena, "%.*s.%.*s", SLICE_ARG(parts->variable), SLICE_ARG(name->as.name.text));
}

/// In a filter, fields stand alone, and a whole item is called so.
static slice item_of_filter(const checker *c, const node *name, const loop_parts *parts, size_t *more)
{
    (void)parts;
    const slice text = c->in->source->text;
    const size_t end = name->offset + name->length;
    *more = end < text.len && text.ptr[end] == '.';
    return *more > 0 ? (slice){NULL, 0} : SLICE("item");
}

static slice rewritten(const checker *c, const node *n, const strangers *names, const loop_parts *parts,
                       replace_name *replace)
{
    text_builder out = {.arena = c->in->arena};
    size_t at = n->offset;
    for (size_t i = 0; i < names->count; i++) {
        size_t more;
        const node *name = names->items[i];
        const slice instead = replace(c, name, parts, &more);
        text_add(&out, slice_part(c->in->source->text, at, name->offset - at));
        text_add(&out, instead);
        at = name->offset + name->length + more;
    }
    text_add(&out, slice_part(c->in->source->text, at, n->offset + n->length - at));
    return text_result(&out);
}

/// True if each of the names is a field, or if none is and all are one name.
static bool are_alike(const feel_type *item, const strangers *names, bool *are_fields)
{
    bool alike = names->count > 0;
    for (size_t i = 0; alike && i < names->count; i++) {
        const slice name = names->items[i]->as.name.text;
        const bool is_field = is_kind(item, FEEL_TYPE_CONTEXT) && feel_type_field(item, name) != NULL;
        *are_fields = i == 0 ? is_field : *are_fields;
        alike = is_field == *are_fields && (is_field || slice_equal(name, names->items[0]->as.name.text));
    }
    return alike;
}

/// The condition, over fields (`pages > 10`) or over a name for the item (`m.pages > 10`). False if it is neither.
static bool take_condition(const checker *c, const node *n, const feel_type *item, loop_parts *out)
{
    strangers names = {.arena = c->in->arena};
    bool are_fields = false;
    find_strangers(&names, n, (child_role){"argument", {NULL, 0}});
    if (!are_alike(item, &names, &are_fields))
        return false;
    if (are_fields) {
        out->test = rewritten(c, n, &names, out, field_of_variable);
        out->bare = written(c, n);
        out->field = n->kind == NODE_NAME ? out->bare : (slice){NULL, 0};
        return true;
    }
    out->variable = names.items[0]->as.name.text;
    out->test = written(c, n);
    out->bare = rewritten(c, n, &names, out, item_of_filter);
    if (n->kind == NODE_PATH && is_unbound(n->as.path.object))
        out->field = n->as.path.name;
    return true;
}

/// A value that plain items are compared with.
static bool take_value(const checker *c, const node *n, const feel_type *item, loop_parts *out)
{
    if (n->kind != NODE_LITERAL || is_open(item) || is_kind(item, FEEL_TYPE_CONTEXT))
        return false;
    out->test = arena_format(c->in->arena, "%.*s = %.*s", SLICE_ARG(out->variable), SLICE_ARG(out->argument));
    out->bare = arena_format(c->in->arena, "item = %.*s", SLICE_ARG(out->argument));
    return true;
}

/// Another list, of which items are looked for.
static bool is_list(const checker *c, const node *n)
{
    return n->kind == NODE_LIST || is_kind(type_of(c, n), FEEL_TYPE_LIST);
}

/// `filter(memos, pages > 10)`.
static bool parts_of_list(const checker *c, const node *call, loop_parts *out)
{
    const node *list = call->as.call.arguments[0];
    const node *second = call->as.call.count == 2 ? call->as.call.arguments[1] : NULL;
    const feel_type *type = type_of(c, list);
    if (second == NULL || !is_kind(type, FEEL_TYPE_LIST))
        return false;
    out->list = advice_text(c, list);
    out->variable = advice_variable(c, out->list);
    out->argument = written(c, second);
    return take_condition(c, second, type->element, out) || take_value(c, second, type->element, out) ||
           is_list(c, second);
}

/// `any(m in memos)`, `any(m in memos, m.pages > 10)`.
static bool parts_of_membership(const checker *c, const node *call, loop_parts *out)
{
    const node *first = call->as.call.arguments[0];
    if (first->kind != NODE_IN || !is_unbound(first->as.in.value) || first->as.in.count != 1)
        return false;
    out->list = advice_text(c, first->as.in.tests[0]);
    if (call->as.call.count > 1)
        (void)take_condition(c, call->as.call.arguments[1], NULL, out);
    if (call->as.call.count > 1 && out->test.len == 0)
        out->test = out->bare = written(c, call->as.call.arguments[1]);
    out->variable = first->as.in.value->as.name.text;
    return true;
}

static slice shortened(slice text)
{
    return utf8_shortened(slice_trim(text), LONGEST);
}

/// What to write instead of the call; empty if it goes through no list.
static slice loop_of(const checker *c, const node *call, slice name, loop_parts *parts)
{
    if (call->as.call.count == 0 || call->as.call.count > 2 || call->as.call.names != NULL ||
        (!parts_of_membership(c, call, parts) && !parts_of_list(c, call, parts)))
        return (slice){NULL, 0};
    const foreign_loop *row = foreign_loop_find(name);
    if (row == NULL)
        return (slice){NULL, 0};
    // a list beside a list is only right for those that compare two
    if (parts->test.len == 0 && parts->argument.len > 0 &&
        (row->by_test == NULL || strstr(row->by_test, "{argument}") == NULL))
        return (slice){NULL, 0};
    parts->test = shortened(parts->test);
    parts->bare = shortened(parts->bare);
    parts->argument = shortened(parts->argument);
    return foreign_loop_remedy(c->in->arena, row, parts);
}

static void report(checker *c, const node *call, slice name, bool by_field)
{
    diag_list *diags = c->in->diags;
    const bool joins = slice_is(name, "any") || slice_is(name, "all");
    if (call->as.call.rows == NULL)
        diag_error(diags, typecheck_place(c, call->as.call.callee), "unknown-function",
                   "unknown function '%.*s'", SLICE_ARG(name));
    else
        diag_error(diags, typecheck_place(c, call), "wrong-arguments", "'%.*s' takes %s", SLICE_ARG(name),
                   joins      ? "a list of truths"
                   : by_field ? "no field of items"
                              : "no condition on items");
}

bool typecheck_report_loop(checker *c, const node *call)
{
    const node *callee = call->as.call.callee;
    loop_parts parts = {0};
    if (!c->in->scope->strict || (call->as.call.rows == NULL && (callee == NULL || !is_unbound(callee))))
        return false;
    const slice name = call->as.call.rows != NULL ? call->as.call.rows->name : callee->as.name.text;
    const slice hint = loop_of(c, call, name, &parts);
    if (hint.len == 0)
        return false;
    report(c, call, name, parts.field.len > 0);
    diag_hint(c->in->diags, "write %.*s", SLICE_ARG(hint));
    return true;
}
