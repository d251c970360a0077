// Static types: their names, whether two can share a value, whether a value belongs to one.
#include "feel/type.h"
#include "base/limits.h"
#include "base/text.h"
#include "feel/typecheck.h"

static const feel_type simple_types[] = {
    {.kind = FEEL_TYPE_ANY},           {.kind = FEEL_TYPE_NULL},
    {.kind = FEEL_TYPE_BOOLEAN},       {.kind = FEEL_TYPE_NUMBER},
    {.kind = FEEL_TYPE_STRING},        {.kind = FEEL_TYPE_DATE},
    {.kind = FEEL_TYPE_TIME},          {.kind = FEEL_TYPE_DATE_TIME},
    {.kind = FEEL_TYPE_DAYS_DURATION}, {.kind = FEEL_TYPE_MONTHS_DURATION},
    {.kind = FEEL_TYPE_LIST},          {.kind = FEEL_TYPE_CONTEXT},
    {.kind = FEEL_TYPE_RANGE},         {.kind = FEEL_TYPE_FUNCTION},
};

static const char *const type_names[] = {
    "Any",
    "Null",
    "boolean",
    "number",
    "string",
    "date",
    "time",
    "date and time",
    "days and time duration",
    "years and months duration",
    "list",
    "context",
    "range",
    "function",
};

const feel_type *feel_type_of_kind(feel_type_kind kind)
{
    return &simple_types[kind];
}

const feel_type *feel_type_integer(void)
{
    static const feel_type integer = {.kind = FEEL_TYPE_NUMBER, .whole = true, .name = SLICE_INIT("integer")};
    return &integer;
}

const feel_type *feel_type_list(arena *a, const feel_type *element)
{
    feel_type *type = ARENA_NEW(a, feel_type);
    *type = (feel_type){.kind = FEEL_TYPE_LIST, .element = element};
    return type;
}

const feel_type *feel_type_named(slice name)
{
    static const struct {
        const char *name;
        feel_type_kind kind;
    } aliases[] = {{"dateTime", FEEL_TYPE_DATE_TIME},
                   {"day time duration", FEEL_TYPE_DAYS_DURATION},
                   {"dayTimeDuration", FEEL_TYPE_DAYS_DURATION},
                   {"year month duration", FEEL_TYPE_MONTHS_DURATION},
                   {"yearMonthDuration", FEEL_TYPE_MONTHS_DURATION}};
    for (size_t i = 0; i < sizeof type_names / sizeof *type_names; i++) {
        if (slice_is(name, type_names[i]))
            return &simple_types[i];
    }
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
        if (slice_is(name, aliases[i].name))
            return &simple_types[aliases[i].kind];
    }
    return NULL;
}

static const feel_type_kind type_kinds[] = {
    [FEEL_NULL] = FEEL_TYPE_NULL,
    [FEEL_BOOLEAN] = FEEL_TYPE_BOOLEAN,
    [FEEL_NUMBER] = FEEL_TYPE_NUMBER,
    [FEEL_STRING] = FEEL_TYPE_STRING,
    [FEEL_DATE] = FEEL_TYPE_DATE,
    [FEEL_TIME] = FEEL_TYPE_TIME,
    [FEEL_DATE_TIME] = FEEL_TYPE_DATE_TIME,
    [FEEL_DAYS_DURATION] = FEEL_TYPE_DAYS_DURATION,
    [FEEL_MONTHS_DURATION] = FEEL_TYPE_MONTHS_DURATION,
    [FEEL_LIST] = FEEL_TYPE_LIST,
    [FEEL_CONTEXT] = FEEL_TYPE_CONTEXT,
    [FEEL_RANGE] = FEEL_TYPE_RANGE,
    [FEEL_FUNCTION] = FEEL_TYPE_FUNCTION,
    [FEEL_ABSENT] = FEEL_TYPE_NULL,
};

feel_kind feel_kind_of_type(const feel_type *type)
{
    for (size_t kind = 0; kind < sizeof type_kinds / sizeof *type_kinds; kind++) {
        if (type_kinds[kind] == type->kind)
            return (feel_kind)kind;
    }
    return FEEL_NULL;
}

static const feel_type *type_of_value_at(arena *a, feel_value v, unsigned depth)
{
    if (depth > LIMIT_EXPRESSION_NESTING)
        return &simple_types[FEEL_TYPE_ANY];
    if (v.kind == FEEL_LIST) {
        const feel_type *element = NULL;
        for (size_t i = 0; i < v.as.list->count; i++) {
            const feel_type *one = type_of_value_at(a, v.as.list->items[i], depth + 1);
            bool agrees =
                element == NULL || (feel_type_conforms(one, element) && feel_type_conforms(element, one));
            element = agrees ? one : &simple_types[FEEL_TYPE_ANY];
            if (!agrees && one->kind == FEEL_TYPE_CONTEXT) { // keep the names of entries known
                element = one;
            }
        }
        return feel_type_list(a, element);
    }
    if (v.kind == FEEL_CONTEXT) {
        feel_field *fields = ARENA_ARRAY(a, v.as.context->count, feel_field);
        for (size_t i = 0; i < v.as.context->count; i++) {
            fields[i].name = v.as.context->entries[i].name;
            fields[i].type = type_of_value_at(a, v.as.context->entries[i].value, depth + 1);
        }
        feel_type *type = ARENA_NEW(a, feel_type);
        *type = (feel_type){.kind = FEEL_TYPE_CONTEXT, .fields = fields, .field_count = v.as.context->count};
        return type;
    }
    if (v.kind == FEEL_RANGE) {
        feel_type *type = ARENA_NEW(a, feel_type);
        feel_value end = feel_is_null(v.as.range->low) ? v.as.range->high : v.as.range->low;
        *type = (feel_type){.kind = FEEL_TYPE_RANGE, .element = type_of_value_at(a, end, depth + 1)};
        return type;
    }
    return &simple_types[type_kinds[v.kind]];
}

const feel_type *feel_type_of_value(arena *a, feel_value v)
{
    return type_of_value_at(a, v, 0);
}

static void add_type(text_builder *out, const feel_type *type, unsigned depth)
{
    if (type == NULL)
        type = &simple_types[FEEL_TYPE_ANY];
    if (type->name.len > 0) {
        text_add(out, type->name);
        return;
    }
    if (type->kind == FEEL_TYPE_ANY)
        text_add(out, SLICE("any"));
    else
        text_add(out, slice_of(type_names[type->kind]));
    bool has_element = type->kind == FEEL_TYPE_LIST || type->kind == FEEL_TYPE_RANGE;
    if (has_element && type->element != NULL && type->element->kind != FEEL_TYPE_ANY &&
        depth < LIMIT_EXPRESSION_NESTING) {
        text_add(out, SLICE(" of "));
        add_type(out, type->element, depth + 1);
    }
}

slice feel_type_text(arena *a, const feel_type *type)
{
    text_builder out = {.arena = a};
    add_type(&out, type, 0);
    return text_result(&out);
}

static bool is_any(const feel_type *type)
{
    return type == NULL || type->kind == FEEL_TYPE_ANY;
}

static bool meet_at(const feel_type *a, const feel_type *b, unsigned depth)
{
    if (is_any(a) || is_any(b) || a->kind == FEEL_TYPE_NULL || b->kind == FEEL_TYPE_NULL ||
        depth > LIMIT_EXPRESSION_NESTING)
        return true;
    if (a->kind != b->kind)
        return false;
    if (a->kind == FEEL_TYPE_LIST || a->kind == FEEL_TYPE_RANGE)
        return meet_at(a->element, b->element, depth + 1);
    return true;
}

bool feel_types_meet(const feel_type *a, const feel_type *b)
{
    return meet_at(a, b, 0);
}

const feel_field *feel_type_field(const feel_type *type, slice name)
{
    for (size_t i = 0; i < type->field_count; i++) {
        if (slice_equal(type->fields[i].name, name))
            return &type->fields[i];
    }
    return NULL;
}

static bool conforms_at(const feel_type *type, const feel_type *to, unsigned depth)
{
    if (is_any(to) || depth > LIMIT_EXPRESSION_NESTING)
        return true;
    if (is_any(type))
        return false;
    if (type->kind == FEEL_TYPE_NULL)
        return true;
    if (type->kind != to->kind || (to->whole && !type->whole))
        return false;
    switch (to->kind) {
    case FEEL_TYPE_LIST:
    case FEEL_TYPE_RANGE: return conforms_at(type->element, to->element, depth + 1);
    case FEEL_TYPE_CONTEXT:
        for (size_t i = 0; i < to->field_count; i++) {
            const feel_field *field = feel_type_field(type, to->fields[i].name);
            if (field == NULL || !conforms_at(field->type, to->fields[i].type, depth + 1))
                return false;
        }
        return true;
    case FEEL_TYPE_FUNCTION: // contravariant parameters, covariant result
        if (type->field_count != to->field_count || !conforms_at(type->element, to->element, depth + 1))
            return false;
        for (size_t i = 0; i < to->field_count; i++) {
            if (!conforms_at(to->fields[i].type, type->fields[i].type, depth + 1))
                return false;
        }
        return true;
    default: return true;
    }
}

bool feel_type_conforms(const feel_type *type, const feel_type *to)
{
    return conforms_at(type, to, 0);
}

/// Whether a value, nulls inside allowed, is of the type.
static bool belongs(feel_value v, const feel_type *type, unsigned depth, int64_t *steps)
{
    if (is_any(type) || depth > LIMIT_EXPRESSION_NESTING)
        return true;
    if (type_kinds[v.kind] != type->kind || *steps <= 0)
        return false;
    (*steps)--;
    if (type->whole && !feel_is_whole(v))
        return false;
    if (type->kind == FEEL_TYPE_LIST) {
        for (size_t i = 0; i < v.as.list->count; i++) {
            feel_value item = v.as.list->items[i];
            if (!feel_is_null(item) && !belongs(item, type->element, depth + 1, steps))
                return false;
        }
    } else if (type->kind == FEEL_TYPE_CONTEXT) {
        for (size_t i = 0; i < type->field_count; i++) {
            const feel_value *entry = feel_context_get(v.as.context, type->fields[i].name);
            if (entry == NULL ||
                (!feel_is_null(*entry) && !belongs(*entry, type->fields[i].type, depth + 1, steps)))
                return false;
        }
    } else if (type->kind == FEEL_TYPE_RANGE) {
        const feel_range *r = v.as.range;
        return (feel_is_null(r->low) || belongs(r->low, type->element, depth + 1, steps)) &&
               (feel_is_null(r->high) || belongs(r->high, type->element, depth + 1, steps));
    } else if (type->kind == FEEL_TYPE_FUNCTION) {
        return type->element == NULL || feel_function_is(v.as.function, type);
    }
    return true;
}

bool feel_value_is_within(feel_value v, const feel_type *type, int64_t *steps)
{
    if (feel_is_null(v))
        return type->kind == FEEL_TYPE_NULL;
    return belongs(v, type, 0, steps);
}

feel_value feel_coerce_within(arena *a, feel_value v, const feel_type *type, int64_t *steps)
{
    if (feel_is_null(v) || is_any(type) || belongs(v, type, 0, steps))
        return v;
    if (v.kind == FEEL_LIST && type->kind != FEEL_TYPE_LIST && v.as.list->count == 1) {
        feel_value only = v.as.list->items[0];
        return belongs(only, type, 0, steps) ? only : feel_null();
    }
    if (type->kind == FEEL_TYPE_LIST && v.kind != FEEL_LIST && belongs(v, type->element, 0, steps)) {
        feel_value *one = ARENA_NEW(a, feel_value);
        *one = v;
        return feel_list_of(a, one, 1);
    }
    if (type->kind == FEEL_TYPE_DATE_TIME && v.kind == FEEL_DATE) {
        feel_temporal *midnight = ARENA_NEW(a, feel_temporal);
        *midnight = *v.as.temporal;
        midnight->zone = FEEL_ZONE_OFFSET;
        midnight->offset = 0;
        return (feel_value){.kind = FEEL_DATE_TIME, .as.temporal = midnight};
    }
    return feel_null();
}

feel_value feel_coerce(arena *a, feel_value v, const feel_type *type)
{
    int64_t steps = INT64_MAX;
    return feel_coerce_within(a, v, type, &steps);
}
