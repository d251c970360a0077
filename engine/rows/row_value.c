// JSON values by the types that the vocabulary declares; whatever is out of the ordinary ends it.
#include "rows/row_vocabulary.h"

#include "base/decimal.h"
#include "feel/temporal.h"

static feel_value number_value(row_reader *r, const scan_number *n)
{
    decimal d;
    if (n->plain && n->fraction == 0)
        return feel_integer(n->mantissa);
    return decimal_parse(n->text, &d) ? feel_number(r->arena, d) : feel_null();
}

/// True if the value passes tests that are neither words nor bounds.
static bool passes_tests(row_reader *r, const reader_fact *f, feel_value v)
{
    if (!f->tested || feel_is_null(v))
        return true;
    r->machine.arena = r->arena;
    r->machine.steps_left = 1000000;
    r->machine.exhausted = false;
    return feel_is_true(feel_evaluate_tests(&r->machine, f->fact->allowed, v, NULL, 0));
}

static const char *read_record(row_reader *r, const char *at, const reader_record *type, lane_list *lanes,
                               feel_value *out, unsigned depth);

/// Reads a scalar of the type as a value.
static const char *read_scalar(row_reader *r, const reader_fact *f, const feel_type *type, const char *at,
                               feel_value *out)
{
    scan_number number;
    const allowed_word *word;
    slice text;
    switch (type->kind) {
    case FEEL_TYPE_NUMBER:
        at = scan_number_at(at, &number);
        if (at == NULL || (!number.plain && (f->bound_count > 0 || f->whole)) ||
            (f->whole && number.fraction > 0) || (f->bound_count > 0 && !within(f, number_of(&number))))
            return NULL;
        *out = number_value(r, &number);
        break;
    case FEEL_TYPE_BOOLEAN: at = row_read_boolean(at, out); break;
    case FEEL_TYPE_STRING:
        at = *at == '"' ? row_read_text(r, f, at + 1, &text, &word) : NULL;
        if (at != NULL)
            *out = feel_string(text);
        break;
    case FEEL_TYPE_DATE:
    case FEEL_TYPE_TIME:
    case FEEL_TYPE_DATE_TIME:
        at = *at == '"' ? row_read_any_text(r, at + 1, &text) : NULL;
        if (at != NULL)
            *out = type->kind == FEEL_TYPE_DATE   ? temporal_parse_date(r->arena, text)
                   : type->kind == FEEL_TYPE_TIME ? temporal_parse_time(r->arena, text)
                                                  : temporal_parse_date_time(r->arena, text);
        break;
    default: return NULL;
    }
    return at != NULL && !feel_is_null(*out) && passes_tests(r, f, *out) ? at : NULL;
}

static const char *read_value(row_reader *r, const reader_fact *f, const feel_type *type, const char *at,
                              feel_value *out, unsigned depth);

/// Items while their list is read: few need no memory but the stack's.
typedef struct item_list {
    feel_value *items;
    size_t count, capacity;
    feel_value few[16];
} item_list;

static void grow_items(arena *a, item_list *l)
{
    const feel_value *before = l->items;
    l->items = ARENA_ARRAY(a, 4 * l->capacity, feel_value);
    l->capacity *= 4;
    memcpy(l->items, before, l->count * sizeof *before);
}

static inline void push_item(arena *a, item_list *l, feel_value item)
{
    if (l->count == l->capacity)
        grow_items(a, l);
    l->items[l->count++] = item;
}

/// The list of these items, in one piece.
static feel_value list_of(arena *a, const item_list *l)
{
    struct {
        feel_list list;
        feel_value items[];
    } *made = arena_uncleared(a, sizeof *made + l->count * sizeof *l->items);
    made->list = (feel_list){l->count, made->items};
    for (size_t i = 0; i < l->count; i++)
        made->items[i] = l->items[i];
    return (feel_value){.kind = FEEL_LIST, .as.list = &made->list};
}

/// @param lanes  where records go; NULL: nowhere
static const char *read_list(row_reader *r, const reader_fact *f, const feel_type *type, lane_list *lanes,
                             const char *at, feel_value *out, unsigned depth)
{
    item_list list;
    list.items = list.few;
    list.count = 0;
    list.capacity = sizeof list.few / sizeof *list.few;
    if (*at++ != '[' || type->element == NULL)
        return NULL;
    const bool of_records =
        type->element->kind == FEEL_TYPE_CONTEXT && f->record != NULL && depth < ROW_DEEPEST;
    at = scan_space(at);
    if (*at != ']') {
        const char *next = at;
        do {
            feel_value item = feel_null();
            at = of_records && *next == '{' ? read_record(r, next, f->record, lanes, &item, depth + 2)
                                            : read_value(r, f, type->element, next, &item, depth + 1);
            if (at == NULL)
                return NULL;
            push_item(r->arena, &list, item);
            next = scan_past_comma(at);
        } while (next != NULL);
        at = scan_space(at);
    }
    *out = list_of(r->arena, &list);
    return *at == ']' ? at + 1 : NULL;
}

static const char *read_value(row_reader *r, const reader_fact *f, const feel_type *type, const char *at,
                              feel_value *out, unsigned depth)
{
    *out = feel_null();
    if (*at == 'n')
        return scan_is_null(at) ? at + 4 : NULL;
    if (depth > ROW_DEEPEST)
        return NULL;
    if (type->kind == FEEL_TYPE_LIST)
        return read_list(r, f, type, NULL, at, out, depth);
    if (type->kind == FEEL_TYPE_CONTEXT)
        return f->record != NULL ? read_record(r, at, f->record, NULL, out, depth + 1) : NULL;
    return read_scalar(r, f, type, at, out);
}

/// A record that says nothing yet.
static feel_entry *blank_record(row_reader *r, const reader_record *type, feel_value *out)
{
    record_blank *made = arena_uncleared(r->arena, type->blank_size);
    memcpy(made, type->blank, type->blank_size);
    made->context.entries = made->entries;
    made->context.record = ++r->records;
    *out = (feel_value){.kind = FEEL_CONTEXT, .as.context = &made->context};
    return made->entries;
}

/// A field that is not written plainly.
static const char *read_other(row_reader *r, const reader_fact *f, lane_list *lanes, const field_lane *to,
                              const char *at, feel_value *out, unsigned depth)
{
    at = read_value(r, f, f->fact->type, at, out, depth);
    if (at != NULL && to->values != NULL)
        record_lanes_put(r->block, lanes, (size_t)(to->values - lanes->fields), to->lane, *out);
    return at;
}

/// Reads a record, and its fields into a lane unless `lanes` is NULL.
static const char *read_record(row_reader *r, const char *at, const reader_record *type, lane_list *lanes,
                               feel_value *out, unsigned depth)
{
    if (*at++ != '{' || type->count == 0 || type->count > MOST_FIELDS || depth > ROW_DEEPEST)
        return NULL;
    feel_entry *entries = blank_record(r, type, out);
    lane_values *const *values = lanes != NULL ? lanes->field_of : type->nowhere;
    field_lane to = {.block = r->block};
    if (lanes != NULL)
        to.lane = record_lanes_add(r->block, lanes, r->row_index, out->as.context);
    uint64_t seen = 0;
    reader_fact *last = &type->facts[type->count - 1];
    at = scan_space(at);
    if (*at != '}') {
        const char *next = at;
        do {
            reader_fact *f = *next == '"' ? row_fact_at(type, next + 1, last) : NULL;
            if (f == NULL || (seen & f->bit) != 0)
                return NULL;
            seen |= f->bit;
            last = f;
            at = scan_past_colon(next + 1 + f->key.text.len);
            if (at == NULL)
                return NULL;
            feel_value *value = &entries[f->number].value;
            to.values = values[f->number];
            next = row_read_plainly(f, at, value, &to);
            at = next != NULL ? next : read_other(r, f, lanes, &to, at, value, depth);
            if (at == NULL)
                return NULL;
            next = scan_past_comma(at);
        } while (next != NULL);
        at = scan_space(at);
    }
    return *at == '}' && (seen & type->required_fields) == type->required_fields ? at + 1 : NULL;
}

const char *row_read_records(row_reader *r, const reader_fact *f, lane_list *lanes, const char *at,
                             feel_value *out)
{
    static const feel_list empty = {0};
    if (at[0] == '[' && at[1] == ']') {
        lanes->known |= (uint64_t)1 << r->row_index;
        *out = (feel_value){.kind = FEEL_LIST, .as.list = &empty};
        return at + 2;
    }
    if (*at != '[')
        return row_read_value(r, f, at, out);
    at = read_list(r, f, f->fact->type, lanes, at, out, 0);
    if (at != NULL)
        record_lanes_end(r->block, lanes, r->row_index, out->as.list->count);
    return at;
}

const char *row_read_value(row_reader *r, const reader_fact *f, const char *at, feel_value *out)
{
    return read_value(r, f, f->fact->type, at, out, 0);
}
