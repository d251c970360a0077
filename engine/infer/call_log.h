/// Which decision tables expressions called, with what arguments, and which rows decided: for reasons, coverage, and tests of rules.
#ifndef ADVISE_INFER_CALL_LOG_H
#define ADVISE_INFER_CALL_LOG_H

#include "base/names.h"
#include "pack/pack.h"

/// A call of a table.
typedef struct table_call_note {
    const pack_table *table;
    const feel_value *arguments; ///< one for each parameter
    const size_t *rows;          ///< of the table, from 0: those that count
    size_t row_count;
    bool decided;     ///< what it gives is known to depend on no row that is unknown
    feel_value value; ///< what it gives
    unsigned depth;   ///< 1; of a call by a table that was called: one more than that
} table_call_note;

/// Calls, each once for the same arguments, those by a table behind its own. At most LIMIT_CALLS_NOTED.
typedef struct call_log {
    arena *arena;
    const pack *pack;
    const feel_machine *machine;
    table_call_note *items;
    size_t count, capacity;
    name_index seen;
    size_t looked_at;
    feel_table_watch watch;
} call_log;

/// Has a machine tell a log of its calls. The log must stay where it is.
void call_log_start(call_log *log, arena *a, const pack *p, feel_machine *m);

#endif
