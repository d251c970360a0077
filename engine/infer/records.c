#include "infer/records.h"

static feel_value own(run *r, size_t fact_index, const fact *declared, feel_value v);

static feel_value own_list(run *r, size_t fact_index, const fact *declared, const feel_list *list)
{
    feel_value *items = ARENA_ARRAY(r->arena, list->count, feel_value);
    for (size_t i = 0; i < list->count; i++)
        items[i] = own(r, fact_index, declared, list->items[i]);
    return feel_list_of(r->arena, items, list->count);
}

static feel_value own_context(run *r, size_t fact_index, const record_type *type, const feel_context *of)
{
    feel_context *record = ARENA_NEW(r->arena, feel_context);
    feel_entry *entries = ARENA_ARRAY(r->arena, of->count, feel_entry);
    bool *may_change = r->lean ? NULL : ARENA_ARRAY(r->arena, of->count, bool);
    *record = *of;
    record->entries = entries;
    record->may_change = may_change;
    const own_record added = {type, record, entries, may_change, fact_index};
    ARENA_PUSH(r->arena, &r->records, items, count, capacity, added);
    for (size_t i = 0; i < of->count; i++)
        entries[i] =
            (feel_entry){of->entries[i].name, own(r, fact_index, &type->fields[i], of->entries[i].value)};
    return (feel_value){.kind = FEEL_CONTEXT, .as.context = record};
}

/// A value with copies in place of its records. Those of a profile have an entry for each field of their type, in its order.
static feel_value own(run *r, size_t fact_index, const fact *declared, feel_value v)
{
    const record_type *type = declared->record;
    if (type == NULL || !type->holds_derived)
        return v;
    if (v.kind == FEEL_LIST)
        return own_list(r, fact_index, declared, v.as.list);
    const bool is_of_profile =
        v.kind == FEEL_CONTEXT && v.as.context->record != 0 && v.as.context->count == type->field_count;
    return is_of_profile ? own_context(r, fact_index, type, v.as.context) : v;
}

/// Where a record is looked for first.
static size_t slot_of(const run *r, const feel_context *record)
{
    return (uintptr_t)record / _Alignof(feel_context) * 0x9E3779B97F4A7C15U >> 32 &
           (r->record_slot_count - 1);
}

/// Makes the table in which a copy is found by its address. Numbers would not do: those of records that are made up are far apart.
static void index_copies(run *r)
{
    enum { FEWEST = 8 };
    r->record_slot_count = FEWEST;
    while (r->record_slot_count < 2 * r->records.count)
        r->record_slot_count *= 2;
    r->record_slots = ARENA_ARRAY(r->arena, r->record_slot_count, size_t);
    for (size_t i = 0; i < r->records.count; i++) {
        size_t at = slot_of(r, r->records.items[i].record);
        while (r->record_slots[at] != 0)
            at = (at + 1) & (r->record_slot_count - 1);
        r->record_slots[at] = i + 1;
    }
}

void records_own(run *r)
{
    if (r->pack->derived_field_count == 0)
        return;
    for (size_t i = 0; i < r->pack->fact_count; i++)
        r->values[i] = own(r, i, &r->pack->facts[i], r->values[i]);
    index_copies(r);
}

const own_record *records_find(const run *r, feel_value v)
{
    if (v.kind != FEEL_CONTEXT || r->record_slot_count == 0)
        return NULL;
    size_t at = slot_of(r, v.as.context);
    while (r->record_slots[at] != 0 && r->records.items[r->record_slots[at] - 1].record != v.as.context)
        at = (at + 1) & (r->record_slot_count - 1);
    return r->record_slots[at] != 0 ? &r->records.items[r->record_slots[at] - 1] : NULL;
}

feel_entry *records_entry(const run *r, const derivation *d)
{
    const own_record *of = records_find(r, (feel_value){.kind = FEEL_CONTEXT, .as.context = d->record});
    return &of->entries[r->pack->derived_fields[d->field].field];
}

const own_record *records_numbered(const run *r, uint32_t number)
{
    const own_record *found = NULL;
    for (size_t i = 0; i < r->records.count && found == NULL; i++)
        found = r->records.items[i].record->record == number ? &r->records.items[i] : NULL;
    return found;
}
