// Making values and looking into them.
#include "feel/value.h"

feel_value feel_number(arena *a, decimal d)
{
    int64_t integer;
    if (decimal_to_int64(d, &integer))
        return feel_integer(integer);
    decimal *kept = ARENA_NEW(a, decimal);
    *kept = d;
    return (feel_value){.kind = FEEL_NUMBER, .as.decimal = kept};
}

feel_value feel_hidden(void)
{
    static const feel_partial hidden = {.hidden = true};
    return (feel_value){.kind = FEEL_NULL, .as.partial = &hidden};
}

feel_value feel_list_of(arena *a, const feel_value *items, size_t count)
{
    feel_list *list = ARENA_NEW(a, feel_list);
    *list = (feel_list){count, items};
    return (feel_value){.kind = FEEL_LIST, .as.list = list};
}

feel_value feel_context_of(arena *a, const feel_entry *entries, size_t count)
{
    feel_context *context = ARENA_NEW(a, feel_context);
    *context = (feel_context){.count = count, .entries = entries};
    return (feel_value){.kind = FEEL_CONTEXT, .as.context = context};
}

decimal feel_decimal(feel_value number)
{
    return number.small ? decimal_from_int64(number.as.integer) : *number.as.decimal;
}

bool feel_to_int64(feel_value v, int64_t *out)
{
    if (v.kind != FEEL_NUMBER || !v.small) // numbers are canonical: what fits is small
        return false;
    *out = v.as.integer;
    return true;
}

bool feel_to_whole(feel_value v, int64_t *out)
{
    decimal whole;
    if (v.kind != FEEL_NUMBER || v.small)
        return feel_to_int64(v, out);
    return decimal_round(*v.as.decimal, 0, DECIMAL_DOWN, &whole) && decimal_to_int64(whole, out);
}

const feel_value *feel_context_get(const feel_context *c, slice name)
{
    for (size_t i = 0; i < c->count; i++) {
        if (slice_equal(c->entries[i].name, name))
            return &c->entries[i].value;
    }
    return NULL;
}

const char *feel_kind_name(feel_kind kind)
{
    static const char *const names[] = {
        [FEEL_NULL] = "null",
        [FEEL_BOOLEAN] = "boolean",
        [FEEL_NUMBER] = "number",
        [FEEL_STRING] = "string",
        [FEEL_DATE] = "date",
        [FEEL_TIME] = "time",
        [FEEL_DATE_TIME] = "date and time",
        [FEEL_DAYS_DURATION] = "days and time duration",
        [FEEL_MONTHS_DURATION] = "years and months duration",
        [FEEL_LIST] = "list",
        [FEEL_CONTEXT] = "context",
        [FEEL_RANGE] = "range",
        [FEEL_FUNCTION] = "function",
        [FEEL_ABSENT] = "nothing",
    };
    return names[kind];
}
