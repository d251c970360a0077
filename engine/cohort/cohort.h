/// A cohort: profiles read one after the other from files of many, folders of single ones, or standard input. Memory does not grow with
/// the number of profiles: one record is held at a time, and the longest is bounded. (Of a folder, the names are held.)
#ifndef ADVISE_COHORT_COHORT_H
#define ADVISE_COHORT_COHORT_H

#include "profile/cells.h"

/// One profile, not read yet. Its text is borrowed until the next call of `cohort_next`.
typedef struct cohort_record {
    size_t number;              ///< from 1, over all inputs
    source_text source;         ///< its file, its text, and the lines before it: places are those in the file
    profile_syntax syntax;      ///< where there is no layout
    const table_layout *layout; ///< of a row of a table, else NULL; lives as long as the cohort
    const char *folder;         ///< where text_file paths start
} cohort_record;

typedef enum cohort_step {
    COHORT_RECORD,    ///< a profile
    COHORT_TOO_LARGE, ///< a record that cannot be taken: reported and passed over; it has a number too
    COHORT_UNREADABLE, ///< an input that could not be read (to its end): reported; the next call goes on behind it
    COHORT_END,
    COHORT_NO_MEMORY,
} cohort_step;

/// How inputs are cut into records.
typedef enum cohort_format {
    COHORT_BY_NAME,
    COHORT_NDJSON,
    COHORT_YAML,
    COHORT_JSON,
    COHORT_CSV
} cohort_format;

/// Zeros are the usual.
typedef struct cohort_options {
    size_t max_record;    ///< the most bytes of a record; 0: LIMIT_PROFILE
    cohort_format format; ///< of all files that do not lie in a folder
    char delimiter;       ///< of tables: ',' ';' or '\t'; '\0': the most frequent in the header
    char list_separator;  ///< of lists in cells; '\0': ';'
    const char *
        query; ///< SQL whose rows are the profiles: inputs are SQLite databases, read only; NULL: they are not
    size_t shard,
        shards; ///< the part of each file that is read, from 1, and how many there are; 0: all of it
    const pack *packs[2]; ///< a column that is in none of them makes its table unreadable
    size_t pack_count;    ///< 0: columns are not looked at
} cohort_options;

typedef struct cohort cohort;

/// A cohort over files and folders, in their order:
///  - a folder: each *.yaml, *.yml and *.json in it, in byte order of the names; other files are passed over
///  - *.ndjson, *.jsonl, and "-", which is standard input: one JSON profile a line; blank lines are passed over
///  - *.csv, *.tsv: one profile a row (profile/cells.h)
///  - *.json: one profile
///  - *.yaml, *.yml: one profile a document
///  - any other file: as *.ndjson where its first character is a brace, else as *.yaml
/// All of them may be compressed (input/stream.h), and *.gz and *.zst may follow their names.
///
/// In shards, a record belongs to the part of the file in which its first byte lies; lines are counted from the shard's first, and
/// a row of a table ends with its line. What is not a plain file of NDJSON or CSV is unreadable then.
/// @param inputs   borrowed until `cohort_free`
/// @param options  copied, what it points to is borrowed; NULL: zeros
/// @return NULL where there is no memory
cohort *cohort_new(const allocator *from, const char *const *inputs, size_t count,
                   const cohort_options *options);
void cohort_free(cohort *c); ///< NULL is allowed

/// The next step. What is wrong is added to `diags`. Call below `arena_run(diags->arena)`.
cohort_step cohort_next(cohort *c, cohort_record *record, diag_list *diags);

/// A record as the tree that a profile is read from; NULL where there is none, whatever the vocabulary. What is wrong is added to `diags`.
/// @param source  the record's, in memory that outlives `diags`
const yaml_node *cohort_read_tree(arena *a, const pack *p, const cohort_record *record,
                                  const source_text *source, diag_list *diags);

/// Reads a record by the pack's vocabulary, as `profile_read` does.
/// @param source  the record's, in memory that outlives `diags`
profile *cohort_read(arena *a, const pack *p, const cohort_record *record, const source_text *source,
                     diag_list *diags);

/// False where the next record is not there yet and would have to be waited for.
bool cohort_is_ready(const cohort *c);

/// How many bytes were read, and how many there are in all; `*total` is 0 where that is not known (a pipe).
void cohort_progress(const cohort *c, uint64_t *done, uint64_t *total);

#endif
