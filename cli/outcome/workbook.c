#include "outcome/workbook.h"
#include "outcome/workbook_whole.h"
#include "write/acting.h"
#include "write/memory.h"
#include "write/screen.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistr.h>
#include <xlsxwriter.h>

const bool outcome_workbook_is_there = true;

enum {
    MOST_CHARACTERS = 32767, ///< of a cell, in Excel
    MOST_COLUMNS = LXW_COL_MAX,
    NARROW = 12,
    WIDE = 50,
    FIRST_YEAR = 1901, ///< spreadsheets do not agree on the one before, and know none earlier
};

/// A worksheet, and the row that is written next.
typedef struct page {
    lxw_worksheet *sheet;
    lxw_row_t row;
    size_t filled; ///< rows that have a cell
    bool is_full;  ///< a row had no place
} page;

struct outcome_workbook {
    char *path;
    lxw_workbook *workbook;
    lxw_format *title, *text, *date;
    const outcome_options *written;
    page results, refused, totals;
    bool has_titles;
    size_t columns; ///< of the results
    size_t cut;     ///< texts that were too long for a cell
};

/// A cell as it comes: what kind it is, and its text.
typedef struct typed_cell {
    char kind;
    const char *text;
} typed_cell;

static lxw_worksheet *add_sheet(outcome_workbook *w, const char *name)
{
    lxw_worksheet *sheet = workbook_add_worksheet(w->workbook, name);
    if (sheet != NULL)
        worksheet_freeze_panes(sheet, 1, 0);
    return sheet;
}

/// Reads a date such as 2026-01-31.
static bool read_date(const char *text, lxw_datetime *out)
{
    int parts[3] = {0};
    size_t count = 0;
    const char *at = text;
    while (count < 3) {
        char *end = NULL;
        parts[count] = (int)strtol(at, &end, 10);
        if (end == at || parts[count] <= 0)
            break;
        count++;
        at = *end == '-' ? end + 1 : end;
    }
    *out = (lxw_datetime){.year = parts[0], .month = parts[1], .day = parts[2]};
    return count == 3 && *at == '\0';
}

/// Seconds since 1970 of a date: when a workbook was made, as it says itself, depends on nothing else.
static time_t time_of(const char *date)
{
    lxw_datetime d;
    struct tm day = {.tm_year = 100, .tm_mday = 1};
    if (read_date(date, &d)) {
        day.tm_year = d.year - 1900;
        day.tm_mon = d.month - 1;
        day.tm_mday = d.day;
    }
    const time_t time = timegm(&day);
    return time > 0 ? time : 1;
}

static void make_formats(outcome_workbook *w)
{
    w->title = must_have(workbook_add_format(w->workbook));
    w->text = must_have(workbook_add_format(w->workbook));
    w->date = must_have(workbook_add_format(w->workbook));
    format_set_bold(w->title);
    format_set_text_wrap(w->text);
    format_set_align(w->text, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(w->date, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(w->date, "yyyy-mm-dd");
}

/// True for what is shown instead: a workbook is XML, in which most controls may not stand, and its cells are shown and copied.
static bool is_shown(ucs4_t c)
{
    return (is_control(c) && c != '\t' && c != '\n') || turns_direction(c) || c == 0xFFFE || c == 0xFFFF;
}

/// The text with \u{…} for what acts, as in CSV. Free with free.
static char *harmless(const char *text)
{
    char *safe = NULL;
    size_t length = 0;
    FILE *out = must_open_text(&safe, &length);
    while (*text != '\0') {
        ucs4_t c = 0;
        const int bytes = u8_mbtoucr(&c, (const uint8_t *)text, strnlen(text, 4));
        const size_t taken = bytes > 0 ? (size_t)bytes : 1;
        if (bytes <= 0)
            screen_safe_part(out, text, taken);
        else if (is_shown(c))
            (void)fprintf(out, "\\u{%X}", (unsigned)c);
        else
            (void)fwrite(text, 1, taken, out);
        text += taken;
    }
    must_close_text(out, &safe);
    return safe;
}

outcome_workbook *outcome_workbook_open(const char *path, const outcome_options *written)
{
    char *copy = must_have(strdup(path));
    // Rows wait in files without a name, beside the result: what fills one disk does not fill another.
    lxw_workbook_options options = {
        .constant_memory = LXW_TRUE, .tmpdir = dirname(copy), .use_zip64 = LXW_TRUE};
    outcome_workbook *w = must_have(calloc(1, sizeof *w));
    w->path = must_have(strdup(path));
    w->written = written;
    w->workbook = must_have(workbook_new_opt(path, &options));
    free(copy);
    char *title = harmless(advise_pack_title(written->pack));
    lxw_doc_properties about = {.title = title, .created = time_of(written->date)};
    (void)workbook_set_properties(w->workbook, &about);
    free(title);
    make_formats(w);
    errno = 0;
    w->results.sheet = add_sheet(w, "Results");
    w->refused.sheet = add_sheet(w, "Refused");
    w->totals.sheet = add_sheet(w, "Totals");
    if (w->results.sheet != NULL && w->refused.sheet != NULL && w->totals.sheet != NULL)
        return w;
    const int why = errno != 0 ? errno : ENOMEM;
    lxw_workbook_free(w->workbook);
    free(w->path);
    free(w);
    errno = why;
    return NULL;
}

// --- cells ---

/// The beginning of a text that a cell has room for, with dots behind it.
static char *shortened(const char *text)
{
    size_t length = 0;
    for (size_t characters = 0; text[length] != '\0' && characters < (size_t)MOST_CHARACTERS - 3;
         characters++) {
        length++;
        while (((unsigned char)text[length] & 0xC0) == 0x80)
            length++;
    }
    return must_format("%.*s...", (int)length, text);
}

static void put_text(outcome_workbook *w, const page *p, lxw_col_t column, const char *text,
                     lxw_format *format)
{
    char *safe = harmless(text);
    if (worksheet_write_string(p->sheet, p->row, column, safe, format) ==
        LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED) {
        char *begin = shortened(safe);
        (void)worksheet_write_string(p->sheet, p->row, column, begin, format);
        free(begin);
        w->cut++;
    }
    free(safe);
}

/// True for a number that spreadsheets do not round: they keep 15 digits.
static bool is_exact(const char *number)
{
    size_t digits = 0;
    for (; *number != '\0'; number++)
        digits += *number >= '0' && *number <= '9';
    return digits <= 15;
}

/// False if it is empty, and nothing was written.
static bool put_cell(outcome_workbook *w, const page *p, lxw_col_t column, typed_cell cell)
{
    lxw_datetime date;
    if (cell.kind == CSV_TYPED_NUMBER && is_exact(cell.text))
        (void)worksheet_write_number(p->sheet, p->row, column, strtod(cell.text, NULL), w->text);
    else if (cell.kind == CSV_TYPED_DATE && read_date(cell.text, &date) && date.year >= FIRST_YEAR)
        (void)worksheet_write_datetime(p->sheet, p->row, column, &date, w->date);
    else if (cell.text[0] != '\0')
        put_text(w, p, column, cell.text, w->text);
    return cell.text[0] != '\0';
}

/// True if there is a place for one more row.
static bool has_room(page *p)
{
    p->is_full = p->is_full || p->row >= LXW_ROW_MAX;
    return !p->is_full;
}

// --- rows ---

/// "advice_1" as people write it: "Advice 1". Names of facts stay as they are.
static void put_title(outcome_workbook *w, const page *p, lxw_col_t column, const char *name, bool is_fact)
{
    char *title = must_have(strdup(name));
    if (!is_fact) {
        title[0] = (char)(title[0] >= 'a' && title[0] <= 'z' ? title[0] - 'a' + 'A' : title[0]);
        for (char *at = title; *at != '\0'; at++)
            *at = *at == '_' ? ' ' : *at;
    }
    put_text(w, p, column, title, w->title);
    free(title);
}

static bool begins_with(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/// Wide columns are for what has sentences.
static double width_of(const char *name)
{
    static const char *const wide[] = {"advice_", "reasons_", "steps_", "also_", "ask", "problem"};
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (begins_with(name, wide[i]))
            return WIDE;
    }
    return strcmp(name, "id") == 0 ? 2.0 * NARROW : NARROW;
}

/// The cells of a row by their places. What only refused profiles have stands on their worksheet, which says the status too.
enum { ID = 0, STATUS = 1, FACTS = 2 };

static void put_titles(outcome_workbook *w, const typed_cell *cells, size_t count)
{
    const size_t facts = w->written->facts.count - w->written->facts.first_written;
    for (size_t i = 0; i + 1 < count; i++) {
        const bool is_fact = i >= FACTS && i < FACTS + facts;
        const lxw_col_t column = (lxw_col_t)w->columns;
        if (i == STATUS)
            continue;
        (void)worksheet_set_column(w->results.sheet, column, column,
                                   is_fact ? NARROW : width_of(cells[i].text), NULL);
        put_title(w, &w->results, column, cells[i].text, is_fact);
        w->columns++;
    }
    (void)worksheet_set_column(w->refused.sheet, 0, 0, 2.0 * NARROW, NULL);
    (void)worksheet_set_column(w->refused.sheet, 1, 1, 2.0 * WIDE, NULL);
    put_title(w, &w->refused, 0, cells[ID].text, false);
    put_title(w, &w->refused, 1, cells[count - 1].text, false);
    w->results.row++;
    w->refused.row++;
    w->results.filled++;
    w->refused.filled++;
    w->has_titles = true;
}

static void put_row(outcome_workbook *w, const typed_cell *cells, size_t count)
{
    const bool refused = strcmp(cells[STATUS].text, "refused") == 0;
    page *p = refused ? &w->refused : &w->results;
    lxw_col_t column = 0;
    bool has_cell = false;
    if (!has_room(p))
        return;
    if (refused) {
        has_cell = put_cell(w, p, 0, cells[ID]);
        has_cell = put_cell(w, p, 1, cells[count - 1]) || has_cell;
    }
    for (size_t i = 0; !refused && i + 1 < count; i++) {
        if (i != STATUS)
            has_cell = put_cell(w, p, column++, cells[i]) || has_cell;
    }
    p->row++;
    p->filled += has_cell;
}

void outcome_workbook_add(outcome_workbook *w, const char *rows, size_t length)
{
    const char *const end = rows + length;
    typed_cell *cells = must_have(malloc(MOST_COLUMNS * sizeof *cells));
    size_t count = 0;
    for (const char *at = rows; at < end;) {
        if (*at == CSV_TYPED_ROW_END) {
            if (w->has_titles)
                put_row(w, cells, count);
            else
                put_titles(w, cells, count);
            count = 0;
            at++;
            continue;
        }
        if (count < MOST_COLUMNS)
            cells[count++] = (typed_cell){*at, at + 1};
        at += strlen(at) + 1;
    }
    free(cells);
}

// --- the end ---

static void put_total(outcome_workbook *w, const char *name, const char *text)
{
    page *p = &w->totals;
    put_text(w, p, 0, name, w->title);
    put_text(w, p, 1, text, w->text);
    p->row++;
    p->filled++;
}

static void put_count(outcome_workbook *w, const char *name, size_t count)
{
    page *p = &w->totals;
    put_text(w, p, 0, name, w->title);
    (void)worksheet_write_number(p->sheet, p->row, 1, (double)count, w->text);
    p->row++;
    p->filled++;
}

void outcome_workbook_end(outcome_workbook *w, const advise_batch_totals *totals)
{
    const outcome_options *o = w->written;
    (void)worksheet_set_column(w->totals.sheet, 0, 0, 2.0 * NARROW, NULL);
    (void)worksheet_set_column(w->totals.sheet, 1, 1, WIDE, NULL);
    put_total(w, "Advice from", advise_pack_title(o->pack));
    put_total(w, "Pack", advise_pack_name(o->pack));
    put_total(w, "Version", advise_pack_version(o->pack));
    put_total(w, "As of", o->date);
    put_count(w, "Profiles", totals->records);
    put_count(w, "Refused", totals->refused);
    if (w->columns > 0)
        (void)worksheet_autofilter(w->results.sheet, 0, 0, w->results.row > 1 ? w->results.row - 1 : 1,
                                   (lxw_col_t)(w->columns - 1));
    (void)worksheet_autofilter(w->refused.sheet, 0, 0, w->refused.row > 1 ? w->refused.row - 1 : 1, 1);
}

static bool say_limits(const outcome_workbook *w)
{
    if (w->cut > 0)
        (void)fprintf(stderr, "advise: warning: %zu text%s cut: a cell has room for 32,767 characters\n",
                      w->cut, w->cut == 1 ? " was" : "s were");
    if (!w->results.is_full && !w->refused.is_full)
        return true;
    (void)fputs("advise: a worksheet has room for 1,048,576 rows only: write --format csv, or shards\n",
                stderr);
    return false;
}

/// True if all rows arrived in the file in which they wait.
static bool has_arrived(const page *p)
{
    return fflush(p->sheet->optimize_tmpfile) == 0 && !ferror(p->sheet->optimize_tmpfile);
}

bool outcome_workbook_close(outcome_workbook *w)
{
    errno = 0;
    const bool arrived = has_arrived(&w->results) && has_arrived(&w->refused) && has_arrived(&w->totals);
    const size_t rows[] = {w->results.filled, w->refused.filled, w->totals.filled};
    const lxw_error problem = workbook_close(w->workbook);
    const int why = errno != 0 ? errno : EIO;
    const bool fits = say_limits(w);
    const bool whole =
        arrived && problem == LXW_NO_ERROR && workbook_is_whole(w->path, rows, sizeof rows / sizeof *rows);
    free(w->path);
    free(w);
    errno = whole ? 0 : why;
    return errno == 0 && fits;
}
