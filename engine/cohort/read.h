/// Reads the records of a cohort: one entry for all of its formats.
#ifndef ADVISE_COHORT_READ_H
#define ADVISE_COHORT_READ_H

#include "cohort/cohort.h"

/// Reads a record as the tree that a profile is read from. What is wrong is added to `diags`.
/// @param source  the record's, in memory that outlives `diags`
/// @return NULL if there is none, whatever the vocabulary. Call below `arena_run(a)`.
const yaml_node *cohort_read_tree(arena *a, const pack *p, const cohort_record *record,
                                  const source_text *source, diag_list *diags);

/// Reads a record by the pack's vocabulary, as `profile_read` does.
/// @param source  the record's, in memory that outlives `diags`
profile *cohort_read(arena *a, const pack *p, const cohort_record *record, const source_text *source,
                     diag_list *diags);

/// The texts of columns or keys that the map keeps, without blanks around them.
/// @param names  that they are kept by
/// @param out    receives a text for each; NULL if the record has none, or cannot be read
void cohort_read_kept(arena *a, const cohort_record *record, const slice *names, size_t count, slice *out);

#endif
