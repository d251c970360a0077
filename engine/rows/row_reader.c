// A JSON object to a row of columns: keys are expected in the order of the record before, values are read by the type that the
// vocabulary declares, and whatever is out of the ordinary ends it.
#include "rows/row_vocabulary.h"

/// A list of strings that nobody needs as a value: which of its words it contains.
static const char *read_strings(row_reader *r, const reader_fact *f, const char *at)
{
    const plan_column *column = f->column;
    uint64_t bit = (uint64_t)1 << r->row_index;
    size_t count = 0;
    if (*at++ != '[')
        return NULL;
    at = scan_space(at);
    bool more = *at != ']';
    while (more) {
        slice text;
        const allowed_word *word = f->words;
        if (*at == '"')
            at = row_read_text(r, f, at + 1, &text, &word);
        else
            at = scan_is_null(at) && column == NULL ? at + 4
                                                    : NULL; // an unknown item may be what is asked for
        if (at == NULL)
            return NULL;
        if (column != NULL && word->text >= 0)
            r->block->words[f->first_text + (size_t)word->text] |= bit;
        count++;
        at = scan_space(at);
        more = *at == ',';
        if (more)
            at = scan_space(at + 1);
    }
    if (column != NULL)
        r->block->columns[f->value_column].known |= bit;
    row_put_count(r, f, count);
    return *at == ']' ? at + 1 : NULL;
}

static inline field_lane lane_of(const row_target *to, const reader_fact *f)
{
    return (field_lane){to->block, to->lanes[f->number], to->row_index, 0, to->bit};
}

bool row_put_value(row_reader *r, const row_target *to, const reader_fact *f, feel_value v)
{
    if (f->needs_value)
        to->values[f->number] = v;
    if (f->value_column != SIZE_MAX) {
        column_put(r->block, f->value_column, r->row_index, v);
        if ((to->columns[f->value_column].wide & to->bit) != 0)
            return false; // its atoms would want the value
    }
    if (f->count_column != SIZE_MAX)
        column_put(r->block, f->count_column, r->row_index, v);
    return true;
}

static const char *read_in_general(row_reader *r, const row_target *to, const reader_fact *f, const char *at)
{
    feel_value v;
    const field_lane lane = lane_of(to, f);
    const char *end = row_read_plainly(f, at, &v, &lane);
    if (end == NULL) {
        end = row_read_value(r, f, at, &v, 0);
        if (end != NULL)
            fact_lanes_put(r->block, f->number, r->row_index, v);
    }
    return end != NULL && row_put_value(r, to, f, v) ? end : NULL;
}

/// A value that has no columns.
INLINED const char *read_alone(row_reader *r, const row_target *to, const reader_fact *f, const char *at)
{
    feel_value v;
    const field_lane lane = lane_of(to, f);
    const char *end = row_read_plainly(f, at, &v, &lane);
    if (end == NULL)
        return read_in_general(r, to, f, at);
    if (f->needs_value)
        to->values[f->number] = v;
    return end;
}

/// A number that is not short and whole.
__attribute__((noinline)) static const char *read_other_number(row_reader *r, const row_target *to,
                                                               const reader_fact *f, const char *at)
{
    scan_number number;
    const char *end = scan_number_at(at, &number);
    if (end == NULL || !number.plain || (f->whole && number.fraction > 0) ||
        (f->bound_count > 0 && !within(f, number_of(&number))))
        return NULL;
    if (f->needs_value)
        return read_in_general(r, to, f, at);
    to->codes[f->column->number * BLOCK_ROWS] = number.fraction == 0
                                                    ? column_code_of_integer(f->column, number.mantissa)
                                                    : column_code(f->column, number_of(&number));
    to->columns[f->value_column].known |= to->bit;
    return end;
}

INLINED const char *read_number(row_reader *r, const row_target *to, const reader_fact *f, const char *at)
{
    int64_t whole;
    const char *end = scan_short_whole(at, &whole);
    if (end == NULL || whole < f->least || whole > f->most)
        return read_other_number(r, to, f, at);
    to->codes[f->column->number * BLOCK_ROWS] = column_code_of_integer(f->column, whole);
    to->columns[f->value_column].known |= to->bit;
    if (f->needs_value) {
        const field_lane lane = lane_of(to, f);
        to->values[f->number] = feel_integer(whole);
        put_number(&lane, whole);
    }
    return end;
}

INLINED const char *read_boolean(const row_target *to, const reader_fact *f, const char *at)
{
    feel_value v;
    at = row_read_boolean(at, &v);
    if (at == NULL)
        return NULL;
    to->words[f->first_text] |= to->bit & -(uint64_t)v.as.boolean;
    to->columns[f->value_column].known |= to->bit;
    if (f->needs_value) {
        const field_lane lane = lane_of(to, f);
        to->values[f->number] = v;
        put_boolean(&lane, v.as.boolean);
    }
    return at;
}

INLINED const char *read_text(row_reader *r, const row_target *to, const reader_fact *f, const char *at)
{
    size_t length;
    const allowed_word *word;
    slice said;
    if (*at++ != '"')
        return NULL;
    bool found = false;
    if (f->words_are_all) {
        word = only_word_at(f, at, &length);
        found = word != f->words;
    } else if (scan_short_string(at, &length)) {
        word = word_at(f, at, length);
        found = true;
    }
    said = (slice){at, length};
    at = found ? at + length + 1 : row_read_text(r, f, at, &said, &word);
    if (at == NULL)
        return NULL;
    // A text that nobody asks for is -1: the word before the first text's, which has no rows.
    to->words[f->first_text + (size_t)word->text] |= to->bit & -(uint64_t)(word->text >= 0);
    to->columns[f->value_column].known |= to->bit;
    if (f->needs_value) {
        const field_lane lane = lane_of(to, f);
        to->values[f->number] = feel_string(said);
        put_text(&lane, word->lane, said);
    }
    return at;
}

/// Reads what is not written as most values are: null, or a value behind white space.
__attribute__((noinline)) static const char *read_otherwise(row_reader *r, const row_target *to,
                                                            const reader_fact *f, const char *at)
{
    const char *value = row_pass_space(r, at);
    if (scan_is_null(value))
        return value + 4;
    return value != at ? row_read_fact(r, to, f, value) : NULL;
}

INLINED const char *read_fact(row_reader *r, const row_target *to, const reader_fact *f, const char *at)
{
    const char *end = NULL;
    switch (f->how) {
    case READ_REFUSED: break;
    case READ_VALUE: end = read_in_general(r, to, f, at); break;
    case READ_ALONE: end = read_alone(r, to, f, at); break;
    case READ_NUMBER: end = read_number(r, to, f, at); break;
    case READ_BOOLEAN: end = read_boolean(to, f, at); break;
    case READ_STRING: end = read_text(r, to, f, at); break;
    case READ_STRINGS: end = read_strings(r, f, at); break;
    case READ_RECORDS: end = row_read_records(r, to, f, at); break;
    }
    return end != NULL ? end : read_otherwise(r, to, f, at);
}

/// Reads the members of a profile after its opening brace; NULL if they are not for this reader, else what follows them.
INLINED const char *read_members_in(row_reader *r, scan_style style, const row_target *to, const char *at)
{
    const reader_record *root = &r->root;
    const uint64_t this_row = r->row;
    reader_fact *last = &root->facts[root->count - 1];
    at = scan_space(at);
    if (*at == '}')
        return at;
    for (;;) {
        const row_member member = row_member_at(r, root, style, at, last);
        if (member.fact == NULL || member.fact->row == this_row)
            return NULL;
        member.fact->row = this_row;
        last = member.fact;
        at = read_fact(r, to, member.fact, member.value);
        if (at == NULL)
            return NULL;
        const char *next = scan_next_member(at, style);
        if (next == NULL)
            return scan_space(at);
        at = next;
    }
}

static const char *read_members(row_reader *r, const row_target *to, const char *at)
{
    return r->style == SCAN_SPACED ? read_members_in(r, SCAN_SPACED, to, at)
                                   : read_members_in(r, SCAN_CLOSE, to, at);
}

static bool read_root(row_reader *r, const row_target *to, const char *at, const char *end)
{
    at = scan_space(at);
    at = *at == '{' && r->root.count > 0 ? read_members(r, to, at + 1) : NULL;
    return at != NULL && at < end && *at == '}' && scan_space(at + 1) >= end;
}

row_target row_begin(row_reader *r, block *b)
{
    if (b->count == 0)
        r->machine.regex = NULL; // the arena was reset, and what it kept there is gone
    r->block = b;
    r->arena = b->arena;
    r->row_index = b->count;
    r->records = 0;
    r->row++;
    block_new_row(b, NULL);
    return (row_target){.values = b->rows[r->row_index].values,
                        .words = b->words,
                        .codes = b->codes + r->row_index,
                        .columns = b->columns,
                        .lanes = b->fact_lanes,
                        .block = b,
                        .row_index = r->row_index,
                        .bit = (uint64_t)1 << r->row_index};
}

bool row_end(row_reader *r, bool was_read)
{
    const reader_record *root = &r->root;
    for (size_t i = 0; was_read && i < root->required_count; i++)
        was_read = root->facts[root->required[i]].row == r->row;
    if (!was_read)
        block_drop_row(r->block);
    return was_read;
}

bool row_read(row_reader *r, block *b, slice text)
{
    const row_target to = row_begin(r, b);
    return row_end(r, read_root(r, &to, text.ptr, text.ptr + text.len));
}

const char *row_read_fact(row_reader *r, const row_target *to, const reader_fact *f, const char *at)
{
    return read_fact(r, to, f, at);
}
