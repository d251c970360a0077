// Reads the first rows in each way in which they may have been written, and counts what does not fit.
#include "input/csv_quoting.h"

#include "base/limits.h"

enum { LONGEST_TAIL = 1 << 14 };

/// What the first rows are in one quoting.
typedef struct reading {
    size_t rows;
    size_t misfits; ///< rows that are wrong, or have more or fewer cells than the header
    size_t wrong;   ///< among these, rows whose marks are
    size_t marked;  ///< cells in marks
    size_t over;    ///< among these, cells with line ends
    size_t needed;  ///< among these, cells that hold a mark
    size_t plain;   ///< among these, cells that would need no marks
    bool header_is_marked;
    size_t end; ///< of the rows
} reading;

csv_quoting csv_quoting_of_sign(char sign)
{
    return sign == '\''   ? CSV_SINGLE_QUOTED
           : sign == '-'  ? CSV_NOT_QUOTED
           : sign == '\\' ? CSV_ESCAPED
                          : CSV_QUOTED;
}

bool csv_quoting_is_usual(csv_quoting quoting)
{
    return quoting == CSV_QUOTED || quoting == CSV_QUOTED_IN_LINE;
}

static bool has(slice text, char c)
{
    return text.len > 0 && memchr(text.ptr, c, text.len) != NULL;
}

static bool needs_marks(slice text)
{
    return has(text, ',') || has(text, ';') || has(text, '\t') || has(text, '|') || has(text, '\n') ||
           has(text, '"');
}

static void count_cells(reading *out, const csv_record *row)
{
    for (size_t i = 0; i < row->count; i++) {
        const csv_field *f = &row->fields[i];
        out->marked += f->quoted;
        out->over += f->quoted && has(f->text, '\n');
        out->needed += f->quoted && has(f->text, f->sign);
        out->plain += f->quoted && !needs_marks(f->text);
    }
}

/// The first rows of a table.
typedef struct sample {
    arena *scratch;
    slice text;
    bool whole;
    char delimiter;
} sample;

/// Reads rows to the end of the sample, or as many as are surveyed.
static reading read_as(const sample *of, csv_quoting quoting)
{
    const slice text = of->text;
    reading out = {0};
    csv_reader reader = csv_reader_of(of->scratch, of->delimiter);
    reader.quoting = quoting;
    size_t columns = 0;
    csv_outcome outcome = CSV_RECORD;
    while (out.rows <= LIMIT_SURVEY_ROWS) {
        const slice rest = slice_part(text, out.end, text.len);
        csv_record row = {0};
        csv_problem problem = {0};
        size_t used = 0;
        outcome = csv_read(&reader, rest, of->whole, &row, &used, &problem);
        if (outcome == CSV_END || outcome == CSV_MORE)
            break;
        out.end += used;
        out.rows++;
        if (columns == 0) {
            columns = row.count;
            out.header_is_marked = row.count > 0 && row.fields[0].quoted;
        }
        out.wrong += outcome == CSV_WRONG;
        out.misfits += outcome == CSV_WRONG || row.count != columns;
        count_cells(&out, &row);
    }
    // A mark that is not closed in all the rest; one that was opened in the last lines may be closed behind them.
    const bool is_open = outcome == CSV_MORE && text.len - out.end > LONGEST_TAIL;
    out.wrong += is_open;
    out.misfits += is_open;
    out.end = is_open ? text.len : out.end;
    arena_reset(of->scratch);
    return out;
}

/// How many backslashes there are, if each stands before something that is escaped: a letter for a tab or a line end, or a sign that would
/// mean something; else 0. Who does not write tabs between cells escapes marks too, so that a bare one makes it 0.
static size_t count_escapes(slice text, char delimiter)
{
    const bool has_letters = delimiter == '\t';
    size_t count = 0;
    bool good = true;
    for (size_t i = 0; i < text.len && good; i++) {
        const bool is_escape = text.ptr[i] == '\\';
        const char next = is_escape && i + 1 < text.len ? text.ptr[++i] : '\\';
        count += is_escape && (has_letters || next == delimiter || next == '"');
        good = is_escape ? memchr("tnrN\\\"'\n", next, 8) != NULL || next == delimiter
                         : has_letters || text.ptr[i] != '"';
    }
    return good ? count : 0;
}

/// The delimiter of the header.
static char delimiter_of(arena *scratch, slice text, bool whole)
{
    csv_reader reader = csv_reader_of(scratch, '\0');
    csv_record row = {0};
    csv_problem problem = {0};
    size_t used = 0;
    (void)csv_read(&reader, text, whole, &row, &used, &problem);
    arena_reset(scratch);
    return reader.delimiter != '\0' ? reader.delimiter : ',';
}

/// What was found so far.
typedef struct finding {
    csv_quoting quoting;
    size_t misfits; ///< in it
} finding;

/// Between tabs and bars, marks may be characters like others.
static finding without_marks(const sample *of, finding best)
{
    const size_t misfits = read_as(of, CSV_NOT_QUOTED).misfits;
    return misfits <= best.misfits ? (finding){CSV_NOT_QUOTED, misfits} : best;
}

static finding with_single_marks(const sample *of, finding best)
{
    const reading single = read_as(of, CSV_SINGLE_QUOTED);
    const bool is_plain = single.wrong == 0 && (single.needed > 0 || single.header_is_marked);
    const bool fits = single.misfits < best.misfits || (single.misfits == best.misfits && is_plain);
    return single.marked > 0 && fits ? (finding){CSV_SINGLE_QUOTED, single.misfits} : best;
}

/// Who escapes what would mean something writes no row that does not fit. If rows fit in which marks hold line ends, a backslash there is
/// a character like others.
static finding with_escapes(const sample *of, finding best)
{
    const bool may = best.misfits > 0 || (of->delimiter == '\t' && best.quoting != CSV_QUOTED);
    const bool fits = may && read_as(of, CSV_ESCAPED).misfits == 0;
    return fits ? (finding){CSV_ESCAPED, 0} : best;
}

csv_quoting csv_quoting_find(arena *scratch, slice text, bool whole, char delimiter)
{
    sample of = {scratch, text, whole, delimiter};
    if (delimiter == '\0')
        of.delimiter = delimiter_of(scratch, text, whole);
    const csv_quoting usual = of.delimiter == '\t' ? CSV_QUOTED_IN_LINE : CSV_QUOTED;
    if (!has(text, '"') && !has(text, '\'') && !has(text, '\\'))
        return usual;
    const reading marked = read_as(&of, CSV_QUOTED);
    of.whole = whole || marked.end < text.len; // what may be cut off is looked at in no reading
    of.text = slice_part(text, 0, marked.end);
    const size_t closed = marked.marked - marked.over; // in one line
    const size_t odd = marked.wrong + marked.over;
    const size_t escapes = count_escapes(of.text, of.delimiter);
    finding best = {marked.over > 0 ? CSV_QUOTED : usual, marked.misfits};
    if (marked.header_is_marked)
        return best.quoting;
    if ((of.delimiter == '\t' || of.delimiter == '|') && odd > 0 && closed <= odd)
        best = without_marks(&of, best);
    if (has(text, '\'') && closed == 0)
        best = with_single_marks(&of, best);
    // Whoever escapes what needs marks may have names in marks that need none.
    const bool may_escape =
        closed == 0 || best.quoting == CSV_NOT_QUOTED || (closed == marked.plain && closed < escapes);
    return best.quoting != CSV_SINGLE_QUOTED && escapes > 0 && may_escape ? with_escapes(&of, best).quoting
                                                                          : best.quoting;
}
