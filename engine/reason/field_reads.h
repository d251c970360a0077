/// Which fields of records an expression mentions, as known from its text and its static types: what has to be derived before it.
#ifndef ADVISE_REASON_FIELD_READS_H
#define ADVISE_REASON_FIELD_READS_H

#include "feel/feel.h"

/// A field that is read, or a record as a whole.
typedef struct field_read {
    const feel_type *type; ///< of the record; NULL: it may be of any type
    slice name; ///< of the field; empty: the record is compared, or passed to a built-in that looks into it
} field_read;

typedef struct field_read_list {
    field_read *items;
    size_t count, capacity;
} field_read_list;

/// Adds what the expression reads, at any depth, each once. What a function of the scope reads that it calls is not in it.
void field_reads_add(arena *a, const feel_expression *x, field_read_list *to);

/// Where the list is kept that a variable of `feel_parse_iterations` runs over, filtered or not.
typedef struct list_home {
    bool is_kept; ///< in a variable of the scope, or in a field of a record; if false, it is computed
    ptrdiff_t
        variable; ///< of the scope; -1: it is in a field of another variable of the iterations, or in a field of that
    size_t within; ///< which one
} list_home;

/// @param reads  receives the fields that lead to it
list_home field_reads_home(arena *a, const feel_expression *iterations, size_t index, field_read_list *reads);

#endif
