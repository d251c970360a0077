/// The inside of a reader of rows: the vocabulary as it is looked for in texts (row_vocabulary.c), values (row_value.c) and rows
/// (row_reader.c). Private to engine/rows/.
#ifndef ADVISE_ROWS_ROW_VOCABULARY_H
#define ADVISE_ROWS_ROW_VOCABULARY_H

#include "columns/column.h"
#include "rows/json_scan.h"
#include "rows/row_reader.h"

enum {
    MOST_BOUNDS = 4,
    ROW_DEEPEST = 16, ///< levels of values that rows are read to; what is deeper is read as a tree
};

/// A value that the vocabulary allows, and the text of the fact's column that it is.
typedef struct allowed_word {
    scan_word quoted; ///< with the quote that ends it
    ptrdiff_t text;   ///< -1: nobody asks for it
} allowed_word;

typedef struct bound {
    comparison_kind op;
    double constant;
} bound;

/// How the value of a fact is read.
typedef enum reading {
    READ_REFUSED, ///< not at all: it is left to the full reader
    READ_VALUE, ///< as a value, for rules that are evaluated by row, or because columns need more than one look
    READ_NUMBER, ///< into its column, and likewise:
    READ_BOOLEAN,
    READ_STRING,
    READ_STRINGS,
} reading;

/// One fact, or one field of a record.
typedef struct reader_fact {
    scan_word key;                ///< with the quote that ends it
    struct reader_fact *expected; ///< what is looked for after it first
    bool missed;                  ///< that was not there the last time
    bool needs_value;
    bool words_are_all;   ///< no other string is allowed
    bool words_are_short; ///< each has at most 16 bytes with the quote that ends it, and they have an index
    bool whole;           ///< numbers with a fraction are declined
    bool tested;          ///< the allowed values are neither words nor bounds: the tests are evaluated
    reading how;
    uint64_t row;                      ///< of the root: the last row that has it
    size_t value_column, count_column; ///< SIZE_MAX: none
    size_t first_text;         ///< of a column of booleans or strings: where its words begin, after the first
    const plan_column *column; ///< of values; NULL: none
    const plan_column *counts; ///< of counts; NULL: none
    const allowed_word *words; ///< of strings: all that are allowed, or else all that are asked for
    size_t word_count;
    scan_index index; ///< of the words; if it is made, none of them is longer than its head
    bound bounds[MOST_BOUNDS];
    size_t bound_count;
    const fact *fact;
    const struct reader_record *record;
} reader_fact;

/// The facts of a profile, or the fields of a record type.
typedef struct reader_record {
    reader_fact *facts;
    size_t count;
    const size_t *required;
    size_t required_count;
} reader_record;

struct row_reader {
    const plan *plan;
    reader_record root;
    reader_record *types; ///< for each record type of the pack
    feel_machine machine; ///< tests allowed values
    uint64_t row;         ///< numbers the rows that are read
    // While a row is read:
    block *block;
    arena *arena;
    size_t row_index;
    uint32_t records; ///< numbered so far
};

static inline double number_of(const scan_number *n)
{
    static const double powers[] = {1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    // Both are exact: the quotient is the nearest double.
    return n->fraction == 0 ? (double)n->mantissa : (double)n->mantissa / powers[n->fraction];
}

static inline bool within(const reader_fact *f, double number)
{
    for (size_t i = 0; i < f->bound_count; i++) {
        double c = f->bounds[i].constant;
        bool holds = false;
        switch (f->bounds[i].op) {
        case COMPARE_EQUAL: holds = number == c; break;
        case COMPARE_NOT_EQUAL: holds = number != c; break;
        case COMPARE_LESS: holds = number < c; break;
        case COMPARE_AT_MOST: holds = number <= c; break;
        case COMPARE_GREATER: holds = number > c; break;
        case COMPARE_AT_LEAST: holds = number >= c; break;
        }
        if (!holds)
            return false;
    }
    return true;
}

/// What a plain string of `length` bytes after its opening quote at `at` is in the column of a fact with an index: its text, else -1.
/// @param is_known  receives whether it is one of the fact's words
static inline ptrdiff_t text_at(const reader_fact *f, const char *at, size_t length, bool *is_known)
{
    const allowed_word *w = &f->words[f->index.slots[scan_slot(&f->index, at, length)]];
    *is_known = f->words_are_short ? scan_begins_shortest(at, &w->quoted) : scan_begins_short(at, &w->quoted);
    const ptrdiff_t known = -(ptrdiff_t)*is_known; // branch-free: whether it is known cannot be predicted
    return (w->text & known) | ~known;
}

/// The fact whose key is at `at`, if it is not the one that was expected after the last one: first what is declared after that;
/// NULL if there is none. A guess is kept if it misses once: what one record leaves out, the next one mostly states again.
reader_fact *row_other_fact(const reader_record *type, const char *at, reader_fact *last);

/// The fact whose key is at `at`, after the opening quote; NULL if there is none.
static inline reader_fact *row_fact_at(const reader_record *type, const char *at, reader_fact *last)
{
    if (!scan_begins(at, &last->expected->key))
        return row_other_fact(type, at, last);
    last->missed = false;
    return last->expected;
}

/// The place in the columns of the block of the row that is read.
typedef struct row_target {
    uint64_t *words;
    uint32_t *codes;
    column_state *columns;
    uint64_t bit;
} row_target;

/// Begins a row of the block.
row_target row_begin(row_reader *r, block *b);

/// Ends it. False if it was not read to its end, or lacks a fact that every profile states: then it is taken back.
bool row_end(row_reader *r, bool was_read);

/// Reads the value of a fact into the row; NULL if it is not for this reader, else what follows it.
const char *row_read_fact(row_reader *r, const row_target *to, const reader_fact *f, const char *at);

/// Reads any string after its opening quote; NULL if it is none, else what follows its closing quote.
/// @param out  receives what it says: a part of the text unless it has escapes
const char *row_read_any_text(row_reader *r, const char *at, slice *out);

/// Reads a string after its opening quote; NULL if it is none, or not allowed, else what follows it.
/// @param text  receives what it says
/// @param id    receives which of its column's texts it is; -1: none
const char *row_read_text(row_reader *r, const reader_fact *f, const char *at, slice *text, ptrdiff_t *id);

/// Reads a value of the fact's type; NULL if there is none, or it is not allowed, else what follows it.
const char *row_read_value(row_reader *r, const reader_fact *f, const char *at, feel_value *out);

#endif
