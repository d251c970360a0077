// What to write for those who compare a list with what they look for in it.
#include "feel/parse.h"
#include "feel/typecheck_advice.h"

#include <string.h>

static const feel_type *element_of(const feel_type *list)
{
    return is_kind(list, FEEL_TYPE_LIST) ? list->element : NULL;
}

slice advice_variable(const checker *c, slice list)
{
    const slice letter = slice_part(list, 0, 1);
    size_t found;
    const bool is_usable = list.len > 1 && letter.ptr[0] >= 'a' && letter.ptr[0] <= 'z' &&
                           !scope_find(c->in->scope, letter, &found);
    return is_usable ? letter : SLICE("x");
}

/// The field of records that a value was most likely meant for: one that allows it, else the first of its kind that allows any. Empty if
/// there is none.
static slice field_for(const feel_type *record, const feel_type *type, slice word)
{
    slice first = {NULL, 0};
    for (size_t i = 0; i < record->field_count; i++) {
        const feel_field *f = &record->fields[i];
        if (f->type == NULL || f->type->kind != type->kind)
            continue;
        if (hint_is_allowed(f->type, word))
            return f->name;
        if (first.len == 0 && f->type->allowed == NULL)
            first = f->name;
    }
    return first;
}

/// What is looked for, as it should be written: a name that nothing has was to be a text.
typedef struct wanted {
    slice text, word;
    const feel_type *type;
} wanted;

static wanted wanted_of(const checker *c, const node *item)
{
    wanted out = {advice_text(c, item), {NULL, 0}, item->type};
    if (is_unbound(item))
        out = (wanted){arena_format(c->in->arena, "\"%.*s\"", SLICE_ARG(item->as.name.text)),
                       item->as.name.text, feel_type_of_kind(FEEL_TYPE_STRING)};
    else if (advice_literal(item, FEEL_STRING) != NULL)
        out.word = feel_text(item->as.literal);
    return out;
}

static bool are_records(const feel_type *list)
{
    return is_kind(element_of(list), FEEL_TYPE_CONTEXT);
}

slice advice_search(const checker *c, operator_kind op, const node *list, const node *item)
{
    static const char *const signs[] = {[OP_EQUAL] = "=",    [OP_NOT_EQUAL] = "!=", [OP_LESS] = "<",
                                        [OP_AT_MOST] = "<=", [OP_GREATER] = ">",    [OP_AT_LEAST] = ">="};
    arena *a = c->in->arena;
    const bool orders = op != OP_EQUAL && op != OP_NOT_EQUAL;
    const bool is_field = list->kind == NODE_PATH && are_records(list->as.path.object->type);
    const wanted of = wanted_of(c, item);
    slice domain = list->length > 0 ? advice_text(c, list) : SLICE("?");
    slice field = {NULL, 0};
    const slice several = is_kind(list->type, FEEL_TYPE_LIST) && !orders
                              ? advice_several(c, list->type->element, item)
                              : (slice){NULL, 0};
    if (several.len > 0)
        return arena_format(a,
                            op == OP_EQUAL ? "some x in %.*s satisfies x in (%.*s)"
                                           : "every x in %.*s satisfies not(x in (%.*s))",
                            SLICE_ARG(domain), SLICE_ARG(several));
    if (!are_records(list->type) && !orders)
        return arena_format(a,
                            op == OP_EQUAL ? "list contains(%.*s, %.*s)" : "not(list contains(%.*s, %.*s))",
                            SLICE_ARG(domain), SLICE_ARG(of.text));
    if (are_records(list->type)) {
        field = is_open(of.type) ? field : field_for(list->type->element, of.type, of.word);
        field = field.len > 0 ? field : SLICE("…");
    } else if (is_field) {
        field = list->as.path.name;
        domain = advice_text(c, list->as.path.object);
    }
    const slice variable = advice_variable(c, domain);
    return arena_format(a, "%s %.*s in %.*s satisfies %.*s%s%.*s %s %.*s",
                        op == OP_NOT_EQUAL ? "every" : "some", SLICE_ARG(variable), SLICE_ARG(domain),
                        SLICE_ARG(variable), field.len > 0 ? "." : "", SLICE_ARG(field), signs[op],
                        SLICE_ARG(of.text));
}

void hint_search(checker *c, const node *list, const node *name)
{
    diagnostic *newest = c->in->diags->count > 0 ? &c->in->diags->items[c->in->diags->count - 1] : NULL;
    if (newest != NULL && newest->hint.len == 0 && strcmp(newest->code, "unknown-name") == 0 &&
        name->kind == NODE_NAME && are_records(list->type))
        diag_hint(c->in->diags, "write %.*s", SLICE_ARG(advice_search(c, OP_EQUAL, list, name)));
}

void warn_of_search(checker *c, const node *call)
{
    if (!slice_is(call->as.call.rows->name, "list contains") || call->as.call.names != NULL ||
        call->as.call.count != 2)
        return;
    const node *const list = call->as.call.arguments[0];
    const node *const item = call->as.call.arguments[1];
    if (is_open(element_of(list->type)) || is_open(item->type) ||
        feel_types_meet(list->type->element, item->type))
        return;
    decimal d;
    const feel_value *text = advice_literal(item, FEEL_STRING);
    const bool is_number =
        is_kind(list->type->element, FEEL_TYPE_NUMBER) && text != NULL && decimal_parse(feel_text(*text), &d);
    slice hint = {NULL, 0};
    if (are_records(list->type) && !is_kind(item->type, FEEL_TYPE_LIST))
        hint = arena_format(c->in->arena, "write %.*s", SLICE_ARG(advice_search(c, OP_EQUAL, list, item)));
    else if (is_number)
        hint = arena_format(c->in->arena, "write %.*s without quotes", SLICE_ARG(feel_text(*text)));
    advice_warn(c, item, "likely-mistake",
                arena_format(c->in->arena, "this is %.*s, and the list has %.*s",
                             SLICE_ARG(feel_type_text(c->in->arena, item->type)),
                             SLICE_ARG(feel_type_text(c->in->arena, list->type->element))),
                hint);
}
