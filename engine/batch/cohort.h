/// A cohort: profiles read one after the other from files of many, folders of single ones, or standard input. Memory does not grow with
/// the number of profiles: one record is held at a time, and the longest is bounded. (Of a folder, the names are held.)
#ifndef ADVISE_BATCH_COHORT_H
#define ADVISE_BATCH_COHORT_H

#include "profile/profile.h"

enum { COHORT_MAX_RECORD = 1 << 20 }; ///< bytes of one record, unless said otherwise

/// One profile, not read yet. Its text is borrowed until the next call of `cohort_next`.
typedef struct cohort_record {
    size_t number;      ///< from 1, over all inputs
    source_text source; ///< its file, its text, and the lines before it: places are those in the file
    profile_syntax syntax;
    const char *folder; ///< where text_file paths start
} cohort_record;

typedef enum cohort_step {
    COHORT_RECORD,    ///< a profile
    COHORT_TOO_LARGE, ///< a record that is too long: reported and passed over; it has a number too
    COHORT_UNREADABLE, ///< an input that could not be read (to its end): reported; the next call goes on behind it
    COHORT_END,
    COHORT_NO_MEMORY,
} cohort_step;

typedef struct cohort cohort;

/// A cohort over files and folders, in their order:
///  - a folder: each *.yaml, *.yml and *.json in it, in byte order of the names; other files are passed over
///  - *.ndjson, *.jsonl, and "-", which is standard input: one JSON profile a line; blank lines are passed over
///  - *.json: one profile
///  - *.yaml, *.yml: one profile a document
///  - any other file: as *.ndjson where its first character is a brace, else as *.yaml
/// @param inputs      borrowed until `cohort_free`
/// @param max_record  the most bytes of a record; 0: COHORT_MAX_RECORD
/// @return NULL where there is no memory
cohort *cohort_new(const allocator *from, const char *const *inputs, size_t count, size_t max_record);
void cohort_free(cohort *c); ///< NULL is allowed

/// The next step. What is wrong is added to `diags`. Call below `arena_run(diags->arena)`.
cohort_step cohort_next(cohort *c, cohort_record *record, diag_list *diags);

/// False where the next record is not there yet and would have to be waited for.
bool cohort_is_ready(const cohort *c);

/// How many bytes were read, and how many there are in all; `*total` is 0 where that is not known (a pipe).
void cohort_progress(const cohort *c, uint64_t *done, uint64_t *total);

#endif
