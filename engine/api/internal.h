/// The private header of this room: what stands behind the opaque types of advise.h, and what its files share.
#ifndef ADVISE_API_INTERNAL_H
#define ADVISE_API_INTERNAL_H

#include "advise.h"
#include "cohort/cohort.h"
#include "infer/infer.h"

// --- basics.c ---

struct advise_diagnostics {
    arena *arena; ///< NULL if it borrows the list
    diag_list *list;
};

/// The bytes, or "" for the empty slice. For slices that are known to end in NUL.
static inline const char *text_of(slice s)
{
    return s.len > 0 ? s.ptr : "";
}

/// The caller's allocator; the C library's for NULL.
allocator allocator_of(const advise_allocator *from);

/// An empty list; NULL if memory ran out.
advise_diagnostics *diagnostics_new(const allocator *from);
diag_list *diagnostics_list(advise_diagnostics *d);

/// Gives the diagnostics to the caller if there are any and it wants them; else frees them. Returns `status`, or ADVISE_NO_MEMORY if
/// they could not be sorted.
advise_status give_problems(advise_diagnostics *d, advise_diagnostics **problems, advise_status status);

/// The status for how a load ended; `refused` is the one for what was read and has errors.
advise_status status_of_load(load_outcome outcome, advise_status refused);

// --- pack.c ---

const pack *pack_of(const advise_pack *p);

// --- compiled.c ---

/// Loads a pack from its sources, or from a compiled file if the caller takes one and it fits.
load_outcome load_compiled_or_not(const allocator *from, const char *given, const pack_path *path,
                                  bool takes_compiled, diag_list *diags, pack **out);

/// True for a pack that was read from a compiled file: it does not know how it was written.
static inline bool pack_is_compiled(const pack *p)
{
    return p->records == NULL;
}

// --- where.c ---

const struct where *where_of(const advise_where *w);

// --- session.c and report.c ---

typedef struct fact_setting {
    slice name, expression;
} fact_setting;

struct advise_session {
    const pack *pack;     ///< at the session's date
    const pack *declared; ///< as it was loaded
    arena *arena;         ///< of one run, reset by the next
    arena *settings;      ///< date and replaced facts
    bool lacks_text;      ///< memory ran out while a text of the report was made
    feel_clock clock;
    size_t places; ///< by how many of the first places questions are weighed
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

// --- scope.c, context.c, expression.c and complete.c ---

/// Names with values. What a call gives out lives in `scratch` until the next call; names and values live in `kept`.
struct advise_scope {
    arena *kept, *scratch;
    feel_clock clock;
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

/// Runs `body(job)` guarded against a lack of memory, with a fresh `scratch` and a list of diagnostics.
advise_status scope_call(scope_job *job, advise_scope *s, void (*body)(void *job),
                         advise_diagnostics **problems);
/// How a cohort is read, but for the packs that its columns are looked for in.
cohort_options cohort_options_of(const advise_batch_input *input, size_t max_record);
/// The names as the parser wants them.
feel_scope scope_view(const advise_scope *s);
/// Parses an expression, or unary tests of a value of type `input` if `tests`. In a scope that is not strict, what would be an
/// error in a strict one is a warning.
const feel_expression *scope_parse(const advise_scope *s, arena *a, const source_text *source, bool tests,
                                   const feel_type *input, diag_list *diags);
/// Parses and evaluates in `kept`; false, with diagnostics, if there were errors.
bool scope_compute(scope_job *job, const source_text *source, feel_value *out);
/// Gives a name a value; both are kept.
void scope_put(advise_scope *s, slice name, feel_value v);
/// True if expressions can mention the name.
bool scope_is_name(arena *a, slice name);

#endif
