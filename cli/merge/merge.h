/// Joining the results of shards. A kind of results is one file, KIND.c; the kinds are told from each other by their first line.
#ifndef ADVISE_CLI_MERGE_MERGE_H
#define ADVISE_CLI_MERGE_MERGE_H

#include "exit_status.h"
#include "file/lines.h"
#include "file/output.h"
#include "write/formats.h"

/// One of the results to join, while it is read.
typedef struct merge_part {
    const char *path;
    line_reader lines;
    const char *line; ///< the one read last, with its end, and a NUL behind it; may hold NULs
    size_t length;    ///< of the line; 0 in an empty file
    size_t number;    ///< of the line, from 1
} merge_part;

/// What has been joined so far.
typedef struct merge {
    output_file out;
    int failure;      ///< errno of the write that failed
    size_t parts;     ///< that were added before
    size_t records;   ///< in them
    size_t min_group; ///< of summaries: groups of fewer profiles are withheld; 0: the usual number
    void *own;        ///< what the kind keeps; NULL at first
} merge;

#define MERGE_KINDS(ROW, type)                                                                               \
    ROW(type, "NDJSON", merge_ndjson)                                                                        \
    ROW(type, "CSV", merge_csv)                                                                              \
    ROW(type, "SQLite", merge_sqlite)                                                                        \
    ROW(type, "a summary", merge_summary)

/// A kind of results.
typedef struct merge_kind {
    bool needs_file; ///< they are joined in a file, never on standard output
    /// Whether results that begin with this line are of this kind.
    bool (*fits)(const merge_part *first_line);
    /// Adds a part, whose first line was read. Returns an exit status, with a message unless it is EXIT_DONE.
    int (*add)(merge *m, merge_part *p);
    /// Writes what comes last if `status` is EXIT_DONE, and frees `own`. NULL: there is neither.
    int (*end)(merge *m, int status);
} merge_kind;

FORMATS_DECLARE(MERGE_KINDS, merge_kind)

/// The kind of results that begin with the line of `p`; NULL if there is none.
const merge_kind *merge_kind_of(const merge_part *p);
/// What messages call a kind.
const char *merge_kind_name(const merge_kind *kind);

/// Reads the next line; false at the end, or if `p->lines.problem` says why there is none, which the caller of `add` looks at.
bool merge_next_line(merge_part *p);

/// Says on stderr what is wrong with a part at its line: that it cannot be read, if so, else `why`. Returns EXIT_IO.
int merge_complain(const merge_part *p, const char *why);

#endif
