// An item goes by what names it, or else by its number, as in --set.
#include "suite/item_path.h"

typedef struct step_list {
    suite_step *items;
    size_t count, capacity;
} step_list;

/// What is left of a path while it is read.
typedef struct path_reader {
    test_reader *of;
    const yaml_node *key;
    slice rest;
} path_reader;

size_t item_path_fact(slice path)
{
    size_t end = 0;
    while (end < path.len && path.ptr[end] != '[' && path.ptr[end] != '.')
        end++;
    return end;
}

/// Takes "[item]" from the rest; false, reported, if it does not end.
static bool take_item(path_reader *p, slice *item)
{
    size_t end = 1;
    *item = (slice){NULL, 0};
    if (p->rest.len == 0 || p->rest.ptr[0] != '[')
        return true;
    while (end < p->rest.len &&
           !(p->rest.ptr[end] == ']' && (end + 1 == p->rest.len || p->rest.ptr[end + 1] == '.')))
        end++;
    if (end >= p->rest.len) {
        diag_error(p->of->diags, p->key->where, "bad-name", "'%.*s' has no ']'",
                   SLICE_ARG(diag_quote(p->key->text)));
        return false;
    }
    *item = slice_part(p->rest, 1, end - 1);
    p->rest = slice_part(p->rest, end + 1, p->rest.len - end - 1);
    return true;
}

/// Takes ".field" from the rest; -1, reported, if the type has no such field.
static ptrdiff_t take_field(path_reader *p, const record_type *type)
{
    const slice all = p->rest.len > 0 ? slice_part(p->rest, 1, p->rest.len - 1) : p->rest;
    const slice name = slice_part(all, 0, item_path_fact(all));
    const fact *field = pack_find_field(type, name);
    if (field != NULL) {
        p->rest = slice_part(all, name.len, all.len - name.len);
        return field - type->fields;
    }
    diag_error(p->of->diags, p->key->where, "unknown-field", "a record of type '%.*s' has no field '%.*s'",
               SLICE_ARG(type->name), SLICE_ARG(diag_quote(name)));
    pack_hint_fact(type->fields, type->field_count, name, p->of->diags);
    return -1;
}

/// Takes one step from a fact or field to a field of its record; NULL, reported, if there is none.
static const fact *take_step(path_reader *p, const fact *from, suite_step *out)
{
    const bool is_list = from->type->kind == FEEL_TYPE_LIST;
    if (!take_item(p, &out->item))
        return NULL;
    if (from->record == NULL) {
        diag_error(p->of->diags, p->key->where, "wrong-type", "'%.*s' has no fields", SLICE_ARG(from->name));
        return NULL;
    }
    if (is_list != (out->item.ptr != NULL)) {
        diag_error(p->of->diags, p->key->where, "wrong-type",
                   is_list ? "'%.*s' is a list" : "'%.*s' is no list", SLICE_ARG(from->name));
        diag_hint(p->of->diags, is_list ? "say which item: %.*s[1].…" : "write %.*s.…",
                  SLICE_ARG(from->name));
        return NULL;
    }
    out->type = from->record;
    const ptrdiff_t at = take_field(p, from->record);
    out->field = (size_t)at;
    return at >= 0 ? &from->record->fields[at] : NULL;
}

const fact *item_path_read(test_reader *r, const yaml_node *key, suite_fact *out)
{
    const size_t begin = item_path_fact(key->text);
    path_reader p = {r, key, slice_part(key->text, begin, key->text.len - begin)};
    const fact *at = &r->pack->facts[out->fact.index];
    step_list steps = {0};
    do {
        suite_step step;
        at = take_step(&p, at, &step);
        if (at == NULL)
            return NULL;
        ARENA_PUSH(r->arena, &steps, items, count, capacity, step);
    } while (p.rest.len > 0);
    out->steps = steps.items;
    out->step_count = steps.count;
    if (at->derived)
        return at;
    diag_error(r->diags, key->where, "not-derived", "'%.*s.%.*s' is not declared as derived",
               SLICE_ARG(steps.items[steps.count - 1].type->name), SLICE_ARG(at->name));
    return NULL;
}

static feel_value find_item(arena *a, const suite_step *step, const feel_list *list)
{
    const size_t number = slice_number(step->item);
    for (size_t i = 0; i < list->count; i++) {
        const slice name = pack_record_name(a, step->type, list->items[i]);
        if (name.len > 0 && slice_equal(name, step->item))
            return list->items[i];
    }
    return number > 0 && number <= list->count ? list->items[number - 1] : feel_null();
}

feel_value item_path_record(arena *a, const suite_fact *x, feel_value whole)
{
    feel_value at = whole;
    for (size_t i = 0; i < x->step_count; i++) {
        const suite_step *step = &x->steps[i];
        if (step->item.ptr != NULL)
            at = at.kind == FEEL_LIST ? find_item(a, step, at.as.list) : feel_null();
        if (i + 1 == x->step_count || at.kind != FEEL_CONTEXT)
            break;
        const feel_value *inner = feel_context_get(at.as.context, step->type->fields[step->field].name);
        at = inner != NULL ? *inner : feel_null();
    }
    return at.kind == FEEL_CONTEXT ? at : feel_null();
}
