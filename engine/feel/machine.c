#include "feel/machine.h"

#include "base/limits.h"

void feel_machine_init(feel_machine *m, arena *a)
{
    *m = (feel_machine){.arena = a, .steps_left = LIMIT_STEPS};
}

void feel_report_exhausted(diag_list *diags, place where, slice file)
{
    const bool named = where.source == NULL && file.len > 0;
    diag_error(diags, where, "budget", "%.*s%sthe evaluation took more than its budget of steps",
               named ? (int)file.len : 0, file.ptr, named ? ": " : "");
}

feel_truth feel_equal_spending(feel_machine *m, feel_value a, feel_value b)
{
    feel_truth equal = feel_equal_within(a, b, &m->steps_left);
    feel_note_spent(m);
    return equal;
}

void feel_warn(feel_machine *m, const char *code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    feel_warning warning = {code, arena_format_list(m->arena, format, arguments)};
    va_end(arguments);
    struct {
        feel_warning *items;
        size_t count, capacity;
    } list = {m->warnings, m->warning_count, m->warning_capacity};
    ARENA_PUSH(m->arena, &list, items, count, capacity, warning);
    m->warnings = list.items;
    m->warning_count = list.count;
    m->warning_capacity = list.capacity;
}

void feel_note_unknown(feel_machine *m, feel_unknown_list *to, feel_unknown unknown)
{
    for (size_t i = 0; i < to->count; i++) {
        const feel_unknown *u = &to->items[i];
        if (u->variable == unknown.variable && u->record == unknown.record &&
            slice_equal(u->field, unknown.field))
            return;
    }
    ARENA_PUSH(m->arena, to, items, count, capacity, unknown);
}
