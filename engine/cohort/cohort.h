/// A cohort: profiles from files of many, from folders of files of one, or from standard input, one after the other. Memory does not grow
/// with their number: one record is held at a time, and its length is bounded. (Of a folder, the names are held.)
#ifndef ADVISE_COHORT_COHORT_H
#define ADVISE_COHORT_COHORT_H

#include "base/limits.h"
#include "profile/cells.h"

/// One profile, not read yet. Its text is borrowed until the next call of `cohort_next`.
typedef struct cohort_record {
    size_t number;              ///< from 1, over all inputs
    source_text source;         ///< its file, its text, and the lines before it: places are those in the file
    profile_syntax syntax;      ///< if there is no header
    const cells_header *header; ///< of a row of CSV or of a database, else NULL; lives as long as the cohort
    const cells_style *
        style; ///< of a profile in YAML or JSON whose keys a map names, else NULL; lives as long as the cohort
    const char *folder; ///< where text_file paths start; NULL: text files are refused
} cohort_record;

typedef enum cohort_step {
    COHORT_RECORD,  ///< a profile
    COHORT_REFUSED, ///< a record that is refused: reported and skipped; it has a number too
    COHORT_NOTED, ///< an input is read that something is to be said of: notes; the next call gives its records
    COHORT_UNREADABLE, ///< an input that could not be read (to its end): reported; the next call continues with the next
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

/// All zeros: the defaults.
typedef struct cohort_options {
    size_t max_record;    ///< the most bytes of a record; 0: LIMIT_PROFILE
    cohort_format format; ///< of all files that are not listed from a folder
    const char *
        encoding; ///< of text that does not show its own, as iconv knows it (input/text_stream.h); NULL: UTF-8
    size_t skip_rows;    ///< of tables: lines before the header
    char delimiter;      ///< of CSV: ',' ';' '\t' or '|'; '\0': the most frequent in the header
    char quote;          ///< of CSV: a sign of CSV_QUOTING_SIGNS; '\0': as the first rows are quoted
    char list_separator; ///< of lists in cells; '\0': ';'
    char decimal, group; ///< of numbers in cells: see `cells_style`
    const char *unknown; ///< words for "not known" in cells, joined by commas; NULL: none. Borrowed
    /// What columns and keys are that have the office's names; NULL: they have those of facts. Borrowed.
    const cells_map *map;
    bool raw;            ///< tables are cut into rows, and their columns are not looked at
    bool ignore_columns; ///< columns that are no facts are passed over; else they make a file unreadable
    const char *
        query; ///< SQL whose rows are the profiles: inputs are SQLite databases, read only; NULL: they are not
    const char *worksheet; ///< of workbooks, by its name; NULL: the first visible one that holds anything
    size_t shard,
        shards;     ///< the part of each file that is read, from 1, and how many there are; 0: all of it
    size_t threads; ///< at most as many look a file through before it is read; 0: one
    /// Where the text_file paths of records start, except for files of one profile: these start at the file's folder. NULL: they are
    /// refused, because whoever sends a stream or a table could have any text below a folder quoted in its results. Borrowed.
    const char *text_files;
    /// What messages call the input, of which there is one; it counts as a stream. NULL: its path. Borrowed.
    const char *name;
    const pack *packs[LIMIT_COHORT_PACKS]; ///< a column that is in none of them makes its file unreadable
    size_t pack_count;                     ///< 0: columns are not looked at
} cohort_options;

typedef struct cohort cohort;

/// A cohort over files and folders, in their order:
///  - a folder: each *.yaml, *.yml and *.json in it, in byte order of the names; other files are skipped
///  - *.ndjson, *.jsonl, and "-", which is standard input: one JSON profile a line; blank lines are skipped
///  - *.csv, *.tsv: one profile a row (profile/cells.h)
///  - *.json: one profile
///  - *.yaml, *.yml: one profile a document
///  - a workbook (XLSX, ODS), whatever its name: one profile a row of a worksheet
///  - a ZIP archive of one file: as that file
///  - any other file: as *.ndjson if its first character is a brace, else as *.yaml
/// All of them may be compressed (input/stream.h), and *.gz and *.zst may follow their names.
///
/// In shards, a record belongs to the part of the file in which its first byte lies; lines are counted from the shard's first, and
/// a row of CSV ends with its line. Only plain files of NDJSON or CSV can be read in shards.
/// @param inputs   borrowed until `cohort_free`
/// @param options  copied, what it points to is borrowed; NULL: zeros
/// @return NULL if there is no memory
cohort *cohort_new(const allocator *from, const char *const *inputs, size_t count,
                   const cohort_options *options);
void cohort_free(cohort *c); ///< NULL is allowed

/// The next step. What is wrong is added to `diags`. Call below `arena_run(diags->arena)`.
cohort_step cohort_next(cohort *c, cohort_record *record, diag_list *diags);

/// Warns of rows of the map's second tables that no record has asked for, once all records of all inputs were read.
void cohort_report_joins(const cohort *c, diag_list *diags);

/// The next record, if it is a line of NDJSON that was read already and is no longer than a record may be; false: `cohort_next` gives it.
bool cohort_next_line(cohort *c, cohort_record *record);

/// False if the next call of `cohort_next` would have to wait.
bool cohort_is_ready(cohort *c);

/// True if a folder's files of such a name are read by it.
bool cohort_reads_name(const char *name);

/// How many bytes were read, and how many there are in all; `*total` is 0 if that is not known (a pipe).
void cohort_progress(const cohort *c, uint64_t *done, uint64_t *total);

#endif
