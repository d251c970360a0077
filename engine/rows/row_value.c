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

/// A list in one piece.
typedef struct made_list {
    feel_list list;
    feel_value items[];
} made_list;

static inline size_t size_of_list(size_t count)
{
    return sizeof(made_list) + count * sizeof(feel_value);
}

/// @param made  of that size
static inline feel_value list_of(made_list *made, const feel_value *items, size_t count)
{
    made->list = (feel_list){count, made->items};
    for (size_t i = 0; i < count; i++)
        made->items[i] = items[i];
    return (feel_value){.kind = FEEL_LIST, .as.list = &made->list};
}

const char *row_read_words(const reader_fact *f, const char *at, feel_value *out, const field_lane *to)
{
    enum { MOST = 16 };
    feel_value items[MOST];
    uint32_t numbers[MOST];
    size_t count = 0;
    if (*at != '[')
        return NULL;
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
        items[count] = feel_string((slice){next + 1, length});
        numbers[count] = word->lane;
        at = scan_space(next + length + 2);
    }
    if (*at != ']')
        return NULL;
    for (size_t i = 0; to->values != NULL && i < count; i++)
        numbers[i] = numbers[i] > 0 ? numbers[i] : lane_number_of(to->block, feel_text(items[i]));
    if (to->values != NULL)
        lane_put_texts(to->block, to->values, to->lane, numbers, count);
    *out = list_of(block_take(to->block, size_of_list(count)), items, count);
    return at + 1;
}

/// True if records of a type are read here, at so many levels.
static inline bool is_read(const reader_record *type, unsigned depth)
{
    return type != NULL && type->count > 0 && type->count <= MOST_FIELDS && depth <= ROW_DEEPEST;
}

/// A record that says nothing yet.
static inline record_blank *blank_record(row_reader *r, const reader_record *type)
{
    record_blank *made = block_take(r->block, type->blank_size);
    memcpy(made, type->blank, type->blank_size);
    made->context.entries = made->entries;
    made->context.record = ++r->records;
    return made;
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

/// Reads a record after its opening brace, and its fields into a lane unless `lanes` is NULL.
INLINED const char *read_record(row_reader *r, scan_style style, const char *at, const reader_record *type,
                                lane_list *lanes, const feel_context **out, unsigned depth)
{
    record_blank *made = blank_record(r, type);
    lane_values *const *values = lanes != NULL ? lanes->field_of : NULL;
    field_lane to = {.block = r->block};
    if (lanes != NULL) {
        to.lane = record_lanes_add(r->block, lanes, r->row_index, &made->context);
        to.word = to.lane / 64;
        to.bit = (uint64_t)1 << to.lane % 64;
    }
    *out = &made->context;
    uint64_t seen = 0;
    reader_fact *last = &type->facts[type->count - 1];
    at = scan_space(at);
    if (*at != '}') {
        const char *next = at;
        do {
            const row_member member = row_member_at(r, type, style, next, last);
            reader_fact *f = member.fact;
            if (f == NULL || (seen & f->bit) != 0)
                return NULL;
            seen |= f->bit;
            last = f;
            feel_value *value = &made->entries[f->number].value;
            to.values = lanes != NULL ? values[f->number] : NULL;
            next = row_read_plainly(f, member.value, value, &to);
            at = next != NULL ? next : read_other(r, f, lanes, &to, member.value, value, depth);
            if (at == NULL)
                return NULL;
            next = scan_next_member(at, style);
        } while (next != NULL);
        at = scan_space(at);
    }
    return *at == '}' && (seen & type->required_fields) == type->required_fields ? at + 1 : NULL;
}

/// Reads a record that goes to no lane.
static const char *read_lone_record(row_reader *r, const char *at, const reader_record *type, feel_value *out,
                                    unsigned depth)
{
    if (*at != '{' || !is_read(type, depth))
        return NULL;
    out->kind = FEEL_CONTEXT;
    return read_record(r, r->style, at + 1, type, NULL, &out->as.context, depth);
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

/// Reads the records of a list after its bracket, each into a lane; NULL if one is none that is read here, else what follows the list.
INLINED const char *read_lanes_in(row_reader *r, scan_style style, const reader_record *type,
                                  lane_list *lanes, const char *at)
{
    const char *next = scan_space(at);
    const feel_context *record;
    do {
        at = *next == '{' ? read_record(r, style, next + 1, type, lanes, &record, 2) : NULL;
        if (at == NULL)
            return NULL;
        next = scan_past_comma(at);
    } while (next != NULL);
    at = scan_space(at);
    return *at == ']' ? at + 1 : NULL;
}

static const char *read_lanes(row_reader *r, const reader_record *type, lane_list *lanes, const char *at)
{
    return r->style == SCAN_SPACED ? read_lanes_in(r, SCAN_SPACED, type, lanes, at)
                                   : read_lanes_in(r, SCAN_CLOSE, type, lanes, at);
}

/// The list of the records that have lanes from `start` on.
static feel_value list_of_lanes(row_reader *r, const lane_list *lanes, uint32_t start)
{
    const size_t count = lanes->count - start;
    made_list *made = block_take(r->block, size_of_list(count));
    made->list = (feel_list){count, made->items};
    for (size_t i = 0; i < count; i++)
        made->items[i] = (feel_value){.kind = FEEL_CONTEXT, .as.context = lanes->records[start + i]};
    return (feel_value){.kind = FEEL_LIST, .as.list = &made->list};
}

const char *row_read_records(row_reader *r, const reader_fact *f, lane_list *lanes, const char *at,
                             feel_value *out)
{
    static const feel_list empty = {0};
    const uint32_t start = lanes->count;
    const uint32_t records = r->records;
    if (at[0] == '[' && at[1] == ']') {
        lanes->known |= (uint64_t)1 << r->row_index;
        *out = (feel_value){.kind = FEEL_LIST, .as.list = &empty};
        return at + 2;
    }
    const char *end = *at == '[' && is_read(f->record, 2) ? read_lanes(r, f->record, lanes, at + 1) : NULL;
    if (end != NULL) {
        *out = list_of_lanes(r, lanes, start);
        record_lanes_end(r->block, lanes, r->row_index, start, lanes->count - start);
    } else {
        r->records = records;
        end = row_read_value(r, f, at, out);
        if (end != NULL && !feel_is_null(*out))
            record_lanes_put_list(r->block, lanes, r->row_index, *out);
    }
    return end;
}

const char *row_read_value(row_reader *r, const reader_fact *f, const char *at, feel_value *out)
{
    return read_value(r, f, f->fact->type, at, out, 0);
}
