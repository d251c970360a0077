#include "infer/call_log.h"

#include "base/limits.h"
#include "base/text.h"
#include "pack/answers.h"

/// A text that is the same for the same call.
static slice key_of(const call_log *log, const pack_table *t, const feel_value *arguments)
{
    text_builder out = {.arena = log->arena};
    text_add(&out, t->id);
    for (size_t i = 0; i < t->called->signature.parameter_count; i++)
        text_add_format(&out, "|%.*s", SLICE_ARG(feel_to_literal(log->arena, arguments[i])));
    return text_result(&out);
}

static table_call_note note_of(const call_log *log, const pack_table *t, const feel_value *arguments,
                               const feel_table_outcome *outcome, feel_value value)
{
    const size_t count = t->called->signature.parameter_count;
    feel_value *kept = ARENA_ARRAY(log->arena, count, feel_value);
    size_t *rows = ARENA_ARRAY(log->arena, outcome->row_count, size_t);
    if (count > 0)
        memcpy(kept, arguments, count * sizeof *kept);
    if (outcome->row_count > 0)
        memcpy(rows, outcome->rows, outcome->row_count * sizeof *rows);
    return (table_call_note){.table = t,
                             .arguments = kept,
                             .rows = rows,
                             .row_count = outcome->decided && !outcome->conflict ? outcome->row_count : 0,
                             .decided = outcome->decided,
                             .value = value,
                             .depth = log->machine->tables + 1};
}

/// Inner calls end first: a call is put before those that it made.
static void insert(call_log *log, table_call_note one)
{
    ARENA_PUSH(log->arena, log, items, count, capacity, one);
    size_t at = log->count - 1;
    for (; at > 0 && log->items[at - 1].depth > one.depth; at--)
        log->items[at] = log->items[at - 1];
    log->items[at] = one;
}

static void decided(void *state, const feel_called_table *called, const feel_value *arguments,
                    const feel_table_outcome *outcome, feel_value value)
{
    call_log *log = state;
    const pack_table *t = log->looked_at < LIMIT_CALLS_NOTED ? answers_find(log->pack, called) : NULL;
    if (t == NULL || outcome->refused)
        return;
    log->looked_at++;
    if (name_add(log->arena, &log->seen, key_of(log, t, arguments), 0, (place){0}, NULL))
        insert(log, note_of(log, t, arguments, outcome, value));
}

void call_log_start(call_log *log, arena *a, const pack *p, feel_machine *m)
{
    *log = (call_log){.arena = a, .pack = p, .machine = m};
    log->watch = (feel_table_watch){log, decided};
    m->watch = &log->watch;
}
