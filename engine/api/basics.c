// The basics of the public API: its version, memory, statuses and diagnostics.
#include "api/internal.h"

const char *advise_version(void)
{
    return ADVISE_VERSION;
}

allocator allocator_of(const advise_allocator *from)
{
    return from != NULL ? (allocator){from->resize, from->state} : allocator_default;
}

// --- diagnostics ---

static void make_list(void *argument)
{
    advise_diagnostics *d = argument;
    d->list = diag_list_new(d->arena);
}

advise_diagnostics *diagnostics_new(const allocator *from)
{
    advise_diagnostics *d = from->resize(from->state, NULL, sizeof *d);
    if (d == NULL)
        return NULL;
    *d = (advise_diagnostics){.arena = arena_new(from, 0)};
    if (d->arena != NULL && arena_run(d->arena, make_list, d) == ARENA_DONE)
        return d;
    arena_free(d->arena);
    (void)from->resize(from->state, d, 0);
    return NULL;
}

void advise_diagnostics_free(advise_diagnostics *d)
{
    if (d == NULL)
        return;
    allocator from = *arena_allocator_borrow(d->arena);
    arena_free(d->arena);
    (void)from.resize(from.state, d, 0);
}

diag_list *diagnostics_list(advise_diagnostics *d)
{
    return d->list;
}

size_t advise_diagnostics_count(const advise_diagnostics *d)
{
    return d != NULL ? d->list->count : 0;
}

size_t advise_diagnostics_dropped(const advise_diagnostics *d)
{
    return d != NULL ? d->list->dropped : 0;
}

advise_diagnostic advise_diagnostics_get(const advise_diagnostics *d, size_t index)
{
    const diagnostic *i = &d->list->items[index];
    return (advise_diagnostic){.is_error = i->severity == SEVERITY_ERROR,
                               .severity = (advise_severity)i->severity,
                               .code = i->code,
                               .file = text_of(i->file),
                               .line = i->line,
                               .column = i->column,
                               .length = i->length,
                               .message = text_of(i->message),
                               .hint = text_of(i->hint),
                               .source_line = text_of(i->source_line),
                               .witness = text_of(i->witness),
                               .about = i->about != NULL ? i->about : "",
                               .id = text_of(i->id),
                               .other_count = i->others.count,
                               .allowed = text_of(i->allowed)};
}

advise_place advise_diagnostics_other(const advise_diagnostics *d, size_t index, size_t other)
{
    const diagnostic_place *at = &d->list->items[index].others.items[other];
    return (advise_place){text_of(at->file), at->line, at->column, at->length, text_of(at->source_line)};
}

static void sort_list(void *list)
{
    diag_sort(list);
}

advise_status give_problems(advise_diagnostics *d, advise_diagnostics **problems, advise_status status)
{
    if (problems == NULL || d->list->count == 0) {
        advise_diagnostics_free(d);
        return status;
    }
    if (arena_run(d->arena, sort_list, d->list) != ARENA_DONE)
        status = ADVISE_NO_MEMORY;
    *problems = d;
    return status;
}

advise_status status_of_load(load_outcome outcome, advise_status refused)
{
    switch (outcome) {
    case LOAD_DONE: return ADVISE_OK;
    case LOAD_REFUSED: return refused;
    case LOAD_MISSING: return ADVISE_MISSING;
    case LOAD_UNREADABLE: return ADVISE_IO_FAILED;
    case LOAD_NO_MEMORY: break;
    }
    return ADVISE_NO_MEMORY;
}
