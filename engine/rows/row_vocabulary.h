/// The inside of a reader of rows: the vocabulary as it is looked for in texts (row_vocabulary.c), keys (row_key.c), strings (row_text.c),
/// values (row_value.c), lists of records (row_records.c) and rows (row_reader.c). Private to engine/rows/.
#ifndef ADVISE_ROWS_ROW_VOCABULARY_H
#define ADVISE_ROWS_ROW_VOCABULARY_H

#include "columns/column.h"
#include "columns/fact_lanes.h"
#include "rows/json_scan.h"
#include "rows/row_reader.h"

enum {
    MOST_BOUNDS = 4,
    MOST_FIELDS = 64, ///< of a record that is read here
    ROW_DEEPEST = 16, ///< levels of values that rows are read to; what is deeper is read as a tree
};

/// What is done for nearly each member of a profile or record, within one function.
#define INLINED __attribute__((always_inline)) static inline

/// A value that the vocabulary allows, or that is asked for, and how columns know it.
typedef struct allowed_word {
    scan_word quoted; ///< with the quote that ends it
    int32_t text;     ///< -1: the column has none for it
    uint32_t lane;    ///< its number in the lanes of each block; 0: it has none
} allowed_word;

typedef struct bound {
    comparison_kind op;
    double constant;
} bound;

/// How the value of a fact is read.
typedef enum reading {
    READ_REFUSED, ///< not at all: it is left to the full reader
    READ_VALUE,   ///< in general, and then put into its columns
    READ_ALONE,   ///< as a value that has no columns, at once if it is written as most are
    READ_NUMBER, ///< straight into its column, if it is written as most are; as a value too if that is needed; and likewise:
    READ_BOOLEAN,
    READ_STRING,
    READ_STRINGS,
    READ_RECORDS, ///< a list of records, as a value and into lanes
} reading;

/// What a field is if it is written as most are, so that few looks decide it.
typedef enum plain_form {
    PLAIN_NONE,   ///< it is always looked at in full
    PLAIN_NUMBER, ///< a short whole number, from `least` to `most`
    PLAIN_BOOLEAN,
    PLAIN_ONLY_WORD, ///< one of the words, and no other string is allowed
    PLAIN_WORD,      ///< a short string of ASCII that may be one of the words
    PLAIN_TEXT,      ///< any short string of ASCII
    PLAIN_WORDS,     ///< a list of a few short strings of ASCII, or of words if only those are allowed
} plain_form;

/// One fact, or one field of a record.
typedef struct reader_fact {
    scan_word key;                ///< with the quote that ends it
    scan_word heads[2];           ///< for each scan_style: all that stands before the value
    struct reader_fact *expected; ///< what is looked for after it first
    bool missed;                  ///< that was not there the last time
    bool needs_value;
    bool words_are_all;   ///< no other string is allowed
    bool words_are_short; ///< each has at most 16 bytes with the quote that ends it, and they have an index
    bool whole;           ///< numbers with a fraction are declined
    bool tested;          ///< the allowed values are neither words nor bounds: the tests are evaluated
    reading how;
    plain_form plain;
    int64_t least, most;               ///< whole numbers that fit all bounds; of a fact with none, all
    size_t number;                     ///< among those of its record
    uint64_t bit;                      ///< of a field: it among those of its record
    uint64_t row;                      ///< of the root: the last row that has it
    size_t value_column, count_column; ///< SIZE_MAX: none
    size_t lanes;                      ///< of a list of records: its lanes among the block's; SIZE_MAX: none
    size_t first_text;         ///< of a column of booleans or strings: where its words begin, after the first
    const plan_column *column; ///< of values; NULL: none
    const plan_column *counts; ///< of counts; NULL: none
    const allowed_word *words; ///< of strings: first none, then all that are allowed, else all asked for
    size_t word_count;         ///< without the first
    scan_index index;          ///< of the words; if it is made, none of them is longer than its head
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
    scan_index index;                 ///< of their keys
    uint64_t required_fields;         ///< the same, a bit for each, if there are no more than MOST_FIELDS
    const struct record_blank *blank; ///< of a record type
    size_t blank_size;
} reader_record;

/// A record of a type before it says anything: its fields are named and unknown.
typedef struct record_blank {
    feel_context context;
    feel_entry entries[];
} record_blank;

struct row_reader {
    const plan *plan;
    reader_record root;
    reader_record *types; ///< for each record type of the pack
    feel_machine machine; ///< tests allowed values
    uint64_t row;         ///< numbers the rows that are read
    scan_style style;     ///< in which the last member was written that was not expected
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

/// The word that a string of `length` bytes after its opening quote at `at` is, of a fact with an index; if it is none, the first.
static inline const allowed_word *word_at(const reader_fact *f, const char *at, size_t length)
{
    const size_t slot = f->index.slots[scan_slot(&f->index, at, length)];
    const scan_word *quoted = &f->words[slot].quoted;
    const bool is_it = f->words_are_short ? scan_begins_shortest(at, quoted) : scan_begins_short(at, quoted);
    return &f->words[slot & -(size_t)is_it]; // branch-free: whether it is one cannot be predicted
}

/// The same if no other string is allowed: then it need not be looked at before it is compared.
static inline const allowed_word *only_word_at(const reader_fact *f, const char *at, size_t *length)
{
    *length = f->words_are_short ? scan_near_quote(at) : scan_quote(at);
    return word_at(f, at, *length);
}

/// Reads true or false; NULL if it is neither, else what follows it.
static inline const char *row_read_boolean(const char *at, feel_value *out)
{
    uint32_t four;
    memcpy(&four, at, sizeof four);
    // Branch-free: the processor could not predict which of the two it is.
    const uint32_t is_true = four == scan_four("true");
    const uint32_t is_false = (uint32_t)(four == scan_four("fals")) & (uint32_t)(at[4] == 'e');
    *out = feel_boolean(is_true != 0);
    return is_true + is_false > 0 ? at + 4 + is_false : NULL;
}

/// The fact whose key is at `at`, by looking at each; NULL if there is none.
reader_fact *row_searched_fact(const reader_record *type, const char *at);

/// The only fact whose key may be at `at`; NULL if there is none.
static inline reader_fact *row_possible_fact(const reader_record *type, const char *at)
{
    if (type->index.slots == NULL)
        return row_searched_fact(type, at);
    const size_t number = type->index.slots[scan_slot(&type->index, at, scan_quote(at))];
    return &type->facts[number - (number > 0)]; // if it is none, the first one is compared in vain
}

/// The same for a text that is a key, with the quote that ends it.
static inline reader_fact *row_find_fact(const reader_record *type, const char *key)
{
    reader_fact *f = row_possible_fact(type, key);
    return f != NULL && scan_begins(key, &f->key) ? f : NULL;
}

/// Changes what is expected after a fact. A guess is kept if it misses once: what one record leaves out, the next one mostly states again.
static inline void row_expect(reader_fact *last, reader_fact *f)
{
    last->expected = last->missed ? f : last->expected;
    last->missed = !last->missed;
}

/// What follows the key of a fact and its colon, written in any way; NULL if that is not what stands at the quote.
const char *row_pass_key(row_reader *r, const reader_fact *f, const char *quote);

/// Where the value of the member at `at` begins, or white space before it, if it is written in that style; NULL if it is not, or is no member
/// of this fact.
static inline const char *row_value_of(const reader_fact *f, scan_style style, const char *at)
{
    const scan_word *head = &f->heads[style];
    return scan_begins(at, head) ? at + head->text.len : NULL;
}

/// The value behind the white space at `at`, if there is some: then members are not written closely.
static inline const char *row_pass_space(row_reader *r, const char *at)
{
    const char *value = scan_space(at);
    if (value != at)
        r->style = SCAN_SPACED;
    return value;
}

/// A member of a record: its fact, and where its value begins, or white space before it. If it is none, both are NULL.
typedef struct row_member {
    reader_fact *fact;
    const char *value;
} row_member;

/// The member that begins at `at`.
/// @param style  in which it is found soonest
/// @param last   the fact before it
INLINED row_member row_member_at(row_reader *r, const reader_record *type, scan_style style, const char *at,
                                 reader_fact *last)
{
    enum { GUESSES = 5 };
    reader_fact *f = last->expected;
    const char *value = row_value_of(f, style, at);
    if (value != NULL) {
        last->missed = false;
        return (row_member){f, value};
    }
    for (int i = 1; i < GUESSES;
         i++) { // if some are left out, it is mostly one of those expected behind them
        f = f->expected;
        value = row_value_of(f, style, at);
        if (value != NULL)
            return (row_member){f, value};
    }
    at = scan_space(at);
    f = *at == '"' ? row_possible_fact(type, at + 1) : NULL;
    if (f != NULL)
        value = row_value_of(f, style, at);
    if (f != NULL && value == NULL)
        value = row_pass_key(r, f, at);
    if (value == NULL)
        return (row_member){NULL, NULL};
    row_expect(last, f);
    return (row_member){f, value};
}

/// The place in the columns of the block of the row that is read.
typedef struct row_target {
    feel_value *values; ///< of its facts
    uint64_t *words;
    uint32_t *codes;
    column_state *columns;
    lane_values *const *lanes; ///< of each fact; NULL: none
    block *block;
    size_t row_index;
    uint64_t bit;
} row_target;

/// Begins a row of the block.
row_target row_begin(row_reader *r, block *b);

/// Ends it. False if it was not read to its end, or lacks a fact that every profile states: then it is taken back.
bool row_end(row_reader *r, bool was_read);

/// Reads the value of a fact into the row; NULL if it is not for this reader, else what follows it.
const char *row_read_fact(row_reader *r, const row_target *to, const reader_fact *f, const char *at);

/// Where a field goes besides its record, or a fact besides its value.
typedef struct field_lane {
    block *block;
    const lane_values *values; ///< NULL: nowhere
    size_t lane;
    size_t word;  ///< of the lane, among those of truths
    uint64_t bit; ///< in that word
} field_lane;

/// @param number  in the lanes of each block; 0: it has none
static inline void put_text(const field_lane *to, uint32_t number, slice text)
{
    if (to->values == NULL)
        return;
    to->values->yes[to->word] |= to->bit;
    to->values->texts[to->lane] = number > 0 ? number : lane_number_of(to->block, text);
}

/// Reads a list of strings that is written as most are; NULL says nothing, and nothing was put.
const char *row_read_words(const reader_fact *f, const char *at, feel_value *out, const field_lane *to);

static inline void put_boolean(const field_lane *to, bool value)
{
    if (to->values != NULL)
        (value ? to->values->yes : to->values->no)[to->word] |= to->bit;
}

static inline void put_number(const field_lane *to, int64_t number)
{
    if (to->values == NULL)
        return;
    to->values->yes[to->word] |= to->bit;
    to->values->low[to->lane] = (double)number; // exact: it is short
}

/// Reads a value of one of the kinds that most facts have, if it is written as most are; NULL says nothing, and nothing was put.
INLINED const char *row_read_plainly(const reader_fact *f, const char *at, feel_value *out,
                                     const field_lane *to)
{
    int64_t whole;
    size_t length;
    uint32_t number = 0;
    switch (f->plain) {
    case PLAIN_NONE: return NULL;
    case PLAIN_NUMBER:
        at = scan_short_whole(at, &whole);
        if (at == NULL || whole < f->least || whole > f->most)
            return NULL;
        *out = feel_integer(whole);
        put_number(to, whole);
        return at;
    case PLAIN_BOOLEAN:
        at = row_read_boolean(at, out);
        if (at != NULL)
            put_boolean(to, out->as.boolean);
        return at;
    case PLAIN_ONLY_WORD:
    case PLAIN_WORD:
    case PLAIN_TEXT:
        if (*at != '"')
            return NULL;
        if (f->plain == PLAIN_ONLY_WORD) {
            const allowed_word *word = only_word_at(f, at + 1, &length);
            if (word == f->words)
                return NULL;
            number = word->lane;
        } else if (!scan_short_string(at + 1, &length)) {
            return NULL;
        } else if (f->plain == PLAIN_WORD) {
            number = word_at(f, at + 1, length)->lane;
        }
        *out = feel_string((slice){at + 1, length});
        put_text(to, number, feel_text(*out));
        return at + length + 2;
    case PLAIN_WORDS: return row_read_words(f, at, out, to);
    }
    return NULL;
}

/// Reads any string after its opening quote; NULL if it is none, else what follows its closing quote.
/// @param out  receives what it says: a part of the text unless it has escapes
const char *row_read_any_text(row_reader *r, const char *at, slice *out);

/// Reads a string after its opening quote; NULL if it is none, or not allowed, else what follows it.
/// @param text  receives what it says
/// @param word  receives which of the fact's words it is; if it is none, the first
const char *row_read_text(row_reader *r, const reader_fact *f, const char *at, slice *text,
                          const allowed_word **word);

/// Reads a value of the fact's type; NULL if there is none, or it is not allowed, else what follows it.
/// @param depth  levels of values around it
const char *row_read_value(row_reader *r, const reader_fact *f, const char *at, feel_value *out,
                           unsigned depth);

/// Reads a list of records into the row, each record into a lane; NULL if it is not for this reader, else what follows it.
const char *row_read_records(row_reader *r, const row_target *to, const reader_fact *f, const char *at);

/// Puts a value into its columns, but not into lanes; false if one has no place for it.
bool row_put_value(row_reader *r, const row_target *to, const reader_fact *f, feel_value v);

/// Puts how many items a list has, if any column wants it.
static inline void row_put_count(row_reader *r, const reader_fact *f, size_t count)
{
    if (f->counts == NULL)
        return;
    r->block->columns[f->count_column].known |= (uint64_t)1 << r->row_index;
    column_codes(r->block, f->counts)[r->row_index] = column_code_of_integer(f->counts, (int64_t)count);
}

/// Puts that a list of records is known, if some term asks for that: it asks for nothing else.
static inline void row_put_known(const row_target *to, const reader_fact *f)
{
    if (to->lanes[f->number] != NULL)
        *to->lanes[f->number]->yes |= to->bit;
}

#endif
