// Places in a profile, by the position of records in their list: the engine's own numbers of records change when one is added before.
#include "conversation/interview_step.h"

bool interview_place_equal(interview_place a, interview_place b)
{
    return a.fact == b.fact && a.position == b.position && a.field == b.field;
}

const record_type *interview_record_type(const pack *p, size_t fact_index)
{
    return p->facts[fact_index].record;
}

const fact *interview_declared(const pack *p, interview_place at)
{
    return at.position > 0 ? &p->facts[at.fact].record->fields[at.field] : &p->facts[at.fact];
}

size_t interview_record_count(const profile *person, size_t fact_index)
{
    const feel_value v = person->values[fact_index];
    return v.kind == FEEL_LIST ? v.as.list->count : v.kind == FEEL_CONTEXT ? 1 : 0;
}

const feel_context *interview_record(const profile *person, interview_place at)
{
    feel_value v = person->values[at.fact];
    if (at.position == 0 || at.position > interview_record_count(person, at.fact))
        return NULL;
    if (v.kind == FEEL_LIST)
        v = v.as.list->items[at.position - 1];
    return v.kind == FEEL_CONTEXT ? v.as.context : NULL;
}

profile_slot interview_slot(const profile *person, interview_place at)
{
    const feel_context *record = interview_record(person, at);
    return (profile_slot){.fact = at.fact, .record = record != NULL ? record->record : 0, .field = at.field};
}

feel_value interview_value(const profile *person, interview_place at)
{
    const feel_context *record = interview_record(person, at);
    if (at.position == 0)
        return person->values[at.fact];
    return record != NULL && at.field < record->count ? record->entries[at.field].value : feel_null();
}

size_t interview_naming_field(const record_type *type)
{
    return type->key >= 0 ? (size_t)type->key : 0;
}

slice interview_record_name(arena *a, const pack *p, const profile *person, interview_place at)
{
    at.field = interview_naming_field(p->facts[at.fact].record);
    const feel_value name = interview_value(person, at);
    return feel_is_null(name) ? arena_format(a, "number %zu", at.position)
                              : arena_copy(a, feel_to_string(a, name));
}
