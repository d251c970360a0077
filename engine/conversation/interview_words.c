// Values and questions in the words of the person who is asked.
#include "conversation/interview_step.h"

#include "base/text.h"

/// A name as words: "next_task" is "next task".
static slice name_in_words(arena *a, slice name, bool begins)
{
    text_builder out = {.arena = a};
    for (size_t i = 0; i < name.len; i++) {
        const char c = name.ptr[i];
        const bool raised = begins && i == 0 && c >= 'a' && c <= 'z';
        text_add_byte(&out, raised ? (char)(c - 'a' + 'A') : c == '_' ? ' ' : c);
    }
    return text_result(&out);
}

static slice list_in_words(arena *a, const fact *declared, const feel_list *list)
{
    text_builder out = {.arena = a};
    if (list->count == 0)
        return SLICE("none");
    for (size_t i = 0; i < list->count; i++) {
        text_add(&out, i == 0 ? SLICE("") : i + 1 < list->count ? SLICE(", ") : SLICE(" and "));
        text_add(&out, interview_words(a, declared, list->items[i]));
    }
    return text_result(&out);
}

static slice record_in_words(arena *a, const fact *declared, const feel_context *record)
{
    const size_t naming = interview_naming_field(declared->record);
    const feel_value name = record->entries[naming].value;
    return feel_is_null(name) ? SLICE("one without a name") : arena_copy(a, feel_to_string(a, name));
}

static slice number_in_words(arena *a, const fact *declared, feel_value v)
{
    const slice number = feel_to_shown(a, v);
    const bool is_one = slice_is(number, "1");
    slice unit = declared->unit;
    if (unit.len == 0)
        return arena_copy(a, number);
    if (is_one && unit.len > 2 && slice_ends_with(unit, SLICE("s")))
        unit.len--;
    return arena_format(a, "%.*s %.*s", SLICE_ARG(number), SLICE_ARG(unit));
}

slice interview_words(arena *a, const fact *declared, feel_value v)
{
    switch (v.kind) {
    case FEEL_NULL: return SLICE("not known");
    case FEEL_BOOLEAN: return v.as.boolean ? SLICE("yes") : SLICE("no");
    case FEEL_NUMBER: return number_in_words(a, declared, v);
    case FEEL_LIST: return list_in_words(a, declared, v.as.list);
    case FEEL_CONTEXT: return record_in_words(a, declared, v.as.context);
    default: return arena_copy(a, feel_to_string(a, v));
    }
}

slice interview_ask(arena *a, const fact *declared, bool is_field)
{
    if (declared->ask.len > 0)
        return declared->ask;
    return arena_format(a, is_field ? "Its %.*s?" : "%.*s?",
                        SLICE_ARG(name_in_words(a, declared->name, !is_field)));
}

slice interview_ask_another(arena *a, const record_type *type)
{
    return arena_format(a, "Another %.*s?", SLICE_ARG(name_in_words(a, type->name, false)));
}
