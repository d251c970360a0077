// Splits text into records and fields. A record is looked at twice: once for its end and its soundness, once for its fields.
#include "input/csv.h"

#include "base/limits.h"
#include "base/utf8.h"

_Static_assert(LIMIT_CSV_ROW == 1 << 20 && LIMIT_CELLS == 1000, "the messages below name these limits");

enum { DELIMITERS = 4 };

static const char delimiters[] = ",;\t|";

csv_reader csv_reader_of(arena *a, char delimiter)
{
    return (csv_reader){.arena = a, .delimiter = delimiter};
}

/// The length of the byte order mark and of a line `sep=X`, which names the delimiter.
static size_t skip_head(csv_reader *r, slice input)
{
    size_t at = slice_starts_with(input, SLICE("\xEF\xBB\xBF")) ? 3 : 0;
    slice rest = slice_part(input, at, input.len);
    if (slice_starts_with(rest, SLICE("sep=")) && rest.len > 5 &&
        (rest.ptr[5] == '\n' || (rest.ptr[5] == '\r' && rest.len > 6 && rest.ptr[6] == '\n'))) {
        r->delimiter = rest.ptr[4];
        at += rest.ptr[5] == '\n' ? 6 : 7;
    }
    return at;
}

/// The quotation mark around cells; '\0': there is none.
static char mark_of(csv_quoting quoting)
{
    return quoting == CSV_NOT_QUOTED || quoting == CSV_ESCAPED ? '\0'
           : quoting == CSV_SINGLE_QUOTED                      ? '\''
                                                               : '"';
}

static bool is_delimiter(const csv_reader *r, char c)
{
    return r->delimiter != '\0' ? c == r->delimiter : memchr(delimiters, c, DELIMITERS) != NULL;
}

/// The offset of a byte from `at` on; `end` if it is not before that.
static size_t find_byte(slice input, size_t at, size_t end, char byte)
{
    const char *found = at < end ? memchr(input.ptr + at, byte, end - at) : NULL;
    return found != NULL ? (size_t)(found - input.ptr) : end;
}

/// True if a line has a sign by which its end may not be that of its record.
static bool is_marked(csv_quoting quoting, slice line)
{
    const char mark = quoting == CSV_ESCAPED ? '\\' : mark_of(quoting);
    return mark != '\0' && find_byte(line, 0, line.len, mark) < line.len;
}

/// Finds the end of the record that begins at `start`: the offset of its line end, or `input.len` if the input ends first. Then `r->open` says
/// which quotation mark is not closed.
static size_t record_end(csv_reader *r, slice input, size_t start, size_t counts[DELIMITERS])
{
    const char mark = mark_of(r->quoting);
    const bool in_line = r->quoting == CSV_QUOTED_IN_LINE;
    bool in_quotes = false;
    bool at_cell = true; // only there a quotation mark opens
    r->open = SIZE_MAX;
    const size_t line_end = find_byte(input, start, input.len, '\n');
    if (r->delimiter != '\0' && !is_marked(r->quoting, slice_part(input, start, line_end - start)))
        return line_end; // as nearly all do
    for (size_t i = start; i < input.len; i++) {
        const char c = input.ptr[i];
        if (c == '\n' && (!in_quotes || in_line))
            return i;
        if (r->quoting == CSV_ESCAPED && c == '\\') {
            i++;
        } else if (mark != '\0' && c == mark && (in_quotes || at_cell)) {
            if (in_quotes && i + 1 < input.len && input.ptr[i + 1] == mark)
                i++; // its double
            else
                in_quotes = !in_quotes;
            r->open = !in_quotes ? SIZE_MAX : at_cell ? i : r->open;
            at_cell = false;
        } else if (!in_quotes) {
            at_cell = is_delimiter(r, c);
            for (size_t d = 0; d < DELIMITERS && r->delimiter == '\0'; d++)
                counts[d] += c == delimiters[d];
        }
    }
    return input.len;
}

static char most_frequent(const size_t counts[DELIMITERS])
{
    size_t best = 0;
    for (size_t d = 1; d < DELIMITERS; d++)
        best = counts[d] > counts[best] ? d : best;
    return delimiters[best];
}

static csv_outcome wrong(csv_problem *problem, const char *code, size_t offset, size_t length,
                         const char *message, const char *hint)
{
    *problem = (csv_problem){code, message, hint, offset, length > 0 ? length : 1};
    return CSV_WRONG;
}

static csv_outcome check_record(slice input, size_t start, size_t end, csv_problem *problem)
{
    size_t bad = 0;
    slice record = slice_part(input, start, end - start);
    if (record.len > LIMIT_CSV_ROW)
        return wrong(problem, "too-long", start, 1, "the row is longer than a mebibyte",
                     "a quotation mark may be missing");
    if (!utf8_valid(record, &bad))
        return wrong(problem, "invalid-utf8", start + bad, 1, "the text is not valid UTF-8 here",
                     "save the file as CSV UTF-8");
    const char *nul = record.len > 0 ? memchr(record.ptr, '\0', record.len) : NULL;
    if (nul != NULL)
        return wrong(problem, "nul", (size_t)(nul - input.ptr), 1, "a NUL character may not stand in text",
                     "save the file as CSV UTF-8");
    return CSV_RECORD;
}

/// The text of a quoted field whose inner bytes are given: doubled quotation marks become one.
static slice undouble(arena *a, slice inner, char mark)
{
    if (inner.len == 0 || memchr(inner.ptr, mark, inner.len) == NULL)
        return inner;
    char *bytes = arena_alloc(a, inner.len);
    size_t length = 0;
    for (size_t i = 0; i < inner.len; i++) {
        bytes[length++] = inner.ptr[i];
        if (inner.ptr[i] == mark)
            i++; // its double
    }
    return (slice){bytes, length};
}

/// The text of a field with escapes. Databases write \N for what is not known.
static slice unescape(arena *a, slice raw)
{
    if (slice_is(raw, "\\N"))
        return (slice){"", 0};
    if (raw.len == 0 || memchr(raw.ptr, '\\', raw.len) == NULL)
        return raw;
    char *bytes = arena_alloc(a, raw.len);
    size_t length = 0;
    for (size_t i = 0; i < raw.len; i++) {
        const bool escaped = raw.ptr[i] == '\\' && i + 1 < raw.len;
        const char c = raw.ptr[escaped ? ++i : i];
        bytes[length++] = !escaped ? c : c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
    }
    return (slice){bytes, length};
}

/// Reads the field that begins with a quotation mark at `*at`.
static csv_outcome read_quoted(const csv_reader *r, slice input, size_t end, size_t *at, csv_field *out,
                               csv_problem *problem)
{
    const char mark = mark_of(r->quoting);
    const size_t start = *at;
    size_t i = start + 1;
    for (; i < end; i++) {
        if (input.ptr[i] != mark)
            continue;
        if (i + 1 >= end || input.ptr[i + 1] != mark)
            break;
        i++;
    }
    if (i >= end && r->quoting == CSV_QUOTED_IN_LINE)
        return wrong(problem, "csv-quote", start, 1, "this quotation mark is not closed in its line", "");
    if (i >= end)
        return wrong(problem, "csv-quote", start, 1, "this quotation mark is not closed", "");
    const slice inner = slice_part(input, start + 1, i - start - 1);
    *out = (csv_field){undouble(r->arena, inner, mark), start, i + 1 - start, true, mark};
    *at = ++i;
    if (i >= end || input.ptr[i] == r->delimiter)
        return CSV_RECORD;
    if (inner.len > 0 &&
        memchr(inner.ptr, '\n', inner.len) != NULL) // the lines between are no part of its cell
        return wrong(problem, "csv-quote", start, 1,
                     "this quotation mark is closed in a later line only, and not at the end of a cell",
                     "close it at the end of its cell, and write one within a cell twice");
    return wrong(problem, "csv-quote", i, 1, "expected the end of the cell after its quotation mark",
                 "a quotation mark within a quoted cell is written twice");
}

/// Reads the field at `*at`, which ends at a delimiter or at `end`.
static csv_outcome read_field(const csv_reader *r, slice input, size_t end, size_t *at, csv_field *out,
                              csv_problem *problem)
{
    const char mark = mark_of(r->quoting);
    const bool escapes = r->quoting == CSV_ESCAPED;
    const size_t start = *at;
    size_t i = start;
    if (mark != '\0' && i < end && input.ptr[i] == mark)
        return read_quoted(r, input, end, at, out, problem);
    while (i < end && input.ptr[i] != r->delimiter && input.ptr[i] != '\r' &&
           (mark == '\0' || input.ptr[i] != mark))
        i += escapes && input.ptr[i] == '\\' && i + 1 < end ? 2 : 1;
    if (i < end && input.ptr[i] == '\r')
        return wrong(problem, "csv-line-end", i, 1, "a carriage return without a line feed",
                     "save the file with the line ends of Windows or Unix");
    if (i < end && input.ptr[i] != r->delimiter)
        return wrong(problem, "csv-quote", i, 1, "a quotation mark in a cell that does not begin with one",
                     "put the whole cell in quotation marks, and double those inside");
    const slice raw = slice_part(input, start, i - start);
    *out = (csv_field){escapes ? unescape(r->arena, raw) : raw, start, i - start, false, '\0'};
    out->sign = out->text.ptr != raw.ptr ? '\\' : '\0';
    *at = i;
    return CSV_RECORD;
}

static csv_outcome read_fields(csv_reader *r, slice input, size_t start, size_t end, csv_record *record,
                               csv_problem *problem)
{
    size_t at = start;
    *record = (csv_record){.offset = start, .length = end - start};
    for (;;) {
        csv_field field;
        csv_outcome outcome = read_field(r, input, end, &at, &field, problem);
        if (outcome != CSV_RECORD)
            return outcome;
        if (record->count >= LIMIT_CELLS)
            return wrong(problem, "too-many-cells", field.offset, field.length,
                         "the row has more than 1000 cells", "");
        struct {
            csv_field *items;
            size_t count, capacity;
        } list = {r->fields, record->count, r->capacity};
        ARENA_PUSH(r->arena, &list, items, count, capacity, field);
        r->fields = list.items;
        r->capacity = list.capacity;
        record->count = list.count;
        record->fields = list.items;
        if (at >= end)
            return CSV_RECORD;
        at++;
    }
}

csv_outcome csv_read(csv_reader *r, slice input, bool last, csv_record *record, size_t *used,
                     csv_problem *problem)
{
    enum { LONGEST_HEAD = 10 }; // a byte order mark and `sep=;` with its line end
    size_t start = 0;
    bool first = !r->begun;
    *used = 0;
    if (first) {
        if (input.len < LONGEST_HEAD && !last)
            return CSV_MORE;
        start = skip_head(r, input);
        r->begun = true;
    }
    for (;;) {
        size_t counts[DELIMITERS] = {0};
        size_t line_end = record_end(r, input, start, counts);
        bool ended = line_end < input.len;
        if (!ended && !last && line_end - start <= LIMIT_CSV_ROW) {
            r->begun = !first; // what was skipped will be passed again
            return CSV_MORE;
        }
        if (start >= input.len)
            break;
        size_t end = line_end;
        if (ended && end > start && input.ptr[end - 1] == '\r')
            end--;
        *used = ended ? line_end + 1 : line_end;
        if (end == start) { // an empty line
            start = *used;
            continue;
        }
        csv_outcome outcome = check_record(input, start, end, problem);
        if (r->delimiter == '\0')
            r->delimiter = most_frequent(counts);
        if (outcome == CSV_RECORD)
            outcome = read_fields(r, input, start, end, record, problem);
        if (outcome == CSV_WRONG) { // continue with the line after the wrong one
            const char *feed = memchr(input.ptr + problem->offset, '\n', input.len - problem->offset);
            *used = feed != NULL ? (size_t)(feed - input.ptr) + 1 : input.len;
        }
        return outcome;
    }
    *used = input.len;
    return CSV_END;
}

void csv_report(const csv_problem *problem, const source_text *source, diag_list *diags)
{
    diag_error(diags, (place){source, problem->offset, problem->length}, problem->code, "%s",
               problem->message);
    if (problem->hint[0] != '\0')
        diag_hint(diags, "%s", problem->hint);
}

/// What stands for one byte before the offset may be two.
static size_t field_to_outer(const source_text *inner, size_t offset)
{
    const slice raw = inner->outer->text;
    const char sign = (char)inner->outer_style;
    size_t at = inner->outer_start;
    for (size_t i = 0; i < offset && at < raw.len; i++)
        at += sign != '\0' && raw.ptr[at] == sign ? 2 : 1;
    return at;
}

const source_text *csv_field_source(arena *a, const source_text *file, size_t base, const csv_field *field)
{
    source_text *s = ARENA_NEW(a, source_text);
    *s = (source_text){.file = file->file,
                       .text = field->text,
                       .outer = file,
                       .to_outer = field_to_outer,
                       .outer_start = base + field->offset + (field->quoted ? 1 : 0),
                       .outer_style = field->sign};
    return s;
}
