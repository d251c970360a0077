#include "profile/cells_state.h"

#include "base/limits.h"
#include "profile/not_known.h"

/// The column of what is not known has a list of names, as if it were a fact.
static const feel_type list_of_names = {.kind = FEEL_TYPE_LIST};
static const fact not_known = {.name = SLICE_INIT(NOT_KNOWN_KEY), .type = &list_of_names};

const fact *cells_find_fact(const fact *facts, size_t count, slice name, bool *is_file)
{
    ptrdiff_t at = pack_find_key(facts, count, name, is_file);
    return at >= 0 ? &facts[at] : not_known_is_key(facts, count, name) ? &not_known : NULL;
}

const record_type *cells_record_of(const fact *f)
{
    return f != NULL && f->type->kind == FEEL_TYPE_CONTEXT ? f->record : NULL;
}

bool cells_next_part(slice *rest, slice *part)
{
    if (rest->ptr == NULL)
        return false;
    const char *dot = rest->len > 0 ? memchr(rest->ptr, '.', rest->len) : NULL;
    *part = dot != NULL ? slice_part(*rest, 0, (size_t)(dot - rest->ptr)) : *rest;
    *rest = dot != NULL ? slice_part(*rest, part->len + 1, rest->len) : (slice){NULL, 0};
    return true;
}

cells_target cells_target_of(const pack *p, slice name)
{
    cells_target out = {.facts = p->facts, .count = p->fact_count};
    slice part;
    for (unsigned depth = 0; cells_next_part(&name, &part); depth++) {
        const record_type *type = cells_record_of(out.fact);
        if (depth > 0 && type == NULL) {
            out.no_record = out.fact->name;
            out.fact = NULL;
            return out;
        }
        if (depth > 0) {
            out.facts = type->fields;
            out.count = type->field_count;
        }
        out.missing = part;
        out.fact = depth < LIMIT_NESTING ? cells_find_fact(out.facts, out.count, part, &out.is_file) : NULL;
        if (out.fact == NULL)
            return out;
    }
    return out;
}
