/// The inside of a cohort: the open input, the window on its bytes, and how it is cut. Private to engine/cohort/.
#ifndef ADVISE_COHORT_COHORT_STATE_H
#define ADVISE_COHORT_COHORT_STATE_H

#include "base/text.h"
#include "cohort/cohort.h"
#include "cohort/walk.h"
#include "input/text_stream.h"
#include "input/yaml.h"
#include "profile/cells_survey.h"
#include "workbook/packed_file.h"

typedef struct query query;
typedef struct workbook_rows workbook_rows;

struct cohort {
    allocator from;
    const char *const *inputs;
    size_t input_count, next_input;
    cohort_options options;
    size_t max_record;
    size_t number;       ///< of the last record
    arena *folder_names; ///< names in the folder that is walked through
    const char *walked;  ///< that folder; NULL: none
    walk_items files;    ///< its inputs
    size_t next_file;
    arena *current; ///< name and folder of the open file
    int fd;         ///< -1: none
    text_stream *stream;
    cohort_format how; ///< never COHORT_BY_NAME
    slice file;
    const char *folder; ///< where the text_file paths of a file of one profile start
    bool file_gave_record;
    enum {
        LIST_NONE,
        LIST_BEGUN,
        LIST_GIVEN,
        LIST_COMMA
    } list;            ///< of JSON: where in a list the window stands
    size_t characters; ///< of JSON: in its line, before the window
    char *buffer;
    size_t capacity, start, end;  ///< what was read and not yet passed on lies from `start` to `end`
    bool at_end;                  ///< nothing more is to be read from the file
    const text_problem *problem;  ///< why reading failed; NULL: it did not
    size_t lines;                 ///< of the file, before `start`
    uint64_t position;            ///< of `start` in what the file holds, decompressed
    uint64_t looked_from;         ///< where the search for the next record began
    uint64_t line_end;            ///< behind the end of the line at `start`, if that is beyond it
    uint64_t limit;               ///< records that begin there or later are another shard's
    cells_style style;            ///< of the cells of all inputs, but for the delimiter
    arena *headers;               ///< they live as long as the cohort
    cells_header *header;         ///< of the open table
    char delimiter;               ///< of the open CSV file
    csv_quoting quoting;          ///< likewise
    query *query;                 ///< the open database; NULL: none
    packed_file *packed;          ///< the one file of the open ZIP archive; NULL: it is none
    char head[STREAM_MOST_GIVEN]; ///< of a pipe: what was read to see what it is
    size_t head_length;
    workbook_rows *workbook; ///< of the open workbook; NULL: none
    _Atomic uint64_t done;   ///< may be asked for while another thread reads
    uint64_t total;
};

// --- the window (window.c) ---

/// What was read and not yet passed on.
slice window_text(const cohort *c);

/// Reads what fits; false if memory ran out. At the end of the file, or if reading failed or no record ends, sets `at_end`.
bool window_fill(cohort *c);

/// Moves past bytes that were looked at.
void window_consume(cohort *c, size_t length);

/// The same for one line, or the last one without its end.
void window_consume_line(cohort *c, size_t length);

/// Moves past the rest of a line, however long; false if memory ran out.
bool window_skip_line(cohort *c);

typedef enum line_search { LINE_FOUND, LINE_END, LINE_TOO_LONG, LINE_NO_MEMORY } line_search;

/// Gets the line that begins `offset` bytes after the start of the window into it.
/// @param length  receives its bytes, with its line end
/// @return LINE_TOO_LONG if it ends beyond the longest record
line_search window_find_line(cohort *c, size_t offset, size_t *length);

/// True if the window holds a whole line, whose end is then known.
bool window_has_line(cohort *c);

/// Continues at a byte of the file, which is not compressed. False if that fails.
bool window_seek(cohort *c, uint64_t position);

/// Reports the open input as unreadable (cohort.c).
cohort_step input_unreadable(const cohort *c, diag_list *diags, const char *why);

/// The same for what a stream says.
cohort_step input_failed(const cohort *c, diag_list *diags, const text_problem *why);

// --- records (record.c) ---

/// Begins a record where the window stands.
void record_begin(cohort *c, cohort_record *record);

/// Begins a record of the next `length` bytes, and moves past them.
cohort_step record_give(cohort *c, cohort_record *record, size_t length);

/// The same for what is all of the open input: a file of one profile has text files beside it.
cohort_step record_give_whole(cohort *c, cohort_record *record, size_t length);

/// Reports a record that was begun as too large.
cohort_step record_too_large(const cohort *c, const cohort_record *record, diag_list *diags);

// --- cutting (cut_lines.c, cut_documents.c, cut_values.c, cut_rows.c): the next record of the open file, COHORT_END if it has none ---

cohort_step cut_line(cohort *c, cohort_record *record, diag_list *diags);
cohort_step cut_document(cohort *c, cohort_record *record, diag_list *diags);
cohort_step cut_value(cohort *c, cohort_record *record, diag_list *diags);
cohort_step cut_row(cohort *c, cohort_record *record, diag_list *diags);

enum { MOST_TITLE_ROWS = 20 }; ///< among as many first rows the header is looked for

/// Cells of a row that may be the header (title_rows.c).
typedef struct header_names {
    size_t known, all; ///< cells that are known columns, and cells that are not empty
} header_names;

void header_names_add(const cohort *c, header_names *n, slice cell);

/// True if it is a header, though other rows stand above it.
bool header_names_suffice(header_names n);

/// Reports titles above the header.
/// @param first   their first row
/// @param header  the number of the row that looks like the header
cohort_step report_titles(const cohort *c, const source_text *first, size_t header, diag_list *diags);

/// Looks for titles above the header (title_rows.c). COHORT_RECORD: there are none; else they were reported.
cohort_step check_titles(cohort *c, diag_list *diags);

/// Decides how the open CSV file is quoted (quoting.c). COHORT_RECORD: continue.
cohort_step find_quoting(cohort *c, diag_list *diags);

/// Reads the header of an open CSV file, with which it begins. COHORT_RECORD: continue; else it was reported.
cohort_step cut_header(cohort *c, diag_list *diags);

/// How cells are written, by the options.
cells_style cells_style_of(const cohort *c, char delimiter);

/// Keeps a header, if each column belongs to a fact. COHORT_RECORD: continue; else it was reported. Whoever keeps one then surveys the
/// first rows: profile/cells_survey.h.
cohort_step keep_header(cohort *c, const source_text *source, const csv_record *header, cells_style style,
                        diag_list *diags);

/// Begins to survey the rows of the header that is kept.
cells_survey *begin_survey(const cohort *c, diag_list *diags);

/// Ends it. COHORT_RECORD: continue; else it was reported.
cohort_step end_survey(const cohort *c, cells_survey *survey, diag_list *diags);

// --- rows that are made (made_row.c) ---

enum { MADE_DELIMITER = ',' };

/// Adds a cell to a row that is being written. A text is always quoted, so that nobody has to look at its content; a number never is, by
/// which it is known for one.
void made_row_add(text_builder *row, slice cell, bool is_number);

/// Keeps a header that was written so, as `keep_header` does.
cohort_step made_header(cohort *c, const source_text *text, bool numbers_are_booleans, diag_list *diags);

// --- workbooks (workbook_rows.c) ---

/// True if a file that can be read at any place is a ZIP archive.
bool workbook_rows_are_there(int fd);

/// Opens the workbook in the open file. COHORT_RECORD: continue; else it was reported.
cohort_step workbook_rows_open(cohort *c, diag_list *diags);
cohort_step workbook_rows_next(cohort *c, cohort_record *record, diag_list *diags);
void workbook_rows_close(cohort *c);

// --- what cannot be read at any place (piped.c) ---

/// Looks at the beginning of a stream. A workbook is held in memory and takes the stream's place; of others, `head` has what was read.
/// COHORT_RECORD: continue; else it was reported.
/// @param size  receives that of the workbook
cohort_step hold_piped_workbook(cohort *c, uint64_t *size, diag_list *diags);

// --- databases (query.c) ---

/// Runs the query on the database at `path`. COHORT_RECORD: continue; else it was reported.
cohort_step query_open(cohort *c, const char *path, diag_list *diags);
cohort_step query_next(cohort *c, cohort_record *record, diag_list *diags);
void query_close(cohort *c);

#endif
