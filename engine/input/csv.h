/// Reads CSV (RFC 4180) record by record, with places: for decision tables and for cohorts of profiles.
///
/// Beyond the RFC: a byte order mark and a first line `sep=X` are skipped, the delimiter may be a semicolon, a tab or a bar, lines may end in LF
/// alone, and empty lines are skipped; cells may be quoted otherwise, or not at all. The reader holds no text: its caller passes what there
/// is, so that a stream can be read in windows.
#ifndef ADVISE_INPUT_CSV_H
#define ADVISE_INPUT_CSV_H

#include "base/arena.h"
#include "base/diag.h"

/// How cells are written that hold delimiters, line ends or quotation marks.
typedef enum csv_quoting {
    CSV_QUOTED,         ///< in double quotation marks (RFC 4180)
    CSV_QUOTED_IN_LINE, ///< likewise, but no cell holds a line end: a mark that is not closed spoils one line only
    CSV_SINGLE_QUOTED, ///< in single quotation marks
    CSV_NOT_QUOTED, ///< they hold no delimiters and line ends, and quotation marks are characters like others
    CSV_ESCAPED, ///< not in quotation marks: \t, \n and \r stand for a tab and line ends, a backslash for what follows it, and \N alone for nothing
} csv_quoting;

typedef struct csv_field {
    slice text;    ///< what it means; points into the input unless a quote in it is doubled
    size_t offset; ///< where it begins in the input, its quotation mark included
    size_t length; ///< as written
    bool quoted;
    char
        sign; ///< that stands twice within quotation marks, or before an escaped character; '\0': all is as written
} csv_field;

/// A record. Its fields are valid until the next call with the same reader.
typedef struct csv_record {
    const csv_field *fields;
    size_t count;
    size_t offset, length; ///< as written, without the line's end
} csv_record;

typedef struct csv_reader {
    arena *arena;
    char delimiter; ///< '\0' until the first record decides
    csv_quoting quoting;
    bool begun; ///< the byte order mark, if any, was skipped
    size_t
        open; ///< after CSV_MORE: where a quotation mark stands that is not closed; SIZE_MAX: there is none
    csv_field *fields;
    size_t capacity;
} csv_reader;

typedef enum csv_outcome {
    CSV_RECORD, ///< a record was read
    CSV_END,    ///< there is nothing more
    CSV_MORE,   ///< the record does not end in this input, and `last` is false
    CSV_WRONG,  ///< this is not CSV: see the problem; reading can be continued behind it
} csv_outcome;

/// Why a record cannot be read, with the offset in the input.
typedef struct csv_problem {
    const char *code;    ///< "csv-quote", …
    const char *message; ///< one sentence
    const char *hint;    ///< "" if there is none
    size_t offset, length;
} csv_problem;

/// A reader whose records are allocated from `a`, of cells in double quotation marks.
/// @param delimiter  ',' ';' '\t' '|', or '\0': whichever of them is most frequent in the first record, outside quotes
csv_reader csv_reader_of(arena *a, char delimiter);

/// Reads the record that begins at the start of `input`.
/// @param last  nothing follows `input`
/// @param used  receives how many bytes were read (0 for CSV_MORE); the next record begins behind them
/// @param problem  written for CSV_WRONG
csv_outcome csv_read(csv_reader *r, slice input, bool last, csv_record *record, size_t *used,
                     csv_problem *problem);

/// Adds the problem to `diags` as an error.
/// @param source  the input, from its beginning
void csv_report(const csv_problem *problem, const source_text *source, diag_list *diags);

/// A field as a source of its own: its places are resolved to those in the file.
/// @param base  where the input that the field was read from begins in `file`
const source_text *csv_field_source(arena *a, const source_text *file, size_t base, const csv_field *field);

#endif
