/// What stands behind the opaque types of advise.h. Private to engine/advise*.c.
#ifndef ADVISE_API_INTERNAL_H
#define ADVISE_API_INTERNAL_H

#include "advise.h"
#include "infer/infer.h"

typedef struct fact_setting {
    slice name, expression;
} fact_setting;

struct advise_session {
    const pack *pack;
    arena *arena;    ///< of one run, reset by the next
    arena *settings; ///< date and replaced facts
    feel_value now, today;
    slice date;
    struct {
        fact_setting *items;
        size_t count, capacity;
    } facts;
};

struct advise_report {
    advise_session *session;
    const inference *result;
};

/// Names with values. What a call gives out lives in `scratch` until the next call; names and values live in `kept`.
struct advise_scope {
    arena *kept, *scratch;
    feel_value now, today;
    bool strict;
    const feel_field *types; ///< of a pack
    size_t type_count;
    const char *noun; ///< what messages call an unknown name
    struct {
        feel_variable *items;
        size_t count, capacity;
    } variables;
    struct {
        feel_value *items;
        size_t count, capacity;
    } values;
};

/// One call on a scope: embedded as the first member of what the call needs.
typedef struct scope_job {
    advise_scope *scope;
    diag_list *diags;
    advise_status status; ///< what to return; ADVISE_OK at first
} scope_job;

struct advise_diagnostics {
    arena *arena; ///< NULL where it borrows the list
    diag_list *list;
};

const pack *pack_of(const advise_pack *p);

/// The bytes, or "" for the empty slice. For slices that are known to end in NUL.
static inline const char *text_of(slice s)
{
    return s.len > 0 ? s.ptr : "";
}
allocator allocator_of(const advise_allocator *from);
diag_list *diagnostics_list(advise_diagnostics *d);
advise_diagnostics *diagnostics_new(const allocator *from);
/// Gives the diagnostics to the caller where there are any and it wants them; frees them else.
advise_status give_problems(advise_diagnostics *d, advise_diagnostics **problems, advise_status status);
/// The status for how a load ended; `refused` is the one for what was read and has errors.
advise_status status_of_load(load_outcome outcome, advise_status refused);

/// Runs `body(job)` guarded against a lack of memory, with a fresh `scratch` and a list of diagnostics.
advise_status scope_call(scope_job *job, advise_scope *s, void (*body)(void *job),
                         advise_diagnostics **problems);
/// The names as the parser wants them.
feel_scope scope_view(const advise_scope *s);
/// Parses an expression, or unary tests of a value of type `input` where `tests`. In a scope that is not strict, what would be an
/// error in a strict one is a warning.
const feel_expression *scope_parse(const advise_scope *s, arena *a, const source_text *source, bool tests,
                                   const feel_type *input, diag_list *diags);
/// Parses and evaluates in `kept`; false, with diagnostics, where there were errors.
bool scope_compute(scope_job *job, const source_text *source, feel_value *out);
/// Gives a name a value; both are kept.
void scope_put(advise_scope *s, slice name, feel_value v);
/// True where expressions can mention the name.
bool scope_is_name(arena *a, slice name);

#endif
