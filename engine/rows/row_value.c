// JSON values by the types that the vocabulary declares; whatever is out of the ordinary ends it.
#include "rows/row_record.h"

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

const char *row_read_words(const reader_fact *f, const char *at, feel_value *out, const field_lane *to)
{
    enum { MOST = 16 };
    uint32_t nowhere[MOST];
    size_t count = 0;
    if (*at != '[')
        return NULL;
    made_list *made = block_ahead(to->block, size_of_list(MOST));
    uint32_t *numbers = to->values != NULL ? lane_texts_ahead(to->block, MOST) : nowhere;
    at = scan_space(at + 1);
    const char *next = at;
    for (; *at != ']' && next != NULL; next = scan_past_comma(at), count++) {
        size_t length;
        if (count == MOST || *next != '"')
            return NULL;
        const allowed_word *word = f->words_are_all                       ? only_word_at(f, next + 1, &length)
                                   : scan_short_string(next + 1, &length) ? word_at(f, next + 1, length)
                                                                          : NULL;
        if (word == NULL || (word == f->words && f->words_are_all))
            return NULL;
        const slice text = {next + 1, length};
        made->items[count] = feel_string(text);
        numbers[count] = word->lane > 0 || to->values == NULL ? word->lane : lane_number_of(to->block, text);
        at = scan_space(next + length + 2);
    }
    if (*at != ']')
        return NULL;
    if (to->values != NULL)
        lane_put_texts(to->block, to->values, to->lane, count);
    (void)block_take(to->block, size_of_list(count)); // where it was made
    made->list = (feel_list){count, made->items};
    *out = (feel_value){.kind = FEEL_LIST, .as.list = &made->list};
    return at + 1;
}

/// Reads a record that goes to no lane.
static const char *read_lone_record(row_reader *r, const char *at, const reader_record *type, feel_value *out,
                                    unsigned depth)
{
    if (*at != '{' || !row_reads(type, depth))
        return NULL;
    out->kind = FEEL_CONTEXT;
    return row_read_record(r, r->style, at + 1, type, NULL, &out->as.context, depth);
}

static const char *read_list(row_reader *r, const reader_fact *f, const feel_type *type, const char *at,
                             feel_value *out, unsigned depth)
{
    item_list list;
    list.items = list.few;
    list.count = 0;
    list.capacity = sizeof list.few / sizeof *list.few;
    if (*at++ != '[' || type->element == NULL)
        return NULL;
    at = scan_space(at);
    if (*at != ']') {
        const char *next = at;
        do {
            feel_value item;
            at = read_value(r, f, type->element, next, &item, depth + 1);
            if (at == NULL)
                return NULL;
            push_item(r->arena, &list, item);
            next = scan_past_comma(at);
        } while (next != NULL);
        at = scan_space(at);
    }
    made_list *made = block_take(r->block, size_of_list(list.count));
    *out = list_of(made, list.items, list.count);
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
        return read_list(r, f, type, at, out, depth);
    if (type->kind == FEEL_TYPE_CONTEXT)
        return read_lone_record(r, at, f->record, out, depth + 1);
    return read_scalar(r, f, type, at, out);
}

const char *row_read_value(row_reader *r, const reader_fact *f, const char *at, feel_value *out,
                           unsigned depth)
{
    return read_value(r, f, f->fact->type, at, out, depth);
}
