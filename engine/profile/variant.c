// A changed record is a new one with the old number, in a new list: values are immutable.
#include "profile/variant.h"

bool profile_slot_equal(profile_slot a, profile_slot b)
{
    return a.fact == b.fact && a.record == b.record && a.field == b.field;
}

const feel_context *profile_record_in(feel_value v, uint32_t number)
{
    const feel_context *found = NULL;
    if (v.kind == FEEL_LIST) {
        for (size_t i = 0; i < v.as.list->count && found == NULL; i++)
            found = profile_record_in(v.as.list->items[i], number);
    } else if (v.kind == FEEL_CONTEXT) {
        found = v.as.context->record == number ? v.as.context : NULL;
        for (size_t i = 0; i < v.as.context->count && found == NULL; i++)
            found = profile_record_in(v.as.context->entries[i].value, number);
    }
    return found;
}

const feel_context *profile_slot_record(const profile *person, profile_slot at)
{
    return at.record > 0 ? profile_record_in(person->values[at.fact], at.record) : NULL;
}

feel_value profile_slot_value(const profile *person, profile_slot at)
{
    if (at.record == 0)
        return person->values[at.fact];
    const feel_context *record = profile_slot_record(person, at);
    return record != NULL && at.field < record->count ? record->entries[at.field].value : feel_null();
}

// --- all slots ---

typedef struct slot_list {
    profile_slot *items;
    size_t count, capacity;
} slot_list;

/// The type of the record of that number within a value that `declared` describes; NULL if it is not there.
static const record_type *type_of_record(const fact *declared, feel_value v, uint32_t number)
{
    const record_type *found = NULL;
    if (v.kind == FEEL_LIST) {
        for (size_t i = 0; i < v.as.list->count && found == NULL; i++)
            found = type_of_record(declared, v.as.list->items[i], number);
    } else if (v.kind == FEEL_CONTEXT && declared->record != NULL) {
        const record_type *type = declared->record;
        found = v.as.context->record == number ? type : NULL;
        for (size_t i = 0; i < type->field_count && found == NULL; i++)
            found = type_of_record(&type->fields[i], v.as.context->entries[i].value, number);
    }
    return found;
}

const record_type *profile_slot_type(const pack *p, const profile *person, profile_slot at)
{
    return at.record > 0 ? type_of_record(&p->facts[at.fact], person->values[at.fact], at.record) : NULL;
}

const fact *profile_slot_declared(const pack *p, const profile *person, profile_slot at)
{
    if (at.record == 0)
        return &p->facts[at.fact];
    const record_type *type = profile_slot_type(p, person, at);
    return type != NULL && at.field < type->field_count ? &type->fields[at.field] : NULL;
}

static void add_fields(arena *a, size_t fact_index, const fact *declared, feel_value v, slot_list *out)
{
    if (v.kind == FEEL_LIST) {
        for (size_t i = 0; i < v.as.list->count; i++)
            add_fields(a, fact_index, declared, v.as.list->items[i], out);
    } else if (v.kind == FEEL_CONTEXT && declared->record != NULL) {
        const record_type *type = declared->record;
        for (size_t i = 0; i < type->field_count; i++) {
            const profile_slot slot = {fact_index, v.as.context->record, i};
            if (!type->fields[i].derived || !feel_is_null(v.as.context->entries[i].value))
                ARENA_PUSH(a, out, items, count, capacity, slot);
            add_fields(a, fact_index, &type->fields[i], v.as.context->entries[i].value, out);
        }
    }
}

const profile_slot *profile_slots(arena *a, const pack *p, const profile *person, size_t *count)
{
    slot_list out = {0};
    for (size_t i = 0; i < p->fact_count; i++) {
        const profile_slot slot = {.fact = i};
        if (!p->facts[i].derived)
            ARENA_PUSH(a, &out, items, count, capacity, slot);
    }
    for (size_t i = 0; i < p->fact_count; i++)
        add_fields(a, i, &p->facts[i], person->values[i], &out);
    *count = out.count;
    return out.items;
}

// --- changes ---

static feel_value with_field(arena *a, feel_value v, const profile_change *change);

static feel_value list_with_field(arena *a, const feel_list *list, const profile_change *change)
{
    feel_value *items = ARENA_ARRAY(a, list->count, feel_value);
    for (size_t i = 0; i < list->count; i++)
        items[i] = with_field(a, list->items[i], change);
    return feel_list_of(a, items, list->count);
}

static feel_value record_with_field(arena *a, const feel_context *old, const profile_change *change)
{
    feel_context *record = ARENA_NEW(a, feel_context);
    feel_entry *entries = ARENA_ARRAY(a, old->count, feel_entry);
    for (size_t i = 0; i < old->count; i++) {
        entries[i] = old->entries[i];
        if (old->record != change->at.record)
            entries[i].value = with_field(a, old->entries[i].value, change);
        else if (i == change->at.field)
            entries[i].value = change->value;
    }
    *record = *old;
    record->entries = entries;
    return (feel_value){.kind = FEEL_CONTEXT, .as.context = record};
}

/// The value with the field changed in the record that the change is about; itself if that is not in it.
static feel_value with_field(arena *a, feel_value v, const profile_change *change)
{
    if (profile_record_in(v, change->at.record) == NULL)
        return v;
    return v.kind == FEEL_LIST ? list_with_field(a, v.as.list, change)
                               : record_with_field(a, v.as.context, change);
}

profile profile_variant(arena *a, const pack *p, const profile *base, const profile_change *changes,
                        size_t count)
{
    profile out = *base;
    out.values = ARENA_ARRAY(a, p->fact_count, feel_value);
    out.stated = ARENA_ARRAY(a, p->fact_count, bool);
    memcpy(out.values, base->values, p->fact_count * sizeof *out.values);
    memcpy(out.stated, base->stated, p->fact_count * sizeof *out.stated);
    for (size_t i = 0; i < count; i++) {
        feel_value *whole = &out.values[changes[i].at.fact];
        *whole = changes[i].at.record == 0 ? changes[i].value : with_field(a, *whole, &changes[i]);
        out.stated[changes[i].at.fact] = !feel_is_null(*whole);
    }
    return out;
}
