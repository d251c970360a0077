/// What stands behind the opaque types of advise.h. Private to engine/advise*.c.
#ifndef ADVISE_INTERNAL_H
#define ADVISE_INTERNAL_H

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
bool is_about_files(const diag_list *list);

#endif
